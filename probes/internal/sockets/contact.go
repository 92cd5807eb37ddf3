package sockets

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"example.com/writeback-doctor/probes"
)

// ContactOf reads how a try failed from the type and number of the error.
// otherwise is for an error that is none of the network's.
func ContactOf(err error, otherwise probes.Contact) probes.Contact {
	if errors.Is(err, context.Canceled) {
		return probes.NotTried
	}
	if name := NameContact(err); name != probes.NotTried {
		return name
	}
	if number, ok := errors.AsType[syscall.Errno](err); ok {
		if contact, known := numbers()[number]; known {
			return contact
		}
	}
	if Late(err) {
		return probes.Dropped
	}
	if _, numbered := errors.AsType[syscall.Errno](err); numbered {
		return unheardOf(err)
	}
	for _, end := range []error{io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, net.ErrClosed} {
		if errors.Is(err, end) {
			return probes.CutOff
		}
	}
	return otherwise
}

// unheardOf reads a number that is not in the table by what was being done: a
// dial ended before there was a connection, anything else ended one.
func unheardOf(err error) probes.Contact {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return probes.NoRoute
	}
	return probes.CutOff
}

// NameContact tells a name server that says no from one that says nothing.
// A name without addresses counts as a no; SERVFAIL and REFUSED (RFC 1035,
// section 4.1.1) do not: the server could not find out. It returns NotTried
// for an error that is not about a name.
func NameContact(err error) probes.Contact {
	e, ok := errors.AsType[*net.DNSError](err)
	switch {
	case !ok, errors.Is(err, context.Canceled):
		return probes.NotTried
	case e.IsNotFound && !e.IsTimeout && !e.IsTemporary:
		return probes.NoSuchName
	default:
		return probes.NoNameServer
	}
}

// KindOf reads why a server could not be asked from the type and number of
// the error. otherwise is for an error that is none of the network's.
func KindOf(err error, otherwise probes.Kind) probes.Kind {
	if errors.Is(err, context.Canceled) {
		return probes.Stopped
	}
	if kind, known := kinds()[ContactOf(err, probes.NotTried)]; known {
		return kind
	}
	return otherwise
}

// kinds is what each end of a try is for whoever wanted to look. It has the
// ends that a socket or a name server can bring about.
func kinds() map[probes.Contact]probes.Kind {
	return map[probes.Contact]probes.Kind{
		probes.NoSuchName:   probes.NameUnknown,
		probes.NoNameServer: probes.NameUnanswered,
		probes.PortRefused:  probes.Refused,
		probes.NoRoute:      probes.Unreachable,
		probes.Dropped:      probes.TimedOut,
		probes.CutOff:       probes.Reset,
	}
}

// ContactFor is the way back from a kind that [KindOf] gave. It returns
// otherwise for every other kind.
func ContactFor(kind probes.Kind, otherwise probes.Contact) probes.Contact {
	for contact, k := range kinds() {
		if k == kind {
			return contact
		}
	}
	return otherwise
}

// Late reports whether an error is a time-out, whoever measured it.
func Late(err error) bool {
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout()
}
