package graph

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// bench is a cloud on loopback: it answers for every host of the global
// cloud, and writes down whatever is asked.
type bench struct {
	t      *testing.T
	server *httptest.Server
	roots  *x509.CertPool

	newest bool // it speaks HTTP/2, as Graph does

	otherwise http.HandlerFunc // for what has no path of its own; nil is not found

	mu     sync.Mutex
	paths  map[string]http.HandlerFunc // by path, or by method and path
	asked  []string                    // "GET graph.microsoft.com/v1.0/users/x"
	tokens map[string][]string         // authorization headers, by host
	waits  []time.Duration             // that somebody waited on the clock
}

func newBench(t *testing.T, names ...string) *bench {
	t.Helper()
	return startBench(t, &bench{}, names...)
}

func startBench(t *testing.T, b *bench, names ...string) *bench {
	t.Helper()
	b.t, b.paths, b.tokens, b.roots = t, map[string]http.HandlerFunc{}, map[string][]string{}, x509.NewCertPool()
	if len(names) == 0 {
		names = []string{"graph.microsoft.com", "login.microsoftonline.com", "elsewhere.example"}
	}
	certificate := selfSigned(t, names)
	b.roots.AddCert(certificate.Leaf)
	b.server = httptest.NewUnstartedServer(b)
	b.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	b.server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	b.server.EnableHTTP2 = b.newest
	b.server.StartTLS()
	t.Cleanup(b.server.Close)
	return b
}

func selfSigned(t *testing.T, names []string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "bench"}, DNSNames: names,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func (b *bench) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	b.asked = append(b.asked, r.Method+" "+r.Host+r.URL.Path)
	if token := r.Header.Get("Authorization"); token != "" {
		b.tokens[r.Host] = append(b.tokens[r.Host], token)
	}
	handler := b.paths[r.URL.Path]
	if handler == nil {
		handler = b.otherwise
	}
	b.mu.Unlock()
	if handler == nil {
		refuses(404, "Request_ResourceNotFound")(w, r)
		return
	}
	handler(w, r)
}

func (b *bench) on(path string, handler http.HandlerFunc) *bench {
	b.mu.Lock()
	defer b.mu.Unlock()
	if handler != nil { // nil leaves what is there
		b.paths[path] = handler
	}
	return b
}

// count says how often a path was asked for.
func (b *bench) count(path string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, a := range b.asked {
		if strings.HasSuffix(a, path) {
			n++
		}
	}
	return n
}

// waited returns how long the questions waited on the clock.
func (b *bench) waited() []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.waits)
}

func (b *bench) network() probes.Network {
	return probes.Network{Roots: b.roots, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, b.server.Listener.Addr().String())
	}}
}

// clock passes every wait at once and writes it down.
func (b *bench) clock() probes.Clock {
	return probes.Clock{Now: time.Now, After: func(d time.Duration) <-chan time.Time {
		b.mu.Lock()
		b.waits = append(b.waits, d)
		b.mu.Unlock()
		return time.After(0)
	}}
}

// client has a token with the given permissions.
func (b *bench) client(permissions ...string) *Client {
	b.t.Helper()
	return New(Config{Token: probes.NewSecret(tokenWith(permissions...)), Network: b.network(), Clock: b.clock()})
}

// signingIn has a client secret.
func (b *bench) signingIn() *Client {
	return New(Config{
		Tenant: "contoso.com", ClientID: "app", ClientSecret: probes.NewSecret("s3cret-value"),
		Network: b.network(), Clock: b.clock(),
	})
}

func tokenWith(permissions ...string) string {
	body, _ := json.Marshal(map[string]any{"roles": permissions, "scp": "openid profile"})
	return "e30." + base64.RawURLEncoding.EncodeToString(body) + ".c2ln"
}

// The behaviours.

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}
}

func refuses(status int, code string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"error":{"code":%q,"message":"in any language","innerError":{"request-id":"1"}}}`, code)
	}
}

// answers429ThenOK asks for patience first, in the given words.
func answers429ThenOK(times int, retryAfter string) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		times--
		left := times
		mu.Unlock()
		if left < 0 {
			says(`{"value":[]}`)(w, r)
			return
		}
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		refuses(429, "TooManyRequests")(w, r)
	}
}

func redirectsElsewhere(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://elsewhere.example/v1.0/take", http.StatusFound)
}

// discovery is what the sign-in service says of itself (OpenID Connect
// Discovery 1.0), with the host that it names for tokens.
func discovery(tokenHost string) http.HandlerFunc {
	return says(`{"issuer":"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
"authorization_endpoint":"https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize",
"token_endpoint":"https://` + tokenHost + `/contoso.com/oauth2/v2.0/token"}`)
}

const (
	discoveryPath = "/contoso.com/v2.0/.well-known/openid-configuration"
	tokenPath     = "/contoso.com/oauth2/v2.0/token"
)

// givesToken gives out a token for the right secret.
func givesToken(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	if form.Get("client_secret") != "s3cret-value" || form.Get("scope") == "" {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"error":"invalid_client","error_codes":[7000215]}`)
		return
	}
	says(`{"token_type":"Bearer","expires_in":3599,"access_token":"`+tokenWith(userRead)+`"}`)(w, r)
}

// dialLoopback holds a connection until the test ends.
func (b *bench) dialLoopback(t *testing.T, address string) (net.Conn, error) {
	t.Helper()
	var d net.Dialer
	conn, err := d.DialContext(t.Context(), "tcp", address)
	if err == nil {
		t.Cleanup(func() { _ = conn.Close() })
	}
	return conn, err
}
