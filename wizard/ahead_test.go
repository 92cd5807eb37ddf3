package wizard

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/forecast"
)

// TestWhatIsAnnouncedStandsOnTheSummary: the first changes, in both languages
// and in the ticket, and the way to the rest.
func TestWhatIsAnnouncedStandsOnTheSummary(t *testing.T) {
	t.Parallel()
	day := time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)
	foreseen := forecast.Forecast{At: day.AddDate(0, 0, -3), Own: true}
	for _, kind := range []forecast.Kind{forecast.Methods, forecast.ConnectLowest, forecast.Certificate, forecast.Account} {
		foreseen.Ahead = append(foreseen.Ahead, forecast.Announcement{
			ID: string(kind), Kind: kind, Day: day, User: "kim@contoso.com", What: []string{"2.6.84.0"}, Has: []string{"mobilePhone"},
			Confidence: forecast.Announced, Source: "MC1426371", Checked: day.AddDate(0, 0, -5),
		})
	}
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Ahead = func(*Patient) forecast.Forecast { return foreseen }
	}, func(d *driver) {
		d.toSummary()
		d.send(tea.WindowSizeMsg{Width: 120, Height: 60})
		for _, want := range [][]string{
			{"예고된 변경", "2027-02-01 전에 kim@contoso.com", "MC1426371", "나머지 2줄"},
			{"Announced changes", "Before 2027-02-01 have another method registered (owner: helpdesk)", "MC1426371", "2 more stand"},
		} {
			for _, one := range want {
				d.sees(one)
			}
			d.press("ctrl+l")
		}
		ticket := strings.Join(d.m.summary().ticket(d.m.frame(), ""), "\n")
		if strings.Contains(ticket, "MC1426371") || !strings.Contains(ticket, "별개") && !strings.Contains(ticket, "a separate matter: 4") {
			t.Errorf("what is announced stands in the ticket:\n%s", ticket)
		}
		var out strings.Builder
		if err := d.m.farewell(&out); err != nil || !strings.Contains(out.String(), "MC1426371") {
			t.Errorf("the normal screen lacks it: %v\n%s", err, out.String())
		}
	})
}
