package endpoint_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// carries is a proxy that works.
func carries(c net.Conn) {
	reader := bufio.NewReader(c)
	request, err := http.ReadRequest(reader)
	if err != nil || request.Method != http.MethodConnect {
		return
	}
	_, port, _ := net.SplitHostPort(request.Host)
	onward, err := new(net.Dialer).DialContext(context.Background(), "tcp4", "127.0.0.1:"+port)
	if err != nil {
		_, _ = io.WriteString(c, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
		return
	}
	defer func() { _ = onward.Close() }()
	_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() { _, _ = io.Copy(onward, reader) }()
	_, _ = io.Copy(c, onward)
}

// says is a proxy that has one answer for everybody.
func says(answer string) func(net.Conn) {
	return func(c net.Conn) {
		_, _ = http.ReadRequest(bufio.NewReader(c))
		_, _ = io.WriteString(c, answer)
	}
}

// greets speaks first, and then waits for more.
func greets(greeting string) func(net.Conn) {
	return func(c net.Conn) {
		_, _ = io.WriteString(c, greeting)
		neverAnswers(c)
	}
}

// through returns a prober behind a proxy on a port.
func through(t *testing.T, address string, ca maker) *endpoint.Prober {
	t.Helper()
	return endpoint.New(endpoint.Config{
		Network: probes.Network{Resolver: nameServer(t, dnsmessage.RCodeNameError, false), Roots: ca.pool()},
		Clock:   fastClock(),
		Proxy:   func(*url.URL) (*url.URL, error) { return url.Parse(address) },
	})
}

func TestProxyCarries(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	port := serve(t, answers(ca.leaf(t, "relay.contoso.com", false), needsToken))
	for _, scheme := range []string{"http", "https"} {
		behave := carries
		if scheme == "https" {
			certificate := ca.leaf(t, "127.0.0.1", false)
			behave = func(c net.Conn) {
				carries(tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}))
			}
		}
		proxy := "127.0.0.1:" + strconv.Itoa(serve(t, behave))
		// The name of the target does not resolve here: that is the proxy's work.
		route := reach(t, through(t, scheme+"://"+proxy, ca), probes.Target{Host: "relay.contoso.com", Port: port, Depth: probes.ToHTTP})
		if route.End() != probes.Open || route.Status != 401 || route.Proxy != proxy {
			t.Errorf("%s: end %q, status %d, proxy %q, want open, 401, %q", scheme, route.End(), route.Status, route.Proxy, proxy)
		}
	}
}

func TestAttackProxies(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	for name, c := range map[string]struct {
		behave func(net.Conn)
		want   probes.Contact
	}{
		"proxyRefuses403":       {says("HTTP/1.1 403 Forbidden\r\n\r\n"), probes.ProxyRefused},
		"proxyRefuses405":       {says("HTTP/1.1 405 Method Not Allowed\r\n\r\n"), probes.ProxyRefused},
		"proxyWants407":         {says("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), probes.ProxySignIn},
		"proxyCannot502":        {says("HTTP/1.1 502 Bad Gateway\r\n\r\n"), probes.ProxyFailed},
		"proxyTooLate504":       {says("HTTP/1.1 504 Gateway Timeout\r\n\r\n"), probes.ProxyFailed},
		"proxyAnswersNothing":   {neverAnswers, probes.ProxyFailed},
		"proxyHangsUp":          {says(""), probes.CutOff},
		"proxySpeaksNoHTTP":     {says("SSH-2.0-x\r\n"), probes.ProxyNoHTTP},
		"proxyGreetsAndWaits":   {greets("SSH-2.0-x"), probes.ProxyNoHTTP},
		"proxySendsJunk":        {says(strings.Repeat("\xff\x00", 1<<20)), probes.ProxyNoHTTP},
		"proxyHasNoStatus":      {says("HTTP/1.1 Connection established\r\n\r\n"), probes.ProxyNoHTTP},
		"proxyLongHead":         {says("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"), probes.ProxyLongHead},
		"proxyManyLines":        {says("HTTP/1.1 407 Sign in\r\n" + strings.Repeat("X: y\r\n", 1<<16) + "\r\n"), probes.ProxyLongHead},
		"proxyHangsUpEarly":     {says("HTTP/1.1 2"), probes.CutOff},
		"resetsAfterAccept":     {resetsAfterAccept, probes.CutOff},
		"proxyAnswersWithABody": {says("HTTP/1.1 403 No\r\nContent-Length: 900000\r\n\r\n" + strings.Repeat("x", 900000)), probes.ProxyRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := through(t, "http://127.0.0.1:"+strconv.Itoa(serve(t, c.behave)), ca)
			route := reach(t, p, probes.Target{Host: host, Port: 443, Depth: probes.ToHTTP})
			if route.TCP != c.want || route.TLS != probes.NotTried || route.End() != c.want {
				t.Errorf("tcp %q, tls %q, end %q, want %q and no TLS", route.TCP, route.TLS, route.End(), c.want)
			}
		})
	}
}

// The name and password in the address of a proxy go to that proxy alone, as
// the Graph client sends them, and stand in no evidence and no error.
func TestProxyCredentialsGoToTheProxyAlone(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	heard := make(chan string, 2)
	port := serve(t, func(c net.Conn) {
		tunnel := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, "relay.contoso.com", false)}, MinVersion: tls.VersionTLS12})
		if request, err := http.ReadRequest(bufio.NewReader(tunnel)); err == nil {
			heard <- request.Header.Get("Proxy-Authorization") + request.Header.Get("Authorization")
			_, _ = io.WriteString(tunnel, needsToken)
			_ = tunnel.Close()
		}
	})
	for address, want := range map[string]string{
		"http://kim:s3cret@": "Basic a2ltOnMzY3JldA==", "http://kim@": "Basic a2ltOg==", "http://": "",
		"http://kim:%0d%0aX-Odd%3A%20y@": "Basic a2ltOg0KWC1PZGQ6IHk=", // stays inside its line
	} {
		proxy := serve(t, func(c net.Conn) {
			request, err := http.ReadRequest(bufio.NewReader(c))
			if err != nil {
				return
			}
			heard <- request.Header.Get("Proxy-Authorization") + request.Header.Get("X-Odd")
			onward, err := new(net.Dialer).DialContext(context.Background(), "tcp4", "127.0.0.1:"+strconv.Itoa(port))
			if err != nil {
				return
			}
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
			go func() { _, _ = io.Copy(onward, c) }()
			_, _ = io.Copy(c, onward)
		})
		route := reach(t, through(t, address+"127.0.0.1:"+strconv.Itoa(proxy), ca), probes.Target{Host: "relay.contoso.com", Port: port, Depth: probes.ToHTTP})
		if route.End() != probes.Open {
			t.Fatalf("%s: end %q", address, route.End())
		}
		if proxy, far := <-heard, <-heard; proxy != want || far != "" {
			t.Errorf("%s: the proxy heard %q and the host %q, want %q and nothing", address, proxy, far, want)
		}
		if text, err := json.Marshal(route); err != nil || strings.Contains(string(text), "s3cret") || strings.Contains(string(text), "kim") {
			t.Errorf("%s: the evidence is %s, %v", address, text, err)
		}
	}
	unreadable := "http://kim:s3cret@[::1"
	p := endpoint.New(endpoint.Config{Proxy: func(*url.URL) (*url.URL, error) { return url.Parse(unreadable) }})
	if _, err := p.Reach(t.Context(), probes.Target{Host: host, Port: 443}); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("an address that cannot be read: %v", err)
	}
}

