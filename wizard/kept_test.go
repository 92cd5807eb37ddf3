package wizard

import (
	"errors"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// joinedText is the screen as it reads.
func (d *driver) joinedText() string { return strings.Join(strings.Fields(d.text()), " ") }

// TestASavedWalkSaysWhenAndWhere, at what saves it, in the language of now; and what
// changed since is said.
func TestASavedWalkSaysWhenAndWhere(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		inBubble(t, func(r *scripted, c *Config) {
			unreachable(r, c)
			c.Language = l
			c.Save = func(*Patient, string) (string, error) { return "/tmp/case.json", nil }
		}, func(d *driver) {
			d.toSummary()
			at := wordsSavedAt.Fill(l, lang.Args{"at": "12:00:00", "path": "/tmp/case.json"})
			since := wordsSavedBefore.Fill(l, lang.Args{"at": "12:00:00", "path": "/tmp/case.json"})
			if got := d.joinedText(); strings.Contains(got, at) {
				t.Errorf("nothing is saved, and it says\n%s", d.text())
			}
			d.press("f7")
			if got := d.joinedText(); !strings.Contains(got, at) {
				t.Errorf("%q is missing in\n%s", at, d.text())
			}
			d.press("f6") // and back: nothing has changed
			d.press("esc", "f9")
			if got := d.joinedText(); !strings.Contains(got, at) || strings.Contains(got, since) {
				t.Errorf("%q is missing in\n%s", at, d.text())
			}
			d.m.walk.patient.Session.Add(steps.Facts{steps.Words: "SSPR_0029"})
			d.press("f9")
			if got := d.joinedText(); !strings.Contains(got, since) || strings.Contains(got, at) {
				t.Errorf("%q is missing in\n%s", since, d.text())
			}
		})
	}
}

// TestWhatIsSavedIsLeftWithoutAQuestion, and what is not, or changed since, or could not
// be saved, with one.
func TestWhatIsSavedIsLeftWithoutAQuestion(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(*driver)
		fail bool
		asks bool
	}{
		"saved":         {do: func(d *driver) { d.press("f7") }},
		"not saved":     {do: func(*driver) {}, asks: true},
		"not written":   {do: func(d *driver) { d.press("f7") }, fail: true, asks: true},
		"changed since": {do: func(d *driver) { d.press("f7"); d.m.walk.patient.Session.Add(steps.Facts{steps.Words: "x"}) }, asks: true},
		"for others":    {do: func(d *driver) { d.pick(wordsReport.Ko); d.press("=1", "esc") }, asks: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(r *scripted, cfg *Config) {
				unreachable(r, cfg)
				cfg.Save = func(*Patient, string) (string, error) {
					if c.fail {
						return "", errors.New("full")
					}
					return "/tmp/case.json", nil
				}
			}, func(d *driver) {
				d.toSummary()
				c.do(d)
				d.pick(wordsToStart.Ko)
				_, start := d.m.screen.(*startScreen)
				if start == c.asks {
					t.Errorf("asks: %v, want %v:\n%s", !start, c.asks, d.text())
				}
			})
		})
	}
}

// TestTheTicketSaysWhoGetsIt, in one line and not in the text that is copied.
func TestTheTicketSaysWhoGetsIt(t *testing.T) {
	t.Parallel()
	copied := ""
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Clipboard = func(text string) error { copied = text; return nil }
	}, func(d *driver) {
		d.toSummary()
		d.pick(wordsCopyTicket.Ko)
		people := d.m.summary().told(d.m.frame()).Cause.People
		if want := wordsTicketFor.Ko + ": " + people; people == "" || strings.Count(d.text(), want) != 1 || strings.Contains(copied, want) || copied == "" {
			t.Errorf("%q is not there once, or is copied:\n%s\n%q", want, d.text(), copied)
		}
	})
}
