package casefile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// sweep replaces every secret that stands in text.
func sweep(text []byte, secrets []probes.Secret) []byte {
	for _, s := range secrets {
		if s.Empty() {
			continue
		}
		quoted, err := json.Marshal(s.Reveal())
		if err != nil {
			continue
		}
		text = bytes.ReplaceAll(text, quoted[1:len(quoted)-1], []byte("[hidden]"))
	}
	return text
}

// Mask returns the report with the names of people, machines and the tenant
// replaced, each always by the same word, so that it can go to people outside
// and still be judged: public host names, well-known SIDs and the numbers
// that decide stay. Only values are touched, never the IDs of the tree.
func Mask(r Report) (Report, error) {
	m := masker{words: map[string]string{}, counts: map[string]int{}, sids: map[string]int{}}
	m.learn(r)
	r.Patient, r.Masked = m.apply(r.Patient), true
	r.Facts = m.facts(r.Facts)
	r.Comparison = m.comparison(r.Comparison)
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		if err := m.finding(&r.Findings[i]); err != nil {
			return Report{}, fmt.Errorf("mask %s: %w", r.Findings[i].Step, err)
		}
	}
	return r, nil
}

func (m *masker) finding(f *steps.Finding) error {
	args := make(lang.Args, len(f.Args))
	for name, value := range f.Args {
		args[name] = m.apply(value)
	}
	f.Args, f.Learned = args, m.facts(f.Learned)
	f.Seen.Vantage.Host = m.apply(f.Seen.Vantage.Host)
	if f.Why != nil {
		why := *f.Why
		why.Host, why.Needs = m.apply(why.Host), m.apply(why.Needs)
		f.Why = &why
	}
	if f.Evidence == nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(f.Evidence))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return fmt.Errorf("read the evidence: %w", err)
	}
	text, err := json.Marshal(m.value(value))
	if err != nil {
		return fmt.Errorf("write the evidence: %w", err)
	}
	f.Evidence = text
	return nil
}

// value masks every string in decoded JSON. Keys are ours and stay, but for
// those that are names themselves.
func (m *masker) value(v any) any {
	switch v := v.(type) {
	case string:
		return m.apply(v)
	case []any:
		for i := range v {
			v[i] = m.value(v[i])
		}
	case map[string]any:
		masked := make(map[string]any, len(v))
		for key, part := range v {
			if strings.ContainsAny(key, `.@\ `) {
				key = m.apply(key)
			}
			masked[key] = m.value(part)
		}
		return masked
	}
	return v
}

// plainFacts have words of ours as values, or numbers.
var plainFacts = []steps.Fact{steps.Scope, steps.Surface, steps.TenantSwitch, steps.Started, steps.ConnectVersion}

func (m *masker) facts(facts steps.Facts) steps.Facts {
	masked := facts.With(nil)
	for name, value := range masked {
		if !slices.Contains(plainFacts, name) {
			masked[name] = m.apply(value)
		}
	}
	return masked
}
