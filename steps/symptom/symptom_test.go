package symptom_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/steps/symptom"
	"example.com/writeback-doctor/steps/symptom/heard"
)

func TestEveryStepOfTheStageIsProven(t *testing.T) {
	t.Parallel()
	stepstest.Prove(t, catalog.All(), "symptom", "testdata")
}

// everyCode is every code of the ranges that the tables draw from, and each
// result code and source line.
func everyCode() []string {
	codes := []string{
		"0x8023061F", "0x80230619", "0x80230626", "0x8023062C", "0x80230402", "0x80230405", "0x800700CE", "0x800706BA",
		"admaexport.cpp(2837)", "admaexport.cpp(2939)", "admaexport.cpp(2944)",
		"event 4724", "event 6306", "event 6329", "event 6800",
	}
	for _, message := range heard.Messages() {
		codes = append(codes, message.Mark())
	}
	for n := range 100 {
		codes = append(codes, fmt.Sprintf("SSPR_%04d", n), fmt.Sprintf("AADSTS%06d", 120000+n))
	}
	for n := 31000; n < 33020; n++ {
		codes = append(codes, fmt.Sprintf("event %d", n))
	}
	return codes
}

func TestEveryImplicatedStepStandsInTheTree(t *testing.T) {
	t.Parallel()
	all, visited := catalog.All(), map[steps.ID]bool{}
	for _, code := range everyCode() {
		for _, id := range symptom.Words.Decide(steps.Facts{steps.Words: code}).Visit {
			visited[id] = true
		}
	}
	if len(visited) < 20 {
		t.Errorf("all codes together implicate only %d steps", len(visited))
	}
	for id := range visited {
		if !slices.ContainsFunc(all, func(s steps.Step) bool { return s.ID == id }) {
			t.Errorf("a code implicates %s, which the tree does not have", id)
		}
	}
}

// guided are the codes of which the public remedy is to switch writeback off and
// on again: "Troubleshoot self-service password reset writeback" says so of these
// events and of a password that cannot be decrypted, and of 8023061F, which a forest added later brings. The step that they
// lead to guides a person and acts on nothing.
var guided = []string{"#keys", "0x8023061F", "event 32003", "event 32004", "event 32005", "event 32007", "event 32008", "event 32010"}

// A symptom must not skip the order of safety: what acts comes last, and only
// when everything before it is sound. Where the public remedy is the last step
// itself, the walk begins there and goes on along the trunk.
func TestNoOtherCodeLeadsStraightToAnAction(t *testing.T) {
	t.Parallel()
	var led []string
	for _, code := range everyCode() {
		for _, id := range symptom.Words.Decide(steps.Facts{steps.Words: code}).Visit {
			switch {
			case id == "reenable/disable-enable" && !slices.Contains(led, code):
				led = append(led, code)
			case strings.HasPrefix(string(id), "reenable/"):
				t.Errorf("%s leads to %s", code, id)
			}
		}
	}
	slices.Sort(led)
	if !slices.Equal(led, guided) {
		t.Errorf("%q lead to switching off and on, want %q", led, guided)
	}
}

func TestASymptomGoesFirstAndTheTrunkGoesOn(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for words, want := range map[string][]steps.ID{
		"SSPR_0012": {"configuration/premium-license", "configuration/user-license", "configuration/user-origin"},
		"32004":     {"reenable/disable-enable", "configuration/writeback-switch", "configuration/sync-engine", "configuration/premium-license"},
		"도메인 관리자만 재설정이 거부돼요": {"configuration/protected-user", "configuration/effective-rights", "configuration/premium-license"},
	} {
		session := steps.NewSession(catalog.All(), nil)
		if _, err := session.Answer(steps.Facts{steps.User: " kim@contoso.com ", steps.Scope: "one", steps.Surface: "sspr"}, noon); err != nil {
			t.Fatal(err)
		}
		if _, err := session.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, noon); err != nil { // the server's log
			t.Fatal(err)
		}
		if _, err := session.Answer(steps.Facts{steps.Words: words}, noon); err != nil {
			t.Fatal(err)
		}
		var walked []steps.ID
		for len(walked) < len(want) {
			walked = append(walked, session.Step().ID)
			if _, err := session.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoTenant}, noon); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(walked, want) {
			t.Errorf("%s: got %v, want %v", words, walked, want)
		}
		if got := session.Facts()[steps.User]; got != "kim@contoso.com" {
			t.Errorf("the name is kept as %q, want it tidied", got)
		}
	}
}

func TestABlindAlleyOfTheSurfaceEndsTheWalk(t *testing.T) {
	t.Parallel()
	session := steps.NewSession(catalog.All(), nil)
	finding, err := session.Answer(steps.Facts{steps.Surface: "m365-admin-center"}, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if session.Step() != nil || finding.Status != steps.Warning {
		t.Errorf("got %s (%s), next %v; want a warning and the end", finding.On, finding.Status, session.Step())
	}
}
