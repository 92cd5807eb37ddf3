package access_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

func TestSIDReadsBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"S-1-0", "S-1-1-0", "S-1-5-11", "S-1-5-32-554", "S-1-5-21-3623811015-3361044348-30300820-1013",
		"S-1-0x0123456789AB-7", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15",
	} {
		sid, err := access.ParseSID(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := sid.String(); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
		if back, err := access.SIDFromBytes(sid.Bytes()); err != nil || back != sid {
			t.Errorf("%s from bytes: got %s and %v", text, back, err)
		}
	}
}

func TestNotASID(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "S", "S-1", "S-2-5-11", "S-1-5-", "S-1-5--1", "S-1-5-4294967296", "S-1-281474976710656", "X-1-5-11",
		"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", "S-1-0xZZ-1",
	} {
		if sid, err := access.ParseSID(text); !errors.Is(err, access.ErrSID) {
			t.Errorf("%q: got %q and %v, want ErrSID", text, sid, err)
		}
	}
	for _, raw := range []string{"", "\x01", string(access.Everyone[:11]), string(access.Everyone) + "\x00", "\x02" + string(access.Everyone[1:])} {
		if sid, err := access.SIDFromBytes([]byte(raw)); !errors.Is(err, access.ErrSID) {
			t.Errorf("% x: got %q and %v, want ErrSID", raw, sid, err)
		}
	}
}

func TestWellKnownSIDs(t *testing.T) {
	t.Parallel()
	for want, sid := range map[string]access.SID{
		"S-1-1-0": access.Everyone, "S-1-3-4": access.OwnerRights, "S-1-5-2": access.Network,
		"S-1-5-10": access.PrincipalSelf, "S-1-5-11": access.AuthenticatedUsers,
		"S-1-5-15": access.ThisOrganization, "S-1-5-18": access.LocalSystem,
	} {
		if got := sid.String(); got != want || sid.Name() == "" {
			t.Errorf("got %s (%q), want %s and a name", got, sid.Name(), want)
		}
		if !access.NewToken(connector).Has(sid) && slices.Contains([]string{"S-1-1-0", "S-1-5-2", "S-1-5-11", "S-1-5-15"}, want) {
			t.Errorf("a token lacks %s", want)
		}
	}
	if rid, ok := mustSID("S-1-5-21-1-2-3-525").RID(); !ok || rid != 525 {
		t.Errorf("got RID %d, want 525", rid)
	}
}

// The GUIDs of rights stand as bytes in the source; here they stand as the
// vendor prints them.
func TestRightsHaveTheirOfficialGUIDs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		right       access.Right
		mask        access.Mask
		object, set string
	}{
		{access.ResetPassword, access.ControlAccess, "00299570-246d-11d0-a768-00aa006e0529", ""},
		{access.ChangePassword, access.ControlAccess, "ab721a53-1e2f-11d0-9819-00aa0040529b", ""},
		{access.WriteLockoutTime, access.WriteProperty, "28630ebf-41d5-11d1-a9c1-0000f80367c1", ""},
		{access.WritePwdLastSet, access.WriteProperty, "bf967a0a-0de6-11d0-a285-00aa003049e2", "4c164200-20c0-11d0-a768-00aa006e0529"},
		{access.UnexpirePassword, access.ControlAccess, "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501", ""},
		{access.ReadResultantPolicy, access.ReadProperty, "b77ea093-88d0-4780-9a98-911f8e8b1dca", ""},
	} {
		want := access.Want{Mask: c.mask, Object: mustGUID(c.object)}
		if c.set != "" {
			want.Set = mustGUID(c.set)
		}
		if got := c.right.Want(); got != want {
			t.Errorf("right %d: got %x %s %s, want %x %s %s", c.right, got.Mask, got.Object, got.Set, c.mask, c.object, c.set)
		}
	}
}

