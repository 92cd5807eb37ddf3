package directory_test

import (
	"slices"

	"example.com/writeback-doctor/probes/directory/access"
)

// What the specification answers, short.
const (
	granted = access.Granted
	denied  = access.Denied
	nothing = access.NotGranted
	unsure  = access.CannotJudge
)

// The names of cases that Samba does not store as they are sent.
const (
	nullDACL        = "no DACL"
	conditionOnType = "a grant of one right on a condition"
)

// namedCases are the descriptors that have a name because somebody could get
// them wrong. Their answers are worked out by hand.
func namedCases(p people) []proofCase {
	list := slices.Concat(listCases(p), orderCases(p), maskCases(p), objectCases(p), trusteeCases(p), ownerCases(p), handedDownCases(p))
	for _, sid := range inToken(p) {
		list = append(list, alone("a grant to "+sid.String(), bare, expected{granted, nothing, nothing, nothing}, access.ResetPassword.Grant(sid)))
	}
	for _, sid := range append(p.lists, interactive, batch, service, anonymous, p.stranger, p.strangers, administrators, creatorOwner) {
		list = append(list, alone("a grant to "+sid.String(), bare, expected{nothing, nothing, nothing, nothing}, access.ResetPassword.Grant(sid)))
	}
	return list
}

// alone is a case whose object inherits nothing.
func alone(name string, at place, want expected, aces ...access.ACE) proofCase {
	if aces == nil {
		aces = []access.ACE{}
	}
	return proofCase{name: name, at: at, want: &want, spec: access.Spec{Control: access.DACLProtected, DACL: aces}}
}

func allow(mask access.Mask, to access.SID) access.ACE {
	return access.ACE{Type: access.Allow, Mask: mask, Trustee: to}
}

func allowOn(object access.GUID, mask access.Mask, to access.SID) access.ACE {
	return access.ACE{Type: access.AllowObject, Mask: mask, Object: object, Trustee: to}
}

// turned is an entry with another type or other flags.
func turned(a access.ACE, kind access.Type, flags access.Flags) access.ACE {
	a.Type, a.Flags = kind, flags
	return a
}

func denying(a access.ACE) access.ACE {
	if a.Type == access.AllowObject {
		return turned(a, access.DenyObject, a.Flags)
	}
	return turned(a, access.Deny, a.Flags)
}

func inToken(p people) []access.SID {
	own := []access.SID{p.connector, p.direct, p.nested, p.local, p.universe, p.primary, p.domainUsers}
	wellKnown := []access.SID{access.Everyone, access.AuthenticatedUsers, access.Network, access.ThisOrganization}
	return slices.Concat(own, wellKnown, p.implied, p.everybodys)
}

func listCases(p people) []proofCase {
	none := expected{nothing, nothing, nothing, nothing}
	null := alone(nullDACL, bare, none)
	null.spec.DACL, null.raw, null.want = nil, true, nil // to Windows everything is granted; see what Samba makes of it
	empty := alone("an empty DACL", bare, none)
	empty.raw = true
	var many []access.ACE
	for i := range 700 {
		a := access.ResetPassword.Grant(p.stranger)
		a.Object[0] = byte(i)
		many = append(many, a)
	}
	last := slices.Concat(many, []access.ACE{access.ResetPassword.Grant(p.connector)})
	deniedAtLast := slices.Concat(many, []access.ACE{access.ResetPassword.Refuse(p.connector), access.ResetPassword.Grant(p.connector)})
	return []proofCase{
		null, empty,
		alone("nothing of ours", bare, none, allow(access.FullControl, p.stranger)),
		alone("the last of 701 entries", bare, expected{granted, nothing, nothing, nothing}, last...),
		alone("the last but one of 702 entries denies", bare, expected{denied, nothing, nothing, nothing}, deniedAtLast...),
		alone("the same grant three times", bare, expected{granted, nothing, nothing, nothing},
			access.ResetPassword.Grant(p.connector), access.ResetPassword.Grant(p.connector), access.ResetPassword.Grant(p.connector)),
		alone("the same denial twice", bare, expected{denied, nothing, nothing, nothing},
			access.ResetPassword.Refuse(p.connector), access.ResetPassword.Refuse(p.connector), access.ResetPassword.Grant(p.connector)),
	}
}

