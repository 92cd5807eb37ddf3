package directory_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

// encode is a descriptor of SYSTEM's with these entries.
func encode(t *testing.T, control access.Control, aces ...access.ACE) []byte {
	t.Helper()
	return []byte(descriptor(t, control, aces...))
}

func TestFingerprintIsOfTheContent(t *testing.T) {
	t.Parallel()
	grant, refuse := access.ResetPassword.Grant(sid(t, svcSID)), access.ResetPassword.Refuse(access.Everyone)
	sum := func(raw []byte) string {
		text, err := directory.Fingerprint(raw)
		if err != nil || len(text) != 64 {
			t.Fatalf("got %q, %v, want a sum", text, err)
		}
		return text
	}
	plain := encode(t, 0, refuse, grant)
	// The same parts, four bytes further on, and marked as made by inheritance.
	moved := slices.Concat(plain[:20], []byte{0, 0, 0, 0}, plain[20:])
	for at := 4; at < 20; at += 4 {
		if offset := binary.LittleEndian.Uint32(moved[at:]); offset != 0 {
			binary.LittleEndian.PutUint32(moved[at:], offset+4)
		}
	}
	binary.LittleEndian.PutUint16(moved[2:], binary.LittleEndian.Uint16(moved[2:])|uint16(access.DACLAutoInherited))
	if sum(plain) != sum(moved) {
		t.Error("another layout of the same content gives another sum")
	}
	for name, other := range map[string][]byte{
		"another order":                     encode(t, 0, grant, refuse),
		"one entry less":                    encode(t, 0, refuse),
		"inheritance off":                   encode(t, access.DACLProtected, refuse, grant),
		"an entry that came by inheritance": encode(t, 0, refuse, inherited(grant)),
		"an empty list":                     encode(t, 0),
	} {
		if sum(plain) == sum(other) {
			t.Errorf("%s gives the same sum", name)
		}
	}
	for want, raw := range map[probes.Kind][]byte{probes.AccessDenied: nil, probes.Malformed: plain[:30]} {
		_, err := directory.Fingerprint(raw)
		hasKind(t, err, want)
	}
}

// FuzzReferences demands that whatever a controller refers to gives domain
// names or nothing.
func FuzzReferences(f *testing.F) {
	for _, seed := range []string{
		"ldap://child.corp.example.com/DC=child,DC=corp,DC=example,DC=com", "ldap://x/CN=Configuration,DC=x",
		"ldap://DomainDnsZones.x/DC=DomainDnsZones,DC=x", "ldaps://x/DC=a%2CDC=b??sub", "ldap://%zz", "", "0=", `ldap:///DC=\2c,DC=`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, reference string) {
		for _, name := range directory.DomainsOf([]string{reference}) {
			if name == "" || strings.HasPrefix(strings.ToLower(name), "domaindnszones.") {
				t.Errorf("%q: got %q, want the name of a domain", reference, name)
			}
		}
	})
}
