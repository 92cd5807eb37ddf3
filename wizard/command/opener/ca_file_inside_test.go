package opener

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"example.com/writeback-doctor/wizard/command/misuse"
)

// The files of testdata/ca are by OpenSSL 3: a root of a hundred years, and
// the same root as a P7B in DER and PEM, as the web pages of Windows
// certificate services label one, in a PFX, and beside an encrypted key.

// sample is a file of testdata/ca.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "ca", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sampleRoot(t *testing.T) *x509.Certificate {
	t.Helper()
	block, _ := pem.Decode(sample(t, "ca.pem"))
	root, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func inUTF16(text []byte, marked bool) []byte {
	var out []byte
	if marked {
		out = []byte{0xff, 0xfe}
	}
	for _, u := range utf16.Encode([]rune(string(text))) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func TestCertificatesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	text, root := sample(t, "ca.pem"), sampleRoot(t)
	now := root.NotBefore.AddDate(1, 0, 0)
	expired := selfSigned(t, now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0))
	for name, data := range map[string][]byte{
		"PEM":                     text,
		"PEM with a mark":         append([]byte("\xef\xbb\xbf"), text...),
		"PEM with CRLF":           bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
		"PEM in UTF-16":           inUTF16(text, true),
		"PEM in UTF-16, unmarked": inUTF16(text, false),
		"PEM with text around":    append(append([]byte("Bag Attributes: 인증서\n"), text...), "the end\n"...),
		"PEM with CP949 around":   append([]byte("\xc0\xce\xc1\xf5\xbc\xad\n"), text...),
		"PEM with Latin-1 around": append([]byte("Bag Attributes: M\xfcller\n"), text...),
		"PEM behind another kind": append(pem.EncodeToMemory(&pem.Block{Type: "DH PARAMETERS", Bytes: []byte{1}}), text...),
		"PEM behind a damaged":    append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte{1}}), text...),
		"PEM behind an expired":   append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: expired}), text...),
		"DER":                     root.Raw,
		"DER, two of them":        append(append([]byte(nil), expired...), root.Raw...),
	} {
		path := filepath.Join(t.TempDir(), "ca")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		pool, err := readRoots(path, now)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := root.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: now}); err != nil {
			t.Errorf("%s: the root is not trusted: %v", name, err)
		}
	}
}

func TestWhatIsNoCertificateIsNamed(t *testing.T) {
	t.Parallel()
	root := sampleRoot(t)
	now := root.NotBefore.AddDate(1, 0, 0)
	expired := selfSigned(t, now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0))
	key := keyOf(t)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	sec1, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	weak, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	request, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "x"}}, key)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	armoured := func(label string, data []byte) []byte {
		return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: data})
	}
	for _, c := range []struct {
		name   string
		data   []byte
		ko, en string
	}{
		{"nothing", nil, "빈 파일", "It is empty."},
		{"a P7B in DER", sample(t, "chain.p7b"), "openssl pkcs7 -inform DER -print_certs -in PATH", "It is a P7B (PKCS #7). Convert it: `openssl pkcs7 -inform DER -print_certs -in PATH -out ca.pem`."},
		{"a P7B in PEM", sample(t, "chain-base64.p7b"), "openssl pkcs7 -print_certs -in PATH", "`openssl pkcs7 -print_certs -in PATH -out ca.pem`"},
		{"a P7B that says it is a certificate", sample(t, "certsrv.p7b"), "P7B(PKCS #7)", "It is a P7B (PKCS #7)."},
		{"a P7B in UTF-16", inUTF16(sample(t, "certsrv.p7b"), true), "P7B(PKCS #7)", "It is a P7B (PKCS #7)."},
		{"a PFX", sample(t, "root.pfx"), "openssl pkcs12 -in PATH", "It is a PFX (PKCS #12), which may hold a private key. Convert it: `openssl pkcs12 -in PATH -nokeys -out ca.pem`."},
		{"a private key, PKCS #8", pkcs8, "개인 키", "It is a private key"},
		{"a private key, PKCS #1", x509.MarshalPKCS1PrivateKey(weak), "개인 키", "It is a private key"},
		{"a private key, SEC 1", sec1, "개인 키", "It is a private key"},
		{"a private key, encrypted", sample(t, "encrypted.key"), "개인 키", "It is a private key"},
		{"a private key in PEM", armoured("EC PRIVATE KEY", sec1), "개인 키", "It is a private key"},
		{"a private key of OpenSSH", armoured("OPENSSH PRIVATE KEY", []byte{1}), "개인 키", "It is a private key"},
		{"a request", request, "CSR", "certificate request (CSR)"},
		{"a request in PEM", armoured("NEW CERTIFICATE REQUEST", request), "CSR", "certificate request (CSR)"},
		{"a revocation list", revocationList(t), "CRL", "revocation list (CRL)"},
		{"a revocation list in PEM", armoured("X509 CRL", revocationList(t)), "CRL", "revocation list (CRL)"},
		{"a public key", armoured("PUBLIC KEY", public), "공개 키", "It is a public key."},
		{"a damaged certificate", armoured("CERTIFICATE", root.Raw[:len(root.Raw)-9]), "손상", "damaged"},
		{"a cut certificate", sample(t, "ca.pem")[:200], "손상", "damaged"},
		{"an expired certificate", expired, "CN=Contoso Old", "expired on " + now.AddDate(-1, 0, 0).Format(time.DateOnly)},
		{"an expired certificate in PEM", armoured("CERTIFICATE", expired), "만료되었습니다", "certutil -dump PATH"},
		{"words", []byte("words\n"), "인증서(PEM 또는 DER)가 없습니다", "export it as Base-64 or DER X.509"},
		{"too much", make([]byte, maxRoots+1), "너무 큽니다", "too big"},
	} {
		path := filepath.Join(t.TempDir(), "ca")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := readRoots(path, now)
		mistake, is := errors.AsType[*misuse.Error](err)
		if !is {
			t.Errorf("%s: got %v, want a mistake of usage", c.name, err)
			continue
		}
		ko, en := strings.ReplaceAll(c.ko, "PATH", path), strings.ReplaceAll(c.en, "PATH", path)
		if !strings.Contains(mistake.Text.Ko, ko) || !strings.Contains(mistake.Text.En, en) {
			t.Errorf("%s: got\n%s\n%s\nwant %q and %q", c.name, mistake.Text.Ko, mistake.Text.En, ko, en)
		}
	}
}

func keyOf(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func authority(from, to time.Time) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Contoso Old"}, NotBefore: from, NotAfter: to,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, SubjectKeyId: []byte{1},
	}
}

func selfSigned(t *testing.T, from, to time.Time) []byte {
	t.Helper()
	key, template := keyOf(t), authority(from, to)
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func revocationList(t *testing.T) []byte {
	t.Helper()
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var signer crypto.Signer = keyOf(t)
	der, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
		Number: big.NewInt(1), ThisUpdate: from, NextUpdate: from.AddDate(0, 0, 7),
	}, authority(from, from.AddDate(1, 0, 0)), signer)
	if err != nil {
		t.Fatal(err)
	}
	return der
}
