package wizard

import (
	"context"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What is the same every day is the default of the start screens, and said to be;
// what was given goes before it.
func TestWhatIsRememberedIsADefault(t *testing.T) {
	t.Parallel()
	for l, want := range map[lang.Language]string{lang.Korean: wordsRemembered.Ko, lang.English: wordsRemembered.En} {
		t.Run(l.String(), func(t *testing.T) {
			t.Parallel()
			var got Access
			inBubble(t, func(_ *scripted, c *Config) {
				c.Language = l
				c.Remembered = Access{
					Facts:    steps.Facts{steps.Domain: "corp.contoso.com", steps.Controller: "dc9.corp.contoso.com", steps.Tenant: "contoso.com"},
					ClientID: "app-1", CAFile: "/ca.pem",
				}
				c.Given = Access{Facts: steps.Facts{steps.Controller: "dc1.corp.contoso.com"}}
				c.Open = func(_ context.Context, a Access) (*Patient, error) {
					got = copied(a)
					return fixturePatient(fixtureRunner()), nil
				}
			}, func(d *driver) {
				d.press("=1")
				d.sees("corp.contoso.com")
				d.sees(want)
				d.press("enter")
				d.sees("dc1.corp.contoso.com")
				d.lacks(want)
				d.press("enter", "tab")
				d.sees("contoso.com")
				d.sees(want)
				d.press("=other.example", "enter", "enter", "tab", "tab", "tab", "tab")
				d.hear()
			})
			if got.Facts[steps.Domain] != "corp.contoso.com" || got.Facts[steps.Controller] != "dc1.corp.contoso.com" || got.Facts[steps.Tenant] != "other.example" || got.ClientID != "app-1" {
				t.Errorf("opened with %+v", got)
			}
		})
	}
}

// What the company has set is asked of nobody and changed by nobody.
func TestWhatTheCompanyHasSetStays(t *testing.T) {
	t.Parallel()
	var got []Access
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, nil)
		c.Language = lang.English
		c.Locked = Access{Facts: steps.Facts{steps.Domain: "corp.contoso.com", steps.Tenant: "contoso.com"}, ClientID: "app-1", CAFile: "/ca.pem"}
		c.Given = Access{Facts: steps.Facts{steps.Tenant: "evil.example"}, ClientID: "evil"}
		c.Discover = func(context.Context, steps.Facts) Access {
			return Access{Facts: steps.Facts{steps.Domain: "found.example"}, CAFile: "/found.pem"}
		}
		c.Reopen = func(_ context.Context, p *Patient, a Access) (*Patient, error) {
			got = append(got, copied(a))
			return p, nil
		}
		c.Open = func(_ context.Context, a Access) (*Patient, error) {
			got = append(got, copied(a))
			return fixturePatient(r), nil
		}
	}, func(d *driver) {
		d.press("=1")
		d.lacks(wordsDomain.En)
		d.sees(wordsController.En)
		d.press("tab", "=CORP\\helper", "enter", "enter", "=p4ss-word", "enter")
		d.sees(wordsClientSecret.En) // neither the CA file nor the tenant nor the app
		d.press("=s3cret-word", "enter", "tab", "tab", "tab")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.press("f6")
		for _, what := range []steps.Supply{steps.CAFile, steps.TenantApp} {
			s := d.m.newAnswers(what, "")
			d.send(coverMsg{screen: s})
			d.press("enter")
			if what == steps.CAFile {
				d.sees(wordsLocked.En)
			} else {
				d.sees(wordsClientSecret.En) // a secret is nobody's to set
				d.press("=n3w-secret", "enter")
				d.hear()
			}
		}
		for at, name := range steps.Inputs() {
			if name == steps.Domain {
				s := d.m.newAnswers(steps.NoSupply, name)
				s.menu.at = at
				d.send(coverMsg{screen: s})
				d.press("enter")
				d.sees(wordsLocked.En)
			}
		}
	})
	if len(got) != 2 {
		t.Fatalf("opened %d times", len(got))
	}
	for _, a := range got {
		if a.ClientID != "app-1" || a.CAFile != "/ca.pem" || a.Facts[steps.Tenant] != "contoso.com" {
			t.Errorf("opened with %+v", a)
		}
	}
}
