//go:build samba && unix

package e2e_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

func (u *unrest) moveUser() string {
	dn := u.pick(u.users)
	rdn, _ := split(dn)
	return "move " + dn + " -> " + u.move(dn, rdn, u.pick(u.ous))
}

func (u *unrest) renameUser() string {
	dn := u.pick(u.users)
	_, parent := split(dn)
	u.renamed++
	return "rename " + dn + " -> " + u.move(dn, fmt.Sprintf("CN=renamed%d", u.renamed), parent)
}

func (u *unrest) renameOU() string {
	dn := u.pick(u.ous)
	_, parent := split(dn)
	u.renamed++
	return "rename " + dn + " -> " + u.move(dn, fmt.Sprintf("OU=R%d", u.renamed), parent)
}

func (u *unrest) moveOU() string {
	dn, to := u.pick(u.ous), u.pick(append(u.ous, u.root))
	rdn, parent := split(dn)
	if to == dn || strings.HasSuffix(to, ","+dn) || to == parent {
		return u.renameOU()
	}
	return "move " + dn + " -> " + u.move(dn, rdn, to)
}

func (u *unrest) userEntry() string {
	dn := u.pick(u.users)
	right := []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet}[u.random.IntN(4)]
	ace := right.Grant(u.connector)
	if u.random.IntN(2) == 0 {
		ace.Type = access.DenyObject
	}
	u.toggle(dn, ace)
	return fmt.Sprintf("entry %v for %v on %s", ace.Type, right, dn)
}

// toggle adds an entry, or takes it away where it is.
func (u *unrest) toggle(dn string, ace access.ACE) {
	list, protected := u.entries(dn, false)
	if at := slices.Index(list, ace); at >= 0 {
		u.put(dn, slices.Delete(list, at, at+1), protected)
		return
	}
	at := len(list)
	if ace.Type.IsDeny() {
		at = 0
	}
	u.put(dn, slices.Insert(list, at, ace), protected)
}

func (u *unrest) ouEntry() string {
	dn := u.pick(u.ous)
	if u.random.IntN(2) == 0 {
		u.delegate(dn)
		return "delegate on " + dn
	}
	ace := access.ResetPassword.Grant(u.connector)
	ace.Type, ace.Flags = access.DenyObject, access.ContainerInherit
	u.toggle(dn, ace)
	return "denial on " + dn
}

func (u *unrest) inheritance() string { return u.inherit(u.pick(u.users)) }

func (u *unrest) ouInheritance() string { return u.inherit(u.pick(u.ous)) }

func (u *unrest) inherit(dn string) string {
	_, protected := u.entries(dn, false)
	u.protect(dn, !protected, u.random.IntN(2) == 0)
	return fmt.Sprintf("inheritance off %t on %s", !protected, dn)
}

// hide lets nobody read a user, and everybody again.
func (u *unrest) hide() string {
	dn := u.pick(u.users)
	ace := access.ACE{Type: access.Deny, Mask: access.ReadProperty, Trustee: access.Everyone}
	if u.random.IntN(2) == 0 {
		ace.Mask = access.ReadControl
		ace.Trustee = u.connector
	}
	u.toggle(dn, ace)
	return fmt.Sprintf("hide %x of %s", ace.Mask, dn)
}

// ouHidden lets the connector account not list an OU, and list it again.
func (u *unrest) ouHidden() string {
	dn := u.pick(u.ous)
	u.toggle(dn, access.ACE{Type: access.Deny, Mask: access.ListContents, Trustee: u.connector})
	return "list of " + dn
}

func (u *unrest) membership() string {
	dn, group := u.pick(u.users), u.pick(u.groups)
	in := u.random.IntN(3) > 0
	u.member(group, dn, in)
	return fmt.Sprintf("%s in %s: %t", dn, group, in)
}

func (u *unrest) nesting() string {
	in := u.random.IntN(2) == 0
	if u.random.IntN(2) == 0 {
		u.member(u.groups[1], u.groups[0], in)
	} else {
		u.member(u.groups[2], u.groups[0], in)
	}
	return fmt.Sprintf("nested: %t", in)
}

func (u *unrest) policyTarget() string {
	target := u.pick(append(u.groups, u.target)) // nobody who gets hidden: then nobody knows who has a policy
	request := ldap.NewModifyRequest(u.pso, nil)
	request.Replace("msDS-PSOAppliesTo", []string{target})
	if err := u.conn.Modify(request); err != nil {
		u.t.Fatalf("apply the policy to %s: %v", target, err)
	}
	return "policy of " + target
}

func (u *unrest) policyAge() string {
	age := []string{"0", "-864000000000", "-8640000000"}[u.random.IntN(3)]
	u.write(u.pso, "msDS-MinimumPasswordAge", age)
	return "age of the policy " + age
}

func (u *unrest) domainAge() string {
	age := []string{"0", "-864000000000"}[u.random.IntN(2)]
	u.write(u.base, "minPwdAge", age)
	return "age of the domain " + age
}

func (u *unrest) disable() string {
	dn := u.pick(u.users)
	u.write(dn, "userAccountControl", []string{"512", "514", "66048"}[u.random.IntN(3)])
	return "flags of " + dn
}

func (u *unrest) expire() string {
	dn := u.pick(u.users)
	u.write(dn, "accountExpires", []string{"0", "131000000000000000", "150000000000000000"}[u.random.IntN(3)])
	return "expiry of " + dn
}

func (u *unrest) mark() string {
	dn := u.pick(u.users)
	if u.random.IntN(2) == 0 {
		u.write(dn, "adminCount")
	} else {
		u.write(dn, "adminCount", "1")
	}
	return "mark of " + dn
}

func (u *unrest) mustChange() string {
	dn := u.pick(u.users)
	u.write(dn, "pwdLastSet", []string{"0", "-1"}[u.random.IntN(2)])
	return "password of " + dn
}

func (u *unrest) newName() string {
	dn := u.pick(u.users)
	u.renamed++
	u.write(dn, "userPrincipalName", fmt.Sprintf("named%d@corp.example.com", u.renamed))
	return "name of " + dn
}

// primaryGroup gives a user another one, in which it must be.
func (u *unrest) primaryGroup() string {
	dn := u.pick(u.users)
	u.member(u.groups[2], dn, true)
	sid := u.read(u.groups[2], "objectSid")
	rid, _ := access.SID(sid).RID()
	u.write(dn, "primaryGroupID", []string{"513", strconv.Itoa(int(rid))}[u.random.IntN(2)])
	return "primary group of " + dn
}
