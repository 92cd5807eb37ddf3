package sockets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"slices"
	"syscall"
	"testing"

	"example.com/writeback-doctor/probes"
)

// TestEveryNumber holds the whole table, by the names of POSIX and by the bare
// numbers of Windows, so that a number can neither leave it nor slip into it.
func TestEveryNumber(t *testing.T) {
	t.Parallel()
	var listed []syscall.Errno
	for _, c := range []struct {
		contact probes.Contact
		kind    probes.Kind
		posix   []syscall.Errno
		windows []syscall.Errno
	}{
		{
			probes.PortRefused, probes.Refused,
			[]syscall.Errno{syscall.ECONNREFUSED, syscall.EACCES, syscall.EPERM},
			[]syscall.Errno{10061, 10013, 1225},
		},
		{
			probes.CutOff, probes.Reset,
			[]syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.ENETRESET, syscall.EPIPE},
			[]syscall.Errno{10054, 10053, 10052, 10058, 10101, 1236},
		},
		{
			probes.NoRoute, probes.Unreachable,
			[]syscall.Errno{
				syscall.EHOSTUNREACH, syscall.ENETUNREACH, syscall.EHOSTDOWN, syscall.ENETDOWN,
				syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT,
			},
			[]syscall.Errno{10065, 10051, 10064, 10050, 10049, 10047, 1231, 1232},
		},
		{probes.Dropped, probes.TimedOut, []syscall.Errno{syscall.ETIMEDOUT}, []syscall.Errno{10060, 10035}},
	} {
		for _, number := range slices.Concat(c.posix, c.windows) {
			listed = append(listed, number)
			for _, op := range []string{"dial", "read", "write"} {
				err := fmt.Errorf("ask: %w", &net.OpError{Op: op, Err: os.NewSyscallError("connect", number)})
				if got := ContactOf(err, probes.NotTried); got != c.contact {
					t.Errorf("%s, %d: got contact %q, want %q", op, int(number), got, c.contact)
				}
				if got := KindOf(err, probes.Malformed); got != c.kind {
					t.Errorf("%s, %d: got kind %q, want %q", op, int(number), got, c.kind)
				}
			}
		}
	}
	slices.Sort(listed)
	if got := slices.Sorted(maps.Keys(numbers())); !slices.Equal(got, listed) {
		t.Errorf("the table has the numbers %d, this test %d", got, listed)
	}
}

// TestEveryAnswerOfANameServer has the errors as package net makes them:
// NXDOMAIN and a name without records of the kind are not found, SERVFAIL is
// temporary, REFUSED has no mark, silence is a time-out.
func TestEveryAnswerOfANameServer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err     net.DNSError
		contact probes.Contact
		kind    probes.Kind
	}{
		"NXDOMAIN or no data":         {net.DNSError{IsNotFound: true}, probes.NoSuchName, probes.NameUnknown},
		"SERVFAIL":                    {net.DNSError{IsTemporary: true}, probes.NoNameServer, probes.NameUnanswered},
		"REFUSED":                     {net.DNSError{}, probes.NoNameServer, probes.NameUnanswered},
		"silence":                     {net.DNSError{IsTimeout: true, IsTemporary: true}, probes.NoNameServer, probes.NameUnanswered},
		"TRY_AGAIN, found by nobody":  {net.DNSError{IsTemporary: true, IsNotFound: true}, probes.NoNameServer, probes.NameUnanswered},
		"silence, found by nobody":    {net.DNSError{IsTimeout: true, IsNotFound: true}, probes.NoNameServer, probes.NameUnanswered},
		"the name server refuses":     {net.DNSError{UnwrapErr: syscall.ECONNREFUSED}, probes.NoNameServer, probes.NameUnanswered},
		"the time for it is over":     {net.DNSError{UnwrapErr: context.DeadlineExceeded, IsTimeout: true}, probes.NoNameServer, probes.NameUnanswered},
		"whoever asked did not wait":  {net.DNSError{UnwrapErr: context.Canceled}, probes.NotTried, probes.Stopped},
		"not found, and nobody waits": {net.DNSError{UnwrapErr: context.Canceled, IsNotFound: true}, probes.NotTried, probes.Stopped},
	} {
		err := &net.OpError{Op: "dial", Err: &c.err}
		if got := ContactOf(err, probes.CutOff); got != c.contact {
			t.Errorf("%s: got contact %q, want %q", name, got, c.contact)
		}
		if got := NameContact(err); got != c.contact {
			t.Errorf("%s: got %q of the name, want %q", name, got, c.contact)
		}
		if got := KindOf(err, probes.Malformed); got != c.kind {
			t.Errorf("%s: got kind %q, want %q", name, got, c.kind)
		}
	}
}

func TestErrorsWithoutANumber(t *testing.T) {
	t.Parallel()
	const unheard = syscall.Errno(9999)
	for _, c := range []struct {
		err     error
		contact probes.Contact
		kind    probes.Kind
	}{
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), probes.CutOff, probes.Reset},
		{io.EOF, probes.CutOff, probes.Reset},
		{io.ErrClosedPipe, probes.CutOff, probes.Reset},
		{net.ErrClosed, probes.CutOff, probes.Reset},
		{fmt.Errorf("read: %w", os.ErrDeadlineExceeded), probes.Dropped, probes.TimedOut},
		{context.DeadlineExceeded, probes.Dropped, probes.TimedOut},
		{errors.Join(context.DeadlineExceeded, net.ErrClosed), probes.Dropped, probes.TimedOut},
		{errors.Join(context.Canceled, net.ErrClosed), probes.NotTried, probes.Stopped},
		{&net.OpError{Op: "dial", Err: unheard}, probes.NoRoute, probes.Unreachable},
		{&net.OpError{Op: "read", Err: unheard}, probes.CutOff, probes.Reset},
		{errors.New("something else"), probes.ProxyFailed, probes.Malformed},
	} {
		if got := ContactOf(c.err, probes.ProxyFailed); got != c.contact {
			t.Errorf("%v: got contact %q, want %q", c.err, got, c.contact)
		}
		if got := KindOf(c.err, probes.Malformed); got != c.kind {
			t.Errorf("%v: got kind %q, want %q", c.err, got, c.kind)
		}
		if NameContact(c.err) != probes.NotTried {
			t.Errorf("%v: is no error of a name", c.err)
		}
	}
}

// TestKindsLeadBack demands that no two ends of a try are one kind: then a
// kind would not say which it was.
func TestKindsLeadBack(t *testing.T) {
	t.Parallel()
	for contact, kind := range kinds() {
		if got := ContactFor(kind, probes.NotTried); got != contact {
			t.Errorf("%s: got %q, want %q", kind, got, contact)
		}
	}
	if got := ContactFor(probes.Malformed, probes.CutOff); got != probes.CutOff {
		t.Errorf("malformed: got %q, want what was offered", got)
	}
}
