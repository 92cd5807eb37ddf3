//go:build samba

package directory_test

import (
	"crypto/tls"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// Passwords of the accounts of the proof. Those of the targets change between
// two, because a change needs a new one.
const (
	proofConnector = "MSOL_proof"
	proofPassword  = "Pr00f!Connector"
	firstPassword  = "Pr00f!Target-A"
	secondPassword = "Pr00f!Target-B"
)

// sdFlags asks for, or writes, the parts of a descriptor (MS-ADTS
// 3.1.1.3.4.1.11).
func sdFlags(parts int32) ldap.Control {
	return &ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: parts}
}

const (
	ownerPart = 1
	dacl      = 4
	allParts  = 7 // without the SACL
)

// proof is a corner of the Samba domain that belongs to the proof alone.
type proof struct {
	t         *testing.T
	admin     *ldap.Conn
	connector *ldap.Conn
	people    people
	base      string
	targets   [places]string          // DN by place
	selves    [places]access.SID      // by place
	first     map[string][]access.ACE // what an OU had of its own, by DN
	passwords map[string]string       // by DN
}

// dialSamba signs in over LDAPS.
func dialSamba(t *testing.T, env map[string]string, account, password string) *ldap.Conn {
	t.Helper()
	conn, err := ldap.DialURL("ldaps://"+env["DC_ADDR"], ldap.DialWithTLSConfig(&tls.Config{RootCAs: rootsOf(t, env), ServerName: env["DC_HOST"]}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.Bind(account+"@"+env["DNS_DOMAIN"], password); err != nil {
		t.Fatalf("bind of %s: %v", account, err)
	}
	return conn
}

// newProof makes the OUs, groups and people, and signs in as the connector
// account. It is all gone afterwards.
func newProof(t *testing.T, g *generator) *proof {
	t.Helper()
	p := &proof{t: t, base: "OU=Proof," + samba["BASE_DN"], passwords: map[string]string{}, first: map[string][]access.ACE{}}
	p.admin = dialSamba(t, samba, "Administrator", samba["ADMIN_PASSWORD"])
	p.clear()
	t.Cleanup(p.clear)
	for _, ou := range []string{p.base, "OU=Bare," + p.base, "OU=Delegated," + p.base, "OU=Mixed," + p.base, "OU=Deep,OU=Mixed," + p.base} {
		p.add(ou, "organizationalUnit")
	}
	p.addPeople()
	p.addTargets()
	p.addPolicy()
	p.people.administrator = p.sid("CN=Administrator,CN=Users," + samba["BASE_DN"])
	p.people.domainAdmins = p.sid("CN=Domain Admins,CN=Users," + samba["BASE_DN"])
	p.people.domainUsers = p.sid("CN=Domain Users,CN=Users," + samba["BASE_DN"])
	p.people.implied = []access.SID{builtinUsers, preWindows2000}
	g.people = p.people
	grants := []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet}
	var usual []access.ACE
	for _, right := range grants {
		ace := right.Grant(p.people.connector)
		ace.Flags, ace.InheritedBy = access.ContainerInherit|access.InheritOnly, guidUser
		usual = append(usual, ace)
	}
	p.handDown("OU=Delegated,"+p.base, usual)
	p.connector = dialSamba(t, samba, proofConnector, proofPassword)
	return p
}

// clear takes everything away again, also what an earlier run left behind.
func (p *proof) clear() {
	p.t.Helper()
	back := ldap.NewModifyRequest("CN="+proofConnector+","+p.base, nil)
	back.Replace("primaryGroupID", []string{"513"}) // a primary group cannot be deleted
	if err := p.admin.Modify(back); err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultNoSuchObject) {
		p.t.Errorf("give the connector account its first group again: %v", err)
	}
	for _, dn := range []string{p.base, p.policy()} {
		del := ldap.NewDelRequest(dn, []ldap.Control{ldap.NewControlSubtreeDelete()})
		if err := p.admin.Del(del); err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultNoSuchObject) {
			p.t.Errorf("delete %s: %v", dn, err)
		}
	}
}

func (p *proof) add(dn, class string, more ...string) {
	p.t.Helper()
	request := ldap.NewAddRequest(dn, nil)
	request.Attribute("objectClass", []string{class})
	for i := 0; i+1 < len(more); i += 2 {
		request.Attribute(more[i], []string{more[i+1]})
	}
	if err := p.admin.Add(request); err != nil {
		p.t.Fatalf("add %s: %v", dn, err)
	}
}

