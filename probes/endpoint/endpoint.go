package endpoint

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
)

// Config is what a [Prober] needs.
type Config struct {
	Network probes.Network
	Clock   probes.Clock   // the zero value is the clock of this machine
	Vantage probes.Vantage // the machine that this program runs on
	// Proxy names the proxy for a URL, nil for a direct road, as
	// [net/http.Transport] has it. nil means that every road is direct. A user
	// and password in the answer are sent to that proxy, and stand nowhere else.
	Proxy func(*url.URL) (*url.URL, error)
}

// Prober tries roads from this machine. It is safe for concurrent use.
type Prober struct{ config Config }

var _ probes.Endpoint = (*Prober)(nil)

// New returns a Prober. It dials nothing.
func New(config Config) *Prober {
	system := probes.SystemClock()
	if config.Clock.Now == nil {
		config.Clock.Now = system.Now
	}
	if config.Clock.After == nil {
		config.Clock.After = system.After
	}
	return &Prober{config: config}
}

// Reach tries the road to target, as deep as target says. Through a proxy,
// name, addresses and TCP are those of the proxy, and what the proxy answers
// to CONNECT stands in TCP.
func (p *Prober) Reach(ctx context.Context, target probes.Target) (probes.Route, error) {
	if err := sound(target); err != nil {
		return probes.Route{}, err
	}
	start := p.config.Clock.Now()
	route := probes.Route{Target: target}
	err := p.walk(ctx, &route)
	if ctx.Err() != nil {
		return probes.Route{}, stopped(ctx, target)
	}
	if err != nil {
		return probes.Route{}, err
	}
	route.Seen = p.config.Clock.Stamp(p.config.Vantage, start)
	return route, nil
}

// walk goes along the road as far as it is open and asked for.
func (p *Prober) walk(ctx context.Context, route *probes.Route) error {
	conn, err := p.open(ctx, route)
	if conn == nil {
		return err
	}
	defer closeQuietly(conn)
	if route.Target.Depth == probes.ToHTTP {
		p.ask(ctx, conn, route)
	}
	return nil
}

// open connects to the target of the route, over TLS unless the target is to
// be reached by TCP only. It returns nil and writes into the route how far it
// came when the road is closed.
func (p *Prober) open(ctx context.Context, route *probes.Route) (net.Conn, error) {
	conn, err := p.connect(ctx, route)
	if conn == nil || route.Target.Depth == probes.ToTCP {
		return conn, err
	}
	secure := p.secure(ctx, &watched{Conn: conn}, route)
	if secure == nil {
		closeQuietly(conn)
		return nil, nil
	}
	return secure, nil
}

// connect makes the TCP connection, by way of the proxy when there is one.
func (p *Prober) connect(ctx context.Context, route *probes.Route) (net.Conn, error) {
	proxy, err := p.proxyFor(route.Target)
	if err != nil {
		return nil, err
	}
	host, port := route.Target.Host, strconv.Itoa(route.Target.Port)
	if proxy != nil {
		host, port = proxy.host, proxy.port
		route.Proxy = net.JoinHostPort(host, port)
	}
	route.Addresses, route.Name = p.resolve(ctx, host)
	if route.Name != probes.Open {
		return nil, nil
	}
	conn, contact := p.dial(ctx, route.Addresses, port)
	route.TCP = contact
	if conn == nil || proxy == nil {
		return conn, nil
	}
	tunnel, contact := p.tunnel(ctx, conn, proxy, route.Target)
	route.TCP = contact
	if tunnel == nil {
		closeQuietly(conn)
	}
	return tunnel, nil
}

var errNoTarget = errors.New("a target has a host and a port from 1 to 65535")

// sound refuses what cannot be dialled, and a host that would not stay inside
// the line of a request.
func sound(target probes.Target) error {
	odd := func(r rune) bool { return r <= ' ' || r == '/' || r == '@' }
	if target.Host == "" || strings.ContainsFunc(target.Host, odd) || target.Port < 1 || target.Port > 65535 {
		return &probes.Obstacle{Kind: probes.MissingInput, Host: target.Host, Needs: "host and port", Err: errNoTarget}
	}
	return nil
}

// stopped is the obstacle of a look that ended before the road did.
func stopped(ctx context.Context, target probes.Target) error {
	cause := context.Cause(ctx)
	if known, ok := errors.AsType[*probes.Obstacle](cause); ok {
		return known
	}
	kind := probes.Stopped
	if errors.Is(cause, context.DeadlineExceeded) {
		kind = probes.TimedOut
	}
	return &probes.Obstacle{Kind: kind, Host: target.Host, Err: cause}
}

// closeQuietly closes a connection that has served. What close has to say
// changes nothing that was seen. The closing alert of TLS is left out: on a
// dead road it would be waited for.
func closeQuietly(conn net.Conn) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	_ = conn.Close()
}
