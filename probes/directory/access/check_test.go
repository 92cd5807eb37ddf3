package access_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// The cast: a connector account, a group of it, the user, and a stranger.
var (
	connector = mustSID("S-1-5-21-1-2-3-1105")
	team      = mustSID("S-1-5-21-1-2-3-1200")
	user      = mustSID("S-1-5-21-1-2-3-1300")
	stranger  = mustSID("S-1-5-21-1-2-3-1400")
	admins    = mustSID("S-1-5-32-544")
)

func mustSID(text string) access.SID {
	sid, err := access.ParseSID(text)
	if err != nil {
		panic(err)
	}
	return sid
}

func mustGUID(text string) access.GUID {
	guid, err := access.ParseGUID(text)
	if err != nil {
		panic(err)
	}
	return guid
}

func descriptor(tb testing.TB, spec access.Spec) access.Descriptor {
	tb.Helper()
	raw, err := spec.Encode()
	if err != nil {
		tb.Fatalf("encode: %v", err)
	}
	d, err := access.Parse(raw)
	if err != nil {
		tb.Fatalf("parse what was encoded: %v", err)
	}
	return d
}

// ace makes an entry without object types.
func ace(typ access.Type, mask access.Mask, to access.SID) access.ACE {
	return access.ACE{Type: typ, Mask: mask, Trustee: to}
}

func flagged(a access.ACE, flags access.Flags) access.ACE { a.Flags |= flags; return a }

func typed(a access.ACE, typ access.Type) access.ACE { a.Type = typ; return a }

// onRestrictions limits an entry to the property set User-Account-Restrictions.
func onRestrictions(a access.ACE) access.ACE {
	a.Object = mustGUID("4c164200-20c0-11d0-a768-00aa006e0529")
	return a
}

