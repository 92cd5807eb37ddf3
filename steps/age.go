package steps

import (
	"math"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Shelf lives: how long what was seen speaks of the present. They stand at the
// step, or at the branch whose outcome keeps differently.
const (
	// Passing is the shelf life of what changes by itself, in the course of a
	// day: states of services, roads, events, clocks, runs, locks, assignments.
	Passing = 24 * time.Hour
	// Lasting is that of what stays until a person changes it: versions, values
	// of the registry, settings, switches, names, permissions.
	Lasting time.Duration = math.MaxInt64
)

// tellAge is the age from which a finding says how old it is.
const tellAge = time.Hour

// Then is what a finding was when it was last seen. It is kept where its
// evidence is too old to speak of the present, and never judged again.
type Then struct {
	On     Outcome     `json:"outcome"`
	Status Status      `json:"status"`
	Args   tell.Args   `json:"args,omitempty"`
	Seen   probes.Seen `json:"seen"`
}

// keeps is the shelf life of an outcome.
func (s *Step) keeps(on Outcome) time.Duration {
	if branch := s.Branch(on); branch != nil && branch.Keeps != 0 {
		return branch.Keeps
	}
	if s.Keeps != 0 {
		return s.Keeps
	}
	return Passing
}

// AsOf is the result as it speaks of a moment. Where what was seen has passed,
// nothing is known of the step any more but what it was then, and what was
// learned on the way. Evidence from the future is no fresher than evidence
// from the past: one of the two clocks is wrong, and from one shelf life on it
// is not known when it was seen. now is the clock of the look; what was seen
// between moment and now was seen during the walk.
func (s *Step) AsOf(r Result, moment, now time.Time) Result {
	r.AsOf = moment
	v, at := r.Verdict, r.Seen.At
	if at.IsZero() || moment.IsZero() || v.On == Unseen {
		return r
	}
	if keeps := s.keeps(v.On); moment.Sub(at) <= keeps && at.Sub(now) <= keeps {
		return r
	}
	r.Verdict = Verdict{
		On: Unseen, Learned: v.Learned, Proofs: v.Proofs, Then: &Then{On: v.On, Args: v.Args, Seen: r.Seen},
		Why: r.Seen.Stale(),
	}
	return r
}

// Passed reports whether what was seen has passed by a moment, for judges whose
// evidence is of several times. What bears no time was seen just now.
func Passed(seen probes.Seen, moment time.Time) bool {
	return !seen.At.IsZero() && !moment.IsZero() && (moment.Sub(seen.At) > Passing || seen.At.Sub(moment) > Passing)
}

// Age makes the walk speak of a later moment: what has passed by then is
// unknown, and what keeps is judged as of that moment. It returns the steps of
// which nothing is known any more but what they were.
func (s *Session) Age(moment time.Time) []ID {
	findings := make([]Finding, len(s.trail))
	var passed []ID
	for i, v := range s.trail {
		f := s.find(v.finding.Step).aged(v.finding, moment)
		if findings[i] = f; f.Then != nil {
			passed = append(passed, f.Step)
			s.passed[f.Step] = f.Then
		}
	}
	held, aside := s.held, slices.Clone(s.aside)
	for i, f := range aside { // they are looked at once more as it is
		aside[i] = s.find(f.Step).aged(f, moment)
	}
	s.rewalk(s.known, findings)
	s.held, s.aside = held, aside
	return passed
}

// redating is a check whose evidence can hold the moment of its judgement.
type redating interface {
	redate(recorded []byte, moment time.Time) ([]byte, error)
}

// aged is a finding as it speaks of a later moment.
func (s *Step) aged(f Finding, moment time.Time) Finding {
	if s.Check == nil || f.On == Unseen {
		return f
	}
	r := Result{
		Verdict: Verdict{On: f.On, Args: f.Args, Learned: f.Learned, Visit: f.Visit, Happened: f.Happened, Why: f.Why, Proofs: f.Proofs, Since: f.Since, Span: f.Span},
		Seen:    f.Seen, Evidence: f.Evidence,
	}
	if check, ok := s.Check.(redating); ok && f.Evidence != nil {
		r = rejudged(s.Check, check, r, moment)
	}
	r = s.AsOf(r, moment, moment)
	v := r.Verdict
	f.On, f.Args, f.Learned, f.Why, f.Then = v.On, v.Args, v.Learned, v.Why, v.Then
	f.Visit, f.Happened, f.Proofs, f.Since, f.Span = v.Visit, v.Happened, v.Proofs, v.Since, v.Span
	f.Evidence, f.AsOf, f.ByHand = r.Evidence, r.AsOf, f.ByHand && v.Then == nil
	return f
}

// rejudged is a result whose evidence is judged as of a moment. One that cannot
// be read stays as it was judged.
func rejudged(check Check, dates redating, r Result, moment time.Time) Result {
	recorded, err := dates.redate(r.Evidence, moment)
	if err != nil {
		return r
	}
	verdict, err := check.Judge(recorded)
	if err != nil {
		return r
	}
	r.Verdict, r.Evidence = verdict, recorded
	return r
}

// Age is how long before the moment as of which it is judged a finding was
// seen; 0 for what was seen then or during the walk.
func (f *Finding) Age() time.Duration {
	if f.AsOf.IsZero() || f.Seen.At.IsZero() || f.Asked {
		return 0
	}
	return max(0, f.AsOf.Sub(f.Seen.At))
}

// ahead is how far in the future, by the clock of the walk, a finding was
// seen.
func (f *Finding) ahead() time.Duration {
	if f.At.IsZero() || f.Seen.At.IsZero() {
		return 0
	}
	return max(0, f.Seen.At.Sub(f.At))
}

// ageSaid is the sentence about the age of what a finding rests on, "" where it
// is fresh. It never counts from the reader's own day.
func ageSaid(f *Finding, l lang.Language, zone *time.Location) string {
	args := tell.Args{"seen_at": tell.At(f.Seen.At)}
	switch {
	case f.Why != nil || f.ByHand:
		return ""
	case f.Age() >= tellAge:
		args["age_span"] = tell.Lasting(f.Age())
		return tell.Fill(lang.Text{
			Ko: "이 진단을 시작하기 {age_span} 전({seen_at})에 본 것입니다.",
			En: "It was seen {age_span} before this walk began, on {seen_at}.",
		}, args, l, zone)
	case f.ahead() >= tellAge:
		args["age_span"] = tell.Lasting(f.ahead())
		return tell.Fill(lang.Text{
			Ko: "본 시각({seen_at})이 진단한 컴퓨터의 시계보다 {age_span} 앞서 있으니 두 시계를 확인하십시오.",
			En: "Its time, {seen_at}, is {age_span} ahead of the clock of this walk; check both clocks.",
		}, args, l, zone)
	default:
		return ""
	}
}

// thenSaid says what a finding was when it was last seen, "" where nothing
// older is known.
func thenSaid(step *Step, f *Finding, l lang.Language, zone *time.Location) string {
	if f.Then == nil {
		return ""
	}
	said := lang.Text{Ko: "{host} 컴퓨터에서 {then_at}에 본 결과: {label}.", En: "On {then_at}, seen on {host}: {label}."}
	if f.Then.Seen.Vantage.Host == "" {
		said = lang.Text{Ko: "{then_at}의 결과: {label}.", En: "On {then_at}: {label}."}
	}
	return tell.Fill(said, tell.Args{
		"label": tell.Words.Of(f.Then.Label(step, l)), "then_at": tell.At(f.Then.Seen.At), "host": tell.Host.Of(f.Then.Seen.Vantage.Host),
	}, l, zone)
}

// sinceThen is what is said of a finding that was seen, but too long ago.
func sinceThen() lang.Text {
	return lang.Text{
		Ko: "그 뒤에 바뀌었을 수 있으므로 지금도 그런지는 알 수 없습니다. 다시 수집하거나 다시 확인하면 볼 수 있습니다.",
		En: "That can have changed since, so it does not say how things are now. Collecting or checking again can supply it.",
	}
}

// wasThen is what a finding was when it was last seen, in brackets behind the
// title of its step in a list; "" where nothing older is known.
func wasThen(step *Step, f Finding, l lang.Language) string {
	if f.Then == nil {
		return ""
	}
	return lang.Text{Ko: " (그때: {label})", En: " (then: {label})"}.Fill(l, lang.Args{"label": f.Then.Label(step, l)})
}

// then is what is told of a finding that was not seen: what it was by its own
// evidence, else what the walk knew before.
func (s *Step) then(own, before *Then) *Then {
	if own == nil {
		own = before
	}
	if own == nil {
		return nil
	}
	told := *own
	if branch := s.Branch(told.On); branch != nil {
		told.Status = branch.Status
	}
	return &told
}

// Label is the outcome of then in two or three words.
func (t *Then) Label(step *Step, l lang.Language) string {
	return label(step, Finding{On: t.On}, l)
}
