package wizard

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/tell"
)

// unlike is a comparison in which everything that a screen shows stands.
func unlike() compare.Comparison {
	return compare.Comparison{
		Schema: compare.Schema,
		First:  compare.Side{Asked: "hong@contoso.com", Found: compare.Present},
		Second: compare.Side{Asked: "lee@contoso.com", Found: compare.Present},
		Differences: []compare.Difference{
			{
				Aspect: "reset-password", Step: "configuration/effective-rights", Worse: steps.Broken,
				First:  compare.Value{Is: "denied:own", Args: tell.Args{"trustee": tell.Account.Of(`CONTOSO\MSOL_0a1b2c3d4e5f`)}},
				Second: compare.Value{Is: "granted:inherited", Args: tell.Args{"trustee": tell.Account.Of(`CONTOSO\MSOL_0a1b2c3d4e5f`), "from": tell.DN.Of("OU=서울 본사,OU=Staff,DC=corp,DC=contoso,DC=com")}},
			},
			{
				Aspect: "place", Step: "configuration/effective-rights", Clue: true,
				First: compare.Value{Is: "path", Args: tell.Args{"path": tell.DN.Of("OU=부산 지사")}}, Second: compare.Value{Is: "path", Args: tell.Args{"path": tell.DN.Of("OU=서울 본사")}},
			},
		},
		Gaps: []compare.Gap{{Aspect: "license", First: &probes.Obstacle{Kind: probes.NoTenant}, Second: &probes.Obstacle{Kind: probes.NoTenant}}},
		Same: []compare.Aspect{"in-directory", "inheritance", "disabled", "locked"},
	}
}

// compares lets the wizard compare, and answers when told to.
func compares(found compare.Comparison, hold chan struct{}) func(*scripted, *Config) {
	return func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Compare = func(ctx context.Context, _ *Patient, _ string, _ *compare.Progress) (compare.Comparison, error) {
			if hold != nil {
				<-ctx.Done()
				return compare.Comparison{}, context.Cause(ctx)
			}
			return found, nil
		}
	}
}

func compareScenes() []scene {
	never := make(chan struct{})
	return []scene{
		{name: "compare-offered", build: compares(unlike(), nil), walk: (*driver).answered},
		{name: "compare-summary", build: compares(unlike(), nil), walk: func(d *driver) { d.answered(); d.press("f9") }},
		{name: "compare-ask", build: compares(unlike(), nil), walk: func(d *driver) { d.answered(); d.press("=ㅐ", "=hong@contoso.com", "enter") }},
		{name: "compare-looking", build: compares(unlike(), never), walk: func(d *driver) { d.answered(); d.press("=o", "=lee@contoso.com", "enter") }},
		{name: "compare-told", build: compares(unlike(), nil), walk: func(d *driver) { d.answered(); d.press("=o", "=lee@contoso.com", "enter") }},
		{name: "compare-end", build: compares(unlike(), nil), walk: func(d *driver) { d.answered(); d.press("=o", "=lee@contoso.com", "enter", "end") }},
		{name: "compare-none", build: compares(compare.Comparison{
			First: compare.Side{Asked: "hong@contoso.com", Found: compare.Present}, Second: compare.Side{Asked: "lee@contoso.com", Found: compare.Present},
			Same: []compare.Aspect{"in-directory", "inheritance", "reset-password"},
		}, nil), walk: func(d *driver) { d.answered(); d.press("=o", "=lee@contoso.com", "enter") }},
	}
}

// TestComparingLeavesTheWalkWhereItIs goes there and back.
func TestComparingLeavesTheWalkWhereItIs(t *testing.T) {
	t.Parallel()
	var asked []string
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Compare = func(_ context.Context, p *Patient, other string, _ *compare.Progress) (compare.Comparison, error) {
			asked = append(asked, p.Session.Facts()[steps.User]+" "+other)
			return unlike(), nil
		}
	}, func(d *driver) {
		d.answered()
		before := d.m.walk.patient.Session.Step()
		d.press("=ㅐ", "=lee@contoso.com", "enter")
		if got := d.m.View(); !strings.Contains(got, "lee@contoso.com") || !strings.Contains(got, "1. ") {
			t.Errorf("got %s", got)
		}
		d.press("f5", "enter", "esc")
		if _, ok := d.m.screen.(*verdictScreen); !ok {
			t.Errorf("got %T in front, want the verdict", d.m.screen)
		}
		if after := d.m.walk.patient.Session.Step(); after != before {
			t.Errorf("the walk stands at %v, stood at %v", after, before)
		}
	})
	if want := "hong@contoso.com lee@contoso.com"; len(asked) != 2 || asked[0] != want || asked[1] != want {
		t.Errorf("got %q, want %q twice", asked, want)
	}
}

// TestALeftComparisonIsStoppedAndDropped: Esc ends the look, and its late
// answer shows nothing.
func TestALeftComparisonIsStoppedAndDropped(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"esc", "ctrl+c"} {
		var cause error
		inBubble(t, func(r *scripted, c *Config) {
			unreachable(r, c)
			c.Compare = func(ctx context.Context, _ *Patient, _ string, _ *compare.Progress) (compare.Comparison, error) {
				<-ctx.Done()
				cause = context.Cause(ctx)
				return compare.Comparison{}, cause
			}
		}, func(d *driver) {
			d.answered()
			d.press("=o", "=lee@contoso.com", "enter")
			d.pass(time.Second)
			d.press(key)
			s, ok := d.m.screen.(*compareScreen)
			if !ok || s.looking != 0 || s.found != nil || s.field.text != "lee@contoso.com" {
				t.Errorf("%s: got %T %+v, want the question with what was typed", key, d.m.screen, s)
			}
		})
		if !errors.Is(cause, context.Canceled) {
			t.Errorf("%s: got %v, want the look to have ended", key, cause)
		}
	}
}

// TestNobodyIsComparedWithoutAUser: nothing is offered while it is not known
// whose password it is.
func TestNobodyIsComparedWithoutAUser(t *testing.T) {
	t.Parallel()
	inBubble(t, compares(unlike(), nil), func(d *driver) {
		d.press("=2", "enter")
		if d.m.comparable() {
			t.Error("got an offer to compare nobody")
		}
	})
}
