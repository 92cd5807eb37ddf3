package lab

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// Certificates hold from 2000 to 2099, so that they are good on the clock of
// the world and on the clock of this machine.
const firstYear, lastYear = 2000, 2099

// authority is a certificate authority of the lab.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey

	mu     sync.Mutex
	serial int64
	leaves map[string]*tls.Certificate
}

func newAuthority(organization string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make the key of %s: %w", organization, err)
	}
	a := &authority{key: key, serial: 1, leaves: map[string]*tls.Certificate{}}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{Organization: []string{organization}, CommonName: organization + " CA"},
		NotBefore:    year(firstYear), NotAfter: year(lastYear),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("make the certificate of %s: %w", organization, err)
	}
	if a.certificate, err = x509.ParseCertificate(raw); err != nil {
		return nil, fmt.Errorf("read the certificate of %s: %w", organization, err)
	}
	return a, nil
}

func year(y int) time.Time { return time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC) }

// pool is the trust store that holds this authority alone.
func (a *authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return pool
}

// leaf makes a certificate for a server, or returns the one made before.
func (a *authority) leaf(name string, notAfter time.Time) (*tls.Certificate, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	id := name + notAfter.String()
	if made := a.leaves[id]; made != nil {
		return made, nil
	}
	template := a.template(name)
	template.NotAfter = notAfter
	raw, err := x509.CreateCertificate(rand.Reader, template, a.certificate, a.key.Public(), a.key)
	if err != nil {
		return nil, fmt.Errorf("make a certificate for %s: %w", name, err)
	}
	made := &tls.Certificate{Certificate: [][]byte{raw, a.certificate.Raw}, PrivateKey: a.key}
	a.leaves[id] = made
	return made, nil
}

// faulty makes a certificate for a server that is spoiled, signed by the
// authority or by itself.
func (a *authority) faulty(name string, bySelf bool, spoil func(*x509.Certificate)) (*tls.Certificate, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	template := a.template(name)
	spoil(template)
	by, chain := a.certificate, [][]byte{a.certificate.Raw}
	if bySelf {
		by, chain = template, nil
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, by, a.key.Public(), a.key)
	if err != nil {
		return nil, fmt.Errorf("make a faulty certificate for %s: %w", name, err)
	}
	return &tls.Certificate{Certificate: append([][]byte{raw}, chain...), PrivateKey: a.key}, nil
}

// template is a sound certificate for a server, which nobody has signed.
func (a *authority) template(name string) *x509.Certificate {
	a.serial++
	template := &x509.Certificate{
		SerialNumber: big.NewInt(a.serial),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    year(firstYear), NotAfter: year(lastYear),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(name); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{name}
	}
	return template
}

// serving is the TLS side of a server. Whoever names no server gets the
// certificate of fallback.
func (a *authority) serving(fallback string) *tls.Config {
	return a.config(func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		if hello.ServerName == "" {
			return a.leaf(fallback, year(lastYear))
		}
		return a.leaf(hello.ServerName, year(lastYear))
	})
}

func (a *authority) config(certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: certificate}
}
