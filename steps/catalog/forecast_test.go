package catalog_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/forecast"
)

// verdictOf judges evidence by a step of the tree.
func verdictOf(t *testing.T, id steps.ID, evidence map[string]any) steps.Verdict {
	t.Helper()
	tree := catalog.All()
	i := slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == id })
	text, err := json.Marshal(evidence)
	if err != nil {
		t.Fatal(err)
	}
	v, err := tree[i].Check.Judge(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func dayIn(t *testing.T, id string) time.Time {
	t.Helper()
	for _, c := range forecast.Embedded().Changes {
		if c.ID == id {
			return c.Day
		}
	}
	t.Fatalf("the table of the program lacks %s", id)
	return time.Time{}
}

// TestTheForecastAgreesWithTheSteps holds the days of the table against those by
// which the steps judge: a change is told ahead until the day on which its step
// takes it over.
func TestTheForecastAgreesWithTheSteps(t *testing.T) {
	t.Parallel()
	registered := func(method string) steps.Verdict {
		return verdictOf(t, "configuration/sspr-enabled", map[string]any{
			"asked": "kim", "tenant_switch": "on", "at": "2026-11-23T09:00:00Z",
			"registration": map[string]any{
				"at": "2026-11-23T09:00:00Z", "found": true, "administrator": false, "enabled": true, "registered": true, "capable": true, "methods": []string{method},
			},
		})
	}
	installed := func(version string) steps.Verdict {
		return verdictOf(t, "connectivity/connect-version", map[string]any{
			"now": "2026-11-23T09:00:00Z", "product": map[string]any{"read": true, "version": version}, "service": map[string]any{"read": true, "state": "Running"},
		})
	}
	for id, want := range map[string]string{
		"text-and-voice-end":      registered("mobilePhone").Args["phones_end"].String(),
		"security-questions-end":  registered("securityQuestion").Args["questions_end"].String(),
		"connect-lowest-2.6.84.0": installed("2.6.3.0").Args["announced_day"].String(),
	} {
		if got := dayIn(t, id).Format(time.DateOnly); got != want {
			t.Errorf("%s: the table has %s, the step %s", id, got, want)
		}
	}
	for _, v := range []string{"2.5.79.0", "2.5.190.0", "2.6.1.0", "2.6.3.0", "2.6.84.0", "2.6.91.0"} {
		last := dayIn(t, "connect-support-"+v).AddDate(0, 0, -1).Format(time.DateOnly)
		if want := installed(v).Args["ends_day"].String(); last != want {
			t.Errorf("support of %s: the table has %s, the step %s", v, last, want)
		}
	}
	for _, c := range forecast.Embedded().Changes {
		if c.Kind == forecast.ConnectSupport && !c.Day.IsZero() && installed(c.Where[0]).On == "unlisted" {
			t.Errorf("%s is about a version that no step knows", c.ID)
		}
	}
}
