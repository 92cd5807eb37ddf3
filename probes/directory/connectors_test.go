package directory_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// TestConnectorsAreFoundByNameAlone: users that have the name of the installer, with
// the domain in front, and nothing else that has it. No class stands in the question,
// for with one Samba looks at every user.
func TestConnectorsAreFoundByNameAlone(t *testing.T) {
	t.Parallel()
	const users = ",CN=Users," + baseDN
	entry := func(name string, classes ...string) map[string][]string {
		return map[string][]string{"sAMAccountName": {name}, "objectClass": classes}
	}
	for name, c := range map[string]struct {
		has  map[string]map[string][]string
		bare bool // the NetBIOS name may not be read
		want []string
	}{
		"none": {},
		"one":  {has: map[string]map[string][]string{"CN=a" + users: entry("MSOL_1", "top", "person", "User")}, want: []string{`CORP\MSOL_1`}},
		"a group and a contact beside it": {has: map[string]map[string][]string{
			"CN=a" + users: entry("MSOL_1", "top", "user"), "CN=b" + users: entry("MSOL_admins", "top", "group"), "CN=c" + users: {"objectClass": {"user"}},
		}, want: []string{`CORP\MSOL_1`}},
		"one whose class may not be read": {has: map[string]map[string][]string{"CN=a" + users: entry("MSOL_1")}},
		"several": {has: map[string]map[string][]string{
			"CN=a" + users: entry("MSOL_2", "user"), "CN=b" + users: entry("MSOL_1", "user"),
		}, want: []string{`CORP\MSOL_1`, `CORP\MSOL_2`}},
		"a domain without a name": {bare: true, has: map[string]map[string][]string{"CN=a" + users: entry("MSOL_1", "user")}, want: []string{"MSOL_1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dc := alice(t)
			maps.Copy(dc.has, c.has)
			if c.bare {
				delete(dc.has["CN=Corp,CN=Partitions"], "nETBIOSName")
			}
			matches := dc.matches
			dc.matches = func(base, filter string) []string {
				if !strings.Contains(filter, "MSOL_") {
					return matches(base, filter)
				}
				if filter != "(sAMAccountName=MSOL_*)" {
					t.Errorf("asks for %s", filter)
				}
				var dns []string
				for dn := range c.has {
					dns = append(dns, dn)
				}
				return dns
			}
			synctest.Test(t, func(t *testing.T) {
				got, err := newWorld(t, dc).Connectors(t.Context())
				if err != nil || !slices.Equal(got, c.want) {
					t.Errorf("got %q, %v; want %q", got, err, c.want)
				}
			})
		})
	}
}
