package directory_test

import (
	"net"
	"testing"
	"testing/synctest"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// TestAttackBindAnswers answers a bind with the success of another operation.
// Nobody is signed in by it.
func TestAttackBindAnswers(t *testing.T) {
	t.Parallel()
	for name, op := range map[string]ber.Tag{
		"search": ldap.ApplicationSearchResultDone, "change": ldap.ApplicationModifyResponse, "addition": ldap.ApplicationAddResponse,
		"deletion": ldap.ApplicationDelResponse, "comparison": ldap.ApplicationCompareResponse, "extension": ldap.ApplicationExtendedResponse,
	} {
		t.Run("ldap/"+name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ca := newAuthority(t)
				dc := &controller{has: entries{"": root(), baseDN: {"objectClass": {"domainDNS"}}}}
				serve := func(conn net.Conn) {
					for {
						request, err := ber.ReadPacket(conn)
						if err != nil || len(request.Children) < 2 {
							return
						}
						id, _ := request.Children[0].Value.(int64)
						if said := request.Children[1]; said.Tag == ldap.ApplicationSearchRequest {
							dc.search(conn, id, said)
							continue
						}
						sayResult(conn, id, op, 0)
					}
				}
				p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), serve)}}
				client := client(t, p, ca, dc1)
				for question, ask := range baseQuestions() {
					if got, _ := kindOf(t, ask(t.Context(), client)); got != probes.Malformed {
						t.Errorf("%s: got %s, want malformed", question, got)
					}
				}
			})
		})
	}
}
