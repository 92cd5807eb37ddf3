package casefile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/mask"
	"example.com/writeback-doctor/steps/symptom"
	"example.com/writeback-doctor/steps/tell"
)

// Mask returns the report with names replaced, as [mask] does it, so that it
// can go to people outside and still be judged. Only values are touched, never
// the IDs of the tree. What a finding says is taken from its masked evidence,
// so that whoever opens the masked file reads the same.
func Mask(tree []steps.Step, r Report) (Report, error) {
	m := masker{names: mask.New(), tree: tree}
	m.learn(r)
	r.Patient, r.Masked = m.names.Text(r.Patient), true
	r.Facts = m.facts(r.Facts)
	r.Comparison = m.comparison(r.Comparison)
	r.Acted = m.acted(r.Acted)
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		if err := m.finding(&r.Findings[i]); err != nil {
			return Report{}, fmt.Errorf("mask %s: %w", r.Findings[i].Step, err)
		}
	}
	return r, nil
}

// masker masks one report.
type masker struct {
	names *mask.Names
	tree  []steps.Step
}

func (m *masker) finding(f *steps.Finding) error {
	f.Args, f.Learned = m.args(f.Args), m.facts(f.Learned)
	f.Seen.Vantage.Host = m.names.Text(f.Seen.Vantage.Host)
	f.Why = m.obstacle(f.Why)
	f.Span = m.span(f.Span)
	if f.Light != nil {
		light := *f.Light
		light.Since, f.Light = m.span(light.Since), &light
	}
	if f.Then != nil {
		then := *f.Then
		then.Args, then.Seen.Vantage.Host = m.args(then.Args), m.names.Text(then.Seen.Vantage.Host)
		f.Then = &then
	}
	of := m.shape(f.Step)
	if f.Evidence == nil || of == nil { // of a step that is gone nobody can say whom it names
		f.Evidence = nil
		return nil
	}
	text, err := m.names.Evidence(of, f.Evidence)
	if err != nil {
		return err
	}
	f.Evidence = text
	m.judge(f)
	return nil
}

func (m *masker) span(s *steps.Span) *steps.Span {
	if s == nil {
		return nil
	}
	masked := *s
	masked.Host = m.names.Text(s.Host)
	return &masked
}

// shape is the type of a step's evidence, nil for a step without any.
func (m *masker) shape(id steps.ID) reflect.Type {
	at := slices.IndexFunc(m.tree, func(s steps.Step) bool { return s.ID == id })
	if at < 0 || m.tree[at].Check == nil {
		return nil
	}
	return steps.Shape(m.tree[at].Check)
}

// judge takes the words of a finding from its masked evidence.
func (m *masker) judge(f *steps.Finding) {
	at := slices.IndexFunc(m.tree, func(s steps.Step) bool { return s.ID == f.Step })
	if at < 0 || f.ByHand || m.tree[at].Check == nil {
		return
	}
	verdict, err := m.tree[at].Check.Judge(f.Evidence)
	switch {
	case err != nil:
	case verdict.On == f.On:
		f.Args, f.Learned, f.Why = verdict.Args, verdict.Learned, verdict.Why
	case f.Then != nil && verdict.On == f.Then.On: // it has passed
		f.Then.Args, f.Learned = verdict.Args, verdict.Learned
	}
}

func (m *masker) args(args tell.Args) tell.Args {
	masked := make(tell.Args, len(args))
	for name, value := range args {
		masked[name] = m.names.Told(value)
	}
	return masked
}

func (m *masker) facts(facts steps.Facts) steps.Facts {
	masked := facts.With(nil)
	m.names.MaskAll(masked)
	if words := facts[steps.Words]; words != "" { // a screen that somebody pasted may name anybody
		masked[steps.Words] = strings.Join(symptom.Masked(words), " ")
	}
	return masked
}
