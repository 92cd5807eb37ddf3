package command_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// unneeded are the answers without which a walk may still be healthy, with the
// reason of each. The list is exact.
var unneeded = map[steps.Fact]string{
	steps.Scope:            "how many are affected changes nothing that is looked at for this one user",
	steps.TestUser:         "the canary is for a patient of whom nothing else proves that writeback works",
	steps.Words:            "nobody needs to have read out a code",
	steps.Controller:       "the domain's own records name the controllers",
	steps.ConnectorAccount: "the Connect server says it itself",
}

// TestNoMissingAnswerIsGreen takes away each answer of a sound world in turn.
func TestNoMissingAnswerIsGreen(t *testing.T) {
	t.Parallel()
	for _, fact := range answerable() {
		t.Run(string(fact), func(t *testing.T) {
			t.Parallel()
			world := filepath.Join(t.TempDir(), "world.yaml")
			text := fmt.Sprintf("title: {ko: 답 없음, en: No answer}\nexpect:\n  status: unknown\n  answers: {%s: \"\"}\n", fact)
			if err := os.WriteFile(world, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			code, out, errs := commandtest.Run(t, nil, "check", "--world", world, "--format", "json")
			got := commandtest.Decode(t, out)
			green := code == command.ExitHealthy
			if green != (unneeded[fact] != "") {
				t.Errorf("without %s: exit %d, %s; green is allowed because %q %s", fact, code, got.Verdict.Status, unneeded[fact], errs)
			}
			if !green && (code != command.ExitUnknown || len(got.Verdict.Unknown) == 0) {
				t.Errorf("without %s: exit %d and unknown %v, want what could not be seen", fact, code, got.Verdict.Unknown)
			}
		})
	}
}

// answerable are all answers that a person can give, and those that a step
// asks for: nothing is asked for that is no input.
func answerable() []steps.Fact {
	facts := steps.Inputs()
	for _, step := range catalog.All() {
		for _, q := range slices.Concat(step.Ask, step.Beside) {
			if !slices.Contains(facts, q.Fact) {
				facts = append(facts, q.Fact)
			}
		}
	}
	return facts
}
