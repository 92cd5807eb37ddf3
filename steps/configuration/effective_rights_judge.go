package configuration

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/needed"
)

// RightsNow is what the access check found, and the class of the user, which
// decides what an entry must look like to reach them.
type RightsNow struct {
	probes.Rights
	Class   string `json:"class,omitempty" is:"code"`        // most specific class; "" when not seen
	Grantee string `json:"grantee,omitempty" is:"connector"` // SID of the connector account; "" when not seen
}

func seeRights(ctx context.Context, env steps.Env, facts steps.Facts) (RightsNow, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return RightsNow{}, err
	}
	var seen RightsNow
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

// neededRight is one right as the access check found it.
type neededRight struct {
	needed.Right

	found probes.Right
}

func found(right needed.Right, r RightsNow) neededRight {
	return neededRight{Right: right, found: *right.Of(&r.Rights)}
}

// rightsOnUser are what writeback needs on the user.
func rightsOnUser(r RightsNow) []neededRight {
	var on []neededRight
	for _, right := range needed.All() {
		if !right.OnDomain {
			on = append(on, found(right, r))
		}
	}
	return on
}

// cannotChange reports whether the console's "User cannot change password" is
// what denies the change: an entry of the user's own for Everyone or for SELF
// ("Reading User Cannot Change Password (LDAP Provider)"). Everyone includes
// the connector account. A reset is another right and is not touched by it.
func cannotChange(r RightsNow) bool {
	sid := sidOfTrustee(r.ChangePassword.Trustee)
	own := r.ChangePassword.Granted == probes.No && r.ChangePassword.Denied && r.ChangePassword.Inherited == probes.No
	return own && (sid == "S-1-1-0" || sid == "S-1-5-10")
}

// sortedRights are the rights on the user that are not there, by reason.
type sortedRights struct{ denied, missing, unsaid []neededRight }

func sortRights(r RightsNow) sortedRights {
	var s sortedRights
	excused := cannotChange(r)
	for _, n := range rightsOnUser(r) {
		switch {
		case excused && n.Name == needed.ChangePassword.Name:
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
func judgeRights(r RightsNow) steps.Verdict {
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
func cutAt(r RightsNow) string {
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
func judgeTheRest(r RightsNow, unsaid []neededRight) steps.Verdict {
	unexpire := found(needed.UnexpirePassword, r)
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
		return rightsVerdict("change-refused", r, []neededRight{found(needed.ChangePassword, r)})
	default:
		return rightsVerdict("granted", r, nil)
	}
}

// disputed returns the rights of which the controller says the contrary, for
// the account that is signed in. What one of the two does not say is no
// dispute.
func disputed(r RightsNow) []neededRight {
	if r.Server == nil {
		return nil
	}
	var differ []neededRight
	for _, both := range []struct {
		right       needed.Right
		ours, other probes.YesNo
	}{
		{needed.WriteLockoutTime, r.WriteLockoutTime.Granted, r.Server.WriteLockoutTime},
		{needed.WritePwdLastSet, r.WritePwdLastSet.Granted, r.Server.WritePwdLastSet},
		{needed.ModifyPermissions, r.Server.WriteDACLFound, r.Server.WriteDACL},
	} {
		if both.ours != probes.Unsaid && both.other != probes.Unsaid && both.ours != both.other {
			differ = append(differ, neededRight{Right: both.right})
		}
	}
	return differ
}
