package lab

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// appCertificate is that of the application of the lab, and of no other; nil in
// worlds where it has none.
type appCertificate struct {
	certificate *x509.Certificate
	path        string // of a PEM file with its key, until the lab closes
}

// keyBits are those that the service asks for at least.
const keyBits = 2048

// startCertificate makes the certificate and the file that the person has.
func (l *Lab) startCertificate() error {
	c := &l.world.credentials
	if c.tenant != signInCertificate {
		return nil
	}
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return fmt.Errorf("make the key of the application: %w", err)
	}
	ends := c.ends
	if ends == 0 {
		ends = 90 * day
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Writeback Doctor"},
		NotBefore: year(firstYear), NotAfter: l.start.Add(ends), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return fmt.Errorf("make the certificate of the application: %w", err)
	}
	made, err := x509.ParseCertificate(raw)
	if err != nil {
		return fmt.Errorf("read the certificate of the application: %w", err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("write the key of the application: %w", err)
	}
	folder, err := os.MkdirTemp("", "wbd-lab")
	if err != nil {
		return fmt.Errorf("make a folder for the certificate: %w", err)
	}
	l.closes(func() error { return os.RemoveAll(folder) })
	l.app = &appCertificate{made, filepath.Join(folder, "writeback-doctor.pem")}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})...)
	if err := os.WriteFile(l.app.path, text, 0o600); err != nil {
		return fmt.Errorf("write the certificate of the application: %w", err)
	}
	return nil
}

// AppCertificate is the file with which the application of this world signs in;
// "" where it has none.
func (l *Lab) AppCertificate() string {
	if l.app == nil {
		return ""
	}
	return l.app.path
}

// refuses is the number with which what a client signed is refused, 0 where it
// is not ("Microsoft identity platform application authentication certificate
// credentials"). The client has the clock of this machine and not of the world,
// so that only the certificate is held against the time.
func (a *appCertificate) refuses(assertion, audience string, now time.Time) int {
	const notRegistered, notValid = 700027, 50027
	if a == nil {
		return notRegistered
	}
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 {
		return notValid // InvalidJwtToken
	}
	var header struct {
		Alg        string `json:"alg"`
		Thumbprint string `json:"x5t#S256"`
	}
	var claims struct {
		Audience string      `json:"aud"`
		Issuer   string      `json:"iss"`
		From     json.Number `json:"nbf"`
		Until    json.Number `json:"exp"`
	}
	if !unsealed(parts[0], &header) || !unsealed(parts[1], &claims) || claims.Until <= claims.From {
		return notValid
	}
	sum, own := sha256.Sum256([]byte(parts[0]+"."+parts[1])), sha256.Sum256(a.certificate.Raw)
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	key, ok := a.certificate.PublicKey.(*rsa.PublicKey)
	switch {
	case err != nil || !ok || header.Alg != "PS256" || claims.Audience != audience || claims.Issuer != appID,
		strings.TrimRight(header.Thumbprint, "=") != strings.TrimRight(base64.StdEncoding.EncodeToString(own[:]), "="),
		rsa.VerifyPSS(key, crypto.SHA256, sum[:], signature, nil) != nil,
		now.After(a.certificate.NotAfter):
		return notRegistered
	default:
		return 0
	}
}

// unsealed reads a part of a token.
func unsealed(part string, into any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(part)
	return err == nil && json.Unmarshal(raw, into) == nil
}
