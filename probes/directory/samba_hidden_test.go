//go:build samba

package directory_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

// hiding is one way in which a person is hidden from one ordinary account. Each
// has an OU of its own, below a base that inherits nothing from it.
type hiding struct {
	name     string
	onOU     func(access.SID, []access.ACE) []access.ACE // what the OU has, of whom it hides from and what it had
	onPerson func(access.SID, []access.ACE) []access.ACE
	names    string // what the product names, below the base
}

// refusing puts a denial before everything else.
func refusing(mask access.Mask, flags access.Flags) func(access.SID, []access.ACE) []access.ACE {
	return func(from access.SID, had []access.ACE) []access.ACE {
		return append([]access.ACE{{Type: access.Deny, Mask: mask, Flags: flags, Trustee: from}}, had...)
	}
}

func hidings() []hiding {
	publicInformation := access.GUID{0x54, 0x01, 0x8d, 0xe4, 0xf8, 0xbc, 0xd1, 0x11, 0x87, 0x02, 0x00, 0xc0, 0x4f, 0xb9, 0x60, 0x50}
	signInName := access.GUID{0xbb, 0x0e, 0x63, 0x28, 0xd5, 0x41, 0xd1, 0x11, 0xa9, 0xc1, 0x00, 0x00, 0xf8, 0x03, 0x67, 0xc1}
	property := func(object access.GUID) func(access.SID, []access.ACE) []access.ACE {
		return func(from access.SID, had []access.ACE) []access.ACE {
			return append([]access.ACE{{Type: access.DenyObject, Mask: access.ReadProperty, Object: object, Trustee: from}}, had...)
		}
	}
	read := access.GenericRead.Mapped()
	return []hiding{
		{name: "contents", onOU: refusing(access.ListContents, 0), names: "OU=contents"},
		{name: "reading", onOU: refusing(read, access.ContainerInherit), names: "OU=reading"},
		{name: "descriptor", onOU: refusing(access.ListContents|access.ReadControl, 0), names: "OU=descriptor"},
		{name: "person", onPerson: refusing(read, 0), names: "CN=hid-person,OU=person"},
		{name: "properties", onPerson: property(publicInformation), names: "CN=hid-properties,OU=properties"},
		{name: "signin", onPerson: property(signInName), names: "CN=hid-signin,OU=signin"},
	}
}

// TestSambaHiddenIsNotGone hides people from one ordinary account, and holds
// what is said of them to it, and what is said of nobody to those from whom
// nothing is hidden. It is not parallel, because other tests hide things too.
func TestSambaHiddenIsNotGone(t *testing.T) { //nolint:paralleltest // as above
	p := &proof{t: t, base: "OU=Hiding," + samba["BASE_DN"], passwords: map[string]string{}, admin: dialSamba(t, samba, "Administrator", samba["ADMIN_PASSWORD"])}
	away := func() { _ = p.admin.Del(ldap.NewDelRequest(p.base, []ldap.Control{ldap.NewControlSubtreeDelete()})) }
	away()
	t.Cleanup(away)
	p.add(p.base, "organizationalUnit")
	from := p.sid(p.account("CN=hid-looker,"+p.base, "user", "hid-looker", firstPassword))
	for _, h := range hidings() {
		p.hide(h, from)
	}
	looker := open(t, config(t, "hid-looker", firstPassword))
	for _, h := range hidings() {
		name := "hid-" + h.name + "@other.example.com"
		if seen, err := adminClient(t).User(t.Context(), name); err != nil || seen.Matches != 1 {
			t.Errorf("%s: an administrator got %d matches, %v", h.name, seen.Matches, err)
		}
		for asked, ask := range map[string]func(context.Context, string) (probes.DirectoryUser, error){"user": looker.User, "account": looker.Account} {
			u, err := ask(t.Context(), name)
			if err != nil || u.Matches != 0 || !slices.Contains(u.Unlisted, h.names+","+p.base) || u.Absence().Kind != probes.NotListed {
				t.Errorf("%s, as %s: got %d matches and %q, %v, want %s among them", h.name, asked, u.Matches, u.Unlisted, err, h.names)
			}
		}
	}
	if gaps := scanGaps(t, looker); len(gaps) != 1 || gaps[0].What != probes.GapUnlisted || gaps[0].Why.Kind != probes.NotListed || !namesAll(gaps[0].Why.Needs, p.base) {
		t.Errorf("a scan of what is hidden: got gaps %+v", gaps)
	}
	if gaps := scanGaps(t, adminClient(t)); len(gaps) > 0 {
		t.Errorf("a scan as administrator: got gaps %+v", gaps)
	}
	for who, c := range map[string]*directory.Client{
		"an administrator": adminClient(t), "another ordinary account": open(t, config(t, "bob", samba["USER_PASSWORD"])), "the connector account": connectorClient(t),
	} {
		for _, name := range []string{"nobody@corp.example.com", userDN("nobody", "OU=Staff"), "hid-nobody"} {
			if u, err := c.User(t.Context(), name); err != nil || u.Matches != 0 || !u.Unlisted.None() || u.Absence().Kind != probes.NotFound {
				t.Errorf("%s, as %s: got %d matches, %q, %v, want the proof that it is missing", name, who, u.Matches, u.Unlisted, err)
			}
		}
	}
}

// hide makes the person of one way of hiding, and hides it.
func (p *proof) hide(h hiding, from access.SID) {
	p.t.Helper()
	ou, dn := "OU="+h.name+","+p.base, "CN=hid-"+h.name+",OU="+h.name+","+p.base
	p.add(ou, "organizationalUnit")
	p.account(dn, "user", "hid-"+h.name, firstPassword)
	p.change(dn, func(m *ldap.ModifyRequest) {
		m.Replace("userPrincipalName", []string{"hid-" + h.name + "@other.example.com"})
	})
	if h.onOU != nil {
		p.put(ou, access.Spec{DACL: h.onOU(from, own(p.descriptor(ou)))})
	}
	if h.onPerson != nil {
		p.put(dn, access.Spec{DACL: h.onPerson(from, own(p.descriptor(dn)))})
	}
}

// scanGaps are what a scan of the domain says that it could not list.
func scanGaps(t *testing.T, c *directory.Client) []probes.Gap {
	t.Helper()
	census, err := c.Scan(t.Context(), probes.Scope{}, probes.Watch{})
	if err != nil || !census.Complete {
		t.Errorf("got %+v, %v", census, err)
	}
	return census.Gaps
}

// namesAll reports whether a text names everything that hides a whole entry.
func namesAll(text, base string) bool {
	for _, h := range hidings() {
		if h.name != "signin" && !strings.Contains(text, h.names+","+base) { // whose person is in the scan
			return false
		}
	}
	return true
}
