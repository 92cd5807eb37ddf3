package configuration

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// flagPasswordExpired is a bit of msDS-User-Account-Control-Computed. The
// stored userAccountControl never holds it. It is left out for an account whose
// password never expires, flagNeverExpires of userAccountControl, even when
// pwdLastSet is 0 (MS-ADTS 3.1.1.4.5.17).
const (
	flagPasswordExpired = 0x800000
	flagNeverExpires    = 0x10000
)

// Relative identifiers of groups in every domain (MS-DTYP 2.4.2.4).
const (
	ridDomainAdmins     = "-512"
	ridEnterpriseAdmins = "-519"
	ridProtectedUsers   = "-525"
)

// administrators is the group Administrators of the domain (MS-DTYP 2.4.2.4).
const administrators = "S-1-5-32-544"

// connectorDetails are what else is known of the account. A line without its
// value is left out.
var connectorDetails = []lang.Text{
	{Ko: "개체: {dn}.", En: "Object: {dn}."},
	{Ko: "계정 종류: {class}.", En: "Class: {class}."},
	{Ko: "암호를 마지막으로 바꾼 때: {set_at}. 암호의 상태: {password_state}.", En: "Password last set on {set_at}; {password_state}."},
	{Ko: "계정 만료일: {expires_at}.", En: "The account expires on {expires_at}."},
}

func connectorArgs(e ConnectorNow) tell.Args {
	a := e.Account
	return tell.Args{
		"account": tell.Connector.Of(e.Name).OrDash(), "dn": tell.DN.Of(a.DN).OrDash(), "class": tell.Words.Of(a.Class),
		"groups": tell.Group.Unknown(), "group_sids": tell.SID.Unknown(),
		"expired_at": tell.At(a.AccountExpires.Or(time.Time{})).OrDash(), "expires_at": tell.At(a.AccountExpires.Or(time.Time{})),
		"set_at": tell.At(a.PasswordLastSet), "password_state": passwordState(a), "failed_at": tell.At(e.TooLong).OrDash(),
		"turns_at":     tell.At(a.Limits.Hours.Or("").Turns(e.Now)).OrDash(),
		"workstations": tell.Host.Some(a.Limits.Workstations), "server": tell.Server.Of(e.Server).OrDash(), "code": tell.Words.Of(refusalCode(a)),
	}
}

// hoursShut is the outcome of an account outside its hours: they open at a known
// time, or were not read, are none, or are not those that the controller goes by.
func hoursShut(e ConnectorNow) steps.Outcome {
	hours := e.Account.Limits.Hours.Or("")
	if hours.Allow(e.Now) || hours.Turns(e.Now).IsZero() {
		return "logon-hours-shut"
	}
	return "logon-hours"
}

func judgeConnectorAccount(e ConnectorNow) steps.Verdict {
	a := e.Account
	switch {
	case a.Asked == "", e.Now.IsZero():
		return notSeen(probes.NotCollected, "")
	case a.Refused != nil:
		return judgeRefused(e)
	case a.Matches == 0 && (len(a.Elsewhere) > 0 || !a.Unlisted.None()):
		return blocked(a.Absence())
	case a.Matches == 0 && (e.Said || !a.Elsewhere.Seen()):
		return notSeen(probes.NotFound, e.Name)
	case a.Matches == 0:
		return steps.Verdict{On: "not-found", Args: tell.Args{"account": tell.Connector.Of(e.Name).OrDash()}}
	case a.Matches != 1:
		return notSeen(probes.Ambiguous, e.Name)
	}
	args := connectorArgs(e)
	on, lacks := judgeSignIn(a, e.Now), ""
	switch {
	case on != "":
	case inGroup(a.TokenGroups, ridProtectedUsers):
		on = "protected-users"
	case !e.TooLong.IsZero() && a.PasswordLastSet.IsZero(): // it may have been set since
		lacks = "pwdLastSet"
	case a.PasswordLastSet.Before(e.TooLong):
		on = "password-too-long"
	default:
		on, lacks = judgeLimits(e), lacking(e)
	}
	switch {
	case on != "":
	case lacks != "":
		return notSeen(probes.AccessDenied, lacks)
	default:
		on = judgeSound(e)
		if names, sids := adminGroups(a.TokenGroups); on == "privileged" {
			args["groups"], args["group_sids"] = tell.Group.All(names), tell.SID.All(sids)
		}
	}
	return steps.Verdict{On: on, Args: args}
}

// lacking is the first attribute without which an account that can sign in, as
// far as was seen, is not known to; "" for none.
func lacking(e ConnectorNow) string {
	a := e.Account
	switch {
	case !a.ComputedFlags.Seen():
		return "msDS-User-Account-Control-Computed"
	case !a.Flags.Seen():
		return "userAccountControl"
	case !a.AccountExpires.Seen():
		return "accountExpires"
	case !a.TokenGroupsSeen, !a.TokenGroups.Seen(), has(a.Flags, flagSmartCard) && a.OwnSignIn == probes.Unsaid:
		return "tokenGroups"
	case !a.Limits.Hours.Seen(), !a.Limits.Hours.Or("").Sound():
		return "logonHours"
	case !a.Limits.Machines.Seen(), a.Limits.Machines.Or(0) != len(a.Limits.Workstations):
		return "userWorkstations"
	default:
		return ""
	}
}

// judgeSound judges an account that can sign in, as far as was seen.
func judgeSound(e ConnectorNow) steps.Outcome {
	a := e.Account
	names, _ := adminGroups(a.TokenGroups)
	switch {
	case len(a.Limits.Workstations) > 0 && e.Server == "":
		return "workstations-open"
	case has(a.Flags, flagSmartCard):
		return "smart-card-signed-in"
	case a.Limits.Hours.Or("").Count() < probes.Week:
		return "logon-hours-narrow"
	case len(names) > 0:
		return "privileged"
	default:
		return "sound"
	}
}

// judgeSignIn returns what keeps the account from signing in, "" for nothing
// that was seen.
func judgeSignIn(a probes.DirectoryUser, now time.Time) steps.Outcome {
	switch {
	case has(a.Flags, flagDisabled):
		return "disabled"
	case hasExpired(a, now):
		return "expired"
	case has(a.ComputedFlags, flagLocked):
		return "locked"
	case has(a.ComputedFlags, flagPasswordExpired):
		return "password-expired"
	case !a.ComputedFlags.Seen() && a.MustChange == probes.Yes && a.Flags.Seen() && !has(a.Flags, flagNeverExpires):
		return "password-expired"
	default:
		return ""
	}
}

// inGroup reports whether a token holds a group of some domain by its
// relative identifier. Groups of the machine, S-1-5-32-…, do not count.
func inGroup(token []string, rid string) bool {
	return slices.ContainsFunc(token, func(sid string) bool {
		return strings.HasPrefix(sid, "S-1-5-21-") && strings.HasSuffix(sid, rid)
	})
}

// adminGroups names the groups that make an account an administrator of the
// domain, and their SIDs. Administrators is told only of an account that is in
// it by itself: the two others bring it along.
func adminGroups(token []string) (names, sids []string) {
	for _, sid := range token {
		name := map[string]string{ridDomainAdmins: "Domain Admins", ridEnterpriseAdmins: "Enterprise Admins"}["-"+relative(sid)]
		if name != "" {
			names, sids = append(names, name), append(sids, sid)
		}
	}
	if len(names) == 0 && slices.Contains(token, administrators) {
		names, sids = []string{"Administrators"}, []string{administrators}
	}
	return names, sids
}
