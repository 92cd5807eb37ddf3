package compare

import (
	"context"
	"encoding/json"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// evidence are the looks themselves. The transports remember what a step has
// asked, so nothing here is asked twice.
func (l looker) evidence(ctx context.Context, p *person) []func() {
	dn, id := []steps.Fact{steps.UserDN}, []steps.Fact{steps.UserID}
	return []func(){
		func() { p.entry = see(ctx, l, p, nil, p.findEntry) },
		func() { p.cloud = see(ctx, l, p, nil, p.findAccount) },
		func() {
			p.roles = see(ctx, l, p, id, inTenant(func(ctx context.Context, g probes.Graph) (probes.Roles, error) {
				return g.Roles(ctx, p.facts[steps.UserID])
			}))
		},
		func() {
			p.registered = see(ctx, l, p, id, inTenant(func(ctx context.Context, g probes.Graph) (probes.Registration, error) {
				return g.Registration(ctx, p.facts[steps.UserID])
			}))
		},
		func() {
			p.rights = see(ctx, l, p, append(dn, steps.ConnectorAccount), inDirectory(func(ctx context.Context, d probes.Directory) (probes.Rights, error) {
				return d.Rights(ctx, p.facts[steps.ConnectorAccount], p.facts[steps.UserDN])
			}))
		},
		func() {
			p.policy = see(ctx, l, p, dn, inDirectory(func(ctx context.Context, d probes.Directory) (probes.PasswordPolicy, error) {
				return d.PasswordPolicy(ctx, p.facts[steps.UserDN])
			}))
		},
		func() {
			p.replicas = see(ctx, l, p, dn, inDirectory(func(ctx context.Context, d probes.Directory) (probes.Replicas, error) {
				return d.Replicas(ctx, p.facts[steps.UserDN])
			}))
		},
	}
}

// findEntry takes the name that decides: the DN that the origin learned.
func (p *person) findEntry(ctx context.Context, env steps.Env, facts steps.Facts) (probes.DirectoryUser, error) {
	return inDirectory(func(ctx context.Context, d probes.Directory) (probes.DirectoryUser, error) {
		if dn := p.facts[steps.UserDN]; dn != "" {
			if found, err := d.User(ctx, dn); err != nil || found.Matches == 1 {
				return found, err
			}
		}
		return d.User(ctx, p.asked)
	})(ctx, env, facts)
}

// findAccount takes the ID that the origin learned. That the tenant does not
// know a name without an at sign says nothing.
func (p *person) findAccount(ctx context.Context, env steps.Env, facts steps.Facts) (probes.CloudUser, error) {
	return inTenant(func(ctx context.Context, g probes.Graph) (probes.CloudUser, error) {
		name := p.asked
		if id := p.facts[steps.UserID]; id != "" {
			name = id
		}
		found, err := g.User(ctx, name)
		if err == nil && found.Found == probes.No && !strings.Contains(name, "@") {
			err = &probes.Obstacle{Kind: probes.NotFound, Needs: p.asked}
		}
		return found, err
	})(ctx, env, facts)
}

// looks is one question to the outside world.
type looks[E any] func(context.Context, steps.Env, steps.Facts) (E, error)

func inDirectory[E any](ask func(context.Context, probes.Directory) (E, error)) looks[E] {
	return func(ctx context.Context, env steps.Env, facts steps.Facts) (E, error) {
		d, err := env.Directory(ctx, facts)
		if err != nil {
			var none E
			return none, err
		}
		return ask(ctx, d)
	}
}

func inTenant[E any](ask func(context.Context, probes.Graph) (E, error)) looks[E] {
	return func(ctx context.Context, env steps.Env, facts steps.Facts) (E, error) {
		g, err := env.Graph(ctx, facts)
		if err != nil {
			var none E
			return none, err
		}
		return ask(ctx, g)
	}
}

// see puts one question, with the limits that the runner gives every check.
func see[E probes.Evidence](ctx context.Context, l looker, p *person, needs []steps.Fact, ask looks[E]) (found part[E]) {
	defer l.progress.one()
	step := steps.Step{
		ID: "compare/look", Needs: needs, Timeout: lookTime, Keeps: steps.Passing,
		Check: steps.Look(ask, func(E) steps.Verdict { return steps.Verdict{On: "seen"} }),
	}
	result, err := l.runner.Run(ctx, &step, p.facts)
	if err == nil {
		err = json.Unmarshal(result.Evidence, &found.seen)
	}
	found.why = probes.AsObstacle(err)
	return found
}
