package steps_test

import (
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// oneLook is how long every look of [even] takes.
const oneLook = 100 * time.Millisecond

// even is a Runner whose every look takes as long and finds what is healthy.
type even struct{}

func (even) Run(ctx context.Context, step *steps.Step, _ steps.Facts) (steps.Result, error) {
	verdict := steps.Verdict{On: steps.Unseen, Learned: steps.Facts{}}
	for _, branch := range step.Branches {
		if branch.Status == steps.Healthy {
			verdict.On = branch.On
			break
		}
	}
	for _, fact := range step.Teaches {
		verdict.Learned[fact] = string(fact)
	}
	err := probes.SystemClock().Wait(ctx, oneLook)
	return steps.Result{Verdict: verdict}, err
}

// BenchmarkAhead walks the real tree with looks that all take 100 ms, and
// counts the walk in looks. Its longest chain is two: one step that teaches,
// and one that waits for it. The rest is what a dozen at a time costs.
func BenchmarkAhead(b *testing.B) {
	known := steps.Facts{}
	for _, fact := range steps.Inputs() {
		known[fact] = string(fact)
	}
	for b.Loop() {
		session := steps.NewSession(catalog.All(), known)
		ahead := steps.NewAhead(even{}, session.Tree())
		p := &steps.Patient{Session: session, Looker: ahead, Now: time.Now}
		if err := p.Walk(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		ahead.Close()
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/oneLook.Seconds(), "looks/walk")
}