func TestNotAGUID(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "00299570246d11d0a76800aa006e0529", "0029957g-246d-11d0-a768-00aa006e0529", "00299570-246d-11d0-a768-00aa006e05-9"} {
		if got, err := access.ParseGUID(text); !errors.Is(err, access.ErrGUID) {
			t.Errorf("%q: got %s and %v, want ErrGUID", text, got, err)
		}
	}
	if _, err := access.GUIDFromBytes(make([]byte, 15)); !errors.Is(err, access.ErrGUID) {
		t.Errorf("15 bytes: got %v, want ErrGUID", err)
	}
}

func TestMappedMask(t *testing.T) {
	t.Parallel()
	for from, want := range map[access.Mask]access.Mask{
		access.GenericAll: 0x000F01FF, access.GenericExecute: 0x00020004, access.GenericWrite: 0x00020028,
		access.GenericRead: 0x00020094, access.ControlAccess: 0x100,
	} {
		if got := from.Mapped(); got != want {
			t.Errorf("%08x: got %08x, want %08x", from, got, want)
		}
	}
}

// everyType is one entry of each type, with everything an entry can have.
func everyType() []access.ACE {
	var list []access.ACE
	for typ := access.Allow; typ <= access.AccessFilter; typ++ {
		a := access.ACE{Type: typ, Flags: access.ContainerInherit, Mask: access.ReadControl, Trustee: team, Data: "data"}
		switch typ {
		case access.AllowCompound:
			a.Mask, a.Trustee = 0, ""
		case access.AllowObject, access.DenyObject, access.AuditObject, access.AlarmObject, access.AllowCallbackObject,
			access.DenyCallbackObject, access.AuditCallbackObject, access.AlarmCallbackObject:
			a.Object = mustGUID("00299570-246d-11d0-a768-00aa006e0529")
			a.InheritedBy = mustGUID("bf967aba-0de6-11d0-a285-00aa003049e2")
		default:
		}
		list = append(list, a)
	}
	return append(list, access.ACE{Type: 0xEE, Data: "whatever"})
}

func collect(l access.List) []access.ACE {
	list := []access.ACE{}
	for _, a := range l.All() {
		list = append(list, a)
	}
	return list
}

func TestDescriptorReadsBack(t *testing.T) {
	t.Parallel()
	spec := access.Spec{Owner: admins, Group: team, Control: access.DACLProtected, DACL: everyType(), SACL: everyType()[2:4]}
	d := descriptor(t, spec)
	if d.Owner != spec.Owner || d.Group != spec.Group || !d.Protected() || !d.HasDACL() {
		t.Errorf("got owner %s, group %s, protected %t, list %t", d.Owner, d.Group, d.Protected(), d.HasDACL())
	}
	if got := collect(d.DACL); !slices.Equal(got, spec.DACL) {
		t.Errorf("DACL: got %+v, want %+v", got, spec.DACL)
	}
	if got := collect(d.SACL); !slices.Equal(got, spec.SACL) || d.SACL.Len() != len(spec.SACL) {
		t.Errorf("SACL: got %+v, want %+v", got, spec.SACL)
	}
}

func TestListsThatDoNotFit(t *testing.T) {
	t.Parallel()
	long := make([]access.ACE, 3000)
	for i := range long {
		long[i] = access.ResetPassword.Grant(connector)
	}
	if _, err := (access.Spec{DACL: long}).Encode(); !errors.Is(err, access.ErrDescriptor) {
		t.Errorf("3000 entries: got %v, want ErrDescriptor", err)
	}
	if _, err := (access.Spec{DACL: []access.ACE{{Trustee: connector, Data: string(make([]byte, 1<<16))}}}).Encode(); !errors.Is(err, access.ErrDescriptor) {
		t.Errorf("an entry of 64 KiB: got %v, want ErrDescriptor", err)
	}
	if _, err := (access.Spec{DACL: []access.ACE{{Trustee: "x"}}}).Encode(); !errors.Is(err, access.ErrSID) {
		t.Errorf("a trustee that is none: got %v, want ErrSID", err)
	}
	if _, err := (access.Spec{Owner: "x"}).Encode(); !errors.Is(err, access.ErrSID) {
		t.Errorf("an owner that is none: got %v, want ErrSID", err)
	}
}

