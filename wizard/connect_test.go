package wizard

import (
	"context"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// suggesting makes the file that is opened say where to connect to.
func suggesting(_ *scripted, c *Config) {
	c.Given = Access{Account: `CORP\helper`, Password: []byte("hunter2-secret")}
	inner := c.File
	c.File = func(ctx context.Context, path string) (*Patient, error) {
		p, err := inner(ctx, path)
		p.Hearsay = steps.Heard(steps.Facts{steps.Domain: "corp.contoso.com", steps.Controller: "dc.evil.test\x1b[2J"})
		return p, err
	}
}

// A case file is opened, and keys are pressed in a hurry: nothing is confirmed
// and nothing is looked at unless somebody picked it.
func TestAttackFileHurriesThePerson(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"nothing": nil, "enter": {"enter"}, "1": {"=1"}, "esc": {"esc"}, "help": {"f1", "esc"}, "language": {"f2"}, "up-and-down": {"down", "up", "enter"},
		"another-digit": {"=3"}, "pasted": {"=yes"}, "tab": {"tab", "enter"}, "language-and-enter": {"f2", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, suggesting, func(d *driver) {
				d.press("=3", "=/tmp/case.json", "enter")
				d.hear()
				d.sees("dc.evil.test")
				p := d.m.walk.patient
				d.press(keys...)
				if got := len(p.Hearsay.Facts()); got != 2 {
					t.Errorf("confirmed: %d facts are hearsay still, want 2", got)
				}
				if len(d.r.asked) != 0 {
					t.Errorf("looked at %v", d.r.asked)
				}
			})
		})
	}
}

func TestTheScreenNamesWhatIsConnectedTo(t *testing.T) {
	t.Parallel()
	for l, want := range map[lang.Language][]string{
		lang.Korean:  {"corp.contoso.com (파일에 적힘)", "dc.evil.test", `CORP\helper (직접 입력함)`},
		lang.English: {"corp.contoso.com (from the file)", "dc.evil.test", `CORP\helper (you gave it)`},
	} {
		inBubble(t, func(r *scripted, c *Config) {
			suggesting(r, c)
			c.Language = l
		}, func(d *driver) {
			d.press("=3", "=/tmp/case.json", "enter")
			d.hear()
			for _, w := range want {
				d.sees(w)
			}
			d.lacks("hunter2")
		})
	}
}

// A name that is longer than any does not push the choice off the screen, and
// shows whose it is.
func TestALongNameHidesNothing(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		inner := c.File
		c.File = func(ctx context.Context, path string) (*Patient, error) {
			p, err := inner(ctx, path)
			p.Hearsay = steps.Heard(steps.Facts{steps.Controller: "dc1.corp.contoso.com." + strings.Repeat("a.", 4000) + "evil.test"})
			return p, err
		}
	}, func(d *driver) {
		d.press("=3", "=/tmp/case.json", "enter")
		d.hear()
		d.sees("evil.test (파일에 적힘)")
		d.sees("> 1. 연결하지 않고")
	})
}

// Who knows the names goes on with them, and what was tried before is looked at
// again.
func TestConfirmedNamesAreConnectedTo(t *testing.T) {
	t.Parallel()
	inBubble(t, suggesting, func(d *driver) {
		d.press("=3", "=/tmp/case.json", "enter")
		d.hear()
		d.press("=2")
		if got := d.m.walk.patient.Hearsay.Facts(); len(got) != 0 {
			t.Errorf("got %v still unconfirmed", got)
		}
		d.sees("사용자의 UPN")
	})
}

// Who enters a value takes it over from the file.
func TestAnEnteredValueIsNoHearsay(t *testing.T) {
	t.Parallel()
	inBubble(t, suggesting, func(d *driver) {
		d.press("=3", "=/tmp/case.json", "enter")
		d.hear()
		d.press("enter")
		d.send(correctedMsg{fact: steps.Controller, value: "dc1.corp.contoso.com"})
		if got := d.m.walk.patient.Hearsay.Facts(); len(got) != 1 || got[steps.Domain] == "" {
			t.Errorf("got %v, want the domain alone unconfirmed", got)
		}
		if len(d.r.forgot) == 0 {
			t.Error("what could not be looked at is not forgotten")
		}
	})
}