func orderCases(p people) []proofCase {
	grant, refuse := access.ResetPassword.Grant(p.connector), access.ResetPassword.Refuse(p.connector)
	once := expected{granted, nothing, nothing, nothing}
	return []proofCase{
		alone("a denial after the grant", bare, once, grant, refuse),
		alone("a grant after the denial", bare, expected{denied, nothing, nothing, nothing}, refuse, grant),
		alone("a denial to a group after the grant", bare, once, grant, access.ResetPassword.Refuse(p.nested)),
		alone("a denial to a group before the grant", bare, expected{denied, nothing, nothing, nothing}, access.ResetPassword.Refuse(p.local), grant),
		alone("everything denied to Everyone first", bare, expected{denied, denied, denied, denied},
			denying(allow(access.FullControl, access.Everyone)), allow(access.FullControl, p.connector)),
		alone("a denial to somebody else", bare, once, access.ResetPassword.Refuse(p.stranger), grant),
		alone("a denial of another right", bare, once, access.ChangePassword.Refuse(p.stranger), grant),
		alone("an inherit-only grant", bare, expected{nothing, nothing, nothing, nothing},
			turned(grant, access.AllowObject, access.ContainerInherit|access.InheritOnly)),
		alone("an inherit-only denial", bare, once, turned(refuse, access.DenyObject, access.ContainerInherit|access.InheritOnly), grant),
		alone("a grant in two halves", bare, expected{granted, granted, granted, granted},
			allow(access.ControlAccess, p.direct), allow(access.WriteProperty, access.Everyone)),
		alone("a grant on a condition", bare, expected{unsure, unsure, nothing, nothing}, turned(allow(access.ControlAccess, p.connector), access.AllowCallback, 0)),
		alone(conditionOnType, bare, expected{unsure, nothing, nothing, nothing}, turned(access.ResetPassword.Grant(p.connector), access.AllowCallbackObject, 0)),
		alone("a denial on a condition", bare, expected{unsure, nothing, nothing, nothing},
			turned(allow(access.ControlAccess, p.connector), access.DenyCallback, 0), grant),
		alone("a denial on a condition, too late", bare, once, grant, turned(allow(access.ControlAccess, p.connector), access.DenyCallback, 0)),
	}
}

func maskCases(p people) []proofCase {
	all, none := expected{granted, granted, granted, granted}, expected{nothing, nothing, nothing, nothing}
	rights, writes := expected{granted, granted, nothing, nothing}, expected{nothing, nothing, granted, granted}
	return []proofCase{
		alone("full control", bare, all, allow(access.FullControl, p.connector)),
		alone("generic all", bare, all, allow(access.GenericAll, p.connector)),
		alone("generic write", bare, writes, allow(access.GenericWrite, p.connector)),
		alone("generic read", bare, none, allow(access.GenericRead, p.connector)),
		alone("generic execute", bare, none, allow(access.GenericExecute, p.connector)),
		alone("all extended rights", bare, rights, allow(access.ControlAccess, p.connector)),
		alone("every property", bare, writes, allow(access.WriteProperty, p.connector)),
		alone("validated writes", bare, none, allow(access.ValidatedWrite, p.connector)),
		alone("generic write denied first", bare, expected{granted, granted, denied, denied},
			denying(allow(access.GenericWrite, p.connector)), allow(access.FullControl, p.connector)),
		alone("generic read denied first", bare, all, denying(allow(access.GenericRead, p.connector)), allow(access.FullControl, p.connector)),
		alone("all extended rights in an entry with room for a type", bare, rights, allowOn(access.GUID{}, access.ControlAccess, p.connector)),
	}
}

