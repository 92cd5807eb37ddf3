package directory_test

import (
	"encoding/hex"
	"slices"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// TestAttackReferralIsNoAbsence has a controller refer each question, one at a
// time, to somebody else (RFC 4511 4.1.10), which says nothing about what is
// there. Nobody goes to whom it names.
func TestAttackReferralIsNoAbsence(t *testing.T) {
	t.Parallel()
	const server, user = "CN=DC1,CN=Servers," + baseDN, aliceDN
	guid := "<GUID=" + hex.EncodeToString([]byte("0123456789abcdef")) + ">"
	for name, c := range map[string]struct {
		base string
		ask  func(*testing.T, *directory.Client) error
	}{
		"the server of the role owner": {server, func(t *testing.T, c *directory.Client) error {
			t.Helper()
			p, err := c.PDCEmulator(t.Context())
			if p.OwnerGone == probes.Yes {
				t.Error("the role owner is called gone")
			}
			return err
		}},
		"the domain head": {baseDN, func(t *testing.T, c *directory.Client) error {
			t.Helper()
			_, err := c.PDCEmulator(t.Context())
			return err
		}},
		"the partitions": {"CN=Partitions,CN=Configuration," + baseDN, func(t *testing.T, c *directory.Client) error {
			t.Helper()
			f, err := c.Forest(t.Context())
			if len(f.Domains) > 0 {
				t.Errorf("the forest is called one of %d domains", len(f.Domains))
			}
			return err
		}},
		"a person by name": {user, func(t *testing.T, c *directory.Client) error {
			t.Helper()
			u, err := c.User(t.Context(), user)
			if err == nil {
				t.Errorf("matches %d", u.Matches)
			}
			return err
		}},
		"the copy of a controller": {guid, func(t *testing.T, c *directory.Client) error {
			t.Helper()
			all, err := c.Replicas(t.Context(), user)
			if err != nil {
				return err
			}
			missing := func(r probes.Replica) bool { return r.Found == probes.No }
			looked := slices.IndexFunc(all.List, func(r probes.Replica) bool { return r.Host == dc1 })
			if looked < 0 || slices.ContainsFunc(all.List, missing) || all.List[looked].Why == nil {
				t.Fatalf("got %+v, want no controller that lacks the user", all.List)
			}
			return all.List[looked].Why
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dc := alice(t)
			seesOther(dc)
			dc.deny = map[string]uint16{c.base: ldap.LDAPResultReferral}
			names := nameServer{"_ldap._tcp.pdc._msdcs.corp.example.com.": {"dc1.corp.example.com."}}
			err := c.ask(t, named(t, dc, names, dc1))
			if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NotLookedAt || o.Code != "10" {
				t.Errorf("got %v, want the obstacle %s with result 10", err, probes.NotLookedAt)
			}
		})
	}
}
