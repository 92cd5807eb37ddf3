package connectivity

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// ServiceBus finds a Connect server that cannot reach the tenant's own relays,
// over which every written-back password travels.
var ServiceBus = steps.Step{
	ID:    "connectivity/service-bus",
	Seed:  []string{"N2"},
	Title: lang.Text{Ko: "테넌트 릴레이 연결", En: "Connection to the tenant's relays"},
	Why: lang.Text{
		Ko: "새 암호는 테넌트마다 다른 두 릴레이(*.servicebus.windows.net)를 거쳐 Connect 서버에 도착합니다. 오래된 문서에 적힌 servicebus.windows.networks 접미사는 존재하지 않습니다.",
		En: "New passwords reach the Connect server through two relays of the tenant's own under *.servicebus.windows.net. The suffix servicebus.windows.networks that older articles print does not exist.",
	},
	Check:       steps.Look(seeRelays, judgeRelays),
	Roads:       true,
	Reads:       []steps.Instrument{steps.ByServer},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.Connected,
	Teaches:     []steps.Fact{steps.Relays},
	Timeout:     roadLimit,
	Blanks: tell.Kinds{
		"host": tell.Host, "hosts": tell.Host, "location": tell.Host, "machine": tell.Host, "opened": tell.Host, "sibling": tell.Host,
		"how": tell.Contact, "sibling_how": tell.Contact,
		"issuer": tell.Words,
		"age":    tell.Period, "status": tell.Number,
		"named_at": tell.Moment,
		"proxy":    tell.Proxy,
	},
	Branches: slices.Concat(
		relayBranches, refutedBySession(explaining(closedRoads, "reenable/event-log", "connectivity/idle")), undecidedRoads,
	),
}

// relayRoads are the roads to the relays.
type relayRoads struct {
	probes.Seen
	Named   relaysNamed               `json:"named"`
	Routes  probes.List[probes.Route] `json:"routes,omitzero"`
	Sibling *probes.Route             `json:"sibling,omitempty"` // another relay under the suffix; nil when not tried
	// Why says why a road could not be tried; nil when all were.
	Why *probes.Obstacle `json:"why,omitempty"`
	// Sockets are the connections of the sync engine, and Server is the look at
	// them; zero where the server could not be asked.
	Sockets probes.Sockets `json:"sockets,omitzero"`
	Server  probes.Seen    `json:"server,omitzero"`
}

func seeRelays(ctx context.Context, env steps.Env, facts steps.Facts) (relayRoads, error) {
	start := env.Now()
	roads := relayRoads{Named: seeRelayNames(ctx, env, facts)}
	documented := documentedRelays[cloudOf(roads.Named.Hosts, facts[steps.Tenant])]
	hosts, sibling := roads.Named.Hosts, ""
	if len(hosts) == 0 {
		hosts = documented
	} else {
		sibling = firstOther(documented, hosts)
	}
	if len(hosts) == 0 {
		return relayRoads{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.Relays)}
	}
	var targets []probes.Target
	for _, host := range hosts {
		targets = append(targets, relayTarget(host))
	}
	if sibling != "" {
		targets = append(targets, relayTarget(sibling))
	}
	tried, err := roads.measure(ctx, env, facts, targets)
	if err != nil {
		return relayRoads{}, err
	}
	for _, r := range tried.Routes {
		if r.Target.Host == sibling {
			roads.Sibling = &r
		} else {
			roads.Routes = append(roads.Routes, r)
		}
	}
	if len(roads.Routes) < len(hosts) { // that only the sibling could not be tried leaves the tenant's own
		roads.Why = tried.Why
	}
	roads.Seen = seenOn(tried.Routes, start, env.Now())
	return roads, nil
}

// measure tries the roads, and reads at the same time which connections stand:
// they only add to what the roads say.
func (r *relayRoads) measure(ctx context.Context, env steps.Env, facts steps.Facts, targets []probes.Target) (measured, error) {
	var tried measured
	var err error
	crashed := steps.Together(0,
		func() { tried, err = measureAll(ctx, env, facts, targets) },
		func() {
			if server, none := steps.AskServer(ctx, env, facts); none == nil {
				r.Sockets, r.Server = server.Sockets, server.Seen
			}
		},
	)
	if crashed != nil {
		return measured{}, crashed
	}
	return tried, err
}

func firstOther(hosts, known []string) string {
	for _, h := range hosts {
		if !slices.Contains(known, h) {
			return h
		}
	}
	return ""
}

// staleAfter is the age from which the names of relays are doubtful: a living
// service names them every 5 minutes, and relays move.
const staleAfter = 24 * time.Hour

func (r relayRoads) stale() bool {
	return r.Named.Read.IsZero() || r.Named.Read.Sub(r.Named.At) > staleAfter
}

