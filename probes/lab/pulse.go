package lab

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// heart is the one pulse of the process. Whether anybody still works is true
// of a process and not of a world, whose servers share goroutines with nobody
// but processors with everybody; and two pulses would be work to each other.
var heart pulse //nolint:gochecknoglobals // see above

// pulse moves the clocks of all worlds that run. Each beat is a byte that goes
// over loopback and comes back through the same queues of the kernel and of
// the runtime as what the servers and the probes say to each other: when it is
// heard, whatever was sent before it has been noticed as well. Then the
// runtime says whether any goroutine runs or could run. One whose thread the
// kernel has taken off the processor counts as running, so a machine that is
// busy with something else makes no silence in the world.
type pulse struct {
	mu     sync.Mutex
	clocks map[*clock]struct{}
	near   net.Conn // whoever hears
	far    net.Conn // whoever beats
	timer  *time.Timer
	ended  chan struct{}

	calm atomic.Bool // the next beat may take its time
}

const (
	// beat is between two beats while somebody waits.
	beat = time.Millisecond
	// calmBeat is between two beats while nobody waits, so that a world at which
	// nobody looks costs next to nothing. It may not be longer than a stride,
	// or time would be lost.
	calmBeat = stride
)

// join makes the pulse move a clock, and begins to beat for the first.
func (p *pulse) join(ctx context.Context, c *clock) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.clocks) == 0 {
		if err := p.begin(ctx); err != nil {
			return err
		}
		p.clocks = map[*clock]struct{}{}
	}
	p.clocks[c] = struct{}{}
	return nil
}

// leave lets a clock go, and ends the pulse with the last.
func (p *pulse) leave(c *clock) {
	p.mu.Lock()
	_, joined := p.clocks[c]
	delete(p.clocks, c)
	last := joined && len(p.clocks) == 0
	ended := p.ended
	if last {
		p.timer.Stop()
		_, _ = p.near.Close(), p.far.Close() // ends listen
	}
	p.mu.Unlock()
	if last {
		<-ended
	}
	c.end()
}

func (p *pulse) begin(ctx context.Context) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for the pulse: %w", err)
	}
	defer func() { _ = listener.Close() }()
	far, err := new(net.Dialer).DialContext(ctx, "tcp", listener.Addr().String())
	if err != nil {
		return fmt.Errorf("connect the pulse: %w", err)
	}
	near, err := listener.Accept()
	if err != nil {
		_ = far.Close()
		return fmt.Errorf("accept the pulse: %w", err)
	}
	beaten := make(chan struct{}, 1)
	timer := time.AfterFunc(beat, func() {
		_, _ = far.Write([]byte{0}) // it cannot be lost, only closed
		beaten <- struct{}{}
	})
	p.near, p.far, p.timer, p.ended = near, far, timer, make(chan struct{})
	go p.listen(near, timer, beaten, p.ended) //nolint:contextcheck // the pulse outlives the world that began it
	return nil
}

// listen hears the beats until the connection is closed.
func (p *pulse) listen(near net.Conn, timer *time.Timer, beaten <-chan struct{}, ended chan<- struct{}) {
	defer close(ended)
	defer p.calm.Store(false) // the timer has beaten its last
	work, one := newWork(), make([]byte, 1)
	for {
		if _, err := io.ReadFull(near, one); err != nil {
			p.revive(near)
			return
		}
		<-beaten // whoever beat is out of its system call
		if p.pass(!work.going()) {
			timer.Reset(beat)
		} else {
			timer.Reset(calmBeat)
		}
	}
}

// revive begins to beat again when something else than leave ended the
// connection. Where that fails too, time goes on without a pulse.
func (p *pulse) revive(lost net.Conn) {
	p.mu.Lock()
	var orphans []*clock
	if p.near == lost && len(p.clocks) > 0 {
		p.timer.Stop()
		_, _ = p.near.Close(), p.far.Close()
		if p.begin(context.Background()) != nil {
			orphans = slices.Collect(maps.Keys(p.clocks))
			clear(p.clocks)
		}
	}
	p.mu.Unlock()
	for _, c := range orphans {
		c.end()
	}
}

// pass moves every clock, and reports whether anybody waits on one.
func (p *pulse) pass(quiet bool) (waiting bool) {
	p.mu.Lock()
	clocks := slices.Collect(maps.Keys(p.clocks))
	p.mu.Unlock()
	p.calm.Store(true) // before anybody is asked who may begin to wait then
	for _, c := range clocks {
		waiting = c.move(quiet) || waiting
	}
	if waiting {
		p.calm.Store(false)
	}
	return waiting
}

// stir makes the next beat come soon: somebody began to wait.
func (p *pulse) stir() {
	if p.calm.CompareAndSwap(true, false) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.timer.Stop() { // one beat is on its way at a time
			p.timer.Reset(beat)
		}
	}
}
