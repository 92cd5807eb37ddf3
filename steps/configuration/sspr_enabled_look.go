package configuration

import (
	"cmp"
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// resetScope is what a person said of the tenant and what the tenant says of
// the caller.
type resetScope struct {
	probes.Seen
	Asked        string                    `json:"asked" is:"user"`
	TenantSwitch string                    `json:"tenant_switch,omitempty" is:"code"` // on, off, or "" when nobody said
	Registration probes.Registration       `json:"registration"`
	Why          *probes.Obstacle          `json:"why,omitempty"`
	Switched     probes.SwitchLog          `json:"switched,omitzero"` // zero where the log was not read
	Admins       probes.AdministratorReset `json:"admins"`
	AdminsWhy    *probes.Obstacle          `json:"admins_why,omitempty"`

	// The rest is looked at where the answers above ask for an explanation.
	Contacts  probes.Contacts      `json:"contacts,omitzero"`
	Policy    probes.MethodsPolicy `json:"policy,omitzero"`
	PolicyWhy *probes.Obstacle     `json:"policy_why,omitempty"`
	Groups    probes.FrozenGroups  `json:"groups,omitzero"`
}

func seeSSPR(ctx context.Context, env steps.Env, facts steps.Facts) (resetScope, error) {
	seen := resetScope{Asked: facts[steps.User], TenantSwitch: facts[steps.TenantSwitch]}
	graph, err := env.Graph(ctx, facts)
	if err != nil && seen.TenantSwitch == "" {
		return resetScope{}, err
	}
	if err != nil {
		seen.Why, seen.Seen = probes.AsObstacle(err), personSaid(env.Now())
		return seen, nil
	}
	var registrationErr, adminsErr error
	crashed := steps.Together(0, func() {
		seen.Registration, registrationErr = seeRegistration(ctx, graph, facts)
	}, func() {
		seen.Admins, adminsErr = graph.AdministratorReset(ctx)
	}, func() {
		seen.Switched, _ = graph.SwitchLog(ctx, env.Now().Add(-auditKeeps)) // that it is not read, changes nothing
	})
	switch {
	case ctx.Err() != nil:
		return resetScope{}, leftEarly(ctx)
	case crashed != nil:
		return resetScope{}, crashed
	}
	seen.Why, seen.AdminsWhy = probes.AsObstacle(registrationErr), probes.AsObstacle(adminsErr)
	if err := seen.explain(ctx, graph, facts); err != nil {
		return resetScope{}, err
	}
	seen.Seen = seen.Registration.Seen
	if seen.At.IsZero() {
		seen.Seen = personSaid(env.Now())
	}
	return seen, nil
}

// explain asks for what may explain why the user cannot reset. That one of the
// parts cannot be read changes no verdict.
func (s *resetScope) explain(ctx context.Context, graph probes.Graph, facts steps.Facts) error {
	r := s.Registration
	var asks []func()
	if r.Found == probes.Yes && r.Enabled == probes.No {
		asks = append(asks, func() { s.Groups, _ = graph.FrozenGroups(ctx) })
	}
	if r.Found == probes.Yes && (r.Registered == probes.No || usable(r.Methods) == probes.No) {
		asks = append(asks, func() {
			if user, err := graph.User(ctx, cmp.Or(facts[steps.UserID], facts[steps.User])); err == nil {
				s.Contacts = user.Contacts
			}
		}, func() {
			policy, err := graph.MethodsPolicy(ctx)
			s.Policy, s.PolicyWhy = policy, probes.AsObstacle(err)
		})
	}
	if crashed := steps.Together(0, asks...); crashed != nil {
		return crashed
	}
	if ctx.Err() != nil {
		return leftEarly(ctx)
	}
	return nil
}

func personSaid(now time.Time) probes.Seen {
	return probes.Seen{Vantage: probes.Vantage{Place: probes.Person}, At: now.UTC()}
}

// seeRegistration asks by object ID; where no step has taught it, the account
// is looked up first.
func seeRegistration(ctx context.Context, graph probes.Graph, facts steps.Facts) (probes.Registration, error) {
	id := facts[steps.UserID]
	if id == "" {
		user, err := graph.User(ctx, facts[steps.User])
		if err != nil {
			return probes.Registration{}, err
		}
		if user.Found != probes.Yes {
			return probes.Registration{}, &probes.Obstacle{Kind: probes.NotFound, Needs: facts[steps.User]}
		}
		id = user.ID
	}
	return graph.Registration(ctx, id)
}
