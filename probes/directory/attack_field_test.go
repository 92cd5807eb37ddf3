package directory_test

import (
	"context"
	"crypto/tls"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/iana/patype"
	"github.com/jcmturner/gokrb5/v8/keytab"
	"github.com/jcmturner/gokrb5/v8/messages"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// field is a network with one honest controller, dc1 of corp.example.com, its
// key distribution centre, and whatever the attacker brings. Every host has a
// good certificate.
type field struct {
	*ports
	ca    authority
	names nameServer
	dc1   ldapserver.Directory // before start
	realm *kdc.Realm
	evil  *controller
	over  func()       // ends the client and whatever talks to it
	proof atomic.Int32 // proofs of a password that the attacker's centre was shown
}

// Records and entries of the honest domain.
const (
	pdcRecord   = "_ldap._tcp.pdc._msdcs.corp.example.com."
	dcRecord    = "_ldap._tcp.dc._msdcs.corp.example.com."
	gcRecord    = "_ldap._tcp.gc._msdcs.corp.example.com."
	kdcRecord   = "_kerberos._tcp.CORP.EXAMPLE.COM."
	partitions  = "CN=Partitions,CN=Configuration," + baseDN
	sites       = "CN=Sites,CN=Configuration," + baseDN
	sharedUser  = "CN=Kim," + baseDN
	anotherTree = "DC=sales,DC=example,DC=net"
)

func newField(t *testing.T) *field {
	t.Helper()
	f := &field{
		ports: &ports{open: map[string]behaviour{}}, ca: newAuthority(t),
		names: nameServer{pdcRecord: {dc1 + "."}, dcRecord: {dc1 + "."}, gcRecord: {dc1 + "."}},
		evil:  &controller{has: entries{"": root()}},
	}
	f.dc1 = ldapserver.Directory{RootDSE: root(), Accounts: labAccounts(), Catalog: true}
	f.add(baseDN, "domainDNS", map[string]string{"fSMORoleOwner": "CN=NTDS Settings,CN=DC1,CN=Servers," + sites})
	f.add(sites, "sitesContainer", nil)
	f.add("CN=DC1,CN=Servers,"+sites, "server", map[string]string{"dNSHostName": dc1})
	f.add(partitions, "crossRefContainer", nil)
	f.crossRef("Corp", "CORP", baseDN, "corp.example.com")
	f.computer("DC1", dc1)
	f.add(sharedUser, "user", map[string]string{"sAMAccountName": "kim", "objectGUID": "0123456789abcdef"})
	realmOf, err := kdc.New(kdc.Config{
		Realm: realm, Domain: "CORP", Services: []string{"ldap/" + dc1},
		Users: []kdc.User{{Name: "svc", Password: probes.NewSecret(labPassword)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f.realm = realmOf
	return f
}

func (f *field) add(dn, class string, attributes map[string]string) {
	e := ldapserver.Entry{DN: dn, Attributes: map[string][][]byte{"objectClass": {[]byte(class)}}}
	for name, value := range attributes {
		e.Attributes[name] = [][]byte{[]byte(value)}
	}
	f.dc1.Entries = append(f.dc1.Entries, e)
}

func (f *field) crossRef(cn, netbios, base, dns string) {
	f.add("CN="+cn+","+partitions, "crossRef", map[string]string{"systemFlags": "3", "nETBIOSName": netbios, "nCName": base, "dnsRoot": dns})
}

func (f *field) computer(cn, host string) {
	f.add("CN="+cn+",OU=Domain Controllers,"+baseDN, "computer", map[string]string{"dNSHostName": host, "primaryGroupID": "516", "name": cn})
}

// stand puts a server behind the ports of a host.
func (f *field) stand(t *testing.T, host string, ldap, centre behaviour) {
	t.Helper()
	cert := f.ca.certificate(t, host, time.Now().Add(time.Hour))
	for _, port := range []string{"636", "3269"} {
		f.open[net.JoinHostPort(host, port)] = overTLS(cert, ldap)
	}
	f.open[net.JoinHostPort(host, "389")] = func(conn net.Conn) { f.evil.serve(conn) }
	f.open[net.JoinHostPort(host, "88")] = centre
}

// start brings up dc1, and the attacker at host.
func (f *field) start(t *testing.T, host string) {
	t.Helper()
	if host != "" {
		f.evil.startTLS = new(tls.Certificate)
		*f.evil.startTLS = f.ca.certificate(t, host, time.Now().Add(time.Hour))
		f.stand(t, host, f.evil.serve, f.harvest)
	}
	server := ldapserver.New(f.dc1, ldapserver.Options{Kerberos: func() ldapserver.Handshake { return f.realm.Accept(true) }})
	t.Cleanup(func() { _ = server.Close() })
	config := &tls.Config{Certificates: []tls.Certificate{f.ca.certificate(t, dc1, time.Now().Add(time.Hour))}}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.ServeTLS(context.Background(), l, config) }() // ends with Close
	for _, port := range []string{":636", ":3269"} {
		f.open[dc1+port] = func(conn net.Conn) {
			far, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				return
			}
			go pump(conn, far)
			pump(far, conn)
		}
	}
	f.open[dc1+":88"] = f.realm.Answer
}

// harvest is the attacker's centre: it asks for a proof, and counts them.
func (f *field) harvest(conn net.Conn) {
	answer := &listening{Conn: conn}
	defer func() {
		var asked messages.ASReq
		if len(answer.heard) > 4 && asked.Unmarshal(answer.heard[4:]) == nil {
			for _, p := range asked.PAData {
				if p.PADataType == patype.PA_ENC_TIMESTAMP {
					f.proof.Add(1)
				}
			}
		}
	}()
	f.realm.Answer(answer)
}

// listening remembers what it reads.
type listening struct {
	net.Conn
	heard []byte
}

func (l *listening) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	l.heard = append(l.heard, p[:n]...)
	return n, err
}

// client is a person's client on the field; change names what the person
// named.
func (f *field) client(t *testing.T, by mechanism, change func(*directory.Config)) *directory.Client {
	t.Helper()
	c := directory.Config{
		Domain: "corp.example.com", Account: `CORP\svc`, Password: probes.NewSecret(labPassword),
		Network: probes.Network{Dial: f.dial, Roots: f.ca.pool(), Resolver: f.names.resolver()},
	}
	by(t, &c)
	if change != nil {
		change(&c)
	}
	client := directory.New(c)
	f.over = func() {
		_ = client.Close()
		f.all.Wait()
	}
	t.Cleanup(f.over)
	return client
}

// mechanism is a way of signing in.
type mechanism func(*testing.T, *directory.Config)

func mechanisms() map[string]mechanism {
	way := func(s directory.SignIn) mechanism {
		return func(_ *testing.T, c *directory.Config) { c.SignIn = s }
	}
	return map[string]mechanism{
		"simple": way(directory.Simple), "ntlm": way(directory.NTLM), "kerberos": way(directory.Kerberos),
		"keytab": func(t *testing.T, c *directory.Config) {
			t.Helper()
			c.SignIn, c.Password = directory.Kerberos, probes.Secret{}
			c.Tickets.Keytab = keytabOf(t, etypeID.AES256_CTS_HMAC_SHA1_96)
		},
	}
}

// keytabOf writes a key table with a key of svc for each cipher.
func keytabOf(t *testing.T, ciphers ...int32) string {
	t.Helper()
	keys := keytab.New()
	for _, cipher := range ciphers {
		if err := keys.AddEntry("svc", realm, labPassword, time.Unix(0, 0), 1, cipher); err != nil {
			t.Fatal(err)
		}
	}
	text, err := keys.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "keytab")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// leads rewrites records, which anybody on the way can.
func (f *field) leads(records map[string][]string) { maps.Copy(f.names, records) }

// held demands that the attacker was shown nothing.
func (f *field) held(t *testing.T) {
	t.Helper()
	f.over() // so that nothing is on its way
	if got := f.evil.bound(); got != 0 {
		t.Errorf("the attacker's host was sent %d binds", got)
	}
	if got := f.proof.Load(); got != 0 {
		t.Errorf("the attacker's centre was shown %d proofs", got)
	}
}

func under(host string) string { return strings.TrimSuffix(host, ".") + "." }