// TestAttackProxyWantsASignIn meets a proxy that wants a name and a password in
// every way: whatever it asks for, whoever asks, however deep.
func TestAttackProxyWantsASignIn(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 407 Proxy Authentication Required\r\n"
	ca := newMaker(t, "Contoso")
	certificate := ca.leaf(t, "127.0.0.1", false)
	for name, answer := range map[string]string{
		"bare": head + "\r\n", "basic": head + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n",
		"ntlm":      head + "Proxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
		"negotiate": head + "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nConnection: close\r\n\r\n",
		"digest":    head + "Proxy-Authenticate: Digest realm=\"corp\", nonce=\"1\"\r\n\r\n",
		"page":      head + "Content-Type: text/html\r\nContent-Length: 900000\r\n\r\n" + strings.Repeat("x", 900000),
		"old":       "HTTP/1.0 407 x\r\n\r\n",
		"interim":   "HTTP/1.1 100 Continue\r\n\r\n" + head + "\r\n",
		"wordless":  "HTTP/1.1 407\r\n\r\n",
		"far-east":  "HTTP/1.1 407 프록시 인증 필요\r\n\r\n",
	} {
		for _, way := range []string{"http://", "https://", "http://kim:s3cret@", "https://kim:s3cret@"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				behave := says(answer)
				if strings.HasPrefix(way, "https") {
					behave = func(c net.Conn) {
						says(answer)(tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}))
					}
				}
				p := through(t, way+"127.0.0.1:"+strconv.Itoa(serve(t, behave)), ca)
				for _, depth := range []probes.Depth{probes.ToTCP, probes.ToTLS, probes.ToHTTP} {
					if route := reach(t, p, probes.Target{Host: host, Port: 443, Depth: depth}); route.End() != probes.ProxySignIn {
						t.Errorf("to %s: end %q, want %q", depth, route.End(), probes.ProxySignIn)
					}
				}
				hold, err := p.Hold(t.Context(), probes.Target{Host: host, Port: 443}, time.Minute)
				if err != nil || hold.Start != probes.ProxySignIn || hold.Cut != probes.Unsaid {
					t.Errorf("held: start %q, cut %v, %v", hold.Start, hold.Cut, err)
				}
			})
		}
		t.Run(name+"/behind-tls", func(t *testing.T) {
			t.Parallel()
			port := serve(t, answers(ca.leaf(t, host, false), answer))
			route := reach(t, prober(t, ca.pool()), probes.Target{Host: host, Port: port, Depth: probes.ToHTTP})
			if route.End() != probes.ProxySignIn || route.TLS != probes.Open {
				t.Errorf("tls %q, end %q, want %q behind TLS", route.TLS, route.End(), probes.ProxySignIn)
			}
		})
	}
}

func TestDomainControllersAreReachedDirectly(t *testing.T) {
	t.Parallel()
	p := through(t, "http://127.0.0.1:1", newMaker(t, "Contoso"))
	route := reach(t, p, probes.Target{Host: host, Port: serve(t, neverAnswers), Purpose: probes.DomainControl})
	if route.End() != probes.Open || route.Proxy != "" {
		t.Errorf("end %q by proxy %q, want open and none", route.End(), route.Proxy)
	}
}

func TestProxiesThatCannotBeUsedAreObstacles(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]probes.Kind{
		"socks5://127.0.0.1:1080": probes.NotLookedAt,
		"http://":                 probes.NotLookedAt,
		"http://[":                probes.Malformed,
	} {
		_, err := through(t, address, newMaker(t, "Contoso")).Reach(t.Context(), probes.Target{Host: host, Port: 443})
		if o, ok := errors.AsType[*probes.Obstacle](err); !ok || o.Kind != want {
			t.Errorf("%s: got %v, want the obstacle %s", address, err, want)
		}
	}
}
