package wizard

import (
	"context"
	"testing"

	"example.com/writeback-doctor/probes"
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
			var opened []Access
			inBubble(t, func(r *scripted, c *Config) {
				lacking(r, c, &got)
				c.Language, c.Heard, c.Given = l, heard, copied(heard)
				c.Given.Facts[steps.Domain], c.Given.Account = "corp.contoso.com", `CORP\helper`
				first, again := c.Open, c.Reopen
				c.Open = func(ctx context.Context, a Access) (*Patient, error) {
					opened = append(opened, copied(a))
					return first(ctx, a)
				}
				c.Reopen = func(ctx context.Context, p *Patient, a Access) (*Patient, error) {
					opened = append(opened, copied(a))
					return again(ctx, p, a)
				}
				r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.Untrusted, Host: "dc1.corp.contoso.com"}
			}, func(d *driver) {
				d.called()
				d.without()  // the tenant
				d.sees(want) // the domain was typed, and the controller was not
				d.sees("dc.evil.test")
				d.press("end", "ctrl+u", "enter") // without it
				d.lacks(want)
				d.press("=p4ss", "enter")
				d.hear()
				d.without() // the server
				d.sees("evil.pem")
				d.sees(want)
				d.without()
			})
			if len(opened) != 2 {
				t.Fatalf("opened %d times", len(opened))
			}
			for _, a := range opened {
				if a.Facts[steps.Controller] != "" || a.CAFile != "" || a.Facts[steps.Domain] != "corp.contoso.com" {
					t.Errorf("opened with %+v", a)
				}
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
			inBubble(t, func(r *scripted, c *Config) {
				asksAll(r, c)
				c.Language, c.TokenHost = l, "login.example"
				c.Heard = Access{Facts: steps.Facts{steps.Controller: "dc.evil.test"}}
			}, func(d *driver) {
				d.called()
				d.press("=4", "=contoso.example", "enter", "=an-app", "enter")
				for _, want := range []string{"an-app", "contoso.example", "login.example"} {
					d.sees(want)
				}
				d.without()
				d.press("=corp.contoso.com", "enter", "enter", "=CORP\\helper\u202e", "enter")
				for _, want := range []string{`CORP\helper`, "dc.evil.test", "corp.contoso.com"} {
					d.sees(want)
				}
				d.lacks("\u202e")
			})
		})
	}
}
