package ldapserver_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

const (
	base     = "DC=corp,DC=example"
	aliceDN  = "CN=앨리스 (HR),OU=Staff,DC=corp,DC=example"
	password = "Right-1!"
)

func text(values ...string) [][]byte {
	var list [][]byte
	for _, v := range values {
		list = append(list, []byte(v))
	}
	return list
}

// descriptor is a self-relative one: owner and group S-1-5-18, an empty SACL
// and an empty DACL.
func descriptor() []byte {
	sid := []byte{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}
	acl := []byte{4, 0, 8, 0, 0, 0, 0, 0}
	sd := []byte{1, 0, 0x14, 0x80, 20, 0, 0, 0, 32, 0, 0, 0, 44, 0, 0, 0, 52, 0, 0, 0}
	return slices.Concat(sd, sid, sid, acl, acl)
}

func directory() ldapserver.Directory {
	d := ldapserver.Directory{
		RootDSE: map[string][]string{
			"defaultNamingContext": {base},
			"namingContexts":       {base, "CN=Configuration,DC=corp,DC=example"},
			"dnsHostName":          {"dc1.corp.example"},
			"supportedControl":     {"1.2.840.113556.1.4.319", "1.2.840.113556.1.4.2239"},
		},
		References: []string{"ldap://DomainDnsZones.corp.example/DC=DomainDnsZones,DC=corp,DC=example"},
		Entries: []ldapserver.Entry{
			{DN: base, Attributes: map[string][][]byte{"objectClass": text("top", "domain", "domainDNS"), "minPwdAge": text("-864000000000")}},
			{DN: "OU=Staff," + base, Attributes: map[string][][]byte{"objectClass": text("top", "organizationalUnit")}},
			{
				DN: aliceDN, SecurityDescriptor: descriptor(), Hidden: []string{"pwdLastSet"},
				Attributes: map[string][][]byte{
					"objectClass": text("top", "person", "organizationalPerson", "user"), "sAMAccountName": text("alice"),
					"objectCategory":     text("CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=example"),
					"userAccountControl": text("514"), "objectSid": {{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}},
					"objectGUID": {{0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 8, 9, 10, 11, 12, 13, 14, 15}},
					"memberOf":   text("CN=Team,OU=Staff,DC=corp,DC=example"), "pwdLastSet": text("0"), "displayName": text("앨리스"),
					"tokenGroups": {{1, 1, 0, 0, 0, 0, 0, 5, 11, 0, 0, 0}}, "msDS-User-Account-Control-Computed": text("16"),
				},
			},
			{DN: "CN=Team,OU=Staff," + base, Attributes: map[string][][]byte{
				"objectClass": text("top", "group"), "memberOf": text("CN=All,OU=Staff," + base),
			}},
			{DN: "CN=All,OU=Staff," + base, Attributes: map[string][][]byte{"objectClass": text("top", "group")}},
			{DN: "CN=PSO,CN=System," + base, Invisible: true, Attributes: map[string][][]byte{"objectClass": text("top")}},
			{DN: `CN=gone\0ADEL:1,CN=Deleted Objects,` + base, Attributes: map[string][][]byte{"objectClass": text("top"), "isDeleted": text("TRUE")}},
		},
		Accounts: []ldapserver.Account{
			{DN: "CN=svc," + base, Names: []string{"svc@corp.example", `CORP\svc`}, Password: probes.NewSecret(password)},
			{DN: "CN=admin," + base, Names: []string{"admin@corp.example"}, Password: probes.NewSecret(password), Privileged: true},
		},
	}
	for _, data := range []string{"530", "531", "532", "533", "701", "773", "775"} {
		d.Accounts = append(d.Accounts, ldapserver.Account{
			DN: "CN=x" + data + "," + base, Names: []string{"x" + data + "@corp.example"}, Password: probes.NewSecret(password), Data: data,
		})
	}
	return d
}

// certificate returns the two sides of TLS for localhost.
var certificate = sync.OnceValues(func() (server, client *tls.Config) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "dc1"}, DNSNames: []string{"dc1.corp.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	server = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	return server, &tls.Config{RootCAs: roots, ServerName: "dc1.corp.example"}
})

// start serves plain LDAP and LDAPS and returns their addresses.
func start(t *testing.T, options ldapserver.Options) (plain, encrypted string) {
	t.Helper()
	server := ldapserver.New(directory(), options)
	config, _ := certificate()
	var listeners [2]net.Listener
	for i := range listeners {
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listeners[i] = l
	}
	ctx := t.Context()
	ended := make(chan error, 2)
	go func() { ended <- server.Serve(ctx, listeners[0], config) }()
	go func() { ended <- server.ServeTLS(ctx, listeners[1], config) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		for range 2 {
			if err := <-ended; err != nil {
				t.Errorf("serve: %v", err)
			}
		}
	})
	return listeners[0].Addr().String(), listeners[1].Addr().String()
}

func dial(t *testing.T, addr string) *ldap.Conn {
	t.Helper()
	c, err := ldap.DialURL("ldap://" + addr)
	if err != nil {
		t.Fatal(err)
	}
	c.SetTimeout(5 * time.Second)
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// signedIn is a client that is bound as name.
func signedIn(t *testing.T, name string, options ldapserver.Options) *ldap.Conn {
	t.Helper()
	plain, _ := start(t, options)
	c := dial(t, plain)
	if err := c.Bind(name, password); err != nil {
		t.Fatalf("bind as %s: %v", name, err)
	}
	return c
}

func search(t *testing.T, c *ldap.Conn, dn string, scope int, filter string, controls []ldap.Control, attributes ...string) ([]*ldap.Entry, error) {
	t.Helper()
	r, err := c.Search(ldap.NewSearchRequest(dn, scope, ldap.NeverDerefAliases, 0, 0, false, filter, attributes, controls))
	if r == nil {
		return nil, err
	}
	return r.Entries, err
}

func names(entries []*ldap.Entry) string {
	var list []string
	for _, e := range entries {
		first, _, _ := strings.Cut(e.DN, ",")
		list = append(list, strings.TrimPrefix(first, "CN="))
	}
	return strings.Join(list, " ")
}

// wantResult checks result code and the number that the text begins with.
func wantResult(t *testing.T, err error, code uint16, begins string) {
	t.Helper()
	var refusal *ldap.Error
	if !errors.As(err, &refusal) {
		t.Fatalf("got %v, want result %d", err, code)
	}
	if refusal.ResultCode != code || !strings.HasPrefix(refusal.Err.Error(), begins) {
		t.Errorf("got result %d %q, want %d %s…", refusal.ResultCode, refusal.Err, code, begins)
	}
}
