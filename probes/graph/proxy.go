package graph

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// road is the way out of this machine, directly or through HTTP proxies. It
// tells what a proxy does to a connection from what its far end does.
type road struct {
	config  Config
	mu      sync.Mutex
	proxies map[string]bool // by host:port
}

// proxy names the proxy for a request, and remembers it for dial.
func (r *road) proxy(request *http.Request) (*url.URL, error) {
	found, err := r.config.Proxy(request.URL)
	if err != nil { // its text may hold the password of the proxy
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: request.URL.Hostname(), Needs: "proxy"}
	}
	if found != nil {
		r.mu.Lock()
		r.proxies[proxyAddress(found)] = true
		r.mu.Unlock()
	}
	return found, nil
}

// proxyAddress is where [http.Transport] dials for a proxy.
func proxyAddress(proxy *url.URL) string {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	return net.JoinHostPort(proxy.Hostname(), port)
}

func (r *road) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	ctx, cancel := r.config.Clock.Within(ctx, connectLimit, nil)
	defer cancel()
	r.mu.Lock()
	proxied := r.proxies[addr]
	r.mu.Unlock()
	conn, err := r.config.Network.DialContext(ctx, network, addr)
	switch {
	case !proxied:
		return conn, err
	case err != nil:
		return nil, &probes.Obstacle{Kind: probes.ProxyUnreachable, Host: addr, Err: err}
	}
	c := &proxyConn{Conn: conn, addr: addr}
	c.patience = time.AfterFunc(connectLimit, func() { _ = conn.Close() })
	return c, nil
}

// proxyConn is a connection to a proxy. What comes first is the proxy's own
// answer, so a connection that ends before was ended by the proxy: for want of
// the host behind it, or because it is none.
type proxyConn struct {
	net.Conn
	addr     string
	patience *time.Timer // closes a connection on which the proxy says nothing
	mu       sync.Mutex
	heard    bool
}

// Read reads, and tells an end before the first byte by its own name.
func (c *proxyConn) Read(data []byte) (int, error) {
	n, err := c.Conn.Read(data)
	c.mu.Lock()
	defer c.mu.Unlock()
	if n > 0 && !c.heard {
		c.heard = true
		c.patience.Stop()
	}
	if err != nil && !c.heard {
		return n, &probes.Obstacle{Kind: probes.ProxyFails, Host: c.addr, Err: err}
	}
	return n, err //nolint:wrapcheck // a reader hands errors on as they are
}

// Close closes the connection.
func (c *proxyConn) Close() error {
	c.patience.Stop()
	return c.Conn.Close() //nolint:wrapcheck // the same
}

// proxyAnswered makes an obstacle of a proxy that does not let us through.
func proxyAnswered(_ context.Context, proxy *url.URL, asked *http.Request, answer *http.Response) error {
	kind := probes.ProxyForbids
	switch status := answer.StatusCode; {
	case status == http.StatusOK:
		return nil
	case status == http.StatusProxyAuthRequired:
		kind = probes.ProxyWantsSignIn
	case status >= http.StatusInternalServerError:
		kind = probes.ProxyFails
	}
	wanted, _, err := net.SplitHostPort(asked.Host)
	if err != nil {
		wanted = asked.Host
	}
	return &probes.Obstacle{Kind: kind, Host: proxy.Host, Needs: wanted, Code: strconv.Itoa(answer.StatusCode)}
}
