package directory_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory"
)

// Hosts that the person, the domain or the forest vouches for are signed in
// at, in every way.
func TestHostsThatAreTrusted(t *testing.T) {
	t.Parallel()
	const salesRecord = "_ldap._tcp.pdc._msdcs.sales.example.net."
	head := func(t *testing.T, c *directory.Client) {
		t.Helper()
		_, _ = c.Domain(t.Context())
	}
	sales := func(t *testing.T, c *directory.Client) {
		t.Helper()
		_, _ = c.User(t.Context(), `SALES\lee`)
	}
	for name, c := range map[string]struct {
		host   string
		lay    func(f *field, host string)
		person func(*directory.Config, string)
		ask    func(*testing.T, *directory.Client)
	}{
		"below the domain":   {host: "dc2.corp.example.com", ask: head},
		"in another case":    {host: "DC2.Corp.Example.COM", ask: head},
		"the domain itself":  {host: "corp.example.com", ask: head},
		"further below":      {host: "dc1.seoul.corp.example.com", ask: head},
		"named, outside":     {host: "dc1.other.example.net", person: func(c *directory.Config, host string) { c.Controller = host }, ask: head},
		"named with a port":  {host: "dc1.other.example.net", person: func(c *directory.Config, host string) { c.Controller = host + ":636" }, ask: head},
		"named as a URL":     {host: "dc1.other.example.net", person: func(c *directory.Config, host string) { c.Controller = "ldaps://" + host + "." }, ask: head},
		"named by address":   {host: "10.0.0.66", person: func(c *directory.Config, host string) { c.Controller = host }, ask: head},
		"named, no domain":   {host: "dc1.other.example.net", person: func(c *directory.Config, host string) { c.Controller, c.Domain = host, "" }, ask: head},
		"listed, by domain":  {host: "dc1.other.example.net", lay: listed(salesRecord), ask: sales},
		"listed, in a case":  {host: "DC1.other.example.NET", lay: listed(salesRecord), ask: sales},
		"listed, by replica": {host: "dc9.other.example.net", lay: listed(salesRecord), ask: replicas},
		"listed, pinned": {host: "dc9.other.example.net", lay: listed(salesRecord), person: func(c *directory.Config, _ string) {
			c.Controller = dc1
		}, ask: replicas},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newField(t)
			if c.lay == nil {
				f.leads(map[string][]string{pdcRecord: {under(c.host)}, dcRecord: {under(c.host)}})
			} else {
				c.lay(f, c.host)
			}
			f.start(t, c.host)
			client := f.client(t, mechanisms()["simple"], func(config *directory.Config) {
				if c.person != nil {
					c.person(config, c.host)
				}
			})
			c.ask(t, client)
			f.over()
			if got := f.evil.bound(); got != 1 {
				t.Errorf("got %d binds at %s, want one", got, c.host)
			}
		})
	}
}

// listed makes a host one of the forest's controllers.
func listed(record string) func(*field, string) {
	return func(f *field, host string) {
		f.crossRef("Sales", "SALES", anotherTree, "sales.example.net")
		f.add("CN=DC9,CN=Servers,"+sites, "server", map[string]string{"dNSHostName": host})
		f.computer("DC9", host)
		f.leads(map[string][]string{record: {under(host)}})
	}
}

// A centre that DNS names sees a proof where it lies in what was named.
func TestCentresThatAreTrusted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		host, realm string
		person      func(*directory.Config)
	}{
		"of the domain":     {host: "dc2.corp.example.com"},
		"of the account":    {host: "dc1.emea.example.com", realm: "EMEA.EXAMPLE.COM", person: func(c *directory.Config) { c.Account = `EMEA.EXAMPLE.COM\svc` }},
		"of the UPN, alone": {host: "dc2.corp.example.com", person: func(c *directory.Config) { c.Account, c.Controller = "svc@corp.example.com", dc1 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newField(t)
			f.leads(map[string][]string{"_kerberos._tcp." + or(c.realm, realm) + ".": {under(c.host)}})
			f.start(t, "")
			f.open[dc1+":88"] = nil
			f.open[c.host+":389"] = f.harvest // the port of the record
			_, _ = f.client(t, mechanisms()["kerberos"], c.person).Domain(t.Context())
			f.over()
			if got := f.proof.Load(); got != 1 {
				t.Errorf("got %d proofs, want one", got)
			}
		})
	}
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
