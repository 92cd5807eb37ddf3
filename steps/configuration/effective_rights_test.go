package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestContainerAndDomainOfAName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ dn, container, domain string }{
		{"CN=Kim,OU=Staff,DC=corp,DC=example", "OU=Staff,DC=corp,DC=example", "DC=corp,DC=example"},
		{`CN=Kim\, Minji,OU=Sales\, West,DC=corp,DC=example`, `OU=Sales\, West,DC=corp,DC=example`, "DC=corp,DC=example"},
		{`CN=x\5c, OU=a, DC=corp`, "OU=a, DC=corp", "DC=corp"},
		{"DC=example", "", "DC=example"},
		{"CN=Kim", "", ""},
		{"no name", "", ""},
		{"", "", ""},
	} {
		if got := containerOf(test.dn); got != test.container {
			t.Errorf("container of %q: got %q, want %q", test.dn, got, test.container)
		}
		if got := domainOf(test.dn); got != test.domain {
			t.Errorf("domain of %q: got %q, want %q", test.dn, got, test.domain)
		}
	}
}

func TestRemedyGrantsJustWhatIsMissing(t *testing.T) {
	t.Parallel()
	yes, no := probes.Right{Granted: probes.Yes}, probes.Right{Granted: probes.No}
	directory := toldDirectory{rights: &probes.Rights{
		ResetPassword: yes, ChangePassword: yes, WriteLockoutTime: no, WritePwdLastSet: no, Unexpire: yes,
	}}
	facts := steps.Facts{steps.UserDN: "CN=Kim,OU=Staff,DC=corp,DC=example", steps.ConnectorAccount: `CORP\MSOL_1`}
	verdict := run(t, &EffectiveRights, world(directory, nil, nil), facts, "missing")
	for blank, want := range map[string]string{
		"rights":      "Write lockoutTime, Write pwdLastSet",
		"ou":          "OU=Staff,DC=corp,DC=example",
		"grants":      "WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1,WriteProperty:bf967a0a-0de6-11d0-a285-00aa003049e2",
		"permissions": `CORP\MSOL_1:WP;lockoutTime;user|CORP\MSOL_1:WP;pwdLastSet;user`,
	} {
		if got := verdict.Args[blank]; got != want {
			t.Errorf("{%s}: got %q, want %q", blank, got, want)
		}
	}
}
