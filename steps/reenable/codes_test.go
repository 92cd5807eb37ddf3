package reenable

import (
	"fmt"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
)

func TestTheTableOfCodesIsSound(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range codes {
		key := fmt.Sprintf("%s %d %s", c.Provider, c.ID, c.Number)
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
		if (c.ID == 0) == (c.Number == "") || (c.ID == 0) != (c.Provider == "") {
			t.Errorf("%s is an event and a number, or neither", key)
		}
		if c.Number != plain(c.Number) {
			t.Errorf("%s is not in the one spelling", key)
		}
		if c.Name == "" || !strings.HasSuffix(c.Meaning.Ko, ".") || !strings.HasSuffix(c.Meaning.En, ".") {
			t.Errorf("%s lacks a name or a sentence in both languages", key)
		}
	}
}

// TestEveryKindHasItsBranch keeps table and branches from drifting apart: a
// kind that decides is an outcome of event-log.
func TestEveryKindHasItsBranch(t *testing.T) {
	t.Parallel()
	for _, c := range codes {
		if telling(c) < 2 {
			continue
		}
		b := EventLog.Branch(steps.Outcome(c.kind))
		if b == nil {
			t.Errorf("%s: no branch %q", c.Name, c.kind)
		}
		if c.kind != stopped && c.kind != mistyped && c.kind != unexplained && len(c.Visits) == 0 {
			t.Errorf("%s (%s) implicates no step", c.Name, c.kind)
		}
	}
}