func TestCheckDecidesInStoredOrder(t *testing.T) {
	t.Parallel()
	reset, lockout, lastSet := access.ResetPassword, access.WriteLockoutTime, access.WritePwdLastSet
	condition := func(a access.ACE, typ access.Type) access.ACE { a.Type, a.Data = typ, "artx"; return a }
	for _, c := range []struct {
		name  string
		right access.Right
		dacl  []access.ACE
		want  access.Answer
		at    int
	}{
		{"an empty list grants nothing", reset, []access.ACE{}, access.NotGranted, -1},
		{"no list grants everything", reset, nil, access.Granted, -1},
		{"the right itself", reset, []access.ACE{reset.Grant(connector)}, access.Granted, 0},
		{"the right through a group", reset, []access.ACE{reset.Grant(team)}, access.Granted, 0},
		{"the right for Authenticated Users", reset, []access.ACE{reset.Grant(access.AuthenticatedUsers)}, access.Granted, 0},
		{"the right for somebody else", reset, []access.ACE{reset.Grant(stranger)}, access.NotGranted, -1},
		{"another right", reset, []access.ACE{access.ChangePassword.Grant(connector)}, access.NotGranted, -1},
		{"all extended rights", reset, []access.ACE{ace(access.Allow, access.ControlAccess, connector)}, access.Granted, 0},
		{"all extended rights in an object entry", reset, []access.ACE{ace(access.AllowObject, access.ControlAccess, connector)}, access.Granted, 0},
		{"generic all", reset, []access.ACE{ace(access.Allow, access.GenericAll, connector)}, access.Granted, 0},
		{"generic write is no extended right", reset, []access.ACE{ace(access.Allow, access.GenericWrite, connector)}, access.NotGranted, -1},
		{"generic write writes", lockout, []access.ACE{ace(access.Allow, access.GenericWrite, connector)}, access.Granted, 0},
		{"generic read does not write", lockout, []access.ACE{ace(access.Allow, access.GenericRead|access.GenericExecute, connector)}, access.NotGranted, -1},
		{"the property", lockout, []access.ACE{lockout.Grant(connector)}, access.Granted, 0},
		{"the set of another property", lockout, []access.ACE{onRestrictions(lockout.Grant(connector))}, access.NotGranted, -1},
		{"the property's own set", lastSet, []access.ACE{onRestrictions(lastSet.Grant(connector))}, access.Granted, 0},
		{"reading the set does not write it", lastSet, []access.ACE{onRestrictions(ace(access.AllowObject, access.ReadProperty, connector))}, access.NotGranted, -1},
		{"deny on the set before allow on the property", lastSet, []access.ACE{onRestrictions(lastSet.Refuse(connector)), lastSet.Grant(connector)}, access.Denied, 0},
		{"deny before allow", reset, []access.ACE{reset.Refuse(connector), reset.Grant(connector)}, access.Denied, 0},
		{"inherited deny after explicit allow", reset, []access.ACE{reset.Grant(connector), flagged(reset.Refuse(team), access.Inherited)}, access.Granted, 0},
		{"out of order, taken as stored", reset, []access.ACE{flagged(reset.Grant(team), access.Inherited), reset.Refuse(connector)}, access.Granted, 0},
		{"deny of everything to Everyone", reset, []access.ACE{ace(access.Deny, access.FullControl, access.Everyone), reset.Grant(connector)}, access.Denied, 0},
		{"deny of something else", reset, []access.ACE{lockout.Refuse(connector), reset.Grant(connector)}, access.Granted, 1},
		{"inherit only does not count", reset, []access.ACE{flagged(reset.Grant(connector), access.InheritOnly|access.ContainerInherit)}, access.NotGranted, -1},
		{"a denial that is inherit only does not count", reset, []access.ACE{flagged(reset.Refuse(connector), access.InheritOnly), reset.Grant(connector)}, access.Granted, 1},
		{"SELF is the user, not the connector", reset, []access.ACE{reset.Grant(access.PrincipalSelf)}, access.NotGranted, -1},
		{"audits do not grant", reset, []access.ACE{typed(reset.Grant(connector), access.AuditObject), ace(access.Audit, access.FullControl, connector)}, access.NotGranted, -1},
		{"labels do not grant", reset, []access.ACE{ace(access.MandatoryLabel, access.FullControl, connector), ace(access.ResourceAttribute, access.FullControl, connector), ace(access.ScopedPolicy, access.FullControl, connector), ace(access.ProcessTrustLabel, access.FullControl, connector)}, access.NotGranted, -1},
		{"a condition that could grant", reset, []access.ACE{condition(reset.Grant(connector), access.AllowCallbackObject)}, access.CannotJudge, 0},
		{"a condition that could deny", reset, []access.ACE{condition(reset.Refuse(connector), access.DenyCallbackObject), reset.Grant(connector)}, access.CannotJudge, 0},
		{"a condition that changes nothing: granted anyway", reset, []access.ACE{condition(reset.Grant(connector), access.AllowCallbackObject), reset.Grant(connector)}, access.Granted, 1},
		{"a condition that changes nothing: denied first", reset, []access.ACE{reset.Refuse(connector), condition(reset.Grant(connector), access.AllowCallbackObject)}, access.Denied, 0},
		{"a condition that could only deny what nobody grants", reset, []access.ACE{condition(ace(access.DenyCallback, access.FullControl, connector), access.DenyCallback)}, access.NotGranted, -1},
		{"a condition that could deny before a certain denial", reset, []access.ACE{condition(reset.Refuse(connector), access.DenyCallbackObject), reset.Refuse(team), reset.Grant(connector)}, access.Denied, 1},
		{"a condition for somebody else", reset, []access.ACE{condition(reset.Grant(stranger), access.AllowCallbackObject)}, access.NotGranted, -1},
		{"a condition on another right", reset, []access.ACE{condition(lockout.Grant(connector), access.AllowCallbackObject)}, access.NotGranted, -1},
		{"an entry of an unknown type", reset, []access.ACE{{Type: 0x77, Data: "????"}}, access.CannotJudge, 0},
		{"a compound entry", reset, []access.ACE{{Type: access.AllowCompound, Data: "????"}}, access.CannotJudge, 0},
		{"an unknown entry after the decision", reset, []access.ACE{reset.Grant(connector), {Type: 0x77}}, access.Granted, 0},
		{"unexpire", access.UnexpirePassword, []access.ACE{access.UnexpirePassword.Grant(access.AuthenticatedUsers)}, access.Granted, 0},
		{"a right that does not exist", access.Right(99), []access.ACE{ace(access.Allow, access.FullControl, connector)}, access.CannotJudge, -1},
	} {
		d := descriptor(t, access.Spec{Owner: admins, DACL: c.dacl})
		got := access.Check(&d, access.NewToken(connector, team), user, c.right.Want())
		if got.Answer != c.want || got.At != c.at {
			t.Errorf("%s: got answer %d at %d, want %d at %d", c.name, got.Answer, got.At, c.want, c.at)
		}
		if got.At >= 0 && got.ACE != c.dacl[got.At] {
			t.Errorf("%s: got entry %+v, want %+v", c.name, got.ACE, c.dacl[got.At])
		}
	}
}

func TestSelfStandsForTheObject(t *testing.T) {
	t.Parallel()
	d := descriptor(t, access.Spec{DACL: []access.ACE{access.ChangePassword.Grant(access.PrincipalSelf)}})
	want := access.ChangePassword.Want()
	if got := access.Check(&d, access.NewToken(user), user, want); got.Answer != access.Granted {
		t.Errorf("the user on itself: got %d, want %d", got.Answer, access.Granted)
	}
	if got := access.Check(&d, access.NewToken(user), "", want); got.Answer != access.NotGranted {
		t.Errorf("an object without a SID: got %d, want %d", got.Answer, access.NotGranted)
	}
	if got := access.Check(&d, access.NewToken(user, access.PrincipalSelf), "", want); got.Answer != access.Granted {
		t.Errorf("a token that is said to hold SELF: got %d, want %d", got.Answer, access.Granted)
	}
	owned := descriptor(t, access.Spec{Owner: access.PrincipalSelf, DACL: []access.ACE{}})
	if got := access.Check(&owned, access.NewToken(user), user, access.Want{Mask: access.WriteDAC}); got.Answer != access.Granted {
		t.Errorf("an object that owns itself: got %d, want %d", got.Answer, access.Granted)
	}
}

