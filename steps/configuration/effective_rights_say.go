package configuration

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
)

// rightsVerdict fills the sentences, the details and the remedies of an
// outcome that is about some of the rights.
func rightsVerdict(on steps.Outcome, r RightsNow, about []neededRight) steps.Verdict {
	args := tell.Args{
		"account": tell.Connector.Of(r.Account).OrDash(), "user_dn": tell.UserDN.Of(r.UserDN).OrDash(),
		"ou": tell.DN.Of(string(probes.DN(r.UserDN).Parent())).OrDash(), "domain_dn": tell.DomainDN.Of(string(probes.DN(r.UserDN).Domain())).OrDash(),
		RightsStop: tell.DN.Of(cutAt(r)), "stops_told": tell.DN.Of(""),
		"unexpire": tell.Permission.Of(needed.UnexpirePassword.Permission(r.Account, "")), "grantee": tell.Connector.Of(cmp.Or(r.Grantee, r.Account)).OrDash(),
	}
	class, heir := "user", classUser
	if strings.EqualFold(r.Class, inetOrgPerson) {
		class, heir = inetOrgPerson, classInetOrgPerson
	}
	args["class"], args["heir"] = tell.Words.Of(class), tell.GUID.Of(heir)
	var names, grants, permissions []string
	for _, n := range about {
		names = append(names, n.Name)
		grants = append(grants, n.Grant())
		permissions = append(permissions, n.Permission(r.Account, class))
	}
	args[RightsNamed], args["grants"] = tell.Right.All(names).OrDash(), tell.Grant.All(grants).OrDash()
	args["permissions"] = tell.Permission.All(permissions).OrDash()
	if !slices.ContainsFunc(rightsOnUser(r), func(n neededRight) bool { return n.found.Withheld != nil }) {
		args["stops_told"] = tell.DN.Of(cmp.Or(r.OffAt, r.StopsAt)) // else the right itself tells it
	}
	args["refused"] = tell.Right.All(refusedAmong(about))
	sayRulings(args, r)
	sayDenial(args, r, about)
	return steps.Verdict{On: on, Args: args}
}

// refusedAmong are the names of those that an entry denies. It comes before
// whatever would be granted.
func refusedAmong(about []neededRight) []string {
	var names []string
	for _, n := range about {
		if n.found.Denied {
			names = append(names, n.Name)
		}
	}
	return names
}

// sayRulings fills the blanks of the details.
func sayRulings(args tell.Args, r RightsNow) {
	for _, right := range needed.All() {
		args[right.Blank] = RulingOf(right, *right.Of(&r.Rights)).Value()
	}
	args["by_order"], args["by_class"], args["by_owner"] = contestedBy(r, probes.ObjectAllowBeforeDeny), contestedBy(r, probes.ClassAsObject), contestedBy(r, probes.OwnerRightsEntry)
	none := tell.Ruling{}.Value()
	args["server_lockout_ruling"], args["server_pwdlastset_ruling"], args["server_dacl_ruling"], args["found_dacl_ruling"] = none, none, none, none
	if s := r.Server; s != nil {
		args["server_lockout_ruling"] = plainRuling(s.WriteLockoutTime)
		args["server_pwdlastset_ruling"] = plainRuling(s.WritePwdLastSet)
		if s.WriteDACL != s.WriteDACLFound { // writeback needs no such right: it only shows whose sum is right
			args["server_dacl_ruling"], args["found_dacl_ruling"] = plainRuling(s.WriteDACL), plainRuling(s.WriteDACLFound)
		}
	}
}

// contestedBy are the rights on which implementations differ because of a
// shape.
func contestedBy(r RightsNow, shape probes.Shape) tell.Value {
	var names []string
	for _, right := range needed.All() {
		c := right.Of(&r.Rights).Contested
		if c != nil && slices.ContainsFunc(c.Entries, func(e probes.ContestedEntry) bool { return e.Shape == shape }) {
			names = append(names, right.Name)
		}
	}
	return tell.Right.All(names)
}

// plainRuling is a ruling without an entry, and says nothing when nobody did.
func plainRuling(said probes.YesNo) tell.Value {
	return tell.Ruling{State: map[probes.YesNo]tell.Rule{probes.Yes: tell.Given, probes.No: tell.Withheld}[said]}.Value()
}

// sayDenial fills what a remedy for a denial needs: the object on which the
// denying entry stands, and every entry there that denies one of the rights,
// as SID;mask;object type;inheriting class;where it goes, as it stands there:
// what arrives by inheritance may be spelled differently.
func sayDenial(args tell.Args, r RightsNow, about []neededRight) {
	args[RightsTrustee], args["where"], args["entries"] = tell.Account.Unknown(), tell.DN.Of(r.UserDN).OrDash(), tell.Entry.Unknown()
	if len(about) == 0 {
		return
	}
	first := about[0]
	where := standsOn(r, first)
	args[RightsTrustee], args["where"] = tell.Account.Of(nameOfTrustee(first.found.Trustee)).OrDash(), where
	var entries []string
	for _, n := range about {
		if !n.found.Denied || standsOn(r, n).String() != where.String() {
			continue
		}
		if entry := standing(n.found); entry != "" && !slices.Contains(entries, entry) {
			entries = append(entries, entry)
		}
	}
	args["entries"] = tell.Entry.All(entries).OrDash()
}

// standing spells the entry that decides as it stands on the object that has it
// of its own; "" where nobody kept that. Evidence of a version that kept what
// arrived alone will do, unless that may have been translated: generic rights
// become others on their way down, and all that they become read the
// descriptor (MS-ADTS 5.1.3.2).
func standing(found probes.Right) string {
	e := found.Source
	switch {
	case e != nil:
	case found.Entry == nil, found.Inherited == probes.Yes && found.Entry.Mask&readControl != 0:
		return ""
	default:
		e = found.Entry
	}
	parts := []string{
		e.Trustee, strconv.Itoa(int(int32(e.Mask))), orNoGUID(e.Object), orNoGUID(e.Heirs), //nolint:gosec // .NET reads the mask as an int
	}
	if found.Source != nil || found.Inherited != probes.Yes {
		parts = append(parts, scopeOf(e.Flags))
	}
	return strings.Join(parts, ";")
}

// scopeOf is where an entry goes, as .NET calls it ("ActiveDirectorySecurity-
// Inheritance Enum"), by its flags (MS-DTYP 2.4.4.1).
func scopeOf(flags uint8) string {
	const down, once, only = 0x02, 0x04, 0x08
	switch {
	case flags&down == 0:
		return "None"
	case flags&once != 0 && flags&only != 0:
		return "Children"
	case flags&once != 0:
		return "SelfAndChildren"
	case flags&only != 0:
		return "Descendents"
	default:
		return "All"
	}
}

// standsOn returns the DN of the object that an entry stands on as its own.
func standsOn(r RightsNow, n neededRight) tell.Value {
	switch {
	case n.found.From != "":
		return tell.DN.Of(n.found.From)
	case n.found.Inherited == probes.Yes:
		return tell.Value{Kind: tell.DN, Doubt: tell.OutOfSight}
	case n.OnDomain:
		return tell.DN.Of(string(probes.DN(r.UserDN).Domain())).OrDash()
	default:
		return tell.DN.Of(r.UserDN).OrDash()
	}
}

// orNoGUID writes a GUID as .NET has it where the entry names none.
func orNoGUID(guid string) string {
	if guid == "" {
		return "00000000-0000-0000-0000-000000000000"
	}
	return guid
}
