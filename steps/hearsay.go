package steps

import (
	"maps"
	"slices"
	"sync"
)

// Hearsay is where a walk would connect to because a file says so, and nobody
// at this keyboard has: the domain, controller, tenant and server of a case file
// that anybody may have written. Nothing is connected to by it until a person
// confirms it. It is safe for concurrent use; nil is none.
type Hearsay struct {
	mu    sync.Mutex
	facts Facts
}

// Heard returns those of the facts of a file that lead somewhere, nil when none
// does.
func Heard(of Facts) *Hearsay {
	h := &Hearsay{facts: Facts{}}
	for _, name := range Leading() {
		if of[name] != "" {
			h.facts[name] = of[name]
		}
	}
	if len(h.facts) == 0 {
		return nil
	}
	return h
}

// Leading are the facts by which a walk finds what it connects to, in the order
// in which they are shown.
func Leading() []Fact { return []Fact{Domain, Controller, Tenant, SyncServer} }

// Facts returns what nobody has confirmed.
func (h *Hearsay) Facts() Facts {
	if h == nil {
		return Facts{}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return maps.Clone(h.facts)
}

// Confirm takes a person's word for some facts.
func (h *Hearsay) Confirm(names ...Fact) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, name := range names {
		delete(h.facts, name)
	}
}

// First returns the first of the named facts whose value in facts is hearsay
// still, "" when none is: what a person has put in its place is none.
func (h *Hearsay) First(facts Facts, names ...Fact) Fact {
	unconfirmed := h.Facts()
	at := slices.IndexFunc(names, func(n Fact) bool { return facts[n] != "" && facts[n] == unconfirmed[n] })
	if at < 0 {
		return ""
	}
	return names[at]
}
