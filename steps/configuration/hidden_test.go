package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// What this account may not read is not there, and looks like what is fine.
func TestWhatIsHiddenIsNotFine(t *testing.T) {
	t.Parallel()
	user := func(change func(*probes.DirectoryUser)) probes.DirectoryUser {
		u := entryOfKim()
		u.Seen, u.Asked, u.TokenGroups, u.TokenGroupsSeen, u.InheritanceOff = someTime, kim, []string{"S-1-5-21-1-2-3-513"}, true, probes.No
		u.Path = []probes.OU{{DN: "OU=Sales,DC=corp,DC=contoso,DC=com", Protected: probes.No}}
		u.Limits = probes.Limits{Hours: probes.Known(probes.Hours("")), Machines: probes.Known(0)}
		change(&u)
		return u
	}
	hides := func(names ...string) func(*probes.DirectoryUser) {
		return func(u *probes.DirectoryUser) {
			for _, name := range names {
				switch name {
				case "adminCount":
					u.AdminCount = probes.Maybe[int]{}
				case "userAccountControl":
					u.Flags = probes.Maybe[uint32]{}
				case "computed":
					u.ComputedFlags = probes.Maybe[uint32]{}
				case "lockoutTime":
					u.LockoutTime = probes.Maybe[time.Time]{}
				case "accountExpires":
					u.AccountExpires = probes.Maybe[time.Time]{}
				case "logonHours":
					u.Limits.Hours = probes.Maybe[probes.Hours]{}
				case "userWorkstations":
					u.Limits.Machines = probes.Maybe[int]{}
				default:
					t.Fatalf("%s?", name)
				}
			}
		}
	}
	anHourAgo := probes.Known(someTime.At.Add(-time.Hour))
	policy := probes.PasswordPolicy{Readable: true, FineGrained: probes.No, LockoutDuration: probes.Known(30 * time.Minute)}
	state := func(u probes.DirectoryUser) steps.Verdict {
		return judgeUserAccount(AccountNow{Seen: someTime, User: u, ComparedNow: someTime.At, Policy: policy})
	}
	account := func(u probes.DirectoryUser) steps.Verdict {
		return judgeConnectorAccount(ConnectorNow{Seen: someTime, Name: kim, Account: u, Now: someTime.At})
	}
	endless := func(u probes.DirectoryUser) steps.Verdict {
		return judgeUserAccount(AccountNow{
			Seen: someTime, User: u, ComparedNow: someTime.At,
			Policy: probes.PasswordPolicy{Readable: true, FineGrained: probes.No},
		})
	}
	protection := func(u probes.DirectoryUser) steps.Verdict { return judgeProtection(ProtectionNow{DirectoryUser: u}) }
	for _, c := range []struct {
		name   string
		judge  func(probes.DirectoryUser) steps.Verdict
		change func(*probes.DirectoryUser)
		want   steps.Outcome
		needs  string
	}{
		{"a lock, where nothing else tells of it", state, hides("lockoutTime", "computed"), steps.Unseen, "msDS-User-Account-Control-Computed"},
		{"a lock, where the computed flags tell", state, hides("lockoutTime"), "usable", ""},
		{"no lock, and nothing hidden", state, hides("computed"), "usable", ""},
		{"the end of a lock", endless, func(u *probes.DirectoryUser) { u.ComputedFlags, u.LockoutTime = probes.Known[uint32](0x10), anHourAgo }, "locked-open", ""},
		{"the end of a lock that may be over", endless, func(u *probes.DirectoryUser) {
			hides("computed")(u)
			u.LockoutTime = anHourAgo
		}, steps.Unseen, "msDS-User-Account-Control-Computed"},
		{"the end of the account", state, hides("accountExpires"), steps.Unseen, "accountExpires"},
		{"the end of an account that is disabled", state, func(u *probes.DirectoryUser) {
			u.Flags, u.AccountExpires = probes.Known[uint32](0x202), probes.Maybe[time.Time]{}
		}, "disabled", ""},
		{"the mark of an ordinary user", protection, hides("adminCount"), steps.Unseen, "adminCount"},
		{"the mark of an operator", protection, func(u *probes.DirectoryUser) {
			u.TokenGroups, u.AdminCount = []string{"S-1-5-32-548"}, probes.Maybe[int]{}
		}, steps.Unseen, "adminCount"},
		{"the mark of one who inherits nothing", protection, func(u *probes.DirectoryUser) {
			u.InheritanceOff, u.AdminCount = probes.Yes, probes.Maybe[int]{}
		}, steps.Unseen, "adminCount"},
		{"the mark of an administrator", protection, func(u *probes.DirectoryUser) {
			u.TokenGroups, u.AdminCount = []string{"S-1-5-21-1-2-3-512"}, probes.Maybe[int]{}
		}, "protected", ""},
		{"the flags of the connector account", account, hides("userAccountControl"), steps.Unseen, "userAccountControl"},
		{"the end of the connector account", account, hides("accountExpires"), steps.Unseen, "accountExpires"},
		{"the connector account, expired", account, func(u *probes.DirectoryUser) { u.Flags, u.AccountExpires = probes.Maybe[uint32]{}, anHourAgo }, "expired", ""},
		{"the hours of the connector account", account, hides("logonHours"), steps.Unseen, "logonHours"},
		{"the machines of the connector account", account, hides("userWorkstations"), steps.Unseen, "userWorkstations"},
		{"a sound connector account", account, func(*probes.DirectoryUser) {}, "sound", ""},
	} {
		v := c.judge(user(c.change))
		if v.On != c.want || c.needs != "" && (v.Why == nil || v.Why.Needs != c.needs) {
			t.Errorf("%s: got %s, %v, want %s, %s", c.name, v.On, v.Why, c.want, c.needs)
		}
	}
}
