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
		case road != probes.Open && isFlat(host) && (in || len(e.Controllers) == 0): // that this name leads nowhere says nothing of the controller
			proven = false
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

// flatNames are the controllers that are entered by their first label alone. An
// address is no such name.
func flatNames(listed []string) []string {
	return slices.DeleteFunc(slices.Clone(listed), func(host string) bool { return !isFlat(host) })
}

func isFlat(host string) bool { return !strings.ContainsAny(host, ".:") }

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

// preferred is what the export says that matters for one domain.
type preferred struct {
	hosts     []string // preferred controllers, each once
	unsigned  []string // places where signing and encryption is off
	unread    bool     // a place did not say whether it is on, or a partition which controllers are preferred
	strange   bool     // no partition is that of the caller's domain
	ambiguous bool     // the domain is not known and there are several partitions
}

// readPreferred reads the partitions of the caller's domain and the settings
// of their connectors; all partitions when the domain is not known. What is
// set for another domain says nothing about the caller.
func readPreferred(export probes.Export, domain string) preferred {
	partitions := slices.DeleteFunc(slices.Clone(export.Partitions), func(p probes.Partition) bool {
		return domain != "" && !isDomain(p.Name, domain)
	})
	found := preferred{
		unread: len(partitions) == 0, strange: len(partitions) < len(export.Partitions) && len(partitions) == 0,
		ambiguous: domain == "" && len(partitions) > 1,
	}
	var connectors []string
	for _, p := range partitions {
		found.readPartition(p)
		if !slices.Contains(connectors, p.Connector) {
			connectors = append(connectors, p.Connector)
		}
	}
	for _, name := range connectors {
		switch export.ForestSignAndSeal[name] {
		case probes.No:
			found.unsigned = append(found.unsigned, name+" > Connect to Active Directory Forest > Options")
		case probes.Unsaid:
			found.unread = true
		case probes.Yes:
		}
	}
	return found
}

func (f *preferred) readPartition(p probes.Partition) {
	where := p.Connector + " > Configure Directory Partitions > " + p.Name
	if p.SignAndSeal == probes.No {
		f.unsigned = append(f.unsigned, where+" > Options")
	}
	if p.AlternateSignAndSeal == probes.No {
		f.unsigned = append(f.unsigned, where+" > Alternate credentials > Options")
	}
	f.unread = f.unread || p.SignAndSeal == probes.Unsaid || !p.PreferredDCs.Seen()
	for _, host := range p.PreferredDCs {
		if !slices.ContainsFunc(f.hosts, func(known string) bool { return sameName(known, host) }) {
			f.hosts = append(f.hosts, host)
		}
	}
}

// isDomain reports whether a partition, named by DN or by DNS name, is that
// of a domain.
func isDomain(name, domain string) bool {
	return strings.EqualFold(name, dnOfDomain(domain)) || sameName(name, domain)
}
