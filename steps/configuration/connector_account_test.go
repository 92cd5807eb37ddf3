package configuration

import (
	"strings"
	"testing"
)

func TestAnAdministratorLeavesTheGroupsItIsIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		token       []string
		names, sids string
	}{
		{[]string{"S-1-5-21-1-2-3-513", "S-1-5-21-1-2-3-512", administrators}, "Domain Admins", "S-1-5-21-1-2-3-512"},
		{[]string{"S-1-5-21-1-2-3-519", "S-1-5-21-1-2-3-512"}, "Enterprise Admins, Domain Admins", "S-1-5-21-1-2-3-519,S-1-5-21-1-2-3-512"},
		{[]string{administrators}, "Administrators", administrators},
		{[]string{"S-1-5-21-1-2-3-1512", "S-1-5-32-512"}, "", ""},
		{nil, "", ""},
	} {
		if names, sids := adminGroups(c.token); strings.Join(names, ", ") != c.names || strings.Join(sids, ",") != c.sids {
			t.Errorf("%v: got %q, %q; want %q, %q", c.token, names, sids, c.names, c.sids)
		}
	}
}
