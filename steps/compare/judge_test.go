package compare

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
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
			Class: "user", Anchor: name, Domain: "corp.contoso.com", Flags: 0x200, ComputedSeen: true, MustChange: probes.No,
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
			Seen: seen, FineGrained: probes.No, Readable: true, History: 24, MinimumLength: 12, Complexity: probes.Yes, LockoutThreshold: 10,
			PasswordLastSet: noon.AddDate(0, 0, -40-n),
		}},
		replicas: part[probes.Replicas]{seen: probes.Replicas{Seen: seen, List: []probes.Replica{
			{Host: "dc1", Found: probes.Yes, Descriptor: name}, {Host: "dc2", Found: probes.Yes, Descriptor: name},
		}}},
	}
	for step, on := range map[steps.ID]steps.Outcome{
		origin: "synchronised", license: "licensed", reset: "capable", link: "linked", rights: "granted",
		protected: "ordinary", account: "usable", policy: "free", reserved: "clean",
	} {
		p.say(step, on, steps.Healthy, lang.Args{"user": name, "product": fmt.Sprint("product", n)})
	}
	return p
}

func (p *person) say(step steps.ID, on steps.Outcome, status steps.Status, args lang.Args) {
	p.steps[step] = outcome{on: on, status: status, args: args}
}

// change is one thing that can be otherwise about a person.
type change struct {
	name string
	make func(*person)
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
			p.entry.seen.AdminCount, p.entry.seen.InheritanceOff = 1, probes.Yes
			p.say(protected, "protected", steps.Broken, lang.Args{"group": "Domain Admins"})
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
			p.policy.seen.FineGrained, p.policy.seen.Source, p.policy.seen.MinimumLength = probes.Yes, "CN=Strict,CN=x", 14
		}, []Aspect{"policy", "length"}},
		{"too young", func(p *person) {
			p.policy.seen.MinimumAge, p.policy.seen.PasswordLastSet = 48*time.Hour, noon.Add(-time.Hour)
			p.say(policy, "too-young", steps.Broken, nil)
		}, []Aspect{"too-young", "minimum-age"}},
		{"another threshold", func(p *person) { p.policy.seen.LockoutThreshold = 3 }, nil},
		{"another threshold, and locked", func(p *person) {
			p.policy.seen.LockoutThreshold = 3
			p.entry.seen.ComputedFlags = flagLocked
			p.say(account, "locked", steps.Broken, nil)
		}, []Aspect{"locked", "lockout-threshold"}},
		{"disabled", func(p *person) {
			p.entry.seen.Flags |= flagDisabled
			p.say(account, "disabled", steps.Broken, nil)
		}, []Aspect{"disabled"}},
		{"expires tomorrow", func(p *person) { p.entry.seen.AccountExpires = noon.AddDate(0, 0, 1) }, nil},
		{"expired", func(p *person) {
			p.entry.seen.AccountExpires = noon
			p.say(account, "expired", steps.Broken, nil)
		}, []Aspect{"expired"}},
		{"never expires", func(p *person) { p.entry.seen.Flags |= flagNeverEnds }, nil},
		{"must change", func(p *person) { p.entry.seen.MustChange = probes.Yes }, []Aspect{"password-state"}},
		{"unlicensed", func(p *person) { p.say(license, "unlicensed", steps.Broken, nil) }, []Aspect{"license"}},
		{"administrator", func(p *person) { p.roles.seen.Direct = []probes.Role{{Name: "User Administrator"}} }, []Aspect{"administrator"}},
		{"not registered", func(p *person) {
			p.registered.seen.Registered = probes.No
			p.say(reset, "not-registered", steps.Broken, nil)
		}, []Aspect{"reset-methods"}},
		{"not in the report", func(p *person) { p.registered.seen = probes.Registration{Seen: seen, Found: probes.No} }, []Aspect{"reset-report"}},
		{"cloud only", func(p *person) {
			p.entry.seen = probes.DirectoryUser{Seen: seen}
			p.cloud.seen.Sync = probes.NeverSync
			p.rights.why, p.policy.why, p.replicas.why = denied, denied, denied
			p.say(origin, "cloud-only", steps.Warning, nil)
		}, []Aspect{"in-directory", "synchronised"}},
		{"another domain", func(p *person) { p.entry.seen.Domain = "emea.contoso.com" }, []Aspect{"domain"}},
		{"reserved character", func(p *person) {
			p.say(reserved, "reserved", steps.Broken, lang.Args{"ou": "a,b", "character": ","})
		}, []Aspect{"ou-name"}},
		{"a copy that differs", func(p *person) { p.replicas.seen.List[1].Descriptor = "x" }, []Aspect{"replicas"}},
	}
}

