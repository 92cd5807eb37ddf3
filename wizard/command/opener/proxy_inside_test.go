package opener

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mattn/go-ieproxy"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
)

// connects is an HTTP proxy on loopback that leads into a world, and writes
// down whom it was asked for.
type connects struct {
	addr  string
	wants string // Proxy-Authorization; "" is nothing
	mu    sync.Mutex
	to    map[string]bool
}

func newConnects(t *testing.T, world probes.Network) *connects {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p := &connects{addr: listener.Addr().String(), to: map[string]bool{}}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(conn, world)
		}
	}()
	return p
}

func (p *connects) serve(conn net.Conn, world probes.Network) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	request, err := http.ReadRequest(reader)
	if err != nil || request.Method != http.MethodConnect {
		return
	}
	if p.wants != "" && request.Header.Get("Proxy-Authorization") != p.wants {
		_, _ = io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n")
		return
	}
	p.mu.Lock()
	p.to[request.Host] = true
	p.mu.Unlock()
	far, err := world.Dial(context.Background(), "tcp", request.Host)
	if err != nil {
		_, _ = io.WriteString(conn, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
		return
	}
	defer far.Close()
	_, _ = io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() { _, _ = io.Copy(far, reader) }()
	_, _ = io.Copy(conn, far)
}

func (p *connects) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for to := range p.to {
		all = append(all, to)
	}
	slices.Sort(all)
	return all
}

// What the environment says of proxies reaches every transport of check that
// speaks HTTP, and no host is dialed past a proxy that it names.
func TestCheckGoesThroughTheProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	w, err := lab.Load("healthy")
	if err != nil {
		t.Fatal(err)
	}
	world, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = world.Close() })
	const signIn, service, reset = "login.microsoftonline.com:443", "graph.microsoft.com:443", "passwordreset.microsoftonline.com:443"
	for name, c := range map[string]struct {
		except  string
		proxied []string
		direct  []string
	}{
		"HTTPS_PROXY": {"", []string{service, signIn, reset}, nil},
		"https_proxy": {"graph.microsoft.com", []string{signIn, reset}, []string{service}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newConnects(t, world.Network())
			env := map[string]string{name: "http://" + proxy.addr, "no_proxy": c.except}
			op := &Opener{said: &Said{}, process: Process{Getenv: func(name string) string { return env[name] }, Now: world.Clock().Now, Zone: time.UTC}}
			clientID, secret := world.App()
			o, err := op.reality(steps.Access{ClientID: clientID, ClientSecret: []byte(secret.Reveal())})
			if err != nil {
				t.Fatal(err)
			}
			var mu sync.Mutex
			var direct []string
			o.clock, o.network = world.Clock(), world.Network()
			o.network.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
				if addr == proxy.addr {
					var d net.Dialer
					return d.DialContext(ctx, network, addr)
				}
				mu.Lock()
				defer mu.Unlock()
				direct = append(direct, addr)
				return world.Network().Dial(ctx, network, addr)
			}
			p, err := o.patient(steps.Facts{steps.Tenant: world.Facts()["tenant"]}, thisEnvironment(), time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = p.Shut() })
			cloud, err := p.Env.Graph(t.Context(), p.Session.Facts())
			if err != nil {
				t.Fatal(err)
			}
			if got, err := cloud.Organization(t.Context()); err != nil || got.ID != world.Facts()["tenant"] {
				t.Errorf("got %+v, %v; want the tenant", got, err)
			}
			if _, err := p.Env.Endpoint.Reach(t.Context(), probes.Target{Host: "passwordreset.microsoftonline.com", Port: 443, Purpose: probes.PasswordReset, Depth: probes.ToHTTP}); err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if got := proxy.asked(); !slices.Equal(got, c.proxied) || !slices.Equal(slices.Compact(direct), c.direct) {
				t.Errorf("through the proxy %q, directly %q; want %q and %q", got, direct, c.proxied, c.direct)
			}
		})
	}
}

// A world of the lab has proxies of its own; those of this machine are not its.
func TestAWorldKnowsNoProxyOfThisMachine(t *testing.T) {
	t.Parallel()
	w, err := lab.Load("healthy")
	if err != nil {
		t.Fatal(err)
	}
	world, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = world.Close() })
	if inside(world).proxy != nil {
		t.Error("a world is given a proxy")
	}
}