func TestOwning(t *testing.T) {
	t.Parallel()
	control := access.Want{Mask: access.ReadControl | access.WriteDAC}
	rights := ace(access.Allow, access.ReadControl, access.OwnerRights)
	for _, c := range []struct {
		name  string
		owner access.SID
		dacl  []access.ACE
		ask   access.Want
		want  access.Answer
	}{
		{"the owner may read and write the list", connector, []access.ACE{}, control, access.Granted},
		{"a group that owns", team, []access.ACE{}, control, access.Granted},
		{"not the owner", stranger, []access.ACE{}, control, access.NotGranted},
		{"owning resets no password", connector, []access.ACE{}, access.ResetPassword.Want(), access.NotGranted},
		{"OWNER RIGHTS takes it away", connector, []access.ACE{rights}, control, access.NotGranted},
		{"OWNER RIGHTS grants what it says", connector, []access.ACE{rights}, access.Want{Mask: access.ReadControl}, access.Granted},
		{"OWNER RIGHTS is for the owner only", stranger, []access.ACE{rights}, access.Want{Mask: access.ReadControl}, access.NotGranted},
		{"OWNER RIGHTS for heirs only", connector, []access.ACE{flagged(rights, access.InheritOnly)}, control, access.Granted},
		{"bit by bit", stranger, []access.ACE{ace(access.Allow, access.ReadControl, connector), ace(access.Allow, access.WriteDAC, team)}, control, access.Granted},
	} {
		d := descriptor(t, access.Spec{Owner: c.owner, DACL: c.dacl})
		if got := access.Check(&d, access.NewToken(connector, team), user, c.ask); got.Answer != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got.Answer, c.want)
		}
	}
}

func TestCannotChangePasswordNeedsBothEntries(t *testing.T) {
	t.Parallel()
	change := access.ChangePassword
	for _, c := range []struct {
		name string
		dacl []access.ACE
		want bool
	}{
		{"both", []access.ACE{change.Refuse(access.Everyone), change.Refuse(access.PrincipalSelf)}, true},
		{"Everyone alone", []access.ACE{change.Refuse(access.Everyone)}, false},
		{"SELF alone", []access.ACE{change.Refuse(access.PrincipalSelf)}, false},
		{"for heirs only", []access.ACE{flagged(change.Refuse(access.Everyone), access.InheritOnly), change.Refuse(access.PrincipalSelf)}, false},
		{"grants", []access.ACE{change.Grant(access.Everyone), change.Grant(access.PrincipalSelf)}, false},
		{"another right", []access.ACE{access.ResetPassword.Refuse(access.Everyone), access.ResetPassword.Refuse(access.PrincipalSelf)}, false},
	} {
		d := descriptor(t, access.Spec{DACL: c.dacl})
		if got := d.CannotChangePassword(); got != c.want {
			t.Errorf("%s: got %t, want %t", c.name, got, c.want)
		}
	}
}

// usual is a list as long as a user's in a delegated domain, with what is
// wanted at its end.
func usual(tb testing.TB) access.Descriptor {
	tb.Helper()
	dacl := make([]access.ACE, 0, 40)
	for range 35 {
		dacl = append(dacl, flagged(access.WritePwdLastSet.Grant(stranger), access.Inherited))
	}
	for _, r := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		dacl = append(dacl, flagged(r.Grant(connector), access.Inherited))
	}
	return descriptor(tb, access.Spec{Owner: admins, DACL: dacl})
}

func TestCheckAllocatesNothing(t *testing.T) {
	token := access.NewToken(connector, team)
	owned := usual(t)
	owned.Owner = connector
	for name, d := range map[string]access.Descriptor{"usual": usual(t), "owned": owned} {
		for r := access.ResetPassword; r <= access.ReadResultantPolicy; r++ {
			for _, class := range []access.GUID{{}, access.UserClass()} {
				want := r.On(class)
				if got := testing.AllocsPerRun(100, func() { access.Check(&d, token, user, want) }); got != 0 {
					t.Errorf("%s, right %d, class %s: got %v allocations a check, want 0", name, r, class, got)
				}
			}
		}
		want := access.Want{Mask: access.WriteDAC}
		if got := testing.AllocsPerRun(100, func() { access.Check(&d, token, user, want) }); got != 0 {
			t.Errorf("%s, writing the list: got %v allocations a check, want 0", name, got)
		}
	}
}

// BenchmarkCheck is one decision about one right of a usual user on one core.
// The budget is 200,000 a second, without an allocation.
func BenchmarkCheck(b *testing.B) {
	d, token := usual(b), access.NewToken(connector, team)
	want := access.WritePwdLastSet.On(access.UserClass())
	b.ReportAllocs()
	for b.Loop() {
		access.Check(&d, token, user, want)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "decisions/s")
}

func BenchmarkParse(b *testing.B) {
	raw, err := access.Spec{Owner: admins, DACL: []access.ACE{access.ResetPassword.Grant(connector), access.ResetPassword.Refuse(team)}}.Encode()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := access.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
