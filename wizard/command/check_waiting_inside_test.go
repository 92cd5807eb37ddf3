package command

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// A check that takes long says what it waits for, on a terminal alone, and
// leaves nothing of that behind.
func TestALongCheckSaysWhatItWaitsFor(t *testing.T) {
	t.Parallel()
	for _, terminal := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var said bytes.Buffer
			a := &app{output: &output.Output{Err: &said, Language: lang.English}, process: Process{Now: time.Now, ErrTerminal: terminal}}
			patient := &steps.Patient{Session: steps.NewSession(catalog.All(), nil)}
			title := patient.Session.Step().Title.En
			w := a.watchCheck(t.Context(), patient)
			heard := func() string {
				w.mu.Lock()
				defer w.mu.Unlock()
				return said.String()
			}
			time.Sleep(2 * time.Second)
			synctest.Wait()
			if got := heard(); got != "" {
				t.Errorf("terminal %t: said %q within two seconds, want nothing", terminal, got)
			}
			time.Sleep(5 * time.Second)
			synctest.Wait()
			if got := heard(); strings.Contains(got, "Looking (6 s): "+title) != terminal {
				t.Errorf("terminal %t: said %q", terminal, got)
			}
			w.next()
			w.end()
			lines := strings.Split(said.String(), "\r")
			if last := lines[max(0, len(lines)-2)]; terminal && strings.TrimSpace(last) != "" {
				t.Errorf("left %q behind", last)
			}
		})
	}
}
