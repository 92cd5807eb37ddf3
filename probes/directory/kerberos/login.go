package kerberos

import (
	"context"
	"errors"
	"fmt"

	"github.com/jcmturner/gofork/encoding/asn1"
	"github.com/jcmturner/gokrb5/v8/crypto"
	"github.com/jcmturner/gokrb5/v8/iana/flags"
	"github.com/jcmturner/gokrb5/v8/iana/keyusage"
	"github.com/jcmturner/gokrb5/v8/iana/patype"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

var errNotOurs = errors.New("the answer belongs to another question")

// login gets a ticket-granting ticket (RFC 4120 3.1). The first request proves
// nothing, so that it counts for nothing; its answer names cipher and salt. The
// second holds the proof and is sent once.
func (c *Client) login(ctx context.Context) (*ticket, error) {
	if c.config.Password.Empty() && c.config.Keytab == "" { // the ticket of a cache has run out
		return nil, &probes.Obstacle{Kind: probes.TicketExpired, Needs: c.config.Cache}
	}
	request, err := messages.NewASReqForTGT(c.realm, c.conf, c.name)
	if err != nil {
		return nil, fmt.Errorf("ask for a ticket: %w", err)
	}
	if c.name.NameType == nameEnterprise {
		types.SetFlag(&request.ReqBody.KDCOptions, flags.Canonicalize)
	}
	var hints types.PADataSequence
	reply, err := c.authenticate(ctx, &request, opening)
	if said := numbered(err); said != nil && said.ErrorCode == kdcErrPreauthRequired {
		if err := hints.Unmarshal(said.EData); err != nil {
			return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "METHOD-DATA", Err: err}
		}
		if err := c.prove(ctx, &request, hints); err != nil {
			return nil, err
		}
		reply, err = c.authenticate(ctx, &request, proving)
	}
	if said := numbered(err); said != nil {
		return nil, refused(c.config.Controller, c.config.Account, said)
	}
	if err != nil {
		return nil, err
	}
	return c.open(ctx, reply, request.ReqBody.Nonce, hints)
}

// noCipher is the obstacle of a centre that offers nothing.
func (c *Client) noCipher() error {
	return refused(c.config.Controller, c.config.Account, &messages.KRBError{ErrorCode: kdcErrEtypeNoSupport})
}

// authenticate sends the request as it stands.
func (c *Client) authenticate(ctx context.Context, request *messages.ASReq, risk stake) ([]byte, error) {
	text, err := request.Marshal()
	if err != nil {
		return nil, fmt.Errorf("ask for a ticket: %w", err)
	}
	return c.exchange(ctx, c.realm, text, risk)
}

// prove adds the encrypted time (PA-ENC-TIMESTAMP, RFC 4120 5.2.7.2), by the
// first cipher of the centre's list that we take, and its salt.
func (c *Client) prove(ctx context.Context, request *messages.ASReq, hints types.PADataSequence) error {
	etype, err := c.cipher(hints)
	if err != nil {
		return err
	}
	key, err := c.key(ctx, etype, hints, c.name)
	if err != nil {
		return err
	}
	now := c.config.Clock.Now().UTC()
	stamp, err := asn1.Marshal(types.PAEncTSEnc{PATimestamp: now, PAUSec: now.Nanosecond() / 1000})
	if err != nil {
		return fmt.Errorf("write the time: %w", err)
	}
	sealed, err := crypto.GetEncryptedData(stamp, key, keyusage.AS_REQ_PA_ENC_TIMESTAMP, 0)
	if err != nil {
		return fmt.Errorf("encrypt the time: %w", err)
	}
	value, err := sealed.Marshal()
	if err != nil {
		return fmt.Errorf("write the encrypted time: %w", err)
	}
	request.PAData = types.PADataSequence{{PADataType: patype.PA_ENC_TIMESTAMP, PADataValue: value}}
	return nil
}

// open reads the ticket out of an answer. One that our key does not open means
// that the password is another.
// What it does not say of the key stands as the centre said it before.
func (c *Client) open(ctx context.Context, reply []byte, nonce int, before types.PADataSequence) (*ticket, error) {
	var answer messages.ASRep
	if err := answer.Unmarshal(reply); err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "AS-REP", Err: err}
	}
	if !c.asked(answer.EncPart.EType) {
		return nil, c.unasked(answer.EncPart.EType)
	}
	key, err := c.key(ctx, answer.EncPart.EType, append(answer.PAData, before...), answer.CName)
	if err != nil {
		return nil, err
	}
	plain, err := crypto.DecryptEncPart(answer.EncPart, key, keyusage.AS_REP_ENCPART)
	if err != nil {
		return nil, refused(c.config.Controller, c.config.Account, &messages.KRBError{ErrorCode: apErrBadIntegrity})
	}
	var part messages.EncKDCRepPart
	if err := part.Unmarshal(plain); err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "AS-REP", Err: err}
	}
	if part.Nonce != nonce {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "AS-REP", Err: errNotOurs}
	}
	c.name, c.realm = answer.CName, answer.CRealm // as the domain spells it
	return &ticket{Ticket: answer.Ticket, key: part.Key, until: part.EndTime}, nil
}
