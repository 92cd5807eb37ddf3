package directory

import (
	"context"
	"errors"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Road is where a domain controller takes LDAPS.
type Road struct {
	Host string // as it was named; its certificate is verified against it
	Addr string // host and port to dial

	way road
}

// Dial speaks TLS with the controller at the end of a road and signs nobody in.
// What it may answer is bounded as everywhere. The error is an [*probes.Obstacle].
func (r Road) Dial(ctx context.Context, network probes.Network, clock probes.Clock) (*ldap.Conn, error) {
	l, err := dialer{network: network, clock: clock}.take(ctx, r.way)
	if err != nil {
		return nil, err
	}
	return l.ldap, nil
}

// WriteRoad is the road to the PDC emulator of the domain that an entry stands in,
// for whoever writes there. This package writes nothing.
func (c *Client) WriteRoad(ctx context.Context, dn string) (Road, error) {
	home, err := c.home(ctx, dn)
	if err != nil {
		return Road{}, c.here.obstacle(ctx, err)
	}
	d, err := home.here.domain(ctx)
	if err != nil {
		return Road{}, c.here.obstacle(ctx, err)
	}
	pdc, err := home.forest.pdcPlace(ctx, home.here, d)
	if err != nil {
		return Road{}, c.here.obstacle(ctx, err)
	}
	roads, ok := roadsTo(pdc.config.Controller)
	if !ok {
		return Road{}, &probes.Obstacle{Kind: probes.NoDomain, Needs: pdc.config.Controller}
	}
	secure := road{host: roads[0].host, port: portLDAPS, direct: true} // where StartTLS was named, LDAPS stands beside it
	if roads[0].direct {
		secure = roads[0]
	}
	return Road{Host: secure.host, Addr: secure.addr(), way: secure}, nil
}

// BindRefusal reads what a controller said to a simple bind that it refused, and
// reports whether it said anything.
func BindRefusal(host string, err error) (*probes.Obstacle, bool) { return refusal(host, Simple, err) }

// AnchorOf is the source anchor of an entry as the cloud has it, in base64.
func AnchorOf(e *ldap.Entry) string { return anchorOf(e) }

// Trouble reads why a controller did not answer.
func Trouble(host string, err error) error { return trouble(host, err) }

// ResultCode is the result of LDAP in an error, and Number the Win32 number in hex
// that its diagnostic begins with; "" for none. No other word of the diagnostic is
// looked at: controllers write them in the language of their Windows.
func ResultCode(err error) (code int, number string, ok bool) {
	code, ok = resultCode(err)
	if !ok {
		return 0, "", false
	}
	said, is := errors.AsType[*ldap.Error](err)
	if !is || said.Err == nil {
		return code, "", true
	}
	first, _, found := strings.Cut(said.Err.Error(), ":")
	if first = strings.TrimSpace(first); !found || len(first) != 8 {
		return code, "", true
	}
	if _, hex := hexNumber(first); !hex {
		return code, "", true
	}
	return code, strings.ToUpper(first), true
}
