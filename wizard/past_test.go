package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// collected is the past of a file that was collected five days before.
func collected() *steps.Past {
	return &steps.Past{AsOf: noon().AddDate(0, 0, -5), Opened: noon(), Host: "ENTRA01", Collected: true}
}

func toldOf(p *steps.Past) lang.Text {
	return lang.Text{Ko: p.Named(lang.Korean, time.UTC), En: p.Named(lang.English, time.UTC)}
}

// dated makes whatever is opened speak of a moment.
func dated(c *Config, past *steps.Past) {
	inner := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := inner(ctx, world)
		p.Past = past
		return p, err
	}
}

// saved makes the file that is opened a walk of five days ago, which found the
// PDC emulator out of reach and stopped before the rights.
func saved(_ *scripted, c *Config) {
	inner := c.File
	c.File = func(ctx context.Context, path string) (*Patient, error) {
		p, err := inner(ctx, path)
		then := noon().AddDate(0, 0, -5)
		_, _ = p.Session.Answer(steps.Facts{steps.User: "hong@contoso.com"}, then)
		for _, r := range []steps.Result{resultOf("assigned", nil), unreachablePDC()} {
			r.Seen.At, r.AsOf = then, then
			_, _ = p.Session.Record(r, nil, then)
		}
		p.Past = &steps.Past{AsOf: then, Opened: noon()}
		return p, err
	}
}

// TestEveryScreenOfAnOldWalkSaysItsAge goes through every screen that there is
// of an open walk, in both languages and all sizes.
func TestEveryScreenOfAnOldWalkSaysItsAge(t *testing.T) {
	t.Parallel()
	banners := map[lang.Language]string{lang.Korean: "2026년 11월 18일 12:00 KST 기준, 5일 전", lang.English: "As of 18 Nov 2026 12:00 KST, 5 days ago"}
	for _, s := range scenes() {
		for l, banner := range banners {
			t.Run(s.name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				inBubble(t, func(r *scripted, c *Config) {
					c.Language = l
					if s.build != nil {
						s.build(r, c)
					}
					dated(c, collected())
				}, func(d *driver) {
					s.walk(d)
					if d.m.walk.past() == nil { // nothing is open, or the walk is one of the present
						if strings.Contains(d.text(), banner) {
							t.Errorf("a banner without a walk:\n%s", d.text())
						}
						return
					}
					for _, size := range [][2]int{{leastWidth, leastHeight}, {60, 20}, {80, 24}, {120, 40}} {
						d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
						if got := strings.Split(d.text(), "\n"); len(got) < 2 || got[1] != banner {
							t.Errorf("%v: the second line is not %q:\n%s", size, banner, d.text())
						}
						fits(t, d.m.View(), size[0], size[1])
					}
				})
			})
		}
	}
}

// TestATicketOfAnOldWalkSaysOfWhenItIs, by moments alone: it is read later.
func TestATicketOfAnOldWalkSaysOfWhenItIs(t *testing.T) {
	t.Parallel()
	inBubble(t, saved, func(d *driver) {
		d.press("=3", "=case.json", "enter")
		d.hear()
		ticket := strings.Join(d.m.summary().ticket(d.m.frame(), "test"), "\n")
		if !strings.Contains(ticket, "2026년 11월 18일 12:00 KST 기준의 판정입니다(2026년 11월 23일 12:00 KST에 열었고, 5일 된 자료입니다).") ||
			strings.Contains(ticket, "기준, 5일 전") {
			t.Errorf("the ticket says\n%s", ticket)
		}
	})
}

// TestASavedWalkStandsAsItWas: nothing is looked at before the person goes on,
// and then what can have changed is looked at again.
func TestASavedWalkStandsAsItWas(t *testing.T) {
	t.Parallel()
	inBubble(t, saved, func(d *driver) {
		d.press("=3", "=case.json", "enter")
		d.hear()
		d.sees("2026년 11월 18일 12:00 KST 기준, 5일 전")
		d.sees("지금까지의 진단")
		d.sees("PDC 에뮬레이터")
		if len(d.r.asked) > 0 {
			t.Fatalf("looked at %v before the person went on", d.r.asked)
		}
		d.pick("이어서 확인")
		d.hear()
		d.lacks("기준, 5일 전")
		if got := d.r.asked; !slices.Contains(got, "configuration/premium-license") || !slices.Contains(got, "configuration/pdc-emulator") {
			t.Errorf("looked at %v, want what has passed looked at again", got)
		}
	})
}

// counting counts how often the background is told what to look at.
type counting struct {
	*scripted
	known int
}

func (c *counting) Know(steps.Facts) { c.known++ }

// TestAFinishedSavedWalkLooksAtNothing: nor does the background.
func TestAFinishedSavedWalkLooksAtNothing(t *testing.T) {
	t.Parallel()
	looker := &counting{scripted: fixtureRunner()}
	inBubble(t, func(r *scripted, c *Config) {
		saved(r, c)
		inner := c.File
		c.File = func(ctx context.Context, path string) (*Patient, error) {
			p, err := inner(ctx, path)
			for step := p.Session.Step(); step != nil; step = p.Session.Step() {
				_, _ = p.Session.Record(resultOf(step.Branches[0].On, nil), nil, noon())
			}
			p.Looker = looker
			return p, err
		}
	}, func(d *driver) {
		d.press("=3", "=case.json", "enter")
		d.hear()
		d.sees("진단 결과")
		if looker.known > 0 || len(looker.asked) > 0 {
			t.Errorf("the background was told %d times what to look at, and looked at %v", looker.known, looker.asked)
		}
	})
}

