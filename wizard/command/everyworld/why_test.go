package everyworld_test

import (
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// toldApart demands that each thing which can stand between this machine and
// the directory is told as what it is, in the steps that look at the
// directory.
func toldApart(t *testing.T, world string, got commandtest.Checked) {
	t.Helper()
	want := map[string]string{
		"blind-no-credentials": "no-credentials", "blind-wrong-password": "wrong-password", "blind-no-such-account": "no-such-account",
		"blind-account-disabled": "account-disabled", "blind-account-expired": "account-expired", "blind-account-locked": "locked-out",
		"blind-account-restricted": "account-restriction", "blind-logon-hours": "logon-hours", "blind-workstation": "workstation",
		"blind-password-expired": "password-expired", "blind-must-change": "must-change-password",
		"blind-channel-binding": "bad-bindings", "blind-channel-binding-kerberos": "bad-bindings",
		"blind-no-tls": "cleartext", "blind-ntlm-refused": "mechanism-refused",
		"blind-kerberos-disabled": "account-disabled", "blind-kerberos-wrong-password": "wrong-password",
		"blind-kdc-unreachable":  "kdc-unreachable",
		"blind-controller-hangs": "mute", "blind-controller-stalls": "stalled", "blind-controller-breaks-off": "broken-off",
		"blind-controller-not-ldap": "not-the-protocol", "blind-controller-wrong-certificate": "certificate-other-name",
		"blind-certificate-expired": "certificate-expired", "blind-certificate-not-yet": "certificate-not-yet", "blind-certificate-nameless": "certificate-nameless",
		"blind-certificate-short-name": "certificate-short-name", "blind-certificate-self-signed": "certificate-self-signed",
		"blind-certificate-unknown": "untrusted", "blind-certificate-purpose": "certificate-purpose", "blind-controllers-none-in-reach": "timed-out",
	}[world]
	if want == "" {
		return
	}
	for _, f := range got.Findings {
		if f.Step == "configuration/pdc-emulator" && f.Why != want {
			t.Errorf("%s: got %q, want %q", f.Step, f.Why, want)
		}
	}
}

// graphReasons are why a step could not see, in worlds in which Microsoft Graph
// refuses a part: the reason of the refusal, whichever part it was.
var graphReasons = map[string]map[string]string{
	"graph-no-premium": {
		"configuration/sspr-enabled": "unlicensed", "configuration/user-license": "missing-permission", "configuration/admin-account": "missing-permission",
	},
	"graph-no-premium-seen": {"configuration/sspr-enabled": "unlicensed"},
	"blind-licence-details": {
		"configuration/premium-license": "missing-permission", "configuration/user-license": "missing-permission", "configuration/admin-account": "missing-permission",
	},
	"blind-graph-fails": {
		"configuration/premium-license": "failing", "configuration/user-license": "failing", "configuration/admin-account": "failing", "configuration/sspr-enabled": "failing",
	},
	"blind-no-role-permission": {"configuration/admin-account": "missing-permission"},
	"operator-no-role":         {"configuration/admin-account": "missing-role", "configuration/sspr-enabled": "missing-role"},
	"operator-other-role":      {"configuration/sspr-enabled": "missing-role"},
	"blind-operator-role":      {"configuration/admin-account": "access-denied", "configuration/sspr-enabled": "access-denied"},
	"blind-throttled": {
		"configuration/premium-license": "throttled", "configuration/user-license": "throttled", "configuration/admin-account": "throttled",
		"configuration/sspr-enabled": "throttled", "configuration/user-origin": "throttled",
	},
}

// graphSaidWhy demands that what Microsoft Graph refused is told by the reason
// of the refusal, and that nobody is asked to collect again what no server has.
func graphSaidWhy(t *testing.T, world string, got commandtest.Checked) {
	t.Helper()
	want := graphReasons[world]
	for _, f := range got.Findings {
		if why := want[f.Step]; why != "" && f.Why != why {
			t.Errorf("%s: got the reason %q, want %q", f.Step, f.Why, why)
		}
		if len(want) > 0 && f.Why == "not-collected" {
			t.Errorf("%s: is told as not collected", f.Step)
		}
	}
}
