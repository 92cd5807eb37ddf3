package directory_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// seeRights asks for the rights on alice in a directory that was changed.
func seeRights(t *testing.T, change func(dc *controller)) (r probes.Rights) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		dc := alice(t)
		change(dc)
		var err error
		if r, err = newWorld(t, dc).Rights(t.Context(), `CORP\svc`, aliceDN); err != nil {
			t.Fatal(err)
		}
	})
	return r
}

// onAlice and onStaff replace a descriptor.
func onAlice(t *testing.T, dc *controller, control access.Control, list ...access.ACE) {
	t.Helper()
	dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, control, list...)}
}

func onStaff(t *testing.T, dc *controller, control access.Control, list ...access.ACE) {
	t.Helper()
	dc.has[staff]["nTSecurityDescriptor"] = []string{descriptor(t, control, list...)}
}

func TestTheDecidingEntryIsToldAsItStands(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	r := seeRights(t, func(dc *controller) {
		entry := inherited(access.ResetPassword.Grant(me))
		entry.InheritedBy = access.UserClass()
		onAlice(t, dc, 0, access.ChangePassword.Refuse(access.Everyone), entry)
	})
	want := probes.Entry{
		Position: 1, Type: "allow-object", Mask: 0x100, Object: "00299570-246d-11d0-a768-00aa006e0529",
		Heirs: "bf967aba-0de6-11d0-a285-00aa003049e2", Flags: r.ResetPassword.Entry.Flags, Trustee: svcSID,
	}
	if got := r.ResetPassword.Entry; *got != want || got.Flags&uint8(access.Inherited) == 0 {
		t.Errorf("got %+v, want %+v, inherited", *got, want)
	}
	if got := r.ChangePassword.Entry; got == nil || got.Type != "deny-object" || got.Position != 0 || got.Trustee != "S-1-1-0" {
		t.Errorf("change: got %+v", got)
	}
	if r.WriteLockoutTime.Entry != nil {
		t.Errorf("lockoutTime, which no entry speaks of: got %+v", r.WriteLockoutTime.Entry)
	}
}

// What stands on the container need not look like what arrives.
func TestWhereAnInheritedEntryComesFrom(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	reset := access.ResetPassword.Grant(me)
	full := access.ACE{Type: access.Allow, Mask: access.FullControl, Trustee: me}
	down := func(a access.ACE, flags access.Flags, class access.GUID) access.ACE {
		a.Flags |= access.ContainerInherit | flags
		if !class.IsZero() {
			a.InheritedBy = class
		}
		return a
	}
	creator := full
	creator.Trustee = access.CreatorOwner
	generic := full
	generic.Mask = access.GenericAll
	for _, c := range []struct {
		name    string
		arrived access.ACE
		stands  access.ACE
		from    string
	}{
		{"as it is", reset, down(reset, 0, access.GUID{}), staff},
		{"for heirs alone", reset, down(reset, access.InheritOnly, access.GUID{}), staff},
		{"for users", down(reset, 0, access.UserClass()), down(reset, access.InheritOnly, access.UserClass()), staff},
		{"for computers", reset, down(reset, 0, access.KnownClass("computer")), ""},
		{"for children alone", reset, down(reset, access.NoPropagate, access.GUID{}), staff},
		{"generic", full, down(generic, access.InheritOnly, access.GUID{}), staff},
		{"of the owner", full, down(creator, access.InheritOnly, access.GUID{}), staff},
		{"of somebody else", reset, down(access.ResetPassword.Grant(sid(t, usersSID)), 0, access.GUID{}), ""},
		{"not handed down", reset, reset, ""},
		{"itself inherited", reset, inherited(down(reset, 0, access.GUID{})), ""},
		{"of another type", reset, down(access.ResetPassword.Refuse(me), 0, access.GUID{}), ""},
	} {
		r := seeRights(t, func(dc *controller) {
			raw, err := access.Spec{Owner: me, DACL: []access.ACE{inherited(c.arrived)}}.Encode()
			if err != nil {
				t.Fatal(err)
			}
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{string(raw)}
			onStaff(t, dc, 0, c.stands)
		})
		if got := r.ResetPassword; got.From != c.from || got.Inherited != probes.Yes || got.Granted != probes.Yes {
			t.Errorf("%s: got from %q, inherited %s, granted %s, want from %q", c.name, got.From, got.Inherited, got.Granted, c.from)
		}
		switch source := r.ResetPassword.Source; {
		case (source != nil) != (c.from != ""):
			t.Errorf("%s: got the source %+v, want one where it comes from is seen", c.name, source)
		case source != nil && (source.Mask != uint32(c.stands.Mask) || source.Flags != uint8(c.stands.Flags) || source.Trustee != c.stands.Trustee.String()):
			t.Errorf("%s: got the source %+v, want what stands there, %+v", c.name, *source, c.stands)
		}
	}
}

