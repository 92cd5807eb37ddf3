package scan_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/scan"
)

var (
	now   = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	head  = probes.OU{DN: "DC=corp,DC=example", Protected: probes.No}
	staff = &probes.Path{DN: "OU=Staff,DC=corp,DC=example", Above: []probes.OU{{DN: "OU=Staff,DC=corp,DC=example", Protected: probes.No}, head}}
)

func setting() probes.Setting {
	return probes.Setting{
		Seen: probes.Seen{At: now}, Scope: probes.Scope{Account: "MSOL_1"}, Unexpire: probes.Right{Granted: probes.Yes},
		Account: probes.DirectoryUser{
			Seen: probes.Seen{At: now}, Asked: "MSOL_1", Matches: 1, DN: "CN=MSOL_1,DC=corp,DC=example", Flags: probes.Known[uint32](512),
			ComputedFlags: probes.Known[uint32](0), LockoutTime: probes.Known(time.Time{}), AccountExpires: probes.Known(time.Time{}), TokenGroups: []string{"S-1-5-21-1-2-3-513"}, TokenGroupsSeen: true, PasswordLastSet: now.Add(-time.Hour),
			Limits: probes.Limits{Hours: probes.Known(probes.Hours("")), Machines: probes.Known(0)},
		},
	}
}

// sound is a user for whom a reset works. The parts that are shared are this
// one's own, so that a test may change them.
func sound() probes.Member {
	yes := probes.Right{Granted: probes.Yes}
	return probes.Member{
		DN: "CN=kim,OU=Staff,DC=corp,DC=example", UPN: "kim@corp.example", SamAccountName: "kim", SID: "S-1-5-21-1-2-3-1300",
		Flags: 512, PasswordLastSet: now.Add(-1000 * time.Hour), MustChange: probes.No, GroupsSeen: true,
		Shield: &probes.Shield{
			InheritanceOff: probes.No, CannotChange: probes.No, Class: "user",
			ResetPassword: yes, ChangePassword: yes, WriteLockoutTime: yes, WritePwdLastSet: yes,
		},
		Path:   staff,
		Policy: &probes.PasswordPolicy{Source: "DC=corp,DC=example", FineGrained: probes.No, Readable: true, MinimumAge: probes.Known(time.Duration(0)), LockoutDuration: probes.Known(time.Hour)},
	}
}

