package configuration

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestAgentsAreEvenOnlyWhereEveryWritableControllerHasOne(t *testing.T) {
	t.Parallel()
	dc := func(host string, readOnly probes.YesNo) probes.DomainController {
		return probes.DomainController{Host: host, ReadOnly: readOnly, OSVersion: "10.0 (20348)"}
	}
	at := func(name string) string {
		return "CN=AzureADPasswordProtectionDCAgent,CN=" + name + ",OU=Domain Controllers,DC=corp,DC=contoso,DC=com"
	}
	one, two := dc("dc1.corp.contoso.com", probes.No), dc("DC2.corp.contoso.com", probes.No)
	branch, doubtful := dc("rodc.corp.contoso.com", probes.Yes), dc("dc3.corp.contoso.com", probes.Unsaid)
	for _, c := range []struct {
		name        string
		controllers []probes.DomainController
		agents      []string
		how         filtering
		on, off     []string
	}{
		{"none", []probes.DomainController{one, two}, nil, noFilter, nil, nil},
		{"all", []probes.DomainController{one, two}, []string{at("DC1"), at("dc2")}, evenFilter, []string{one.Host, two.Host}, nil},
		{"all but a read-only one", []probes.DomainController{one, branch}, []string{at("DC1")}, evenFilter, []string{one.Host}, nil},
		{"some", []probes.DomainController{one, two}, []string{at("DC1")}, unevenFilter, []string{one.Host}, []string{two.Host}},
		{"two of one controller", []probes.DomainController{one, two}, []string{at("DC1"), at("DC1")}, unevenFilter, []string{one.Host}, []string{two.Host}},
		{"one of nobody", []probes.DomainController{one, two}, []string{at("DC1"), at("DC9")}, someFilter, []string{one.Host}, []string{two.Host}},
		{"a longer name is another", []probes.DomainController{one, two}, []string{at("DC1"), at("DC22")}, someFilter, []string{one.Host}, []string{two.Host}},
		{"on the read-only one alone", []probes.DomainController{one, branch}, []string{at("RODC")}, someFilter, nil, []string{one.Host}},
		{"a controller that may be read-only", []probes.DomainController{one, doubtful}, []string{at("DC1")}, someFilter, []string{one.Host}, []string{doubtful.Host}},
		{"no controllers", nil, []string{at("DC1")}, someFilter, nil, nil},
	} {
		f := filtersOf(&probes.PasswordProtection{Controllers: c.controllers, Agents: c.agents})
		if f.how != c.how || !slices.Equal(f.on, c.on) || !slices.Equal(f.off, c.off) {
			t.Errorf("%s: got %d, on %v, off %v; want %d, %v, %v", c.name, f.how, f.on, f.off, c.how, c.on, c.off)
		}
	}
	if f := filtersOf(nil); f.how != noFilter || f.on != nil || f.modern != nil {
		t.Errorf("of nothing read: %+v", f)
	}
}
