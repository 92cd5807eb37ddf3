package connectivity

import (
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// telling demands that a check could not look, or saw nothing, and why.
func telling(t *testing.T, name string, step steps.Step, env steps.Env, facts steps.Facts, want probes.Kind) {
	t.Helper()
	result, err := step.Check.Run(t.Context(), env, facts)
	why := probes.AsObstacle(err)
	if err == nil && result.Verdict.On == steps.Unseen {
		why = result.Verdict.Why
	}
	if why == nil || why.Kind != want {
		t.Errorf("%s: %s: got %q because of %v, want the obstacle %s", name, step.ID, result.Verdict.On, why, want)
	}
}

// otherMachine is a machine without a sync engine, on which somebody collected.
func otherMachine() server {
	from := probes.Seen{Vantage: probes.Vantage{Host: "LAPTOP-7"}, At: noon, Took: time.Second}
	read := probes.Part{Read: true}
	good := probes.Server{
		Seen: from, System: probes.System{Part: read, Build: probes.Known(20348), DotNet: probes.Known(528449), Time: noon},
		Product: probes.Product{Part: read, Version: "2.6.92.0"}, Proxy: probes.Proxy{Part: read},
		TLS: probes.TLSSettings{Part: read, List: []probes.TLSSetting{{Path: schannel, Name: "Enabled", Present: probes.No}}},
	}
	log := events(naming(time.Minute, 31019, "sb-other.servicebus.windows.net"))
	log.Seen = from
	return server{roads: roads{routes: nil, asked: make(chan string, 100)}, state: good, events: log}
}

func TestAFileFromAnotherMachineSaysNothingOfTheServer(t *testing.T) {
	t.Parallel()
	for _, step := range []steps.Step{OutboundTLS, Proxy, ConnectVersion, Clock} {
		telling(t, "collected elsewhere", step, world(otherMachine(), fromHere(nil)), nil, probes.NoServer)
	}
	if got := seeRelayNames(t.Context(), world(otherMachine(), nil), nil); len(got.Hosts) != 0 {
		t.Errorf("relays: got %v, want none from a machine that is not the server", got.Hosts)
	}
}

func TestPortsThatWereNotTriedOnTheServerAreNotOpen(t *testing.T) {
	t.Parallel()
	facts := steps.Facts{steps.PDC: "dc1", steps.Controllers: "dc1,dc2"}
	only := func(hosts ...string) map[string]probes.Contact {
		routes := map[string]probes.Contact{}
		for _, h := range hosts {
			routes[h] = probes.Open
		}
		return routes
	}
	telling(t, "one left out", DomainControllerPorts, world(server{roads: onServer(only("dc1"))}, fromHere(nil)), facts, probes.NotCollected)
	telling(t, "one tried from here", DomainControllerPorts, world(server{roads: onServer(only("dc1"))}, fromHere(only("dc2"))), facts, probes.NotCollected)
	all := world(server{roads: onServer(only("dc1", "dc2"))}, fromHere(nil))
	if got := run(t, DomainControllerPorts, all, facts).On; got != open {
		t.Errorf("all tried: got %q, want %q", got, open)
	}
	here := world(nil, fromHere(only("dc1", "dc2")))
	if got := run(t, DomainControllerPorts, here, facts).On; got != hintOpen {
		t.Errorf("from here: got %q, want %q", got, hintOpen)
	}
}

// crashing is an endpoint that falls over.
type crashing struct{ probes.Endpoint }

func (crashing) Reach(context.Context, probes.Target) (probes.Route, error) { panic("a fault of ours") }

func TestAFaultOnOneRoadIsAnObstacle(t *testing.T) {
	t.Parallel()
	facts := steps.Facts{steps.PDC: "dc1"}
	telling(t, "a probe that panics", DomainControllerPorts, world(nil, crashing{}), facts, probes.Crashed)
}

func TestAnyEvidenceOfAPartialServerIsNotHealthy(t *testing.T) {
	t.Parallel()
	for _, step := range []steps.Step{
		OutboundTLS, Proxy, ConnectVersion, Clock, PasswordResetEndpoint, ServiceBus, Idle, DomainControllerPorts,
	} {
		verdict, err := step.Check.Judge([]byte("{}"))
		if err != nil || verdict.On != steps.Unseen || verdict.Why == nil {
			t.Errorf("%s: judged %q because of %v, %v; want unseen with its reason", step.ID, verdict.On, verdict.Why, err)
		}
	}
}
