package directory_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// Everybody is in a group through Authenticated Users where each group on the
// way is a security group, and it is found without a filter that makes the
// controller go through every group. One that is named and cannot be read may
// hold a denial.
func TestGroupsThatEverybodyIsIn(t *testing.T) {
	t.Parallel()
	const principals, security, distribution = "CN=ForeignSecurityPrincipals," + baseDN, "-2147483644", "4"
	inner, outer := "CN=Inner,"+baseDN, "CN=Outer,"+baseDN
	const innerSID, outerSID = "S-1-5-21-1-2-3-4001", "S-1-5-21-1-2-3-4002"
	for name, c := range map[string]struct {
		inner, outer string // group types; "" is an entry that cannot be read
		hidden       bool   // memberOf of the principal may not be read
		want         probes.YesNo
	}{
		"nested security groups":                      {security, security, false, probes.Yes},
		"a distribution group on the way":             {distribution, security, false, probes.No},
		"a distribution group at the end":             {security, distribution, false, probes.No},
		"a group that cannot be read":                 {security, "", false, probes.Unsaid},
		"what the principal is in may not be read":    {security, security, true, probes.Yes},
		"a distribution group that is searched for":   {distribution, security, true, probes.No},
		"a circle of groups":                          {security, "circle", false, probes.Yes},
		"a group of a kind that nobody knows, hidden": {"hidden", security, false, probes.Unsaid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := alice(t)
				onAlice(t, dc, 0, readers(), access.ResetPassword.Grant(sid(t, outerSID)))
				open := descriptor(t, 0, readers(), access.ACE{Type: access.Allow, Mask: access.ListContents, Trustee: access.AuthenticatedUsers})
				everybody := "CN=S-1-5-11," + principals
				dc.has[principals] = map[string][]string{"nTSecurityDescriptor": {open}}
				dc.has[everybody] = map[string][]string{"memberOf": {inner}, "nTSecurityDescriptor": {open}, "objectSid": {string(access.AuthenticatedUsers)}}
				if c.hidden {
					dc.has[everybody] = map[string][]string{"nTSecurityDescriptor": {descriptor(t, 0)}}
				}
				dc.has[inner] = map[string][]string{"objectSid": {string(sid(t, innerSID))}, "groupType": {c.inner}, "memberOf": {outer}, "nTSecurityDescriptor": {open}}
				dc.has[outer] = map[string][]string{"objectSid": {string(sid(t, outerSID))}, "groupType": {c.outer}, "nTSecurityDescriptor": {open}}
				switch {
				case c.outer == "":
					delete(dc.has, outer)
				case c.outer == "circle":
					dc.has[outer]["groupType"], dc.has[outer]["memberOf"] = []string{security}, []string{inner}
				case c.inner == "hidden":
					delete(dc.has[inner], "groupType")
				}
				matches := dc.matches
				var chains []string
				dc.matches = func(base, filter string) []string {
					if strings.Contains(filter, ":1.2.840.113556.1.4.1941:") {
						chains = append(chains, filter)
					}
					if strings.Contains(filter, "(member="+everybody+")") {
						return []string{inner}
					}
					return matches(base, filter)
				}
				r, err := newWorld(t, dc).Rights(t.Context(), `CORP\svc`, aliceDN)
				if c.want == probes.Unsaid && err == nil || c.want != probes.Unsaid && (err != nil || r.ResetPassword.Granted != c.want) {
					t.Errorf("got %+v, %v, want %q", r.ResetPassword, err, c.want)
				}
				if len(slices.Compact(chains)) > 0 {
					t.Errorf("asked for chains: %q", chains)
				}
			})
		})
	}
}
