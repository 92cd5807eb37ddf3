package directory_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
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

// What an attribute holds that is no value of it was not seen, whoever may read
// it; what is not there was not seen by whoever may not.
func TestWhatIsNoValueWasNotSeen(t *testing.T) {
	t.Parallel()
	const never, locked = "9223372036854775807", "134086000000000000"
	everything := access.ACE{Type: access.Allow, Mask: access.ReadProperty, Trustee: access.AuthenticatedUsers}
	for _, c := range []struct {
		attribute string
		values    map[string]string // what is read of each; "" when it was not seen
		absent    string            // when it is not there and may be read
		read      func(probes.DirectoryUser) string
	}{
		{
			"adminCount",
			map[string]string{"0": "0", "1": "1", "-1": "", "1099511627776": "", "abc": "", "1.0": ""},
			"0",
			func(u probes.DirectoryUser) string { return u.AdminCount.String() },
		},
		{
			"userAccountControl",
			map[string]string{"512": "512", "0": "", "-1": "", "1099511627776": "", "4294967295": "", "abc": ""},
			"",
			func(u probes.DirectoryUser) string { return u.Flags.String() },
		},
		{
			"msDS-User-Account-Control-Computed",
			map[string]string{"0": "0", "16": "16", "-1": "", "1099511627776": "", "abc": ""},
			"",
			func(u probes.DirectoryUser) string { return u.ComputedFlags.String() },
		},
		{
			"lockoutTime",
			map[string]string{"0": "never", locked: "then", "-1": "", never: "", "abc": ""},
			"never",
			func(u probes.DirectoryUser) string { return dated(u.LockoutTime) },
		},
		{
			"accountExpires",
			map[string]string{"0": "never", never: "never", locked: "then", "-1": "", "abc": ""},
			"never",
			func(u probes.DirectoryUser) string { return dated(u.AccountExpires) },
		},
		{
			"pwdLastSet",
			map[string]string{"0": "yes", locked: "no", "-1": "", never: "", "abc": ""},
			"",
			func(u probes.DirectoryUser) string { return u.MustChange.String() },
		},
	} {
		read := func(t *testing.T, value []string, list ...access.ACE) string {
			t.Helper()
			dc := alice(t)
			if dc.has[aliceDN][c.attribute] = value; value == nil {
				delete(dc.has[aliceDN], c.attribute)
			}
			onAlice(t, dc, 0, list...)
			user, err := newWorld(t, dc).User(t.Context(), aliceDN)
			if err != nil {
				t.Fatal(err)
			}
			return c.read(user)
		}
		for value, want := range c.values {
			synctest.Test(t, func(t *testing.T) {
				if got := read(t, []string{value}, everything); got != want {
					t.Errorf("%s %s: got %q, want %q", c.attribute, value, got, want)
				}
			})
		}
		synctest.Test(t, func(t *testing.T) {
			if got := read(t, nil, everything); got != c.absent {
				t.Errorf("no %s, which may be read: got %q, want %q", c.attribute, got, c.absent)
			}
		})
		synctest.Test(t, func(t *testing.T) {
			if got := read(t, nil); got != "" {
				t.Errorf("no %s, which may not be read: got %q, want that it was not seen", c.attribute, got)
			}
		})
	}
}

func dated(at probes.Maybe[time.Time]) string {
	switch t, seen := at.Get(); {
	case !seen:
		return ""
	case t.IsZero():
		return "never"
	default:
		return "then"
	}
}
