package directory

// For tests of what cannot be seen from outside: a forest of one domain never
// needs a catalog, and no server of the tests lays a descriptor out in two ways.
var (
	InCatalog   = (*Client).inCatalog
	Fingerprint = fingerprint
	DomainsOf   = domainsOf
)
