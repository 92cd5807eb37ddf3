package graph

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/http/httpproxy"

	"example.com/writeback-doctor/probes"
)

// tunnels is an HTTP proxy on loopback that leads every host to a bench, and
// writes down whom it was asked for and with what.
type tunnels struct {
	addr string
	mu   sync.Mutex
	to   []string // "graph.microsoft.com:443"
	sent []string // Proxy-Authorization
}

// newTunnels answers CONNECT with answer, or with a tunnel to bench for "".
func newTunnels(t *testing.T, b *bench, answer string) *tunnels {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p := &tunnels{addr: listener.Addr().String()}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(conn, b, answer)
		}
	}()
	return p
}

func (p *tunnels) serve(conn net.Conn, b *bench, answer string) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	request, err := http.ReadRequest(reader)
	if err != nil || request.Method != http.MethodConnect {
		return
	}
	p.mu.Lock()
	p.to, p.sent = append(p.to, request.Host), append(p.sent, request.Header.Get("Proxy-Authorization"))
	p.mu.Unlock()
	if answer != "" {
		_, _ = io.WriteString(conn, answer)
		return
	}
	far, err := net.Dial("tcp", b.server.Listener.Addr().String())
	if err != nil {
		return
	}
	defer far.Close()
	_, _ = io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() { _, _ = io.Copy(far, reader) }()
	_, _ = io.Copy(conn, far)
}

func (p *tunnels) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	slices.Sort(p.to)
	return slices.Compact(slices.Clone(p.to))
}

// roads is a network on which the proxy is reached for real and every other
// host leads to the bench; it writes down who was dialed without the proxy.
func roads(b *bench, proxy string) (probes.Network, func() []string) {
	var mu sync.Mutex
	var direct []string
	inner := b.network()
	outer := inner
	outer.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == proxy {
			var d net.Dialer
			return d.DialContext(ctx, network, addr)
		}
		mu.Lock()
		direct = append(direct, addr)
		mu.Unlock()
		return inner.Dial(ctx, network, addr)
	}
	return outer, func() []string {
		mu.Lock()
		defer mu.Unlock()
		slices.Sort(direct)
		return slices.Compact(slices.Clone(direct))
	}
}

// The token endpoint and Graph are both reached through the proxy, and neither
// where NO_PROXY names them.
func TestEveryHostIsAskedThroughTheProxy(t *testing.T) {
	t.Parallel()
	const signIn, service = "login.microsoftonline.com:443", "graph.microsoft.com:443"
	for except, want := range map[string]struct{ proxied, direct []string }{
		"":                     {[]string{service, signIn}, nil},
		"graph.microsoft.com":  {[]string{signIn}, []string{service}},
		".microsoftonline.com": {[]string{service}, []string{signIn}},
		"microsoft.com,login.microsoftonline.com:443": {nil, []string{service, signIn}},
		"example.com,10.0.0.0/8":                      {[]string{service, signIn}, nil},
	} {
		t.Run(except, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken).
				on("/v1.0/domains", says(`{"value":[]}`))
			proxy := newTunnels(t, b, "")
			network, direct := roads(b, proxy.addr)
			config := httpproxy.Config{HTTPSProxy: "http://" + proxy.addr, NoProxy: except}
			client := New(Config{
				Tenant: "contoso.com", ClientID: "app", ClientSecret: probes.NewSecret("s3cret-value"),
				Network: network, Clock: b.clock(), Proxy: config.ProxyFunc(),
			})
			if _, err := client.Domains(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := proxy.asked(); !slices.Equal(got, want.proxied) {
				t.Errorf("through the proxy: %q, want %q", got, want.proxied)
			}
			if got := direct(); !slices.Equal(got, want.direct) {
				t.Errorf("without it: %q, want %q", got, want.direct)
			}
		})
	}
}

// What a proxy does is its own obstacle, of the proxy and never of the tenant,
// and the name and password in its address stand nowhere.
func TestAProxyInTheWayIsToldAsSuch(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		kind   probes.Kind
		code   string
	}{
		"wants a name":    {"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", probes.ProxyWantsSignIn, "407"},
		"forbids":         {"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", probes.ProxyForbids, "403"},
		"redirects":       {"HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n", probes.ProxyForbids, "302"},
		"asks to sign in": {"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", probes.ProxyForbids, "401"},
		"cannot reach":    {"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", probes.ProxyFails, "502"},
		"waits in vain":   {"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n", probes.ProxyFails, "504"},
		"hangs up":        {"hang up", probes.ProxyFails, ""},
		"is not there":    {"", probes.ProxyUnreachable, ""},
	} {
		for way, config := range map[string]Config{
			"graph.microsoft.com":       {Token: probes.NewSecret("t")},
			"login.microsoftonline.com": {Tenant: "contoso.com", ClientID: "app", ClientSecret: probes.NewSecret("s3cret-value")},
		} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				var at string
				switch c.answer {
				case "":
					at = "127.0.0.1:1" // tcpmux: nobody listens there
				case "hang up":
					at = hangsUp(t)
				default:
					at = newTunnels(t, b, c.answer).addr
				}
				config.Proxy = func(*url.URL) (*url.URL, error) {
					return &url.URL{Scheme: "http", Host: at, User: url.UserPassword("corp-user", "corp-pass")}, nil
				}
				config.Network, _ = roads(b, at)
				config.Clock = b.clock()
				_, err := New(config).Domains(t.Context())
				o := obstacle(t, err)
				if o.Kind != c.kind || o.Host != at || o.Needs != way || o.Code != c.code {
					t.Errorf("got %+v, want %s of %s for %s, code %q", o, c.kind, at, way, c.code)
				}
				if text := err.Error(); strings.Contains(text, "corp-user") || strings.Contains(text, "corp-pass") {
					t.Errorf("the sign-in of the proxy stands in %q", text)
				}
				if len(b.asked) != 0 {
					t.Errorf("the cloud was asked: %q", b.asked)
				}
			})
		}
	}
}

// hangsUp takes connections and ends them.
func hangsUp(t *testing.T) string {
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
			_, _ = conn.Read(make([]byte, 1))
			_ = conn.Close()
		}
	}()
	return listener.Addr().String()
}

// The name and password in the address of a proxy go to the proxy alone.
func TestAProxyGetsTheSignInOfItsAddress(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/domains", says(`{"value":[]}`))
	proxy := newTunnels(t, b, "")
	network, _ := roads(b, proxy.addr)
	client := New(Config{Token: probes.NewSecret(tokenWith(domainRead)), Network: network, Clock: b.clock(), Proxy: func(*url.URL) (*url.URL, error) {
		return url.Parse("http://corp-user:corp-pass@" + proxy.addr)
	}})
	if _, err := client.Domains(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(proxy.sent) != 1 || proxy.sent[0] != "Basic Y29ycC11c2VyOmNvcnAtcGFzcw==" {
		t.Errorf("the proxy got %q", proxy.sent)
	}
}

// An error that names the address of a proxy, password and all, goes nowhere.
func TestAnAddressOfAProxyThatCannotBeReadIsNotQuoted(t *testing.T) {
	t.Parallel()
	address := "http://corp-user:corp-pass@[::1"
	_, err := New(Config{Token: probes.NewSecret("t"), Proxy: func(*url.URL) (*url.URL, error) { return url.Parse(address) }}).Domains(t.Context())
	if o := obstacle(t, err); o.Kind != probes.Malformed || o.Needs != "proxy" || strings.Contains(err.Error(), "corp-") {
		t.Errorf("got %+v: %v", o, err)
	}
}
