package directory_test

import (
	"net"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// strangers are hosts that corp.example.com does not vouch for, however they
// look. The eighth has U+0430 in the place of an a.
var strangers = []string{
	"dc.evil.test", "evilcorp.example.com", "dc1.evilcorp.example.com", "corp.example.com.evil.test", "dc1-corp.example.com",
	"example.com", "dc1.example.com", "dc1.corp.xn--exmple-4nf.com", "corp.example.co", "dc1.corp.example.org", "xcorp.example.com",
	"DC1.CORP.EXAMPLE.COM.EVIL.TEST", "corp-example.com", "dc1.corp.example.com.corp", "localhost", "com", "10.0.0.66",
}

// A host that DNS names gets a sign-in only where the domain that the person
// typed vouches for it.
func TestAttackHostsOfUnsignedSources(t *testing.T) {
	t.Parallel()
	for _, host := range strangers {
		for way, by := range mechanisms() {
			t.Run("srv/"+host+"/"+way, func(t *testing.T) {
				t.Parallel()
				f := newField(t)
				f.leads(map[string][]string{pdcRecord: {under(host)}, dcRecord: {under(host)}, kdcRecord: {under(host)}})
				f.start(t, host)
				c := f.client(t, by, nil)
				_, err := c.PDCEmulator(t.Context())
				f.held(t)
				if net.ParseIP(host) != nil { // which the resolver already refuses as a target
					if err == nil {
						t.Error("got an answer")
					}
					return
				}
				hasKind(t, err, probes.HostNotTrusted)
				if o := probes.AsObstacle(err); o == nil || o.Host != host || o.Needs != "corp.example.com" {
					t.Errorf("got %+v, want the host and the domain named", o)
				}
			})
		}
	}
	for name, plot := range plots() {
		for _, host := range strangers[:4] {
			for way, by := range mechanisms() {
				t.Run(name+"/"+host+"/"+way, func(t *testing.T) {
					t.Parallel()
					f := newField(t)
					plot.lay(f, host)
					f.start(t, host)
					c := f.client(t, by, plot.person)
					if !plot.without {
						if d, err := c.Domain(t.Context()); err != nil || !d.SignedIn {
							t.Fatalf("got %+v, %v, want signed in at dc1 first", d, err)
						}
					}
					plot.ask(t, c)
					f.held(t)
				})
			}
		}
	}
}

// plot is a way to lead a client that is signed in at dc1 somewhere else.
type plot struct {
	lay     func(f *field, host string)
	person  func(*directory.Config)
	ask     func(*testing.T, *directory.Client)
	without bool // nobody is signed in before
}

func plots() map[string]plot {
	user := func(name string) func(*testing.T, *directory.Client) {
		return func(t *testing.T, c *directory.Client) {
			t.Helper()
			_, _ = c.User(t.Context(), name)
		}
	}
	sales := func(f *field) { f.crossRef("Sales", "SALES", anotherTree, "sales.example.net") }
	const salesRecord = "_ldap._tcp.pdc._msdcs.sales.example.net."
	return map[string]plot{
		"srv-of-the-catalog": {lay: func(f *field, host string) {
			sales(f)
			f.leads(map[string][]string{gcRecord: {under(host)}})
		}, ask: user("lee@example.net")},
		"srv-of-another-domain": {lay: func(f *field, host string) {
			sales(f)
			f.leads(map[string][]string{salesRecord: {under(host)}})
		}, ask: user(`SALES\lee`)},
		"cross-reference": {lay: func(f *field, host string) {
			f.crossRef("Evil", "EVIL", "DC=evil,DC=test", "evil.test")
			f.leads(map[string][]string{"_ldap._tcp.pdc._msdcs.evil.test.": {under(host)}})
		}, ask: user("CN=lee,DC=evil,DC=test")},
		"whole-forest": {lay: func(f *field, host string) {
			sales(f)
			f.leads(map[string][]string{salesRecord: {under(host)}})
		}, ask: func(t *testing.T, c *directory.Client) {
			t.Helper()
			_, _ = c.Forest(t.Context())
		}},
		"computer-object": {lay: func(f *field, host string) { f.computer("DC9", host) }, ask: replicas},
		"role-owner": {lay: func(f *field, host string) {
			f.dc1.Entries[0].Attributes["fSMORoleOwner"] = [][]byte{[]byte("CN=NTDS Settings,CN=DC9,OU=Theirs," + baseDN)}
			f.add("OU=Theirs,"+baseDN, "organizationalUnit", nil)
			f.add("CN=DC9,OU=Theirs,"+baseDN, "server", map[string]string{"dNSHostName": host})
			f.computer("DC9", host)
		}, ask: func(t *testing.T, c *directory.Client) {
			t.Helper()
			_, _ = c.PDCEmulator(t.Context())
			replicas(t, c)
		}},
		"reference": {lay: func(f *field, host string) {
			f.dc1.References = []string{"ldaps://" + host + "/" + baseDN, "ldap://" + host + "/DC=x"}
			f.dc1.Catalog = false
		}, ask: user("nobody@corp.example.com")},
		"referral": {lay: func(*field, string) {}, ask: user("CN=lee,DC=dc,DC=evil,DC=test")},
		"beside-a-dead-controller": {lay: func(f *field, host string) {
			f.leads(map[string][]string{pdcRecord: {"down.corp.example.com."}, dcRecord: {"down.corp.example.com.", under(host)}, kdcRecord: {under(host)}})
		}, ask: user("kim"), without: true},
		"past-a-pinned-controller": {lay: func(f *field, host string) {
			f.leads(map[string][]string{pdcRecord: {under(host)}, dcRecord: {under(host)}, kdcRecord: {under(host)}})
			f.computer("DC9", host)
		}, person: func(c *directory.Config) { c.Controller = dc1 }, ask: replicas},
		// A host of the very domain, beside a controller that was pinned.
		"pinned-and-not-listed": {lay: func(f *field, _ string) { f.computer("DC9", "dc9.corp.example.com") }, person: func(c *directory.Config) {
			c.Controller = dc1
		}, ask: func(t *testing.T, c *directory.Client) {
			t.Helper()
			r, err := c.Replicas(t.Context(), sharedUser)
			for _, at := range r.List {
				if at.Host == "dc9.corp.example.com" && at.Why.Kind != probes.HostNotTrusted && at.Answer == probes.Open {
					t.Errorf("got %+v, %v, want it not signed in at", at, err)
				}
			}
		}},
	}
}

func replicas(t *testing.T, c *directory.Client) {
	t.Helper()
	r, err := c.Replicas(t.Context(), sharedUser)
	if err != nil || len(r.List) != 2 {
		t.Errorf("got %+v, %v, want both controllers told of", r, err)
	}
}

// Where the controller's own centre is closed, DNS names others: one that
// nobody vouches for sees no proof of a password.
func TestAttackCentresOfUnsignedSources(t *testing.T) {
	t.Parallel()
	for name, person := range map[string]func(*directory.Config){
		"by-domain": nil,
		"pinned":    func(c *directory.Config) { c.Controller = dc1 },
		"upn":       func(c *directory.Config) { c.Account = "svc@corp.example.com" },
		"realm":     func(c *directory.Config) { c.Account = `CORP.EXAMPLE.COM\svc` },
		"elsewhere": func(c *directory.Config) { c.Account = `EMEA.EXAMPLE.COM\svc` },
	} {
		for _, host := range strangers[:8] {
			for _, way := range []string{"kerberos", "keytab"} {
				t.Run(name+"/"+host+"/"+way, func(t *testing.T) {
					t.Parallel()
					f := newField(t)
					f.leads(map[string][]string{kdcRecord: {under(host)}, "_kerberos._tcp.EMEA.EXAMPLE.COM.": {under(host)}})
					f.start(t, host)
					f.open[dc1+":88"] = nil         // refuses
					f.open[host+":389"] = f.harvest // the port of the record
					_, err := f.client(t, mechanisms()[way], person).PDCEmulator(t.Context())
					f.held(t)
					hasKind(t, err, probes.CentreNotTrusted)
					if o := probes.AsObstacle(err); o == nil || o.Host != host {
						t.Errorf("got %+v, want %s named", o, host)
					}
				})
			}
		}
	}
}
