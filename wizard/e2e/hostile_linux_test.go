package e2e_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// always is when the certificates of hostile servers are good: for the program
// that is measured, too, whose clock nobody moves.
var always = struct{ from, to time.Time }{
	time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC),
}

// hostileNames are the names that the certificate of everything hostile holds.
func hostileNames() []string {
	return []string{
		"dc.corp.test", "gc.corp.test", "localhost", "*.servicebus.windows.net",
		"login.microsoftonline.com", "graph.microsoft.com", "passwordreset.microsoftonline.com",
	}
}

// forger makes certificates that the program trusts by --ca-file.
type forger struct {
	file string
	leaf tls.Certificate
	root *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newForger(t *testing.T) *forger {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f := &forger{key: key}
	f.root = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "forger", Organization: []string{"Microsoft Corporation"}},
		NotBefore: always.from, NotAfter: always.to, IsCA: true, BasicConstraintsValid: true,
	}
	raw := f.sign(t, f.root)
	f.file = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(f.file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	f.leaf = f.chain(t, hostileNames()...)
	return f
}

// chain is a certificate for the names.
func (f *forger) chain(t *testing.T, names ...string) tls.Certificate {
	t.Helper()
	raw := f.sign(t, &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, DNSNames: names, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: always.from, NotAfter: always.to,
	})
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: f.key}
}

func (f *forger) sign(t *testing.T, c *x509.Certificate) []byte {
	t.Helper()
	raw, err := x509.CreateCertificate(rand.Reader, c, f.root, f.key.Public(), f.key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (f *forger) config(protocols ...string) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{f.leaf}, NextProtos: protocols}
}

// serveAt calls serve with every connection, and returns where.
func serveAt(t *testing.T, at string, config *tls.Config, serve func(net.Conn)) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if config != nil {
				conn = tls.Server(conn, config)
			}
			go func() {
				defer conn.Close()
				defer func() { _ = recover() }() // what a stranger sends ends one conversation at most
				serve(conn)
			}()
		}
	}()
	return l.Addr().String()
}

// counted is serve with a count of how often it was begun.
func counted(serve func(net.Conn)) (func(net.Conn), func() int64) {
	var count atomic.Int64
	return func(conn net.Conn) {
		count.Add(1)
		serve(conn)
	}, count.Load
}

// endless writes the part again and again until nobody reads any more, and
// after a gigabyte at the latest, which is more than anybody may keep.
func endless(w io.Writer, part []byte) {
	block := bytes.Repeat(part, 64<<10/len(part)+1)
	for range (1 << 30) / len(block) {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}