// The environment goes before the system, and NO_PROXY holds for both.
func TestTheProxyOfTheSystemStandsBehindTheEnvironment(t *testing.T) {
	t.Parallel()
	system := func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: "system:8080"}, nil }
	for _, c := range []struct {
		env  map[string]string
		to   string
		want string
	}{
		{nil, "https://graph.microsoft.com/v1.0", "system:8080"},
		{map[string]string{"HTTPS_PROXY": "http://env:3128"}, "https://graph.microsoft.com/", "env:3128"},
		{map[string]string{"https_proxy": "env:3128"}, "https://graph.microsoft.com/", "env:3128"},
		{map[string]string{"NO_PROXY": "microsoft.com"}, "https://graph.microsoft.com/", ""},
		{map[string]string{"no_proxy": "microsoft.com"}, "https://login.microsoftonline.com/", "system:8080"},
		{map[string]string{"HTTP_PROXY": "http://env:3128"}, "https://graph.microsoft.com/", ""},
		{map[string]string{"HTTPS_PROXY": "http://env:3128", "NO_PROXY": "*"}, "https://graph.microsoft.com/", ""},
	} {
		op := &Opener{said: &Said{}, process: Process{Getenv: func(name string) string { return c.env[name] }, SystemProxy: system}}
		to, err := url.Parse(c.to)
		if err != nil {
			t.Fatal(err)
		}
		got, err := op.proxy()(to)
		if host := hostOf(got); host != c.want || err != nil {
			t.Errorf("%v: %s through %q, %v; want %q", c.env, c.to, host, err, c.want)
		}
	}
}

func hostOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Host
}

func TestTheSettingsOfASystemAreRead(t *testing.T) {
	t.Parallel()
	every := ieproxy.StaticProxyConf{Active: true, Protocols: map[string]string{"": "corp:8080"}, NoProxy: "*.contoso.com,<local>"}
	several := ieproxy.StaticProxyConf{Active: true, Protocols: map[string]string{"http": "plain:80", "https": "secure:8443"}}
	says := func(proxy string) func(string) string { return func(string) string { return proxy } }
	for _, c := range []struct {
		name   string
		static ieproxy.StaticProxyConf
		script func(string) string
		to     string
		want   string
	}{
		{"one for all", every, nil, "https://graph.microsoft.com/", "corp:8080"},
		{"an exception", every, nil, "https://login.contoso.com/", ""},
		{"by scheme", several, nil, "https://graph.microsoft.com/", "secure:8443"},
		{"none", ieproxy.StaticProxyConf{}, nil, "https://graph.microsoft.com/", ""},
		{"a script goes first", every, says("pac:3128"), "https://graph.microsoft.com/", "pac:3128"},
		{"a script that says none", every, says(""), "https://graph.microsoft.com/", "corp:8080"},
	} {
		s := &systemProxy{static: staticProxy(c.static), script: c.script, known: map[string]string{}}
		to, err := url.Parse(c.to)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.find(to)
		if host := hostOf(got); host != c.want || err != nil || (got != nil && got.Scheme != "http") {
			t.Errorf("%s: got %v, %v; want %q", c.name, got, err, c.want)
		}
	}
	broken := &systemProxy{script: says("http://%zz"), known: map[string]string{}}
	if _, err := broken.find(&url.URL{Scheme: "https", Host: "graph.microsoft.com"}); !errors.Is(err, errProxyScript) {
		t.Errorf("got %v from an answer that is no proxy", err)
	}
}

// A script that breaks the library is one that gives no answer.
func TestAScriptForProxiesMayBreak(t *testing.T) {
	t.Parallel()
	asked := 0
	s := &systemProxy{script: func(string) string { asked++; panic("index out of range") }, known: map[string]string{}}
	for range 2 {
		if _, err := s.find(&url.URL{Scheme: "https", Host: "graph.microsoft.com"}); !errors.Is(err, errProxyScript) {
			t.Errorf("got %v, want that the script gives no answer", err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times, want 1", asked)
	}
}

// A script that never answers holds up one question, and not the next.
func TestAScriptForProxiesIsNotWaitedForTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		never := make(chan string)
		s := &systemProxy{static: staticProxy(ieproxy.StaticProxyConf{}), script: func(string) string { return <-never }, known: map[string]string{}}
		began := time.Now()
		for _, host := range []string{"login.microsoftonline.com", "graph.microsoft.com"} {
			if _, err := s.find(&url.URL{Scheme: "https", Host: host}); !errors.Is(err, errProxyScript) {
				t.Errorf("got %v, want that the script gives no answer", err)
			}
		}
		if took := time.Since(began); took != scriptLimit {
			t.Errorf("waited %s, want %s once", took, scriptLimit)
		}
		close(never)
	})
}
