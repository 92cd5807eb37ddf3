package lab

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// freshDomain is a further domain of the forest: one controller, nobody in it
// yet, and the connector account holds what it needs.
func freshDomain(name string) directory {
	fresh := healthyDirectory()
	return directory{
		domain: name, further: true, domainLevel: fresh.domainLevel, forestLevel: fresh.forestLevel,
		controllers: map[string]controller{"dc1": freshController("")}, pdc: "dc1",
		ous: map[string]ou{"OU=Staff": {}}, connector: fresh.connector, grants: fresh.grants, policy: fresh.policy,
		compatible: fresh.compatible,
	}
}

// forestDomains are every domain of the forest, the first of the world first.
func (d *directory) forestDomains() []*directory {
	all := []*directory{d}
	for _, name := range sortedKeys(d.domains) {
		other := d.domains[name]
		all = append(all, &other)
	}
	return all
}

func (d *directory) domainNames() []string {
	var names []string
	for _, one := range d.forestDomains() {
		names = append(names, one.domain)
	}
	return names
}

// heads are the DNs of every domain.
func (d *directory) heads() []string {
	var list []string
	for _, one := range d.forestDomains() {
		list = append(list, one.baseDN())
	}
	return list
}

// homeOf is the domain that has a user, the first when none has.
func (d *directory) homeOf(sam string) *directory {
	for _, one := range d.everyDomain() {
		if _, there := one.users[sam]; there {
			return one
		}
	}
	return d
}

// withConnector is the domain that has the AD DS Connector account.
func (d *directory) withConnector() *directory {
	for _, one := range d.forestDomains() {
		if one.connectorName != "" {
			return one
		}
	}
	return d
}

// usersWithDN are the users of the world that a DN names: one, or none.
func (d *directory) usersWithDN(dn string) map[string]person {
	for _, one := range d.everyDomain() {
		f := &forest{d: one, base: one.baseDN()}
		for sam, p := range one.users {
			if strings.EqualFold(f.personDN(&p), dn) {
				return map[string]person{sam: p}
			}
		}
	}
	return nil
}

// references are the URLs to which a controller refers whoever searches its
// whole domain: domains below it, and the partitions that DNS keeps there.
func (f *forest) references() []string {
	list := []string{"ldap://DomainDnsZones." + f.d.domain + "/DC=DomainDnsZones," + f.base}
	if f.d == f.root {
		list = append(list, "ldap://"+f.d.domain+"/"+f.configuration())
	}
	for _, d := range f.all {
		if strings.HasSuffix(d.domain, "."+f.d.domain) {
			list = append(list, "ldap://"+d.domain+"/"+d.baseDN())
		}
	}
	return list
}

// partial are the attributes that a global catalog has of other domains, as
// far as entries here have them (isMemberOfPartialAttributeSet in the schema).
func partial(name string) bool {
	switch name {
	case "objectClass", "objectCategory", "objectGUID", "objectSid", "cn", "name", "displayName", "sAMAccountName",
		"userPrincipalName", "mail", "proxyAddresses", "groupType", "dNSHostName", "userAccountControl", "adminCount", "primaryGroupID":
		return true
	default:
		return false
	}
}

// catalog is what a global catalog holds: all of its own domain, and a part of
// every other. Of people who are gone it may know late.
func (f *forest) catalog(own []ldapserver.Entry) ([]ldapserver.Entry, error) {
	all := slices.Clone(own)
	for _, d := range f.all {
		in := f.of(d)
		build := in.addDomain
		if d == f.d {
			build = in.addStale
		}
		if err := build(); err != nil {
			return nil, err
		}
		for _, e := range in.built {
			part := ldapserver.Entry{
				DN: e.DN, Attributes: map[string][][]byte{}, SecurityDescriptor: e.SecurityDescriptor, Hidden: e.Hidden, Invisible: e.Invisible,
			}
			for name, values := range e.Attributes {
				if partial(name) {
					part.Attributes[name] = values
				}
			}
			all = append(all, part)
		}
	}
	return all, nil
}

// addStale adds those who are gone from the domain.
func (f *forest) addStale() error {
	for _, sam := range sortedKeys(f.d.users) {
		if p := f.d.users[sam]; p.stale {
			if err := f.addPerson(sam, &p); err != nil {
				return err
			}
		}
	}
	return nil
}
