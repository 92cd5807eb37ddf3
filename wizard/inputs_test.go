package wizard

import (
	"bytes"
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
)

func TestTypingNarrowsTheWorlds(t *testing.T) {
	t.Parallel()
	chosen := ""
	inBubble(t, func(_ *scripted, c *Config) {
		inner := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			chosen = world
			return inner(ctx, world)
		}
	}, func(d *driver) {
		d.press("=2", "=P", "=d", "=c")
		d.lacks("healthy")
		d.press("=없음")
		d.sees("찾는 글이 든 환경이 없습니다.")
		d.press("enter", "esc")
		d.sees("healthy")
		d.press("=닿지", "enter")
		d.hear()
		if chosen != "pdc-unreachable" {
			t.Errorf("chose %q, want pdc-unreachable", chosen)
		}
	})
}

func TestSecretsReachOpenAndAreWiped(t *testing.T) {
	t.Parallel()
	var got Access
	var password string
	inBubble(t, func(_ *scripted, c *Config) {
		inner := c.Open
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			got, password = a, string(a.Password)
			return inner(ctx, a)
		}
	}, func(d *driver) {
		d.press("=1", "=corp.contoso.com", "enter", "tab", "=CORP\\helper", "enter", "=p4ss 한글", "enter")
		d.lacks("p4ss")
		d.press("tab", "tab", "tab", "=entra01", "enter")
		d.hear()
		if password != "p4ss 한글" || got.Account != "CORP\\helper" || got.Facts[steps.SyncServer] != "entra01" {
			t.Errorf("got %+v and password %q", got, password)
		}
		if !bytes.Equal(got.Password, make([]byte, len(got.Password))) {
			t.Error("the password was not wiped after Open")
		}
		if got.ClientID != "" || got.Facts[steps.Tenant] != "" {
			t.Errorf("skipped entries came along: %+v", got)
		}
	})
}

func TestDefaultsNeverReplaceWhatWasTyped(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		c.Discover = func(context.Context) Access {
			time.Sleep(time.Second)
			return Access{
				Facts:   steps.Facts{steps.Domain: "found.contoso.com", steps.Controller: "dc01.found.contoso.com"},
				Account: "CORP\\found",
			}
		}
	}, func(d *driver) {
		d.press("=1", "=typed")
		d.pass(2 * time.Second)
		d.sees("> typed")
		d.press("enter")
		d.sees("dc01.found.contoso.com")
		d.press("enter")
		d.sees("CORP\\found")
		d.press("esc", "esc")
		d.sees("> typed")
	})
}
