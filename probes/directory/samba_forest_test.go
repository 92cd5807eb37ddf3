//go:build samba

package directory_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

// pair is a domain with two controllers.
type pair struct {
	dirs [2]string
	envs [2]map[string]string
}

// newPair makes one, with the people that the tests know on both. It is ended
// with the test.
func newPair(t *testing.T) pair {
	t.Helper()
	p := pair{dirs: [2]string{t.TempDir(), t.TempDir()}}
	run("up", p.dirs[0])
	t.Cleanup(func() { run("down", p.dirs[0]) })
	p.envs[0] = environment(run("seed", p.dirs[0]))
	p.envs[1] = environment(run("join", p.dirs[1], p.dirs[0]))
	t.Cleanup(func() { run("down", p.dirs[1]) })
	p.sync()
	return p
}

func (p pair) sync() { run("sync", p.dirs[1], p.dirs[0]) }

// client asks the name server of one of the controllers, and signs in as the
// administrator.
func (p pair) client(t *testing.T, names int) *directory.Client {
	t.Helper()
	return open(t, configOf(t, p.envs[names], `CORP\Administrator`, p.envs[names]["ADMIN_PASSWORD"]))
}

// sees demands how many different descriptors the controllers have.
func sees(t *testing.T, c *directory.Client, dn string, want int, when string) []probes.Replica {
	t.Helper()
	c.Forget()
	r, err := c.Replicas(t.Context(), dn)
	if err != nil || len(r.List) != 2 {
		t.Fatalf("%s: got %+v, %v, want two copies", when, r.List, err)
	}
	different := map[string]bool{}
	for _, one := range r.List {
		if one.Found != probes.Yes || one.Answer != probes.Open || len(one.Descriptor) != 64 || one.Why != nil || one.ReadOnly != probes.No {
			t.Errorf("%s: got %+v %v", when, one, one.Why)
		}
		different[one.Descriptor] = true
	}
	if len(different) != want {
		t.Errorf("%s: got %d different descriptors, want %d: %+v", when, len(different), want, r.List)
	}
	return r.List
}

// The order of these steps is the life of a domain, so they are one test: the
// copies are alike; one is changed and not replicated yet; replication makes
// them alike again; the role moves and DNS is late; the former owner dies.
func TestTwoControllers(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	c := p.client(t, 0)
	alice := "CN=alice,OU=Staff," + p.envs[0]["BASE_DN"]
	sees(t, c, alice, 1, "after replication")

	admin := dialSamba(t, p.envs[1], "Administrator", p.envs[1]["ADMIN_PASSWORD"])
	denyChange(t, admin, alice)
	before := sees(t, c, alice, 2, "changed on the second only")
	if !before[0].PasswordLastSet.Equal(before[1].PasswordLastSet) {
		t.Errorf("got %+v, want one password date", before)
	}
	p.sync()
	sees(t, c, alice, 1, "after replication of the change")

	run("pdc", p.dirs[1])
	p.sync()
	c.Forget()
	forest, err := c.Forest(t.Context())
	if err != nil || len(forest.Domains) != 1 {
		t.Fatalf("got %+v, %v, want one domain", forest, err)
	}
	first, second := p.envs[0]["DC_HOST"], p.envs[1]["DC_HOST"]
	d := forest.Domains[0]
	if d.PDC != second || d.Why != nil || d.Answer != probes.Open || !slices.Contains(d.SRV, first) || d.NetBIOSName != "CORP" || d.OwnerGone != probes.No {
		t.Errorf("got %+v %v, want the role at %s and DNS still at %s", d, d.Why, second, first)
	}

	run("down", p.dirs[0])
	orphan := p.client(t, 1)
	u, err := orphan.User(t.Context(), "alice@"+p.envs[0]["DNS_DOMAIN"])
	if err != nil || u.Matches != 1 || !strings.EqualFold(u.DN, alice) {
		t.Errorf("with the first controller dead: got %+v, %v, want alice", u, err)
	}
	r, err := orphan.Replicas(t.Context(), alice)
	if err != nil || len(r.List) != 2 || r.List[0].Why == nil || r.List[0].Answer != probes.PortRefused || r.List[1].Found != probes.Yes {
		t.Errorf("with the first controller dead: got %+v, %v, want one copy", r, err)
	}
}