func (p *proof) account(dn, class, name, password string) string {
	p.t.Helper()
	p.add(dn, class, "sAMAccountName", name, "unicodePwd", quoted(password), "userAccountControl", "512")
	p.passwords[dn] = password
	return dn
}

// Group types (MS-ADTS 2.2.12), as the directory stores them.
const (
	globalGroup    = -0x80000000 + 0x2
	localGroup     = -0x80000000 + 0x4
	universalGroup = -0x80000000 + 0x8

	distributionGroup = 0x2 // global
)

func (p *proof) group(name string, kind int, members ...string) string {
	p.t.Helper()
	dn := "CN=" + name + "," + p.base
	p.add(dn, "group", "sAMAccountName", name, "groupType", strconv.Itoa(kind))
	for _, member := range members {
		p.change(dn, func(m *ldap.ModifyRequest) { m.Add("member", []string{member}) })
	}
	return dn
}

// addPeople makes the connector account with its groups, and the strangers.
func (p *proof) addPeople() {
	p.t.Helper()
	connector := p.account("CN="+proofConnector+","+p.base, "user", proofConnector, proofPassword)
	p.targets[itself] = connector
	direct := p.group("Proof Direct", globalGroup, connector)
	nested := p.group("Proof Nested", globalGroup, direct)
	universe := p.group("Proof Universal", universalGroup, nested)
	local := p.group("Proof Local", localGroup, nested)
	primary := p.group("Proof Primary", globalGroup, connector)
	everybodys := p.group("Proof Everybody", localGroup, "CN=S-1-5-11,CN=ForeignSecurityPrincipals,"+samba["BASE_DN"])
	theirs := p.group("Proof Everybody Nested", localGroup, everybodys)
	p.change("CN=Event Log Readers,CN=Builtin,"+samba["BASE_DN"], func(m *ldap.ModifyRequest) { m.Add("member", []string{theirs}) })
	list := p.group("Proof Distribution", distributionGroup, connector)
	listed := p.group("Proof Of Distribution", localGroup, list)
	stranger := p.account("CN=Proof Stranger,"+p.base, "user", "proofstranger", firstPassword)
	strangers := p.group("Proof Strangers", globalGroup, stranger)
	p.people = people{
		connector: p.sid(connector), direct: p.sid(direct), nested: p.sid(nested), local: p.sid(local), universe: p.sid(universe),
		primary: p.sid(primary), stranger: p.sid(stranger), strangers: p.sid(strangers),
		everybodys: []access.SID{p.sid(everybodys), p.sid(theirs), logReaders}, lists: []access.SID{p.sid(list), p.sid(listed)},
	}
	rid, _ := p.people.primary.RID()
	p.change(connector, func(m *ldap.ModifyRequest) { m.Replace("primaryGroupID", []string{strconv.Itoa(int(rid))}) })
}

func (p *proof) addTargets() {
	p.t.Helper()
	for at, where := range map[place][2]string{
		bare: {"user", "CN=bare,OU=Bare,"}, delegated: {"user", "CN=delegated,OU=Delegated,"}, mixed: {"user", "CN=mixed,OU=Mixed,"},
		deep: {"user", "CN=deep,OU=Deep,OU=Mixed,"}, netPerson: {"inetOrgPerson", "CN=netperson,OU=Mixed,"},
	} {
		dn := where[1] + p.base
		name, _, _ := strings.Cut(strings.TrimPrefix(dn, "CN="), ",")
		more := p.account(dn, where[0], "proof"+name, firstPassword)
		p.targets[at] = more
	}
	for at, dn := range p.targets {
		p.selves[at] = p.sid(dn)
	}
}

func (p *proof) policy() string {
	return "CN=Proof,CN=Password Settings Container,CN=System," + samba["BASE_DN"]
}