// A right that nothing grants may be granted by an entry that does not reach.
func TestAnEntryThatDoesNotReach(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	reset, other := access.ResetPassword.Grant(me), access.ResetPassword.Grant(sid(t, "S-1-5-21-9-9-9-9"))
	with := func(a access.ACE, flags access.Flags, class access.GUID) access.ACE {
		a.Flags, a.InheritedBy = flags, class
		return a
	}
	const down, only, once = access.ContainerInherit, access.InheritOnly, access.NoPropagate
	all, computers := access.GUID{}, access.KnownClass("computer")
	for _, c := range []struct {
		name                 string
		onUser, onOU, onHead []access.ACE
		why                  probes.Missed
		on                   string
	}{
		{"on the OU alone", nil, []access.ACE{reset}, nil, probes.HereOnly, staff},
		{"on the head alone", nil, nil, []access.ACE{reset}, probes.HereOnly, baseDN},
		{"below the user", []access.ACE{with(reset, down|only, all)}, nil, nil, probes.BelowOnly, aliceDN},
		{"for computers", nil, []access.ACE{with(reset, down|only, computers)}, nil, probes.OtherClass, staff},
		{"one level down from the head", nil, nil, []access.ACE{with(reset, down|once, all)}, probes.OneLevel, baseDN},
		{"the nearest", nil, []access.ACE{with(reset, down|only, computers)}, []access.ACE{reset}, probes.OtherClass, staff},
		{"for somebody else", []access.ACE{with(other, down|only, all)}, []access.ACE{other}, []access.ACE{other}, "", ""},
		{"of another right", nil, []access.ACE{access.ChangePassword.Grant(me)}, nil, "", ""},
		{"a denial", nil, []access.ACE{access.ResetPassword.Refuse(me)}, nil, "", ""},
		{"inherited by the OU, for users", nil, []access.ACE{inherited(with(reset, down|only, access.UserClass()))}, nil, "", ""},
		{"for users, on its way", nil, []access.ACE{with(reset, down|only, access.UserClass())}, nil, "", ""},
		{"granted all the same", []access.ACE{reset}, []access.ACE{reset}, nil, "", ""},
		{"denied besides", []access.ACE{access.ResetPassword.Refuse(me)}, []access.ACE{reset}, nil, "", ""},
	} {
		r := seeRights(t, func(dc *controller) {
			onAlice(t, dc, 0, c.onUser...)
			onStaff(t, dc, 0, c.onOU...)
			dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected, c.onHead...)}
		})
		got := r.ResetPassword.Stray
		switch {
		case (got != nil) != (c.why != ""):
			t.Errorf("%s: got %+v, want %q", c.name, got, c.why)
		case got != nil && (got.Why != c.why || got.On != c.on || got.Entry.Trustee != svcSID || got.Trustee != svcSID+" (svc)"):
			t.Errorf("%s: got %+v, want %s on %s", c.name, *got, c.why, c.on)
		}
	}
}

