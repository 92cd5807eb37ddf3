package steps_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// slow is a Runner whose every answer takes a second, and which remembers what
// it was asked.
type slow struct {
	mu    sync.Mutex
	asked []string
	learn map[steps.ID]steps.Facts
	wait  map[steps.ID]time.Duration
}

func (r *slow) Run(ctx context.Context, step *steps.Step, facts steps.Facts) (steps.Result, error) {
	r.mu.Lock()
	r.asked = append(r.asked, string(step.ID)+" "+facts[steps.User])
	r.mu.Unlock()
	wait := time.Second
	if r.wait[step.ID] > 0 {
		wait = r.wait[step.ID]
	}
	select {
	case <-ctx.Done():
		return steps.Result{}, &probes.Obstacle{Kind: probes.Stopped, Err: ctx.Err()}
	case <-time.After(wait):
	}
	return steps.Result{Verdict: steps.Verdict{On: "fine", Learned: r.learn[step.ID]}}, nil
}

func (r *slow) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.asked)
}

func TestChecksStartBeforeTheyAreAskedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tree := []steps.Step{step("s/a"), step("s/b"), step("s/c")}
		runner := &slow{}
		ahead := steps.NewAhead(runner, tree)
		defer ahead.Close()
		started := time.Now()
		ahead.Know(nil)
		for i := range tree {
			if _, err := ahead.Run(t.Context(), &tree[i], nil); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(started); took != time.Second {
			t.Errorf("three checks of a second each took %v, want one second", took)
		}
		if runner.count() != 3 {
			t.Errorf("asked %d times, want 3", runner.count())
		}
	})
}

func TestWhatOneCheckTeachesStartsTheNext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		teaches, needs := step("s/a"), step("s/b")
		teaches.Teaches, needs.Needs = []steps.Fact{steps.PDC}, []steps.Fact{steps.PDC}
		tree := []steps.Step{teaches, needs}
		runner := &slow{learn: map[steps.ID]steps.Facts{"s/a": {steps.PDC: "dc1"}}}
		ahead := steps.NewAhead(runner, tree)
		defer ahead.Close()
		ahead.Know(nil)
		// A symptom brought s/b forward: it waits for its teacher.
		if _, err := ahead.Run(t.Context(), &tree[1], nil); err != nil {
			t.Errorf("got %v, want the check to wait for what it needs", err)
		}
		if runner.count() != 2 {
			t.Errorf("asked %d times, want 2", runner.count())
		}
	})
}

func TestAMissingInputSaysWhich(t *testing.T) {
	t.Parallel()
	needs := step("s/a")
	needs.Needs = []steps.Fact{steps.User}
	ahead := steps.NewAhead(&slow{}, []steps.Step{needs})
	defer ahead.Close()
	_, err := ahead.Run(t.Context(), &needs, nil)
	if got := probes.AsObstacle(err); got.Kind != probes.NoUser {
		t.Errorf("got %v, want %v", got.Kind, probes.NoUser)
	}
}

func TestLateAnswerIsDropped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		needs := step("s/a")
		needs.Needs = []steps.Fact{steps.User}
		runner := &slow{}
		ahead := steps.NewAhead(runner, []steps.Step{needs})
		defer ahead.Close()
		ahead.Know(steps.Facts{steps.User: "kim"})
		time.Sleep(time.Second / 2)
		ahead.Know(steps.Facts{steps.User: "lee"})
		started := time.Now()
		if _, err := ahead.Run(t.Context(), &needs, steps.Facts{steps.User: "lee"}); err != nil {
			t.Errorf("got %v, want the answer about lee", err)
		}
		if took := time.Since(started); took != time.Second {
			t.Errorf("took %v, want a whole new look of one second", took)
		}
		if runner.count() != 2 || runner.asked[1] != "s/a lee" {
			t.Errorf("asked %v, want kim and then lee", runner.asked)
		}
	})
}

func TestForgettingLooksAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tree := []steps.Step{step("s/a")}
		runner := &slow{}
		ahead := steps.NewAhead(runner, tree)
		defer ahead.Close()
		for range 3 {
			if _, err := ahead.Run(t.Context(), &tree[0], nil); err != nil {
				t.Fatal(err)
			}
		}
		ahead.Forget("s/a")
		if _, err := ahead.Run(t.Context(), &tree[0], nil); err != nil {
			t.Fatal(err)
		}
		if runner.count() != 2 {
			t.Errorf("asked %d times, want once, and once more after Forget", runner.count())
		}
	})
}

func TestLeavingCancelsAndCloseEndsTheBackground(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tree := []steps.Step{step("s/a")}
		ahead := steps.NewAhead(&slow{wait: map[steps.ID]time.Duration{"s/a": time.Hour}}, tree)
		ctx, leave := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			_, err := ahead.Run(ctx, &tree[0], nil)
			done <- err
		}()
		synctest.Wait()
		if running := ahead.Running(); len(running) != 1 {
			t.Errorf("running %v, want s/a", running)
		}
		leave()
		if got := probes.AsObstacle(<-done); got.Kind != probes.Stopped {
			t.Errorf("left: got %v, want %v", got.Kind, probes.Stopped)
		}
		ahead.Close() // ends at once, not in an hour: synctest would report the goroutine
	})
}

// panics is evidence whose look goes wrong in the named way.
func failing(see func(context.Context) error) steps.Check {
	return steps.Look(
		func(ctx context.Context, _ steps.Env, _ steps.Facts) (words, error) { return words{}, see(ctx) },
		func(words) steps.Verdict { return steps.Verdict{On: "fine"} },
	)
}

func TestALiveCheckThatFailsIsAnObstacle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			name string
			see  func(context.Context) error
			want probes.Kind
		}{
			{"panics", func(context.Context) error { panic("oops") }, probes.Crashed},
			{"hangs", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, probes.TimedOut},
			{"is refused", func(context.Context) error { return &probes.Obstacle{Kind: probes.AccessDenied} }, probes.AccessDenied},
			{"is unclassified", func(context.Context) error { return errors.New("odd") }, probes.Crashed},
		} {
			s := step("s/a")
			s.Check = failing(c.see)
			_, err := steps.Live(steps.Env{}).Run(t.Context(), &s, nil)
			if got := probes.AsObstacle(err); got == nil || got.Kind != c.want {
				t.Errorf("%s: got %v, want %v", c.name, err, c.want)
			}
		}
	})
}

func TestACheckSeesOnlyWhatItDeclares(t *testing.T) {
	t.Parallel()
	s := step("s/a")
	s.Needs, s.Uses = []steps.Fact{steps.User}, []steps.Fact{steps.PDC}
	facts := steps.Facts{steps.User: "kim", steps.PDC: "dc1", steps.Domain: "contoso.local", steps.Relays: "r1"}
	got := facts.For(&s)
	if got[steps.Relays] != "" || got[steps.User] != "kim" || got[steps.PDC] != "dc1" || got[steps.Domain] != "contoso.local" {
		t.Errorf("got %v, want user, pdc and the domain that leads every probe", got)
	}
}
