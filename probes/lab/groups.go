package lab

import (
	"maps"
	"slices"

	"example.com/writeback-doctor/probes/directory/access"
)

func (f *forest) addGroups() error {
	for _, name := range groupNames() {
		if groupRIDs[name].forest && f.d != f.root {
			continue
		}
		e := f.add(f.groupDN(name), []string{"top", "group"}, "Group", attributes{
			"cn": {name}, "sAMAccountName": {name}, "member": f.members(name), "groupType": {groupRIDs[name].kind()},
		})
		e.Attributes["objectSid"] = [][]byte{f.d.groupSID(name).Bytes()}
		sd, err := f.spec(access.DACLProtected, []access.ACE{readable()}).Encode()
		if err != nil {
			return err
		}
		e.SecurityDescriptor = sd // as AdminSDHolder has it, whose reading is not taken away
	}
	return f.addPrincipals()
}

// addPrincipals adds the entries that stand for well-known members of groups.
func (f *forest) addPrincipals() error {
	sd, err := f.spec(0, []access.ACE{readable()}).Encode()
	if err != nil {
		return err
	}
	name := "ForeignSecurityPrincipals"
	f.add("CN="+name+","+f.base, []string{"top", "container"}, "Container", attributes{"cn": {name}}).SecurityDescriptor = sd
	for _, member := range f.d.compatible {
		who := wellKnown[member]
		e := f.add(f.foreign(who), []string{"top", "foreignSecurityPrincipal"}, "Foreign-Security-Principal", attributes{
			"cn": {who.String()}, "memberOf": {f.groupDN(compatibleAccess)},
		})
		e.Attributes["objectSid"], e.SecurityDescriptor = [][]byte{who.Bytes()}, sd
	}
	return nil
}

func (f *forest) members(group string) []string {
	var dns []string
	all := f.d.everybody()
	for _, sam := range sortedKeys(all) {
		p := all[sam]
		if slices.Contains(p.groups, group) && !p.absent {
			dns = append(dns, f.personDN(&p))
		}
	}
	if group == compatibleAccess {
		for _, name := range f.d.compatible {
			dns = append(dns, f.foreign(wellKnown[name]))
		}
	}
	if group == "Administrators" {
		dns = append(dns, f.groupDN("Domain Admins"), f.of(f.root).groupDN("Enterprise Admins"))
	}
	return dns
}

func (f *forest) groupDN(name string) string {
	if groupRIDs[name].builtin {
		return "CN=" + name + ",CN=Builtin," + f.base
	}
	return "CN=" + name + ",CN=Users," + f.base
}

func (f *forest) memberOf(p *person) []string {
	var dns []string
	for _, g := range p.groups {
		dns = append(dns, f.groupDN(g))
	}
	return dns
}

// tokenGroups are the groups of a person with those that they are in
// themselves: domain administrators are administrators. Without local groups
// they are those that a person takes along to another domain.
func (f *forest) tokenGroups(p *person, local bool) [][]byte {
	groups := map[access.SID]bool{f.d.groupSID("Domain Users"): true}
	for _, g := range p.groups {
		if local || !groupRIDs[g].builtin {
			groups[f.d.groupSID(g)] = true
		}
		if local && (g == "Domain Admins" || g == "Enterprise Admins") {
			groups[f.d.groupSID("Administrators")] = true
		}
	}
	var raw [][]byte
	for _, s := range slices.Sorted(maps.Keys(groups)) {
		raw = append(raw, s.Bytes())
	}
	return raw
}

// tokenHere is what a controller of this domain has in the token of an account
// of any: groups of its own domain that are local there stay there.
func (f *forest) tokenHere(home *forest, sam string, p *person) [][]byte {
	list := append([][]byte{home.d.personSID(sam).Bytes()}, home.tokenGroups(p, home.d == f.d)...)
	for _, everybody := range []access.SID{access.Everyone, access.AuthenticatedUsers, access.Network, access.ThisOrganization} {
		list = append(list, everybody.Bytes())
	}
	if len(f.d.compatible) > 0 {
		list = append(list, f.d.groupSID(compatibleAccess).Bytes())
	}
	return list
}
