package sockets

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"syscall"

	"example.com/writeback-doctor/probes"
)

// ContactOf reads how a connection failed from the type and number of the
// error. otherwise is for an error that is none of the known.
func ContactOf(err error, otherwise probes.Contact) probes.Contact {
	number, _ := errors.AsType[syscall.Errno](err)
	switch {
	case slices.Contains(refusedNumbers(), number):
		return probes.PortRefused
	case slices.Contains(cutNumbers(), number):
		return probes.CutOff
	case slices.Contains(noRouteNumbers(), number):
		return probes.NoRoute
	case slices.Contains(silentNumbers(), number), Late(err):
		return probes.Dropped
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe):
		return probes.CutOff
	default:
		return otherwise
	}
}

// NameContact tells a name server that says no from one that says nothing.
// A name without addresses counts as a no; SERVFAIL and REFUSED (RFC 1035,
// section 4.1.1) do not: the server could not find out. It returns NotTried
// for an error that is not about a name.
func NameContact(err error) probes.Contact {
	e, ok := errors.AsType[*net.DNSError](err)
	switch {
	case !ok:
		return probes.NotTried
	case e.IsNotFound && !e.IsTimeout && !e.IsTemporary:
		return probes.NoSuchName
	default:
		return probes.NoNameServer
	}
}

// KindOf reads why a server could not be asked from the type and number of
// the error. otherwise is for an error that is none of the known.
func KindOf(err error, otherwise probes.Kind) probes.Kind {
	contact := NameContact(err)
	if contact == probes.NotTried {
		contact = ContactOf(err, probes.NotTried)
	}
	switch contact {
	case probes.NoSuchName:
		return probes.NameUnknown
	case probes.NoNameServer, probes.Dropped:
		return probes.TimedOut
	case probes.PortRefused:
		return probes.Refused
	case probes.NoRoute:
		return probes.Unreachable
	case probes.CutOff:
		return probes.Reset
	default:
		return otherwise
	}
}

// Late reports whether an error is a time-out, whoever measured it.
func Late(err error) bool {
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout()
}
