package access_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// The GUIDs as the schema reference prints them.
func TestKnownClasses(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"user": "bf967aba-0de6-11d0-a285-00aa003049e2", "inetOrgPerson": "4828cc14-1437-45bc-9b07-ad6f015e5f28",
		"computer": "bf967a86-0de6-11d0-a285-00aa003049e2", "group": "bf967a9c-0de6-11d0-a285-00aa003049e2",
		"contact": "5cb41ed0-0e4c-11d0-a286-00aa003049e2", "domainDNS": "19195a5b-6da0-11d0-afd3-00c04fd930c9",
		"msDS-ManagedServiceAccount":      "ce206244-5827-4a86-ba1c-1c0c386c1b64",
		"msDS-GroupManagedServiceAccount": "7b8b558a-93a5-4af7-adca-c017e67f1057",
		"USER":                            "bf967aba-0de6-11d0-a285-00aa003049e2",
		"exampleCorpPerson":               "00000000-0000-0000-0000-000000000000",
	} {
		if got := access.KnownClass(name).String(); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// The third level: an entry for the class of the object speaks of every
// property, and of no control access right.
func TestAnEntryForTheClass(t *testing.T) {
	t.Parallel()
	person, inet := access.UserClass(), access.KnownClass("inetOrgPerson")
	about := func(class access.GUID, typ access.Type, mask access.Mask) access.ACE {
		return access.ACE{Type: typ, Mask: mask, Object: class, Trustee: connector}
	}
	allow := about(person, access.AllowObject, access.WriteProperty)
	deny := about(person, access.DenyObject, access.WriteProperty)
	both := about(person, access.AllowObject, access.WriteProperty|access.ControlAccess)
	custom := mustGUID("6db69a1c-9422-11d1-aebd-0000f80367c1")
	lockout, lastSet, reset := access.WriteLockoutTime, access.WritePwdLastSet, access.ResetPassword
	for _, c := range []struct {
		name  string
		right access.Right
		class access.GUID
		dacl  []access.ACE
		want  access.Answer
	}{
		{"allowed for the class", lockout, person, []access.ACE{allow}, access.Granted},
		{"allowed for the class, property in a set", lastSet, person, []access.ACE{allow}, access.Granted},
		{"denied for the class before", lastSet, person, []access.ACE{deny, lastSet.Grant(connector)}, access.Denied},
		{"denied for the class after", lastSet, person, []access.ACE{lastSet.Grant(connector), deny}, access.Granted},
		{"reading the class does not write it", lockout, person, []access.ACE{about(person, access.AllowObject, access.ReadProperty)}, access.NotGranted},
		{"another class", lockout, inet, []access.ACE{allow}, access.NotGranted},
		{"a denial for another class", lockout, inet, []access.ACE{deny, lockout.Grant(connector)}, access.Granted},
		{"no control access right", reset, person, []access.ACE{both}, access.NotGranted},
		{"no denial of a control access right", reset, person, []access.ACE{about(person, access.DenyObject, access.ControlAccess), reset.Grant(connector)}, access.Granted},
		{"class not known, perhaps allowed", lockout, access.GUID{}, []access.ACE{allow}, access.CannotJudge},
		{"class not known, perhaps denied", lockout, access.GUID{}, []access.ACE{deny, lockout.Grant(connector)}, access.CannotJudge},
		{"class not known, allowed in any case", lockout, access.GUID{}, []access.ACE{allow, lockout.Grant(connector)}, access.Granted},
		{"class not known, not allowed in any case", lockout, access.GUID{}, []access.ACE{deny}, access.NotGranted},
		{"class not known, an entry that no class has", lockout, access.GUID{}, []access.ACE{onRestrictions(allow), lastSet.Grant(connector)}, access.NotGranted},
		{"class not known, an entry of something unheard of", lockout, access.GUID{}, []access.ACE{about(custom, access.AllowObject, access.WriteProperty)}, access.CannotJudge},
		{"class not known, for a stranger", lockout, access.GUID{}, []access.ACE{{Type: access.AllowObject, Mask: access.WriteProperty, Object: person, Trustee: stranger}}, access.NotGranted},
		{"class not known, a control access right", reset, access.GUID{}, []access.ACE{both}, access.NotGranted},
	} {
		d := descriptor(t, access.Spec{Owner: admins, DACL: c.dacl})
		if got := access.Check(&d, access.NewToken(connector), user, c.right.On(c.class)); got.Answer != c.want {
			t.Errorf("%s: got answer %d, want %d", c.name, got.Answer, c.want)
		}
	}
}

// A zero GUID that is there names nothing: it is no entry without limits.
func TestAnObjectTypeOfZeros(t *testing.T) {
	t.Parallel()
	grant := access.ACE{Type: access.AllowObject, Mask: access.FullControl, NoObject: true, NoHeir: true, Trustee: connector}
	d := descriptor(t, access.Spec{DACL: []access.ACE{grant}})
	for _, a := range d.DACL.All() {
		if a != grant {
			t.Errorf("got %+v, want %+v", a, grant)
		}
	}
	for _, r := range []access.Right{access.ResetPassword, access.WriteLockoutTime} {
		for _, class := range []access.GUID{{}, access.UserClass()} {
			if got := access.Check(&d, access.NewToken(connector), user, r.On(class)); got.Answer != access.NotGranted {
				t.Errorf("right %d on class %s: got answer %d, want %d", r, class, got.Answer, access.NotGranted)
			}
		}
	}
}
