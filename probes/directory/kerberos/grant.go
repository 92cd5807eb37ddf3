package kerberos

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jcmturner/gokrb5/v8/iana/flags"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

// maxReferrals is how many realms are gone through on the way to a service. A
// path through a forest goes up to its root and down again.
const maxReferrals = 8

var errManyReferrals = errors.New("one realm refers to the next without end")

// grant gets a ticket for a service (RFC 4120 3.3), along the referrals from
// one domain to the next (RFC 6806 8).
func (c *Client) grant(ctx context.Context, spn string) (*ticket, error) {
	service := types.PrincipalName{NameType: nameService, NameString: strings.Split(spn, "/")}
	realm, with := c.realm, c.granting
	for range maxReferrals {
		t, err := c.exchangeTicket(ctx, realm, with, service)
		if said := numbered(err); said != nil {
			return nil, refused(c.config.Controller, spn, said)
		}
		if err != nil {
			return nil, err
		}
		name := t.SName.NameString
		if len(name) != 2 || name[0] != "krbtgt" {
			return t, nil
		}
		realm, with = name[1], t
	}
	return nil, &probes.Obstacle{Kind: probes.ServiceUnknown, Needs: spn, Err: errManyReferrals}
}

func (c *Client) exchangeTicket(ctx context.Context, realm string, with *ticket, service types.PrincipalName) (*ticket, error) {
	conf := *c.conf
	conf.LibDefaults.Canonicalize = true // without it no domain refers to another
	request, err := messages.NewTGSReq(c.name, realm, &conf, with.Ticket, with.key, service, false)
	if err != nil {
		return nil, fmt.Errorf("ask for a service ticket: %w", err)
	}
	types.SetFlag(&request.ReqBody.KDCOptions, flags.Canonicalize)
	text, err := request.Marshal()
	if err != nil {
		return nil, fmt.Errorf("ask for a service ticket: %w", err)
	}
	reply, err := c.exchange(ctx, realm, text, ticketed)
	if err != nil {
		return nil, err
	}
	var answer messages.TGSRep
	if err = answer.Unmarshal(reply); err == nil {
		err = answer.DecryptEncPart(with.key)
	}
	if err == nil && answer.DecryptedEncPart.Nonce != request.ReqBody.Nonce {
		err = errNotOurs
	}
	if err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "TGS-REP", Err: err}
	}
	part := &answer.DecryptedEncPart
	return &ticket{Ticket: answer.Ticket, key: part.Key, until: part.EndTime}, nil
}
