package lab

import (
	"slices"
	"strconv"

	"example.com/writeback-doctor/probes/directory/access"
)

// Bits of userAccountControl (MS-ADTS 2.2.16) and of its computed twin.
const (
	flagDisabled   = 0x2
	flagLocked     = 0x10 // computed only
	flagNormal     = 0x200
	flagNoExpiry   = 0x10000
	flagSmartCard  = 0x40000
	flagExpiredPwd = 0x800000 // computed only
)

// state is what the directory says about the condition of an account.
func (f *forest) state(p *person) attributes {
	flags, computed := flagNormal, 0
	set := func(to *int, bit int, on bool) {
		if on {
			*to |= bit
		}
	}
	set(&flags, flagDisabled, p.disabled)
	set(&flags, flagNoExpiry, p.neverExpires)
	set(&flags, flagSmartCard, p.smartCard)
	lasts := f.policyOf(p).lockoutDuration
	set(&computed, flagLocked, p.locked > 0 && (lasts == 0 || p.locked < lasts))
	set(&computed, flagExpiredPwd, p.passwordExpired || p.mustChange)
	texts := attributes{
		"userAccountControl":                 {strconv.Itoa(flags)},
		"msDS-User-Account-Control-Computed": {strconv.Itoa(computed)},
		"pwdLastSet":                         {filetime(f.start.Add(-p.passwordAge))},
		"accountExpires":                     {"9223372036854775807"}, // never
		"lockoutTime":                        {"0"},
	}
	if p.mustChange {
		texts["pwdLastSet"] = []string{"0"}
	}
	if p.locked > 0 {
		texts["lockoutTime"] = []string{filetime(f.start.Add(-p.locked))}
	}
	if p.expired != 0 {
		texts["accountExpires"] = []string{filetime(f.start.Add(-p.expired))}
	}
	if p.adminCount {
		texts["adminCount"] = []string{"1"}
	}
	if p.policy != "" {
		texts["msDS-ResultantPSO"] = []string{f.policyDN(p.policy)}
	}
	return texts
}

// policyOf is the password policy that holds for an account.
func (f *forest) policyOf(p *person) policy {
	if own, fine := f.d.policies[p.policy]; fine {
		return own
	}
	return f.d.policy
}

// userClass is the schema class user, for entries that are inherited by users
// alone (Win32 AD schema reference).
const userClass = "bf967aba-0de6-11d0-a285-00aa003049e2"

func schema(text string) access.GUID {
	g, err := access.ParseGUID(text)
	if err != nil {
		return access.GUID{} // only constants come here
	}
	return g
}

// rights are the rights on a user, in the order in which they are granted.
func (g *grants) rights() []heldRight {
	return []heldRight{
		{"reset", access.ResetPassword, g.reset},
		{"change", access.ChangePassword, g.change},
		{"lockout-time", access.WriteLockoutTime, g.lockoutTime},
		{"pwd-last-set", access.WritePwdLastSet, g.pwdLastSet},
	}
}

type heldRight struct {
	name  string
	right access.Right
	state string
}

// account is the AD DS Connector account, in whichever domain it is.
func (f *forest) account() access.SID {
	for _, d := range f.all {
		if d.connectorName != "" {
			return d.personSID(d.connectorName)
		}
	}
	return ""
}

// inheritable makes an entry one that users below take over, and that does
// not count on the container itself.
func inheritable(a access.ACE) access.ACE {
	a.Flags = access.ContainerInherit | access.InheritOnly
	a.InheritedBy = schema(userClass)
	return a
}

// inherited is such an entry as it arrives on a user.
func inherited(a access.ACE) access.ACE {
	a.Flags = access.Inherited
	a.InheritedBy = schema(userClass)
	return a
}

// delegated are the entries that the domain head hands down: those that deny
// first, as Windows orders them.
func (f *forest) delegated() []access.ACE {
	var refused, allowed []access.ACE
	for _, h := range f.d.grants.rights() {
		switch h.state {
		case granted:
			allowed = append(allowed, h.right.Grant(f.account()))
		case denied:
			refused = append(refused, h.right.Refuse(f.account()))
		}
	}
	return slices.Concat(refused, allowed)
}

func mapACEs(list []access.ACE, with func(access.ACE) access.ACE) []access.ACE {
	out := make([]access.ACE, len(list))
	for i, a := range list {
		out[i] = with(a)
	}
	return out
}

// readable lets every authenticated user read, as the group Pre-Windows 2000
// Compatible Access does in most domains.
func readable() access.ACE {
	return access.ACE{Type: access.Allow, Mask: access.GenericRead.Mapped(), Trustee: access.AuthenticatedUsers}
}

func (f *forest) spec(control access.Control, list ...[]access.ACE) access.Spec {
	admins := f.d.groupSID("Domain Admins")
	return access.Spec{
		Owner: admins, Group: admins, Control: control | access.DACLAutoInherited, DACL: slices.Concat(list...),
	}
}

func (f *forest) headDescriptor() ([]byte, error) {
	own := []access.ACE{readable()}
	switch f.d.grants.unexpire {
	case granted: // the default of every domain grants it to everybody
		own = append(own, access.UnexpirePassword.Grant(access.AuthenticatedUsers))
	case denied:
		own = append([]access.ACE{access.UnexpirePassword.Refuse(f.account())}, own...)
	}
	return f.spec(0, own, mapACEs(f.delegated(), inheritable)).Encode()
}

