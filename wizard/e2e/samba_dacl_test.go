//go:build samba && unix

package e2e_test

import (
	"slices"
	"strconv"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// dacl is what the administrator reads and writes (MS-ADTS 3.1.1.3.4.1.11).
const dacl = 4

func (a *administrator) read(dn string, attribute string, controls ...ldap.Control) []byte {
	a.t.Helper()
	found, err := a.conn.Search(ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{attribute}, controls))
	if err != nil || len(found.Entries) != 1 {
		a.t.Fatalf("read %s: %v", dn, err)
	}
	return found.Entries[0].GetRawAttributeValue(attribute)
}

// write replaces an attribute, or takes it away when there is no value.
func (a *administrator) write(dn, attribute string, values ...string) {
	a.t.Helper()
	a.touched = append(a.touched, dn)
	request := ldap.NewModifyRequest(dn, nil)
	request.Replace(attribute, values)
	if err := a.conn.Modify(request); err != nil {
		a.t.Fatalf("write %s of %s: %v", attribute, dn, err)
	}
}

// accountDisabled is ADS_UF_ACCOUNTDISABLE (MS-ADTS 2.2.16).
const accountDisabled = 2

// flag sets or clears a bit of userAccountControl.
func (a *administrator) flag(dn string, bit int, on bool) {
	a.t.Helper()
	flags, err := strconv.Atoi(string(a.read(dn, "userAccountControl")))
	if err != nil {
		a.t.Fatal(err)
	}
	flags &^= bit
	if on {
		flags |= bit
	}
	a.write(dn, "userAccountControl", strconv.Itoa(flags))
}

// entries returns what an object has of its own, or all of it, and whether it
// inherits nothing.
func (a *administrator) entries(dn string, all bool) (list []access.ACE, protected bool) {
	a.t.Helper()
	d, err := access.Parse(a.read(dn, "nTSecurityDescriptor", &ldap.ControlMicrosoftSDFlags{ControlValue: dacl}))
	if err != nil {
		a.t.Fatal(err)
	}
	for _, ace := range d.DACL.All() {
		if all || ace.Flags&access.Inherited == 0 {
			ace.Flags &^= access.Inherited
			list = append(list, ace)
		}
	}
	return list, d.Protected()
}

func (a *administrator) put(dn string, list []access.ACE, protected bool) {
	a.t.Helper()
	a.touched = append(a.touched, dn)
	spec := access.Spec{DACL: list}
	if protected {
		spec.Control = access.DACLProtected
	}
	raw, err := spec.Encode()
	if err != nil {
		a.t.Fatal(err)
	}
	request := ldap.NewModifyRequest(dn, []ldap.Control{&ldap.ControlMicrosoftSDFlags{ControlValue: dacl}})
	request.Replace("nTSecurityDescriptor", []string{string(raw)})
	if err := a.conn.Modify(request); err != nil {
		a.t.Fatalf("write the DACL of %s: %v", dn, err)
	}
}

// grant adds an entry where Windows would put it: denials first.
func (a *administrator) grant(dn string, ace access.ACE) {
	a.t.Helper()
	list, protected := a.entries(dn, false)
	at := len(list)
	if ace.Type.IsDeny() {
		at = 0
	}
	a.put(dn, slices.Insert(list, at, ace), protected)
}

// takeBack removes exactly one entry, which must be there.
func (a *administrator) takeBack(dn string, ace access.ACE) {
	a.t.Helper()
	list, protected := a.entries(dn, false)
	at := slices.Index(list, ace)
	if at < 0 {
		a.t.Fatalf("%s has no entry of its own like %+v", dn, ace)
	}
	a.put(dn, slices.Delete(list, at, at+1), protected)
}

// protect switches inheritance off or on, and keeps copies of what was
// inherited or not.
func (a *administrator) protect(dn string, protected, copies bool) {
	a.t.Helper()
	list, _ := a.entries(dn, protected && copies)
	a.put(dn, list, protected)
}
