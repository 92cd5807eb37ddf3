package kdc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/jcmturner/gofork/encoding/asn1"
	"github.com/jcmturner/gokrb5/v8/asn1tools"
	"github.com/jcmturner/gokrb5/v8/crypto"
	"github.com/jcmturner/gokrb5/v8/gssapi"
	"github.com/jcmturner/gokrb5/v8/iana/asnAppTag"
	"github.com/jcmturner/gokrb5/v8/iana/chksumtype"
	"github.com/jcmturner/gokrb5/v8/iana/keyusage"
	"github.com/jcmturner/gokrb5/v8/iana/msgtype"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/spnego"
	"github.com/jcmturner/gokrb5/v8/types"
)

// Handshake is the service's side of one SASL bind of kind GSSAPI (RFC 4752
// 3.2): the ticket, the empty token, the choice of a security layer.
type Handshake struct {
	realm   *Realm
	rotated bool // rotates its tokens, as Windows does (RFC 4121 4.2.5)
	step    int
	client  string
	binding []byte
	key     types.EncryptionKey
}

// Accept begins the service's side of a handshake. rotated makes its tokens
// look as those of Windows.
func (r *Realm) Accept(rotated bool) *Handshake { return &Handshake{realm: r, rotated: rotated} }

// Client is who the ticket is for, as DOMAIN\name.
func (h *Handshake) Client() string { return h.realm.config.Domain + `\` + h.client }

// Binding is the hash of the client's channel binding, zero bytes for none.
func (h *Handshake) Binding() []byte { return h.binding }

var errRefused = errors.New("the handshake is not what it should be")

// Step takes one token of the client.
func (h *Handshake) Step(token []byte) (answer []byte, done bool, err error) {
	defer func() {
		if recover() != nil { // the library's parsers trust what they read
			answer, done, err = nil, true, errRefused
		}
	}()
	h.step++
	switch h.step {
	case 1:
		answer, err = h.ticket(token)
		return answer, false, err
	case 2:
		if len(token) != 0 {
			return nil, true, errRefused
		}
		answer, err = h.offer()
		return answer, false, err
	default:
		return nil, true, h.choice(token)
	}
}

// ticket reads the AP-REQ with the checksum of the handshake (RFC 4121 4.1.1),
// and answers with the AP-REP.
func (h *Handshake) ticket(token []byte) ([]byte, error) {
	var said spnego.KRB5Token
	if err := said.Unmarshal(token); err != nil || !said.IsAPReq() {
		return nil, errors.Join(errRefused, err)
	}
	request := &said.APReq
	if err := request.Ticket.DecryptEncPart(h.realm.keys, nil); err != nil {
		return nil, fmt.Errorf("open the ticket: %w", err)
	}
	part := &request.Ticket.DecryptedEncPart
	if err := request.DecryptAuthenticator(part.Key); err != nil {
		return nil, fmt.Errorf("open the authenticator: %w", err)
	}
	sum := request.Authenticator.Cksum
	const wanted, bound = 24, 16
	now := h.realm.config.Now()
	switch {
	case !request.Authenticator.CName.Equal(part.CName),
		sum.CksumType != chksumtype.GSSAPI || len(sum.Checksum) < wanted || binary.LittleEndian.Uint32(sum.Checksum) != bound,
		now.Sub(request.Authenticator.CTime).Abs() > maxSkew, now.After(part.EndTime):
		return nil, errRefused
	}
	h.binding, h.client = sum.Checksum[4:4+bound], strings.Join(part.CName.NameString, "/")
	return h.prove(request)
}

// prove shows that the service could read the ticket, and chooses the key that
// the tokens are signed with.
func (h *Handshake) prove(request *messages.APReq) ([]byte, error) {
	et, err := crypto.GetEtype(cipher)
	if err != nil {
		return nil, fmt.Errorf("find the cipher: %w", err)
	}
	if h.key, err = types.GenerateEncryptionKey(et); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	plain, err := asn1.Marshal(messages.EncAPRepPart{
		CTime: request.Authenticator.CTime, Cusec: request.Authenticator.Cusec, Subkey: h.key, SequenceNumber: 1,
	})
	if err != nil {
		return nil, fmt.Errorf("write the proof: %w", err)
	}
	sealed, err := crypto.GetEncryptedData(asn1tools.AddASNAppTag(plain, asnAppTag.EncAPRepPart),
		request.Ticket.DecryptedEncPart.Key, keyusage.AP_REP_ENCPART, 0)
	if err != nil {
		return nil, fmt.Errorf("encrypt the proof: %w", err)
	}
	text, err := asn1.Marshal(messages.APRep{PVNO: 5, MsgType: msgtype.KRB_AP_REP, EncPart: sealed})
	if err != nil {
		return nil, fmt.Errorf("write the answer: %w", err)
	}
	oid, err := asn1.Marshal(gssapi.OIDKRB5.OID())
	if err != nil {
		return nil, fmt.Errorf("write the mechanism: %w", err)
	}
	return asn1tools.AddASNAppTag(append(append(oid, 2, 0), asn1tools.AddASNAppTag(text, asnAppTag.APREP)...), 0), nil
}

const (
	checksumLength = 12 // HMAC-SHA1-96
	fromAcceptor   = 1 | 4
	fromInitiator  = 4
)

// offer is the list of security layers: none, signing, sealing.
func (h *Handshake) offer() ([]byte, error) {
	token := gssapi.WrapToken{Flags: fromAcceptor, EC: checksumLength, SndSeqNum: 1, Payload: []byte{7, 0, 0x10, 0}}
	if err := token.SetCheckSum(h.key, keyusage.GSSAPI_ACCEPTOR_SEAL); err != nil {
		return nil, fmt.Errorf("sign the offer: %w", err)
	}
	text, err := token.Marshal()
	if err != nil {
		return nil, fmt.Errorf("write the offer: %w", err)
	}
	if h.rotated {
		binary.BigEndian.PutUint16(text[6:], checksumLength)
		body := text[gssapi.HdrLen:]
		turned := append(append([]byte{}, body[len(body)-checksumLength:]...), body[:len(body)-checksumLength]...)
		copy(body, turned)
	}
	return text, nil
}

// choice reads which security layer the client wants: none, inside TLS.
func (h *Handshake) choice(token []byte) error {
	var said gssapi.WrapToken
	if err := said.Unmarshal(token, false); err != nil || said.Flags != fromInitiator {
		return errors.Join(errRefused, err)
	}
	ok, err := said.Verify(h.key, keyusage.GSSAPI_INITIATOR_SEAL)
	if !ok || err != nil || len(said.Payload) < 4 || said.Payload[0] != 1 {
		return errors.Join(errRefused, err)
	}
	return nil
}
