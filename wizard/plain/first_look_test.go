package plain_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// sighted answers what the first look is to find, and all is fine behind it.
type sighted struct {
	scripted

	first steps.Result
	err   error
}

func (s *sighted) Run(ctx context.Context, step *steps.Step, facts steps.Facts) (steps.Result, error) {
	if step.Orders {
		return s.first, s.err
	}
	return s.scripted.Run(ctx, step, facts)
}

// TestLinesFollowWhatTheServersLogOrders: the sentence is said, nobody is asked what
// to do about it, and where it says nothing nothing is said.
func TestLinesFollowWhatTheServersLogOrders(t *testing.T) {
	t.Parallel()
	look := steps.Step{
		ID: "symptom/log", Title: text("The log"), Why: text("Why the log."), Check: nothing{}, Orders: true,
		Branches: []steps.Branch{{On: "fresh", Say: text("The log says 33004: these steps first.")}, {On: "none", Say: text("Nothing is fresh.")}, {On: steps.Unseen, Say: text("No log.")}},
	}
	for name, c := range map[string]struct {
		first steps.Result
		err   error
		says  string
		order string
	}{
		"a fresh failure": {steps.Result{Verdict: steps.Verdict{On: "fresh", Visit: []steps.ID{"configuration/b"}}}, nil, "[NOTED] The log says 33004: these steps first.\n  - Checked first: Step B", "Step B|Step A"},
		"none":            {steps.Result{Verdict: steps.Verdict{On: "none"}}, nil, "", "Step A|Step B"},
		"no server":       {steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, "", "Step A|Step B"},
	} {
		s := &sighted{first: c.first, err: c.err}
		s.looks, s.outcomes = map[steps.ID]int{}, map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"fine"}}
		var out bytes.Buffer
		w := plain.New(strings.NewReader("k@c\n1\n\n"), &out)
		w.Language = lang.English
		p := &steps.Patient{Session: steps.NewSession(slices.Insert(tree(), 1, look), nil), Looker: s, Now: func() time.Time { return noon }}
		if err := w.Walk(t.Context(), p); err != nil {
			t.Errorf("%s: %v: somebody was asked\n%s", name, err, out.String())
		}
		said := out.String()
		first, last, _ := strings.Cut(c.order, "|")
		at, behind := strings.Index(said, first+": fine"), strings.Index(said, last+": fine")
		if !strings.Contains(said, c.says) || at < 0 || at > behind || c.says == "" && (strings.Contains(said, "NOTED") || strings.Contains(said, "Who fixes")) {
			t.Errorf("%s: want %q, and %s before %s in\n%s", name, c.says, first, last, said)
		}
	}
}
