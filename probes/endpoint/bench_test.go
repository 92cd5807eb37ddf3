package endpoint_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"io"
	"math/big"
	"net"
	"net/netip"
	"strconv"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// fast is how much faster than the wall the clock of these tests runs.
const fast = 200

func fastClock() probes.Clock {
	began := time.Now()
	return probes.Clock{
		Now:   func() time.Time { return began.Add(time.Since(began) * fast) },
		After: func(d time.Duration) <-chan time.Time { return time.After(d / fast) },
		Limit: unhurried(fast),
	}
}

// unhurried limits as a fast clock does, but lets 3 s really pass: a busy
// machine must not look like a dead network.
func unhurried(pace time.Duration) func(context.Context, time.Duration, error) (context.Context, context.CancelFunc) {
	return func(ctx context.Context, d time.Duration, late error) (context.Context, context.CancelFunc) {
		return context.WithTimeoutCause(ctx, max(d/pace, 3*time.Second), late)
	}
}

// maker issues certificates under a root of its own.
type maker struct {
	root *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newMaker(t *testing.T, organization string) maker {
	t.Helper()
	m := maker{key: newKey(t)}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: organization + " Root", Organization: []string{organization}},
		NotBefore: time.Now().Add(-1000 * time.Hour), NotAfter: time.Now().Add(24000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, m.key.Public(), m.key)
	if err != nil {
		t.Fatal(err)
	}
	if m.root, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return m
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// leaf issues a certificate for a name or an address, valid until an hour ago
// or for a year.
func (m maker) leaf(t *testing.T, name string, expired bool) tls.Certificate {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-500 * time.Hour), NotAfter: time.Now().Add(8000 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if addr, err := netip.ParseAddr(name); err == nil {
		template.IPAddresses = []net.IP{addr.AsSlice()}
	} else {
		template.DNSNames = []string{name}
	}
	if expired {
		template.NotAfter = time.Now().Add(-24 * time.Hour)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, m.root, key.Public(), m.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der, m.root.Raw}, PrivateKey: key}
}

func (m maker) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(m.root)
	return pool
}

// serve runs one behaviour for every connection and returns the port.
func serve(t *testing.T, behave func(net.Conn)) int {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				behave(conn)
			}()
		}
	}()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// nameServer answers questions for the name reset.contoso.com with loopback,
// and those for every other name with code. silent makes it deaf. It speaks TCP,
// which every system has where the tests run (RFC 1035, section 4.2.2).
func nameServer(t *testing.T, code dnsmessage.RCode, silent bool) *net.Resolver {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answerNames(conn, code, silent)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "tcp4", listener.Addr().String())
	}}
}

func answerNames(conn net.Conn, code dnsmessage.RCode, silent bool) {
	defer conn.Close()
	for {
		var length uint16
		if binary.Read(conn, binary.BigEndian, &length) != nil {
			return
		}
		question := make([]byte, length)
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		if answer := answerName(question, code); answer != nil && !silent {
			_, _ = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...))
		}
	}
}

func answerName(raw []byte, code dnsmessage.RCode) []byte {
	var message dnsmessage.Message
	if message.Unpack(raw) != nil || len(message.Questions) != 1 {
		return nil
	}
	message.Response, message.RecursionAvailable = true, true
	message.Additionals = nil
	q := message.Questions[0]
	if q.Name.String() != "reset.contoso.com." {
		message.RCode = code
	} else if q.Type == dnsmessage.TypeA {
		message.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 60},
			Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
		}}
	}
	packed, err := message.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// host is the name that the test name server knows.
const host = "reset.contoso.com"

func prober(t *testing.T, roots *x509.CertPool) *endpoint.Prober {
	t.Helper()
	return endpoint.New(endpoint.Config{
		Network: probes.Network{Resolver: nameServer(t, dnsmessage.RCodeNameError, false), Roots: roots},
		Clock:   fastClock(),
		Vantage: probes.Vantage{Place: probes.Here, Host: "bench"},
	})
}
