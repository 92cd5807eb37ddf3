package directory_test

import (
	"context"
	"crypto/tls"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestRoadsThatLeadNowhere(t *testing.T) {
	t.Parallel()
	number := func(n syscall.Errno) error { return &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", n)} }
	type roads struct {
		secure, plain behaviour
		fail          error
	}
	for _, c := range []struct {
		name string
		to   string
		make func(issue issuer, ca authority) roads
		want probes.Kind
	}{
		{"nothing listens", dc1, func(issuer, authority) roads { return roads{} }, probes.Refused},
		{"takes connections and says nothing", dc1, func(issuer, authority) roads { return roads{secure: acceptsAndHangs, plain: acceptsAndHangs} }, probes.Mute},
		{"everything is dropped", dc1, func(issuer, authority) roads { return roads{fail: os.ErrDeadlineExceeded} }, probes.TimedOut},
		{"hangs up", dc1, func(issuer, authority) roads { return roads{secure: hangsUp, plain: hangsUp} }, probes.Reset},
		{"a web server on 389", "ldap://" + dc1, func(issuer, authority) roads { return roads{plain: speaksHTTP} }, probes.NotTheProtocol},
		{"a web server on 636", "ldaps://" + dc1, func(issuer, authority) roads { return roads{secure: speaksHTTP} }, probes.NotTheProtocol},
		{"no such name", dc1, func(issuer, authority) roads { return roads{fail: &net.DNSError{IsNotFound: true}} }, probes.NameUnknown},
		{"the name server is silent", dc1, func(issuer, authority) roads { return roads{fail: &net.DNSError{IsTimeout: true}} }, probes.NameUnanswered},
		{"no route", dc1, func(issuer, authority) roads { return roads{fail: number(syscall.EHOSTUNREACH)} }, probes.Unreachable},
		{"no route, on Windows", dc1, func(issuer, authority) roads { return roads{fail: number(10065)} }, probes.Unreachable},
		{"refused, on Windows", dc1, func(issuer, authority) roads { return roads{fail: number(10061)} }, probes.Refused},
		{"another machine's certificate", dc1, func(issue issuer, ca authority) roads {
			return roads{secure: overTLS(issue(ca, "other.example.com", time.Now().Add(time.Hour)), acceptsAndHangs), plain: acceptsAndHangs}
		}, probes.CertificateOtherName},
		{"expired yesterday", dc1, func(issue issuer, ca authority) roads {
			return roads{secure: overTLS(issue(ca, dc1, time.Now().Add(-time.Hour)), acceptsAndHangs)}
		}, probes.CertificateExpired},
		{"an unknown authority", dc1, func(issue issuer, _ authority) roads {
			return roads{secure: overTLS(issue(authority{}, dc1, time.Now().Add(time.Hour)), acceptsAndHangs)}
		}, probes.Untrusted},
		{"an unknown authority behind StartTLS", "ldap://" + dc1, func(issue issuer, _ authority) roads {
			cert := issue(authority{}, dc1, time.Now().Add(time.Hour))
			return roads{plain: (&controller{startTLS: &cert}).serve}
		}, probes.Untrusted},
		{"TLS and then nothing", "ldaps://" + dc1, func(issue issuer, ca authority) roads {
			return roads{secure: overTLS(issue(ca, dc1, time.Now().Add(time.Hour)), acceptsAndHangs)}
		}, probes.Mute},
		{"TLS and then HTTP", "ldaps://" + dc1, func(issue issuer, ca authority) roads {
			return roads{secure: overTLS(issue(ca, dc1, time.Now().Add(time.Hour)), speaksHTTP)}
		}, probes.NotTheProtocol},
		{"closes in the middle of an answer", "ldaps://" + dc1, func(issue issuer, ca authority) roads {
			return roads{secure: overTLS(issue(ca, dc1, time.Now().Add(time.Hour)), func(conn net.Conn) {
				_, _ = conn.Read(make([]byte, 512))
				_, _ = conn.Write([]byte{0x30, 0x82, 0x10, 0x00, 0x02, 0x01})
			})}
		}, probes.BrokenOff},
		{"not a controller's name", "ldaps://", func(issuer, authority) roads { return roads{} }, probes.NoDomain},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ca := newAuthority(t)
				r := c.make(issuerOf(t), ca)
				p := &ports{open: map[string]behaviour{dc1 + ":636": r.secure, dc1 + ":389": r.plain}, fail: map[string]error{dc1 + ":636": r.fail, dc1 + ":389": r.fail}}
				_, err := client(t, p, ca, c.to).Domain(t.Context())
				if got, _ := kindOf(t, err); got != c.want {
					t.Errorf("got %s (%v), want %s", got, err, c.want)
				}
			})
		})
	}
}

