package directory

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// certificateTrouble says what is wrong with a certificate that did not verify.
// It goes by what stands in it: the error of the platform's own verification is
// another one on each system. Where several things are wrong, the one is told
// that only a new certificate mends, before those that a file of trusted
// authorities mends. This does not look at revocation.
func certificateTrouble(host string, now time.Time, err *tls.CertificateVerificationError) *probes.Obstacle {
	told := func(kind probes.Kind, needs string) *probes.Obstacle {
		return &probes.Obstacle{Kind: kind, Host: host, Needs: needs, Err: err}
	}
	if len(err.UnverifiedCertificates) == 0 {
		return told(probes.Untrusted, "")
	}
	leaf, above := err.UnverifiedCertificates[0], err.UnverifiedCertificates[1:]
	if kind, when := outOfTime(leaf, now); kind != "" {
		return told(kind, when)
	}
	if leaf.VerifyHostname(host) != nil {
		return told(misnamed(leaf, host))
	}
	invalid, known := errors.AsType[x509.CertificateInvalidError](err)
	if known && invalid.Reason == x509.IncompatibleUsage {
		return told(probes.CertificatePurpose, "")
	}
	if selfIssued(leaf) {
		return told(probes.CertificateSelfSigned, "")
	}
	for _, c := range above {
		if kind, when := outOfTime(c, now); kind != "" && !selfIssued(c) {
			return told(kind, when)
		}
	}
	if slices.ContainsFunc(err.UnverifiedCertificates, func(c *x509.Certificate) bool { return weak(c) && !selfIssued(c) }) {
		return told(probes.CertificateWeak, "")
	}
	return told(probes.Untrusted, "")
}

// outOfTime says when a certificate expired, or from when it will be valid.
func outOfTime(c *x509.Certificate, now time.Time) (probes.Kind, string) {
	switch {
	case now.After(c.NotAfter):
		return probes.CertificateExpired, c.NotAfter.UTC().Format(time.RFC3339)
	case now.Before(c.NotBefore):
		return probes.CertificateNotYet, c.NotBefore.UTC().Format(time.RFC3339)
	default:
		return "", ""
	}
}

// maxShown is how many names of a certificate are told.
const maxShown = 3

// misnamed says in which way the names of a certificate are not that of the
// host. The subject is no name: only the alternative names count (RFC 9525,
// section 6.3).
func misnamed(leaf *x509.Certificate, host string) (probes.Kind, string) {
	names := slices.Clone(leaf.DNSNames)
	full := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.Contains(n, ".") || strings.HasPrefix(n, "*") })
	for _, address := range leaf.IPAddresses {
		names = append(names, address.String())
	}
	ofHost := func(n string) bool { return strings.EqualFold(label(n), label(host)) }
	address := net.ParseIP(host) != nil
	switch {
	case len(names) == 0:
		return probes.CertificateNameless, ""
	case address && len(full) > 0:
		return probes.CertificateFullName, full[0]
	case !address && !strings.Contains(host, ".") && slices.ContainsFunc(full, ofHost):
		return probes.CertificateFullName, full[slices.IndexFunc(full, ofHost)]
	case !address && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, label(host)) }):
		return probes.CertificateShortName, label(host)
	}
	if len(names) > maxShown {
		names = append(names[:maxShown], "...")
	}
	return probes.CertificateOtherName, strings.Join(names, ", ")
}

func label(host string) string {
	first, _, _ := strings.Cut(host, ".")
	return first
}

// selfIssued reports whether nobody but itself speaks for a certificate.
func selfIssued(c *x509.Certificate) bool {
	return bytes.Equal(c.RawIssuer, c.RawSubject) && (len(c.AuthorityKeyId) == 0 || bytes.Equal(c.AuthorityKeyId, c.SubjectKeyId))
}

// weak reports a signature by a hash that can be forged, which nothing verifies
// any more.
func weak(c *x509.Certificate) bool {
	return slices.Contains([]x509.SignatureAlgorithm{
		x509.MD2WithRSA, x509.MD5WithRSA, x509.SHA1WithRSA, x509.DSAWithSHA1, x509.ECDSAWithSHA1,
	}, c.SignatureAlgorithm)
}
