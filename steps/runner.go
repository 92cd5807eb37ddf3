package steps

import (
	"context"
	"errors"
	"fmt"

	"example.com/writeback-doctor/probes"
)

// Runner runs a step's check: live, or from a report.
type Runner interface {
	Run(ctx context.Context, step *Step, facts Facts) (Result, error)
}

// Live returns the Runner that looks at the outside world. A check that
// panics has crashed and nothing else; one that takes longer than its step
// allows has timed out.
func Live(env Env) Runner { return live{env: env} }

type live struct{ env Env }

func (l live) Run(ctx context.Context, step *Step, facts Facts) (Result, error) {
	result, err := l.run(ctx, step, facts)
	if l.env.Sweep == nil {
		return result, err
	}
	if err == nil {
		l.env.Sweep(&result)
		return result, nil
	}
	unseen := Result{Verdict: Verdict{Why: probes.AsObstacle(err)}}
	l.env.Sweep(&unseen)
	return Result{}, unseen.Verdict.Why
}

func (l live) run(ctx context.Context, step *Step, facts Facts) (result Result, err error) {
	if missing := facts.Lacks(step.Needs); len(missing) > 0 {
		return Result{}, missingInput(missing[0])
	}
	limit := step.Timeout
	if limit == 0 {
		limit = DefaultTimeout
	}
	late := &probes.Obstacle{Kind: probes.TimedOut, Needs: limit.String()}
	ctx, cancel := probes.Clock{Limit: l.env.Limit}.Within(ctx, limit, late)
	defer cancel()
	defer func() {
		if fault := recover(); fault != nil {
			err = &probes.Obstacle{Kind: probes.Crashed, Needs: string(step.ID), Err: fmt.Errorf("panic: %v", fault)}
		}
	}()
	result, err = step.Check.Run(ctx, l.env, facts.For(step))
	switch {
	case err != nil && ctx.Err() != nil:
		return result, ended(ctx, late)
	case err != nil:
		return result, err
	}
	now := l.env.Moment(facts)
	if l.env.Now != nil {
		now = l.env.Now()
	}
	return step.AsOf(result, l.env.Moment(facts), now), nil
}

// ended says why a context ended: our own limit, or somebody left.
func ended(ctx context.Context, late *probes.Obstacle) error {
	if errors.Is(context.Cause(ctx), late) {
		return late
	}
	return &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
}

// missingInput is the obstacle of a fact that nobody knows yet.
func missingInput(name Fact) error {
	kinds := map[Fact]probes.Kind{
		User:       probes.NoUser,
		Domain:     probes.NoDomain,
		Tenant:     probes.NoTenant,
		SyncServer: probes.NoServer,
	}
	if kind, ok := kinds[name]; ok {
		return &probes.Obstacle{Kind: kind}
	}
	return &probes.Obstacle{Kind: probes.MissingInput, Needs: string(name)}
}
