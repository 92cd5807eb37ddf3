package stepstest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// missing is the obstacle of each instrument that nobody gave.
var missing = map[steps.Instrument]probes.Kind{
	steps.ByDirectory: probes.NoCredentials, steps.ByTenant: probes.NoTenant,
	steps.ByServer: probes.NoServer, steps.ByEngine: probes.NoServer,
}

// proveDark demands of a check that where nothing may be looked at, it says that
// one of the instruments it reads is missing, and that evidence in which nothing
// was seen is neither green nor red.
func proveDark(t *testing.T, step *steps.Step) {
	t.Helper()
	for _, by := range step.Reads {
		if missing[by] == "" {
			t.Errorf("reads %q, which is no instrument", by)
		}
	}
	verdict, err := step.Check.Judge([]byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	if branch := step.Branch(verdict.On); branch == nil || branch.Status != steps.Unknown {
		t.Errorf("empty evidence is judged %q, want an unknown outcome", verdict.On)
	}
	if len(step.Reads) == 0 {
		return
	}
	facts := steps.Facts{}
	for _, name := range slices.Concat(step.Needs, step.Uses) {
		facts[name] = "CN=x,DC=corp,DC=example"
	}
	if kind := darkKind(t, step, facts); !slices.ContainsFunc(step.Reads, func(by steps.Instrument) bool { return missing[by] == kind }) {
		t.Errorf("with nothing to look with: got %q, and it reads %q", kind, step.Reads)
	}
}

// darkKind is what a check says that it lacks where it has no instrument.
func darkKind(t *testing.T, step *steps.Step, facts steps.Facts) probes.Kind {
	t.Helper()
	result, err := step.Check.Run(t.Context(), steps.Env{
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) { return nil, lacking(steps.ByDirectory) },
		Graph:     func(context.Context, steps.Facts) (probes.Graph, error) { return nil, lacking(steps.ByTenant) },
		Shell:     func(context.Context, steps.Facts) (probes.Shell, error) { return nil, lacking(steps.ByServer) },
		Now:       func() time.Time { return time.Date(2026, 11, 20, 6, 2, 11, 0, time.UTC) },
	}, facts)
	var why *probes.Obstacle
	switch {
	case errors.As(err, &why):
	case err != nil:
		t.Errorf("with nothing to look with: %v, want an obstacle", err)
	case result.Verdict.On != steps.Unseen:
		t.Errorf("with nothing to look with: judged %q", result.Verdict.On)
	default:
		why = result.Verdict.Why
	}
	if why == nil {
		return ""
	}
	return why.Kind
}

func lacking(by steps.Instrument) error { return &probes.Obstacle{Kind: missing[by]} }
