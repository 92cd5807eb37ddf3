package access_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// Each shape is told where another reading comes to another answer, and nowhere
// else; the answer itself stays that of the check.
func TestWhereSpecificationsDisagree(t *testing.T) {
	t.Parallel()
	const me, other, owner = access.SID("\x01\x01\x00\x00\x00\x00\x00\x05\x15\x00\x00\x00"), access.Everyone, access.SID("\x01\x01\x00\x00\x00\x00\x00\x05\x16\x00\x00\x00")
	user := access.UserClass()
	reset, lockout := access.ResetPassword, access.WriteLockoutTime
	plain := func(kind access.Type, mask access.Mask, to access.SID) access.ACE {
		return access.ACE{Type: kind, Mask: mask, Trustee: to}
	}
	class := func(kind access.Type, mask access.Mask, of access.GUID) access.ACE {
		return access.ACE{Type: kind, Mask: mask, Trustee: me, Object: of}
	}
	only := func(a access.ACE) access.ACE { a.Flags |= access.InheritOnly | access.ContainerInherit; return a }
	deny, allow := plain(access.Deny, access.ControlAccess, me), plain(access.Allow, access.ControlAccess, me)
	for _, c := range []struct {
		name  string
		right access.Right
		owned bool // by me
		list  []access.ACE
		want  access.Answer
		shape access.Shape
		at    int
	}{
		{"object allow, then plain deny", reset, false, []access.ACE{reset.Grant(me), deny}, access.Granted, access.ObjectAllowBeforeDeny, 0},
		{"of a generic right", reset, false, []access.ACE{reset.Grant(me), plain(access.Deny, access.GenericAll, me)}, access.Granted, access.ObjectAllowBeforeDeny, 0},
		{"to a property", lockout, false, []access.ACE{lockout.Grant(me), plain(access.Deny, access.WriteProperty, me)}, access.Granted, access.ObjectAllowBeforeDeny, 0},
		{"the denial first", reset, false, []access.ACE{deny, reset.Grant(me)}, access.Denied, "", 0},
		{"the denial for somebody else", reset, false, []access.ACE{reset.Grant(me), plain(access.Deny, access.ControlAccess, owner)}, access.Granted, "", 0},
		{"the denial of other bits", reset, false, []access.ACE{reset.Grant(me), plain(access.Deny, access.WriteProperty, me)}, access.Granted, "", 0},
		{"the denial for heirs alone", reset, false, []access.ACE{reset.Grant(me), only(deny)}, access.Granted, "", 0},
		{"an object deny", reset, false, []access.ACE{reset.Grant(me), reset.Refuse(me)}, access.Granted, "", 0},
		{"a plain allow between", reset, false, []access.ACE{reset.Grant(me), allow, deny}, access.Granted, "", 0},
		{"a plain allow before", reset, false, []access.ACE{allow, reset.Grant(me), deny}, access.Granted, "", 0},
		{"plain allow, then plain deny", reset, false, []access.ACE{allow, deny}, access.Granted, "", 0},
		{"an allow of another right", reset, false, []access.ACE{access.ChangePassword.Grant(me), deny}, access.Denied, "", 0},

		{"the class allows control access", reset, false, []access.ACE{class(access.AllowObject, access.ControlAccess, user)}, access.NotGranted, access.ClassAsObject, 0},
		{"the class allows a property", lockout, false, []access.ACE{class(access.AllowObject, access.WriteProperty, user)}, access.Granted, access.ClassAsObject, 0},
		{"the class denies a property", lockout, false, []access.ACE{class(access.DenyObject, access.WriteProperty, user), lockout.Grant(me)}, access.Denied, access.ClassAsObject, 0},
		{"the class, and granted all the same", reset, false, []access.ACE{class(access.AllowObject, access.ControlAccess, user), reset.Grant(me)}, access.Granted, "", 0},
		{"another class", lockout, false, []access.ACE{class(access.AllowObject, access.WriteProperty, access.KnownClass("computer"))}, access.NotGranted, "", 0},
		{"the class as heir", lockout, false, []access.ACE{{Type: access.AllowObject, Mask: access.WriteProperty, Trustee: me, InheritedBy: user}}, access.Granted, "", 0},

		{"OWNER RIGHTS allow", reset, true, []access.ACE{plain(access.Allow, access.ControlAccess, access.OwnerRights)}, access.Granted, access.OwnerRightsEntry, 0},
		{"OWNER RIGHTS deny", reset, true, []access.ACE{plain(access.Deny, access.ControlAccess, access.OwnerRights), reset.Grant(me)}, access.Denied, access.OwnerRightsEntry, 0},
		{"OWNER RIGHTS of somebody else", reset, false, []access.ACE{plain(access.Allow, access.ControlAccess, access.OwnerRights)}, access.NotGranted, "", 0},
		{"OWNER RIGHTS of other bits", reset, true, []access.ACE{plain(access.Allow, access.ReadControl, access.OwnerRights)}, access.NotGranted, "", 0},
		{"OWNER RIGHTS, and granted all the same", reset, true, []access.ACE{reset.Grant(me), plain(access.Allow, access.ControlAccess, access.OwnerRights)}, access.Granted, "", 0},
		{"nothing unusual", reset, false, []access.ACE{reset.Grant(other)}, access.Granted, "", 0},
	} {
		spec := access.Spec{Owner: owner, DACL: c.list}
		if c.owned {
			spec.Owner = me
		}
		raw, err := spec.Encode()
		if err != nil {
			t.Fatal(err)
		}
		d, err := access.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		token, want := access.NewToken(me, access.Everyone), c.right.On(user)
		if got := access.Check(&d, token, "", want).Answer; got != c.want {
			t.Errorf("%s: the check says %d, want %d", c.name, got, c.want)
		}
		found := access.Disagreements(&d, token, "", want)
		switch {
		case (len(found) > 0) != (c.shape != ""), len(found) > 1:
			t.Errorf("%s: got %+v, want %q", c.name, found, c.shape)
		case len(found) == 1 && (found[0].Shape != c.shape || found[0].At != c.at || found[0].ACE != c.list[c.at]):
			t.Errorf("%s: got %+v, want %s at %d", c.name, found[0], c.shape, c.at)
		}
	}
}
