package sockets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestNumbersOfFailures(t *testing.T) {
	t.Parallel()
	for want, numbers := range map[probes.Contact][]syscall.Errno{
		probes.PortRefused: refusedNumbers(),
		probes.CutOff:      cutNumbers(),
		probes.NoRoute:     noRouteNumbers(),
		probes.Dropped:     silentNumbers(),
	} {
		for _, number := range numbers {
			err := &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", number)}
			if got := ContactOf(err, probes.NotTried); got != want {
				t.Errorf("%d (%v): got %q, want %q", int(number), number, got, want)
			}
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	other := errors.New("something else")
	for _, c := range []struct {
		err  error
		want probes.Kind
	}{
		{&net.DNSError{IsNotFound: true}, probes.NameUnknown},
		{&net.DNSError{IsTimeout: true}, probes.TimedOut},
		{&net.DNSError{IsTemporary: true, IsNotFound: true}, probes.TimedOut},
		{&net.OpError{Op: "dial", Err: os.NewSyscallError("connect", refusedNumbers()[0])}, probes.Refused},
		{&net.OpError{Op: "dial", Err: os.NewSyscallError("connect", noRouteNumbers()[0])}, probes.Unreachable},
		{&net.OpError{Op: "read", Err: os.NewSyscallError("read", cutNumbers()[0])}, probes.Reset},
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), probes.Reset},
		{fmt.Errorf("read: %w", os.ErrDeadlineExceeded), probes.TimedOut},
		{context.DeadlineExceeded, probes.TimedOut},
		{other, probes.Malformed},
	} {
		if got := KindOf(c.err, probes.Malformed); got != c.want {
			t.Errorf("%v: got %s, want %s", c.err, got, c.want)
		}
	}
}