// A read-only controller is recognised. It is read with a ticket, and never
// shown a password.
func TestReadOnlyController(t *testing.T) {
	t.Parallel()
	first, branch := t.TempDir(), t.TempDir()
	run("up", first)
	t.Cleanup(func() { run("down", first) })
	env := environment(run("seed", first))
	runWith("SAMBA_READ_ONLY=yes", "join", branch, first)
	t.Cleanup(func() { run("down", branch) })

	alice := "CN=alice,OU=Staff," + env["BASE_DN"]
	c := open(t, configOf(t, env, env["MSOL_NAME"], env["MSOL_PASSWORD"]))
	list, err := c.DomainControllers(t.Context())
	if err != nil || len(list.List) != 2 || list.List[0].ReadOnly != probes.No || list.List[1].ReadOnly != probes.Yes || list.List[1].Answer != probes.Open {
		t.Errorf("got %+v, %v, want the second to be read-only", list.List, err)
	}
	r, err := c.Replicas(t.Context(), alice)
	if err != nil || len(r.List) != 2 || r.List[0].ReadOnly != probes.No || r.List[0].Descriptor == "" || r.List[1].ReadOnly != probes.Yes ||
		r.List[1].Found != probes.Unsaid || r.List[1].Answer != probes.NotTried || r.List[1].Why == nil {
		t.Errorf("got %+v, %v, want the writable copy, and no password shown to the other", r.List, err)
	}
	// Windows registers this name when it promotes a read-only controller.
	named := ldap.NewModifyRequest("CN=RODC1,OU=Domain Controllers,"+env["BASE_DN"], nil)
	named.Add("servicePrincipalName", []string{"ldap/rodc1." + env["DNS_DOMAIN"]})
	if err := dialSamba(t, env, "Administrator", env["ADMIN_PASSWORD"]).Modify(named); err != nil {
		t.Fatal(err)
	}
	ticket := configOf(t, env, env["MSOL_NAME"], env["MSOL_PASSWORD"])
	ticket.SignIn = directory.Kerberos
	r, err = open(t, ticket).Replicas(t.Context(), alice)
	if err != nil || len(r.List) != 2 || r.List[0].ReadOnly != probes.No || r.List[1].ReadOnly != probes.Yes || r.List[1].Found != probes.Yes ||
		r.List[0].Descriptor == "" || r.List[0].Descriptor != r.List[1].Descriptor || !r.List[0].PasswordLastSet.Equal(r.List[1].PasswordLastSet) {
		t.Errorf("got %+v, %v, want two copies alike", r.List, err)
	}
}

// denyChange puts an entry in front of those that an entry has, over one
// connection.
func denyChange(t *testing.T, conn *ldap.Conn, dn string) {
	t.Helper()
	request := ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false,
		"(objectClass=*)", []string{"nTSecurityDescriptor"}, []ldap.Control{sdFlags(4)})
	found, err := conn.Search(request)
	if err != nil {
		t.Fatal(err)
	}
	raw := found.Entries[0].GetRawAttributeValue("nTSecurityDescriptor")
	d, err := access.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	spec := access.Spec{Control: d.Control, DACL: []access.ACE{access.ChangePassword.Refuse(access.PrincipalSelf)}}
	for _, ace := range d.DACL.All() {
		spec.DACL = append(spec.DACL, ace)
	}
	changed, err := spec.Encode()
	if err != nil || bytes.Equal(changed, raw) {
		t.Fatalf("got %d bytes, %v, want another descriptor", len(changed), err)
	}
	modify := ldap.NewModifyRequest(dn, []ldap.Control{sdFlags(4)})
	modify.Replace("nTSecurityDescriptor", []string{string(changed)})
	if err := conn.Modify(modify); err != nil {
		t.Fatal(err)
	}
}

func TestCatalogFindsByName(t *testing.T) {
	t.Parallel()
	dns, err := directory.InCatalog(t.Context(), adminClient(t), "(&(objectClass=user)(sAMAccountName=alice))")
	if want := userDN("alice", "OU=Staff"); err != nil || len(dns) != 1 || !strings.EqualFold(dns[0], want) {
		t.Errorf("got %v, %v, want %s", dns, err, want)
	}
}
