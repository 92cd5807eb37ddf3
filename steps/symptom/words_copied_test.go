package symptom

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// copied is an event as the Event Viewer copies it: as text, and once more as XML. Its
// message names its number in a word as well.
func copied(date, utc string) string {
	return "Log Name:      Application\nSource:        PasswordResetService\nDate:          " + date + "\nEvent ID:      33004\nTask Category: None\n" +
		"Level:         Error\nKeywords:      Classic\nUser:          N/A\nComputer:      SYNC07\nDescription:\n" +
		"TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError, kim@contoso.com\nEvent Xml:\n" +
		"<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n  <System>\n    <Provider Name=\"PasswordResetService\" />\n" +
		"    <EventID Qualifiers=\"0\">33004</EventID>\n    <TimeCreated SystemTime=\"" + utc + "\" />\n    <EventRecordID>512</EventRecordID>\n" +
		"    <Computer>SYNC07</Computer>\n  </System>\n  <EventData>\n    <Data>TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError</Data>\n  </EventData>\n</Event>\n"
}

// TestACopiedEventIsNamedOnce, and of two each once, with the time that says its zone.
func TestACopiedEventIsNamedOnce(t *testing.T) {
	t.Parallel()
	const first, second = "2026-11-23T08:50:00.0000000Z", "2026-11-23T09:10:41.0000000Z"
	one := copied("11/23/2026 5:50:00 PM", first)
	for _, c := range []struct {
		words string
		lines map[string]int
	}{
		{one, map[string]int{"33004: " + first: 0, "33004: 11/23/2026": 0}},
		{one + copied("11/23/2026 6:10:41 PM", second), map[string]int{"33004: " + first: 1, "33004: " + second: 1, "33004: 11/23/2026": 0}},
	} {
		args := argsOf(reader.Read(c.words))
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			var all strings.Builder
			for _, line := range tellWords(args) {
				all.WriteString(tell.Fill(line, args, l, time.UTC) + "\n")
			}
			for line, want := range c.lines {
				if got := strings.Count(all.String(), line); got != want {
					t.Errorf("%s: %q stands there %d times, want %d:\n%s", l, line, got, want, all.String())
				}
			}
		}
	}
	if _, f := steps.Meaning([]steps.Step{Words}, steps.Facts{steps.Words: one}); f.On != "recognised" {
		t.Errorf("it came to %q", f.On)
	}
}
