package graph

import (
	"bufio"
	"bytes"
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
	c := &proxyConn{Conn: conn, addr: addr, from: bufio.NewReader(conn), interim: interimAtMost}
	c.patience = time.AfterFunc(connectLimit, func() { _ = conn.Close() })
	return c, nil
}

// proxyConn is a connection to a proxy. What comes first is the proxy's own
// answer, so a connection that ends before was ended by the proxy: for want of
// the host behind it, or because it is none.
type proxyConn struct {
	net.Conn
	addr     string
	from     *bufio.Reader // the connection; one goroutine reads
	interim  int           // interim answers that may still come before the final one
	patience *time.Timer   // closes a connection on which the proxy says nothing
	mu       sync.Mutex
	heard    bool
}

const (
	// interimAtMost bounds the 1xx answers to CONNECT that are passed over (RFC
	// 9110, 15.2), which [http.Transport] takes for the final one.
	interimAtMost = 5
	// interimLines bounds the lines of one.
	interimLines = 100
)

// passOver drops the interim answers in front of the proxy's final one. What
// cannot be read is left to whoever reads next.
func (c *proxyConn) passOver() {
	for ; c.interim > 0 && c.begins("HTTP/1.1 1"); c.interim-- {
		for range interimLines {
			if line, err := c.from.ReadSlice('\n'); err != nil || len(bytes.TrimSpace(line)) == 0 {
				break
			}
		}
	}
	c.interim = 0
}

// begins reports whether what comes next begins so. It waits for no more than
// the first byte that differs.
func (c *proxyConn) begins(with string) bool {
	for n := range len(with) {
		if next, err := c.from.Peek(n + 1); err != nil || next[n] != with[n] {
			return false
		}
	}
	return true
}

// Read reads, and tells an end before the first byte by its own name.
func (c *proxyConn) Read(data []byte) (int, error) {
	if c.interim > 0 {
		c.passOver()
	}
	n, err := c.from.Read(data)
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

// proxyInside is the obstacle of a 407 behind TLS, which no origin server
// gives: a device answers in the name of the host. It is called by the name of
// the proxy that is set, else by that of the host.
func (d *door) proxyInside(asked *http.Request) error {
	host := asked.URL.Host
	o := &probes.Obstacle{
		Kind: probes.ProxyWantsSignIn, Host: host, Needs: host, Code: strconv.Itoa(http.StatusProxyAuthRequired),
	}
	if set, ok := d.client.Transport.(*http.Transport); ok && set.Proxy != nil {
		if through, err := set.Proxy(asked); err == nil && through != nil {
			o.Host = through.Host
		}
	}
	return o
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
