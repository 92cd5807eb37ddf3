package sockets

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// The numbers of "Windows Sockets Error Codes", by what they mean for a road.
// The POSIX names of package syscall are invented numbers on Windows and never
// come from a socket.

// refusedNumbers: a reset answered the first packet; or a rule on this machine
// forbids the connection (WSAEACCES).
func refusedNumbers() []syscall.Errno {
	return []syscall.Errno{windows.WSAECONNREFUSED, windows.WSAEACCES}
}

func cutNumbers() []syscall.Errno {
	return []syscall.Errno{windows.WSAECONNRESET, windows.WSAECONNABORTED, windows.WSAENETRESET, windows.WSAEDISCON}
}

func noRouteNumbers() []syscall.Errno {
	return []syscall.Errno{
		windows.WSAEHOSTUNREACH, windows.WSAENETUNREACH, windows.WSAEHOSTDOWN, windows.WSAENETDOWN,
		windows.WSAEADDRNOTAVAIL, windows.WSAEAFNOSUPPORT,
	}
}

func silentNumbers() []syscall.Errno { return []syscall.Errno{windows.WSAETIMEDOUT} }
