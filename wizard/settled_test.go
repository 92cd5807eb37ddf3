package wizard

import (
	"context"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What is the same every day is asked of nobody; what was given goes before it, and
// the answers can change it.
func TestWhatIsRememberedIsNotAsked(t *testing.T) {
	t.Parallel()
	var got Access
	var asked []string
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &got)
		c.Remembered = Access{
			Facts:    steps.Facts{steps.Domain: "corp.contoso.com", steps.Controller: "dc9.corp.contoso.com", steps.Tenant: "contoso.com", steps.SyncServer: "entra01"},
			ClientID: "app-1", CAFile: "/ca.pem", TenantSignIn: "secret",
		}
		c.Given = Access{Facts: steps.Facts{steps.Controller: "dc1.corp.contoso.com"}}
	}, func(d *driver) {
		d.called()
		asked = d.asksInTurn()
		d.press("f6")
		d.sees("corp.contoso.com")
	})
	if want := []string{"디렉터리에 로그인할 계정"}; !slices.Equal(asked, want) {
		t.Errorf("asks %q, want %q", asked, want)
	}
	if got.Facts[steps.Domain] != "corp.contoso.com" || got.Facts[steps.Controller] != "dc1.corp.contoso.com" || got.Facts[steps.Tenant] != "contoso.com" || got.ClientID != "app-1" {
		t.Errorf("opened with %+v", got)
	}
}

// What the company has set is asked of nobody and changed by nobody.
func TestWhatTheCompanyHasSetStays(t *testing.T) {
	t.Parallel()
	var got []Access
	inBubble(t, func(r *scripted, c *Config) {
		asksAll(r, c)
		unreachable(r, nil)
		c.Language = lang.English
		c.Locked = Access{Facts: steps.Facts{steps.Domain: "corp.contoso.com", steps.Tenant: "contoso.com"}, ClientID: "app-1", CAFile: "/ca.pem"}
		c.Given = Access{Facts: steps.Facts{steps.Tenant: "evil.example"}, ClientID: "evil"}
		c.Discover = func(context.Context, Access) (found, offered Access) {
			return Access{Facts: steps.Facts{steps.Domain: "found.example"}, ClientID: "found"}, Access{}
		}
		first, again := c.Open, c.Reopen
		c.Reopen = func(ctx context.Context, p *Patient, a Access) (*Patient, error) {
			got = append(got, copied(a))
			return again(ctx, p, a)
		}
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			got = append(got, copied(a))
			return first(ctx, a)
		}
	}, func(d *driver) {
		d.called()
		d.press("=4") // by a secret: neither the tenant nor the app is asked for
		d.sees("Client secret of that app")
		d.press("=s3cret-word", "enter")
		d.hear()
		d.sees("Account to sign in") // nor the domain
		d.press("=CORP\\helper", "enter", "=p4ss-word", "enter")
		d.hear()
		d.without()
		d.press("f6")
		for _, what := range []steps.Supply{steps.CAFile, steps.TenantApp} {
			s := d.m.newAnswers(what, "")
			d.send(coverMsg{screen: s})
			d.press("enter")
			if what == steps.CAFile {
				d.sees(wordsLocked.En)
			} else {
				d.sees("How to sign in to the tenant") // a secret is nobody's to set
				d.press("enter", "enter", "=n3w-secret", "enter")
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
	if len(got) != 4 {
		t.Fatalf("opened %d times", len(got))
	}
	for _, a := range got {
		if a.ClientID != "app-1" || a.CAFile != "/ca.pem" || a.Facts[steps.Tenant] != "contoso.com" {
			t.Errorf("opened with %+v", a)
		}
	}
}