func objectCases(p people) []proofCase {
	none, writes := expected{nothing, nothing, nothing, nothing}, expected{nothing, nothing, granted, granted}
	lastSet := expected{nothing, nothing, nothing, granted}
	heirs := access.ResetPassword.Grant(p.connector)
	heirs.InheritedBy = guidComputer
	return []proofCase{
		alone("the property set", bare, lastSet, allowOn(guidRestrictions, access.WriteProperty, p.connector)),
		alone("the property", bare, lastSet, allowOn(guidLastSet, access.WriteProperty, p.connector)),
		alone("the property that is in no set", bare, expected{nothing, nothing, granted, nothing}, allowOn(guidLockout, access.WriteProperty, p.connector)),
		alone("another property set", bare, none, allowOn(guidPersonal, access.WriteProperty, p.connector)),
		alone("the property denied before its set is granted", bare, expected{nothing, nothing, nothing, denied},
			denying(allowOn(guidLastSet, access.WriteProperty, p.connector)), allowOn(guidRestrictions, access.WriteProperty, p.connector)),
		alone("the set denied before the property is granted", bare, expected{nothing, nothing, nothing, denied},
			denying(allowOn(guidRestrictions, access.WriteProperty, p.connector)), allowOn(guidLastSet, access.WriteProperty, p.connector)),
		alone("the set denied after the property is granted", bare, lastSet,
			allowOn(guidLastSet, access.WriteProperty, p.connector), denying(allowOn(guidRestrictions, access.WriteProperty, p.connector))),
		alone("the set denied before every property is granted", bare, expected{nothing, nothing, granted, denied},
			denying(allowOn(guidRestrictions, access.WriteProperty, p.connector)), allow(access.WriteProperty, p.connector)),
		alone("the class of the object", bare, writes, allowOn(guidUser, access.WriteProperty, p.connector)),
		alone("the class of the object, and it is inetOrgPerson", netPerson, writes, allowOn(guidNetPerson, access.WriteProperty, p.connector)),
		alone("a class above the object's", netPerson, none, allowOn(guidUser, access.WriteProperty, p.connector)),
		alone("the class denied before every property is granted", bare, expected{nothing, nothing, denied, denied},
			denying(allowOn(guidUser, access.WriteProperty, p.connector)), allow(access.WriteProperty, p.connector)),
		alone("extended rights on the class", bare, none, allowOn(guidUser, access.ControlAccess, p.connector)),
		alone("extended rights on the property set", bare, none, allowOn(guidRestrictions, access.ControlAccess, p.connector)),
		alone("the right as a property", bare, none, allowOn(guidReset, access.WriteProperty, p.connector)),
		alone("a type that names nothing", bare, none, allowOn(guidNobodys, access.FullControl, p.connector)),
		alone("a type that names nothing, denied", bare, expected{granted, granted, granted, granted},
			denying(allowOn(guidNobodys, access.FullControl, p.connector)), allow(access.FullControl, p.connector)),
		alone("for heirs of another class, but on the object itself", bare, expected{granted, nothing, nothing, nothing}, heirs),
	}
}

func trusteeCases(p people) []proofCase {
	all, none := expected{granted, granted, granted, granted}, expected{nothing, nothing, nothing, nothing}
	return []proofCase{
		alone("SELF on somebody else", bare, none, allow(access.FullControl, access.PrincipalSelf)),
		alone("SELF on the account itself", itself, all, allow(access.FullControl, access.PrincipalSelf)),
		alone("SELF denied on the account itself", itself, expected{denied, granted, granted, granted},
			access.ResetPassword.Refuse(access.PrincipalSelf), allow(access.FullControl, p.connector)),
		alone("SELF denied on somebody else", bare, all, access.ResetPassword.Refuse(access.PrincipalSelf), allow(access.FullControl, p.connector)),
		alone("user cannot change password", bare, expected{granted, denied, granted, granted}, access.ChangePassword.Refuse(access.Everyone),
			access.ChangePassword.Refuse(access.PrincipalSelf), allow(access.FullControl, p.connector)),
	}
}

func ownerCases(p people) []proofCase {
	none := expected{nothing, nothing, nothing, nothing}
	list := []proofCase{
		alone("the owner", bare, none),
		alone("the owner by a group", bare, none),
		alone("OWNER RIGHTS", bare, expected{granted, nothing, nothing, nothing}, access.ResetPassword.Grant(access.OwnerRights)),
		alone("OWNER RIGHTS denied", bare, expected{denied, granted, granted, granted},
			access.ResetPassword.Refuse(access.OwnerRights), allow(access.FullControl, p.connector)),
	}
	for i := range list {
		list[i].spec.Owner = p.connector
	}
	list[1].spec.Owner = p.nested
	return append(list, alone("OWNER RIGHTS of somebody else", bare, none, access.ResetPassword.Grant(access.OwnerRights)))
}

// handedDownCases are about what an OU hands down; see the places.
func handedDownCases(p people) []proofCase {
	all := expected{granted, granted, granted, granted}
	inherits := func(name string, want expected, aces ...access.ACE) proofCase {
		c := alone(name, delegated, want, aces...)
		c.spec.Control = 0
		return c
	}
	return []proofCase{
		inherits("the usual delegation", all),
		inherits("a denial of its own beside the delegation", expected{denied, granted, granted, granted}, access.ResetPassword.Refuse(p.connector)),
		inherits("a denial that claims to be inherited", all, turned(access.ResetPassword.Refuse(p.connector), access.DenyObject, access.Inherited)),
		alone("inheritance off under the delegation", delegated, expected{nothing, nothing, nothing, nothing}),
	}
}
