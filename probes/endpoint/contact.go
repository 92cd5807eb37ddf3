package endpoint

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

// contactOf reads how a connection failed from the type and number of the
// error. otherwise is for an error that is none of the known.
func contactOf(err error, otherwise probes.Contact) probes.Contact {
	number, _ := errors.AsType[syscall.Errno](err)
	switch {
	case slices.Contains(refusedNumbers(), number):
		return probes.PortRefused
	case slices.Contains(cutNumbers(), number):
		return probes.CutOff
	case slices.Contains(noRouteNumbers(), number):
		return probes.NoRoute
	case slices.Contains(silentNumbers(), number), late(err):
		return probes.Dropped
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe):
		return probes.CutOff
	default:
		return otherwise
	}
}

// late reports whether an error is a time-out, whoever measured it.
func late(err error) bool {
	if errors.Is(err, errLate) || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout()
}
