package kdc

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jcmturner/gofork/encoding/asn1"
	"github.com/jcmturner/gokrb5/v8/crypto"
	"github.com/jcmturner/gokrb5/v8/iana/keyusage"
	"github.com/jcmturner/gokrb5/v8/iana/msgtype"
	"github.com/jcmturner/gokrb5/v8/iana/patype"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"
)

// What the centre goes by: five minutes of difference between the clocks, ten
// hours of a ticket, as Active Directory has them by default.
const (
	maxSkew  = 5 * time.Minute
	lifetime = 10 * time.Hour
)

// authenticate answers for a ticket-granting ticket (RFC 4120 3.1).
func (r *Realm) authenticate(q *messages.ASReq) []byte {
	user := r.user(q.ReqBody.CName)
	if user == nil {
		return r.failure(errClientUnknown, nil)
	}
	salt := strings.ToUpper(r.config.Realm) + user.Name
	key, err := r.keyOf(user, salt)
	if err != nil {
		return r.failure(errGeneric, nil)
	}
	at := slices.IndexFunc(q.PAData, func(p types.PAData) bool { return p.PADataType == patype.PA_ENC_TIMESTAMP })
	if at < 0 && !r.config.Unproven {
		return r.failure(errPreauthNeeded, r.hints(salt))
	}
	if at >= 0 {
		if code := r.proven(user, key, q.PAData[at].PADataValue); code != 0 {
			return r.failure(code, nil)
		}
	}
	if user.Refusal != 0 {
		return r.failure(user.Refusal, status(user.Status))
	}
	name := types.PrincipalName{NameType: nameUser, NameString: []string{user.Name}}
	ticket, part, ok := r.ticket(name, q.ReqBody.SName, q.ReqBody.Nonce)
	if !ok {
		return r.failure(errServiceUnknown, nil)
	}
	sealed, err := sealPart(part, key, keyusage.AS_REP_ENCPART)
	if err != nil {
		return r.failure(errGeneric, nil)
	}
	answer := messages.ASRep{KDCRepFields: messages.KDCRepFields{
		PVNO: 5, MsgType: msgtype.KRB_AS_REP, CRealm: r.config.Realm, CName: name, Ticket: ticket, EncPart: sealed,
	}}
	if r.config.Unproven && len(r.config.Hints) > 0 {
		answer.EncPart.EType, answer.PAData = r.config.Hints[0].EType, r.methods(salt)
	}
	text, err := answer.Marshal()
	if err != nil {
		return r.failure(errGeneric, nil)
	}
	return text
}

// mostRounds is the most that the centre does itself of what it wants of others.
const mostRounds = 1_000_000

func (r *Realm) keyOf(user *User, salt string) (types.EncryptionKey, error) {
	et, err := crypto.GetEtype(cipher)
	if err != nil {
		return types.EncryptionKey{}, err //nolint:wrapcheck // of a constant
	}
	rounds := et.GetDefaultStringToKeyParams()
	for _, h := range r.config.Hints {
		if h.EType != cipher || len(h.S2KParams) != 4 {
			continue
		}
		if n := binary.BigEndian.Uint32(h.S2KParams); n > 0 && n <= mostRounds {
			rounds = fmt.Sprintf("%x", h.S2KParams)
		}
	}
	value, err := et.StringToKey(user.Password.Reveal(), salt, rounds)
	return types.EncryptionKey{KeyType: cipher, KeyValue: value}, err //nolint:wrapcheck // of a constant
}

// proven judges an encrypted timestamp, and counts the wrong ones.
func (r *Realm) proven(user *User, key types.EncryptionKey, proof []byte) int32 {
	var sealed types.EncryptedData
	if sealed.Unmarshal(proof) != nil {
		return errPreauthFailed
	}
	plain, err := crypto.DecryptEncPart(sealed, key, keyusage.AS_REQ_PA_ENC_TIMESTAMP)
	if err != nil {
		r.mu.Lock()
		r.proofs[strings.ToLower(user.Name)]++
		r.mu.Unlock()
		return errPreauthFailed
	}
	var stamp types.PAEncTSEnc
	if stamp.Unmarshal(plain) != nil {
		return errPreauthFailed
	}
	if r.config.Now().Sub(stamp.PATimestamp).Abs() > maxSkew {
		return errSkew
	}
	return 0
}

