package configuration

import (
	"strings"

	"example.com/writeback-doctor/probes"
)

// connectorOf returns the connector that serves a domain, or the only one to
// a forest there is, or nil.
func connectorOf(all []probes.Connector, domain string) *probes.Connector {
	var forests []*probes.Connector
	for i := range all {
		c := &all[i]
		if c.Entra {
			continue
		}
		if domain != "" && servesDomain(c, domain) {
			return c
		}
		forests = append(forests, c)
	}
	if len(forests) == 1 {
		return forests[0]
	}
	return nil
}

func servesDomain(c *probes.Connector, domain string) bool {
	for _, dn := range c.Domains {
		if strings.EqualFold(dn, dnOfDomain(domain)) {
			return true
		}
	}
	return len(c.Domains) == 0 && strings.EqualFold(c.Forest, domain)
}

// dnOfDomain writes the DNS name of a domain as the DN of its head
// (RFC 2247): "corp.example" is "DC=corp,DC=example".
func dnOfDomain(domain string) string {
	domain = strings.TrimSuffix(domain, ".")
	return "DC=" + strings.ReplaceAll(domain, ".", ",DC=")
}
