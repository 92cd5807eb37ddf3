package kerberos

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jcmturner/gofork/encoding/asn1"
	"github.com/jcmturner/gokrb5/v8/asn1tools"
	"github.com/jcmturner/gokrb5/v8/crypto"
	"github.com/jcmturner/gokrb5/v8/gssapi"
	"github.com/jcmturner/gokrb5/v8/iana/chksumtype"
	"github.com/jcmturner/gokrb5/v8/iana/flags"
	"github.com/jcmturner/gokrb5/v8/iana/keyusage"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/spnego"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

// Context is one handshake with one service. It is what the LDAP library calls
// a GSSAPI client. Use it once.
type Context struct {
	ticket  *ticket
	name    types.PrincipalName
	realm   string
	service string
	host    string
	now     func() time.Time
	binding [16]byte // MD5 of the channel binding; zero for none (RFC 4121 4.1.1.2)

	sent     types.Authenticator
	key      types.EncryptionKey
	acceptor bool // key is the one that the service chose
}

// Open gets a ticket for a service such as "ldap/dc1.corp.example.com" and
// returns the handshake with it. binding is the MD5 hash of the channel
// binding, zero for none. Errors are obstacles.
func (c *Client) Open(ctx context.Context, spn string, binding [16]byte) (*Context, error) {
	t, err := c.service(ctx, spn)
	if err != nil {
		return nil, err
	}
	return &Context{ticket: t, name: c.name, realm: c.realm, service: spn, host: c.config.Controller, now: c.config.Clock.Now, binding: binding}, nil
}

var (
	errUnexpected = errors.New("the service sent a token that does not belong here")
	errImpostor   = errors.New("the service could not prove who it is")
)

// InitSecContext makes the first token, and later reads the answer to it.
func (x *Context) InitSecContext(_ string, answer []byte) (token []byte, more bool, err error) {
	if answer == nil {
		token, err = x.first()
		return token, true, err
	}
	return []byte{}, false, x.verify(answer)
}

// InitSecContextWithOptions is InitSecContext: the options are always the same.
func (x *Context) InitSecContextWithOptions(target string, answer []byte, _ []int) (token []byte, more bool, err error) {
	return x.InitSecContext(target, answer)
}

// DeleteSecContext forgets the key.
func (x *Context) DeleteSecContext() error {
	x.key = types.EncryptionKey{}
	return nil
}

// first is the AP-REQ in a token of the mechanism (RFC 4121 4.1). The service
// is asked to prove itself; signing and sealing are not asked for, because TLS
// does that and Active Directory takes one of them only.
func (x *Context) first() ([]byte, error) {
	sent, err := types.NewAuthenticator(x.realm, x.name)
	if err != nil {
		return nil, fmt.Errorf("make an authenticator: %w", err)
	}
	now := x.now().UTC()
	sent.CTime, sent.Cusec = now, now.Nanosecond()/int(time.Microsecond)
	checksum := binary.LittleEndian.AppendUint32(nil, uint32(len(x.binding)))
	checksum = append(checksum, x.binding[:]...)
	checksum = binary.LittleEndian.AppendUint32(checksum, gssapi.ContextFlagMutual)
	sent.Cksum = types.Checksum{CksumType: chksumtype.GSSAPI, Checksum: checksum}
	request, err := messages.NewAPReq(x.ticket.Ticket, x.ticket.key, sent)
	if err != nil {
		return nil, fmt.Errorf("make an AP-REQ: %w", err)
	}
	types.SetFlag(&request.APOptions, flags.APOptionMutualRequired)
	text, err := request.Marshal()
	if err != nil {
		return nil, fmt.Errorf("write an AP-REQ: %w", err)
	}
	oid, err := asn1.Marshal(gssapi.OIDKRB5.OID())
	if err != nil {
		return nil, fmt.Errorf("write the mechanism: %w", err)
	}
	x.sent, x.key = sent, x.ticket.key
	return asn1tools.AddASNAppTag(append(append(oid, 1, 0), text...), 0), nil
}

