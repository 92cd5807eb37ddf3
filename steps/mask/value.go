package mask

import (
	"net/netip"
	"strings"
)

// Learn learns the names that text shows by its form: mail addresses,
// distinguished names, accounts of a domain.
func (n *Names) Learn(text string) {
	for _, found := range mailLike().FindAllString(text, -1) {
		n.Add(User, found)
	}
	for _, run := range dcLike().FindAllString(text, -1) {
		if name := dnsName(run); strings.Contains(name, ".") {
			n.Add(Domain, name)
		}
	}
	for _, found := range rdnLike().FindAllString(text, -1) {
		n.rdn(found)
	}
}

// LearnHosts learns every host name and address in text: of a list, of proxy
// settings, of an URL.
func (n *Names) LearnHosts(kind Kind, text string) {
	for _, found := range addrLike().FindAllString(text, -1) {
		if _, err := netip.ParseAddr(found); err == nil {
			n.Add(kind, found)
		}
	}
	for _, found := range hostLike().FindAllString(text, -1) {
		n.Add(kind, found)
	}
	if _, behind, found := strings.Cut(text, "://"); found {
		text = behind
	}
	if bare, _, _ := strings.Cut(text, ":"); !strings.ContainsAny(bare, `.@\/ ;,=*`) && bare != "" {
		n.Add(kind, bare)
	}
}

// trustee learns the name behind a SID, "S-1-5-21-… (CORP\name)", or one that
// stands alone.
func (n *Names) trustee(value string) {
	sid, name, both := strings.Cut(strings.TrimSuffix(value, ")"), " (")
	if !both {
		name = sid
	}
	wellKnown := strings.HasPrefix(sid, "S-1-") && !strings.HasPrefix(sid, "S-1-5-21-")
	if wellKnown || strings.HasPrefix(name, "S-1-") || strings.Contains(name, "=") {
		return
	}
	n.Add(Account, name)
}

// unlikeACode reports whether a code such as OnPremisesConnectivityError does
// not hold r.
func unlikeACode(r rune) bool {
	return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
}
