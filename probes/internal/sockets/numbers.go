package sockets

import (
	"syscall"

	"example.com/writeback-doctor/probes"
)

// Numbers of "Windows Sockets Error Codes" and, from 1225 on, the "System
// Error Codes" in which Windows reports an asynchronous connect.
const (
	wsaAccess          = 10013 // WSAEACCES
	wsaWouldBlock      = 10035 // WSAEWOULDBLOCK, of a socket with a time-out
	wsaNoFamily        = 10047 // WSAEAFNOSUPPORT
	wsaNoAddress       = 10049 // WSAEADDRNOTAVAIL
	wsaNetDown         = 10050 // WSAENETDOWN
	wsaNetUnreachable  = 10051 // WSAENETUNREACH
	wsaNetReset        = 10052 // WSAENETRESET
	wsaAborted         = 10053 // WSAECONNABORTED
	wsaReset           = 10054 // WSAECONNRESET
	wsaShutdown        = 10058 // WSAESHUTDOWN
	wsaTimedOut        = 10060 // WSAETIMEDOUT
	wsaRefused         = 10061 // WSAECONNREFUSED
	wsaHostDown        = 10064 // WSAEHOSTDOWN
	wsaHostUnreachable = 10065 // WSAEHOSTUNREACH
	wsaDisconnected    = 10101 // WSAEDISCON
	winRefused         = 1225  // ERROR_CONNECTION_REFUSED
	winNetUnreachable  = 1231  // ERROR_NETWORK_UNREACHABLE
	winHostUnreachable = 1232  // ERROR_HOST_UNREACHABLE
	winAborted         = 1236  // ERROR_CONNECTION_ABORTED
)

// numbers is what each error number of connect(2), send(2) and recv(2) means
// for a road, on every system: the numbers of Windows lie far above those of
// POSIX, and the POSIX names that package syscall has on Windows are invented
// numbers which never come from a socket. EACCES and EPERM are a rule on this
// machine that forbids the connection, which is a refusal.
func numbers() map[syscall.Errno]probes.Contact {
	return map[syscall.Errno]probes.Contact{
		syscall.ECONNREFUSED: probes.PortRefused, wsaRefused: probes.PortRefused, winRefused: probes.PortRefused,
		syscall.EACCES: probes.PortRefused, syscall.EPERM: probes.PortRefused, wsaAccess: probes.PortRefused,

		syscall.ECONNRESET: probes.CutOff, wsaReset: probes.CutOff,
		syscall.ECONNABORTED: probes.CutOff, wsaAborted: probes.CutOff, winAborted: probes.CutOff,
		syscall.ENETRESET: probes.CutOff, wsaNetReset: probes.CutOff,
		syscall.EPIPE: probes.CutOff, wsaShutdown: probes.CutOff, wsaDisconnected: probes.CutOff,

		syscall.EHOSTUNREACH: probes.NoRoute, wsaHostUnreachable: probes.NoRoute, winHostUnreachable: probes.NoRoute,
		syscall.ENETUNREACH: probes.NoRoute, wsaNetUnreachable: probes.NoRoute, winNetUnreachable: probes.NoRoute,
		syscall.EHOSTDOWN: probes.NoRoute, wsaHostDown: probes.NoRoute,
		syscall.ENETDOWN: probes.NoRoute, wsaNetDown: probes.NoRoute,
		syscall.EADDRNOTAVAIL: probes.NoRoute, wsaNoAddress: probes.NoRoute,
		syscall.EAFNOSUPPORT: probes.NoRoute, wsaNoFamily: probes.NoRoute,

		syscall.ETIMEDOUT: probes.Dropped, wsaTimedOut: probes.Dropped, wsaWouldBlock: probes.Dropped,
	}
}
