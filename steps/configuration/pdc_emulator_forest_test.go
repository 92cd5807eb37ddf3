package configuration

import (
	"context"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// splitDirectory is a forest of which the user's domain is another than the
// one that is signed in to.
type splitDirectory struct {
	toldDirectory
	home probes.Directory
}

func (d splitDirectory) Home(_ context.Context, dn string) (probes.Directory, error) {
	if string(probes.DN(dn).Domain()) == "DC=seoul,DC=corp,DC=example" {
		return d.home, nil
	}
	return d, nil
}

// mute is a domain none of whose controllers can be asked.
type mute struct{ probes.Directory }

func (mute) PDCEmulator(context.Context) (probes.PDCEmulator, error) {
	return probes.PDCEmulator{}, &probes.Obstacle{Kind: probes.TimedOut, Host: "dc1.seoul.corp.example"}
}

func seoulForest() probes.Forest {
	return probes.Forest{RootDomain: "corp.example", Domains: []probes.ForestDomain{
		{DNSName: "busan.corp.example", BaseDN: "DC=busan,DC=corp,DC=example", NetBIOSName: "BUSAN", OwnerGone: probes.Yes, SRVAnswer: probes.NoSuchName},
		{DNSName: "corp.example", BaseDN: "DC=corp,DC=example", NetBIOSName: "CORP", PDC: pdcHost, SRV: []string{pdcHost}, SRVAnswer: probes.Open},
		{DNSName: "seoul.corp.example", BaseDN: "DC=seoul,DC=corp,DC=example", NetBIOSName: "SEOUL", SRV: []string{"dc1.seoul.corp.example"}, SRVAnswer: probes.Open},
	}}
}

const parkDN = "CN=Park,OU=Staff,DC=seoul,DC=corp,DC=example"

func TestThePDCIsThatOfTheUsersDomain(t *testing.T) {
	t.Parallel()
	root := knownPDC()
	root.forest = seoulForest()
	seoul := toldDirectory{pdc: &probes.PDCEmulator{DNSDomain: "seoul.corp.example", Host: "dc1.seoul.corp.example", SRVAnswer: probes.Open, SRV: []string{"dc1.seoul.corp.example"}}}
	server := toldShell{reach: func(ctx context.Context, to probes.Target) (probes.Route, error) {
		route, err := allOpen(probes.SyncServer, "SYNC01")(ctx, to)
		if to.Host == pdcHost && to.Port == 445 {
			route.TCP = probes.Dropped
		}
		return route, err
	}}
	facts := steps.Facts{steps.UserDN: parkDN}
	forest := splitDirectory{root, seoul}
	verdict := run(t, &PDCEmulator, world(forest, server, nil), facts, "reachable-others")
	if got, want := verdict.Args["others"].String(), "busan.corp.example: role-owner-gone"; got != want || verdict.Learned[steps.PDC] != "dc1.seoul.corp.example" {
		t.Errorf("got %q and %q, want %q and the PDC of Seoul", got, verdict.Learned[steps.PDC], want)
	}
	// The connector account's own domain is the root, whose PDC is closed.
	for _, account := range []string{`CORP\MSOL`, `CORP.EXAMPLE\MSOL`} {
		run(t, &PDCEmulator, world(forest, server, nil), facts.With(steps.Facts{steps.ConnectorAccount: account}), "account-domain")
	}
	run(t, &PDCEmulator, world(forest, server, nil), facts.With(steps.Facts{steps.ConnectorAccount: `SEOUL\MSOL`}), "reachable-others")
}

func TestADomainThatCannotBeAskedIsKnownFromDNS(t *testing.T) {
	t.Parallel()
	root := knownPDC()
	root.forest = seoulForest()
	server := toldShell{reach: allOpen(probes.SyncServer, "SYNC01")}
	verdict := run(t, &PDCEmulator, world(splitDirectory{root, mute{}}, server, nil), steps.Facts{steps.UserDN: parkDN}, "dns-only")
	if got, want := verdict.Args["host"].Text, "dc1.seoul.corp.example"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
