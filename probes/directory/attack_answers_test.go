package directory_test

import (
	"context"
	"net"
	"testing"
	"testing/synctest"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// answering serves the rootDSE and binds as it should, and every other search
// with what say sends.
func answering(dc *controller, say func(conn net.Conn, id int64, base string)) behaviour {
	return func(conn net.Conn) {
		for {
			request, err := ber.ReadPacket(conn)
			if err != nil || len(request.Children) < 2 {
				return
			}
			id, _ := request.Children[0].Value.(int64)
			op := request.Children[1]
			if op.Tag != ldap.ApplicationSearchRequest {
				sayResult(conn, id, ldap.ApplicationBindResponse, 0)
				continue
			}
			if base, _ := op.Children[0].Value.(string); base != "" {
				say(conn, id, base)
				continue
			}
			dc.search(conn, id, op)
		}
	}
}

func sayResult(conn net.Conn, id int64, op ber.Tag, code uint16) { say(conn, id, op, code, "") }

// element is an entry or a reference of these children.
func element(tag ber.Tag, children ...*ber.Packet) *ber.Packet {
	p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, tag, nil, "")
	for _, c := range children {
		p.AppendChild(c)
	}
	return p
}

// TestAttackAnswers answers searches with what is no answer to them. It is an
// obstacle that says so: nobody is found, missing, or gone by it.
func TestAttackAnswers(t *testing.T) {
	t.Parallel()
	entry := func(dn string) *ber.Packet {
		return element(ldap.ApplicationSearchResultEntry, octets(dn), ber.NewSequence(""))
	}
	done := func(conn net.Conn, id int64) { sayResult(conn, id, ldap.ApplicationSearchResultDone, 0) }
	for name, c := range map[string]struct {
		say  func(conn net.Conn, id int64, base string)
		want probes.Kind
	}{
		"another-id": {func(conn net.Conn, id int64, base string) { send(conn, id+1000, entry(base)); done(conn, id+1000) }, probes.Stalled},
		"id-0":       {func(conn net.Conn, _ int64, base string) { send(conn, 0, entry(base)); done(conn, 0) }, probes.Stalled},
		"result-of-a-change": {func(conn net.Conn, id int64, _ string) {
			sayResult(conn, id, ldap.ApplicationModifyResponse, 0)
		}, probes.Stalled},
		"result-of-a-bind": {func(conn net.Conn, id int64, _ string) { sayResult(conn, id, ldap.ApplicationBindResponse, 0) }, probes.Stalled},
		"reference": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, element(ldap.ApplicationSearchResultReference, octets("ldap://evil.test/DC=evil,DC=test")))
			done(conn, id)
		}, probes.Malformed},
		"two-entries": {func(conn net.Conn, id int64, base string) {
			send(conn, id, entry(base))
			send(conn, id, entry(base))
			done(conn, id)
		}, probes.Malformed},
		"another-entry": {func(conn net.Conn, id int64, base string) {
			send(conn, id, entry("CN=Another,"+base))
			done(conn, id)
		}, probes.Malformed},
		"entry-above": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, entry("DC=com"))
			done(conn, id)
		}, probes.Malformed},
		"entry-without-a-name": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, entry(""))
			done(conn, id)
		}, probes.Malformed},
		"entry-of-no-name": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, entry("\xff\x00nonsense"))
			done(conn, id)
		}, probes.Malformed},
		"entry-of-nothing": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, element(ldap.ApplicationSearchResultEntry))
			done(conn, id)
		}, probes.Malformed},
		"entry-of-a-name": {func(conn net.Conn, id int64, base string) {
			send(conn, id, element(ldap.ApplicationSearchResultEntry, octets(base)))
			done(conn, id)
		}, probes.Malformed},
		"result-without-a-code": {func(conn net.Conn, id int64, _ string) {
			send(conn, id, element(ldap.ApplicationSearchResultDone))
		}, probes.Malformed},
		"code-out-of-range": {func(conn net.Conn, id int64, _ string) {
			sayResult(conn, id, ldap.ApplicationSearchResultDone, 0xffff)
		}, probes.Malformed},
	} {
		t.Run("ldap/"+name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ca := newAuthority(t)
				dc := &controller{has: entries{"": root()}}
				p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), answering(dc, c.say))}}
				client := client(t, p, ca, dc1)
				if _, err := client.Domain(t.Context()); err != nil {
					t.Fatal(err)
				}
				for question, ask := range baseQuestions() {
					if got, _ := kindOf(t, ask(t.Context(), client)); got != c.want {
						t.Errorf("%s: got %s (%v), want %s", question, got, ask(t.Context(), client), c.want)
					}
				}
			})
		})
	}
}

// baseQuestions begin with the reading of one entry.
func baseQuestions() map[string]func(context.Context, *directory.Client) error {
	return map[string]func(context.Context, *directory.Client) error{
		"PDCEmulator": func(ctx context.Context, c *directory.Client) error { return errorOf(c.PDCEmulator(ctx)) },
		"Replicas": func(ctx context.Context, c *directory.Client) error {
			return errorOf(c.Replicas(ctx, "CN=alice,"+baseDN))
		},
	}
}