// methods is what the centre says of the key: the cipher and the salt (RFC 4120
// 5.2.7.5).
func (r *Realm) methods(salt string) types.PADataSequence {
	said := r.config.Hints
	if said == nil {
		said = types.ETypeInfo2{{EType: cipher, Salt: salt}}
	}
	info, err := asn1.Marshal(said)
	if err != nil {
		return nil
	}
	return types.PADataSequence{{PADataType: patype.PA_ETYPE_INFO2, PADataValue: info}}
}

// hints is the same as METHOD-DATA.
func (r *Realm) hints(salt string) []byte {
	data, err := asn1.Marshal(r.methods(salt))
	if err != nil {
		return nil
	}
	return data
}

// status is METHOD-DATA with KERB-EXT-ERROR (MS-KILE 2.2.1).
func status(code uint32) []byte {
	if code == 0 {
		return nil
	}
	value := binary.LittleEndian.AppendUint32(nil, code)
	value = append(value, 0, 0, 0, 0, 1, 0, 0, 0)
	data, err := asn1.Marshal(types.PADataSequence{{PADataType: patype.PA_PW_SALT, PADataValue: value}})
	if err != nil {
		return nil
	}
	return data
}

// grant answers for a service ticket (RFC 4120 3.3).
func (r *Realm) grant(q *messages.TGSReq) []byte {
	at := slices.IndexFunc(q.PAData, func(p types.PAData) bool { return p.PADataType == patype.PA_TGS_REQ })
	if at < 0 {
		return r.failure(errPreauthNeeded, nil)
	}
	var shown messages.APReq
	if shown.Unmarshal(q.PAData[at].PADataValue) != nil || shown.Ticket.DecryptEncPart(r.keys, nil) != nil {
		return r.failure(errGeneric, nil)
	}
	key := shown.Ticket.DecryptedEncPart.Key
	if shown.DecryptAuthenticator(key) != nil {
		return r.failure(errGeneric, nil)
	}
	name := shown.Ticket.DecryptedEncPart.CName
	ticket, part, ok := r.ticket(name, q.ReqBody.SName, q.ReqBody.Nonce)
	if !ok {
		return r.failure(errServiceUnknown, nil)
	}
	sealed, err := sealPart(part, key, keyusage.TGS_REP_ENCPART_SESSION_KEY)
	if err != nil {
		return r.failure(errGeneric, nil)
	}
	answer := messages.TGSRep{KDCRepFields: messages.KDCRepFields{
		PVNO: 5, MsgType: msgtype.KRB_TGS_REP, CRealm: r.config.Realm, CName: name, Ticket: ticket, EncPart: sealed,
	}}
	text, err := answer.Marshal()
	if err != nil {
		return r.failure(errGeneric, nil)
	}
	return text
}

// ticket makes a ticket for a service that the realm has, in any case.
func (r *Realm) ticket(client, service types.PrincipalName, nonce int) (messages.Ticket, messages.EncKDCRepPart, bool) {
	known := func(name string) bool { return strings.EqualFold(name, service.PrincipalNameString()) }
	names := append([]string{"krbtgt/" + r.config.Realm}, r.config.Services...)
	at := slices.IndexFunc(names, known)
	if at < 0 {
		return messages.Ticket{}, messages.EncKDCRepPart{}, false
	}
	service = types.PrincipalName{NameType: nameService, NameString: strings.Split(names[at], "/")}
	now := r.config.Now().UTC().Truncate(time.Second)
	until := now.Add(lifetime)
	flags := types.NewKrbFlags()
	ticket, key, err := messages.NewTicket(client, r.config.Realm, service, r.config.Realm, flags, r.keys, cipher, 1, now, now, until, until)
	if err != nil {
		return messages.Ticket{}, messages.EncKDCRepPart{}, false
	}
	return ticket, messages.EncKDCRepPart{
		Key: key, LastReqs: []messages.LastReq{{LRValue: now}}, Nonce: nonce, Flags: flags,
		AuthTime: now, StartTime: now, EndTime: until, RenewTill: until, SRealm: r.config.Realm, SName: service,
	}, true
}

func sealPart(part messages.EncKDCRepPart, key types.EncryptionKey, usage uint32) (types.EncryptedData, error) {
	plain, err := part.Marshal()
	if err != nil {
		return types.EncryptedData{}, err //nolint:wrapcheck // the caller answers with a code
	}
	return crypto.GetEncryptedData(plain, key, usage, 1) //nolint:wrapcheck // the caller answers with a code
}
