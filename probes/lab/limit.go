package lab

import (
	"context"
	"sync"
	"time"
)

// Limit is as [context.WithTimeoutCause] in the time of the world, but knows no
// deadline, because that would be one of this machine. A world that ends ends
// what it limits.
func (c *clock) Limit(parent context.Context, d time.Duration, late error) (context.Context, context.CancelFunc) {
	if late == nil {
		late = context.DeadlineExceeded
	}
	inner, cancel := context.WithCancelCause(parent)
	l := &limited{Context: inner, late: late, done: make(chan struct{})}
	end := func(why error) { cancel(why); l.close() }
	w := &wait{alarm: func() { end(late) }}
	c.bound(w, d)
	context.AfterFunc(inner, func() { // also when the parent ends
		l.close()
		c.release(w)
	})
	return l, func() { end(context.Canceled) }
}

// bound begins to wait for the end of a limit.
func (c *clock) bound(w *wait, d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		time.AfterFunc(d, w.alarm)
		return
	}
	w.at = c.limit.now.Add(c.sinceBeat() + d)
	c.limit.add(w)
	c.stir()
}

func (c *clock) release(w *wait) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit.drop(w)
}

// limited is a context that ends as one with a deadline does, at a time that
// the standard library cannot know.
type limited struct {
	context.Context //nolint:containedctx // it is one; ends with the parent, or because it is late

	late error
	done chan struct{} // not that of the context within, whose children would hear of no deadline
	once sync.Once
}

func (l *limited) close() { l.once.Do(func() { close(l.done) }) }

// Done is as [context.Context] has it.
func (l *limited) Done() <-chan struct{} { return l.done }

// Err is as [context.Context] has it: [context.DeadlineExceeded] when it was
// the limit that ended it.
func (l *limited) Err() error {
	err := l.Context.Err()
	if err != nil && context.Cause(l.Context) == l.late { //nolint:errorlint // this very one
		return context.DeadlineExceeded
	}
	return err //nolint:wrapcheck // a context answers as a context does
}
