package lab

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"example.com/writeback-doctor/probes"
)

// road is how one side reaches the machines of the world: a name server, and
// a network address translation from the world's addresses and ports to
// listeners on loopback, with the world's firewalls on the way.
type road struct {
	lab       *Lab
	side      side
	resolver  *net.Resolver
	roots     *x509.CertPool // what this side trusts
	impostors map[int]string // loopback address of what answers instead, by place of its rule
}

func (l *Lab) newRoad(from side) (*road, error) {
	r := &road{lab: l, side: from, roots: l.ca.pool(), impostors: map[int]string{}}
	if err := r.startDNS(); err != nil {
		return nil, err
	}
	for i := range l.world.network {
		if v := &l.world.network[i]; r.concerns(v) {
			if err := r.startImpostor(i, v); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func (r *road) concerns(v *rule) bool { return v.From == fromAnywhere || v.From == r.side }

func (r *road) network() probes.Network {
	return probes.Network{Dial: r.dial, Resolver: r.resolver, Roots: r.roots}
}

// matches reports whether the rule is about a host and a port. Port 0 asks
// about the name alone.
func (v *rule) matches(d *directory, host string, port int) bool {
	if v.Port != 0 && port != 0 && v.Port != port {
		return false
	}
	covers := func(pattern string) bool { return covered(pattern, host) || d.fqdn(pattern) == host }
	return covers(v.Host) && !slices.ContainsFunc(v.Except, covers)
}

// covered reports whether a name is a pattern's: the name itself, or anything
// under a suffix that is written as *.suffix, or anything at all for *.
func covered(pattern, host string) bool {
	pattern = strings.ToLower(pattern)
	if suffix, wild := strings.CutPrefix(pattern, "*"); wild {
		return strings.HasSuffix(host, suffix)
	}
	return pattern == host
}

// stops returns the first rule of one of the kinds that stands on the way.
func (r *road) stops(host string, port int, kinds ...string) *rule {
	if i := r.at(host, port, kinds...); i >= 0 {
		return &r.lab.world.network[i]
	}
	return nil
}

func (r *road) at(host string, port int, kinds ...string) int {
	return slices.IndexFunc(r.lab.world.network, func(v rule) bool {
		return r.concerns(&v) && slices.Contains(kinds, v.Do) && v.matches(&r.lab.world.directory, host, port)
	})
}

// patience is how long a system goes on sending first packets before it gives
// up by itself: 127 s with the usual six doublings.
const patience = 127 * time.Second

// dial connects to a machine of the world.
func (r *road) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	fail := func(err error) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: network, Addr: worldAddr(addr), Err: err}
	}
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return fail(err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return fail(err)
	}
	to := r.lab.machines.find(host)
	literal := net.ParseIP(host) != nil
	switch {
	case to == nil && literal:
		return fail(os.NewSyscallError("connect", syscall.EHOSTUNREACH))
	case to != nil && !literal && r.answers(to.name) == doNoAnswer:
		return fail(&net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true})
	case to == nil || (!literal && r.answers(to.name) == doNoName):
		return fail(&net.DNSError{Err: "no such host", Name: host, IsNotFound: true})
	case r.stops(to.name, port, doNoRoute) != nil:
		return fail(os.NewSyscallError("connect", syscall.EHOSTUNREACH))
	case r.stops(to.name, port, doDrop) != nil:
		return fail(r.silence(ctx))
	}
	return r.connect(ctx, to, port)
}

// answers is the rule by which the name server keeps the address of a host to
// itself, "" when it gives it out.
func (r *road) answers(host string) string {
	if found := r.stops(host, 0, doNoName, doNoAnswer); found != nil {
		return found.Do
	}
	return ""
}

// silence waits as a first packet waits that nobody answers. On loopback no
// packet is ever lost, so the translation itself holds the dial: until the
// caller leaves, or until a system would have given up.
func (r *road) silence(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // a dialer answers as a dialer does
	case <-r.lab.ctx.Done():
		return net.ErrClosed
	case <-r.lab.clock.After(patience):
		return os.NewSyscallError("connect", syscall.ETIMEDOUT) //nolint:wrapcheck // a dialer answers as a dialer does
	}
}

// connect opens a real connection to whatever stands in for the port.
func (r *road) connect(ctx context.Context, to *machine, port int) (net.Conn, error) {
	target, listening := to.ports[port]
	if !listening || r.stops(to.name, port, doRefuse) != nil {
		target = r.lab.closedPort
	}
	if i := r.at(to.name, port, impostorKinds()...); i >= 0 && listening {
		target = r.impostors[i]
	}
	conn, err := r.lab.dial(ctx, "tcp", target)
	if err != nil {
		return nil, err
	}
	if idle := r.stops(to.name, port, doForget, doClose); idle != nil {
		return r.lab.watchIdle(ctx, conn, idle.After, idle.Do == doForget)
	}
	return conn, nil
}

// worldAddr is an address of the world, for errors.
type worldAddr string

func (worldAddr) Network() string  { return "tcp" }
func (a worldAddr) String() string { return string(a) }

// startClosedPort reserves a port on which nobody listens, so that a refusal
// is the system's own: it is the near end of a connection that the lab keeps
// open, and no listener can be put on it.
func (l *Lab) startClosedPort() error {
	listener, err := l.listen()
	if err != nil {
		return err
	}
	accepted := make(chan net.Conn, 1)
	l.group.Go(func() {
		defer close(accepted)
		if conn, err := listener.Accept(); err == nil {
			accepted <- conn
		}
	})
	near, err := l.dial(l.ctx, "tcp", listener.Addr().String())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	l.closes(near.Close)
	if far := <-accepted; far != nil {
		l.closes(far.Close)
	}
	l.closedPort = near.LocalAddr().String()
	return nil
}
