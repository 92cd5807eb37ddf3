package opener

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

const (
	// slow is how long every answer takes.
	slow = 100 * time.Millisecond
	// fast is the pace of the world's clock: the three minutes of the idle
	// test take three seconds, and the two seconds that the vendor asks for
	// between two reports take 33 ms.
	fast = 60
	// alone is how many chains are measured at once. They wait most of the
	// time, each in a world of its own.
	alone = 4
)

// BenchmarkWalk is the time of a walk without questions in a healthy world in
// which every answer takes 100 ms, against its longest chain of looks of which
// each needs what the one before taught. The budget is a ratio of 1.5. The
// idle test is one look that waits three minutes by the world's clock, so the
// walk is measured with it and without it.
func BenchmarkWalk(b *testing.B) {
	b.Run("whole", func(b *testing.B) { benchmarkWalk(b, catalog.All()) })
	b.Run("without-idle", func(b *testing.B) {
		benchmarkWalk(b, slices.DeleteFunc(catalog.All(), func(s steps.Step) bool { return s.ID == "connectivity/idle" }))
	})
}

func benchmarkWalk(b *testing.B, tree []steps.Step) {
	b.Helper()
	var walls []time.Duration
	var walked *steps.Session
	for b.Loop() {
		took, session := timedWalk(b, tree)
		walls, walked = append(walls, took), session
	}
	wall := slices.Sorted(slices.Values(walls))[len(walls)/2]
	chain, took := longestChain(b, walked)
	b.Logf("walk %v; longest chain %v: %v", wall, took, chain)
	b.ReportMetric(float64(wall.Milliseconds()), "ms/walk")
	b.ReportMetric(float64(took.Milliseconds()), "ms/chain")
	b.ReportMetric(float64(wall)/float64(took), "ratio")
}

// timedWalk opens the world and walks through it as check does.
func timedWalk(b *testing.B, tree []steps.Step) (time.Duration, *steps.Session) {
	b.Helper()
	running, known := slowWorld(b)
	began := time.Now()
	o := inside(running)
	started := o.clock.Now()
	known = known.With(steps.Facts{steps.Started: started.UTC().Format(time.RFC3339)})
	patient, err := o.resumed(steps.NewSession(tree, known), lang.Text{}, time.UTC, started)
	if err != nil {
		b.Fatal(err)
	}
	if err := patient.Walk(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if err := patient.Shut(); err != nil {
		b.Error(err)
	}
	for _, f := range patient.Session.Trail() {
		if f.On == "nothing-fresh" && patient.Session.Find(f.Step).Orders {
			continue // the first look judges nothing, and has seen the log
		}
		if !f.Asked && f.Status != steps.Healthy {
			b.Errorf("%s is %s (%s, %v): a walk that misses answers proves nothing", f.Step, f.Status, f.On, f.Why)
		}
	}
	return took, patient.Session
}

func slowWorld(b *testing.B) (*lab.Lab, steps.Facts) {
	b.Helper()
	world, err := lab.Parse("slow.yaml", fmt.Appendf(nil, "speed: %d\nlatency: %s\n", fast, slow))
	if err != nil {
		b.Fatal(err)
	}
	running, err := lab.Start(b.Context(), world)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = running.Close() })
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	return running, known
}

// longestChain runs every chain of the walk by itself, each in a world of its
// own in which nothing else is asked, one look after the other, and returns
// the one that took longest. So requests inside a look that depend on each
// other count, and waiting for another chain does not. A walk can be faster
// than its longest chain: it finds answers that another chain asked for.
func longestChain(b *testing.B, walked *steps.Session) (longest []steps.ID, took time.Duration) {
	b.Helper()
	var chains [][]*steps.Step
	for _, f := range walked.Trail() {
		if step := walked.Find(f.Step); step.Check != nil {
			chains = append(chains, chainsTo(walked, step)...)
		}
	}
	var mu sync.Mutex
	var group sync.WaitGroup
	slots := make(chan struct{}, alone)
	for _, chain := range chains {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			ids, d := timedChain(b, chain, walked.Facts())
			mu.Lock()
			defer mu.Unlock()
			if d > took {
				longest, took = ids, d
			}
		})
	}
	group.Wait()
	return longest, took
}

// chainsTo are the ways to a step from one that needs nothing taught.
func chainsTo(walked *steps.Session, step *steps.Step) (chains [][]*steps.Step) {
	wanted := slices.Concat(step.Needs, step.Uses)
	for i := range walked.Tree() {
		teacher := &walked.Tree()[i]
		teaches := func(f steps.Fact) bool { return slices.Contains(teacher.Teaches, f) }
		if teacher.ID == step.ID || !slices.ContainsFunc(wanted, teaches) {
			continue
		}
		for _, c := range chainsTo(walked, teacher) {
			chains = append(chains, append(slices.Clone(c), step))
		}
	}
	if chains == nil {
		return [][]*steps.Step{{step}}
	}
	return chains
}

func timedChain(b *testing.B, chain []*steps.Step, facts steps.Facts) (ids []steps.ID, took time.Duration) {
	b.Helper()
	running, _ := slowWorld(b)
	defer running.Close()
	t := &transports{
		outside: inside(running), directories: map[string]*directory.Client{},
		graphs: map[string]*graph.Client{}, shells: map[string]probes.Shell{},
	}
	defer t.close()
	var opening sync.WaitGroup
	defer opening.Wait()
	began, runner := time.Now(), steps.Live(t.env())
	openAll(b.Context(), &opening, t.env(), facts)
	for _, step := range chain {
		ids = append(ids, step.ID)
		if _, err := runner.Run(b.Context(), step, facts); err != nil {
			b.Errorf("%v: %v", ids, err)
		}
	}
	return ids, time.Since(began)
}

// openAll opens every transport beside the chain: connections and sign-ins are
// shared, and depend on nothing that a look teaches.
func openAll(ctx context.Context, opening *sync.WaitGroup, env steps.Env, facts steps.Facts) {
	opening.Go(func() {
		if d, err := env.Directory(ctx, facts); err == nil {
			_, _ = d.Domain(ctx)
		}
	})
	opening.Go(func() {
		if g, err := env.Graph(ctx, facts); err == nil {
			_, _ = g.Organization(ctx)
		}
	})
	opening.Go(func() {
		if s, err := env.Shell(ctx, facts); err == nil {
			_, _ = s.Server(ctx)
		}
	})
}
