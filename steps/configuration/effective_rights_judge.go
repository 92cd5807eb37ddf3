package configuration

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// rightsNow is what the access check found, and the class of the user, which
// decides what an entry must look like to reach them.
type rightsNow struct {
	probes.Rights
	Class   string `json:"class,omitempty"`   // most specific class; "" when not seen
	Grantee string `json:"grantee,omitempty"` // SID of the connector account; "" when not seen
}

func seeRights(ctx context.Context, env steps.Env, facts steps.Facts) (rightsNow, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return rightsNow{}, err
	}
	var seen rightsNow
	var rightsErr error
	err = steps.Together(0,
		func() {
			seen.Rights, rightsErr = directory.Rights(ctx, facts[steps.ConnectorAccount], facts[steps.UserDN])
		},
		func() {
			if user, err := directory.User(ctx, facts[steps.UserDN]); err == nil && user.Matches == 1 {
				seen.Class = user.Class
			}
		},
		func() {
			if account, err := directory.Account(ctx, facts[steps.ConnectorAccount]); err == nil && account.Matches == 1 {
				seen.Grantee = account.SID
			}
		},
	)
	if err == nil {
		err = rightsErr
	}
	return seen, err
}

// neededRight is one right as the access check found it, and how it is
// granted: by kind and GUID for PowerShell, in words for dsacls.
type neededRight struct {
	found  probes.Right
	name   string // as Windows shows it
	blank  string // that tells it in the details
	grant  string // ActiveDirectoryRights:GUID of the right or attribute
	dsacls string // what follows the account in a dsacls permission, up to the class
}

// rightsOnUser are what writeback needs on the user (Tutorial: Enable
// self-service password reset writeback; GUIDs from the Win32 AD schema
// reference). Unexpire-Password is not among them: it counts on the domain
// root only.
func rightsOnUser(r rightsNow) []neededRight {
	return []neededRight{
		{r.ResetPassword, resetPassword, "reset_ruling", "ExtendedRight:00299570-246d-11d0-a768-00aa006e0529", ":CA;Reset Password;"},
		{r.ChangePassword, changePassword, "change_ruling", "ExtendedRight:ab721a53-1e2f-11d0-9819-00aa0040529b", ":CA;Change Password;"},
		{r.WriteLockoutTime, writeLockoutTime, "lockout_ruling", "WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1", ":WP;lockoutTime;"},
		{r.WritePwdLastSet, writePwdLastSet, "pwdlastset_ruling", "WriteProperty:bf967a0a-0de6-11d0-a285-00aa003049e2", ":WP;pwdLastSet;"},
	}
}

// cannotChange reports whether the console's "User cannot change password" is
// what denies the change: an entry of the user's own for Everyone or for SELF
// ("Reading User Cannot Change Password (LDAP Provider)"). Everyone includes
// the connector account. A reset is another right and is not touched by it.
func cannotChange(r rightsNow) bool {
	sid := sidOfTrustee(r.ChangePassword.Trustee)
	own := r.ChangePassword.Granted == probes.No && r.ChangePassword.Denied && r.ChangePassword.Inherited == probes.No
	return own && (sid == "S-1-1-0" || sid == "S-1-5-10")
}

// sortedRights are the rights on the user that are not there, by reason.
type sortedRights struct{ denied, missing, unsaid []neededRight }

func sortRights(r rightsNow) sortedRights {
	var s sortedRights
	excused := cannotChange(r)
	for _, n := range rightsOnUser(r) {
		switch {
		case excused && n.name == changePassword:
		case n.found.Granted == probes.Unsaid:
			s.unsaid = append(s.unsaid, n)
		case n.found.Granted == probes.No && n.found.Denied:
			s.denied = append(s.denied, n)
		case n.found.Granted == probes.No:
			s.missing = append(s.missing, n)
		}
	}
	return s
}

// judgeRights takes what the controller itself contradicts for not known; then
// what stops a reset comes first.
func judgeRights(r rightsNow) steps.Verdict {
	if differ := disputed(r); len(differ) > 0 {
		return rightsVerdict("opinions-differ", r, differ)
	}
	s := sortRights(r)
	switch {
	case len(s.denied) > 0:
		return rightsVerdict("denied", r, s.denied)
	case len(s.missing) > 0 && r.Protected == probes.Yes:
		return rightsVerdict("missing-cut-off", r, s.missing)
	case len(s.missing) > 0 && cutAt(r) != "":
		return rightsVerdict("missing-cut-off-ou", r, s.missing)
	case len(s.missing) > 0:
		return rightsVerdict("missing", r, s.missing)
	}
	return judgeTheRest(r, s.unsaid)
}

// cutAt returns the lowest container whose inheritance is off and which so
// keeps a right from the user; "" when that is not the reason.
func cutAt(r rightsNow) string {
	for _, n := range rightsOnUser(r) {
		if w := n.found.Withheld; w != nil {
			for _, dn := range w.At {
				if !strings.EqualFold(dn, r.UserDN) {
					return dn
				}
			}
		}
	}
	if strings.EqualFold(r.StopsAt, r.UserDN) {
		return ""
	}
	return r.StopsAt
}

// judgeTheRest judges rights of which none on the user is known to be missing.
func judgeTheRest(r rightsNow, unsaid []neededRight) steps.Verdict {
	unexpire := neededRight{found: r.Unexpire, name: unexpirePassword}
	if r.Unexpire.Granted == probes.Unsaid {
		unsaid = append(unsaid, unexpire)
	}
	switch {
	case len(unsaid) > 0:
		verdict := rightsVerdict("cannot-judge", r, unsaid)
		kind := probes.Kind(unsaid[0].found.Why)
		if kind == "" {
			kind = probes.NotCollected
		}
		verdict.Why = &probes.Obstacle{Kind: kind, Needs: "nTSecurityDescriptor"}
		return verdict
	case r.Unexpire.Granted == probes.No:
		return rightsVerdict("unexpire-missing", r, []neededRight{unexpire})
	case cannotChange(r):
		return rightsVerdict("change-refused", r, []neededRight{{found: r.ChangePassword, name: changePassword}})
	default:
		return rightsVerdict("granted", r, nil)
	}
}

// disputed returns the rights of which the controller says the contrary, for
// the account that is signed in. What one of the two does not say is no
// dispute.
func disputed(r rightsNow) []neededRight {
	if r.Server == nil {
		return nil
	}
	var differ []neededRight
	for _, both := range []struct {
		name        string
		ours, other probes.YesNo
	}{
		{writeLockoutTime, r.WriteLockoutTime.Granted, r.Server.WriteLockoutTime},
		{writePwdLastSet, r.WritePwdLastSet.Granted, r.Server.WritePwdLastSet},
		{writeDACL, r.Server.WriteDACLFound, r.Server.WriteDACL},
	} {
		if both.ours != probes.Unsaid && both.other != probes.Unsaid && both.ours != both.other {
			differ = append(differ, neededRight{name: both.name})
		}
	}
	return differ
}

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
		args["stops_told"] = args["stops"] // else the right itself tells it
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

// containerOf returns the DN of the container that an entry stands in, "" for
// what is not a DN of two parts or more.
func containerOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil || len(levels) < 2 {
		return ""
	}
	return levels[1].dn
}

// domainOf returns the DN of the domain head that an entry stands under: the
// DC parts at its end. It returns "" when there are none.
func domainOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil {
		return ""
	}
	for _, l := range levels {
		if l.kind == "DC" {
			return l.dn
		}
	}
	return ""
}
