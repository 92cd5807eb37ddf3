package everyworld_test

import (
	"context"
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
)

// orders is in how many random orders the evidence of each world is judged, and
// ordersSeed leads to the same ones again.
var (
	orders     = flag.Int("orders", 2, "judge the evidence of each world in so many random orders")
	ordersSeed = flag.Uint64("orders-seed", 0, "of the random orders; 0 takes one from the clock")
)

// inAnyOrder judges what a walk through a world recorded again, with answers
// that come in random orders and after random delays, and in every second
// order with one look blinded. The verdict is equal, or it is unknown and
// names what was blinded; it is never another cause, and never greener.
func (k walk) inAnyOrder(t *testing.T, world string, seed uint64) {
	t.Helper()
	report, err := casefile.Read(strings.NewReader(k.file))
	if err != nil {
		t.Fatal(err)
	}
	base, answers := verdictOf(report.Findings), answersIn(t, report)
	random := rand.New(rand.NewPCG(seed, 1))
	for n := range *orders {
		trial := trialOf(report, answers, random, n%2 == 1)
		got := trial.walk(t)
		if fault := base.against(got, trial.blinded); fault != "" {
			t.Errorf("%s, order %d of seed %d, blinded %q: %s\n got %+v\nwant %+v", world, n, seed, trial.blinded, fault, got, base)
			return
		}
	}
}

// told is what a walk comes to.
type told struct {
	status  steps.Status
	cause   string
	broken  []string // whatever is broken, explained or not, but for the cause
	warned  []string // the same of warnings
	unknown []string
}

func verdictOf(findings []steps.Finding) told {
	d := steps.Diagnose(findings)
	v := told{status: d.Status}
	if d.Cause != nil {
		v.cause = string(d.Cause.Step) + "#" + string(d.Cause.On)
	}
	for _, f := range findings {
		what := string(f.Step) + "#" + string(f.On)
		switch {
		case f.Status == steps.Broken && what != v.cause:
			v.broken = append(v.broken, what)
		case f.Status == steps.Warning && what != v.cause:
			v.warned = append(v.warned, what)
		case f.Status == steps.Unknown && !f.Asked && !f.Orders:
			v.unknown = append(v.unknown, string(f.Step))
		}
	}
	for _, list := range [][]string{v.broken, v.warned, v.unknown} {
		slices.Sort(list)
	}
	return v
}

// against says what is wrong with another verdict on the same evidence, of which
// a step may have been blinded; "" for nothing.
func (v told) against(got told, blinded steps.ID) string {
	same := got.status == v.status && got.cause == v.cause
	switch {
	case blinded == "" && (!same || !slices.Equal(got.broken, v.broken) || !slices.Equal(got.warned, v.warned) || !slices.Equal(got.unknown, v.unknown)):
		return "the same evidence in another order is judged otherwise"
	case blinded == "" || same:
		return ""
	case got.status != steps.Unknown && greenness(got.status) > greenness(v.status):
		return "greener for being blinded"
	case got.cause != "" && got.cause != v.cause && !slices.Contains(slices.Concat(v.broken, v.warned), got.cause):
		return "another cause"
	case got.status == steps.Unknown && !slices.Contains(got.unknown, string(blinded)) && !slices.Contains(v.unknown, string(blinded)):
		return "unknown, and does not name what was blinded"
	default:
		return ""
	}
}

func greenness(s steps.Status) int {
	return slices.Index([]steps.Status{steps.Broken, steps.Unknown, steps.Warning, steps.Healthy}, s)
}

// trial is one walk over recorded evidence.
type trial struct {
	report  casefile.Report
	answers map[steps.ID]answer
	delays  map[steps.ID]time.Duration
	blinded steps.ID
}

// answer is what a step found, or why it could not look.
type answer struct {
	result steps.Result
	err    error
}

// answersIn judges what is recorded of each step, once for all orders.
func answersIn(t *testing.T, report casefile.Report) map[steps.ID]answer {
	t.Helper()
	answers := map[steps.ID]answer{}
	tree := catalog.All()
	for _, f := range report.Findings {
		step := &tree[slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == f.Step })]
		switch {
		case f.Evidence == nil && f.Why != nil:
			answers[f.Step] = answer{err: f.Why}
		case f.Evidence == nil:
			answers[f.Step] = answer{err: &probes.Obstacle{Kind: probes.NotCollected}}
		default:
			verdict, err := step.Check.Judge(f.Evidence)
			if err != nil {
				t.Fatal(err)
			}
			answers[f.Step] = answer{result: step.AsOf(steps.Result{Verdict: verdict, Seen: f.Seen, Evidence: f.Evidence}, f.AsOf, f.At)}
		}
	}
	return answers
}

func trialOf(report casefile.Report, answers map[steps.ID]answer, random *rand.Rand, blind bool) trial {
	x := trial{report: report, answers: answers, delays: map[steps.ID]time.Duration{}}
	var looked []steps.ID
	for _, f := range report.Findings {
		x.delays[f.Step] = time.Duration(random.Int64N(int64(time.Second)))
		if f.Evidence != nil {
			looked = append(looked, f.Step)
		}
	}
	if blind && len(looked) > 0 {
		x.blinded = looked[random.IntN(len(looked))]
	}
	return x
}

// Run answers with what was recorded, after the step's delay.
func (x trial) Run(ctx context.Context, step *steps.Step, _ steps.Facts) (steps.Result, error) {
	select {
	case <-ctx.Done():
		return steps.Result{}, &probes.Obstacle{Kind: probes.Stopped}
	case <-time.After(x.delays[step.ID]):
	}
	told, known := x.answers[step.ID]
	if !known || step.ID == x.blinded {
		return steps.Result{}, &probes.Obstacle{Kind: probes.TimedOut}
	}
	return told.result, told.err
}

func (x trial) walk(t *testing.T) (v told) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		tree := catalog.All()
		ahead := steps.NewAhead(x, tree)
		defer ahead.Close()
		known := maps.Clone(x.report.Facts)
		p := &steps.Patient{Session: steps.NewSession(tree, known), Looker: ahead, Now: time.Now, Started: time.Now()}
		ahead.Know(known)
		if err := p.Walk(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		v = verdictOf(p.Session.Findings())
	})
	return v
}

// seedOfOrders is the seed that the flag names, else one that is new each time.
func seedOfOrders() uint64 {
	if *ordersSeed != 0 {
		return *ordersSeed
	}
	return uint64(time.Now().UnixNano())
}