// addPolicy lets the targets' passwords change at any time, so that the right
// alone decides.
func (p *proof) addPolicy() {
	p.t.Helper()
	p.add(p.policy(), "msDS-PasswordSettings",
		"msDS-PasswordSettingsPrecedence", "5", "msDS-PasswordReversibleEncryptionEnabled", "FALSE",
		"msDS-PasswordHistoryLength", "0", "msDS-PasswordComplexityEnabled", "TRUE", "msDS-MinimumPasswordLength", "7",
		"msDS-MinimumPasswordAge", "0", "msDS-MaximumPasswordAge", "-8640000000000", "msDS-LockoutThreshold", "0",
		"msDS-LockoutObservationWindow", "-18000000000", "msDS-LockoutDuration", "-18000000000")
	for _, dn := range p.targets {
		p.change(p.policy(), func(m *ldap.ModifyRequest) { m.Add("msDS-PSOAppliesTo", []string{dn}) })
	}
}

func (p *proof) change(dn string, what func(*ldap.ModifyRequest), controls ...ldap.Control) {
	p.t.Helper()
	request := ldap.NewModifyRequest(dn, controls)
	what(request)
	if err := p.admin.Modify(request); err != nil {
		p.t.Fatalf("modify %s: %v", dn, err)
	}
}

func (p *proof) read(dn, attribute string, controls ...ldap.Control) []byte {
	p.t.Helper()
	found, err := p.admin.Search(ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{attribute}, controls))
	if err != nil || len(found.Entries) != 1 {
		p.t.Fatalf("read %s of %s: %v", attribute, dn, err)
	}
	return found.Entries[0].GetRawAttributeValue(attribute)
}

func (p *proof) sid(dn string) access.SID {
	p.t.Helper()
	sid, err := access.SIDFromBytes(p.read(dn, "objectSid"))
	if err != nil {
		p.t.Fatalf("%s: %v", dn, err)
	}
	return sid
}

func (p *proof) descriptor(dn string) access.Descriptor {
	p.t.Helper()
	raw := p.read(dn, "nTSecurityDescriptor", sdFlags(allParts))
	d, err := access.Parse(raw)
	if err != nil {
		p.t.Fatalf("%s: %v\n%x", dn, err, raw)
	}
	return d
}

// own returns the entries of a descriptor that are not inherited.
func own(d access.Descriptor) []access.ACE {
	list := []access.ACE{}
	for _, ace := range d.DACL.All() {
		if ace.Flags&access.Inherited == 0 {
			list = append(list, ace)
		}
	}
	return list
}

// handDown puts entries before those that an OU had of its own, behind one
// that keeps it open to the administrator.
func (p *proof) handDown(ou string, aces []access.ACE) {
	p.t.Helper()
	if _, known := p.first[ou]; !known {
		p.first[ou] = own(p.descriptor(ou))
	}
	keep := access.ACE{Type: access.Allow, Mask: access.FullControl, Trustee: p.people.administrator}
	p.put(ou, access.Spec{DACL: slices.Concat([]access.ACE{keep}, aces, p.first[ou])})
}

// put writes a DACL.
func (p *proof) put(dn string, s access.Spec) {
	p.t.Helper()
	raw, err := s.Encode()
	if err == nil {
		err = p.write(dn, raw, dacl)
	}
	if err != nil {
		p.t.Fatalf("write the descriptor of %s: %v", dn, err)
	}
}

func (p *proof) write(dn string, descriptor []byte, parts int32) error {
	request := ldap.NewModifyRequest(dn, []ldap.Control{sdFlags(parts)})
	request.Replace("nTSecurityDescriptor", []string{string(descriptor)})
	return p.admin.Modify(request)
}

// withoutPreWindows2000 takes Authenticated Users out of Pre-Windows 2000
// Compatible Access, as hardening guides advise, and signs in again: then a
// grant to that group says nothing of the connector account any more.
func (r *referee) withoutPreWindows2000() {
	r.t.Helper()
	group, before := "CN=Pre-Windows 2000 Compatible Access,CN=Builtin,"+samba["BASE_DN"], r.connector
	member := "CN=S-1-5-11,CN=ForeignSecurityPrincipals," + samba["BASE_DN"]
	r.change(group, func(m *ldap.ModifyRequest) { m.Delete("member", []string{member}) })
	r.connector = dialSamba(r.t, samba, proofConnector, r.passwords[r.targets[itself]])
	r.try(alone("a grant to Pre-Windows 2000 without Authenticated Users", bare, expected{nothing, nothing, nothing, nothing}, access.ResetPassword.Grant(preWindows2000)))
	r.change(group, func(m *ldap.ModifyRequest) { m.Add("member", []string{member}) })
	r.connector = before
}
