package directory_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// proven reports whether a request shows a password or what is made of one:
// each of them counts, when it is wrong.
func proven(request *ber.Packet) bool {
	if len(request.Children) < 2 || request.Children[1].Tag != ldap.ApplicationBindRequest || len(request.Children[1].Children) < 3 {
		return false
	}
	shown := request.Children[1].Children[2]
	return shown.Tag == 0 && shown.Data.Len() > 0 || shown.Tag == ber.TagEmbeddedPDV
}

// relayed hands what it is told to a server and counts the proofs.
func relayed(server string, proofs *atomic.Int32) behaviour {
	return func(conn net.Conn) {
		far, err := net.Dial("tcp", server)
		if err != nil {
			return
		}
		defer func() { _ = far.Close() }()
		go pump(conn, far)
		for {
			request, err := ber.ReadPacket(conn)
			if err != nil {
				return
			}
			if proven(request) {
				proofs.Add(1)
			}
			if _, err := far.Write(request.Bytes()); err != nil {
				return
			}
		}
	}
}

// four is a domain of four controllers, of which the first takes one password
// and the others another one.
type four struct {
	*field
	proofs [4]atomic.Int32
}

func newFour(t *testing.T, first, others string) *four {
	t.Helper()
	f := &four{field: newField(t)}
	for i := 2; i <= 4; i++ {
		f.computer(fmt.Sprintf("DC%d", i), fmt.Sprintf("dc%d.corp.example.com", i))
	}
	made, err := kdc.New(kdc.Config{
		Realm: realm, Domain: "CORP", Services: []string{"ldap/" + dc1},
		Users: []kdc.User{{Name: "svc", Password: probes.NewSecret(first)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f.realm = made
	for i, password := range []string{first, others, others, others} {
		host := fmt.Sprintf("dc%d.corp.example.com", i+1)
		d := f.dc1
		d.RootDSE = root()
		d.RootDSE["dnsHostName"] = []string{host}
		d.Accounts = []ldapserver.Account{{
			DN: "CN=svc,CN=Users," + baseDN, Names: []string{"svc@corp.example.com", `CORP\svc`}, Password: probes.NewSecret(password),
		}}
		server := ldapserver.New(d, ldapserver.Options{Kerberos: func() ldapserver.Handshake { return f.realm.Accept(true) }})
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = server.Close() })
		go func() { _ = server.Serve(context.Background(), l, nil) }() // ends with Close
		serve := relayed(l.Addr().String(), &f.proofs[i])
		f.open[host+":636"] = overTLS(f.ca.certificate(t, host, time.Now().Add(time.Hour)), serve)
		f.open[host+":88"] = f.realm.Answer
		f.names[dcRecord] = slices.Compact(append(f.names[dcRecord], host+"."))
	}
	return f
}

// shown is how many proofs each controller was shown; those of Kerberos are
// shown to its centre.
func (f *four) shown() (all []int32) {
	for i := range f.proofs {
		all = append(all, f.proofs[i].Load())
	}
	return all
}

// everything asks what a walk asks.
func everything(ctx context.Context, c *directory.Client) {
	for range 2 {
		_, _ = c.Domain(ctx)
		_, _ = c.PDCEmulator(ctx)
		_, _ = c.DomainControllers(ctx)
		_, _ = c.User(ctx, "kim")
		_, _ = c.User(ctx, "kim@corp.example.com")
		_, _ = c.Account(ctx, "svc")
		_, _ = c.PasswordPolicy(ctx, sharedUser)
		_, _ = c.Rights(ctx, "svc", sharedUser)
		_, _ = c.Replicas(ctx, sharedUser)
		_, _ = c.Forest(ctx)
	}
}

// Four controllers that refuse a password are shown it once: with the usual
// threshold of five, a walk must not be what locks the account.
func TestAttackLockoutByMany(t *testing.T) {
	t.Parallel()
	for name, by := range mechanisms() {
		if name == "keytab" {
			continue // holds no password of ours to get wrong
		}
		for _, to := range []string{"", dc1, "dc4.corp.example.com"} {
			t.Run("all/"+name+"/"+to, func(t *testing.T) {
				t.Parallel()
				f := newFour(t, "Not-It-9!", "Not-It-9!")
				c := f.client(t, by, func(c *directory.Config) { c.Controller = to })
				everything(t.Context(), c)
				hasKind(t, errorOf(c.PDCEmulator(t.Context())), probes.WrongPassword)
				f.over()
				if got := f.shown(); sum(got)+int32(f.realm.WrongProofs("svc")) != 1 {
					t.Errorf("got %d proofs and %d at the centre, want 1 in all", got, f.realm.WrongProofs("svc"))
				}
			})
		}
	}
	for _, name := range []string{"simple", "ntlm"} {
		t.Run("all-but-one/"+name, func(t *testing.T) {
			t.Parallel()
			f := newFour(t, labPassword, "Not-It-9!")
			c := f.client(t, mechanisms()[name], nil)
			everything(t.Context(), c)
			f.over()
			got := f.shown()
			if refused := sum(got[1:]); got[0] == 0 || refused != 1 {
				t.Errorf("got %d proofs, want the first taken and one refused", got)
			}
		})
	}
}

func sum(list []int32) (all int32) {
	for _, n := range list {
		all += n
	}
	return all
}
