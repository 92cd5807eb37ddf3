package graph

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes"
)

// Hosts that would like a token. The eighth has U+043E in the place of
// an o.
var strangers = []string{
	"elsewhere.example", "graph.microsoft.com.elsewhere.example", "graph.microsoft.com:8443", "elsewhere.example:443",
	"graph.microsoft.com@elsewhere.example", "graph.microsoft.com.", "evilgraph.microsoft.com", "graph.micros\u043eft.com",
	"127.0.0.1", "graph.microsoft.com%2eelsewhere.example", "graph.microsoft.us", "graph.microsoft.com\\.elsewhere.example",
}

// onlyHome demands that nobody but the two hosts of the cloud was asked.
func (b *bench) onlyHome(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, asked := range b.asked {
		_, address, _ := strings.Cut(asked, " ")
		if host, _, _ := strings.Cut(address, "/"); host != "graph.microsoft.com" && host != "login.microsoftonline.com" {
			t.Errorf("asked %s", asked)
		}
	}
	for host := range b.tokens {
		if host != "graph.microsoft.com" {
			t.Errorf("%s was sent a token", host)
		}
	}
}

// A token goes to the host of the chosen cloud, wherever an answer leads.
func TestAttackTokensElsewhere(t *testing.T) {
	t.Parallel()
	names := []string{"graph.microsoft.com", "login.microsoftonline.com", "elsewhere.example", "graph.microsoft.com.elsewhere.example", "evilgraph.microsoft.com", "graph.microsoft.us"}
	ways := map[string]func(*bench) *Client{
		"token": func(b *bench) *Client { return b.client() }, "secret": (*bench).signingIn,
	}
	for _, host := range strangers {
		for way, client := range ways {
			for _, scheme := range []string{"https://", "http://", "//"} {
				link := scheme + host + "/v1.0/domains?$skiptoken=1"
				t.Run("next/"+way+"/"+scheme+host, func(t *testing.T) {
					t.Parallel()
					b := newBench(t, names...).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken).
						on("/v1.0/domains", says(`{"value":[],"@odata.nextLink":`+inJSON(link)+`}`))
					if _, err := client(b).Domains(t.Context()); err == nil {
						t.Error("the link was followed")
					}
					b.onlyHome(t)
				})
			}
			for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
				t.Run("redirect/"+way+"/"+http.StatusText(status)+"/"+host, func(t *testing.T) {
					t.Parallel()
					away := func(w http.ResponseWriter, _ *http.Request) {
						w.Header().Set("Location", "https://"+host+"/v1.0/take")
						w.WriteHeader(status)
					}
					b := newBench(t, names...).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken).
						on("/v1.0/domains", away)
					if way == "secret" {
						b.on(tokenPath, away)
					}
					if _, err := client(b).Domains(t.Context()); err == nil {
						t.Error("the redirect was followed")
					}
					b.onlyHome(t)
				})
			}
		}
		t.Run("token-endpoint/"+host, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, names...).on(discoveryPath, discovery(host)).on(tokenPath, givesToken)
			if _, err := b.signingIn().Domains(t.Context()); err == nil {
				t.Error("got a token")
			}
			b.onlyHome(t)
			if b.count(tokenPath) != 0 {
				t.Errorf("the secret was sent: %v", b.asked)
			}
		})
	}
}

func inJSON(link string) string { return `"` + strings.ReplaceAll(link, `\`, `\\`) + `"` }

// A proxy is told where the road goes, and nothing else, whatever it asks for.
func TestAttackProxyWantsASecret(t *testing.T) {
	t.Parallel()
	answers := map[string]string{
		"basic":     "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n",
		"negotiate": "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
		"digest":    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm=\"corp\", nonce=\"1\"\r\nContent-Length: 0\r\n\r\n",
		"401":       "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n",
		"redirect":  "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
		"clear":     "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
		"nothing":   "",
	}
	for name, answer := range answers {
		for way, config := range map[string]Config{
			"token":  {Token: probes.NewSecret("s3cret-value")},
			"secret": {Tenant: "contoso.com", ClientID: "app", ClientSecret: probes.NewSecret("s3cret-value")},
		} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				heard := &heard{}
				at := heard.proxy(t, answer)
				config.Proxy = func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: at}, nil }
				if _, err := New(config).Domains(t.Context()); err == nil {
					t.Error("got an answer")
				}
				said := heard.said()
				if !strings.HasPrefix(said, "CONNECT ") || strings.Contains(said, "s3cret") || strings.Contains(strings.ToLower(said), "authorization") {
					t.Errorf("the proxy heard %q", said)
				}
			})
		}
	}
}

// heard is all that a proxy was told in clear.
type heard struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (h *heard) said() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all.String()
}

// Write notes what was heard.
func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all.Write(p)
}

// proxy answers whatever comes first, and listens on.
func (h *heard) proxy(t *testing.T, answer string) string {
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
				defer conn.Close()
				first := make([]byte, 4096)
				n, _ := conn.Read(first)
				_, _ = h.Write(first[:n])
				if _, err := io.WriteString(conn, answer); err == nil && strings.Contains(answer, " 200 ") {
					n, _ = conn.Read(first)
					_, _ = h.Write(first[:n])
				}
			}()
		}
	}()
	return listener.Addr().String()
}