// TestCheckingAStepOfASavedWalkIsGoingOn, and a person's word is one of today.
func TestCheckingAStepOfASavedWalkIsGoingOn(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]func(*driver){
		"check again": func(d *driver) { d.pick("고친 뒤 원인을 다시 확인") },
		"by hand": func(d *driver) {
			d.press("f4", "up", "enter")
			d.send(byHandMsg{step: "configuration/pdc-emulator", on: "reachable", at: noon()})
		},
	} {
		inBubble(t, saved, func(d *driver) {
			d.press("=3", "=case.json", "enter")
			d.hear()
			act(d)
			d.hear()
			if d.m.walk.past() != nil {
				t.Errorf("%s: still judged as of %v", name, d.m.walk.past().AsOf)
			}
		})
	}
}

// TestACollectedFileIsOpenedAlone: what leads elsewhere stays behind, and what
// is known of the caller goes along.
func TestACollectedFileIsOpenedAlone(t *testing.T) {
	t.Parallel()
	var got []Access
	inBubble(t, func(_ *scripted, c *Config) {
		c.Given = Access{
			Account: `CORP\kim`, Password: []byte("secret"), ClientID: "app", Token: []byte("token"),
			Facts: steps.Facts{steps.Domain: "corp.contoso.com", steps.Controller: "dc1", steps.Tenant: "contoso.com", steps.User: "hong@contoso.com"},
		}
		c.File = func(_ context.Context, path string) (*Patient, error) {
			return nil, &CollectedError{Told: toldOf(collected()), Access: Access{ServerFile: path, Facts: steps.Facts{steps.Domain: "corp.contoso.com"}}}
		}
		inner := c.Open
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			got = append(got, copied(a))
			return inner(ctx, a)
		}
	}, func(d *driver) {
		d.press("=3", "=/tmp/x.json", "enter")
		d.sees("ENTRA01 컴퓨터에서 2026년 11월 18일 03:00 UTC에 수집한 파일입니다(5일 전).")
		d.press("=1")
		d.hear()
		d.sees("몇 사람에게") // whose password it is came along
	})
	if len(got) != 1 || got[0].ServerFile != "/tmp/x.json" || got[0].Account != "" || got[0].ClientID != "" || len(got[0].Token)+len(got[0].Password) > 0 ||
		len(got[0].Facts) != 1 || got[0].Facts[steps.User] != "hong@contoso.com" {
		t.Errorf("opened with %+v", got)
	}
}

// TestTheAgeOfAServerFileIsSaidWhenItIsNamed: before the next question, and
// once for each file.
func TestTheAgeOfAServerFileIsSaidWhenItIsNamed(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		asksAll(r, c)
		c.TryServerFile = func(string) lang.Text { return lang.Text{} }
		c.TellServerFile = func(path string) lang.Text {
			told := toldOf(collected())
			return lang.Text{Ko: path + ": " + told.Ko, En: path + ": " + told.En}
		}
	}, func(d *driver) {
		d.toServer()
		d.press("=/tmp/a.json", "enter")
		d.sees("/tmp/a.json: ENTRA01 컴퓨터에서")
		d.press("=x") // another file
		d.lacks("ENTRA01")
		d.press("enter")
		d.sees("/tmp/a.jsonx: ENTRA01 컴퓨터에서")
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
	})
}

// TestASignInMakesASavedWalkNoneOfThePresent: what it gives has said nothing about the
// walk yet. A look that cannot see changes nothing of that, and one that sees does.
func TestASignInMakesASavedWalkNoneOfThePresent(t *testing.T) {
	t.Parallel()
	for _, sees := range []bool{false, true} {
		inBubble(t, func(r *scripted, c *Config) {
			unreachable(r, c)
			saved(r, c)
			inner := c.File
			c.File = func(ctx context.Context, path string) (*Patient, error) {
				p, err := inner(ctx, path)
				_, _ = p.Session.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoCredentials}, noon().AddDate(0, 0, -5))
				return p, err
			}
			if !sees {
				for _, step := range fixtureTree() {
					r.errs[step.ID] = &probes.Obstacle{Kind: probes.NoCredentials}
				}
			}
			c.Reopen = func(_ context.Context, p *Patient, _ Access) (*Patient, error) { return p, nil }
		}, func(d *driver) {
			d.press("=3", "=case.json", "enter")
			d.hear()
			const banner = "기준, 5일 전"
			d.sees(banner)
			cause := d.m.walk.patient.Session.Diagnosis().Cause
			if cause == nil || cause.Step != "configuration/pdc-emulator" {
				t.Fatalf("the cause is %+v", cause)
			}
			d.press("f6")
			d.pick("디렉터리에 로그인할 계정")
			d.press("=CORP\\helper", "enter", "enter", "=p4ss", "enter")
			d.hear()
			if len(d.r.asked) == 0 {
				t.Fatalf("nothing was looked at:\n%s", d.text())
			}
			if sees {
				d.lacks(banner)
				return
			}
			d.sees(banner)
			d.press("f9")
			if now := d.m.walk.patient.Session.Diagnosis().Cause; now == nil || now.Step != cause.Step || d.m.walk.past() == nil {
				t.Errorf("the cause %s became %+v:\n%s", cause.Step, now, d.text())
			}
		})
	}
}
