package directory_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// A group of another domain in a protected one may hold users of this one, who
// are not seen in it. Then a mark is not called left behind.
func TestAMarkThatAnotherDomainMayExplain(t *testing.T) {
	t.Parallel()
	admins := "CN=Domain Admins,CN=Users," + baseDN
	for name, c := range map[string]struct {
		member, mark string
		want         bool
	}{
		"a member of this domain":             {"CN=other,CN=Users," + baseDN, "1", true},
		"a group of a child domain":           {"CN=Operators,CN=Users,DC=child," + baseDN, "1", false},
		"a group of another tree":             {"CN=Operators,CN=Users,DC=fabrikam,DC=com", "1", false},
		"a group of a child domain, unmarked": {"CN=Operators,CN=Users,DC=child," + baseDN, "0", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 1)
				dc.has[admins]["member;range=0-*"] = []string{c.member}
				dc.entry = func(int) []byte {
					return person("CN=x,"+staff, [2]string{"adminCount", c.mark}, [2]string{"primaryGroupID", "513"})
				}
				who, _ := scanner(t, dc)
				var got probes.Member
				_, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(m probes.Member) error { got = m; return nil }})
				if err != nil || got.GroupsSeen != c.want {
					t.Errorf("got %+v, %v, want groups seen: %t", got, err, c.want)
				}
			})
		})
	}
}

// Whom a policy applies to may be hidden, or come as a range under another
// name. Both look as if it applied to nobody.
func TestAPolicyForPeopleWhoAreNotSeen(t *testing.T) {
	t.Parallel()
	policy := "CN=Strict,CN=Password Settings Container,CN=System," + baseDN
	open := access.ACE{Type: access.Allow, Mask: access.ReadProperty, Trustee: access.AuthenticatedUsers}
	for name, c := range map[string]struct {
		attribute string
		shield    []access.ACE
		want      bool
	}{
		"applies to nobody, as may be read": {"description", []access.ACE{open}, true},
		"applies to whom may not be read":   {"description", nil, false},
		"applies to more than come at once": {"msDS-PSOAppliesTo;range=0-0", []access.ACE{open}, false},
		"applies to somebody else":          {"msDS-PSOAppliesTo", nil, true},
		"applies to what may be a group":    {"msDS-PSOAppliesTo", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 1)
				if strings.HasSuffix(name, "a group") {
					delete(dc.has[svcDN], "objectClass")
				}
				dc.has[policy] = map[string][]string{
					"msDS-MinimumPasswordAge": {"-864000000000"}, "msDS-PasswordSettingsPrecedence": {"1"},
					c.attribute: {svcDN}, "nTSecurityDescriptor": {descriptor(t, 0, c.shield...)},
				}
				matches := dc.matches
				dc.matches = func(base, filter string) []string {
					if strings.Contains(base, "Password Settings") {
						return []string{policy}
					}
					return matches(base, filter)
				}
				dc.entry = func(int) []byte { return person("CN=x,"+staff, [2]string{"primaryGroupID", "513"}) }
				who, _ := scanner(t, dc)
				var got probes.Member
				_, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(m probes.Member) error { got = m; return nil }})
				if err != nil || (got.Policy.FineGrained == probes.No) != c.want {
					t.Errorf("got %+v, %v, want that of the domain: %t", got.Policy, err, c.want)
				}
			})
		})
	}
}

// The members of a group do not tell for whom it is the primary one: where that
// is hidden, neither protection nor policy is known.
func TestAPrimaryGroupThatMayNotBeRead(t *testing.T) {
	t.Parallel()
	policy := "CN=Strict,CN=Password Settings Container,CN=System," + baseDN
	for name, c := range map[string]struct {
		primary          []string
		protected, known bool
		policy           probes.YesNo
	}{
		"a protected group": {[]string{"512"}, true, true, probes.No},
		"another one":       {[]string{"513"}, false, true, probes.No},
		"hidden":            {nil, false, false, probes.Unsaid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 1)
				dc.has[policy] = map[string][]string{
					"msDS-MinimumPasswordAge": {"-864000000000"}, "msDS-PasswordSettingsPrecedence": {"1"}, "msDS-PSOAppliesTo": {svcDN},
				}
				matches := dc.matches
				dc.matches = func(base, filter string) []string {
					if strings.Contains(base, "Password Settings") {
						return []string{policy}
					}
					return matches(base, filter)
				}
				attributes := [][2]string{}
				for _, rid := range c.primary {
					attributes = append(attributes, [2]string{"primaryGroupID", rid})
				}
				dc.entry = func(int) []byte { return person("CN=x,"+staff, attributes...) }
				who, _ := scanner(t, dc)
				var got probes.Member
				_, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(m probes.Member) error { got = m; return nil }})
				if err != nil || (len(got.Groups) > 0) != c.protected || got.GroupsSeen != c.known || got.Policy.FineGrained != c.policy {
					t.Errorf("got %+v, %+v, %v, want protected %t, known %t, policy %q", got, got.Policy, err, c.protected, c.known, c.policy)
				}
			})
		})
	}
}
