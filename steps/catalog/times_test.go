package catalog

import (
	"regexp"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// fromNow is a length of time that counts from the day of whoever reads it:
// "2 minutes ago", "in 3 h", "2분 전" without what it is before.
var fromNow = map[lang.Language]*regexp.Regexp{
	lang.English: regexp.MustCompile(`\b(ago|earlier|from now|yesterday)\b|\bin \{(minutes|hours|days|age|wait|left)\}`),
	lang.Korean:  regexp.MustCompile(`(^|[^기]) ?\{((minutes|hours|days)\}(분|시간|일)|(age|wait|left)\}) (전|뒤|후)|방금 전|어제`),
}

// before says what a length of time in Korean is before.
var before = regexp.MustCompile(`기 \{age\} 전`)

// TestNoSentenceCountsFromTheReadersDay: the same sentence stands in a case of
// last week, so it names a moment, or says what it counts from.
func TestNoSentenceCountsFromTheReadersDay(t *testing.T) {
	t.Parallel()
	all := All()
	for i := range all {
		for _, b := range all[i].Branches {
			texts := append([]lang.Text{b.Say}, b.Details...)
			for _, r := range b.Remedies() {
				texts = slices.Concat(texts, r.Do, []lang.Text{r.Where, r.Changes, r.Proof})
			}
			for _, text := range texts {
				for l, forbidden := range fromNow {
					if found := forbidden.FindString(before.ReplaceAllString(text.In(l), "")); found != "" {
						t.Errorf("%s %s counts from the reader's day (%q): %s", all[i].ID, b.On, found, text.In(l))
					}
				}
			}
		}
	}
}

// unitOfOurs is a unit of time behind a blank.
var unitOfOurs = regexp.MustCompile(`\{[a-z_]+\} ?(초|분|시간|일(?:[^가-힣]|입)|day\(s\)|(s|min|h|seconds?|minutes?|hours?|days?)\b)`)

// TestLengthsOfTimeAreCountedWithTheirUnits: a unit that stands in the sentence
// fits one length of time, and makes "0.08 day(s)" of another.
func TestLengthsOfTimeAreCountedWithTheirUnits(t *testing.T) {
	t.Parallel()
	all := All()
	for i := range all {
		for _, b := range all[i].Branches {
			texts := append([]lang.Text{b.Say}, b.Details...)
			for _, r := range b.Remedies() {
				texts = slices.Concat(texts, r.Do, []lang.Text{r.Where, r.Changes, r.Proof})
			}
			for _, text := range texts {
				if found := unitOfOurs.FindString(text.Ko + " " + text.En); found != "" {
					t.Errorf("%s %s counts in a unit of its own (%q): %s", all[i].ID, b.On, found, text.En)
				}
			}
		}
	}
}

// TestEveryCheckSaysHowLongItKeeps: the lists are exact, so that a new check
// has to be thought about.
func TestEveryCheckSaysHowLongItKeeps(t *testing.T) {
	t.Parallel()
	var lasting, apart []string
	all := All()
	for i := range all {
		if all[i].Check != nil && all[i].Keeps != steps.Passing && all[i].Keeps != steps.Lasting {
			t.Errorf("%s keeps for %s", all[i].ID, all[i].Keeps)
		}
		if all[i].Keeps == steps.Lasting {
			lasting = append(lasting, string(all[i].ID))
		}
		for _, b := range all[i].Branches {
			if b.Keeps != 0 {
				apart = append(apart, string(all[i].ID)+"#"+string(b.On))
			}
		}
	}
	if want := []string{
		"configuration/connect-application", "configuration/preferred-dc", "configuration/effective-rights", "configuration/protected-user",
		"configuration/remote-sam", "configuration/ou-name", "connectivity/connect-version", "connectivity/agent-version",
		"connectivity/outbound-tls", "connectivity/proxy", "reenable/escalate",
	}; !slices.Equal(lasting, want) {
		t.Errorf("steps that keep: got %v, want %v; a new setting is added here", lasting, want)
	}
	if want := []string{
		"configuration/sync-engine#staging", "configuration/sync-engine#staging-beside", "configuration/sync-engine#staging-unclear", "configuration/sync-engine#not-installed", "configuration/sync-engine#cloud-sync",
		"configuration/writeback-switch#onboarding-required", "configuration/writeback-switch#off",
		"connectivity/proxy#no-way-out", "connectivity/proxy#changed-since-start", "connectivity/proxy#sign-in-required", "connectivity/proxy#refuses-host", "connectivity/proxy#unreadable",
	}; !slices.Equal(apart, want) {
		t.Errorf("otherwise than their step: got %v, want %v", apart, want)
	}
}