func TestPeopleAreJudgedAsTheStepsJudge(t *testing.T) {
	t.Parallel()
	no := probes.Right{Granted: probes.No}
	for _, c := range []struct {
		name   string
		change func(*probes.Member)
		want   string // step and outcome that decide; "" for none
		status steps.Status
	}{
		{"sound", func(*probes.Member) {}, "", steps.Healthy},
		{"must change the password", func(m *probes.Member) { m.MustChange, m.PasswordLastSet = probes.Yes, time.Time{} }, "", steps.Healthy},
		{"a right is missing", func(m *probes.Member) { m.Shield.ResetPassword = no }, "effective-rights/missing", steps.Broken},
		{"a right is denied", func(m *probes.Member) {
			m.Shield.ResetPassword = probes.Right{Granted: probes.No, Denied: true, Trustee: "S-1-5-32-545", Entry: &probes.Entry{Trustee: "S-1-5-32-545"}}
		}, "effective-rights/denied", steps.Broken},
		{"inheritance is off on the user", func(m *probes.Member) {
			m.Shield.ResetPassword, m.Shield.InheritanceOff = no, probes.Yes
		}, "effective-rights/missing-cut-off", steps.Broken},
		{"inheritance is off on an OU", func(m *probes.Member) {
			m.Shield.ResetPassword, m.Shield.StopsAt = no, staff.DN
		}, "effective-rights/missing-cut-off-ou", steps.Broken},
		{"protected now", func(m *probes.Member) {
			m.Groups, m.AdminCount, m.Shield.ResetPassword, m.Shield.InheritanceOff = []string{"S-1-5-21-1-2-3-512"}, 1, no, probes.Yes
		}, "protected-user/protected", steps.Broken},
		{"a mark left behind", func(m *probes.Member) {
			m.AdminCount, m.Shield.ResetPassword, m.Shield.InheritanceOff = 1, no, probes.Yes
		}, "protected-user/orphaned", steps.Broken},
		{"disabled", func(m *probes.Member) { m.Flags = 514 }, "user-account/disabled", steps.Broken},
		{"expired this very moment", func(m *probes.Member) { m.AccountExpires = now }, "user-account/expired", steps.Broken},
		{"expires in a second", func(m *probes.Member) { m.AccountExpires = now.Add(time.Second) }, "", steps.Healthy},
		{"locked", func(m *probes.Member) { m.LockoutTime = now.Add(-time.Minute) }, "user-account/locked", steps.Broken},
		{"locked long ago", func(m *probes.Member) { m.LockoutTime = now.Add(-time.Hour) }, "", steps.Healthy},
		{"too young", func(m *probes.Member) {
			m.Policy.MinimumAge, m.PasswordLastSet = probes.Known(24*time.Hour), now.Add(-23*time.Hour)
		}, "password-policy/too-young", steps.Broken},
		{"old enough", func(m *probes.Member) {
			m.Policy.MinimumAge, m.PasswordLastSet = probes.Known(24*time.Hour), now.Add(-24*time.Hour)
		}, "password-policy/minimum-age", steps.Warning},
		{"must change it, whatever the minimum age", func(m *probes.Member) {
			m.Policy.MinimumAge, m.MustChange, m.PasswordLastSet = probes.Known(24*time.Hour), probes.Yes, time.Time{}
		}, "password-policy/minimum-age-later", steps.Warning},
		{"a policy that is hidden", func(m *probes.Member) {
			m.Policy = &probes.PasswordPolicy{Source: "CN=Strict", FineGrained: probes.Yes}
		}, "password-policy/unreadable", steps.Unknown},
		{"locked under a hidden policy", func(m *probes.Member) {
			m.Policy, m.LockoutTime = &probes.PasswordPolicy{}, now.Add(-time.Minute)
		}, "user-account/unseen", steps.Unknown},
		{"a descriptor that is hidden", func(m *probes.Member) {
			m.Shield = &probes.Shield{Why: probes.AccessDenied}
		}, "effective-rights/cannot-judge", steps.Unknown},
		{"lockoutTime that may be hidden", func(m *probes.Member) { m.Hidden = []string{"lockoutTime"} }, "user-account/unseen", steps.Unknown},
		{"adminCount that may be hidden", func(m *probes.Member) { m.Hidden = []string{"adminCount"} }, "protected-user/unseen", steps.Unknown},
		{"pwdLastSet that does not matter", func(m *probes.Member) { m.Hidden, m.PasswordLastSet = []string{"pwdLastSet"}, time.Time{} }, "", steps.Healthy},
		{"pwdLastSet that may be hidden while a minimum age holds", func(m *probes.Member) {
			m.Policy.MinimumAge, m.Hidden, m.PasswordLastSet = probes.Known(24*time.Hour), []string{"pwdLastSet"}, time.Time{}
		}, "password-policy/unseen", steps.Unknown},
		{"a mark that may be hidden beside a warning", func(m *probes.Member) {
			m.Hidden, m.Policy.MinimumAge = []string{"adminCount"}, probes.Known(24*time.Hour)
		}, "protected-user/unseen", steps.Unknown},
		{"a mark that may be hidden below an OU with inheritance off", func(m *probes.Member) {
			m.Hidden = []string{"adminCount"}
			m.Path = &probes.Path{DN: staff.DN, Above: []probes.OU{{DN: staff.DN, Protected: probes.Yes}, head}}
		}, "protected-user/inheritance-off-ou", steps.Warning},
		{"locked until somebody unlocks it", func(m *probes.Member) {
			m.Policy.LockoutDuration, m.LockoutTime = probes.Known(time.Duration(0)), now.Add(-1000*time.Hour)
		}, "user-account/locked-until-unlocked", steps.Broken},
		{"flags that are hidden", func(m *probes.Member) { m.Flags = 0 }, "user-account/unseen", steps.Unknown},
		{"groups that are hidden", func(m *probes.Member) { m.GroupsSeen = false }, "protected-user/unseen", steps.Unknown},
		{"what breaks goes before what is not known", func(m *probes.Member) {
			m.Hidden, m.Shield.ResetPassword, m.Flags = []string{"adminCount"}, no, 514
		}, "effective-rights/missing", steps.Broken},
		{"a reserved character", func(m *probes.Member) {
			m.Path = &probes.Path{DN: `OU=a\,b,DC=corp,DC=example`, Above: []probes.OU{{DN: `OU=a\,b,DC=corp,DC=example`, Protected: probes.No}, head}}
		}, "ou-name/reserved", steps.Broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			judge := scan.New(catalog.All(), setting(), now)
			m := sound()
			c.change(&m)
			for range 2 { // the second answer is remembered
				got, err := judge.Person(&m)
				if err != nil {
					t.Fatal(err)
				}
				main := ""
				if len(got.Causes) > 0 {
					main = string(got.Causes[0].Step) + "/" + string(got.Causes[0].On)
				}
				want := c.want
				if want != "" {
					want = "configuration/" + want
				}
				if main != want || got.Status != c.status {
					t.Errorf("got %s %q, want %s %q", got.Status, main, c.status, want)
				}
			}
		})
	}
}

