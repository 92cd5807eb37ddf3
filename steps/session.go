package steps

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
)

// Session is one walk through the tree. It does no I/O and asks no clock, and
// only Record and its kin, Answer, ByHand, Visit, Correct and Back move it.
type Session struct {
	tree  []Step
	lines map[ID]int
	known Facts // before the first step
	now   cursor
	trail []visit
	ranks ranks
	// passed is what was known of steps before it became too old to count. It
	// stays for a second look that sees nothing.
	passed map[ID]*Then
	// held is what was seen of steps that are looked at once more.
	held map[ID]held
	// aside is what counts until the walk comes to it once more: what is looked
	// at again, and what another answer had no part in.
	aside []Finding
}

// cursor is where the walk stands. It is replaced, never changed in place, so
// that going back is putting an old one in its place.
type cursor struct {
	step   ID   // in front of the person; "" when the walk is over
	line   int  // the trunk's next line
	queue  []ID // the rest of a detour
	skip   map[ID]bool
	again  map[ID]bool // looked at once more because of an event: true while that is to come
	wished bool        // the person went to the step out of its order
	facts  Facts
}

type visit struct {
	before  cursor
	finding Finding
	again   bool // the step had been visited before, and keeps its place
	kept    bool // established in an earlier walk; nothing of it is looked at again
	wished  bool // the person went there out of the order: it moves the walk only when the trunk comes by
}

// NewSession starts a walk at the first line of the tree.
func NewSession(tree []Step, known Facts) *Session {
	s := &Session{tree: tree, lines: map[ID]int{}, known: known.tidy(), ranks: ranks{}, passed: map[ID]*Then{}, held: map[ID]held{}}
	for i := range tree {
		s.lines[tree[i].ID] = i
	}
	s.now = s.settle(cursor{facts: s.known, skip: map[ID]bool{}, again: map[ID]bool{}})
	return s
}

// Errors of a session that is used against its rules; the program is at
// fault, not the patient.
var (
	ErrOver     = errors.New("the walk is over")
	ErrNoBranch = errors.New("the step has no branch for this outcome")
	ErrNotAsked = errors.New("the step is a check and takes no answers")
	ErrNoCheck  = errors.New("the step is a question and takes no result")
	ErrNoStep   = errors.New("the tree has no such step")
)

// Step returns the step in front of the person, nil when the walk is over.
func (s *Session) Step() *Step { return s.find(s.now.step) }

// Find returns a step of the tree, nil when there is none.
func (s *Session) Find(id ID) *Step { return s.find(id) }

func (s *Session) find(id ID) *Step {
	line, ok := s.lines[id]
	if !ok {
		return nil
	}
	return &s.tree[line]
}

// Clone returns a session of its own that stands where this one stands.
func (s *Session) Clone() *Session {
	clone := *s
	clone.known = s.known.With(nil)
	clone.now = s.now.copied()
	clone.trail = slices.Clone(s.trail)
	clone.ranks, clone.passed, clone.held = maps.Clone(s.ranks), maps.Clone(s.passed), maps.Clone(s.held)
	clone.aside = slices.Clone(s.aside)
	return &clone
}

// Tree returns the steps in the order of the trunk.
func (s *Session) Tree() []Step { return s.tree }

// Facts returns what the walk knows now.
func (s *Session) Facts() Facts { return s.now.facts.With(nil) }

// Known returns what was known before the first step.
func (s *Session) Known() Facts { return s.known.With(nil) }

// Position says which line of the trunk the current step is on, from 1, and
// how many lines there are. A finished walk stands behind the last line.
func (s *Session) Position() (n, of int) {
	if line := s.Line(s.now.step); line > 0 {
		return line, len(s.tree)
	}
	return len(s.tree), len(s.tree)
}

// Line is the line of the trunk that a step stands on, from 1; 0 for a step that
// the tree does not have.
func (s *Session) Line(id ID) int {
	line, known := s.lines[id]
	if !known {
		return 0
	}
	return line + 1
}

// Detour reports whether the current step was brought forward by a symptom
// or an event, out of the order of the trunk.
func (s *Session) Detour() bool {
	line, ok := s.lines[s.now.step]
	return ok && line != s.now.line
}

// Record takes the result of the current step's check, or the reason why it
// could not look, and moves on. It returns what was established.
func (s *Session) Record(r Result, cause error, at time.Time) (Finding, error) {
	return s.record(r, cause, at, false)
}

// RecordKept is Record for evidence of an earlier walk: no event makes this
// one look at it again.
func (s *Session) RecordKept(r Result, cause error, at time.Time) (Finding, error) {
	return s.record(r, cause, at, true)
}

