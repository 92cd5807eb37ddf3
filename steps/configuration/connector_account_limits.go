package configuration

import (
	"cmp"
	"context"
	"net"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// seeServerName is the name of the Connect server: as it says itself, else as a
// person says; "" for one that is known by its address alone.
func seeServerName(ctx context.Context, env steps.Env, facts steps.Facts) string {
	name := facts[steps.SyncServer]
	if server, err := steps.AskServer(ctx, env, facts); err == nil {
		name = cmp.Or(server.System.Host, name)
	}
	if net.ParseIP(name) != nil {
		return ""
	}
	return name
}

// judgeLimits returns which limit keeps the account from signing in; "" for none
// that was seen. The engine signs in with a name and a password, which a key
// distribution centre refuses where a smart card is demanded, outside the hours,
// and from another machine (4768, result code 0xC, "A Kerberos authentication
// ticket (TGT) was requested").
func judgeLimits(e ConnectorNow) steps.Outcome {
	a := e.Account
	hours, seen := a.Limits.Hours.Get()
	switch {
	case has(a.Flags, flagSmartCard) && a.OwnSignIn == probes.No:
		return "smart-card"
	case seen && hours.Sound() && !hours.Allow(e.Now):
		return hoursShut(e)
	case len(a.Limits.Workstations) > 0 && e.Server != "" && !namesMachine(a.Limits.Workstations, e.Server):
		return "workstations"
	default:
		return ""
	}
}

// maxNetBIOS is how long the name of a machine is in a list of workstations
// (MS-NBTE 2.2.1).
const maxNetBIOS = 15

// namesMachine reports whether a machine is among workstations, which are listed
// by name without a domain, and by some administrators in full.
func namesMachine(workstations []string, host string) bool {
	flat := func(name string) string {
		first, _, _ := strings.Cut(name, ".")
		return first[:min(len(first), maxNetBIOS)]
	}
	return slices.ContainsFunc(workstations, func(w string) bool { return strings.EqualFold(flat(w), flat(host)) })
}

// judgeRefused judges what a controller said to the account itself. Its number
// outweighs attributes, which may be older or be seen in part. A wrong password
// is one that a person typed: whether the engine has the same nobody knows. A
// list of workstations was met from another machine than the Connect server.
func judgeRefused(e ConnectorNow) steps.Verdict {
	on, known := map[probes.Kind]steps.Outcome{
		probes.AccountDisabled: "disabled", probes.AccountExpired: "expired", probes.LockedOut: "locked",
		probes.PasswordExpired: "password-expired", probes.MustChangePassword: "password-expired",
		probes.LogonHours: hoursShut(e), probes.AccountRevoked: "revoked",
		probes.Workstation: "workstations-open", probes.WrongPassword: "password-refused",
	}[e.Account.Refused.Kind]
	if !known {
		return blocked(e.Account.Refused)
	}
	v := steps.Verdict{On: on, Args: connectorArgs(e)}
	if on == "password-refused" || on == "workstations-open" {
		v.Why = e.Account.Refused
	}
	return v
}

// refusalCode is the number with which a controller refused the account.
func refusalCode(a probes.DirectoryUser) string {
	if a.Refused == nil {
		return ""
	}
	return a.Refused.Code
}