func TestTheConnectorAccountIsJudgedForAll(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*probes.Setting)
		want   steps.Outcome // "" for nothing wrong
	}{
		"sound":    {func(*probes.Setting) {}, ""},
		"disabled": {func(s *probes.Setting) { s.Account.Flags = probes.Known[uint32](514) }, "disabled"},
		"unknown": {func(s *probes.Setting) {
			s.AccountWhy = &probes.Obstacle{Kind: probes.MissingInput, Needs: "connector-account"}
		}, steps.Unseen},
	} {
		s := setting()
		c.change(&s)
		judge := scan.New(catalog.All(), s, now)
		got, err := judge.Account()
		if err != nil || (got == nil) != (c.want == "") || got != nil && got.On != c.want {
			t.Errorf("%s: got %+v, %v, want %q", name, got, err, c.want)
		}
		m := sound()
		if name == "unknown" {
			f, err := judge.Person(&m)
			if err != nil || f.Status != steps.Unknown || f.Causes[0].Why != s.AccountWhy {
				t.Errorf("without an account: got %+v, %v, want unknown for want of it", f, err)
			}
		}
	}
}

// Numbers are exact, whatever is too much to be kept one by one.
func TestTheTallyIsBoundedAndExact(t *testing.T) {
	t.Parallel()
	var tally scan.Tally
	broken := &scan.Cause{Step: "configuration/ou-name", On: "reserved", Status: steps.Broken}
	const people, containers = 50_000, 25_000
	for i := range people {
		m := sound()
		m.Path = &probes.Path{DN: fmt.Sprintf("OU=%05d,DC=x", i%containers)}
		cause := *broken
		cause.Detail = fmt.Sprint(i % 3000)
		tally.Add(&m, scan.Finding{Status: steps.Broken, Causes: []*scan.Cause{&cause}})
	}
	sum := 0
	groups := tally.Groups()
	for _, g := range groups {
		places, rest := g.Places(3)
		listed := rest
		for _, p := range places {
			listed += p.Users
		}
		if listed != g.Users || len(g.Examples) == 0 || len(g.Examples) > 5 {
			t.Errorf("%s: %d in places, %d examples, want %d and some", g.Cause.Detail, listed, len(g.Examples), g.Users)
		}
		sum += g.Users
	}
	list, others := tally.Containers()
	inContainers := others.Users
	for _, c := range list {
		inContainers += c.Fail
	}
	if sum != people || inContainers != people || tally.Count().Fail != people {
		t.Errorf("got %d by cause, %d by container, %+v; want %d", sum, inContainers, tally.Count(), people)
	}
	if len(groups) > 2001 || len(list) > 20_000 || others.Users == 0 {
		t.Errorf("%d groups and %d containers are kept", len(groups), len(list))
	}
}

