package compare

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

var (
	noon   = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	seen   = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: noon}
	denied = &probes.Obstacle{Kind: probes.AccessDenied}
)

// sound is a person for whom everything works. What two people always differ
// in, differs by n.
func sound(n int) *person {
	name := fmt.Sprintf("user%d", n)
	dn := "CN=" + name + ",OU=Staff,DC=corp,DC=contoso,DC=com"
	granted := probes.Right{Granted: probes.Yes, Trustee: fmt.Sprintf("CORP\\group%d", n), From: fmt.Sprintf("OU=%d,DC=com", n), Inherited: probes.Yes}
	p := &person{
		asked: name + "@contoso.com", now: noon, facts: steps.Facts{steps.UserDN: dn}, steps: map[steps.ID]outcome{},
		entry: part[probes.DirectoryUser]{seen: probes.DirectoryUser{
			Seen: seen, Matches: 1, DN: dn, UPN: name + "@contoso.com", SamAccountName: name, SID: fmt.Sprintf("S-1-5-21-1-2-3-%d", 1100+n),
			Class: "user", Anchor: name, Domain: "corp.contoso.com", Flags: probes.Known[uint32](0x200), ComputedFlags: probes.Known[uint32](0), MustChange: probes.No,
			AdminCount: probes.Known(0), LockoutTime: probes.Known(time.Time{}), AccountExpires: probes.Known(time.Time{}),
			PasswordLastSet: noon.AddDate(0, 0, -40-n), TokenGroupsSeen: true, TokenGroups: []string{fmt.Sprintf("S-1-5-21-1-2-3-%d", 2000+n)},
			InheritanceOff: probes.No, CannotChange: probes.No,
			Path: []probes.OU{{DN: "OU=Staff,DC=corp,DC=contoso,DC=com", Protected: probes.No}, {DN: "DC=corp,DC=contoso,DC=com", Protected: probes.Yes}},
		}},
		cloud: part[probes.CloudUser]{seen: probes.CloudUser{
			Seen: seen, Found: probes.Yes, ID: name, UPN: name + "@contoso.com", UserType: "Member", Enabled: probes.Yes,
			Sync: probes.Synced, Anchor: name, LicensesSeen: true, PasswordLastChange: noon.AddDate(0, 0, -n),
		}},
		roles:      part[probes.Roles]{seen: probes.Roles{Seen: seen, UserID: name, Eligible: []probes.Role{{Name: fmt.Sprint(n)}}}},
		registered: part[probes.Registration]{seen: probes.Registration{Seen: seen, Found: probes.Yes, Administrator: probes.No, Enabled: probes.Yes, Registered: probes.Yes}},
		rights:     part[probes.Rights]{seen: probes.Rights{Seen: seen, ResetPassword: granted, ChangePassword: granted, WriteLockoutTime: granted, WritePwdLastSet: granted, Unexpire: granted}},
		policy: part[probes.PasswordPolicy]{seen: probes.PasswordPolicy{
			Seen: seen, FineGrained: probes.No, Readable: true, MinimumAge: probes.Known(time.Duration(0)), History: probes.Known(24), MinimumLength: probes.Known(12),
			Complexity: probes.Yes, LockoutThreshold: probes.Known(10),
			PasswordLastSet: noon.AddDate(0, 0, -40-n),
		}},
		replicas: part[probes.Replicas]{seen: probes.Replicas{Seen: seen, List: []probes.Replica{
			{Host: "dc1", ReadOnly: probes.No, Found: probes.Yes, Descriptor: name}, {Host: "dc2", ReadOnly: probes.No, Found: probes.Yes, Descriptor: name},
		}}},
	}
	for step, on := range map[steps.ID]steps.Outcome{
		origin: "synchronised", license: "licensed", reset: "capable", link: "linked", rights: "granted",
		protected: "ordinary", account: "usable", policy: "free", reserved: "clean",
	} {
		p.say(step, on, steps.Healthy, tell.Args{"user": tell.User.Of(name), "product": tell.Words.Of(fmt.Sprint("product", n)), "state": tell.Words.Unknown()})
	}
	return p
}

