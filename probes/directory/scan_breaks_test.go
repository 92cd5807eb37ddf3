package directory_test

import (
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// A scan that loses its controller goes on, on the same one or on another, and
// says where: nobody is missed or counted twice.
func TestAScanSaysWhereItLostItsController(t *testing.T) {
	t.Parallel()
	const other = "dc2.corp.example.com"
	ca, end := newAuthority(t), time.Now().Add(time.Hour)
	first, second := crowdOf(t, 2345), crowdOf(t, 2345)
	first.cuts = []int{1500}
	var gone atomic.Bool
	serve := overTLS(ca.certificate(t, dc1, end), func(conn net.Conn) {
		first.serve(conn)
		first.mu.Lock()
		defer first.mu.Unlock()
		gone.Store(len(first.cuts) == 0) // it does not come back
	})
	p := &ports{open: map[string]behaviour{
		dc1 + ":636": func(conn net.Conn) {
			if !gone.Load() {
				serve(conn)
			}
		},
		other + ":636": overTLS(ca.certificate(t, other, end), second.serve),
	}}
	names := nameServer{"_ldap._tcp.dc._msdcs.corp.example.com.": {dc1 + ".", other + "."}, "_ldap._tcp.pdc._msdcs.corp.example.com.": {dc1 + "."}}
	c := directory.New(directory.Config{
		Domain: "corp.example.com", Account: `CORP\svc`, Password: probes.NewSecret("secret"),
		Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: names.resolver()},
	})
	t.Cleanup(func() { _ = c.Close(); p.all.Wait() })
	seen := map[string]int{}
	census, err := c.Scan(t.Context(), probes.Scope{}, met(seen))
	if err != nil || !census.Complete || len(census.Breaks) != 1 {
		t.Fatalf("got %+v, %v", census, err)
	}
	if b := census.Breaks[0]; b.After != 1500 || b.From != dc1 || b.To != other || !b.Elsewhere() {
		t.Errorf("got %+v, want after 1500 from %s to %s", b, dc1, other)
	}
	allOnce(t, seen, 2345)
}

// The same controller comes back, even if not at once, and that is no gap.
func TestAScanWaitsForItsController(t *testing.T) {
	t.Parallel()
	for name, away := range map[string]time.Duration{"at once": 0, "half a minute": 30 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 2345)
				dc.cuts = []int{1500}
				who, p := scanner(t, dc)
				start, down := time.Now(), false
				seen := map[string]int{}
				watch := met(seen)
				watch.Tell = func(now probes.Progress) {
					if now.Stage != probes.Reopening || down || away == 0 {
						return
					}
					down = true
					p.mu.Lock()
					p.fail = map[string]error{}
					for _, port := range []string{":636", ":389"} {
						p.fail[dc1+port] = &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
					}
					p.mu.Unlock()
					time.AfterFunc(away, func() {
						p.mu.Lock()
						p.fail = nil
						p.mu.Unlock()
					})
				}
				census, err := who.Scan(t.Context(), probes.Scope{}, watch)
				if err != nil || !census.Complete || len(census.Breaks) != 1 || census.Breaks[0].Elsewhere() || census.Breaks[0].After != 1500 {
					t.Errorf("got %+v, %v", census, err)
				}
				if took := time.Since(start); took < away || took > away+time.Minute {
					t.Errorf("it took %s", took)
				}
				allOnce(t, seen, 2345)
			})
		})
	}
}
