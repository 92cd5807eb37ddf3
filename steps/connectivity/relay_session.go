package connectivity

import (
	"net/netip"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// settledAfter is how old a connection has to be to prove anything. One that a
// device in between is about to cut lives for seconds, and the service tries
// again at once, so that there always is a young one.
const settledAfter = time.Minute

// relaySession is the proof that the sync engine's process holds a connection to
// a relay of the tenant: the one that has stood longest. A connection to a proxy,
// or to any address but those to which the relays' names resolved on the server,
// proves nothing, nor does one of which Windows does not say whose it is and
// since when.
func relaySession(roads relayRoads) []steps.Proof {
	at := roads.Server.At.UTC()
	relays := relayAddresses(roads)
	if !roads.Sockets.Read || at.IsZero() || len(relays) == 0 {
		return nil
	}
	var since time.Time
	for _, s := range roads.Sockets.List {
		address, err := netip.ParseAddr(s.Address)
		ours := err == nil && s.Owned == probes.Yes && s.Port == https && slices.Contains(relays, address.Unmap().WithZone(""))
		settled := !s.Created.IsZero() && at.Sub(s.Created) >= settledAfter
		if ours && settled && (since.IsZero() || s.Created.Before(since)) {
			since = s.Created.UTC()
		}
	}
	if since.IsZero() {
		return nil
	}
	return []steps.Proof{{What: steps.InSession, At: at, Since: since}}
}

// relayAddresses are those of the tenant's own relays, as the server itself
// resolved them. Of a road that went through a proxy they are the proxy's, and a
// relay has none inside a company, so that one there is a proxy's too.
func relayAddresses(roads relayRoads) []netip.Addr {
	var found []netip.Addr
	if len(roads.Named.Hosts) == 0 { // the roads are those to the vendor's examples
		return nil
	}
	for _, r := range roads.Routes {
		if r.Proxy != "" || r.Name != probes.Open || !r.Vantage.OnSyncServer() {
			continue
		}
		for _, written := range r.Addresses {
			a, err := netip.ParseAddr(written)
			if a = a.Unmap().WithZone(""); err == nil && a.IsGlobalUnicast() && !a.IsPrivate() {
				found = append(found, a)
			}
		}
	}
	return found
}

// refutedBySession are branches with those marked that say that no connection
// comes up. What a device does inside a connection, such a proof does not know.
func refutedBySession(branches []steps.Branch) []steps.Branch {
	marked := slices.Clone(branches)
	for i := range marked {
		if slices.Contains([]steps.Outcome{nameUnknown, noNameServer, refused, dropped, reset}, marked[i].On) {
			marked[i].RefutedAlso = steps.InSession
		}
	}
	return marked
}
