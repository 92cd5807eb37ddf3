package configuration

import (
	"context"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// Limits of the checks that go through a transport with limits of its own. A
// check has to outlast its transport, or a transport's own reason for giving
// up would be lost behind "timed out".
const (
	directoryTime = 45 * time.Second // finding a controller, opening and asking it may take 30 s
	serverTime    = 75 * time.Second // PowerShell starts slowly on a busy server; its reading may take 60 s
	roadTime      = 3 * time.Minute  // both of these, and roads that end in silence
)

// portsOn are the TCP ports of one controller, to connect to and no further.
func portsOn(host string, ports []int) []probes.Target {
	var targets []probes.Target
	for _, port := range ports {
		targets = append(targets, probes.Target{Host: host, Port: port, Purpose: probes.DomainControl})
	}
	return targets
}

// knock tries all targets at the same time. It returns the roads that could
// be tried, in the order of the targets, and the first reason why one could
// not.
func knock(ctx context.Context, from probes.Endpoint, targets []probes.Target) ([]probes.Route, error) {
	routes := make([]probes.Route, len(targets))
	causes := make([]error, len(targets))
	work := make([]func(), len(targets))
	for i, target := range targets {
		work[i] = func() { routes[i], causes[i] = from.Reach(ctx, target) }
	}
	if err := steps.Together(0, work...); err != nil {
		return nil, err
	}
	var tried []probes.Route
	var first error
	for i := range routes {
		switch {
		case causes[i] == nil:
			tried = append(tried, routes[i])
		case first == nil:
			first = causes[i]
		}
	}
	return tried, first
}

// knocked is what a list of roads to one host says.
type knocked struct {
	from     string
	open     []string         // ports
	closed   []string         // ports
	ends     []probes.Contact // of each closed one
	nameless bool             // the name did not resolve, so no port was tried
}

// readRoads sorts the roads to one host. One that was not gone to its end is
// neither open nor closed, and so is one whose name was not found while that of
// another was: the name server failed once, which says nothing about the port.
func readRoads(routes []probes.Route) knocked {
	var k knocked
	var unnamed []probes.Route
	for _, r := range routes {
		k.from = r.Vantage.Host
		switch end := r.End(); end {
		case probes.Open:
			k.open = append(k.open, strconv.Itoa(r.Target.Port))
		case probes.NotTried:
		case probes.NoSuchName, probes.NoNameServer:
			unnamed = append(unnamed, r)
		default:
			k.shut(r)
		}
	}
	if len(k.open)+len(k.closed) > 0 {
		return k
	}
	for _, r := range unnamed {
		k.nameless = true
		k.shut(r)
	}
	return k
}

func (k *knocked) shut(r probes.Route) {
	k.closed, k.ends = append(k.closed, strconv.Itoa(r.Target.Port)), append(k.ends, r.End())
}

// together says once what is the same for every closed port, and by port what
// differs.
func (k knocked) together() tell.Value {
	if same := slices.Compact(slices.Clone(k.ends)); len(same) == 1 {
		return tell.Contact.Of(string(same[0]))
	}
	var each []tell.Value
	for i, end := range k.ends {
		each = append(each, tell.Contact.Of(string(end)).With(tell.Port.Of(k.closed[i])))
	}
	return tell.Contact.Values(each)
}

func (k knocked) args() tell.Args {
	how := k.together()
	if how.Empty() && len(k.open) > 0 {
		how = tell.Contact.Of(string(probes.Open)).With(tell.Port.All(k.open))
	}
	return tell.Args{
		"from": tell.Server.Of(k.from).OrDash(), "open": tell.Port.All(k.open).OrDash(),
		"ports": tell.Port.All(k.closed).OrDash(), "how": how.OrDash(),
	}
}