// issuer makes a certificate for a name; the zero authority is one that nobody
// trusts.
type issuer func(from authority, name string, until time.Time) tls.Certificate

func issuerOf(t *testing.T) issuer {
	t.Helper()
	return func(from authority, name string, until time.Time) tls.Certificate {
		if from.cert == nil {
			from = newAuthority(t)
		}
		return from.certificate(t, name, until)
	}
}

// An untrusted certificate must not be got round by another road.
func TestUntrustedEndsTheSearchForARoad(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ca := newAuthority(t)
		p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(newAuthority(t).certificate(t, dc1, time.Now().Add(time.Hour)), acceptsAndHangs), dc1 + ":389": acceptsAndHangs}}
		if got, _ := kindOf(t, errorOf(client(t, p, ca, dc1).Domain(t.Context()))); got != probes.Untrusted {
			t.Errorf("got %s, want untrusted", got)
		}
		if got := p.count(dc1 + ":389"); got != 0 {
			t.Errorf("port 389 was dialled %d times, want 0", got)
		}
	})
}

func errorOf[T any](_ T, err error) error { return err }

func TestStartTLSWhereLDAPSIsClosed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ca := newAuthority(t)
		cert := ca.certificate(t, dc1, time.Now().Add(time.Hour))
		dc := &controller{has: entries{"": root()}, startTLS: &cert}
		p := &ports{open: map[string]behaviour{dc1 + ":389": dc.serve}}
		d, err := client(t, p, ca, dc1).Domain(t.Context())
		if err != nil || !d.SignedIn || d.DNSName != "corp.example.com" || d.Controller != dc1 {
			t.Errorf("got %+v, %v", d, err)
		}
		if want := time.Date(2026, 11, 23, 7, 42, 11, 0, time.UTC); !d.CurrentTime.Equal(want) {
			t.Errorf("got the controller's clock at %s, want %s", d.CurrentTime, want)
		}
	})
}

// Without TLS the rootDSE is read, and no password leaves this machine.
func TestAttackClear(t *testing.T) {
	t.Parallel()
	t.Run("no-tls", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			dc := &controller{has: entries{"": root()}}
			p := &ports{open: map[string]behaviour{dc1 + ":389": dc.serve}}
			c := client(t, p, newAuthority(t), dc1)
			if d, err := c.Domain(t.Context()); err != nil || d.SignedIn {
				t.Errorf("rootDSE: got signed in %t, %v", d.SignedIn, err)
			}
			if got, _ := kindOf(t, errorOf(c.User(t.Context(), "alice"))); got != probes.Cleartext {
				t.Errorf("got %s, want cleartext", got)
			}
			if dc.binds != 0 {
				t.Errorf("the controller saw %d binds, want 0", dc.binds)
			}
		})
	})
}

func TestConnectionThatWasCutIsOpenedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &controller{answers: 1, has: entries{baseDN: {"fSMORoleOwner": {"CN=NTDS Settings,CN=DC1," + baseDN}}, "CN=DC1," + baseDN: {"dNSHostName": {dc1}}}})
		if _, err := w.Domain(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.dc.answers = 0      // the next connection lives
		time.Sleep(time.Hour) // idle, in the bubble's time
		if _, err := w.Account(t.Context(), "svc"); err != nil {
			t.Errorf("after the cut: %v", err)
		}
		if got := w.net.count(dc1 + ":636"); got < 2 {
			t.Errorf("got %d connections, want a second one", got)
		}
	})
}

func TestSilentAfterBind(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		quiet := make(chan struct{})
		w := newWorld(t, &controller{matches: func(string, string) []string { <-quiet; return nil }})
		defer close(quiet)
		if _, err := w.Domain(t.Context()); err != nil {
			t.Fatal(err)
		}
		hurried, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		if got, _ := kindOf(t, errorOf(w.Account(hurried, "svc"))); got != probes.TimedOut || time.Since(start) != time.Second {
			t.Errorf("in a hurry: got %s after %s, want timed-out after 1s", got, time.Since(start))
		}
		left, leave := context.WithCancel(t.Context())
		leave()
		if got, _ := kindOf(t, errorOf(w.Account(left, "svc"))); got != probes.Stopped {
			t.Errorf("after leaving: got %s, want stopped", got)
		}
		if got, _ := kindOf(t, errorOf(w.Account(t.Context(), "svc"))); got != probes.Stalled {
			t.Errorf("with patience: got %s, want stalled", got)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("with patience: took %s, want half a minute at most", took)
		}
	})
}

func TestCloseEndsQuestions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, silent := range []behaviour{acceptsAndHangs, nil} {
			ca := newAuthority(t)
			if silent == nil { // silent only after TLS
				silent = overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), acceptsAndHangs)
			}
			p := &ports{open: map[string]behaviour{dc1 + ":636": silent, dc1 + ":389": acceptsAndHangs}}
			c := client(t, p, ca, dc1)
			answer := make(chan error)
			go func() { answer <- errorOf(c.Domain(t.Context())) }()
			time.Sleep(time.Second)
			start := time.Now()
			_ = c.Close()
			if got, _ := kindOf(t, <-answer); got != probes.Stopped || time.Since(start) != 0 {
				t.Errorf("got %s after %s, want stopped at once", got, time.Since(start))
			}
			if got, _ := kindOf(t, errorOf(c.Domain(t.Context()))); got != probes.Stopped {
				t.Errorf("after Close: got %s, want stopped", got)
			}
		}
	})
}

func TestNobodyIsDialledAfterClose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &controller{})
		_ = w.Close()
		if got, _ := kindOf(t, errorOf(w.Domain(t.Context()))); got != probes.Stopped {
			t.Errorf("got %s, want stopped", got)
		}
		if got := w.net.count(dc1 + ":636"); got != 0 {
			t.Errorf("got %d connections, want none", got)
		}
	})
}

func TestNothingIsAskedTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &controller{})
		for range 5 {
			if _, err := w.Domain(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		first, err := w.Domain(t.Context())
		time.Sleep(time.Minute)
		w.Forget()
		again, err2 := w.Domain(t.Context())
		if err != nil || err2 != nil || !again.At.After(first.At) {
			t.Errorf("after Forget: got %s then %s, %v, %v", first.At, again.At, err, err2)
		}
		if got := w.net.count(dc1 + ":636"); got != 1 {
			t.Errorf("got %d connections, want 1", got)
		}
	})
}

func TestServersThatSpeakOldTLS(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ca := newAuthority(t)
		cert := ca.certificate(t, dc1, time.Now().Add(time.Hour))
		old := func(conn net.Conn) {
			_ = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}).HandshakeContext(t.Context())
		}
		p := &ports{open: map[string]behaviour{dc1 + ":636": old}}
		if got, _ := kindOf(t, errorOf(client(t, p, ca, "ldaps://"+dc1).Domain(t.Context()))); got != probes.NotTheProtocol {
			t.Errorf("got %s, want not-the-protocol", got)
		}
	})
}
