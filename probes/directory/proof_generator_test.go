package directory_test

import (
	"bytes"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// somebody are SIDs for tests without a controller.
func somebody() people {
	sid := func(rid string) access.SID { return mustSID("S-1-5-21-10-20-30-" + rid) }
	return people{
		connector: sid("1001"), direct: sid("1002"), nested: sid("1003"), local: sid("1004"), universe: sid("1005"), primary: sid("1006"),
		domainUsers: sid("513"), domainAdmins: sid("512"), stranger: sid("1007"), strangers: sid("1008"), administrator: sid("500"),
		implied: []access.SID{builtinUsers, preWindows2000}, everybodys: []access.SID{sid("1009"), sid("1010"), logReaders},
		lists: []access.SID{sid("1011"), sid("1012")},
	}
}

func TestASeedRepeatsTheCases(t *testing.T) {
	t.Parallel()
	const same, other = 42, 43
	first, second, third := newGenerator(same, somebody()), newGenerator(same, somebody()), newGenerator(other, somebody())
	differ := 0
	for n := range 200 {
		a, b, c := first.anyCase(n), second.anyCase(n), third.anyCase(n)
		rawA, errA := a.written(somebody())
		rawB, errB := b.written(somebody())
		rawC, errC := c.written(somebody())
		if errA != nil || errB != nil || errC != nil {
			t.Fatalf("case %d cannot be written: %v, %v, %v", n, errA, errB, errC)
		}
		if a.at != b.at || !bytes.Equal(rawA, rawB) {
			t.Fatalf("case %d: the same seed gave two descriptors", n)
		}
		if !bytes.Equal(rawA, rawC) {
			differ++
		}
	}
	if differ < 150 {
		t.Errorf("another seed gave %d other cases of 200", differ)
	}
}

// TestCasesAreOfEveryKind keeps the generator from growing lopsided.
func TestCasesAreOfEveryKind(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	g := newGenerator(7, somebody())
	for n := range 600 {
		c := g.anyCase(n)
		seen["owner"] += count(c.spec.Owner != "")
		seen["protected"] += count(c.spec.Control&access.DACLProtected != 0)
		seen["many"] += count(len(c.spec.DACL) >= 200)
		seen["empty"] += count(len(c.spec.DACL) == 0)
		for i, a := range c.spec.DACL {
			seen["deny"] += count(a.Type.IsDeny())
			seen["conditional"] += count(a.Type.Conditional())
			seen["inherit only"] += count(a.Flags&access.InheritOnly != 0)
			seen["inherited"] += count(a.Flags&access.Inherited != 0)
			seen["SELF"] += count(a.Trustee == access.PrincipalSelf)
			seen["OWNER RIGHTS"] += count(a.Trustee == access.OwnerRights)
			seen["connector"] += count(a.Trustee == g.people.connector)
			seen["nested"] += count(a.Trustee == g.people.nested)
			seen["everybody's"] += count(slices.Contains(g.people.everybodys, a.Trustee))
			seen["generic"] += count(a.Mask&access.GenericAll != 0)
			seen["property set"] += count(a.Object == guidRestrictions)
			seen["class"] += count(a.Object == guidUser)
			seen["unknown type"] += count(a.Object == guidNobodys)
			seen["heirs"] += count(!a.InheritedBy.IsZero())
			seen["duplicate"] += count(i > 0 && a == c.spec.DACL[i-1])
		}
	}
	const fewest = 5
	for kind, n := range seen {
		if n < fewest {
			t.Errorf("%s: %d of them in 600 cases", kind, n)
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// TestNamedCasesByHand holds the access check against the answers that were
// worked out by hand, where no controller is needed: on what inherits nothing.
func TestNamedCasesByHand(t *testing.T) {
	t.Parallel()
	p := somebody()
	own := slices.Concat([]access.SID{p.direct, p.nested, p.local, p.universe, p.primary, p.domainUsers}, p.implied, p.everybodys)
	token := access.NewToken(p.connector, own...)
	for _, c := range namedCases(p) {
		if c.spec.Control&access.DACLProtected == 0 {
			continue
		}
		want := expected{granted, granted, granted, granted}
		if c.want != nil {
			want = *c.want
		}
		raw, err := c.written(p)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		d, err := access.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		self := p.stranger
		if c.at == itself {
			self = p.connector
		}
		for i, right := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
			if got := access.Check(&d, token, self, right.On(classes[c.at])); got.Answer != want[i] {
				t.Errorf("%s, right %d: got %d, want %d", c.name, i, got.Answer, want[i])
			}
		}
	}
}

// TestMadeForOthers: what an OU and the domain head are given can be written,
// and the head speaks of nobody but the connector account's company.
func TestMadeForOthers(t *testing.T) {
	t.Parallel()
	g := newGenerator(3, somebody())
	for range 100 {
		for _, a := range g.handedDown() {
			if a.Flags&access.ContainerInherit == 0 {
				t.Errorf("an OU hands nothing down with flags %02x", uint8(a.Flags))
			}
		}
		for _, a := range g.onHead() {
			if a.Trustee == access.Everyone || a.Trustee == access.AuthenticatedUsers || a.Mask != access.ControlAccess {
				t.Errorf("an entry of the head for %s, mask %08x, touches others", a.Trustee, uint32(a.Mask))
			}
		}
	}
}
