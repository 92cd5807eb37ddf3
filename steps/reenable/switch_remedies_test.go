package reenable

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
)

// Whoever is told to switch writeback on by command is told that E_FAIL is
// answered by switching it off first; what switches off first needs no word.
func TestAfterEFailItBeginsWithOff(t *testing.T) {
	t.Parallel()
	for _, step := range []steps.Step{DisableEnable, RestartService, EventLog} {
		for _, b := range step.Branches {
			for _, r := range b.Remedies() {
				on, off := slices.Index(r.Fix, switchItOn), slices.Index(r.Fix, switchItOff)
				if on >= 0 && off < 0 && !slices.Contains(r.Do, afterEFail) {
					t.Errorf("%s %s switches on and does not say what to do after E_FAIL", step.ID, b.On)
				}
				if on >= 0 && off > on {
					t.Errorf("%s %s switches on before off", step.ID, b.On)
				}
			}
		}
	}
}
