package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestConnectorAccountIsThatOfTheDomain(t *testing.T) {
	t.Parallel()
	entra := probes.Connector{Name: "contoso.onmicrosoft.com - AAD", Entra: probes.Yes, Account: "cloud"}
	corp := probes.Connector{Name: "corp.example", Entra: probes.No, Forest: "corp.example", Account: "MSOL_a", AccountDomain: "CORP", Domains: []string{"DC=corp,DC=example", "DC=child,DC=corp,DC=example"}}
	fab := probes.Connector{Name: "fab.example", Entra: probes.No, Forest: "fab.example", Account: "MSOL_b", AccountDomain: "FAB"}
	nameless := probes.Connector{Name: "x.example", Entra: probes.No, Forest: "x.example"}
	for _, test := range []struct {
		name   string
		list   []probes.Connector
		domain string
		want   string
	}{
		{"the domain's own", []probes.Connector{entra, fab, corp}, "corp.example", `CORP\MSOL_a`},
		{"a child domain of the forest", []probes.Connector{fab, corp}, "CHILD.corp.example", `CORP\MSOL_a`},
		{"by forest where no partitions are listed", []probes.Connector{corp, fab}, "fab.example", `FAB\MSOL_b`},
		{"the only one", []probes.Connector{entra, fab}, "", `FAB\MSOL_b`},
		{"two, and no domain known", []probes.Connector{corp, fab}, "", ""},
		{"two, and another domain", []probes.Connector{corp, fab}, "else.example", ""},
		{"one of which nobody says what it is", []probes.Connector{{Name: "corp.example", Forest: "corp.example", Account: "MSOL_a", AccountDomain: "CORP"}}, "corp.example", ""},
		{"one without a name", []probes.Connector{nameless}, "x.example", ""},
		{"none", nil, "corp.example", ""},
	} {
		e := engineEvidence{Domain: test.domain, Connectors: probes.Connectors{List: test.list}}
		if got := judgeEngine(e).Learned[steps.ConnectorAccount]; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestVersionIsLearnedEvenWhenTheServiceIsStopped(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	server := probes.Server{
		Service: probes.Service{Part: read, Installed: probes.Yes, State: "Stopped"},
		Product: probes.Product{Part: read, Version: "2.5.79.0"},
	}
	verdict := run(t, &SyncEngine, world(nil, toldShell{server: server}, nil), nil, "service-stopped")
	if got := verdict.Learned[steps.ConnectVersion]; got != "2.5.79.0" {
		t.Errorf("learned version %q, want 2.5.79.0", got)
	}
}
