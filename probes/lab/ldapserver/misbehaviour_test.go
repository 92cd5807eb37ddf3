package ldapserver_test

import (
	"bufio"
	"io"
	"net"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

func TestHangsAfterBind(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{HangsAfterBind: true})
	c.SetTimeout(50 * time.Millisecond)
	if _, err := search(t, c, base, ldap.ScopeBaseObject, "(objectClass=*)", nil); !ldap.IsErrorWithCode(err, ldap.ErrorNetwork) {
		t.Errorf("got %v, want a time-out", err)
	}
}

func TestClosesMidAnswer(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{ClosesMidAnswer: true})
	if entries, err := search(t, c, base, ldap.ScopeWholeSubtree, "(objectClass=*)", nil); err == nil || len(entries) > 0 {
		t.Errorf("got %d entries and %v, want an error and none", len(entries), err)
	}
}

func TestAcceptsAndHangs(t *testing.T) {
	t.Parallel()
	plain, encrypted := start(t, ldapserver.Options{AcceptsAndHangs: true})
	c := dial(t, plain)
	c.SetTimeout(50 * time.Millisecond)
	if err := c.Bind("svc@corp.example", password); !ldap.IsErrorWithCode(err, ldap.ErrorNetwork) {
		t.Errorf("bind: got %v, want a time-out", err)
	}
	_, client := certificate()
	dialer := &net.Dialer{Timeout: 50 * time.Millisecond}
	if _, err := ldap.DialURL("ldaps://"+encrypted, ldap.DialWithTLSConfig(client), ldap.DialWithDialer(dialer)); err == nil {
		t.Error("the TLS handshake came up, want a time-out")
	}
}

func TestBanner(t *testing.T) {
	t.Parallel()
	plain, _ := start(t, ldapserver.Options{Banner: []byte("HTTP/1.1 400 Bad Request\r\n\r\n")})
	if err := dial(t, plain).Bind("svc@corp.example", password); err == nil {
		t.Error("the bind succeeded, want an error")
	}
}

func TestLatencyPassesOnTheClock(t *testing.T) {
	t.Parallel()
	asked := make(chan time.Duration, 10)
	clock := probes.Clock{After: func(d time.Duration) <-chan time.Time {
		asked <- d
		at := make(chan time.Time, 1)
		at <- time.Time{}
		return at
	}}
	signedIn(t, "svc@corp.example", ldapserver.Options{Latency: time.Hour, Clock: clock})
	if got := <-asked; got != time.Hour {
		t.Errorf("got a wait of %v, want 1h", got)
	}
}

func TestWhatIsNotLDAPEndsTheConnection(t *testing.T) {
	t.Parallel()
	plain, _ := start(t, ldapserver.Options{})
	for name, request := range map[string]string{
		"HTTP":        "GET / HTTP/1.1\r\n\r\n",
		"too big":     "\x30\x84\x7f\xff\xff\xff",
		"indefinite":  "\x30\x80\x02\x01\x01",
		"no message":  "\x30\x03\x02\x01\x01",
		"no filter":   "\x30\x0f\x02\x01\x01\x63\x0a\x04\x00\x0a\x01\x00\x0a\x01\x00\x02\x00",
		"half a name": "\x30\x05\x02\x01\x01\x60\x7f",
	} {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", plain)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(c, request); err != nil {
			t.Fatal(err)
		}
		_ = c.(*net.TCPConn).CloseWrite()
		_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := io.Copy(io.Discard, bufio.NewReader(c)); err != nil {
			t.Errorf("%s: got %v, want the end", name, err)
		}
		_ = c.Close()
	}
	if err := dial(t, plain).Bind("svc@corp.example", password); err != nil {
		t.Errorf("afterwards: got %v, want no error", err)
	}
}
