package endpoint

import (
	"context"
	"net"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// dialAtMost bounds how many addresses of one name are tried. They are tried
// at once; a front end with more than eight does not hide a fault in the ninth.
const dialAtMost = 8

// dial connects to the first of the addresses that answers. When none does,
// the contact is the most telling of their failures.
func (p *Prober) dial(ctx context.Context, addresses []string, port string) (net.Conn, probes.Contact) {
	ctx, cancel := p.within(ctx, connectLimit)
	defer cancel()
	type try struct {
		conn net.Conn
		err  error
	}
	addresses = addresses[:min(len(addresses), dialAtMost)]
	tries := make(chan try, len(addresses))
	for _, address := range addresses {
		go func() {
			var t try
			defer func() { tries <- t }()
			defer probes.Caught(&t.err)
			t.conn, t.err = p.config.Network.DialContext(ctx, "tcp", net.JoinHostPort(address, port))
		}()
	}
	var ends []probes.Contact
	for i := range addresses {
		t := <-tries
		if t.err == nil {
			cancel()
			go func() { // the slower ones come to nothing, or are closed
				for range len(addresses) - i - 1 {
					if late := <-tries; late.conn != nil {
						closeQuietly(late.conn)
					}
				}
			}()
			quiet(t.conn)
			return t.conn, probes.Open
		}
		if cause := context.Cause(ctx); cause != nil {
			t.err = cause
		}
		ends = append(ends, sockets.ContactOf(t.err, probes.NoRoute))
	}
	return nil, mostTelling(ends)
}

// mostTelling picks the failure to report when several addresses failed, each
// in its way. A machine without IPv6 has no route there, which says nothing
// about the silence on IPv4.
func mostTelling(ends []probes.Contact) probes.Contact {
	for _, c := range []probes.Contact{probes.PortRefused, probes.CutOff, probes.Dropped} {
		if slices.Contains(ends, c) {
			return c
		}
	}
	return probes.NoRoute
}

// quiet switches TCP keep-alive off, which Go switches on: a probe that keeps
// an idle connection busy would never see what a device does to idle ones.
func quiet(conn net.Conn) {
	if c, ok := conn.(interface{ SetKeepAlive(on bool) error }); ok {
		_ = c.SetKeepAlive(false) // a connection without that switch has none to turn off
	}
}
