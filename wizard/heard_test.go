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
