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
	facts := steps.Facts{steps.UserDN: parkDN, steps.Scope: "one"}
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
	// Where others may be concerned, what is wrong with the other domains counts.
	for _, scope := range []string{"", "several", "everyone"} {
		wide := steps.Facts{steps.UserDN: parkDN, steps.Scope: scope}
		verdict := run(t, &PDCEmulator, world(forest, server, nil), wide, "others-troubled")
		if got, want := verdict.Args["others"].String(), "busan.corp.example: role-owner-gone, corp.example: dropped"; got != want {
			t.Errorf("%q: got %q, want %q", scope, got, want)
		}
	}
}

func TestOtherDomainsThatNobodySawAreNotGreenForEverybody(t *testing.T) {
	t.Parallel()
	facts := steps.Facts{steps.Scope: "everyone"}
	server := toldShell{reach: allOpen(probes.SyncServer, "SYNC01")}
	root := knownPDC()
	root.forest = seoulForest()
	root.forest.Domains = root.forest.Domains[1:] // Seoul, of which DNS alone tells
	root.forest.Domains[1].Why = &probes.Obstacle{Kind: probes.TimedOut}
	run(t, &PDCEmulator, world(root, server, nil), facts, "others-not-seen")
	run(t, &PDCEmulator, world(root, server, nil), facts.With(steps.Facts{steps.Scope: "one", steps.UserDN: "CN=Kim,DC=corp,DC=example"}), "reachable-others")
	// One user of whom nobody knows the domain may be in any.
	run(t, &PDCEmulator, world(root, server, nil), steps.Facts{steps.Scope: "one"}, "others-not-seen")
	root.forest.Domains = root.forest.Domains[:1]
	run(t, &PDCEmulator, world(root, server, nil), facts, "reachable")
	root.forest = probes.Forest{}
	run(t, &PDCEmulator, world(root, server, nil), facts, "others-not-seen")
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
