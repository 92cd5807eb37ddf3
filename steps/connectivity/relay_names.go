package connectivity

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// relaysNamed are the tenant's relays, as the newest events name them.
type relaysNamed struct {
	Hosts probes.List[string] `json:"hosts,omitzero" is:"host"`
	At    time.Time           `json:"at"`   // of the newest event that names one; zero when none does
	Read  time.Time           `json:"read"` // when the events were read
}

// A tenant has two relays, and they move. The newest event that names one counts;
// the other of its pair stands in events of the same time.
const (
	pairSize   = 2
	pairWindow = 24 * time.Hour   // that nothing has named for a day counts for nothing
	beatWindow = 15 * time.Minute // three heartbeats: the relays of a pair take turns
)

// Events of the writeback service that name relays ("Troubleshoot self-service
// password reset writeback", event log error codes).
const (
	resetService  = "PasswordResetService"
	heartbeat     = 31019 // ServiceBusHeartBeat
	listenerError = 31034 // ServiceBusListenerError
)

// sighting is one relay that one event names.
type sighting struct {
	host   string
	at     time.Time
	failed bool // the event is the listener's error
}

// sightings are what the events name, newest first.
type sightings []sighting

func sightingsIn(log probes.EventLog) sightings {
	var all sightings
	for _, e := range log.Events {
		if e.Provider != resetService || e.ID != heartbeat && e.ID != listenerError {
			continue
		}
		for _, host := range e.Hosts {
			if isRelay(host) {
				all = append(all, sighting{strings.ToLower(host), e.At, e.ID == listenerError})
			}
		}
	}
	probes.SortStable(all, func(a, b sighting) int { return b.at.Compare(a.at) })
	return all
}

// namedRelays reads the relays from the newest 31019 or 31034 events.
func namedRelays(log probes.EventLog) relaysNamed {
	named := relaysNamed{Read: log.At}
	all := sightingsIn(log)
	for _, n := range all {
		switch {
		case len(named.Hosts) == 0:
			named.Hosts, named.At = []string{n.host}, n.at
		case len(named.Hosts) < pairSize && !slices.Contains(named.Hosts, n.host) && all.partner(n):
			named.Hosts = append(named.Hosts, n.host)
		}
	}
	return named
}

// partner reports whether n, the newest sighting of another relay, is of the pair
// whose first is the newest. One that took turns with the newest is. One of an
// earlier pair is not: the tenant has moved, and that its old relays are open
// helps nobody.
func (all sightings) partner(n sighting) bool {
	newest := all[0]
	ago := newest.at.Sub(n.at)
	switch {
	case ago > pairWindow:
		return false
	case ago == 0 || all.since(newest).tookTurns(newest.host, n.host):
		return true
	case all.turnsWithOthers(n.host):
		return false
	case n.failed && !newest.failed: // a listener that fails writes at a pace of its own
		return true
	default:
		return ago <= beatWindow
	}
}

// since are the sightings within a day of the newest.
func (all sightings) since(newest sighting) sightings {
	return slices.DeleteFunc(slices.Clone(all), func(n sighting) bool { return newest.at.Sub(n.at) > pairWindow })
}

// turnsWithOthers reports whether a host took turns with one that is not the
// newest.
func (all sightings) turnsWithOthers(host string) bool {
	recent := all.since(all[0])
	return slices.ContainsFunc(recent, func(n sighting) bool {
		return n.host != host && n.host != all[0].host && recent.tookTurns(n.host, host)
	})
}

// tookTurns reports whether each of two hosts was named before the other was for
// the last time, or both at once.
func (all sightings) tookTurns(a, b string) bool {
	before := func(first, last string) bool { // an old naming of first, and a newer one of last
		newest := slices.IndexFunc(all, func(n sighting) bool { return n.host == last })
		return newest >= 0 && slices.ContainsFunc(all, func(n sighting) bool { return n.host == first && !n.at.After(all[newest].at) })
	}
	return before(a, b) && before(b, a)
}

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