func (s *Session) record(r Result, cause error, at time.Time, kept bool) (Finding, error) {
	step := s.Step()
	switch {
	case step == nil:
		return Finding{}, ErrOver
	case step.Check == nil:
		return Finding{}, fmt.Errorf("%s: %w", step.ID, ErrNoCheck)
	}
	if cause != nil {
		r.Verdict = Verdict{On: Unseen, Why: probes.AsObstacle(cause)}
	}
	finding := Finding{
		Step: step.ID, Orders: step.Orders, On: r.Verdict.On, Args: r.Verdict.Args, Learned: r.Verdict.Learned,
		Visit: r.Verdict.Visit, Happened: r.Verdict.Happened, Why: r.Verdict.Why, Then: r.Verdict.Then,
		Proofs: r.Verdict.Proofs, Since: r.Verdict.Since, Span: r.Verdict.Span, Seen: r.Seen, Evidence: r.Evidence, AsOf: r.AsOf.UTC(), At: at.UTC(),
	}
	return s.move(step, s.stands(finding), kept)
}

// passOver takes the steps out of the walk that make no sense after a branch. Of
// those that looked at another patient, what a detour brought before goes too:
// in whatever order it came, it is nothing about this one.
func (s *Session) passOver(branch *Branch, f Finding, next cursor) {
	for i := range s.tree {
		step := &s.tree[i]
		if branch.skips(step) {
			next.skip[step.ID] = true
		}
		if branch.mistook(step) && step.ID != f.Step {
			s.forget(step.ID)
		}
	}
}

// Answer takes the answers to the current step's questions and moves on.
func (s *Session) Answer(answers Facts, at time.Time) (Finding, error) {
	step := s.Step()
	switch {
	case step == nil:
		return Finding{}, ErrOver
	case step.Check != nil:
		return Finding{}, fmt.Errorf("%s: %w", step.ID, ErrNotAsked)
	}
	clear(s.held)
	f := step.answered(s.now.facts, answers, at)
	s.aside = s.still(s.aside, differing(s.now.facts.With(f.Learned), s.now.facts))
	return s.move(step, f, false)
}

// answered is what answers to the questions of a step establish.
func (s *Step) answered(known, answers Facts, at time.Time) Finding {
	answers = answers.tidy()
	verdict := Verdict{On: Answered}
	if s.Decide != nil {
		verdict = s.Decide(known.With(answers))
	}
	return Finding{
		Step: s.ID, On: verdict.On, Args: verdict.Args, Learned: answers.With(verdict.Learned),
		Visit: verdict.Visit, Why: verdict.Why, Asked: true, At: at.UTC(), Seen: said(at),
	}
}

// ByHand takes a person's own word for the outcome of the current check,
// which no probe could see.
func (s *Session) ByHand(on Outcome, at time.Time) (Finding, error) {
	step := s.Step()
	switch {
	case step == nil:
		return Finding{}, ErrOver
	case step.Check == nil:
		return Finding{}, fmt.Errorf("%s: %w", step.ID, ErrNoCheck)
	}
	return s.move(step, Finding{Step: step.ID, On: on, ByHand: true, At: at.UTC(), Seen: said(at)}, false)
}

func said(at time.Time) probes.Seen {
	return probes.Seen{Vantage: probes.Vantage{Place: probes.Person}, At: at.UTC()}
}

// Replay takes a finding as it was established earlier and moves on as it
// moved then. It is how a saved walk is gone on with.
func (s *Session) Replay(f Finding) (Finding, error) {
	step := s.Step()
	switch {
	case step == nil:
		return Finding{}, ErrOver
	case step.ID != f.Step:
		if err := s.Visit(f.Step); err != nil {
			return Finding{}, err
		}
		step = s.Step()
	}
	return s.move(step, f, true)
}

// Back returns to the step before the current one and forgets what it had
// established. It reports whether there was one.
func (s *Session) Back() bool {
	if len(s.trail) == 0 {
		return false
	}
	clear(s.held)
	last := len(s.trail) - 1
	s.now = s.trail[last].before
	s.ranks.leave(s.trail[last])
	s.trail = s.trail[:last]
	return true
}

// forget drops what a step had established.
func (s *Session) forget(id ID) {
	s.trail = slices.DeleteFunc(s.trail, func(v visit) bool { return v.finding.Step == id })
	s.aside = slices.DeleteFunc(s.aside, func(f Finding) bool { return f.Step == id })
}

// move records a finding of the current step and puts the next step in front
// of the person.
func (s *Session) move(step *Step, f Finding, kept bool) (Finding, error) {
	branch := step.Branch(f.On)
	if branch == nil {
		return Finding{}, fmt.Errorf("%s %q: %w", step.ID, f.On, ErrNoBranch)
	}
	f.Status = branch.Status
	if f.On == Unseen {
		f.Then = step.then(f.Then, s.passed[f.Step])
	}
	before := s.now
	next := before.copied()
	if next.again[f.Step] {
		s.forget(f.Step)
		next.again[f.Step] = false
	}
	s.trail = append(s.trail, visit{before: before, finding: f, again: s.ranks.enter(f.Step), kept: kept, wished: before.wished})
	next.facts, next.wished = before.facts.With(f.Learned), false
	if !before.wished {
		s.passOver(branch, f, next)
		next = s.leave(next, step, branch, s.detour(next, f))
	}
	s.now = s.settle(next)
	s.aside = slices.DeleteFunc(slices.Clone(s.aside), func(a Finding) bool { return a.Step == f.Step || !s.comesTo(a.Step) })
	return point(s.tree, s.trailAsFound(), f), nil
}
