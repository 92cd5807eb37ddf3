package directory_test

import (
	"crypto/tls"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
)

// sends reads the beginning of what a client says and answers with bytes,
// whatever they are.
func sends(bytes ...byte) behaviour {
	return func(conn net.Conn) {
		_, _ = conn.Read(make([]byte, 4096))
		_, _ = conn.Write(bytes)
		_, _ = conn.Read(make([]byte, 4096)) // until the client hangs up
		_ = conn.Close()
	}
}

// unreadable speaks TLS with a certificate of these bytes.
func unreadable(cert tls.Certificate, der []byte) behaviour {
	cert.Certificate, cert.Leaf = [][]byte{der}, nil
	return overTLS(cert, acceptsAndHangs)
}

// TestAttackNoData answers the start of TLS with bytes that hold no certificate
// to be read. Only one that was read and does not verify is untrusted: else a
// person is told to trust with --ca-file what is no controller at all. Nothing
// is ever sent in clear instead.
func TestAttackNoData(t *testing.T) {
	t.Parallel()
	long := append([]byte{22, 3, 3, 0x40, 0x00}, make([]byte, 0x4000)...)
	for name, c := range map[string]struct {
		serve func(cert tls.Certificate) behaviour
		want  probes.Kind
	}{
		"plain-http": {func(tls.Certificate) behaviour { return speaksHTTP }, probes.NotTheProtocol},
		"garbage": {func(tls.Certificate) behaviour {
			return sends([]byte("\x00\xff\x13\x37garbage of some length")...)
		}, probes.NotTheProtocol},
		"zeros":             {func(tls.Certificate) behaviour { return sends(make([]byte, 64)...) }, probes.NotTheProtocol},
		"junk-in-a-record":  {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 4, 1, 2, 3, 4) }, probes.NotTheProtocol},
		"empty-hello":       {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 4, 2, 0, 0, 0) }, probes.NotTheProtocol},
		"certificate-first": {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 7, 11, 0, 0, 3, 0, 0, 0) }, probes.NotTheProtocol},
		"finished-first":    {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 4, 20, 0, 0, 0) }, probes.NotTheProtocol},
		"unknown-handshake": {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 4, 99, 0, 0, 0) }, probes.NotTheProtocol},
		"unknown-record":    {func(tls.Certificate) behaviour { return sends(99, 3, 3, 0, 1, 0) }, probes.NotTheProtocol},
		"data-before-keys":  {func(tls.Certificate) behaviour { return sends(23, 3, 3, 0, 1, 0) }, probes.NotTheProtocol},
		"a-record-of-zeros": {func(tls.Certificate) behaviour { return sends(long...) }, probes.NotTheProtocol},
		"hello-without-end": {func(tls.Certificate) behaviour { return sends(22, 3, 3, 0, 4, 2, 0xff, 0xff, 0xff) }, probes.NotTheProtocol},
		"alert":             {func(tls.Certificate) behaviour { return sends(21, 3, 3, 0, 2, 2, 40) }, probes.NotTheProtocol},
		"alert-name":        {func(tls.Certificate) behaviour { return sends(21, 3, 3, 0, 2, 2, 112) }, probes.NotTheProtocol},
		"half-an-alert":     {func(tls.Certificate) behaviour { return sends(21, 3, 3, 0, 1, 2) }, probes.NotTheProtocol},
		"unreadable-leaf": {func(cert tls.Certificate) behaviour {
			return unreadable(cert, []byte("no certificate"))
		}, probes.NotTheProtocol},
		"empty-leaf": {func(cert tls.Certificate) behaviour {
			return unreadable(cert, nil)
		}, probes.NotTheProtocol},
		"half-a-leaf": {func(cert tls.Certificate) behaviour {
			return unreadable(cert, cert.Certificate[0][:100])
		}, probes.NotTheProtocol},
		"read-and-untrusted": {func(tls.Certificate) behaviour {
			return nil
		}, probes.Untrusted},
	} {
		t.Run("tls/"+name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ca := newAuthority(t)
				serve := c.serve(ca.certificate(t, dc1, time.Now().Add(time.Hour)))
				if serve == nil {
					serve = overTLS(newAuthority(t).certificate(t, dc1, time.Now().Add(time.Hour)), acceptsAndHangs)
				}
				p := &ports{open: map[string]behaviour{dc1 + ":636": serve}, fail: map[string]error{dc1 + ":389": os.ErrDeadlineExceeded}}
				_, err := client(t, p, ca, "ldaps://"+dc1).Domain(t.Context())
				if got, _ := kindOf(t, err); got != c.want {
					t.Errorf("got %s (%v), want %s", got, err, c.want)
				}
			})
		})
	}
}
