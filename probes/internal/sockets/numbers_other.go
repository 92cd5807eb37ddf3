//go:build !windows

package sockets

import "syscall"

// The error numbers of connect(2), send(2) and recv(2) in POSIX, by what they
// mean for a road.

// refusedNumbers: a reset answered the first packet; or a rule on this machine
// forbids the connection.
func refusedNumbers() []syscall.Errno {
	return []syscall.Errno{syscall.ECONNREFUSED, syscall.EACCES, syscall.EPERM}
}

func cutNumbers() []syscall.Errno {
	return []syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}
}

func noRouteNumbers() []syscall.Errno {
	return []syscall.Errno{
		syscall.EHOSTUNREACH, syscall.ENETUNREACH, syscall.EHOSTDOWN, syscall.ENETDOWN,
		syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT,
	}
}

func silentNumbers() []syscall.Errno { return []syscall.Errno{syscall.ETIMEDOUT} }
