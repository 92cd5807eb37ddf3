package directory

import (
	"context"
	"sync"

	"example.com/writeback-doctor/probes"
)

// links are the connections to the controllers of one domain: the one that all
// questions share, and those of scans.
type links struct {
	clock   probes.Clock
	dialer  dialer
	choice  *choice
	signing *signing
	opened  probes.Memo // the connection in use, and the one being opened
	done    chan struct{}

	mu     sync.Mutex
	closed bool
	live   map[*link]struct{}
}

func newLinks(dialer dialer, choice *choice, signing *signing) *links {
	return &links{
		clock: dialer.clock, dialer: dialer, choice: choice, signing: signing,
		done: make(chan struct{}), live: map[*link]struct{}{},
	}
}

// close ends every connection and whatever waits on one.
func (o *links) close() {
	o.mu.Lock()
	if o.closed {
		o.mu.Unlock()
		return
	}
	o.closed = true
	close(o.done)
	live := o.live
	o.live = nil
	o.mu.Unlock()
	for l := range live {
		l.cut()
	}
}

// forget ends the connections that nobody is signed in on.
func (o *links) forget() {
	o.choice.forget()
	o.mu.Lock()
	var stale []*link
	for l := range o.live {
		if l.refusal != nil {
			stale = append(stale, l)
		}
	}
	o.mu.Unlock()
	for _, l := range stale {
		o.drop(l)
	}
}

// release ends a connection that no other question shares.
func (o *links) release(l *link) {
	o.mu.Lock()
	delete(o.live, l)
	o.mu.Unlock()
	l.cut()
}

// link returns the connection in use, or opens one.
func (o *links) link(ctx context.Context) (*link, error) {
	return probes.Remember(ctx, &o.opened, "link", o.open)
}

// drop ends a connection, so that the next question opens another.
func (o *links) drop(l *link) {
	l.gone.Do(func() {
		o.opened.Forget()
		o.mu.Lock()
		delete(o.live, l)
		o.mu.Unlock()
		l.cut()
	})
}

// open dials the controllers, and signs in at the first one that answers.
func (o *links) open(ctx context.Context) (*link, error) {
	if err := o.stopped(nil); err != nil {
		return nil, err
	}
	ctx, cancel := o.clock.Within(ctx, openTime, nil)
	defer cancel()
	defer o.whenClosed(cancel)()
	groups, err := o.choice.roads(ctx)
	if err != nil {
		return nil, o.stopped(err)
	}
	race := o.dialer.race(o.choice.preferred(groups))
	racing, over := context.WithCancel(ctx)
	defer over()
	for l, place := race.next(racing); l != nil; l, place = race.next(racing) {
		l = o.nearer(ctx, l)
		problem := o.enter(ctx, l)
		if problem == nil {
			return l, nil
		}
		race.fail(place, problem)
	}
	return nil, o.stopped(race.why(ctx))
}

// enter signs in at a controller that answered, or ends the connection.
func (o *links) enter(ctx context.Context, l *link) error {
	err := o.signing.signIn(ctx, l)
	if err == nil && !o.keep(l) {
		err = &probes.Obstacle{Kind: probes.Stopped, Host: l.host}
	}
	if err != nil {
		l.cut()
	}
	return err
}

// keep notes a connection for Close. It reports false when that came first.
func (o *links) keep(l *link) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return false
	}
	o.live[l] = struct{}{}
	return true
}

// whenClosed calls end when the links are closed, until the returned function
// is called.
func (o *links) whenClosed(end func()) func() {
	over := make(chan struct{})
	go func() {
		select {
		case <-o.done:
			end()
		case <-over:
		}
	}()
	return func() { close(over) }
}

// stopped returns err, or that they were closed, which explains it.
func (o *links) stopped(err error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return &probes.Obstacle{Kind: probes.Stopped, Host: o.choice.controller, Err: err}
	}
	return err
}

// leave drops a connection that failed, and reports whether it is worth asking
// again: it had answered before, or there is another controller. One that was
// closed while idle says nothing against its controller.
func (o *links) leave(l *link, before bool, problem error) bool {
	o.drop(l)
	if idle(before, problem) {
		return true
	}
	return o.choice.avoid(l.host) || before
}
