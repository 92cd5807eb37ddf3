package steps

import (
	"encoding/json"
	"slices"
	"sync"
)

// Tried keeps what came of the last thing that a person had this program try in a
// walk, as evidence of the step that tried it. Looks that come later go on from
// it. The zero value is ready and holds nothing.
type Tried struct {
	mu   sync.Mutex
	last json.RawMessage
}

// Keep takes the place of what was kept before.
func (t *Tried) Keep(evidence json.RawMessage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = slices.Clone(evidence)
}

// Last is what was kept, nil for nothing; also that of a nil one.
func (t *Tried) Last() json.RawMessage {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.last)
}