// containerDescriptor passes on what comes from above, unless the container
// is protected, behind what it denies itself.
func (f *forest) containerDescriptor(ou string) ([]byte, error) {
	own := append(mapACEs(f.refusing(f.d.ous[ou].deny), inheritable), readable())
	if f.d.ous[ou].denyAll {
		own = append([]access.ACE{inheritable(f.refusingAll(access.GenericAll))}, own...)
	}
	own = append(own, f.astray(f.d.ous[ou])...)
	if f.d.ous[ou].unlisted {
		own = append([]access.ACE{{Type: access.Deny, Mask: access.ListContents, Trustee: access.AuthenticatedUsers}}, own...)
	}
	if f.d.ous[ou].protected {
		return f.spec(access.DACLProtected, own).Encode()
	}
	above := mapACEs(f.handedDown(parentOf(ou)), func(a access.ACE) access.ACE {
		a = inheritable(a)
		a.Flags |= access.Inherited
		return a
	})
	return f.spec(0, own, above).Encode()
}

// refusingAll denies everything to the connector account.
func (f *forest) refusingAll(mask access.Mask) access.ACE {
	return access.ACE{Type: access.DenyObject, Mask: mask, Trustee: f.account()}
}

// astray are entries of a container that grant rights to the connector account
// and reach no user.
func (f *forest) astray(o ou) []access.ACE {
	computers := mapACEs(f.granting(o.computers), func(a access.ACE) access.ACE {
		a.Flags, a.InheritedBy = access.ContainerInherit|access.InheritOnly, access.KnownClass("computer")
		return a
	})
	oneLevel := mapACEs(f.granting(o.oneLevel), func(a access.ACE) access.ACE {
		a.Flags = access.ContainerInherit | access.NoPropagate
		return a
	})
	return slices.Concat(f.granting(o.hereOnly), computers, oneLevel)
}

func (f *forest) granting(names []string) []access.ACE {
	var list []access.ACE
	for _, h := range f.d.grants.rights() {
		if slices.Contains(names, h.name) {
			list = append(list, h.right.Grant(f.account()))
		}
	}
	return list
}

func (f *forest) refusing(names []string) []access.ACE {
	var list []access.ACE
	for _, h := range f.d.grants.rights() {
		if slices.Contains(names, h.name) {
			list = append(list, h.right.Refuse(f.account()))
		}
	}
	return list
}

// handedDown is what a user in a container takes over: the nearest container
// first, up to the first that is protected.
func (f *forest) handedDown(ou string) []access.ACE {
	var list []access.ACE
	for _, c := range containers(ou) {
		if f.d.ous[c].denyAll { // a generic right arrives as what it means
			list = append(list, f.refusingAll(access.GenericAll.Mapped()))
		}
		list = append(list, f.refusing(f.d.ous[c].deny)...)
		if f.d.ous[c].protected {
			return list
		}
	}
	return append(list, f.delegated()...)
}

// personDescriptor is what stands on an account: what denies, what allows,
// and what it inherits. An account that SDProp stamped inherits nothing.
func (f *forest) personDescriptor(p *person) ([]byte, error) {
	refused := f.refusing(p.deny)
	if p.cannotChange { // "User cannot change password" is these two entries
		refused = append(refused,
			access.ChangePassword.Refuse(access.Everyone), access.ChangePassword.Refuse(access.PrincipalSelf))
	}
	for name, attribute := range limitAttributes {
		if slices.Contains(p.hidden, name) {
			refused = append(refused, access.ACE{
				Type: access.DenyObject, Mask: access.ReadProperty, Object: schema(attribute), Trustee: access.AuthenticatedUsers,
			})
		}
	}
	allowed := []access.ACE{readable()}
	if f.d.grants.change != missing && !p.cannotChange && !slices.Contains(p.missing, "change") {
		allowed = append(allowed,
			access.ChangePassword.Grant(access.Everyone), access.ChangePassword.Grant(access.PrincipalSelf))
	}
	allowed = append(allowed, f.granting(p.granted)...)
	allowed = append(allowed, mapACEs(f.granting(p.belowOnly), func(a access.ACE) access.ACE {
		a.Flags = access.ContainerInherit | access.InheritOnly
		return a
	})...)
	if p.outOfOrder { // what allows one right each, before what denies them all
		all := f.granting(rightNames())
		refused = append(append(all, access.ACE{Type: access.Deny, Mask: access.ControlAccess | access.WriteProperty, Trustee: f.account()}), refused...)
	}
	if p.protected || p.adminCount && !p.inherits {
		return f.spec(access.DACLProtected, refused, allowed).Encode()
	}
	above := slices.DeleteFunc(mapACEs(f.handedDown(p.ou), inherited), func(a access.ACE) bool {
		return slices.ContainsFunc(f.d.grants.rights(), func(h heldRight) bool {
			return slices.Contains(p.missing, h.name) && h.right.Want().Object == a.Object
		})
	})
	if p.class == "inetOrgPerson" { // entries for users pass it by
		above = nil
	}
	return f.spec(0, refused, allowed, above).Encode()
}
