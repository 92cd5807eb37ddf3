package configuration

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

const pdcHost = "dc01.corp.example"

func knownPDC() toldDirectory {
	return toldDirectory{pdc: &probes.PDCEmulator{
		DNSDomain: "corp.example", Host: pdcHost, SRV: []string{pdcHost + "."}, SRVAnswer: probes.Open,
	}, forest: probes.Forest{Domains: []probes.ForestDomain{{DNSName: "corp.example", BaseDN: "DC=corp,DC=example", PDC: pdcHost}}}}
}

func TestServerMeasuresAndTheWorkstationDoesNot(t *testing.T) {
	t.Parallel()
	here := toldShell{reach: func(context.Context, probes.Target) (probes.Route, error) {
		t.Error("the workstation measured although the server could")
		return probes.Route{}, nil
	}}
	server := toldShell{reach: allOpen(probes.SyncServer, "SYNC01")}
	verdict := run(t, &PDCEmulator, world(knownPDC(), server, here), nil, "reachable")
	if got := verdict.Learned[steps.PDC]; got != pdcHost {
		t.Errorf("learned PDC %q, want %q", got, pdcHost)
	}
	if got, want := verdict.Args["open"].String(), "88, 135, 389, 445"; got != want {
		t.Errorf("tried %q, want %q", got, want)
	}
}

func TestWithoutServerThePDCIsAHint(t *testing.T) {
	t.Parallel()
	here := toldShell{reach: allOpen(probes.Here, "HELPDESK-07")}
	run(t, &PDCEmulator, world(knownPDC(), nil, here), nil, "hint-reachable")
	// Run on the Connect server itself, the program's own roads do count.
	there := toldShell{reach: allOpen(probes.SyncServer, "SYNC01")}
	run(t, &PDCEmulator, world(knownPDC(), nil, there), nil, "reachable")
	// Nobody can try: unseen, and the PDC is learned all the same.
	verdict := run(t, &PDCEmulator, world(knownPDC(), nil, nil), nil, steps.Unseen)
	if verdict.Why == nil || verdict.Why.Kind != probes.NoServer || verdict.Learned[steps.PDC] != pdcHost {
		t.Errorf("got %+v, want no-server and the PDC learned", verdict)
	}
}

func TestPortsAreTriedAtTheSameTime(t *testing.T) {
	t.Parallel()
	var all sync.WaitGroup
	all.Add(len(pdcPorts()))
	server := toldShell{reach: func(ctx context.Context, target probes.Target) (probes.Route, error) {
		all.Done()
		met := make(chan struct{})
		go func() { all.Wait(); close(met) }()
		select { // each try waits for all others to have begun
		case <-met:
		case <-ctx.Done():
			return probes.Route{}, context.Cause(ctx)
		}
		return allOpen(probes.SyncServer, "SYNC01")(ctx, target)
	}}
	run(t, &PDCEmulator, world(knownPDC(), server, nil), nil, "reachable")
}

func TestPortThatCouldNotBeTriedIsNotOpen(t *testing.T) {
	t.Parallel()
	without := func(missing int) toldShell {
		return toldShell{reach: func(ctx context.Context, target probes.Target) (probes.Route, error) {
			if target.Port == missing {
				return probes.Route{}, &probes.Obstacle{Kind: probes.NotCollected, Host: "SYNC01"}
			}
			return allOpen(probes.SyncServer, "SYNC01")(ctx, target)
		}}
	}
	for _, port := range pdcPorts() {
		verdict := run(t, &PDCEmulator, world(knownPDC(), without(port), nil), nil, steps.Unseen)
		if verdict.Why == nil || verdict.Why.Kind != probes.NotCollected {
			t.Errorf("port %d: got obstacle %v, want not-collected", port, verdict.Why)
		}
	}
}

func TestKnockKeepsTheOrderAndTheFirstReason(t *testing.T) {
	t.Parallel()
	first, second := errors.New("first"), errors.New("second")
	from := toldShell{reach: func(_ context.Context, target probes.Target) (probes.Route, error) {
		switch target.Port {
		case 135:
			return probes.Route{}, first
		case 445:
			return probes.Route{}, second
		default:
			return probes.Route{Target: target}, nil
		}
	}}
	routes, err := knock(t.Context(), from, portsOn("dc", pdcPorts()))
	if !errors.Is(err, first) {
		t.Errorf("got %v, want the first reason", err)
	}
	var ports []int
	for _, r := range routes {
		ports = append(ports, r.Target.Port)
	}
	if want := []int{88, 389}; !slices.Equal(ports, want) {
		t.Errorf("got roads to %v, want %v", ports, want)
	}
}

func TestSRVIsStaleUnlessItNamesTheOwnerAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		srv    []string
		answer probes.Contact
		want   bool
	}{
		{[]string{"dc01.corp.example"}, probes.Open, false},
		{[]string{"DC01.CORP.example."}, probes.Open, false},
		{[]string{"dc02.corp.example"}, probes.Open, true},
		{[]string{"dc01.corp.example", "dc02.corp.example"}, probes.Open, true},
		{nil, probes.NoSuchName, false}, // not asked of the right name server, perhaps
		{[]string{"dc02.corp.example"}, probes.NotTried, false},
	} {
		pdc := probes.PDCEmulator{Host: pdcHost, SRV: test.srv, SRVAnswer: test.answer}
		if got := staleSRV(pdc); got != test.want {
			t.Errorf("%v (%s): got %v, want %v", test.srv, test.answer, got, test.want)
		}
	}
}