// Nothing comes from above a container that takes nothing over.
func TestNothingComesFromAboveABarrier(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	reset := access.ResetPassword.Grant(me)
	r := seeRights(t, func(dc *controller) {
		onAlice(t, dc, 0, inherited(reset))
		onStaff(t, dc, access.DACLProtected)
		dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, handedDown(reset))}
	})
	if got := r.ResetPassword; got.From != "" || got.Inherited != probes.Yes {
		t.Errorf("got %+v, want an inherited entry from nowhere", got)
	}
}

// Inheritance that is off is named only where it keeps a grant away.
func TestWhatInheritanceKeepsAway(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	reset, refuse := access.ResetPassword.Grant(me), access.ResetPassword.Refuse(me)
	forUsers, forComputers := handedDown(reset), handedDown(reset)
	forUsers.InheritedBy, forComputers.InheritedBy = access.UserClass(), access.KnownClass("computer")
	children := handedDown(reset)
	children.Flags |= access.NoPropagate
	const on, off = access.Control(0), access.DACLProtected
	offAt := map[access.Control]map[access.Control]string{on: {on: "", off: staff}, off: {on: aliceDN, off: aliceDN}}
	for _, c := range []struct {
		name      string
		user, ou  access.Control
		onUser    []access.ACE
		onOU      []access.ACE
		onHead    []access.ACE
		at        []string
		from      string
		stillGone bool // the right is denied or missing whatever inheritance does
	}{
		{"the user", off, on, nil, []access.ACE{forUsers}, nil, []string{aliceDN}, staff, false},
		{"the OU", on, off, nil, nil, []access.ACE{forUsers}, []string{staff}, baseDN, false},
		{"both", off, off, nil, nil, []access.ACE{forUsers}, []string{aliceDN, staff}, baseDN, false},
		{"the user, grants on two levels", off, off, nil, []access.ACE{forUsers}, []access.ACE{forUsers}, []string{aliceDN}, staff, false},
		{"nothing above", off, off, nil, nil, nil, nil, "", true},
		{"for another class", off, off, nil, []access.ACE{forComputers}, []access.ACE{forComputers}, nil, "", true},
		{"for the head's children", off, off, nil, nil, []access.ACE{children}, nil, "", true},
		{"for somebody else", off, on, nil, []access.ACE{handedDown(access.ResetPassword.Grant(sid(t, "S-1-5-21-9-9-9-9")))}, nil, nil, "", true},
		{"denied on the user", off, on, []access.ACE{refuse}, []access.ACE{forUsers}, nil, nil, "", true},
		{"denied by what would come first", off, on, nil, []access.ACE{handedDown(refuse), forUsers}, nil, nil, "", true},
		{"on its way", on, on, nil, []access.ACE{forUsers}, nil, nil, "", true},
	} {
		r := seeRights(t, func(dc *controller) {
			onAlice(t, dc, c.user, c.onUser...)
			onStaff(t, dc, c.ou, c.onOU...)
			dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, off, c.onHead...)}
		})
		if want := offAt[c.user][c.ou]; r.OffAt != want {
			t.Errorf("%s: got inheritance off at %q, want %q", c.name, r.OffAt, want)
		}
		w := r.ResetPassword.Withheld
		if c.stillGone {
			if w != nil || r.StopsAt != "" {
				t.Errorf("%s: got %+v, stops at %q, want nothing", c.name, w, r.StopsAt)
			}
			continue
		}
		if w == nil || !slices.Equal(w.At, c.at) || w.From != c.from || w.Entry.Trustee != svcSID || r.StopsAt != c.at[0] {
			t.Errorf("%s: got %+v, stops at %q, want %q from %q", c.name, w, r.StopsAt, c.at, c.from)
		}
	}
}

// A container that cannot be read might deny: nothing is said then.
func TestNothingIsWithheldByWhatNobodyCanRead(t *testing.T) {
	t.Parallel()
	r := seeRights(t, func(dc *controller) {
		onAlice(t, dc, access.DACLProtected)
		delete(dc.has[staff], "nTSecurityDescriptor")
		dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected, handedDown(access.ResetPassword.Grant(sid(t, svcSID))))}
	})
	if r.ResetPassword.Withheld != nil || r.StopsAt != "" || r.ResetPassword.Granted != probes.No {
		t.Errorf("got %+v, stops at %q", r.ResetPassword, r.StopsAt)
	}
}

