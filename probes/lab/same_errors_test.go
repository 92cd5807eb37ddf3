package lab_test

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/endpoint"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/internal/sockets"
	"example.com/writeback-doctor/probes/lab"
)

// started is a lab of a world that is given as text.
func started(t *testing.T, world string) *lab.Lab {
	t.Helper()
	w, err := lab.Parse("errors.yaml", []byte(world))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// sayings is what each transport makes of one and the same network.
func sayings(t *testing.T, network probes.Network, clock probes.Clock, host string) map[string]probes.Kind {
	t.Helper()
	kind := func(err error) probes.Kind {
		if err == nil {
			return "no error"
		}
		return probes.AsObstacle(err).Kind
	}
	d := directory.New(directory.Config{Controller: "ldaps://dc1.corp.contoso.com", Network: network, Clock: clock})
	defer func() { _ = d.Close() }()
	_, ofDirectory := d.Domain(t.Context())
	_, ofGraph := graph.New(graph.Config{Token: probes.NewSecret("t"), Network: network, Clock: clock}).Domains(t.Context())
	target := probes.Target{Host: host, Port: 443, Depth: probes.ToTLS}
	route, err := endpoint.New(endpoint.Config{Network: network, Clock: clock}).Reach(t.Context(), target)
	if err != nil {
		t.Fatalf("Reach = %v, want an answer", err)
	}
	var ofEndpoint probes.Kind
	for _, k := range []probes.Kind{
		probes.NameUnknown, probes.NameUnanswered, probes.Refused, probes.Unreachable, probes.TimedOut, probes.Reset,
	} {
		if sockets.ContactFor(k, probes.NotTried) == route.End() {
			ofEndpoint = k
		}
	}
	return map[string]probes.Kind{"directory": kind(ofDirectory), "graph": kind(ofGraph), "endpoint": ofEndpoint}
}

// TestOneErrorIsOneThing puts the same error of the network before everybody
// who dials.
func TestOneErrorIsOneThing(t *testing.T) {
	t.Parallel()
	dialled := func(n syscall.Errno) error { return os.NewSyscallError("connect", n) }
	for _, c := range []struct {
		err  error
		want probes.Kind
	}{
		{dialled(syscall.ECONNREFUSED), probes.Refused},
		{dialled(syscall.EACCES), probes.Refused},
		{dialled(syscall.EPERM), probes.Refused},
		{dialled(10061), probes.Refused},
		{dialled(10013), probes.Refused},
		{dialled(1225), probes.Refused},
		{dialled(syscall.EHOSTUNREACH), probes.Unreachable},
		{dialled(syscall.ENETUNREACH), probes.Unreachable},
		{dialled(syscall.EADDRNOTAVAIL), probes.Unreachable},
		{dialled(10051), probes.Unreachable},
		{dialled(10065), probes.Unreachable},
		{dialled(9999), probes.Unreachable},
		{dialled(syscall.ETIMEDOUT), probes.TimedOut},
		{dialled(10060), probes.TimedOut},
		{os.ErrDeadlineExceeded, probes.TimedOut},
		{dialled(syscall.ECONNRESET), probes.Reset},
		{dialled(syscall.EPIPE), probes.Reset},
		{dialled(syscall.ENETRESET), probes.Reset},
		{dialled(10052), probes.Reset},
		{dialled(10054), probes.Reset},
		{io.ErrUnexpectedEOF, probes.Reset},
		{&net.DNSError{IsNotFound: true}, probes.NameUnknown},
		{&net.DNSError{IsTemporary: true}, probes.NameUnanswered},
		{&net.DNSError{IsTimeout: true}, probes.NameUnanswered},
		{&net.DNSError{}, probes.NameUnanswered},
	} {
		failing := probes.Network{Dial: func(_ context.Context, network, _ string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Net: network, Err: c.err}
		}}
		for who, got := range sayings(t, failing, probes.SystemClock(), "192.0.2.1") {
			if _, ofAName := errors.AsType[*net.DNSError](c.err); ofAName && who == "endpoint" {
				continue // it asks for the name by itself, below
			}
			if got != c.want {
				t.Errorf("%v (%d): %s says %s, want %s", c.err, numberOf(c.err), who, got, c.want)
			}
		}
	}
}

func numberOf(err error) int {
	number, _ := errors.AsType[syscall.Errno](err)
	return int(number)
}

// TestOneFaultOfTheNetworkIsOneThing does the same on real sockets and with
// real answers of a name server.
func TestOneFaultOfTheNetworkIsOneThing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		do   string // of a rule of the network
		want probes.Kind
	}{
		{"refuse", probes.Refused},
		{"no-route", probes.Unreachable},
		{"no-name", probes.NameUnknown},
		{"no-answer", probes.NameUnanswered},
	} {
		t.Run(c.do, func(t *testing.T) {
			t.Parallel()
			l := started(t, `network: [{host: "*", do: `+c.do+"}]\n")
			for who, got := range sayings(t, l.Network(), l.Clock(), "passwordreset.microsoftonline.com") {
				if got != c.want {
					t.Errorf("%s says %s, want %s", who, got, c.want)
				}
			}
		})
	}
}

// TestADeadNameServerIsNotAMissingName asks for the controllers of a domain by
// their SRV records.
func TestADeadNameServerIsNotAMissingName(t *testing.T) {
	t.Parallel()
	for do, want := range map[string]probes.Kind{"no-name": probes.NameUnknown, "no-answer": probes.NameUnanswered} {
		l := started(t, `network: [{host: "*", do: `+do+"}]\n")
		d := directory.New(directory.Config{Domain: "corp.contoso.com", Network: l.Network(), Clock: l.Clock()})
		_, err := d.Domain(t.Context())
		_ = d.Close()
		if got := probes.AsObstacle(err); got == nil || got.Kind != want {
			t.Errorf("%s: got %v, want %s", do, got, want)
		}
	}
}
