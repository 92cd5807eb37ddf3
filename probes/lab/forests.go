package lab

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes/directory/access"
)

// partnerConnector is the AD DS Connector account of a further forest, if the
// world says nothing else.
const partnerConnector = "MSOL_5f4e3d2c1b0a"

// freshForest is a further forest of one domain, which the first one trusts,
// and which trusts it: it has a connector account of its own.
func freshForest(name string) directory {
	d := freshDomain(name)
	d.connectorName = partnerConnector
	return d
}

// forestTrees are the forests of the world by their first domain, its own
// first.
func (d *directory) forestTrees() []*directory {
	all := []*directory{d}
	for _, name := range sortedKeys(d.forests) {
		other := d.forests[name]
		all = append(all, &other)
	}
	return all
}

// everyDomain are the domains of all forests, the first of the world first.
func (d *directory) everyDomain() []*directory {
	var all []*directory
	for _, tree := range d.forestTrees() {
		all = append(all, tree.forestDomains()...)
	}
	return all
}

// treeOf is the forest that a domain is in, the first where none is.
func (d *directory) treeOf(domain string) *directory {
	for _, tree := range d.forestTrees() {
		if slices.ContainsFunc(tree.domainNames(), func(name string) bool { return strings.EqualFold(name, domain) }) {
			return tree
		}
	}
	return d
}

func (d *directory) is(other *directory) bool { return strings.EqualFold(d.domain, other.domain) }

// visitor is the token of an account of another forest, as a controller of this
// one knows it: of the groups here it has what everybody has who signs in.
func (f *forest) visitor(from *directory, sam string) [][]byte {
	token := [][]byte{from.personSID(sam).Bytes(), from.groupSID("Domain Users").Bytes()}
	for _, who := range []access.SID{access.Everyone, access.AuthenticatedUsers, access.Network, access.ThisOrganization} {
		token = append(token, who.Bytes())
	}
	if slices.Contains(f.d.compatible, "Everyone") || slices.Contains(f.d.compatible, "Authenticated Users") {
		token = append(token, f.d.groupSID(compatibleAccess).Bytes())
	}
	return token
}
