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
	reply, err := c.authenticate(ctx, &request, opening)
	if said := numbered(err); said != nil && said.ErrorCode == kdcErrPreauthRequired {
		if err := c.prove(&request, said); err != nil {
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
	return c.open(reply, request.ReqBody.Nonce)
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
// first cipher of the centre's list that we have, and its salt.
func (c *Client) prove(request *messages.ASReq, said *messages.KRBError) error {
	var hints types.PADataSequence
	if err := hints.Unmarshal(said.EData); err != nil {
		return &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "METHOD-DATA", Err: err}
	}
	etype, ok := c.cipher(hints)
	if !ok {
		return refused(c.config.Controller, c.config.Account, &messages.KRBError{ErrorCode: kdcErrEtypeNoSupport})
	}
	key, err := c.key(etype, hints, c.name)
	if err != nil {
		return err
	}
	now := c.config.Now().UTC()
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

// cipher returns the first cipher that the centre offers and that we have, and
// for which a key table has a key.
func (c *Client) cipher(hints types.PADataSequence) (int32, bool) {
	for _, h := range hints {
		if h.PADataType != patype.PA_ETYPE_INFO2 {
			continue
		}
		offered, err := h.GetETypeInfo2()
		if err != nil {
			return 0, false
		}
		for _, o := range offered {
			if _, err := crypto.GetEtype(o.EType); err == nil && c.hasKey(o.EType) {
				return o.EType, true
			}
		}
		if c.config.Password.Empty() && len(offered) > 0 { // so that the key table is what gets named
			return offered[0].EType, true
		}
	}
	return 0, false
}

func (c *Client) hasKey(etype int32) bool {
	if !c.config.Password.Empty() {
		return true
	}
	_, err := c.key(etype, nil, c.name)
	return err == nil
}

// open reads the ticket out of an answer. One that our key does not open means
// that the password is another.
func (c *Client) open(reply []byte, nonce int) (*ticket, error) {
	var answer messages.ASRep
	if err := answer.Unmarshal(reply); err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "AS-REP", Err: err}
	}
	key, err := c.key(answer.EncPart.EType, answer.PAData, answer.CName)
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

// keyOf makes a key of a password (RFC 3961 string-to-key), with the salt for
// that very cipher: the library takes the salt of the first one listed.
func keyOf(password probes.Secret, name types.PrincipalName, realm string, etype int32, hints types.PADataSequence) (types.EncryptionKey, error) {
	cipher, err := crypto.GetEtype(etype)
	if err != nil {
		return types.EncryptionKey{}, fmt.Errorf("find the cipher %d: %w", etype, err)
	}
	salt, parameters := name.GetSalt(realm), cipher.GetDefaultStringToKeyParams()
	if hint, ok := hintFor(etype, hints); ok {
		if hint.Salt != "" {
			salt = hint.Salt
		}
		if len(hint.S2KParams) == 4 {
			parameters = fmt.Sprintf("%x", hint.S2KParams)
		}
	}
	value, err := cipher.StringToKey(password.Reveal(), salt, parameters)
	if err != nil {
		return types.EncryptionKey{}, fmt.Errorf("make a key: %w", err)
	}
	return types.EncryptionKey{KeyType: etype, KeyValue: value}, nil
}

// hintFor returns what the centre says about the key of one cipher.
func hintFor(etype int32, hints types.PADataSequence) (types.ETypeInfo2Entry, bool) {
	for _, h := range hints {
		if h.PADataType != patype.PA_ETYPE_INFO2 {
			continue
		}
		offered, err := h.GetETypeInfo2()
		if err != nil {
			continue
		}
		for _, o := range offered {
			if o.EType == etype {
				return o, true
			}
		}
	}
	return types.ETypeInfo2Entry{}, false
}
