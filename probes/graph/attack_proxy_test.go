package graph

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// TestAttackProxyWantsASignIn meets a proxy that wants a name and a password in
// every way: whatever it asks for, on the road to Graph and on that to a token,
// in answer to CONNECT and behind TLS in the name of the host.
func TestAttackProxyWantsASignIn(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 407 Proxy Authentication Required\r\n"
	ways := map[string]Config{
		"token":  {Token: probes.NewSecret("s3cret-value")},
		"secret": {Tenant: "contoso.com", ClientID: "app", ClientSecret: probes.NewSecret("s3cret-value")},
	}
	for name, answer := range map[string]string{
		"bare": head + "\r\n", "basic": head + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n",
		"ntlm":      head + "Proxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
		"negotiate": head + "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nConnection: close\r\n\r\n",
		"digest":    head + "Proxy-Authenticate: Digest realm=\"corp\", nonce=\"1\"\r\n\r\n",
		"page":      head + "Content-Type: text/html\r\nContent-Length: 900000\r\n\r\n" + strings.Repeat("x", 900000),
		"old":       "HTTP/1.0 407 x\r\n\r\n",
		"interim":   "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + head + "\r\n",
		"wordless":  "HTTP/1.1 407\r\n\r\n",
		"far-east":  "HTTP/1.1 407 프록시 인증 필요\r\n\r\n",
	} {
		for way, config := range ways {
			for _, user := range []*url.Userinfo{nil, url.UserPassword("corp-user", "corp-pass")} {
				t.Run("connect/"+name+"/"+way+"/"+user.Username(), func(t *testing.T) {
					t.Parallel()
					config := config // each of the users has one
					b := newBench(t)
					at := newTunnels(t, b, answer).addr
					config.Proxy = func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: at, User: user}, nil }
					config.Network, _ = roads(b, at)
					config.Clock = b.clock()
					_, err := New(config).Domains(t.Context())
					wantsSignIn(t, err, at)
				})
			}
		}
	}
	asks := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Proxy-Authenticate", "Negotiate")
		w.WriteHeader(http.StatusProxyAuthRequired)
	}
	for way, config := range ways {
		for _, path := range []string{discoveryPath, tokenPath, "/v1.0/domains"} {
			if way == "token" && path != "/v1.0/domains" {
				continue // nobody asks for another
			}
			t.Run("behind-tls/"+way+path, func(t *testing.T) {
				t.Parallel()
				config := config // each of the paths has one
				b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken).
					on("/v1.0/domains", says(`{"value":[]}`)).on(path, asks)
				config.Network, config.Clock = b.network(), b.clock()
				_, err := New(config).Domains(t.Context())
				host := "login.microsoftonline.com"
				if path == "/v1.0/domains" {
					host = "graph.microsoft.com"
				}
				wantsSignIn(t, err, host)
			})
		}
	}
}

func wantsSignIn(t *testing.T, err error, host string) {
	t.Helper()
	o := probes.AsObstacle(err)
	if o == nil || o.Kind != probes.ProxyWantsSignIn || o.Host != host || o.Code != "407" || !strings.Contains(o.Needs, ".microsoft") {
		t.Fatalf("got %+v (%v), want %s of %s", o, err, probes.ProxyWantsSignIn, host)
	}
	if strings.Contains(err.Error(), "corp-") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the error tells a secret: %v", err)
	}
}

// A person who signs in goes through the proxy as everybody does, and is told when
// it asks for credentials.
func TestAProxyIsMetByAPersonToo(t *testing.T) {
	t.Parallel()
	for _, way := range []Way{ByDeviceCode, ByBrowser} {
		b := newBench(t)
		at := newTunnels(t, b, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n\r\n").addr
		network, _ := roads(b, at)
		_, err := b.inPerson(way, func(c *Config) {
			c.Network, c.Proxy = network, func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: at}, nil }
			c.Browse = func(string) error { return nil }
		}).SignIn(t.Context(), func(Prompt) {})
		if way == ByBrowser && kindOf(err) == probes.TimedOut {
			t.Errorf("%s: waited for a person who cannot come back", way)
			continue
		}
		wantsSignIn(t, err, at)
	}
}