// verify reads the AP-REP, by which the service proves that it could read the
// ticket, or the error in its place.
func (x *Context) verify(answer []byte) error {
	var token spnego.KRB5Token
	if err := token.Unmarshal(answer); err != nil {
		return &probes.Obstacle{Kind: probes.Malformed, Host: x.host, Needs: "AP-REP", Err: err}
	}
	if token.IsKRBError() {
		return refused(x.host, x.service, &token.KRBError)
	}
	if !token.IsAPRep() {
		return &probes.Obstacle{Kind: probes.Malformed, Host: x.host, Needs: "AP-REP", Err: errUnexpected}
	}
	plain, err := crypto.DecryptEncPart(token.APRep.EncPart, x.ticket.key, keyusage.AP_REP_ENCPART)
	if err != nil {
		return &probes.Obstacle{Kind: probes.ServiceUnknown, Host: x.host, Needs: x.service, Err: errors.Join(errImpostor, err)}
	}
	var part messages.EncAPRepPart
	if err := part.Unmarshal(plain); err != nil {
		return &probes.Obstacle{Kind: probes.Malformed, Host: x.host, Needs: "AP-REP", Err: err}
	}
	if !part.CTime.Equal(x.sent.CTime.Truncate(time.Second)) || part.Cusec != x.sent.Cusec {
		return &probes.Obstacle{Kind: probes.ServiceUnknown, Host: x.host, Needs: x.service, Err: errImpostor}
	}
	if len(part.Subkey.KeyValue) > 0 {
		x.key, x.acceptor = part.Subkey, true
	}
	return nil
}

// Flags of a wrap token (RFC 4121 4.2.2).
const (
	flagAcceptor = 1
	flagSealed   = 2
	flagSubkey   = 4
)

// noLayer is the bit of no security layer in an offer and a choice (RFC 4752
// 3.3).
const noLayer = 1

// NegotiateSaslAuth answers the service's offer of security layers with none
// (RFC 4752 3.1).
func (x *Context) NegotiateSaslAuth(offer []byte, authzid string) ([]byte, error) {
	layers, err := x.unwrap(offer)
	if err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: x.host, Needs: "SASL", Err: err}
	}
	if layers&noLayer == 0 {
		return nil, &probes.Obstacle{Kind: probes.SigningRequired, Host: x.host, Needs: "Kerberos"}
	}
	cipher, err := crypto.GetEtype(x.key.KeyType)
	if err != nil {
		return nil, fmt.Errorf("find the cipher: %w", err)
	}
	token := gssapi.WrapToken{
		EC: uint16(cipher.GetHMACBitLength() / 8), SndSeqNum: uint64(x.sent.SeqNumber), //nolint:gosec // 12 bytes; never negative
		Payload: append([]byte{noLayer, 0, 0, 0}, authzid...), // and no buffer
	}
	if x.acceptor {
		token.Flags = flagSubkey
	}
	if err := token.SetCheckSum(x.key, keyusage.GSSAPI_INITIATOR_SEAL); err != nil {
		return nil, fmt.Errorf("sign the answer: %w", err)
	}
	text, err := token.Marshal()
	if err != nil {
		return nil, fmt.Errorf("write the answer: %w", err)
	}
	return text, nil
}

// unwrap checks the signed offer of the service and returns which security
// layers it offers. What follows the header may be rotated (RFC 4121 4.2.5),
// as Windows does.
func (x *Context) unwrap(b []byte) (layers byte, err error) {
	if len(b) < gssapi.HdrLen || b[0] != 5 || b[1] != 4 || b[2]&flagAcceptor == 0 || b[2]&flagSealed != 0 {
		return 0, errUnexpected
	}
	body := b[gssapi.HdrLen:]
	checksum, rotated := int(binary.BigEndian.Uint16(b[4:])), int(binary.BigEndian.Uint16(b[6:]))
	if checksum > len(body) || len(body) == 0 {
		return 0, errUnexpected
	}
	rotated %= len(body)
	straight := append(append([]byte{}, body[rotated:]...), body[:rotated]...)
	token := gssapi.WrapToken{
		Flags: b[2], SndSeqNum: binary.BigEndian.Uint64(b[8:]),
		Payload: straight[:len(straight)-checksum], CheckSum: straight[len(straight)-checksum:],
	}
	key := x.ticket.key
	if b[2]&flagSubkey != 0 {
		key = x.key
	}
	if ok, err := token.Verify(key, keyusage.GSSAPI_ACCEPTOR_SEAL); !ok || err != nil {
		return 0, errors.Join(errImpostor, err)
	}
	if len(token.Payload) != 4 {
		return 0, errUnexpected
	}
	return token.Payload[0], nil
}
