package directory

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
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// noon is when the certificates of these tests are looked at: they are good
// from the day before to the day after.
var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// paper is a certificate with its key, and those above it.
type paper struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// issue makes a certificate, signed by another, or by itself for nil.
func issue(t *testing.T, by *paper, change func(*x509.Certificate)) *paper {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "DC1"}, NotBefore: noon.AddDate(0, 0, -1), NotAfter: noon.AddDate(0, 0, 1),
		DNSNames: []string{"dc1.corp.example.com"}, BasicConstraintsValid: true, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(template)
	}
	signer := by
	if signer == nil {
		signer = &paper{template, key}
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, signer.cert, key.Public(), signer.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &paper{cert, key}
}

// speaking makes it one of an authority.
func speaking(name string) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		c.Subject.CommonName, c.IsCA, c.DNSNames, c.ExtKeyUsage, c.KeyUsage = name, true, nil, nil, x509.KeyUsageCertSign
	}
}

// TestWhatIsWrongWithACertificate has one of each fault, two at once, and those
// that are in order, which must verify.
func TestWhatIsWrongWithACertificate(t *testing.T) {
	t.Parallel()
	const full = "dc1.corp.example.com"
	root, stranger := issue(t, nil, speaking("Root")), issue(t, nil, speaking("Stranger"))
	between := issue(t, root, speaking("Between"))
	expired := issue(t, root, func(c *x509.Certificate) { speaking("Old")(c); c.NotAfter = noon.Add(-time.Minute) })
	forged := issue(t, root, func(c *x509.Certificate) { speaking("Forged")(c); c.SignatureAlgorithm = x509.ECDSAWithSHA1 })
	names := func(list ...string) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.DNSNames = list }
	}
	until := func(at time.Time) func(*x509.Certificate) { return func(c *x509.Certificate) { c.NotAfter = at } }
	var thousand []string
	for i := range 1000 {
		thousand = append(thousand, fmt.Sprintf("web%d.example.com", i))
	}
	for name, c := range map[string]struct {
		host   string
		by     *paper
		change func(*x509.Certificate)
		above  []*paper
		kind   probes.Kind // "" verifies
		needs  string
	}{
		"in order":              {by: root},
		"in order, in a case":   {host: "DC1.Corp.Example.com", by: root},
		"by an intermediate":    {by: between, above: []*paper{between}},
		"on its last second":    {by: root, change: until(noon)},
		"no subject":            {by: root, change: func(c *x509.Certificate) { c.Subject = pkix.Name{} }},
		"wildcard":              {by: root, change: names("*.corp.example.com")},
		"address in it":         {host: "10.0.0.1", by: root, change: func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(10, 0, 0, 1)} }},
		"short name, both":      {host: "dc1", by: root, change: names(full, "dc1")},
		"expired":               {by: root, change: until(noon.Add(-time.Second)), kind: probes.CertificateExpired, needs: "2026-11-28T11:59:59Z"},
		"not yet":               {by: root, change: func(c *x509.Certificate) { c.NotBefore = noon.Add(time.Hour) }, kind: probes.CertificateNotYet, needs: "2026-11-28T13:00:00Z"},
		"nameless":              {by: root, change: names(), kind: probes.CertificateNameless},
		"nameless, host is CN":  {by: root, change: func(c *x509.Certificate) { c.Subject.CommonName, c.DNSNames = full, nil }, kind: probes.CertificateNameless},
		"nameless, stranger":    {by: stranger, change: names(), kind: probes.CertificateNameless},
		"other name":            {by: root, change: names("dc2.corp.example.com"), kind: probes.CertificateOtherName, needs: "dc2.corp.example.com"},
		"same label elsewhere":  {by: root, change: names("dc1.other.example.com"), kind: probes.CertificateOtherName, needs: "dc1.other.example.com"},
		"an address alone":      {by: root, change: func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, []net.IP{net.IPv4(10, 0, 0, 1)} }, kind: probes.CertificateOtherName, needs: "10.0.0.1"},
		"a wildcard, too deep":  {host: "dc1.seoul.corp.example.com", by: root, change: names("*.corp.example.com"), kind: probes.CertificateOtherName, needs: "*.corp.example.com"},
		"a thousand names":      {by: root, change: names(thousand...), kind: probes.CertificateOtherName, needs: "web0.example.com, web1.example.com, web2.example.com, ..."},
		"short name in it":      {by: root, change: names("DC1"), kind: probes.CertificateShortName, needs: "dc1"},
		"named by a short name": {host: "dc1", by: root, kind: probes.CertificateFullName, needs: full},
		"named by an address":   {host: "10.0.0.9", by: root, kind: probes.CertificateFullName, needs: full},
		"short, of another":     {host: "dc9", by: root, kind: probes.CertificateOtherName, needs: full},
		"self-signed":           {kind: probes.CertificateSelfSigned},
		"self-signed, expired":  {change: until(noon.Add(-time.Second)), kind: probes.CertificateExpired, needs: "2026-11-28T11:59:59Z"},
		"self-signed, misnamed": {change: names("dc2.corp.example.com"), kind: probes.CertificateOtherName, needs: "dc2.corp.example.com"},
		"a stranger's":          {by: stranger, kind: probes.Untrusted},
		"a stranger's, in full": {by: stranger, above: []*paper{stranger}, kind: probes.Untrusted},
		"intermediate missing":  {by: between, kind: probes.Untrusted},
		"intermediate expired":  {by: expired, above: []*paper{expired}, kind: probes.CertificateExpired, needs: "2026-11-28T11:59:00Z"},
		"intermediate by SHA-1": {by: forged, above: []*paper{forged}, kind: probes.CertificateWeak},
		"by SHA-1":              {by: root, change: func(c *x509.Certificate) { c.SignatureAlgorithm = x509.ECDSAWithSHA1 }, kind: probes.CertificateWeak},
		"for clients":           {by: root, change: func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, kind: probes.CertificatePurpose},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host, trusted, between := or(c.host, full), x509.NewCertPool(), x509.NewCertPool()
			trusted.AddCert(root.cert)
			leaf := issue(t, c.by, c.change).cert
			chain := []*x509.Certificate{leaf}
			for _, a := range c.above {
				chain = append(chain, a.cert)
				between.AddCert(a.cert)
			}
			_, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: trusted, Intermediates: between, CurrentTime: noon})
			if c.kind == "" || err == nil {
				if (c.kind == "") != (err == nil) {
					t.Fatalf("verified: %v, want %q", err, c.kind)
				}
				return
			}
			o := certificateTrouble(host, noon, &tls.CertificateVerificationError{UnverifiedCertificates: chain, Err: err})
			if o.Kind != c.kind || o.Needs != c.needs || o.Host != host {
				t.Errorf("got %s %q of %s, want %s %q (%v)", o.Kind, o.Needs, o.Host, c.kind, c.needs, err)
			}
		})
	}
	if o := certificateTrouble(full, noon, &tls.CertificateVerificationError{}); o.Kind != probes.Untrusted {
		t.Errorf("without a certificate: got %s", o.Kind)
	}
}
