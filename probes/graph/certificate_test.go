package graph

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"example.com/writeback-doctor/probes"
)

// anRSAKey takes a moment to make, so all tests share one.
var anRSAKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func signedFor(t *testing.T, key crypto.Signer, until time.Time) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "helpdesk app"},
		NotBefore: until.AddDate(-2, 0, 0), NotAfter: until,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func pemOf(t *testing.T, key crypto.PrivateKey, certificate *x509.Certificate) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
	return append(text, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
}

func kept(t *testing.T, name string, data []byte, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCertificateFiles reads every kind that Windows, OpenSSL and the portal
// write, and refuses what does not fit without quoting it.
func TestCertificateFiles(t *testing.T) {
	t.Parallel()
	key, later := anRSAKey(), time.Now().AddDate(1, 0, 0)
	own := signedFor(t, key, later)
	elliptic256, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pfx := func(e *pkcs12.Encoder, password string) []byte {
		data, err := e.Encode(key, own, nil, password)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	other := signedFor(t, elliptic256, later)
	for name, c := range map[string]struct {
		data     []byte
		password string
		good     bool
	}{
		"pem":                {pemOf(t, key, own), "", true},
		"pfx of Windows":     {pfx(pkcs12.LegacyDES, "planted-pfx"), "planted-pfx", true},
		"pfx of OpenSSL 3":   {pfx(pkcs12.Modern2023, "planted-pfx"), "planted-pfx", true},
		"pfx without one":    {pfx(pkcs12.Modern2023, ""), "", true},
		"wrong password":     {pfx(pkcs12.Modern2023, "planted-pfx"), "other", false},
		"old wrong password": {pfx(pkcs12.LegacyDES, "planted-pfx"), "other", false},
		"no password":        {pfx(pkcs12.LegacyDES, "planted-pfx"), "", false},
		"no key":             {pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Raw}), "", false},
		"another's key":      {pemOf(t, key, other), "", false},
		"elliptic":           {pemOf(t, elliptic256, other), "", false},
		"encrypted pem":      {[]byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nplanted\n-----END ENCRYPTED PRIVATE KEY-----\n"), "x", false},
		"nothing":            {nil, "", false},
		"text":               {[]byte("planted"), "planted", false},
	} {
		err := TryCertificate(Certificate{kept(t, "app", c.data, nil), probes.NewSecret(c.password)})
		switch {
		case c.good && err != nil:
			t.Errorf("%s: %v", name, err)
		case !c.good && kindOf(err) != probes.ClientCertificateUnread:
			t.Errorf("%s: got %v, want that it cannot be used", name, err)
		case err != nil && strings.Contains(err.Error(), "planted"):
			t.Errorf("%s: quoted: %v", name, err)
		}
	}
	if err := TryCertificate(Certificate{Path: filepath.Join(t.TempDir(), "none")}); kindOf(err) != probes.ClientCertificateUnread {
		t.Errorf("no file: %v", err)
	}
}

// TestSignInByCertificate sends a signed assertion and no secret.
func TestSignInByCertificate(t *testing.T) {
	t.Parallel()
	own := signedFor(t, anRSAKey(), time.Now().AddDate(1, 0, 0))
	var header struct {
		Alg        string `json:"alg"`
		Thumbprint string `json:"x5t#S256"`
	}
	var secret string
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on("/v1.0/domains", says(`{"value":[]}`)).
		on(tokenPath, func(w http.ResponseWriter, r *http.Request) {
			first, _, _ := strings.Cut(r.PostFormValue("client_assertion"), ".")
			raw, _ := base64.RawURLEncoding.DecodeString(first)
			_ = json.Unmarshal(raw, &header)
			secret = r.PostFormValue("client_secret")
			says(`{"token_type":"Bearer","expires_in":3599,"access_token":"`+tokenWith(domainRead)+`"}`)(w, r)
		})
	client := b.inPerson(ByCertificate, func(c *Config) {
		c.ClientID, c.Certificate.Path = "app", kept(t, "app.pem", pemOf(t, anRSAKey(), own), nil)
	})
	if _, err := client.Domains(t.Context()); err != nil {
		t.Fatal(err)
	}
	if header.Alg != "PS256" || header.Thumbprint == "" || secret != "" {
		t.Errorf("sent header %+v and secret %q, want a signature and none", header, secret)
	}
}

// A certificate that has ended is told with its date, and one that has not is
// told to be refused.
func TestCertificatesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		until time.Time
		kind  probes.Kind
	}{
		"ended":          {time.Now().AddDate(0, -1, 0), probes.ClientCertificateEnded},
		"not registered": {time.Now().AddDate(1, 0, 0), probes.TokenRejected},
	} {
		b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, refusesSignIn("invalid_client", 700027))
		own := signedFor(t, anRSAKey(), c.until)
		client := b.inPerson(ByCertificate, func(config *Config) {
			config.ClientID, config.Certificate.Path = "app", kept(t, "app.pem", pemOf(t, anRSAKey(), own), nil)
		})
		_, err := client.SignIn(t.Context(), nil)
		o := obstacle(t, err)
		if o.Kind != c.kind || o.Code != "AADSTS700027" || (o.Needs != "") != (c.kind == probes.ClientCertificateEnded) {
			t.Errorf("%s: got %v, want %s", name, err, c.kind)
		}
	}
}

// What a way needs is said before anything is dialled.
func TestWaysThatLackSomething(t *testing.T) {
	t.Parallel()
	own := pemOf(t, anRSAKey(), signedFor(t, anRSAKey(), time.Now().AddDate(1, 0, 0)))
	path := kept(t, "app.pem", own, nil)
	for name, c := range map[string]struct {
		config Config
		kind   probes.Kind
	}{
		"no token":               {Config{Way: ByToken}, probes.NoTenant},
		"nothing":                {Config{}, probes.NoTenant},
		"secret, no app":         {Config{Tenant: "contoso.com", ClientSecret: probes.NewSecret("s")}, probes.NoCredentials},
		"certificate, no app":    {Config{Tenant: "contoso.com", Certificate: Certificate{Path: path}}, probes.NoCredentials},
		"certificate, no tenant": {Config{ClientID: "app", Certificate: Certificate{Path: path}}, probes.NoTenant},
		"certificate, no file":   {Config{Way: ByCertificate, Tenant: "contoso.com", ClientID: "app"}, probes.ClientCertificateUnread},
		"no such tenant name":    {Config{Way: ByDeviceCode, Tenant: "con toso"}, probes.NoTenant},
		"nor in a browser":       {Config{Way: ByBrowser, Tenant: "con\ttoso"}, probes.NoTenant},
		"nor in a shell":         {Config{Way: ByAzureCLI, Tenant: "x; id"}, probes.NoTenant},
	} {
		b := newBench(t)
		c.config.Network, c.config.Clock = b.network(), b.clock()
		if _, err := New(c.config).Domains(t.Context()); kindOf(err) != c.kind || len(b.asked) != 0 {
			t.Errorf("%s: got %v and asked %v, want %s and nothing", name, err, b.asked, c.kind)
		}
	}
}
