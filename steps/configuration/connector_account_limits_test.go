package configuration

import (
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// hoursOn are hours of which one is open.
func hoursOn(at time.Time) probes.Maybe[probes.Hours] {
	raw := make([]byte, 21)
	hour := int(at.Weekday())*24 + at.Hour()
	raw[hour/8] = 1 << (hour % 8)
	return probes.HoursOf(raw)
}

// TestLimitsOfTheSignIn judges an account that is sound but for its limits.
func TestLimitsOfTheSignIn(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 23, 30, 0, 0, time.UTC) // Saturday: the week turns in half an hour
	later := now.Add(time.Hour)
	shut := probes.HoursOf(make([]byte, 21))
	list := func(names ...string) func(*ConnectorNow) {
		return func(e *ConnectorNow) {
			e.Account.Limits.Workstations, e.Account.Limits.Machines = names, probes.Known(len(names))
		}
	}
	for name, c := range map[string]struct {
		change func(*ConnectorNow)
		want   steps.Outcome
	}{
		"no limit":                     {func(*ConnectorNow) {}, "sound"},
		"open now":                     {func(e *ConnectorNow) { e.Account.Limits.Hours = hoursOn(now) }, "logon-hours-narrow"},
		"open in an hour":              {func(e *ConnectorNow) { e.Account.Limits.Hours = hoursOn(later) }, "logon-hours"},
		"never open":                   {func(e *ConnectorNow) { e.Account.Limits.Hours = shut }, "logon-hours-shut"},
		"open by the controller alone": {func(e *ConnectorNow) { e.Account.Limits.Hours, e.Now = hoursOn(later), later }, "logon-hours-narrow"},
		"shut by the controller alone": {func(e *ConnectorNow) { e.Account.Limits.Hours, e.Now = hoursOn(now), later }, "logon-hours"},
		"limited, no clock":            {func(e *ConnectorNow) { e.Account.Limits.Hours, e.Now = shut, time.Time{} }, steps.Unseen},
		"unlimited, no clock":          {func(e *ConnectorNow) { e.Now = time.Time{} }, steps.Unseen},
		"hours that are none":          {func(e *ConnectorNow) { e.Account.Limits.Hours = probes.Known(probes.Hours("ff")) }, steps.Unseen},
		"other machines":               {list("WEB01", "SYNC02"), "workstations"},
		"machines that are not told":   {func(e *ConnectorNow) { e.Account.Limits.Machines = probes.Known(2) }, steps.Unseen},
		"among others":                 {list("WEB01", "sync01"), "sound"},
		"listed in full":               {list("SYNC01.corp.contoso.com"), "sound"},
		"a longer name":                {list("SYNC01B"), "workstations"},
		"cut at fifteen": {func(e *ConnectorNow) {
			e.Server = "synchronisation-server-1.corp.contoso.com"
			list("SYNCHRONISATION")(e)
		}, "sound"},
		"other machines, no server": {func(e *ConnectorNow) { e.Server = ""; list("WEB01")(e) }, "workstations-open"},
		"shut, and other machines":  {func(e *ConnectorNow) { e.Account.Limits.Hours = shut; list("WEB01")(e) }, "logon-hours-shut"},
		"smart card":                {func(e *ConnectorNow) { e.Account.Flags = probes.Known[uint32](0x40200) }, "smart-card"},
		"smart card, signed in": {func(e *ConnectorNow) {
			e.Account.Flags, e.Account.OwnSignIn = probes.Known[uint32](0x40200), probes.Yes
		}, "smart-card-signed-in"},
		"smart card, who knows": {func(e *ConnectorNow) {
			e.Account.Flags, e.Account.OwnSignIn = probes.Known[uint32](0x40200), probes.Unsaid
		}, steps.Unseen},
		"smart card and disabled":       {func(e *ConnectorNow) { e.Account.Flags = probes.Known[uint32](0x40202) }, "disabled"},
		"refused, attributes look fine": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.LogonHours} }, "logon-hours-shut"},
		"refused, and said to be open": {func(e *ConnectorNow) {
			e.Account.Refused, e.Account.Limits.Hours = &probes.Obstacle{Kind: probes.LogonHours}, hoursOn(now)
		}, "logon-hours-shut"},
		"refused 533": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.AccountDisabled} }, "disabled"},
		"refused 701": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.AccountExpired} }, "expired"},
		"refused 775": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.LockedOut} }, "locked"},
		"refused 532": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.PasswordExpired} }, "password-expired"},
		"refused 773": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.MustChangePassword} }, "password-expired"},
		"refused 531": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.Workstation} }, "workstations-open"},
		"refused 52e": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.WrongPassword} }, "password-refused"},
		"refused 525": {func(e *ConnectorNow) { e.Account.Refused = &probes.Obstacle{Kind: probes.NoSuchAccount} }, steps.Unseen},
	} {
		u := entryOfKim()
		u.Seen, u.Asked, u.TokenGroups, u.TokenGroupsSeen, u.OwnSignIn = someTime, kim, []string{"S-1-5-21-1-2-3-513"}, true, probes.No
		u.Limits = probes.Limits{Hours: probes.Known(probes.Hours("")), Machines: probes.Known(0)}
		e := ConnectorNow{Seen: someTime, Name: kim, Account: u, Now: now, Server: "sync01.corp.contoso.com"}
		c.change(&e)
		if v := judgeConnectorAccount(e); v.On != c.want {
			t.Errorf("%s: got %s (%v), want %s", name, v.On, v.Why, c.want)
		}
	}
}

// clocked is a directory whose controller has a clock of its own.
type clocked struct {
	probes.Directory
	domain probes.Domain
}

func (c clocked) Domain(context.Context) (probes.Domain, error) { return c.domain, nil }

func TestTheControllersClock(t *testing.T) {
	t.Parallel()
	read := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	now := read.Add(3 * time.Minute)
	for name, c := range map[string]struct {
		theirs, read, want time.Time
	}{
		"the same":     {read, read, now},
		"a day ahead":  {read.AddDate(0, 0, 1), read, now.AddDate(0, 0, 1)},
		"an hour slow": {read.Add(-time.Hour), read, now.Add(-time.Hour)},
		"not said":     {time.Time{}, read, time.Time{}},
		"not dated":    {read, time.Time{}, time.Time{}},
	} {
		d := probes.Domain{Seen: probes.Seen{At: c.read}, CurrentTime: c.theirs}
		if got := controllerTime(t.Context(), steps.Env{Now: func() time.Time { return now }}, clocked{domain: d}); !got.Equal(c.want) {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
