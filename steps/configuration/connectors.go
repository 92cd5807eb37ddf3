package configuration

import (
	"cmp"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// connectorOf returns the connector that serves a domain, or the only one to
// a forest there is when its domains are not known, or nil: an account of
// another forest's connector is not to be looked for in this domain.
func connectorOf(all []probes.Connector, domain string) *probes.Connector {
	var forests []*probes.Connector
	for i := range all {
		c := &all[i]
		if c.Entra != probes.No {
			continue
		}
		if domain != "" && servesDomain(c, domain) {
			return c
		}
		forests = append(forests, c)
	}
	if len(forests) == 1 && (domain == "" || !strangeForest(forests[0], domain)) {
		return forests[0]
	}
	return nil
}

// homeDomain is the domain of the caller's account: where its entry is known to
// stand, and else the one that is looked at. They differ for an account in
// another domain of the forest, or in another forest.
func homeDomain(facts steps.Facts) string {
	return cmp.Or(probes.DN(facts[steps.UserDN]).DNS(), facts[steps.Domain])
}

// accountOf names the account that a connector signs in with, DOMAIN\name where
// the domain is known.
func accountOf(c *probes.Connector) string {
	if c.AccountDomain == "" {
		return c.Account
	}
	return c.AccountDomain + `\` + c.Account
}

// strangeForest reports whether a domain is known to lie outside the forest of
// a connector: neither it nor a domain above or below it is selected there.
func strangeForest(c *probes.Connector, domain string) bool {
	heads := c.Domains
	if len(heads) == 0 && c.Forest != "" {
		heads = []string{dnOfDomain(c.Forest)}
	}
	dn := strings.ToLower(dnOfDomain(domain))
	for _, head := range heads {
		head = strings.ToLower(head)
		if dn == head || strings.HasSuffix(dn, ","+head) || strings.HasSuffix(head, ","+dn) {
			return false
		}
	}
	return len(heads) > 0
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
