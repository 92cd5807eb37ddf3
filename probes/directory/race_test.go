package directory_test

import (
	"context"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// quick is a clock on which all waits and limits are a fifth of what they are.
func quick() probes.Clock {
	clock := probes.SystemClock()
	clock.After = func(d time.Duration) <-chan time.Time { return time.After(d / 5) }
	clock.Limit = func(ctx context.Context, d time.Duration, late error) (context.Context, context.CancelFunc) {
		return context.WithTimeoutCause(ctx, d/5, late)
	}
	return clock
}

// network is a domain of many controllers, all of which drop whatever comes but
// for those that are open.
func network(t *testing.T, count int, open ...int) (*directory.Client, *ports) {
	t.Helper()
	ca, p, names := newAuthority(t), &ports{open: map[string]behaviour{}}, nameServer{}
	for i := range count {
		names[dcRecord] = append(names[dcRecord], host(i)+".")
	}
	names[pdcRecord] = []string{host(0) + "."}
	for _, i := range open {
		dse := root()
		dse["dnsHostName"] = []string{host(i)}
		dc := &controller{has: entries{"": dse}}
		p.open[host(i)+":636"] = overTLS(ca.certificate(t, host(i), time.Now().Add(time.Hour)), dc.serve)
	}
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		if p.open[addr] == nil { // nobody answers the first packet
			<-ctx.Done()
			return nil, &net.OpError{Op: "dial", Err: ctx.Err()}
		}
		return p.dial(ctx, network, addr)
	}
	c := directory.New(directory.Config{
		Domain: "corp.example.com", Account: `CORP\svc`, Password: probes.NewSecret("secret"), Clock: quick(),
		Network: probes.Network{Dial: dial, Roots: ca.pool(), Resolver: names.resolver()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		p.all.Wait()
	})
	return c, p
}

func host(i int) string { return fmt.Sprintf("dc%02d.corp.example.com", i) }

// TestTheOneInReachIsFoundWhereverItStands is a large network: forty controllers
// of which one is in reach, at every place.
func TestTheOneInReachIsFoundWhereverItStands(t *testing.T) {
	t.Parallel()
	const many = 40
	var all sync.WaitGroup
	for i := range many {
		c, _ := network(t, many, i)
		all.Go(func() {
			d, err := c.Domain(t.Context())
			if err != nil || d.Controller != host(i) || !d.SignedIn {
				t.Errorf("got %q, %v; want %s", d.Controller, err, host(i))
			}
		})
	}
	all.Wait()
}

// Nobody in reach is one clear answer that names them all, in far less than all
// of them take one after the other.
func TestNobodyInReachNamesWhoWasTried(t *testing.T) {
	t.Parallel()
	c, _ := network(t, 40)
	start := time.Now()
	_, err := c.Domain(t.Context())
	o := probes.AsObstacle(err)
	if o == nil || o.Kind != probes.TimedOut || o.Host != host(0) || o.Tried == nil || len(o.Tried.List) != 40 {
		t.Fatalf("got %+v, want %s of 40", o, probes.TimedOut)
	}
	for i, a := range o.Tried.List {
		if a.Host != host(i) || a.Kind != probes.TimedOut {
			t.Errorf("%d: got %+v", i, a)
		}
	}
	if took := time.Since(start); took > 20*time.Second/5 {
		t.Errorf("it took %s of this clock", took*5)
	}
}

// Of several, the trouble of one that speaks is told before the silence of the
// others.
func TestWhoSpeaksIsToldOfFirst(t *testing.T) {
	t.Parallel()
	c, p := network(t, 6, 4)
	p.open[host(4)+":636"] = overTLS(newAuthority(t).certificate(t, host(4), time.Now().Add(time.Hour)), acceptsAndHangs)
	_, err := c.Domain(t.Context())
	o := probes.AsObstacle(err)
	if o == nil || o.Host != host(4) || o.Tried == nil || len(o.Tried.List) != 6 || o.Kind == probes.TimedOut {
		t.Errorf("got %+v, want the certificate of %s", o, host(4))
	}
}

// The password is shown to the winner alone, and the losers are left.
func TestOnlyTheWinnerIsSignedInAt(t *testing.T) {
	t.Parallel()
	c, p := network(t, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	d, err := c.Domain(t.Context())
	if err != nil || !d.SignedIn {
		t.Fatalf("got %+v, %v", d, err)
	}
	if first := p.count(d.Controller + ":636"); first != 1 {
		t.Errorf("dialled %d times", first)
	}
}