func told(c Comparison) []Aspect {
	var ids []Aspect
	for _, d := range c.Differences {
		ids = append(ids, d.Aspect)
	}
	return ids
}

// TestOnlyWhatMattersIsTold holds one changed person against a sound one.
func TestOnlyWhatMattersIsTold(t *testing.T) {
	t.Parallel()
	for _, one := range changes() {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			first := sound(1)
			one.make(first)
			c := judge(catalog.All(), first, sound(2))
			if got := told(c); !slices.Equal(got, one.want) {
				t.Errorf("got %v, want %v", got, one.want)
			}
			if len(c.Gaps) != 0 {
				t.Errorf("got gaps %v, want none: everything was seen, or has no meaning", c.Gaps)
			}
			back := judge(catalog.All(), sound(2), first)
			if got := told(back); !sameSet(got, one.want) {
				t.Errorf("the other way round: got %v, want the same aspects as %v", got, one.want)
			}
			if d := back.Telling(); d != nil {
				t.Errorf("the other way round: got %s as telling, want none: nothing is wrong with the first", d.Aspect)
			}
		})
	}
}

func sameSet(a, b []Aspect) bool { return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) }

// TestWhatBothHaveIsNoDifference: alike is alike, however bad it is.
func TestWhatBothHaveIsNoDifference(t *testing.T) {
	t.Parallel()
	for _, one := range changes() {
		first, second := sound(1), sound(2)
		one.make(first)
		one.make(second)
		c := judge(catalog.All(), first, second)
		if c.Possible() && len(c.Differences) != 0 {
			t.Errorf("%s: got %v, want none", one.name, told(c))
		}
	}
}

// TestTellingIsTheRoot: what explains the others is pointed at.
func TestTellingIsTheRoot(t *testing.T) {
	t.Parallel()
	want := map[string]Aspect{
		"protected": "protected-groups", "inheritance off": "inheritance", "another OU without rights": "reset-password",
		"too young": "too-young", "cloud only": "in-directory", "a stricter policy": "", "must change": "",
	}
	for _, one := range changes() {
		root, listed := want[one.name]
		if !listed {
			continue
		}
		first := sound(1)
		one.make(first)
		c := judge(catalog.All(), first, sound(2))
		got := Aspect("")
		if d := c.Telling(); d != nil {
			got = d.Aspect
		}
		if got != root {
			t.Errorf("%s: got %q, want %q", one.name, got, root)
		}
	}
}

