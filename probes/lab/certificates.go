package lab

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
)

// certificateFaults are what can be wrong with the certificate of a controller.
var certificateFaults = map[string]func(*x509.Certificate){ //nolint:gochecknoglobals // a table
	wrongCertificate:         func(c *x509.Certificate) { c.DNSNames = []string{"other." + c.DNSNames[0]} },
	"certificate-expired":    func(c *x509.Certificate) { c.NotAfter = year(firstYear + 1) },
	"certificate-not-yet":    func(c *x509.Certificate) { c.NotBefore = year(lastYear - 1) },
	"certificate-nameless":   func(c *x509.Certificate) { c.DNSNames = nil },
	"certificate-short-name": func(c *x509.Certificate) { c.DNSNames[0], _, _ = strings.Cut(c.DNSNames[0], ".") },
	"certificate-purpose":    func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} },
	selfSigned:               func(c *x509.Certificate) { c.Subject = pkix.Name{CommonName: c.DNSNames[0]} },
	unknownAuthority:         func(*x509.Certificate) {},
}

const (
	wrongCertificate = "wrong-certificate"
	selfSigned       = "certificate-self-signed"
	unknownAuthority = "certificate-unknown" // of an authority that nobody trusts
)

// certificate is the TLS side of a controller: with the fault, where it has one
// of its certificate.
func (l *Lab) certificate(host, fault string) (*tls.Config, error) {
	spoil := certificateFaults[fault]
	if spoil == nil {
		return l.ca.serving(host), nil
	}
	by := l.ca
	if fault == unknownAuthority {
		stranger, err := newAuthority("Another company")
		if err != nil {
			return nil, err
		}
		by = stranger
	}
	made, err := by.faulty(host, fault == selfSigned, spoil)
	if err != nil {
		return nil, err
	}
	return l.ca.config(func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return made, nil }), nil
}