// Every cut of a descriptor, and every one of its bytes turned over, is read
// or refused; a cut one never reads as whole.
func TestDamagedDescriptors(t *testing.T) {
	t.Parallel()
	raw, err := access.Spec{Owner: admins, Group: team, DACL: everyType()}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for n := range raw {
		if _, err := access.Parse(raw[:n]); !errors.Is(err, access.ErrDescriptor) {
			t.Errorf("cut to %d of %d bytes: got %v, want ErrDescriptor", n, len(raw), err)
		}
	}
	for i := range raw {
		damaged := bytes.Clone(raw)
		damaged[i] ^= 0xFF
		if d, err := access.Parse(damaged); err == nil {
			walk(d)
		} else if !errors.Is(err, access.ErrDescriptor) {
			t.Errorf("byte %d turned: got %v, want ErrDescriptor", i, err)
		}
	}
	if _, err := access.Parse(bytes.Repeat([]byte{1}, 64)); !errors.Is(err, access.ErrDescriptor) {
		t.Errorf("not self-relative: got %v, want ErrDescriptor", err)
	}
}

// walk does everything that can be done with a descriptor.
func walk(d access.Descriptor) {
	token := access.NewToken(connector, team)
	for r := access.ResetPassword; r <= access.ReadResultantPolicy; r++ {
		access.Check(&d, token, user, r.Want())
		access.Check(&d, token, "", r.On(access.UserClass()))
	}
	access.Check(&d, token, user, access.Want{Mask: access.FullControl})
	heir := access.Heir{Owner: d.Owner, Group: d.Group, Class: access.UserClass()}
	d.CannotChangePassword()
	for _, l := range []access.List{d.DACL, d.SACL} {
		for _, a := range l.All() {
			_ = a.Trustee.String() + a.Object.String() + a.Type.String()
			if got, ok := a.Hands(heir, true); ok && got.Flags&access.InheritOnly != 0 {
				panic("an entry that was handed down does not count")
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, spec := range []access.Spec{
		{},
		{Owner: admins, DACL: []access.ACE{}},
		{Owner: admins, Group: team, DACL: everyType(), SACL: everyType()},
		{DACL: []access.ACE{access.ResetPassword.Grant(connector)}, Control: access.DACLProtected},
	} {
		raw, err := spec.Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := access.Parse(raw)
		if err != nil {
			if !errors.Is(err, access.ErrDescriptor) {
				t.Fatalf("got %v, want ErrDescriptor", err)
			}
			return
		}
		walk(d)
		readsBack(t, d)
	})
}

// readsBack writes a descriptor again and demands the same decisions of it.
func readsBack(t *testing.T, d access.Descriptor) {
	t.Helper()
	again := access.Spec{Owner: d.Owner, Group: d.Group, Control: d.Control}
	if d.HasDACL() {
		again.DACL = collect(d.DACL)
	}
	written, err := again.Encode()
	if err != nil {
		return // filled up to multiples of four, a full list may no longer fit
	}
	back, err := access.Parse(written)
	if err != nil {
		t.Fatalf("what was written does not read: %v", err)
	}
	token := access.NewToken(connector, team)
	for r := access.ResetPassword; r <= access.ReadResultantPolicy; r++ {
		a, b := access.Check(&d, token, user, r.Want()), access.Check(&back, token, user, r.Want())
		if a.Answer != b.Answer || a.At != b.At {
			t.Fatalf("right %d: got %d at %d, after writing %d at %d", r, a.Answer, a.At, b.Answer, b.At)
		}
	}
}