// TestUnseenIsNeverADifference blinds every part of either person.
func TestUnseenIsNeverADifference(t *testing.T) {
	t.Parallel()
	blind := map[string]func(*person){
		"rights":   func(p *person) { p.rights.why = denied },
		"policy":   func(p *person) { p.policy.why = denied },
		"entry":    func(p *person) { p.entry.why = denied },
		"cloud":    func(p *person) { p.cloud.why = denied },
		"reset":    func(p *person) { p.registered.why, p.roles.why = denied, denied },
		"replicas": func(p *person) { p.replicas.why = denied },
		"groups":   func(p *person) { p.entry.seen.TokenGroupsSeen = false },
		"readable": func(p *person) { p.policy.seen.Readable = false },
		"unsaid":   func(p *person) { p.rights.seen.ResetPassword = probes.Right{} },
		"license":  func(p *person) { p.say(license, steps.Unseen, steps.Unknown, nil) },
		"all": func(p *person) {
			*p = person{asked: p.asked, now: noon, steps: map[steps.ID]outcome{}}
			p.entry.why, p.cloud.why, p.roles.why, p.registered.why = denied, denied, denied, denied
			p.rights.why, p.policy.why, p.replicas.why = denied, denied, denied
		},
	}
	for name, make := range blind {
		one, other := sound(1), sound(2)
		make(one)
		for _, c := range []Comparison{judge(catalog.All(), one, other), judge(catalog.All(), other, one)} {
			if len(c.Differences) != 0 {
				t.Errorf("%s: got %v, want no difference", name, told(c))
			}
			if c.Possible() && len(c.Gaps) == 0 {
				t.Errorf("%s: got no gap, want what could not be compared", name)
			}
			for _, g := range c.Gaps {
				if (g.First == nil) == (g.Second == nil) {
					t.Errorf("%s: %s: got %v and %v, want one side only", name, g.Aspect, g.First, g.Second)
				}
			}
		}
	}
}

// TestAClueIsToldOverAGap: where rights could not be read, the place may be
// the reason, and is told.
func TestAClueIsToldOverAGap(t *testing.T) {
	t.Parallel()
	first := sound(1)
	moved(first, "OU=Far,OU=Away,DC=corp,DC=contoso,DC=com")
	first.rights.why = denied
	c := judge(catalog.All(), first, sound(2))
	if got := told(c); !slices.Equal(got, []Aspect{"place"}) {
		t.Fatalf("got %v, want place", got)
	}
	d := c.Differences[0]
	if d.First.Args["path"] != "OU=Far,OU=Away" || d.Second.Args["path"] != "OU=Staff" || c.Telling() != nil {
		t.Errorf("got %+v, telling %v; want the parts where the paths part, and no fault", d, c.Telling())
	}
}

func TestPlacesBelowEachOther(t *testing.T) {
	t.Parallel()
	first := sound(1)
	moved(first, `OU=A\, B,OU=Staff,DC=corp,DC=contoso,DC=com`)
	x, y := places(first, sound(2))
	if x.Args["path"] != `OU=A\, B` || y.Is != "path:here" || y.Args["path"] != "OU=Staff" {
		t.Errorf("got %+v and %+v", x, y)
	}
}

// TestNobodyToCompareWith: a name that leads nowhere, to several, or back.
func TestNobodyToCompareWith(t *testing.T) {
	t.Parallel()
	nobody := func() *person {
		p := sound(2)
		p.entry.seen, p.cloud.seen = probes.DirectoryUser{Seen: seen}, probes.CloudUser{Seen: seen, Found: probes.No}
		return p
	}
	several := nobody()
	several.entry.seen.Matches = 2
	unseenBoth := nobody()
	unseenBoth.entry.why, unseenBoth.cloud.why = denied, denied
	alias := sound(2)
	alias.entry.seen.SID = sound(1).entry.seen.SID
	for name, tt := range map[string]struct {
		second *person
		want   lang.Text
	}{
		"missing": {nobody(), wordsMissing}, "several": {several, wordsSeveral},
		"unseen": {unseenBoth, wordsUnseen}, "alias": {alias, wordsOneAccount},
	} {
		c := judge(catalog.All(), sound(1), tt.second)
		if text, stop := c.impossible(); !stop || text != tt.want || len(c.Differences)+len(c.Gaps)+len(c.Same) != 0 {
			t.Errorf("%s: got %v, %q and %d differences", name, stop, text.En, len(c.Differences))
		}
	}
}

