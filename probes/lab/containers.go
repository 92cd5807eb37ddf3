package lab

import "slices"

func (f *forest) addContainers() error {
	container := []string{"top", "container"}
	f.add("CN=System,"+f.base, container, "Container", attributes{"cn": {"System"}})
	users, err := f.containerDescriptor("CN=Users")
	if err != nil {
		return err
	}
	f.add("CN=Users,"+f.base, container, "Container", attributes{"cn": {"Users"}}).SecurityDescriptor = users
	unit := []string{"top", "organizationalUnit"}
	controllers, err := f.containerDescriptor("OU=Domain Controllers")
	if err != nil {
		return err
	}
	f.add("OU=Domain Controllers,"+f.base, unit, "Organizational-Unit", attributes{"ou": {"Domain Controllers"}}).SecurityDescriptor = controllers
	for _, ou := range f.neededContainers() {
		if ou == "CN=Users" {
			continue
		}
		e := f.add(ou+","+f.base, unit, "Organizational-Unit", attributes{"description": {"of the lab"}})
		sd, err := f.containerDescriptor(ou)
		if err != nil {
			return err
		}
		e.SecurityDescriptor, e.Invisible = sd, f.unlisted(parentOf(ou))
		if f.d.ous[ou].closed {
			e.Hidden = []string{"objectClass", "nTSecurityDescriptor", "description"}
		}
	}
	return nil
}

// unlisted reports whether what stands in a container is hidden from whoever
// looks.
func (f *forest) unlisted(ou string) bool {
	return slices.ContainsFunc(containers(ou), func(c string) bool { return f.d.ous[c].unlisted || f.d.ous[c].closed })
}
