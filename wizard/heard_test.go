package wizard

import (
	"context"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What an answers file alone says is shown as such where it is asked for, in
// either language, and is nobody's word before that.
func TestAttackAnswersOnTheScreens(t *testing.T) {
	t.Parallel()
	heard := Access{Facts: steps.Facts{steps.Controller: "dc.evil.test\x1b[2J"}, CAFile: "evil.pem"}
	for l, want := range map[lang.Language]string{lang.Korean: wordsHeard.Ko, lang.English: wordsHeard.En} {
		t.Run(l.String(), func(t *testing.T) {
			t.Parallel()
			var got Access
			inBubble(t, func(_ *scripted, c *Config) {
				c.Language, c.Heard, c.Given = l, heard, copied(heard)
				c.Given.Facts[steps.Domain], c.Given.Account = "corp.contoso.com", `CORP\helper`
				inner := c.Open
				c.Open = func(ctx context.Context, a Access) (*Patient, error) { got = a; return inner(ctx, a) }
			}, func(d *driver) {
				d.press("=1")
				d.lacks(want) // the domain was typed
				d.press("enter")
				d.sees(want)
				d.sees("dc.evil.test")
				d.press("tab") // without it
				d.lacks(want)
				d.press("enter", "enter", "=p4ss", "enter")
				d.sees(want)
				d.sees("evil.pem")
				d.press("tab")
				d.press("tab", "tab", "tab")
				d.hear()
			})
			if got.Facts[steps.Controller] != "" || got.CAFile != "" || got.Facts[steps.Domain] != "corp.contoso.com" {
				t.Errorf("opened with %+v", got)
			}
		})
	}
}

// The screens that ask for a secret name whose it is and who is shown it.
func TestAttackScreensNameWhoIsShownTheSecret(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		t.Run(l.String(), func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(_ *scripted, c *Config) { c.Language, c.TokenHost = l, "login.example" }, func(d *driver) {
				d.press("=1", "=corp.contoso.com", "enter", "=dc.evil.test", "enter", "=CORP\\helper\u202e", "enter", "enter")
				for _, want := range []string{`CORP\helper`, "dc.evil.test", "corp.contoso.com"} {
					d.sees(want)
				}
				d.lacks("\u202e")
				d.press("=p4ss", "enter", "tab", "=contoso.example", "enter", "=an-app", "enter")
				for _, want := range []string{"an-app", "contoso.example", "login.example"} {
					d.sees(want)
				}
			})
		})
	}
}