// TestTellFillsEverything: no blank is left, nothing foreign reaches the
// terminal, and the journey through JSON changes no word.
func TestTellFillsEverything(t *testing.T) {
	t.Parallel()
	for _, one := range changes() {
		first := sound(1)
		one.make(first)
		first.asked = "evil\x1b[31m@contoso.com"
		c := judge(catalog.All(), first, sound(2))
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again Comparison
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			said := c.Tell(catalog.All(), l, nil)
			if !reflect.DeepEqual(said, again.Tell(catalog.All(), l, nil)) {
				t.Errorf("%s: the words differ after a trip through JSON", one.name)
			}
			whole := fmt.Sprintf("%+v", said)
			if strings.Contains(strings.ReplaceAll(whole, "{Aspects", ""), "{first}") || strings.Contains(whole, "{aspect}") || strings.Contains(whole, "\x1b") {
				t.Errorf("%s: got %s", one.name, whole)
			}
			for _, row := range said.Rows {
				if row.First == row.Second || strings.ContainsAny(row.First+row.Second+row.Title, "{}") {
					t.Errorf("%s: got %q and %q, want two different texts without blanks", one.name, row.First, row.Second)
				}
			}
		}
	}
}

// TestRandomPeopleAreCompared: any mix of changes and blindness gives an
// answer, with no aspect in two lists, and the same aspects both ways.
func TestRandomPeopleAreCompared(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 20261123))
	all := changes()
	for range 2000 {
		first, second := sound(1), sound(2)
		for range random.IntN(4) {
			all[random.IntN(len(all))].make(first)
			all[random.IntN(len(all))].make(second)
		}
		c, back := judge(catalog.All(), first, second), judge(catalog.All(), second, first)
		if !sameSet(told(c), told(back)) {
			t.Fatalf("got %v and %v, want the same both ways", told(c), told(back))
		}
		count := map[Aspect]int{}
		for _, id := range slices.Concat(told(c), c.Same) {
			count[id]++
		}
		for _, g := range c.Gaps {
			count[g.Aspect]++
		}
		for id, n := range count {
			if n > 1 {
				t.Fatalf("%s is listed %d times", id, n)
			}
		}
	}
}

// TestTheTableIsWhole: every name leads somewhere, and both languages say the
// same.
func TestTheTableIsWhole(t *testing.T) {
	t.Parallel()
	tree := map[steps.ID]*steps.Step{}
	all := catalog.All()
	for i := range all {
		tree[all[i].ID] = &all[i]
	}
	known := map[Aspect]bool{}
	for _, a := range aspects() {
		if known[a.id] {
			t.Errorf("%s stands twice", a.id)
		}
		known[a.id] = true
	}
	for _, a := range aspects() {
		step := tree[a.step]
		if step == nil {
			t.Errorf("%s: there is no step %s", a.id, a.step)
			continue
		}
		for _, id := range slices.Concat(a.explains, a.clue, a.over) {
			if !known[id] {
				t.Errorf("%s names %s, which is no aspect", a.id, id)
			}
		}
		for _, word := range a.sound {
			if _, own := a.words[word]; !own && step.Branch(steps.Outcome(word)) == nil {
				t.Errorf("%s: nothing says %q", a.id, word)
			}
		}
		for _, text := range append(slices.Collect(maps.Values(a.words)), a.title) {
			if text.Ko == "" || text.En == "" || !sameSetOf(lang.Blanks(text.Ko), lang.Blanks(text.En)) {
				t.Errorf("%s: %q and %q do not hold the same", a.id, text.Ko, text.En)
			}
		}
	}
}

func sameSetOf(a, b []string) bool { return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) }

func TestProblem(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		first, other string
		fine         bool
	}{
		{"kim@contoso.com", "lee@contoso.com", true},
		{"kim@contoso.com", `CORP\lee`, true},
		{"", "lee@contoso.com", false},
		{"kim@contoso.com", "", false},
		{"kim@contoso.com", " KIM@contoso.com ", false},
		{"kim@contoso.com", "lee", false},
	} {
		if got := Problem(catalog.All(), tt.first, tt.other); got.Empty() != tt.fine {
			t.Errorf("%q and %q: got %q, fine wanted: %v", tt.first, tt.other, got.En, tt.fine)
		}
	}
}
