package symptom

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestTheServersLogOutranksWords: its steps come first, then those of the words,
// and words end no walk that it has sent somewhere. What nobody knows stays so.
func TestTheServersLogOutranksWords(t *testing.T) {
	t.Parallel()
	const logged = "configuration/password-policy,configuration/user-account"
	policy := []steps.ID{"configuration/password-policy", "configuration/user-account"}
	for words, want := range map[string]struct {
		alone, on steps.Outcome
		behind    []steps.ID
		why       probes.Kind
	}{
		"":             {steps.Answered, "log-first", nil, ""},
		"안녕하세요":        {steps.Answered, "log-first", nil, ""},
		"SSPR_0012":    {"recognised", "log-first", []steps.ID{"configuration/premium-license", "configuration/user-license"}, ""},
		"event 33005":  {"recognised", "log-first", nil, ""},
		"AADSTS120018": {"not-writeback", "log-first", nil, ""},
		"event 31099":  {"unlisted", "unlisted", nil, probes.NoMeaning},
	} {
		alone, v := decideWords(steps.Facts{steps.Words: words}), decideWords(steps.Facts{steps.Words: words, steps.Logged: logged})
		why := probes.Kind("")
		if v.Why != nil {
			why = v.Why.Kind
		}
		if alone.On != want.alone || v.On != want.on || why != want.why {
			t.Errorf("%q: got %s alone and %s (%s) with the log", words, alone.On, v.On, why)
		}
		if expected := slices.Concat(policy, want.behind); !slices.Equal(v.Visit, expected) {
			t.Errorf("%q: begins with %v, want %v", words, v.Visit, expected)
		}
	}
}
