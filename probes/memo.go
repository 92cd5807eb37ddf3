package probes

import (
	"context"
	"sync"
)

// Memo remembers answers, so that nothing is asked twice in one walk. Asking
// again while the first question is still out waits for that answer. The zero
// value is ready. Errors are not remembered.
type Memo struct {
	mu    sync.Mutex
	calls map[string]*call
}

type call struct {
	done  chan struct{}
	value any
	err   error
}

// Forget drops every remembered answer; questions that are out still answer
// those who wait for them.
func (m *Memo) Forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = nil
}

// Remember returns the remembered answer for key, or asks. The question goes
// on for those who still wait when the first asker leaves, so ask must end by
// itself; its context carries the values of ctx but not its end.
func Remember[T any](ctx context.Context, m *Memo, key string, ask func(context.Context) (T, error)) (T, error) {
	answer, err := m.remember(ctx, key, func(ctx context.Context) (any, error) { return ask(ctx) })
	value, ok := answer.(T)
	if err == nil && !ok {
		err = &Obstacle{Kind: Crashed, Needs: key}
	}
	return value, err
}

// remember is Remember of any type; its answer is nil beside an error.
func (m *Memo) remember(ctx context.Context, key string, ask func(context.Context) (any, error)) (any, error) {
	m.mu.Lock()
	c, known := m.calls[key]
	if !known {
		c = &call{done: make(chan struct{})}
		if m.calls == nil {
			m.calls = map[string]*call{}
		}
		m.calls[key] = c
		go m.answer(c, key, func() (any, error) { return ask(context.WithoutCancel(ctx)) })
	}
	m.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
	case <-c.done:
	}
	if c.err != nil {
		return nil, c.err
	}
	return c.value, nil
}

func (m *Memo) answer(c *call, key string, ask func() (any, error)) {
	defer close(c.done)
	c.err = &Obstacle{Kind: Crashed, Needs: key} // stands when ask panics
	defer func() {
		_ = recover() // the obstacle above is the report
		if c.err == nil {
			return
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.calls[key] == c {
			delete(m.calls, key)
		}
	}()
	c.value, c.err = ask()
}
