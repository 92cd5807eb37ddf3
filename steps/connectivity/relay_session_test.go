package connectivity

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestWhichConnectionProvesARelay: one of the engine's own process, to an address
// of a relay of the tenant as the server resolved it, on port 443, and old enough
// to be no try. Nothing else.
func TestWhichConnectionProvesARelay(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	server := probes.Vantage{Place: probes.SyncServer, Host: "sync01"}
	for name, c := range map[string]struct {
		change func(*relayRoads, *probes.Socket, *probes.Route)
		want   bool
	}{
		"as it should be":             {func(*relayRoads, *probes.Socket, *probes.Route) {}, true},
		"in the form of IPv6":         {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Address = "::ffff:203.0.113.20" }, true},
		"a minute old":                {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Created = at.Add(-time.Minute) }, true},
		"younger":                     {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Created = at.Add(-59 * time.Second) }, false},
		"from the future":             {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Created = at.Add(time.Hour) }, false},
		"since nobody knows when":     {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Created = time.Time{} }, false},
		"nobody's":                    {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Owned = probes.Unsaid }, false},
		"of another process":          {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Owned = probes.No }, false},
		"to another port":             {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Port = 5671 }, false},
		"to another address":          {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Address = "203.0.113.21" }, false},
		"to no address":               {func(_ *relayRoads, s *probes.Socket, _ *probes.Route) { s.Address = "proxy" }, false},
		"to the proxy of the road":    {func(_ *relayRoads, _ *probes.Socket, r *probes.Route) { r.Proxy = "proxy:8080" }, false},
		"resolved on another machine": {func(_ *relayRoads, _ *probes.Socket, r *probes.Route) { r.Vantage = probes.Vantage{} }, false},
		"a name that did not resolve": {func(_ *relayRoads, _ *probes.Socket, r *probes.Route) { r.Name = probes.NoSuchName }, false},
		"the name leads inside": {func(_ *relayRoads, s *probes.Socket, r *probes.Route) {
			s.Address, r.Addresses = "10.0.0.8", []string{"10.0.0.8"}
		}, false},
		"the relays are mere examples":   {func(e *relayRoads, _ *probes.Socket, _ *probes.Route) { e.Named.Hosts = nil }, false},
		"connections were not read":      {func(e *relayRoads, _ *probes.Socket, _ *probes.Route) { e.Sockets.Read = false }, false},
		"nobody says when it was looked": {func(e *relayRoads, _ *probes.Socket, _ *probes.Route) { e.Server = probes.Seen{} }, false},
	} {
		roads := relayRoads{
			Named: relaysNamed{Hosts: []string{"ssprdedicatedsbprodscu.servicebus.windows.net"}, At: at, Read: at}, Server: probes.Seen{Vantage: server, At: at},
			Routes:  []probes.Route{{Seen: probes.Seen{Vantage: server, At: at}, Name: probes.Open, TCP: probes.Dropped, Addresses: []string{"203.0.113.20"}}},
			Sockets: probes.Sockets{Part: probes.Part{Read: true}, List: []probes.Socket{{Address: "203.0.113.20", Port: 443, Owned: probes.Yes, Created: at.Add(-3 * time.Hour)}}},
		}
		c.change(&roads, &roads.Sockets.List[0], &roads.Routes[0])
		got := relaySession(roads)
		if (len(got) == 1) != c.want {
			t.Errorf("%s: got %+v, want a proof: %v", name, got, c.want)
		}
		if len(got) == 1 && (got[0].What != steps.InSession || !got[0].At.Equal(at) || got[0].Since.IsZero()) {
			t.Errorf("%s: got %+v", name, got[0])
		}
	}
}

// TestASessionSaysNothingOfWhatIsInside: only that no connection comes up stands
// against it.
func TestASessionSaysNothingOfWhatIsInside(t *testing.T) {
	t.Parallel()
	want := map[steps.Outcome]bool{nameUnknown: true, noNameServer: true, refused: true, dropped: true, reset: true}
	for _, b := range ServiceBus.Branches {
		if (b.RefutedAlso == steps.InSession) != want[b.On] || b.RefutedAlso == steps.RanWell {
			t.Errorf("%s is refuted by %q", b.On, b.RefutedAlso)
		}
	}
	for _, b := range PasswordResetEndpoint.Branches {
		if b.RefutedAlso != "" {
			t.Errorf("the road to the reset service, %s: refuted by %q", b.On, b.RefutedAlso)
		}
	}
}
