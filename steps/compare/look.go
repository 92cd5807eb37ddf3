package compare

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/tell"
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
	args   tell.Args
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
const origin = configuration.UserOriginID

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

// directoryTime is what time it is for the controller; zero where it is not
// known.
func (l looker) directoryTime(ctx context.Context, facts steps.Facts) time.Time {
	directory, err := l.env.Directory(ctx, facts)
	if err != nil {
		return time.Time{}
	}
	domain, err := directory.Domain(ctx)
	if err != nil {
		return time.Time{}
	}
	return domain.TimeAt(l.env.Now())
}

// see looks at one person: who it is, and then everything else at once.
func (l looker) see(ctx context.Context, common steps.Facts, name string) *person {
	p := &person{asked: name, now: l.directoryTime(ctx, common), facts: steps.Facts{}, steps: map[steps.ID]outcome{}}
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
		case aboutOne(step), step.ID == controllers: // which has the copies of one entry in it
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

// apart looks at what is only worth a look where two people are in different
// domains: whether the password can reach the PDC emulator of each.
func (l looker) apart(ctx context.Context, people ...*person) {
	i := slices.IndexFunc(l.tree, func(s steps.Step) bool { return s.ID == emulator })
	if i < 0 || strings.EqualFold(people[0].domain(), people[1].domain()) {
		return
	}
	said := make([]outcome, len(people))
	work := make([]func(), len(people))
	for n, p := range people {
		work[n] = func() { said[n], _ = l.judge(ctx, &l.tree[i], p.facts) }
	}
	l.progress.expect(len(work))
	_ = steps.Together(0, work...) // a look that crashed is one that was not seen
	for n, p := range people {
		p.steps[emulator] = said[n]
	}
}

// domain is the DNS name of the domain that a person's entry was found in, ""
// when it was not.
func (p *person) domain() string {
	u := p.entry.seen
	switch {
	case u.Matches != 1:
		return ""
	case u.Domain != "":
		return u.Domain
	default:
		return probes.DN(u.DN).DNS()
	}
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
