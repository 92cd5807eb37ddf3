package configuration

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// gonePreferred returns the listed controllers that are gone, and reports
// whether all others were shown to live: by an answer on the LDAP port to the
// Connect server. Roads from elsewhere prove nothing. A host that the directory
// does not list is gone unless it answers: it may be listed under another name.
func gonePreferred(e preferredEvidence, listed []string) (gone []string, proven bool) {
	proven = true
	for _, host := range listed {
		in := slices.ContainsFunc(e.Controllers, func(other string) bool { return sameController(other, host) })
		switch road := roadTo(e.Routes, host); {
		case road == probes.NotTried && (in || len(e.Controllers) == 0):
			proven = false
		case road != probes.Open:
			gone = append(gone, host)
		case !in && len(e.Controllers) > 0:
			proven = false
		}
	}
	return gone, proven
}

// roadTo says how the road from the Connect server to a host ended.
func roadTo(routes []probes.Route, host string) probes.Contact {
	for _, r := range routes {
		if sameName(r.Target.Host, host) && r.Vantage.OnSyncServer() {
			return r.End()
		}
	}
	return probes.NotTried
}

// sameController compares the name of a controller with one that a person
// entered, perhaps without the domain.
func sameController(name, entered string) bool {
	label, _, _ := strings.Cut(name, ".")
	return sameName(name, entered) || strings.EqualFold(label, entered)
}

// sameName reports whether two names that were both read are one host's or
// domain's. One that is no plain name, which leads no secret anywhere, is still
// the same as itself.
func sameName(a, b string) bool { return a == b || probes.SameHost(a, b) }
