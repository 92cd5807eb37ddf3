package powershell

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// Limits of one run of the script. Each is longer than the script allows
// itself, so that the script's own answer about what hung comes first.
const (
	limitServer = 60 * time.Second // its longest lane is 36 s; the rest is starting PowerShell on a busy server
	limitLink   = 60 * time.Second
	limitEvents = 60 * time.Second
	limitReach  = 110 * time.Second // forty roads, twenty side by side, each at most 50 s
	limitHold   = 60 * time.Second  // beside the hold itself
)

// gather is how long a road waits for others, so that they share one start of
// PowerShell. A person does not notice it.
const gather = 30 * time.Millisecond

// Config is what a Client needs.
type Config struct {
	Exec     Exec         // nil means [System]
	Clock    probes.Clock // the zero value means the system's
	Computer string       // host of the Connect server; "" means this machine
}

// Client runs the script, here or through PowerShell remoting. It is a
// [probes.Shell], remembers what it was told, and may be used by several
// goroutines.
type Client struct {
	config Config
	memo   probes.Memo
	roads  roads

	life    context.Context //nolint:containedctx // of everything that runs; Close ends it
	end     context.CancelFunc
	mu      sync.Mutex // guards closed, and that nothing starts behind it
	closed  bool
	running sync.WaitGroup
	reading sync.Mutex // one document after the other: each takes many times its size while it is read
}

var _ probes.Shell = (*Client)(nil)

// New returns a Client. It runs nothing. Close it.
func New(config Config) *Client {
	system := probes.SystemClock()
	if config.Exec == nil {
		config.Exec = System()
	}
	if config.Clock.Now == nil {
		config.Clock.Now = system.Now
	}
	if config.Clock.After == nil {
		config.Clock.After = system.After
	}
	c := &Client{config: config}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// Close ends every script that runs and waits until nothing of it is left on
// disk. It always returns nil.
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.end()
	c.running.Wait()
	return nil
}

// begin reports whether a script may start, and counts it.
func (c *Client) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.running.Add(1)
	}
	return !c.closed
}

// Forget drops every remembered answer.
func (c *Client) Forget() { c.memo.Forget() }

// Server reads everything that is quick.
func (c *Client) Server(ctx context.Context) (probes.Server, error) {
	return probes.Remember(ctx, &c.memo, "server", func(ctx context.Context) (probes.Server, error) {
		start := c.config.Clock.Now()
		d, err := c.run(ctx, Request{Parts: []Part{PartServer}}, limitServer)
		if err != nil {
			return probes.Server{}, err
		}
		if d.Server == nil {
			return probes.Server{}, c.missing(d, PartServer)
		}
		d.Server.Seen = c.config.Clock.Stamp(c.vantage(d), start)
		return *d.Server, nil
	})
}

// UserLink follows one user through connector space and metaverse.
func (c *Client) UserLink(ctx context.Context, userDN string) (probes.UserLink, error) {
	return probes.Remember(ctx, &c.memo, "link\x00"+userDN, func(ctx context.Context) (probes.UserLink, error) {
		start := c.config.Clock.Now()
		d, err := c.run(ctx, Request{Parts: []Part{PartLink}, UserDN: userDN}, limitLink)
		if err != nil {
			return probes.UserLink{}, err
		}
		for _, l := range d.Links {
			if probes.DN(l.DN).Same(probes.DN(userDN)) {
				l.Seen = c.config.Clock.Stamp(c.vantage(d), start)
				return l, nil
			}
		}
		return probes.UserLink{}, c.missing(d, PartLink)
	})
}

// Events reads the Application log since a time, newest first.
func (c *Client) Events(ctx context.Context, since time.Time) (probes.EventLog, error) {
	key := "events\x00" + since.UTC().Format(time.RFC3339Nano)
	return probes.Remember(ctx, &c.memo, key, func(ctx context.Context) (probes.EventLog, error) {
		start := c.config.Clock.Now()
		d, err := c.run(ctx, Request{Parts: []Part{PartEvents}, Since: since.UTC()}, limitEvents)
		if err != nil {
			return probes.EventLog{}, err
		}
		if d.Events == nil {
			return probes.EventLog{}, c.missing(d, PartEvents)
		}
		log := sorted(*d.Events)
		log.Seen, log.Since = c.config.Clock.Stamp(c.vantage(d), start), since.UTC()
		if !d.At.IsZero() {
			log.At = d.At // by the clock that stamped the events, which can be wrong
		}
		return log, nil
	})
}

// Hold keeps an idle connection open from the server.
func (c *Client) Hold(ctx context.Context, target probes.Target, length time.Duration) (probes.Hold, error) {
	key := fmt.Sprintf("hold\x00%v\x00%s", target, length)
	return probes.Remember(ctx, &c.memo, key, func(ctx context.Context) (probes.Hold, error) {
		start := c.config.Clock.Now()
		request := Request{Parts: []Part{PartHold}, Targets: []probes.Target{target}, Length: length}
		d, err := c.run(ctx, request, limitHold+length)
		if err != nil {
			return probes.Hold{}, err
		}
		for _, h := range d.Holds {
			if strings.EqualFold(h.Target.Host, target.Host) && h.Target.Port == target.Port {
				h.Seen = c.config.Clock.Stamp(c.vantage(d), start)
				return h, nil
			}
		}
		return probes.Hold{}, c.missing(d, PartHold)
	})
}

// vantage is where a document comes from. A machine without a sync engine is
// not the sync server, although somebody named it as such.
func (c *Client) vantage(d Document) probes.Vantage {
	if d.Elsewhere {
		return probes.Vantage{Host: d.Host}
	}
	return probes.Vantage{Place: probes.SyncServer, Host: d.Host}
}

func (c *Client) missing(d Document, part Part) error {
	if d.Limited != "" {
		return &probes.Obstacle{Kind: probes.Constrained, Host: d.Host, Needs: d.Limited}
	}
	return &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Computer, Needs: string(part)}
}

// sameTarget compares two targets without their purposes.
func sameTarget(a, b probes.Target) bool {
	return strings.EqualFold(a.Host, b.Host) && a.Port == b.Port && a.Depth == b.Depth && a.Path == b.Path
}
