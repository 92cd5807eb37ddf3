package wizard

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// A look that began in the background has a beginning before anybody asked
// the patient's clock what time it is.
func TestALookOfTheBackgroundIsDrawnBeforeTheFirstTick(t *testing.T) {
	t.Parallel()
	step := fixtureIdle()
	s := newChecking(fixturePatient(fixtureRunner()), &step)
	s.since = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	view := s.View(frame{width: 80, height: 24, language: lang.English, theme: newTheme(true, true)})
	if !strings.Contains(view, "[....") || !strings.Contains(view, " 0 ") {
		t.Errorf("got %q, want an empty bar and no time gone by", view)
	}
}
