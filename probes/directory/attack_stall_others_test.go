package directory_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// hurried is a clock whose limits pass five times as fast, and leave a busy
// machine its time.
func hurried() probes.Clock {
	clock := probes.SystemClock()
	clock.Limit = func(ctx context.Context, d time.Duration, late error) (context.Context, context.CancelFunc) {
		return context.WithTimeoutCause(ctx, max(d/5, 2*time.Second), late)
	}
	return clock
}

// among is a domain of controllers in an order, of which s signs in and is
// silent about whatever else it is asked; S is mute to further connections,
// besides; x refuses the port, and r takes connections and ends them.
func among(t *testing.T, order string) (*directory.Client, string) {
	t.Helper()
	quiet := make(chan struct{})
	ca, stalled := newAuthority(t), ""
	p := &ports{open: map[string]behaviour{}, fail: map[string]error{}}
	names := nameServer{}
	for i, kind := range order {
		host := fmt.Sprintf("dc%d.corp.example.com", i+1)
		record := "_ldap._tcp.dc._msdcs.corp.example.com."
		if i == 0 {
			names["_ldap._tcp.pdc._msdcs.corp.example.com."] = []string{host + "."}
		}
		names[record] = append(names[record], host+".")
		switch kind {
		case 's', 'S':
			stalled = host
			dse := root()
			dse["dnsHostName"] = []string{host}
			dc := &controller{has: entries{"": dse}, quiet: quiet}
			speaks, met := overTLS(ca.certificate(t, host, time.Now().Add(time.Hour)), dc.serve), &atomic.Bool{}
			p.open[host+":636"] = func(conn net.Conn) {
				if again := met.Swap(true); again && kind == 'S' {
					acceptsAndHangs(conn)
					return
				}
				speaks(conn)
			}
		case 'r':
			for _, port := range []string{":636", ":389"} {
				p.open[host+port] = func(net.Conn) {}
			}
		case 'x':
			for _, port := range []string{":636", ":389"} {
				p.fail[host+port] = &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
			}
		}
	}
	c := directory.New(directory.Config{
		Domain: "corp.example.com", Account: `CORP\svc`, Password: probes.NewSecret("secret"), Clock: hurried(),
		Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: names.resolver()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		close(quiet)
		p.all.Wait()
	})
	return c, stalled
}

// TestAttackStallAmongOthersThatRefuse lets one controller fall silent under
// many questions, while the others refuse or end what they took, in every
// order, and on one processor too. Whoever asked the one that stalled hears
// that it stalled: nobody cut it, and it refused nobody. It is not parallel,
// because it takes processors away.
func TestAttackStallAmongOthersThatRefuse(t *testing.T) {
	for _, cores := range []int{runtime.GOMAXPROCS(0), 1} {
		t.Run(fmt.Sprintf("cores-%d", cores), func(t *testing.T) {
			before := runtime.GOMAXPROCS(cores)
			defer runtime.GOMAXPROCS(before)
			var all sync.WaitGroup
			for order := range strings.FieldsSeq("s sx sr xs rs sxr srx xsr rsx xrs rxs S Sx Sr xS rS Sxr Srx xSr rSx xrS rxS") {
				c, stalled := among(t, order)
				all.Go(func() { askMany(t, c, order, stalled) })
			}
			all.Wait()
		})
	}
}

// askMany puts questions that fall on one connection, not all at once.
func askMany(t *testing.T, c *directory.Client, order, stalled string) {
	t.Helper()
	if _, err := c.Domain(t.Context()); err != nil {
		t.Errorf("%s: %v", order, err)
		return
	}
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			time.Sleep(time.Duration(i%3) * 100 * time.Millisecond)
			o := probes.AsObstacle(errorOf(c.User(t.Context(), fmt.Sprintf("CN=user%d,%s", i, baseDN))))
			if o == nil || o.Kind != probes.Stalled || o.Host != stalled {
				t.Errorf("%s: question %d: got %v, want %s of %s", order, i, o, probes.Stalled, stalled)
			}
		})
	}
	all.Wait()
}
