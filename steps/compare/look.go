package compare

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// lookTime bounds one look: a controller or a tenant that is slow, asked for
// two people at once.
const lookTime = 60 * time.Second

// atOnce is how many looks are under way for one person.
const atOnce = 6

// person is one of the two, as far as could be seen. A part whose Why is not
// nil was not seen.
type person struct {
	asked string
	now   time.Time
	facts steps.Facts
	steps map[steps.ID]outcome

	entry      part[probes.DirectoryUser]
	cloud      part[probes.CloudUser]
	roles      part[probes.Roles]
	registered part[probes.Registration]
	rights     part[probes.Rights]
	policy     part[probes.PasswordPolicy]
	replicas   part[probes.Replicas]
}

// part is one piece of evidence, or what stood in its way.
type part[E any] struct {
	seen E
	why  *probes.Obstacle
}

// outcome is what a step says of one person.
type outcome struct {
	on     steps.Outcome
	status steps.Status
	args   lang.Args
	why    *probes.Obstacle
}

// Progress counts the looks of a comparison under way. The zero value is ready
// to use, and nil counts nothing. It may be read from anywhere at any time.
type Progress struct{ done, of atomic.Int32 }

// Read returns how many looks are done and how many there are.
func (p *Progress) Read() (done, of int) {
	if p == nil {
		return 0, 0
	}
	return int(p.done.Load()), int(p.of.Load())
}

func (p *Progress) expect(n int) {
	if p != nil {
		p.of.Add(int32(n)) //nolint:gosec // some dozens
	}
}

func (p *Progress) one() {
	if p != nil {
		p.done.Add(1)
	}
}

// looker looks at one environment for the comparison.
type looker struct {
	env      steps.Env
	runner   steps.Runner
	tree     []steps.Step
	progress *Progress
}

// personal are the facts about one person; the others hold for both.
func personal() []steps.Fact {
	return []steps.Fact{steps.User, steps.UserDN, steps.UserID, steps.Words, steps.Scope, steps.Surface, steps.TestUser}
}

// origin is the step that finds a person on both sides, and so comes first.
const origin steps.ID = "configuration/user-origin"

// aboutOne reports whether a step judges one person, and not the environment.
func aboutOne(step *steps.Step) bool {
	if step.Check == nil || step.OnlyWhenSound {
		return false
	}
	return slices.ContainsFunc(step.Needs, func(f steps.Fact) bool {
		return f == steps.User || f == steps.UserDN || f == steps.UserID
	})
}

// learn fills in what both need and the walk has not come to yet: whose rights
// are to be compared.
func (l looker) learn(ctx context.Context, facts steps.Facts) steps.Facts {
	for i := range l.tree {
		step := &l.tree[i]
		teaches := step.Check != nil && !aboutOne(step) && slices.Contains(step.Teaches, steps.ConnectorAccount)
		if !teaches || facts[steps.ConnectorAccount] != "" {
			continue
		}
		l.progress.expect(1)
		_, learned := l.judge(ctx, step, facts)
		facts = learned.With(facts)
	}
	return facts
}

// see looks at one person: who it is, and then everything else at once.
func (l looker) see(ctx context.Context, common steps.Facts, name string) *person {
	p := &person{asked: name, now: l.env.Now().UTC(), facts: steps.Facts{}, steps: map[steps.ID]outcome{}}
	for fact, value := range common {
		if !slices.Contains(personal(), fact) {
			p.facts[fact] = value
		}
	}
	p.facts[steps.User] = name
	var mine []*steps.Step
	for i := range l.tree {
		switch step := &l.tree[i]; {
		case step.ID == origin:
			l.progress.expect(1)
			found, learned := l.judge(ctx, step, p.facts)
			p.steps[step.ID], p.facts = found, p.facts.With(learned)
		case aboutOne(step):
			mine = append(mine, step)
		}
	}
	work := l.evidence(ctx, p)
	said := make([]outcome, len(mine))
	for i, step := range mine {
		work = append(work, func() { said[i], _ = l.judge(ctx, step, p.facts) })
	}
	l.progress.expect(len(work) - len(mine))
	l.progress.expect(len(mine))
	_ = steps.Together(atOnce, work...) // a look that crashed is one that was not seen
	for i, step := range mine {
		p.steps[step.ID] = said[i]
	}
	return p
}

// judge runs a step of the tree for one person.
func (l looker) judge(ctx context.Context, step *steps.Step, facts steps.Facts) (outcome, steps.Facts) {
	defer l.progress.one()
	result, err := l.runner.Run(ctx, step, facts)
	if err != nil {
		return outcome{on: steps.Unseen, why: probes.AsObstacle(err)}, nil
	}
	v := result.Verdict
	said := outcome{on: v.On, args: v.Args, why: v.Why}
	if branch := step.Branch(v.On); branch != nil {
		said.status = branch.Status
	}
	return said, v.Learned
}

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
		ID: "compare/look", Needs: needs, Timeout: lookTime,
		Check: steps.Look(ask, func(E) steps.Verdict { return steps.Verdict{On: "seen"} }),
	}
	result, err := l.runner.Run(ctx, &step, p.facts)
	if err == nil {
		err = json.Unmarshal(result.Evidence, &found.seen)
	}
	found.why = probes.AsObstacle(err)
	return found
}
