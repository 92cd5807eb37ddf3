//go:build samba && unix

package e2e_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// unrest changes a corner of the domain at random.
type unrest struct {
	*administrator

	random        *rand.Rand
	root, pso     string
	target        string   // a user that nothing else happens to
	users, ous    []string // DNs
	groups        []string // global; the first is in the second, which is protected, and the third has a policy
	connector     access.SID
	made, renamed int
	hidden        map[string]bool
}

const unrestPassword = "Str0ng!Unrest1"

func newUnrest(t *testing.T, env map[string]string, random *rand.Rand) *unrest {
	t.Helper()
	u := &unrest{
		administrator: &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"]}, random: random,
		root: "OU=Unrest," + env["BASE_DN"], pso: "CN=Unrest,CN=Password Settings Container,CN=System," + env["BASE_DN"], hidden: map[string]bool{},
	}
	msol := "CN=" + env["MSOL_NAME"] + ",CN=Users," + u.base
	u.connector = access.SID(u.read(msol, "objectSid"))
	holder := "CN=Password Settings Container,CN=System," + u.base
	u.grant(holder, readPolicies(u.connector))
	before := u.domainPolicy()
	t.Cleanup(func() {
		u.takeBack(holder, readPolicies(u.connector))
		for name, value := range before {
			u.write(u.base, name, value)
		}
		for _, dn := range append([]string{u.pso, u.root}, u.groups...) {
			_ = u.conn.Del(ldap.NewDelRequest(dn, []ldap.Control{ldap.NewControlSubtreeDelete()}))
		}
	})
	u.write(u.base, "minPwdAge", "0")
	u.add(u.root, "organizationalUnit")
	for _, name := range []string{"OU=A", "OU=B", "OU=C,OU=A", "OU=D,OU=C,OU=A"} {
		u.ous = append(u.ous, name+","+u.root)
		u.add(name+","+u.root, "organizationalUnit")
	}
	u.delegate(u.ous[0])
	for _, name := range []string{"unrest-inner", "unrest-outer", "unrest-strict"} {
		dn := "CN=" + name + ",CN=Users," + u.base
		u.groups = append(u.groups, dn)
		u.add(dn, "group", "sAMAccountName", name, "groupType", "-2147483646")
	}
	u.member(u.groups[1], u.groups[0], true)
	u.member("CN=Account Operators,CN=Builtin,"+u.base, u.groups[1], true)
	u.add(u.pso, "msDS-PasswordSettings", "msDS-PasswordSettingsPrecedence", "5", "msDS-PasswordReversibleEncryptionEnabled", "FALSE",
		"msDS-PasswordHistoryLength", "5", "msDS-PasswordComplexityEnabled", "TRUE", "msDS-MinimumPasswordLength", "7",
		"msDS-MinimumPasswordAge", "-864000000000", "msDS-MaximumPasswordAge", "-8640000000000", "msDS-LockoutThreshold", "0",
		"msDS-LockoutObservationWindow", "-18000000000", "msDS-LockoutDuration", "-18000000000", "msDS-PSOAppliesTo", u.groups[2])
	u.target = "CN=unrest-target," + u.root
	u.add(u.target, "user", "sAMAccountName", "unrest-target", "unicodePwd", utf16(unrestPassword), "userAccountControl", "512")
	for range 40 {
		u.create()
	}
	return u
}

func (u *unrest) domainPolicy() map[string]string {
	values := map[string]string{}
	for _, name := range []string{"minPwdAge", "lockoutDuration"} {
		values[name] = string(u.read(u.base, name))
	}
	return values
}

func (u *unrest) add(dn, class string, more ...string) {
	u.t.Helper()
	request := ldap.NewAddRequest(dn, nil)
	request.Attribute("objectClass", []string{class})
	for i := 0; i+1 < len(more); i += 2 {
		request.Attribute(more[i], []string{more[i+1]})
	}
	if err := u.conn.Add(request); err != nil {
		u.t.Fatalf("add %s: %v", dn, err)
	}
}

// delegate hands down what writeback needs.
func (u *unrest) delegate(ou string) {
	list, protected := u.entries(ou, false)
	for _, right := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		ace := right.Grant(u.connector)
		ace.Flags, ace.InheritedBy = access.ContainerInherit|access.InheritOnly, access.KnownClass("user")
		if at := slices.Index(list, ace); at >= 0 {
			list = slices.Delete(list, at, at+1)
		} else {
			list = append(list, ace)
		}
	}
	u.put(ou, list, protected)
}

func (u *unrest) member(group, dn string, in bool) {
	request := ldap.NewModifyRequest(group, nil)
	if in {
		request.Add("member", []string{dn})
	} else {
		request.Delete("member", []string{dn})
	}
	if err := u.conn.Modify(request); err != nil && !ldap.IsErrorAnyOf(err, ldap.LDAPResultEntryAlreadyExists, ldap.LDAPResultAttributeOrValueExists, ldap.LDAPResultUnwillingToPerform, ldap.LDAPResultNoSuchAttribute) {
		u.t.Fatalf("members of %s: %v", group, err)
	}
}

func (u *unrest) pick(list []string) string { return list[u.random.IntN(len(list))] }

// move renames or moves an object, with all below it in our lists.
func (u *unrest) move(dn, rdn, parent string) string {
	u.t.Helper()
	if err := u.conn.ModifyDN(ldap.NewModifyDNRequest(dn, rdn, true, parent)); err != nil {
		u.t.Fatalf("move %s to %s,%s: %v", dn, rdn, parent, err)
	}
	to := rdn + "," + parent
	for _, list := range [][]string{u.users, u.ous} {
		for i := range list {
			if list[i] == dn {
				list[i] = to
			} else if rest, below := strings.CutSuffix(list[i], ","+dn); below {
				list[i] = rest + "," + to
			}
		}
	}
	return to
}

func split(dn string) (rdn, parent string) {
	rdn, parent, _ = strings.Cut(dn, ",")
	return rdn, parent
}

func (u *unrest) create() string {
	u.made++
	name := "unrest" + strconv.Itoa(u.made)
	dn := "CN=" + name + "," + u.pick(u.ous)
	u.add(dn, "user", "sAMAccountName", name, "userPrincipalName", name+"@corp.example.com", "unicodePwd", utf16(unrestPassword), "userAccountControl", "512")
	u.users = append(u.users, dn)
	return "create " + dn
}

func utf16(text string) string {
	var b strings.Builder
	for _, r := range `"` + text + `"` {
		b.WriteByte(byte(r))
		b.WriteByte(0)
	}
	return b.String()
}

func (u *unrest) remove() string {
	if len(u.users) < 20 {
		return u.create()
	}
	at := u.random.IntN(len(u.users))
	dn := u.users[at]
	if err := u.conn.Del(ldap.NewDelRequest(dn, nil)); err != nil {
		u.t.Fatalf("delete %s: %v", dn, err)
	}
	u.users = slices.Delete(u.users, at, at+1)
	return "delete " + dn
}

// change makes one change of a random sort, and says which.
func (u *unrest) change() string {
	sorts := u.sorts()
	return sorts[u.random.IntN(len(sorts))]()
}

func (u *unrest) sorts() []func() string {
	return []func() string{
		u.create, u.remove, u.moveUser, u.renameUser, u.renameOU, u.moveOU, u.userEntry, u.ouEntry, u.inheritance, u.ouInheritance,
		u.hide, u.membership, u.nesting, u.policyTarget, u.policyAge, u.domainAge, u.disable, u.expire, u.mark, u.mustChange, u.newName,
		u.primaryGroup, u.ouHidden,
	}
}