// In which order people came is not to be seen in what is told of them.
func TestTheTallyKnowsNoOrder(t *testing.T) {
	t.Parallel()
	told := func(order []int) string {
		var tally scan.Tally
		for _, i := range order {
			m := sound()
			m.DN = fmt.Sprintf("CN=%02d,%s", i, staff.DN)
			cause := &scan.Cause{
				Step: "configuration/user-account", On: steps.Unseen,
				Why: &probes.Obstacle{Kind: probes.AccessDenied, Needs: []string{"userAccountControl", "lockoutTime"}[i%2]},
			}
			tally.Add(&m, scan.Finding{Status: steps.Unknown, Causes: []*scan.Cause{cause}})
		}
		said := ""
		for _, g := range tally.Groups() {
			said += fmt.Sprint(g.Cause.Why.Needs, g.Examples, "\n")
		}
		return said
	}
	order := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}
	want := told(order)
	for range 30 {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		if got := told(order); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

func TestWhatBecameOfSomebody(t *testing.T) {
	t.Parallel()
	finding := func(status steps.Status, on steps.Outcome) *scan.Finding {
		if status == steps.Healthy {
			return &scan.Finding{Status: status}
		}
		return &scan.Finding{Status: status, Causes: []*scan.Cause{{Step: "configuration/user-account", On: on, Status: status}}}
	}
	fails, disabled, dark := finding(steps.Broken, "expired"), finding(steps.Broken, "disabled"), finding(steps.Unknown, steps.Unseen)
	works, warned := finding(steps.Healthy, ""), finding(steps.Warning, "minimum-age")
	for _, c := range []struct {
		before, after *scan.Finding
		want          scan.Change
	}{
		{nil, works, scan.Same},
		{nil, fails, scan.Fails},
		{nil, dark, scan.Unknown},
		{works, nil, scan.Same},
		{fails, nil, scan.LeftOver},
		{dark, nil, scan.LeftOver},
		{works, warned, scan.Same},
		{works, fails, scan.Fails},
		{warned, fails, scan.Fails},
		{dark, fails, scan.Fails},
		{fails, dark, scan.Unknown},
		{works, dark, scan.Unknown},
		{fails, works, scan.Mended},
		{fails, warned, scan.Mended},
		{dark, works, scan.Known},
		{fails, disabled, scan.Another},
		{fails, fails, scan.Same},
		{dark, dark, scan.Same},
	} {
		if got := scan.Compare(c.before, c.after); got != c.want {
			t.Errorf("%+v, %+v: got %q, want %q", c.before, c.after, got, c.want)
		}
		for _, f := range []*scan.Finding{c.before, c.after} {
			if f == nil {
				continue
			}
			text, err := f.Text()
			if err != nil {
				t.Fatal(err)
			}
			if back, err := scan.FindingOf(text); err != nil || !reflect.DeepEqual(back, *f) {
				t.Errorf("%+v came back as %+v, %v", f, back, err)
			}
		}
	}
}

func BenchmarkPerson(b *testing.B) {
	judge := scan.New(catalog.All(), setting(), now)
	m := sound()
	b.ReportAllocs()
	for range b.N {
		if _, err := judge.Person(&m); err != nil {
			b.Fatal(err)
		}
	}
}
