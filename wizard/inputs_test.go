package wizard

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
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
		d.sees("맞는 환경이 없습니다.")
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
	var got, given Access
	var password string
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		inner := c.Reopen
		c.Reopen = func(ctx context.Context, p *Patient, a Access) (*Patient, error) {
			if len(a.Password) > 0 {
				got, password = a, string(a.Password)
			}
			return inner(ctx, p, a)
		}
	}, func(d *driver) {
		d.called()
		d.without()
		d.press("=corp.contoso.com", "enter", "=CORP\\helper", "enter", "=p4ss 한글")
		d.lacks("p4ss")
		d.press("enter")
		d.hear()
		d.press("enter", "=entra01", "enter")
		d.hear()
		if facts := d.m.walk.patient.Session.Facts(); password != "p4ss 한글" || got.Account != "CORP\\helper" || facts[steps.SyncServer] != "entra01" {
			t.Errorf("got %+v and password %q", got, password)
		}
		if !bytes.Equal(got.Password, make([]byte, len(got.Password))) {
			t.Error("the password was not wiped after Reopen")
		}
		if got.ClientID != "" || got.Facts[steps.Tenant] != "" {
			t.Errorf("skipped entries came along: %+v", got)
		}
	})
}

// Kerberos with a key table needs no password, and is not asked for one.
func TestKerberosAsksForAKeytabInPlaceOfThePassword(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, func(r *scripted, c *Config) {
		wrongPassword(r, c)
		c.Reopen = func(_ context.Context, p *Patient, a Access) (*Patient, error) { got = copied(a); return p, nil }
		c.TryKeytab = func(path string) lang.Text {
			if path == "/none" {
				return lang.Text{Ko: "그런 파일이 없습니다.", En: "There is no such file."}
			}
			return lang.Text{}
		}
	}, func(d *driver) {
		d.ownEnvironment()
		d.press("f6", "enter", "=helper@corp.contoso.com", "enter")
		d.sees("로그인하는 방식")
		d.press("=3") // Kerberos
		d.sees("keytab 파일")
		d.press("=/none", "enter")
		d.sees("그런 파일이 없습니다.")
		d.press("esc", "=3", "=/keys", "enter") // back and forth: a default is typed over
		d.lacks("그 계정의 암호")
		d.hear()
		if got.SignIn != "kerberos" || got.Keytab != "/keys" || len(got.Password) != 0 {
			t.Errorf("got sign-in %q, keytab %q, %d bytes of password", got.SignIn, got.Keytab, len(got.Password))
		}
	})
}

// What was found is the default of what a person has to say, and said to be; what is
// typed in its place stays.
func TestWhatWasFoundIsADefaultAndNoMore(t *testing.T) {
	t.Parallel()
	for l, want := range map[lang.Language]string{lang.Korean: wanted.Offered.Ko, lang.English: wanted.Offered.En} {
		inBubble(t, func(r *scripted, c *Config) { offering("found.contoso.com")(r, c); c.Language = l }, func(d *driver) {
			d.called()
			d.without()
			d.sees(want)
			d.sees("> found.contoso.com")
			d.press("=typed.example", "enter", "esc")
			d.sees("> typed.example")
			d.lacks(want)
		})
	}
}

// An answer that no question asks for is picked where there are a few to pick
// from, and typed nowhere.
func TestACorrectionTakesTheChoicesOfItsQuestion(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.answered()
		at := slices.Index(steps.Inputs(), steps.TenantSwitch)
		change := func(keys ...string) {
			d.press("f6")
			d.press(slices.Repeat([]string{"down"}, at)...)
			d.press(append([]string{"enter"}, keys...)...)
		}
		change()
		for _, choice := range []string{"켜져 있음", "꺼져 있음", "확인하지 못함"} {
			d.sees(choice)
		}
		d.press("=3")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.TenantSwitch]; got != "off" {
			t.Fatalf("the switch is %q, want off", got)
		}
		d.press("f6")
		d.sees("꺼져 있음")
		d.press("esc")
		change("up", "up", "enter")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.TenantSwitch]; got != "" {
			t.Errorf("the switch is %q, want not known", got)
		}
	})
}
