package command_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes/lab"
)

// walkers is how many worlds are walked at once. A walk waits most of its
// three seconds for the idle test, so this is many times the processors.
const walkers = 32

// TestEveryWorld walks every world of the lab and compares the diagnosis with
// what the world says is wrong with it. With -v it prints the table.
func TestEveryWorld(t *testing.T) {
	t.Parallel()
	worlds := lab.List()
	walks := make([]walk, len(worlds))
	next := make(chan int)
	var group sync.WaitGroup
	for range walkers {
		group.Go(func() {
			for i := range next {
				code, out, errs := run(t, nil, "check", "--world", worlds[i].Name, "--format", "json")
				walks[i] = walk{code, out, errs}
			}
		})
	}
	for i := range worlds {
		next <- i
	}
	close(next)
	group.Wait()
	for i, w := range worlds {
		t.Run(w.Name, func(t *testing.T) { walks[i].compare(t, w) })
	}
}

// walk is what one run of check printed.
type walk struct {
	code      int
	out, errs string
}

func (k walk) compare(t *testing.T, w lab.Info) {
	t.Helper()
	got := decode(t, k.out)
	found, want := "-", "-"
	if got.Verdict.Cause != nil {
		found = got.Verdict.Cause.Step + "#" + got.Verdict.Cause.Outcome
	}
	if w.Expect.Cause != "" {
		want = w.Expect.Cause + "#" + w.Expect.Outcome
	}
	if testing.Verbose() {
		fmt.Printf("%-32s expected %-8s %-52s found %-8s %s\n", w.Name, w.Expect.Status, want, got.Verdict.Status, found)
	}
	if got.Verdict.Status != w.Expect.Status || found != want {
		t.Errorf("got %s because of %s, want %s because of %s (exit %d) %s", got.Verdict.Status, found, w.Expect.Status, want, k.code, k.errs)
	}
	codes := map[string]int{"healthy": 0, "warning": 0, "broken": 1, "unknown": 2}
	if k.code != codes[got.Verdict.Status] {
		t.Errorf("exit %d with status %s", k.code, got.Verdict.Status)
	}
	alsoStands(t, got, w.Expect)
}

// alsoStands demands the further faults that the world names, reported and
// not explained, and what must remain unknown.
func alsoStands(t *testing.T, got checked, want lab.Expect) {
	t.Helper()
	for _, step := range want.Also {
		stands := false
		for _, f := range got.Findings {
			stands = stands || (f.Step == step && f.Status == "broken" && f.ExplainedBy == "")
		}
		if !stands {
			t.Errorf("%s is not reported as broken by itself", step)
		}
	}
	for _, step := range want.Unknown {
		if !slices.Contains(got.Verdict.Unknown, step) {
			t.Errorf("%s is not reported as unknown: %v", step, got.Verdict.Unknown)
		}
	}
	for _, f := range got.Findings {
		if f.Said.Ko == "" || f.Said.En == "" {
			t.Errorf("%s says nothing in one language", f.Step)
		}
		if !f.Asked && (f.At.IsZero() || (f.Status != "unknown" && f.Vantage == "")) {
			t.Errorf("%s: evidence without time or vantage: %v %q", f.Step, f.At, f.Vantage)
		}
	}
}
