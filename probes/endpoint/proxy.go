package endpoint

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"

	"example.com/writeback-doctor/probes"
)

// proxy is an HTTP proxy that carries TLS by CONNECT (RFC 9110, 9.3.6).
type proxy struct {
	host, port string
	secure     bool // reports whether the proxy itself is spoken to over TLS
	user       *url.Userinfo
}

// proxyFor returns the proxy on the way to target, nil when there is none.
// Domain controllers are never behind an HTTP proxy.
func (p *Prober) proxyFor(target probes.Target) (*proxy, error) {
	if p.config.Proxy == nil || target.Purpose == probes.DomainControl {
		return nil, nil
	}
	address := net.JoinHostPort(target.Host, strconv.Itoa(target.Port))
	found, err := p.config.Proxy(&url.URL{Scheme: "https", Host: address, Path: "/"})
	if err != nil { // its text may hold the password of the proxy
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: target.Host, Needs: "proxy"}
	}
	if found == nil {
		return nil, nil
	}
	ports := map[string]string{"http": "80", "https": "443"}
	port, known := ports[found.Scheme]
	if !known || found.Hostname() == "" {
		return nil, &probes.Obstacle{
			Kind: probes.NotLookedAt, Host: target.Host, Needs: "proxy " + found.Scheme + "://" + found.Host, Err: errProxyKind,
		}
	}
	if found.Port() != "" {
		port = found.Port()
	}
	return &proxy{host: found.Hostname(), port: port, secure: found.Scheme == "https", user: found.User}, nil
}

var errProxyKind = errors.New("only HTTP proxies are tried")

// tunnel asks the proxy for a way through to the target.
func (p *Prober) tunnel(ctx context.Context, conn net.Conn, via *proxy, target probes.Target) (net.Conn, probes.Contact) {
	if via.secure {
		route := probes.Route{Target: probes.Target{Host: via.host}}
		if conn = p.secure(ctx, conn, &route); conn == nil {
			return nil, route.TLS
		}
	}
	ctx, cancel := p.within(ctx, proxyLimit)
	defer cancel()
	defer guard(ctx, conn)()
	address := net.JoinHostPort(target.Host, strconv.Itoa(target.Port))
	if _, err := fmt.Fprintf(conn, "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n%s\r\n", address, address, agent, via.credentials()); err != nil {
		return nil, proxyContact(ctx, err)
	}
	answer, reader, err := readHead(conn, http.MethodConnect)
	if err != nil {
		return nil, proxyContact(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	if end := proxyAnswer(answer.StatusCode); end != probes.Open {
		return nil, end
	}
	return &buffered{Conn: conn, head: reader}, probes.Open
}

// credentials is the line with the name and the password that stand in the
// address of the proxy, "" where none do: [net/http.Transport] sends the same
// to the same proxy, and else this road would be closed while that of the
// Graph client is open. They are sent whatever the proxy asks for, because only
// Basic can be done with them (RFC 7617).
func (via *proxy) credentials() string {
	if via.user == nil {
		return ""
	}
	password, _ := via.user.Password()
	return "Proxy-Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(via.user.Username()+":"+password)) + "\r\n"
}

// proxyAnswer reads the status with which a proxy answers CONNECT.
func proxyAnswer(status int) probes.Contact {
	switch {
	case status >= 200 && status < 300:
		return probes.Open
	case status == http.StatusProxyAuthRequired:
		return probes.ProxySignIn
	case status >= 500:
		return probes.ProxyFailed
	default:
		return probes.ProxyRefused
	}
}

// buffered is a connection of which the first bytes were read ahead together
// with the proxy's answer.
type buffered struct {
	net.Conn
	head *bufio.Reader
}

// Read returns what was read ahead, then what comes.
func (b *buffered) Read(data []byte) (int, error) {
	if b.head.Buffered() > 0 {
		return b.head.Read(data) //nolint:wrapcheck // a reader hands errors on as they are
	}
	return b.Conn.Read(data) //nolint:wrapcheck // the same
}
