package connectivity

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// cloud is one of the sovereign clouds, as far as writeback differs.
type cloud string

// The clouds that "Troubleshoot self-service password reset writeback" lists
// hosts for. The zero value is the public one.
const (
	publicCloud     cloud = ""
	governmentCloud cloud = "us-government"
	chinaCloud      cloud = "china"
)

// relaySuffixes are where the relays of each cloud stand.
var relaySuffixes = map[cloud]string{
	publicCloud:     ".servicebus.windows.net",
	governmentCloud: ".servicebus.usgovcloudapi.net",
	chinaCloud:      ".servicebus.chinacloudapi.cn",
}

// isRelay reports whether a host that an event names is a Service Bus relay.
func isRelay(host string) bool {
	_, known := cloudOfRelay(host)
	return known
}

func cloudOfRelay(host string) (cloud, bool) {
	host = strings.ToLower(host)
	for c, suffix := range relaySuffixes {
		if strings.HasSuffix(host, suffix) && len(host) > len(suffix) {
			return c, true
		}
	}
	return publicCloud, false
}

// cloudOf tells the cloud by the relays that the events name, else by the
// tenant's initial domain, else takes the public one.
func cloudOf(relays []string, tenant string) cloud {
	for _, host := range relays {
		if c, known := cloudOfRelay(host); known {
			return c
		}
	}
	tenant = strings.ToLower(tenant)
	switch {
	case strings.HasSuffix(tenant, ".onmicrosoft.us"):
		return governmentCloud
	case strings.HasSuffix(tenant, ".partner.onmschina.cn"):
		return chinaCloud
	default:
		return publicCloud
	}
}

// resetHosts are the password reset hosts. The vendor prints an exact name
// for the public cloud only ("Office 365 URLs and IP address ranges", id 56);
// for US Government it prints the wildcard above this name, and for China
// nothing.
var resetHosts = map[cloud]string{
	publicCloud:     "passwordreset.microsoftonline.com",
	governmentCloud: "passwordreset.microsoftonline.us",
}

// documentedRelays are relay names that the vendor's page prints as examples,
// and those of China, which it prints as exact names. A tenant's own pair may
// be others.
var documentedRelays = map[cloud][]string{
	publicCloud: {
		"ssprdedicatedsbprodscu.servicebus.windows.net",
		"ssprdedicatedsbprodncu.servicebus.windows.net",
		"ssprdedicatedsbprodfra-1.servicebus.windows.net",
	},
	chinaCloud: {
		"ssprdedicatedsbmcprodcne.servicebus.chinacloudapi.cn",
		"ssprdedicatedsbmcprodcnn.servicebus.chinacloudapi.cn",
	},
}

func resetTarget(c cloud) probes.Target {
	return probes.Target{Host: resetHosts[c], Port: https, Purpose: probes.PasswordReset, Depth: probes.ToHTTP}
}

func relayTarget(host string) probes.Target {
	return probes.Target{Host: host, Port: https, Purpose: probes.ServiceBus, Depth: probes.ToHTTP}
}

// eventsBack is how far before the walk the event log is read: over a weekend,
// so that Friday's failure is seen on Monday. Steps of both stages read the
// same span, so that it is read once.
const eventsBack = 72 * time.Hour

// eventsSince is the start of the span, the same for the whole walk.
func eventsSince(env steps.Env, facts steps.Facts) time.Time {
	started, err := time.Parse(time.RFC3339, facts[steps.Started])
	if err != nil {
		started = env.Now()
	}
	return started.UTC().Add(-eventsBack)
}

// relaysNamed are the tenant's relays, as the newest events name them.
type relaysNamed struct {
	Hosts probes.List[string] `json:"hosts,omitzero" is:"host"`
	At    time.Time           `json:"at"`   // of the newest event that names one; zero when none does
	Read  time.Time           `json:"read"` // when the events were read
}

// A tenant has two relays. Relays move, so the two newest names count, and a
// second one that nothing has named for a day counts for nothing.
const (
	pairSize   = 2
	pairWindow = 24 * time.Hour
)

// namedRelays reads the relays from the newest 31019 or 31034 events.
func namedRelays(log probes.EventLog) relaysNamed {
	named := relaysNamed{Read: log.At}
	events := slices.DeleteFunc(slices.Clone(log.Events), func(e probes.Event) bool {
		return e.Provider != resetService || (e.ID != heartbeat && e.ID != listenerError)
	})
	slices.SortStableFunc(events, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	for _, e := range events {
		for _, host := range e.Hosts {
			named.add(strings.ToLower(host), e.At)
		}
	}
	return named
}

// add takes a host that an event names, newest events first.
func (n *relaysNamed) add(host string, at time.Time) {
	if !isRelay(host) || slices.Contains(n.Hosts, host) {
		return
	}
	if n.At.IsZero() {
		n.At = at
	}
	if n.At.Sub(at) <= pairWindow && len(n.Hosts) < pairSize {
		n.Hosts = append(n.Hosts, host)
	}
}

// Events of the writeback service that name relays ("Troubleshoot self-service
// password reset writeback", event log error codes).
const (
	resetService  = "PasswordResetService"
	heartbeat     = 31019 // ServiceBusHeartBeat
	listenerError = 31034 // ServiceBusListenerError
)

// seeRelayNames reads the relays from the server's events; nothing when the
// server cannot be asked.
func seeRelayNames(ctx context.Context, env steps.Env, facts steps.Facts) relaysNamed {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return relaysNamed{}
	}
	log, err := shell.Events(ctx, eventsSince(env, facts))
	if err != nil || !log.Events.Seen() || steps.FromServer(log.Seen) != nil {
		return relaysNamed{}
	}
	named := namedRelays(log)
	if named.Read.IsZero() {
		named.Read = env.Now().UTC()
	}
	return named
}
