package steps

import (
	"context"
	"slices"
	"sync"

	"example.com/writeback-doctor/probes"
)

// atOnce is how many checks may look at the same time: enough to keep a slow
// tenant, directory and server busy together, few enough not to be a load.
const atOnce = 12

// Ahead is a Runner that looks before it is asked. Every check whose inputs
// are known starts at once in the background; when an input changes, the
// answer to the old question is dropped and the question put again. What one
// check teaches starts the next.
type Ahead struct {
	runner Runner
	tree   []Step
	ctx    context.Context //nolint:containedctx // the life of the background, ended by Close
	cancel context.CancelFunc
	slots  chan struct{}

	mu    sync.Mutex
	known Facts
	looks map[ID]*aheadLook
	group sync.WaitGroup
}

type aheadLook struct {
	inputs string
	cancel context.CancelFunc
	done   chan struct{}
	result Result
	err    error
}

// NewAhead returns an Ahead over the checks of tree. It starts nothing before
// Know. Close it.
func NewAhead(runner Runner, tree []Step) *Ahead {
	ctx, cancel := context.WithCancel(context.Background())
	return &Ahead{
		runner: runner, tree: tree, ctx: ctx, cancel: cancel,
		slots: make(chan struct{}, atOnce), looks: map[ID]*aheadLook{},
	}
}

// Know says what the walk knows now and starts what can start.
func (a *Ahead) Know(facts Facts) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = facts.With(nil)
	a.start()
}

// Run returns the answer of a step's check: the one already there, the one
// that is on its way, or a new one. It waits for checks that are about to
// teach what this one needs or uses, so that a step which a symptom brought
// forward finds its inputs. A caller who leaves does not end the look; Close
// does.
func (a *Ahead) Run(ctx context.Context, step *Step, facts Facts) (Result, error) {
	for {
		a.mu.Lock()
		merged := a.learned().With(facts)
		l := a.teacher(step, merged)
		ready := l == nil
		if missing := merged.Lacks(step.Needs); ready && len(missing) > 0 {
			a.mu.Unlock()
			return Result{}, missingInput(missing[0])
		}
		if ready {
			l = a.begin(step, merged) //nolint:contextcheck // the look outlives the one who asked; Close ends it
		}
		a.mu.Unlock()
		select {
		case <-ctx.Done():
			return Result{}, &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
		case <-l.done:
		}
		if ready {
			return l.result, l.err
		}
	}
}

// teacher returns a look on its way that may teach a fact which the step
// wants and nobody knows yet. Called with mu held.
func (a *Ahead) teacher(step *Step, facts Facts) *aheadLook {
	for _, want := range facts.Lacks(slices.Concat(step.Needs, step.Uses)) {
		for i := range a.tree {
			l := a.looks[a.tree[i].ID]
			if a.tree[i].ID != step.ID && l != nil && !l.ended() && slices.Contains(a.tree[i].Teaches, want) {
				return l
			}
		}
	}
	return nil
}

// Forget drops the answer of a step, so that the next Run looks again. An
// answer still on its way is dropped too.
func (a *Ahead) Forget(id ID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l := a.looks[id]; l != nil {
		l.cancel()
		delete(a.looks, id)
	}
}

// Running returns the steps whose checks are looking right now.
func (a *Ahead) Running() []ID {
	a.mu.Lock()
	defer a.mu.Unlock()
	var ids []ID
	for i := range a.tree {
		if l := a.looks[a.tree[i].ID]; l != nil && !l.ended() {
			ids = append(ids, a.tree[i].ID)
		}
	}
	return ids
}

// Close ends every look and waits for it.
func (a *Ahead) Close() {
	a.cancel()
	a.group.Wait()
}

// start begins every check that is ready. Called with mu held.
func (a *Ahead) start() {
	facts := a.learned()
	for i := range a.tree {
		step := &a.tree[i]
		if step.Check == nil || step.OnlyWhenSound || len(facts.Lacks(step.Needs)) > 0 {
			continue
		}
		a.begin(step, facts)
	}
}

// learned is what the walk knows and what the background has learned since,
// in the order of the tree.
func (a *Ahead) learned() Facts {
	facts := Facts{}
	for i := range a.tree {
		if l := a.looks[a.tree[i].ID]; l != nil && l.ended() && l.err == nil {
			facts = facts.With(l.result.Verdict.Learned)
		}
	}
	return facts.With(a.known)
}

// begin returns the look for these inputs and starts it when there is none.
// Called with mu held.
func (a *Ahead) begin(step *Step, facts Facts) *aheadLook {
	inputs := facts.For(step).Fingerprint()
	if l := a.looks[step.ID]; l != nil {
		if l.inputs == inputs {
			return l
		}
		l.cancel()
	}
	ctx, cancel := context.WithCancel(a.ctx)
	l := &aheadLook{inputs: inputs, cancel: cancel, done: make(chan struct{})}
	a.looks[step.ID] = l
	a.group.Go(func() { a.look(ctx, step, facts, l) })
	return l
}

func (a *Ahead) look(ctx context.Context, step *Step, facts Facts, l *aheadLook) {
	defer l.cancel()
	select {
	case <-ctx.Done():
		l.err = &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
	case a.slots <- struct{}{}:
		l.result, l.err = a.runner.Run(ctx, step, facts)
		<-a.slots
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	close(l.done) // under mu, so that whoever waited finds the next ones started
	if a.looks[step.ID] == l && a.ctx.Err() == nil {
		a.start() //nolint:contextcheck // the next looks live as long as the background, not as this one
	}
}

func (l *aheadLook) ended() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}
