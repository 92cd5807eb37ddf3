package directory_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes/directory/access"
)

// An attribute that is not there says nothing to an account that may not read
// it: readers() lets one read what Authenticated Users may.
func TestWhatMayNotBeReadIsHidden(t *testing.T) {
	t.Parallel()
	all := []string{"lockoutTime", "adminCount", "accountExpires"}
	everything := access.ACE{Type: access.Allow, Mask: access.ReadProperty, Trustee: access.AuthenticatedUsers}
	accountRestrictions := access.WritePwdLastSet.Grant(access.AuthenticatedUsers)
	accountRestrictions.Type, accountRestrictions.Mask, accountRestrictions.Object = access.AllowObject, access.ReadProperty, access.WritePwdLastSet.Want().Set
	for _, c := range []struct {
		name   string
		list   []access.ACE
		absent []string
		want   []string
	}{
		{"all may be read", []access.ACE{everything}, all, nil},
		{"nothing may be read", nil, all, all},
		{"the property set of accountExpires", []access.ACE{accountRestrictions}, all, []string{"lockoutTime", "adminCount"}},
		{"nothing may be read, and nothing is absent", nil, nil, nil},
	} {
		synctest.Test(t, func(t *testing.T) {
			dc := alice(t)
			entry := dc.has[aliceDN]
			entry["adminCount"] = []string{"0"}
			for _, name := range c.absent {
				delete(entry, name)
			}
			onAlice(t, dc, 0, c.list...)
			w := newWorld(t, dc)
			user, err := w.User(t.Context(), aliceDN)
			if err != nil || !slices.Equal(user.Hidden, c.want) {
				t.Errorf("%s, as a user: got %q, %v, want %q", c.name, user.Hidden, err, c.want)
			}
			account, err := w.Account(t.Context(), "alice")
			if err != nil || !slices.Equal(account.Hidden, c.want) {
				t.Errorf("%s, as an account: got %q, %v, want %q", c.name, account.Hidden, err, c.want)
			}
		})
	}
}
