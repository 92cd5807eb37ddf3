package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// TestGoingOnWithoutAPasswordKeepsTheRest: domain and account stand among the answers,
// and one comes back to them; nothing was opened with an account that has no password.
func TestGoingOnWithoutAPasswordKeepsTheRest(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		var given []Access
		inBubble(t, func(r *scripted, c *Config) {
			var last Access
			lacking(r, c, &last)
			c.Language = l
			inner := c.Reopen
			c.Reopen = func(ctx context.Context, p *Patient, a Access) (*Patient, error) {
				given = append(given, copied(a))
				return inner(ctx, p, a)
			}
		}, func(d *driver) {
			d.called()
			d.without() // the tenant
			d.press("=corp.contoso.com", "enter", `=CORP\helper`, "enter")
			if d.question() != "" && !strings.Contains(d.text(), `CORP\helper`) {
				t.Fatalf("asks\n%s", d.text())
			}
			d.press("=p4ss-half", "tab")
			d.hear()
			facts := d.m.walk.patient.Session.Facts()
			if facts[steps.Domain] != "corp.contoso.com" || !facts.Declines(steps.WantDirectory) {
				t.Errorf("%s: knows %q, and goes on without %q", l, facts[steps.Domain], facts[steps.Declined])
			}
			d.press("f6")
			d.sees("corp.contoso.com")
			d.sees(wanted.Labels.Account.In(l) + `: CORP\helper`)
			d.pick(wanted.Labels.Account.In(l))
			d.sees(`> CORP\helper`)
			d.press("enter", "enter")
			d.sees("corp.contoso.com")
			d.lacks("아무 데도 보내지")
			d.lacks("for nobody")
			d.press("=p4ss", "enter")
			d.hear()
			if len(given) != 1 || given[0].Account != `CORP\helper` || string(given[0].Password) != "p4ss" {
				t.Fatalf("%s: opened with %+v", l, given)
			}
			if facts := d.m.walk.patient.Session.Facts(); facts.Declines(steps.WantDirectory) || facts[steps.Domain] != "corp.contoso.com" {
				t.Errorf("%s: afterwards it knows %q and goes on without %q", l, facts[steps.Domain], facts[steps.Declined])
			}
		})
	}
}

// TestWhatIsNotUsedOpensNothing: an account that was typed and then left goes along with
// nothing else that is given.
func TestWhatIsNotUsedOpensNothing(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) { lacking(r, c, &given) }, func(d *driver) {
		d.called()
		d.without()
		d.press("=corp.contoso.com", "enter", `=CORP\helper`, "enter", "tab")
		d.hear()
		for range 5 {
			if d.question() == wanted.Labels.ServerFile.Ko {
				break
			}
			d.press("enter")
			d.hear()
		}
		d.press("=/server.json", "enter")
		d.hear()
		if given.ServerFile != "/server.json" || given.Account != "" {
			t.Errorf("opened with %+v", given)
		}
	})
}

// TestASignInWithoutADomainAsksForItFirst: else the password would go to nobody.
func TestASignInWithoutADomainAsksForItFirst(t *testing.T) {
	t.Parallel()
	var given Access
	toAccount := func(d *driver) {
		d.called()
		d.without()
		d.without()
		d.press("f6")
		d.pick(wanted.Labels.Account.Ko)
		d.sees(wanted.Labels.Domain.Ko)
	}
	open := func(r *scripted, c *Config) {
		lacking(r, c, &given)
		inner := c.Open
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			a.Facts = steps.Facts{steps.User: "hong@contoso.com"}
			return inner(ctx, a)
		}
	}
	inBubble(t, open, func(d *driver) {
		toAccount(d)
		d.press("=corp.contoso.com", "enter", `=CORP\helper`, "enter", "enter")
		d.lacks("아무 데도 보내지")
		d.sees("corp.contoso.com")
		d.press("=p4ss", "enter")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Domain]; got != "corp.contoso.com" || given.Account != `CORP\helper` {
			t.Errorf("knows %q, opened with %+v", got, given)
		}
	})
	inBubble(t, open, func(d *driver) { // and without one there is nobody to sign in to
		toAccount(d)
		d.press("enter")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Domain]; got != "" || given.Account != "" {
			t.Errorf("knows %q, opened with %+v", got, given)
		}
	})
}

// TestEveryAnswerSaysWhatItIs: none but those whose label says it all has only the
// sentence about an empty one.
func TestEveryAnswerSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for _, name := range steps.Inputs() {
		s := newCorrection(catalog.All(), name, "")
		if help := s.field.help; help.Empty() || help == wordsCorrectionHelp && len(s.field.choices) == 0 {
			t.Errorf("%s has no help: %q", name, help.En)
		}
	}
}

// TestTheCountNeverGrows, whatever is answered: how many there are is said once it
// hangs on no list any more.
func TestTheCountNeverGrows(t *testing.T) {
	t.Parallel()
	place := wanted.Place{Remote: true, Ways: []string{wanted.ByBrowser, wanted.ByDeviceCode, wanted.ByCertificate, wanted.BySecret, wanted.ByNone}}
	all := map[string][]entry{
		"directory": wanted.Directory(), "no domain": wanted.DirectoryFor(Access{}), "tenant": wanted.Tenant(place.Ways), "application": wanted.Tenant(nil), "server": wanted.Server(),
	}
	for _, w := range steps.Wants() {
		all["lacking "+string(w)] = wanted.For(w, place, Access{Facts: steps.Facts{}}, Access{Facts: steps.Facts{steps.Controller: "dc"}}, steps.Finding{})
	}
	for name, entries := range all {
		ways, counted := 0, 0
		var answer func(given []string)
		answer = func(given []string) {
			over := false
			s := newInputs(entries, Access{Facts: steps.Facts{}}, Config{}, func(Access) tea.Msg { over = true; return nil })
			before := 0
			for i := range len(given) + 1 {
				if n, of := s.count(); of > 0 {
					counted++
					if n != i+1 || n > of || before > 0 && of > before {
						t.Errorf("%s: after %q it counts %d/%d, and counted %d before", name, given[:i], n, of, before)
					}
					before = of
				}
				if i == len(given) {
					break
				}
				s.values[s.at] = given[i]
				if cmd := s.next(); cmd != nil {
					cmd()
				}
				if over {
					ways++
					return
				}
			}
			next := []string{"", "x"}
			if len(s.field.choices) > 0 {
				next = nil
				for _, c := range s.field.choices {
					next = append(next, c.Value)
				}
			}
			for _, one := range next {
				answer(append(slices.Clone(given), one))
			}
		}
		answer(nil)
		if ways < 2 || counted == 0 {
			t.Errorf("%s: %d ways through it, %d counted", name, ways, counted)
		}
	}
}
