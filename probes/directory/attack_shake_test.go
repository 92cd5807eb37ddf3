package directory_test

import (
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// odd is the controller's side of a handshake that goes wrong from one step
// on. It counts the binds of all of them.
type odd struct {
	ldapserver.Handshake

	from  int
	wrong func(sound []byte) (answer []byte, done bool)
	step  int
	sound []byte // the last answer that was what it should be
	binds *atomic.Int32
}

func (o *odd) Step(token []byte) (answer []byte, done bool, err error) {
	o.binds.Add(1)
	if o.step++; o.step < o.from || o.step == 1 { // the first tells who it is
		o.sound, done, err = o.Handshake.Step(token)
		if o.step < o.from || err != nil {
			return o.sound, done, err
		}
	}
	answer, done = o.wrong(o.sound)
	return answer, done, nil
}

// TestAttackHandshakes signs in at a controller that answers a handshake oddly.
// A handshake has three binds, and one that goes wrong no more.
func TestAttackHandshakes(t *testing.T) {
	t.Parallel()
	success := func([]byte) ([]byte, bool) { return nil, true }
	again := func(sound []byte) ([]byte, bool) { return sound, false }
	nothing := func([]byte) ([]byte, bool) { return nil, false }
	junk := func([]byte) ([]byte, bool) { return []byte("\x60\x84\xff\xff\xff\xff\x00junk"), false }
	for name, c := range map[string]struct {
		from  int
		wrong func([]byte) ([]byte, bool)
		binds int32
		want  probes.Kind
	}{
		"success-at-once":          {1, success, 1, probes.Malformed},
		"nothing-at-once":          {1, nothing, 1, probes.BindRefused},
		"junk-at-once":             {1, junk, 1, probes.Malformed},
		"proof-for-an-offer":       {2, again, 2, probes.Malformed},
		"nothing-for-an-offer":     {2, nothing, 2, probes.BindRefused},
		"junk-for-an-offer":        {2, junk, 2, probes.Malformed},
		"offer-again":              {3, again, 3, probes.Malformed},
		"nothing-after-the-choice": {3, nothing, 3, probes.BindRefused},
		"junk-after-the-choice":    {3, junk, 3, probes.Malformed},
	} {
		t.Run("kerberos/"+name, func(t *testing.T) {
			t.Parallel()
			var binds atomic.Int32
			k := kingdomThat(t, kdc.Config{}, ldapserver.Options{}, func(r *kdc.Realm) ldapserver.Handshake {
				return &odd{Handshake: r.Accept(false), from: c.from, wrong: c.wrong, binds: &binds}
			}, nil)
			client := directory.New(directory.Config{
				Controller: "ldaps://" + dc1, Account: "svc", Password: probes.NewSecret(labPassword), SignIn: directory.Kerberos,
				Network: probes.Network{Dial: k.dial, Roots: k.ca.pool()},
			})
			defer func() { _ = client.Close() }()
			for range 3 {
				hasKind(t, errorOf(client.PDCEmulator(t.Context())), c.want)
			}
			if got := binds.Load(); got != c.binds {
				t.Errorf("got %d binds, want %d", got, c.binds)
			}
		})
	}
	for name, children := range map[string]int{"success-at-once": 3, "success-with-credentials": 4} {
		t.Run("ntlm/"+name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { attackNTLM(t, children) })
		})
	}
}

// attackNTLM says success to the first message, before any proof.
func attackNTLM(t *testing.T, children int) {
	t.Helper()
	var binds atomic.Int32
	dc := &controller{has: entries{"": root()}}
	serve := func(conn net.Conn) {
		for {
			request, err := ber.ReadPacket(conn)
			if err != nil || len(request.Children) < 2 {
				return
			}
			id, _ := request.Children[0].Value.(int64)
			if request.Children[1].Tag != ldap.ApplicationBindRequest {
				dc.search(conn, id, request.Children[1])
				continue
			}
			binds.Add(1)
			p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationBindResponse, nil, "")
			p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, 0, ""))
			for range children - 1 {
				p.AppendChild(octets(""))
			}
			send(conn, id, p)
		}
	}
	ca := newAuthority(t)
	p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), serve)}}
	c := directory.New(directory.Config{
		Controller: "ldaps://" + dc1, Account: `CORP\svc`, Password: probes.NewSecret("secret"), SignIn: directory.NTLM,
		Network: probes.Network{Dial: p.dial, Roots: ca.pool()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		p.all.Wait()
	})
	for range 3 {
		hasKind(t, errorOf(c.PDCEmulator(t.Context())), probes.Malformed)
	}
	if got := binds.Load(); got != 1 {
		t.Errorf("got %d binds, want 1", got)
	}
}
