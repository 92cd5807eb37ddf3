package command_test

import "testing"

// toldApart demands that each thing which can stand between this machine and
// the directory is told as what it is, in the steps that look at the
// directory.
func toldApart(t *testing.T, world string, got checked) {
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
		"blind-controller-not-ldap": "not-the-protocol", "blind-controller-wrong-certificate": "untrusted",
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
