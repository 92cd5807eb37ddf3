package access_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// What an heir gets from an entry of a container above it (MS-DTYP 2.5.3.4).
func TestWhatIsHandedDown(t *testing.T) {
	t.Parallel()
	const (
		ci, oi, np, io, id = access.ContainerInherit, access.ObjectInherit, access.NoPropagate, access.InheritOnly, access.Inherited
	)
	person, computer := access.UserClass(), access.KnownClass("computer")
	plain := ace(access.Allow, access.ControlAccess, connector)
	with := func(flags access.Flags, change func(*access.ACE)) access.ACE {
		a := flagged(plain, flags)
		if change != nil {
			change(&a)
		}
		return a
	}
	to := func(class access.GUID) func(*access.ACE) { return func(a *access.ACE) { a.InheritedBy = class } }
	by := func(trustee access.SID) func(*access.ACE) { return func(a *access.ACE) { a.Trustee = trustee } }
	none := access.ACE{}
	for _, c := range []struct {
		name   string
		stands access.ACE
		parent bool
		want   access.ACE // none: nothing arrives that counts
	}{
		{"for containers", with(ci, nil), true, with(ci|id, nil)},
		{"for containers, further down", with(ci, nil), false, with(ci|id, nil)},
		{"not for the container itself", with(ci|io, nil), true, with(ci|id, nil)},
		{"for no heir", with(0, nil), true, none},
		{"for objects that are no containers", with(oi|io, nil), true, none},
		{"for children alone", with(ci|oi|np, nil), true, with(id, nil)},
		{"for children alone, further down", with(ci|np, nil), false, none},
		{"itself inherited", with(ci|id, nil), true, none},
		{"for this class", with(ci|io, to(person)), true, with(ci|id, to(person))},
		{"for another class", with(ci|io, to(computer)), true, none},
		{"for a class of zeros", with(ci|io, func(a *access.ACE) { a.NoHeir = true }), true, none},
		{"for the owner", with(ci|io, by(access.CreatorOwner)), true, with(ci|id, by(user))},
		{"for the group", with(ci|io, by(access.CreatorGroup)), true, with(ci|id, by(team))},
		{"generic", with(ci|io, func(a *access.ACE) { a.Mask = access.GenericAll }), true, with(ci|id, func(a *access.ACE) { a.Mask = access.FullControl })},
	} {
		got, ok := c.stands.Hands(access.Heir{Owner: user, Group: team, Class: person}, c.parent)
		if ok != (c.want != none) || got != c.want {
			t.Errorf("%s: got %+v, %t, want %+v", c.name, got, ok, c.want)
		}
		if ok && !got.Same(&c.want) {
			t.Errorf("%s: it is not the same as itself", c.name)
		}
	}
	unknown := access.Heir{}
	forPeople := with(ci, to(person))
	if got, ok := forPeople.Hands(unknown, true); ok {
		t.Errorf("a class that is not known: got %+v", got)
	}
	owned := with(ci, by(access.CreatorOwner))
	if got, ok := owned.Hands(unknown, true); !ok || got.Trustee != access.CreatorOwner {
		t.Errorf("no owner: got %+v, %t", got, ok)
	}
	reset, lockout := access.ResetPassword.Grant(connector), access.WriteLockoutTime.Grant(connector)
	if reset.Same(&lockout) {
		t.Error("two rights are the same")
	}
}