// say is what a step says of a person. The one that finds people always says
// with whom they share a name.
func (p *person) say(step steps.ID, on steps.Outcome, status steps.Status, args tell.Args) {
	if step == origin {
		known := tell.Args{"rivals": tell.UserDN.Of("")}
		maps.Copy(known, args)
		args = known
	}
	p.steps[step] = outcome{on: on, status: status, args: args}
}

// change is one thing that can be otherwise about a person.
type change struct {
	name string
	do   func(*person)
	want []Aspect // in the order in which they are told
}

func notGranted(p *person) {
	for _, r := range []*probes.Right{&p.rights.seen.ResetPassword, &p.rights.seen.WriteLockoutTime, &p.rights.seen.WritePwdLastSet} {
		*r = probes.Right{Granted: probes.No}
	}
	p.say(rights, "missing", steps.Broken, nil)
}

func moved(p *person, to string) {
	p.entry.seen.DN = "CN=user," + to
	p.entry.seen.Path = []probes.OU{{DN: to, Protected: probes.No}, {DN: "DC=corp,DC=contoso,DC=com", Protected: probes.No}}
}

func changes() []change {
	three := []Aspect{"reset-password", "write-lockout-time", "write-pwd-last-set"}
	return []change{
		{"nothing", func(*person) {}, nil},
		{"another OU alone", func(p *person) { moved(p, "OU=Sales,DC=corp,DC=contoso,DC=com") }, nil},
		{"another OU without rights", func(p *person) {
			moved(p, "OU=Sales,DC=corp,DC=contoso,DC=com")
			notGranted(p)
		}, append(slices.Clone(three), "place")},
		{"denied", func(p *person) {
			p.rights.seen.ResetPassword = probes.Right{Granted: probes.No, Denied: true, Trustee: "CORP\\sync", Inherited: probes.No}
			p.say(rights, "denied", steps.Broken, nil)
		}, []Aspect{"reset-password"}},
		{"granted by another entry", func(p *person) {
			p.rights.seen.ResetPassword = probes.Right{Granted: probes.Yes, Trustee: "Everyone", Inherited: probes.No}
		}, nil},
		{"inheritance off", func(p *person) {
			p.entry.seen.InheritanceOff = probes.Yes
			p.say(protected, "inheritance-off-user", steps.Warning, nil)
			notGranted(p)
		}, append([]Aspect{"inheritance"}, three...)},
		{"inheritance off, and granted all the same", func(p *person) {
			p.entry.seen.InheritanceOff = probes.Yes
			p.say(protected, "inheritance-off-user", steps.Warning, nil)
		}, []Aspect{"inheritance"}},
		{"protected", func(p *person) {
			p.entry.seen.AdminCount, p.entry.seen.InheritanceOff = probes.Known(1), probes.Yes
			p.say(protected, "protected", steps.Broken, tell.Args{"group": tell.Group.Of("Domain Admins")})
			notGranted(p)
		}, append([]Aspect{"protected-groups", "admin-count", "inheritance"}, three...)},
		{"another class with all rights", func(p *person) { p.entry.seen.Class = "inetOrgPerson" }, nil},
		{"another class without rights", func(p *person) {
			p.entry.seen.Class = "inetOrgPerson"
			notGranted(p)
		}, append(slices.Clone(three), "class")},
		{"another policy of the same values", func(p *person) {
			p.policy.seen.FineGrained, p.policy.seen.Source = probes.Yes, "CN=Same,CN=x"
		}, nil},
		{"a stricter policy", func(p *person) {
			p.policy.seen.FineGrained, p.policy.seen.Source, p.policy.seen.MinimumLength = probes.Yes, "CN=Strict,CN=x", probes.Known(14)
		}, []Aspect{"policy", "length"}},
		{"too young", func(p *person) {
			p.policy.seen.MinimumAge, p.policy.seen.PasswordLastSet = probes.Known(48*time.Hour), noon.Add(-time.Hour)
			p.say(policy, "too-young", steps.Broken, nil)
		}, []Aspect{"too-young", "minimum-age"}},
		{"another threshold", func(p *person) { p.policy.seen.LockoutThreshold = probes.Known(3) }, nil},
		{"another threshold, and locked", func(p *person) {
			p.policy.seen.LockoutThreshold = probes.Known(3)
			p.entry.seen.ComputedFlags = probes.Known[uint32](flagLocked)
			p.say(account, "locked", steps.Broken, nil)
		}, []Aspect{"locked", "lockout-threshold"}},
		{"disabled", func(p *person) {
			p.entry.seen.Flags = probes.Known[uint32](0x200 | flagDisabled)
			p.say(account, "disabled", steps.Broken, nil)
		}, []Aspect{"disabled"}},
		{"expires tomorrow", func(p *person) { p.entry.seen.AccountExpires = probes.Known(noon.AddDate(0, 0, 1)) }, nil},
		{"expired", func(p *person) {
			p.entry.seen.AccountExpires = probes.Known(noon)
			p.say(account, "expired", steps.Broken, nil)
		}, []Aspect{"expired"}},
		{"never expires", func(p *person) { p.entry.seen.Flags = probes.Known[uint32](0x200 | flagNeverEnds) }, nil},
		{"must change", func(p *person) { p.entry.seen.MustChange = probes.Yes }, []Aspect{"password-state"}},
		{"unlicensed", func(p *person) { p.say(license, "unlicensed", steps.Broken, nil) }, []Aspect{"license"}},
		{"administrator", func(p *person) { p.roles.seen.Direct = []probes.Role{{Name: "User Administrator"}} }, []Aspect{"administrator"}},
		{"not registered", func(p *person) {
			p.registered.seen.Registered = probes.No
			p.say(reset, "not-registered", steps.Broken, nil)
		}, []Aspect{"reset-methods"}},
		{"not in the report", func(p *person) { p.registered.seen = probes.Registration{Seen: seen, Found: probes.No} }, []Aspect{"reset-report"}},
		{"cloud only", func(p *person) {
			p.entry.seen = probes.DirectoryUser{Seen: seen, Unlisted: probes.All[string](nil)}
			p.cloud.seen.Sync = probes.NeverSync
			p.rights.why, p.policy.why, p.replicas.why = denied, denied, denied
			p.say(origin, "cloud-only", steps.Warning, nil)
		}, []Aspect{"in-directory", "synchronised"}},
		{"two accounts", func(p *person) {
			p.cloud.seen.OnPremisesSID = "S-1-5-21-9-9-9-1"
			p.say(origin, "different-accounts", steps.Broken, nil)
		}, []Aspect{"one-account"}},
		{"a name that another has too", func(p *person) {
			p.say(origin, "names-shared", steps.Warning, tell.Args{"rivals": tell.UserDN.Of("CN=choi")})
		}, []Aspect{"shared-name"}},
		{"another copy on a read-only controller", func(p *person) {
			p.replicas.seen.List[1].Descriptor, p.replicas.seen.List[1].ReadOnly = "x", probes.Yes
		}, nil},
		{"another domain, whose controller is out of reach", func(p *person) {
			p.entry.seen.Domain = "emea.contoso.com"
			p.say(emulator, "unreachable", steps.Broken, nil)
		}, []Aspect{"domain"}},
		{"another domain", func(p *person) { p.entry.seen.Domain = "emea.contoso.com" }, []Aspect{"domain"}},
		{"reserved character", func(p *person) {
			p.say(reserved, "reserved", steps.Broken, tell.Args{"ou": tell.Unit.Of("a,b"), "character": tell.Words.Of(",")})
		}, []Aspect{"ou-name"}},
		{"a copy that differs", func(p *person) { p.replicas.seen.List[1].Descriptor = "x" }, []Aspect{"replicas"}},
	}
}
