package directory

import (
	"errors"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// maxRounds is how many tokens a handshake may take before the security layer
// is chosen. Kerberos takes two, and two more when the platform begins again
// with the controller's clock.
const maxRounds = 4

// errUnfinished is the end of a handshake that a controller does not finish.
var errUnfinished = errors.New("the controller does not finish the handshake")

// paced is a handshake that ends. The LDAP library begins anew with whoever
// says success before it has proven itself, and chooses a layer as often as
// one is offered, each time with another bind.
type paced struct {
	ldap.GSSAPIClient

	host   string
	rounds int
	chosen bool
}

// InitSecContextWithOptions is the one that the library calls.
func (p *paced) InitSecContextWithOptions(target string, answer []byte, options []int) ([]byte, bool, error) {
	if p.rounds > 0 && answer == nil || p.rounds == maxRounds {
		return nil, false, p.endless()
	}
	p.rounds++
	return p.GSSAPIClient.InitSecContextWithOptions(target, answer, options) //nolint:wrapcheck // bind does
}

// NegotiateSaslAuth is the last step, and there is one of it.
func (p *paced) NegotiateSaslAuth(offer []byte, authzid string) ([]byte, error) {
	if p.chosen {
		return nil, p.endless()
	}
	p.chosen = true
	return p.GSSAPIClient.NegotiateSaslAuth(offer, authzid) //nolint:wrapcheck // bind does
}

func (p *paced) endless() error {
	return &probes.Obstacle{Kind: probes.Malformed, Host: p.host, Needs: "SASL", Err: errUnfinished}
}
