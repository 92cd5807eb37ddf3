package configuration

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// rightsVerdict fills the sentences, the details and the remedies of an
// outcome that is about some of the rights.
func rightsVerdict(on steps.Outcome, r rightsNow, about []neededRight) steps.Verdict {
	args := lang.Args{
		"account": dash(r.Account), "user_dn": dash(r.UserDN),
		"ou": dash(containerOf(r.UserDN)), "domain_dn": dash(domainOf(r.UserDN)), "stops": cutAt(r), "stops_told": "",
		"class": "user", "heir": classUser, "unexpire": r.Account + ":CA;" + unexpirePassword, "grantee": r.Grantee,
	}
	if r.Grantee == "" {
		args["grantee"] = dash(r.Account)
	}
	if strings.EqualFold(r.Class, inetOrgPerson) {
		args["class"], args["heir"] = inetOrgPerson, classInetOrgPerson
	}
	var names, grants, permissions []string
	for _, n := range about {
		names = append(names, n.name)
		grants = append(grants, n.grant)
		permissions = append(permissions, r.Account+n.dsacls+args["class"])
	}
	args["rights"] = dash(strings.Join(names, ", "))
	args["grants"] = dash(strings.Join(grants, ","))
	args["permissions"] = dash(strings.Join(permissions, "|"))
	if !slices.ContainsFunc(rightsOnUser(r), func(n neededRight) bool { return n.found.Withheld != nil }) {
		args["stops_told"] = r.OffAt // else the right itself tells it
		if args["stops_told"] == "" {
			args["stops_told"] = r.StopsAt
		}
	}
	sayRulings(args, r)
	sayDenial(args, r, about)
	return steps.Verdict{On: on, Args: args}
}

// sayRulings fills the blanks of the details.
func sayRulings(args lang.Args, r rightsNow) {
	for _, n := range rightsOnUser(r) {
		args[n.blank] = RulingOf(n.name, n.found).String()
	}
	args["unexpire_ruling"] = RulingOf(unexpirePassword, r.Unexpire).String()
	args["server_lockout_ruling"], args["server_pwdlastset_ruling"], args["server_dacl_ruling"], args["found_dacl_ruling"] = "", "", "", ""
	if s := r.Server; s != nil {
		args["server_lockout_ruling"] = plainRuling(s.WriteLockoutTime)
		args["server_pwdlastset_ruling"] = plainRuling(s.WritePwdLastSet)
		if s.WriteDACL != s.WriteDACLFound { // writeback needs no such right: it only shows whose sum is right
			args["server_dacl_ruling"], args["found_dacl_ruling"] = plainRuling(s.WriteDACL), plainRuling(s.WriteDACLFound)
		}
	}
}

// plainRuling is a ruling without an entry, "" when nobody said anything.
func plainRuling(said probes.YesNo) string {
	switch said {
	case probes.Yes:
		return lang.Ruling{State: lang.Given}.String()
	case probes.No:
		return lang.Ruling{State: lang.Withheld}.String()
	default:
		return ""
	}
}

// sayDenial fills what a remedy for a denial needs: the object on which the
// denying entry stands, and every entry there that denies one of the rights,
// as SID;mask;object type;inheriting class.
func sayDenial(args lang.Args, r rightsNow, about []neededRight) {
	args["trustee"], args["where"], args["entries"] = "-", dash(r.UserDN), "-"
	if len(about) == 0 {
		return
	}
	first := about[0].found
	args["trustee"], args["where"] = dash(nameOfTrustee(first.Trustee)), standsOn(r, first)
	var entries []string
	for _, n := range about {
		if e := n.found.Entry; e != nil && n.found.Denied && standsOn(r, n.found) == args["where"] {
			entry := strings.Join([]string{
				e.Trustee, strconv.Itoa(int(int32(e.Mask))), orNoGUID(e.Object), orNoGUID(e.Heirs), //nolint:gosec // .NET reads the mask as an int
			}, ";")
			if !slices.Contains(entries, entry) {
				entries = append(entries, entry)
			}
		}
	}
	args["entries"] = dash(strings.Join(entries, ","))
}

// standsOn returns the DN of the object that an entry stands on as its own.
func standsOn(r rightsNow, found probes.Right) string {
	switch {
	case found.From != "":
		return found.From
	case found.Inherited == probes.Yes:
		return lang.NotVisible
	default:
		return dash(r.UserDN)
	}
}

// orNoGUID writes a GUID as .NET has it where the entry names none.
func orNoGUID(guid string) string {
	if guid == "" {
		return "00000000-0000-0000-0000-000000000000"
	}
	return guid
}