// A class of the customer's own is looked up in the schema.
func TestTheClassOfTheSchema(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	class := [16]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	const at = "CN=Example-Person,CN=Schema,CN=Configuration," + baseDN
	for _, c := range []struct {
		name string
		id   string
		want probes.YesNo
	}{
		{"this class", string(class[:]), probes.Yes},
		{"another class", strings.Repeat("x", 16), probes.No},
		{"a schema that does not tell", "", probes.Unsaid},
	} {
		r := seeRights(t, func(dc *controller) {
			dc.has[aliceDN]["objectClass"] = []string{"top", "person", "user", "examplePerson"}
			onAlice(t, dc, 0, access.ACE{Type: access.AllowObject, Mask: access.WriteProperty, Object: class, Trustee: me})
			others := dc.matches
			dc.has[at] = map[string][]string{"schemaIDGUID": {c.id}}
			dc.matches = func(base, filter string) []string {
				if strings.Contains(filter, "examplePerson") && strings.HasPrefix(base, "CN=Schema,") {
					return []string{at}
				}
				return others(base, filter)
			}
		})
		if got := r.WriteLockoutTime.Granted; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// The server is asked for its own opinion only as the connector account.
func TestTheSecondOpinion(t *testing.T) {
	t.Parallel()
	me := string(sid(t, svcSID))
	const yes, no, unsaid = probes.Yes, probes.No, probes.Unsaid
	for _, c := range []struct {
		name     string
		token    []string // of the rootDSE
		writable []string
		rights   string
		want     *probes.SecondOpinion
	}{
		{"another account", []string{string(sid(t, aliceSID))}, []string{"lockoutTime"}, "4", nil},
		{"all", []string{me}, []string{"description", "LOCKOUTTIME", "pwdLastSet"}, "7", &probes.SecondOpinion{WriteLockoutTime: yes, WritePwdLastSet: yes, WriteDACL: yes, WriteDACLFound: no}},
		{"one", []string{me}, []string{"pwdLastSet"}, "0", &probes.SecondOpinion{WriteLockoutTime: no, WritePwdLastSet: yes, WriteDACL: no, WriteDACLFound: no}},
		{"none", []string{me}, nil, "0", &probes.SecondOpinion{WriteLockoutTime: no, WritePwdLastSet: no, WriteDACL: no, WriteDACLFound: no}},
		{"not said", []string{me}, nil, "", &probes.SecondOpinion{WriteLockoutTime: unsaid, WritePwdLastSet: unsaid, WriteDACL: unsaid, WriteDACLFound: no}},
	} {
		r := seeRights(t, func(dc *controller) {
			dc.has[""]["tokenGroups"] = c.token
			dc.has[aliceDN]["allowedAttributesEffective"] = c.writable
			if _, err := strconv.Atoi(c.rights); err == nil {
				dc.has[aliceDN]["sDRightsEffective"] = []string{c.rights}
			}
		})
		switch {
		case (r.Server == nil) != (c.want == nil):
			t.Errorf("%s: got %+v, want %+v", c.name, r.Server, c.want)
		case c.want != nil && *r.Server != *c.want:
			t.Errorf("%s: got %+v, want %+v", c.name, *r.Server, *c.want)
		}
	}
}

// A token that may lack a group may miss a denial: nothing is said then.
func TestGroupsThatWereCutShortDecideNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := alice(t)
		matches := dc.matches
		dc.matches = func(base, filter string) []string {
			if strings.Contains(filter, "objectClass=group)(member=") {
				return []string{"CN=nowhere"} // which the fake answers with a result code
			}
			return matches(base, filter)
		}
		if r, err := newWorld(t, dc).Rights(t.Context(), `CORP\svc`, aliceDN); err == nil {
			t.Errorf("got %+v, want no word", r.ResetPassword)
		}
	})
}
