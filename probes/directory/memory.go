package directory

import (
	"context"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/kerberos"
)

// memory is what is known of earlier sign-ins, so that a wrong password is sent
// once in the whole forest.
type memory struct {
	first *memory // of the domain that was named, whose turns, lost and tickets count for all; nil in itself
	clock probes.Clock
	turns chan struct{} // who is binding; see [memory.turn]

	mu         sync.Mutex
	refused    *probes.Obstacle // of the last bind here
	refusedKin *probes.Obstacle // why the account was refused elsewhere
	lost       int              // binds without an answer
	tickets    *kerberos.Client // nil before Kerberos is used
}

func newMemory(clock probes.Clock) *memory {
	return &memory{clock: clock, turns: make(chan struct{}, 1)}
}

// elsewhere returns the memory for another domain or controller of the forest.
func (m *memory) elsewhere() *memory {
	return &memory{first: m.head(), clock: m.clock}
}

func (m *memory) head() *memory {
	if m.first != nil {
		return m.first
	}
	return m
}

// forget lets everything be tried once more.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refused, m.refusedKin, m.lost, m.tickets = nil, nil, 0, nil
}

// refusedBefore returns why a bind would be refused again: here, by the first,
// or, where it is about the account, by any relative. nil when nothing is
// known.
func (m *memory) refusedBefore() *probes.Obstacle {
	m.mu.Lock()
	own := m.refused
	m.mu.Unlock()
	if own != nil || m.first == nil {
		return own
	}
	m.first.mu.Lock()
	defer m.first.mu.Unlock()
	if m.first.refused != nil {
		return m.first.refused
	}
	return m.first.refusedKin
}

// remember keeps a refused bind, so that a wrong password is sent once in the
// whole forest. What a relative is refused does not count for the first, who
// is signed in already when there are relatives.
func (m *memory) remember(refusal *probes.Obstacle) {
	m.mu.Lock()
	m.refused = refusal
	m.mu.Unlock()
	if m.first == nil || !ofAccount(refusal.Kind) {
		return
	}
	m.first.mu.Lock()
	defer m.first.mu.Unlock()
	m.first.refusedKin = refusal
}

// maxUnanswered is how many binds may go without an answer until Forget. One
// that was not answered may have counted as a wrong password all the same; one
// lost connection should not end a walk.
const maxUnanswered = 2

// unanswered counts a bind without an answer, and ends with trying again once
// there were too many.
func (m *memory) unanswered(why error) {
	head := m.head()
	head.mu.Lock()
	head.lost++
	enough := head.lost >= maxUnanswered
	head.mu.Unlock()
	if enough {
		head.remember(probes.AsObstacle(why))
	}
}

// turnTime is how long a bind keeps the others waiting: many times what one
// takes, and a small part of what a look at one controller may take.
const turnTime = 2 * time.Second

// turn waits until no other connection of the forest is showing the password,
// because many controllers that are asked at once would each refuse a wrong
// one. Call what it returns when the answer was noted.
func (m *memory) turn(ctx context.Context) func() {
	turns := m.head().turns
	select {
	case turns <- struct{}{}:
	case <-ctx.Done():
		return func() {}
	}
	held, over := m.clock.Within(ctx, turnTime, nil)
	context.AfterFunc(held, func() { <-turns })
	return over
}

// ticketsOf returns the tickets of the one sign-in that all connections share,
// so that a password is proven once.
func (m *memory) ticketsOf(sign func() (*kerberos.Client, error)) (*kerberos.Client, error) {
	m = m.head()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.tickets != nil {
		return m.tickets, nil
	}
	made, err := sign()
	if err != nil {
		return nil, err
	}
	m.tickets = made
	return made, nil
}
