package plain_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// oldWalk is a walk of five days ago that found step A broken and stopped.
func oldWalk(t *testing.T, looker *scripted, past steps.Past) *steps.Patient {
	t.Helper()
	s := steps.NewSession(tree(), nil)
	if _, err := s.Answer(steps.Facts{steps.User: "kim@contoso.com"}, past.AsOf); err != nil {
		t.Fatal(err)
	}
	r := steps.Result{
		Verdict: steps.Verdict{On: "bad"}, AsOf: past.AsOf, Evidence: []byte(`{}`),
		Seen: probes.Seen{Vantage: probes.Vantage{Host: "SYNC01"}, At: past.AsOf},
	}
	if _, err := s.Record(r, nil, past.AsOf); err != nil {
		t.Fatal(err)
	}
	return &steps.Patient{Session: s, Looker: looker, Now: func() time.Time { return noon }, Past: &past, Vantage: "pc"}
}

func TestASavedWalkIsToldBeforeItIsGoneOnWith(t *testing.T) {
	t.Parallel()
	then := noon.AddDate(0, 0, -5)
	for _, test := range []struct {
		name, lines string
		collected   bool
		looks       int // at step A
		want, lacks string
		err         error
	}{
		{"gone on with", "1\n", false, 1, "Step A: fine", "(As of", nil},
		{"left", "2\n", false, 0, "It is broken.", "(As of", plain.ErrEnded},
		{"a file alone", "", true, 0, "Step B: fine (As of 18 Nov 2026 12:00 UTC, 5 days ago)", "Go on (looks at the present", nil},
	} {
		looker := &scripted{looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"fine"}}}
		p := oldWalk(t, looker, steps.Past{AsOf: then, Opened: noon, Collected: test.collected})
		var out bytes.Buffer
		w := plain.New(strings.NewReader(test.lines), &out)
		w.Language = lang.English
		w.Ahead = func(p *steps.Patient) forecast.Forecast {
			return forecast.WalkOf(p, p.Session.Findings(), nil).Of(forecast.Embedded())
		}
		if err := w.Walk(t.Context(), p); !errors.Is(err, test.err) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.err)
		}
		has(t, out.String(), "Judged as of 18 Nov 2026 12:00 UTC, 5 days before it was opened on 23 Nov 2026 12:00 UTC.", test.want)
		if over := test.err == nil; strings.Contains(out.String(), "Announced changes of which it cannot be told") != over {
			t.Errorf("%s: what is announced is told when the walk is over:\n%s", test.name, out.String())
		}
		if strings.Contains(out.String(), test.lacks) || looker.looks["configuration/a"] != test.looks {
			t.Errorf("%s: looked at A %d times, want %d; it may not say %q:\n%s", test.name, looker.looks["configuration/a"], test.looks, test.lacks, out.String())
		}
	}
}