func judgeRelays(roads relayRoads) steps.Verdict {
	verdict := judgeRelayRoads(roads)
	verdict.Proofs = relaySession(roads)
	return verdict
}

func judgeRelayRoads(roads relayRoads) steps.Verdict {
	routes, onServer := counting(roads.Routes)
	learned := steps.Facts{steps.Relays: strings.Join(roads.Named.Hosts, ",")}
	switch unknown := untried(roads.Routes, roads.Why); {
	case len(routes) == 0:
		return steps.Blind(probes.Part{Why: roads.Why})
	case unknown != nil && len(roads.Named.Hosts) > 0:
		return steps.Verdict{On: steps.Unseen, Why: unknown, Learned: learned}
	}
	var opened, closed, odd []probes.Route
	for _, r := range routes {
		switch classify(r) {
		case open:
			opened = append(opened, r)
		case unexpected, captive, unfamiliar:
			odd = append(odd, r)
		default:
			closed = append(closed, r)
		}
	}
	args := relayArgs(roads, opened, closed, odd)
	var on steps.Outcome
	switch {
	case !onServer && !slices.ContainsFunc(routes, shut):
		on = hintOpen
	case !onServer:
		on = hintClosed
	case len(roads.Named.Hosts) == 0:
		on = judgeUnnamed(opened, closed)
	default:
		on = judgeNamed(roads, opened, closed, odd)
	}
	return steps.Verdict{On: on, Args: args, Learned: learned}
}

// judgeUnnamed judges roads to relays that the vendor's page prints as
// examples, because no event names the tenant's own. That one of them has no
// name any more says nothing.
func judgeUnnamed(opened, closed []probes.Route) steps.Outcome {
	if len(opened) > 0 {
		return "open-unnamed"
	}
	for _, r := range closed {
		on := classify(r)
		if c, _ := cloudOfRelay(r.Target.Host); c == chinaCloud && on != nameUnknown {
			return on // there the page prints the very names
		}
		if on != nameUnknown {
			return "closed-unnamed"
		}
	}
	return unexpected
}

func shut(r probes.Route) bool { return r.End() != probes.Open }

func judgeNamed(roads relayRoads, opened, closed, odd []probes.Route) steps.Outcome {
	switch {
	case len(closed) > 0 && len(opened) > 0:
		return "one-of-two"
	case len(closed) > 0 && len(odd) > 0: // the other one may be open
		return unexpected
	case len(closed) > 0 && roads.stale() && classify(closed[0]) == nameUnknown:
		return "stale-names"
	case len(closed) > 0:
		return classify(closed[0])
	case len(odd) > 0 && classify(odd[0]) == unfamiliar:
		return unfamiliar
	case len(odd) > 0:
		return unexpected
	case siblingClosed(roads.Sibling):
		return suffixClosed
	case roads.stale():
		return "stale-names"
	default:
		return open
	}
}

// siblingClosed reports whether another relay under the suffix exists and is
// kept from the server, which shows a rule for single names. Relays also use
// back-end names under the suffix, so such a rule fails sooner or later.
func siblingClosed(r *probes.Route) bool {
	if r == nil || !r.Vantage.OnSyncServer() {
		return false
	}
	switch r.End() {
	case probes.ProxyRefused:
		return true
	case probes.PortRefused, probes.Dropped, probes.CutOff:
		return r.Name == probes.Open
	default:
		return false
	}
}

// relayArgs fills the blanks; host is the first road that decides.
func relayArgs(roads relayRoads, opened, closed, odd []probes.Route) tell.Args {
	first := slices.Concat(closed, odd, opened)[0]
	args := said(first)
	args["hosts"] = tell.Host.All(hostsOf(slices.Concat(opened, closed, odd))).OrDash()
	args["opened"] = tell.Host.All(hostsOf(opened)).OrDash()
	args["named_at"], args["age"] = tell.At(roads.Named.At).OrDash(), tell.Period.Unknown()
	if !roads.Named.At.IsZero() {
		args["age"] = tell.Rough(roads.Named.Read.Sub(roads.Named.At))
	}
	args["sibling"], args["sibling_how"] = siblingSaid(roads.Sibling)
	return args
}

// siblingSaid fills the blanks of a sibling.
func siblingSaid(r *probes.Route) (host, how tell.Value) {
	if r == nil {
		return tell.Host.Unknown(), tell.Contact.Unknown()
	}
	return tell.Host.Of(r.Target.Host), endOf(*r)
}

func hostsOf(routes []probes.Route) []string {
	var hosts []string
	for _, r := range routes {
		hosts = append(hosts, r.Target.Host)
	}
	return hosts
}
