package compare

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
)

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
			one.do(first)
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

func sameSet(a, b []Aspect) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// TestWhatBothHaveIsNoDifference: alike is alike, however bad it is.
func TestWhatBothHaveIsNoDifference(t *testing.T) {
	t.Parallel()
	for _, one := range changes() {
		first, second := sound(1), sound(2)
		one.do(first)
		one.do(second)
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
		one.do(first)
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

// TestNobodyIsBlamedForAWeakerPolicy: that the first may not change the password
// yet is a fault; that the policy takes more passwords than that of the second,
// or other ones, is none.
func TestNobodyIsBlamedForAWeakerPolicy(t *testing.T) {
	t.Parallel()
	const hour = time.Hour
	for _, c := range []struct {
		name          string
		first, second func(*probes.PasswordPolicy)
		blamed        []Aspect
	}{
		{
			"shorter, fewer, simpler",
			func(p *probes.PasswordPolicy) {
				p.MinimumAge, p.History, p.MinimumLength, p.Complexity = probes.Known(2*hour), probes.Known(0), probes.Known(4), probes.No
			},
			func(p *probes.PasswordPolicy) {
				p.MinimumAge, p.History, p.MinimumLength, p.Complexity = probes.Known(48*hour), probes.Known(24), probes.Known(14), probes.Yes
			},
			[]Aspect{"too-young"},
		},
		{
			"a longer age, and a simpler one besides",
			func(p *probes.PasswordPolicy) {
				p.MinimumAge, p.MinimumLength = probes.Known(48*hour), probes.Known(4)
			},
			func(p *probes.PasswordPolicy) { p.MinimumAge, p.MinimumLength = probes.Known(2*hour), probes.Known(14) },
			[]Aspect{"too-young", "minimum-age"},
		},
	} {
		first, second := sound(1), sound(2)
		c.first(&first.policy.seen)
		c.second(&second.policy.seen)
		first.policy.seen.FineGrained, first.policy.seen.Source = probes.Yes, "CN=Weak,CN=x"
		first.policy.seen.PasswordLastSet, second.policy.seen.PasswordLastSet = noon.Add(-hour), noon.AddDate(0, 0, -30)
		first.say(policy, "too-young", steps.Broken, nil)
		second.say(policy, "minimum-age", steps.Warning, nil)
		var blamed []Aspect
		for _, d := range judge(catalog.All(), first, second).Differences {
			if d.Worse > steps.Healthy && !d.Clue {
				blamed = append(blamed, d.Aspect)
			}
		}
		if !slices.Equal(blamed, c.blamed) {
			t.Errorf("%s: got the faults %v, want %v", c.name, blamed, c.blamed)
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
		"hidden": func(p *person) {
			p.entry.seen.ComputedFlags, p.entry.seen.AdminCount = probes.Maybe[uint32]{}, probes.Maybe[int]{}
			p.entry.seen.LockoutTime, p.entry.seen.AccountExpires = probes.Maybe[time.Time]{}, probes.Maybe[time.Time]{}
		},
		"flags": func(p *person) { p.entry.seen.Flags = probes.Maybe[uint32]{} },
		"values": func(p *person) {
			p.policy.seen.MinimumAge, p.policy.seen.History = probes.Maybe[time.Duration]{}, probes.Maybe[int]{}
			p.policy.seen.MinimumLength, p.policy.seen.LockoutThreshold = probes.Maybe[int]{}, probes.Maybe[int]{}
		},
		"one copy": func(p *person) {
			p.replicas.seen.List = append(p.replicas.seen.List, probes.Replica{Host: "dc3", Answer: probes.Dropped, Why: denied})
		},
		"another copy on a controller that may be read-only": func(p *person) {
			p.replicas.seen.List[1].Descriptor, p.replicas.seen.List[1].ReadOnly = "x", probes.Unsaid
		},
		"no copy on a controller that may be read-only": func(p *person) {
			p.replicas.seen.List[1] = probes.Replica{Host: "dc2", Found: probes.No}
		},
		"path":    func(p *person) { p.entry.seen.Path = nil },
		"set":     func(p *person) { p.entry.seen.MustChange, p.policy.seen.PasswordLastSet = probes.Unsaid, time.Time{} },
		"license": func(p *person) { p.say(license, steps.Unseen, steps.Unknown, nil) },
		"all": func(p *person) {
			*p = person{asked: p.asked, now: noon, steps: map[steps.ID]outcome{}}
			p.entry.why, p.cloud.why, p.roles.why, p.registered.why = denied, denied, denied, denied
			p.rights.why, p.policy.why, p.replicas.why = denied, denied, denied
		},
	}
	for name, do := range blind {
		one, other := sound(1), sound(2)
		one.policy.seen.MinimumAge, other.policy.seen.MinimumAge = probes.Known(time.Hour), probes.Known(time.Hour)
		do(one)
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
	if d.First.Args["path"].Text != "OU=Far,OU=Away" || d.Second.Args["path"].Text != "OU=Staff" || c.Telling() != nil {
		t.Errorf("got %+v, telling %v; want the parts where the paths part, and no fault", d, c.Telling())
	}
}

func TestPlacesBelowEachOther(t *testing.T) {
	t.Parallel()
	first := sound(1)
	moved(first, `OU=A\, B,OU=Staff,DC=corp,DC=contoso,DC=com`)
	x, y := places(first, sound(2))
	if x.Args["path"].Text != `OU=A\, B` || y.Is != "path:here" || y.Args["path"].Text != "OU=Staff" {
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
	again := unseenBoth.again(sound(1).asked)
	for name, tt := range map[string]struct {
		second *person
		want   lang.Text
	}{
		"missing": {nobody(), wordsMissing}, "several": {several, wordsSeveral},
		"unseen": {unseenBoth, wordsUnseen}, "alias": {alias, wordsOneAccount},
		"the same name": {again, wordsOneAccount},
	} {
		c := judge(catalog.All(), sound(1), tt.second)
		if text, stop := c.impossible(); !stop || text != tt.want || len(c.Differences)+len(c.Gaps)+len(c.Same) != 0 {
			t.Errorf("%s: got %v, %q and %d differences", name, stop, text.En, len(c.Differences))
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
			all[random.IntN(len(all))].do(first)
			all[random.IntN(len(all))].do(second)
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

// TestTheWordsOfAStepAreItsOutcomes holds those aspects that take the word of
// a step against its branches: a word that no branch has would never be said.
func TestTheWordsOfAStepAreItsOutcomes(t *testing.T) {
	t.Parallel()
	taken := 0
	for _, a := range aspects() {
		if a.read == nil || a.read(&person{steps: map[steps.ID]outcome{a.step: {on: "any"}}}).Is != "any" {
			continue
		}
		taken++
		known := map[string]bool{}
		for _, s := range catalog.All() {
			for _, b := range s.Branches {
				known[string(b.On)] = known[string(b.On)] || s.ID == a.step
			}
		}
		for _, word := range append(slices.Collect(maps.Keys(a.words)), a.sound...) {
			if !known[word] {
				t.Errorf("%s: %q is no outcome of %s", a.id, word, a.step)
			}
		}
		for _, s := range catalog.All() {
			for word, text := range a.words {
				for _, blank := range lang.Blanks(text.En) {
					if _, declared := s.Blanks[blank]; !declared && s.ID == a.step {
						t.Errorf("%s, %s: %s has no blank {%s}", a.id, word, s.ID, blank)
					}
				}
			}
		}
	}
	if taken != 3 {
		t.Errorf("%d aspects take the word of a step, want 3", taken)
	}
}

// TestEveryRightIsCompared: the comparison reads each right that writeback needs
// once, as the table has it.
func TestEveryRightIsCompared(t *testing.T) {
	t.Parallel()
	for _, right := range needed.All() {
		var all probes.Rights
		right.Of(&all).Granted = probes.Yes
		read := 0
		for _, n := range neededRights() {
			if n.of(&all).Granted == probes.Yes {
				read++
			}
		}
		if read != 1 || len(neededRights()) != len(needed.All()) {
			t.Errorf("%s: %d of %d aspects read it, want one of %d", right.Name, read, len(neededRights()), len(needed.All()))
		}
	}
}

// again is the same person under another name.
func (p *person) again(asked string) *person {
	other := *p
	other.asked = strings.ToUpper(asked)
	return &other
}

// TestWhatAStepDidNotSayIsAGap: neither a step that could not see, nor one that
// was not looked at, nor one that lacks the word means no.
func TestWhatAStepDidNotSayIsAGap(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]struct {
		do   func(*person)
		want Aspect
	}{
		"origin without a word of rivals": {func(p *person) { p.steps[origin] = outcome{on: "synchronised", status: steps.Healthy} }, "shared-name"},
		"origin unseen":                   {func(p *person) { p.say(origin, steps.Unseen, steps.Unknown, nil) }, "shared-name"},
		"origin not looked at":            {func(p *person) { delete(p.steps, origin) }, "shared-name"},
		"protection unseen":               {func(p *person) { p.say(protected, steps.Unseen, steps.Unknown, nil) }, "protected-groups"},
		"protection not looked at":        {func(p *person) { delete(p.steps, protected) }, "protected-groups"},
	} {
		first := sound(1)
		change.do(first)
		c := judge(catalog.All(), first, sound(2))
		if !slices.ContainsFunc(c.Gaps, func(g Gap) bool { return g.Aspect == change.want }) || slices.Contains(c.Same, change.want) {
			t.Errorf("%s: got gaps %v, want %s among them", name, c.Gaps, change.want)
		}
	}
}

func TestTheCaseOfANameIsNoDifference(t *testing.T) {
	t.Parallel()
	first := sound(1)
	first.entry.seen.Domain = "CORP.Contoso.com"
	second := sound(2)
	second.entry.seen.Domain = "corp.contoso.COM"
	if c := judge(catalog.All(), first, second); slices.Contains(told(c), Aspect("domain")) || !slices.Contains(c.Same, Aspect("domain")) {
		t.Errorf("got %v, want the same domain", told(c))
	}
}
