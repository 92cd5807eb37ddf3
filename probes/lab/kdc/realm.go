package kdc

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/keytab"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

// User is somebody who can get a ticket.
type User struct {
	Name     string // sAMAccountName
	Password probes.Secret
	// Refusal is the error code with which the centre refuses the user although
	// the password is right; 0 for none. Status is the NTSTATUS beside it; 0 for
	// none.
	Refusal int32
	Status  uint32
}

// Config is one realm.
type Config struct {
	Realm    string // in capitals, as the domain's DNS name
	Domain   string // NetBIOS name, for [Handshake.Client]
	Users    []User
	Services []string         // principal names such as "ldap/dc1.corp.example"
	Now      func() time.Time // the centre's clock; nil means the system's
	// Refuse answers every question with an error code; 0 for none.
	Refuse int32
	// Hints are what the centre says of ciphers, salts and rounds in place of the
	// truth, as one does that wants a password to guess at; nil for the truth.
	// What they say of its own cipher it goes by.
	Hints types.ETypeInfo2
	// Unproven gives a ticket to whoever asks, before any proof.
	Unproven bool
}

// Realm is a running realm. It is safe for concurrent use.
type Realm struct {
	config Config
	keys   *keytab.Keytab // of the realm itself and its services

	mu     sync.Mutex
	proofs map[string]int // wrong proofs of a password, by user
}

const cipher = etypeID.AES256_CTS_HMAC_SHA1_96

// New returns a realm that listens nowhere yet.
func New(config Config) (*Realm, error) {
	if config.Now == nil {
		config.Now = probes.SystemClock().Now
	}
	r := &Realm{config: config, keys: keytab.New(), proofs: map[string]int{}}
	for _, name := range append([]string{"krbtgt/" + config.Realm}, config.Services...) {
		secret := "key of " + name // nobody else ever has it
		if err := r.keys.AddEntry(name, config.Realm, secret, time.Unix(0, 0), 1, cipher); err != nil {
			return nil, err //nolint:wrapcheck // of a constant
		}
	}
	return r, nil
}

// WrongProofs is how often the user's password was proven wrongly, which is
// what a domain counts towards a lockout.
func (r *Realm) WrongProofs(user string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.proofs[strings.ToLower(user)]
}

// Answer is the whole life of one connection: one question, one answer.
func (r *Realm) Answer(conn net.Conn) {
	defer conn.Close() //nolint:errcheck // over
	const longest = 64 << 10
	var head [4]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return
	}
	length := binary.BigEndian.Uint32(head[:])
	if length == 0 || length > longest {
		return
	}
	question := make([]byte, length)
	if _, err := io.ReadFull(conn, question); err != nil {
		return
	}
	answer := r.reply(question)
	framed := binary.BigEndian.AppendUint32(nil, uint32(len(answer))) //nolint:gosec // a ticket
	_, _ = conn.Write(append(framed, answer...))
}

// Serve answers on l until ctx ends. It closes l.
func (r *Realm) Serve(ctx context.Context, l net.Listener) {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go r.Answer(conn)
	}
}

// reply answers one question, always.
func (r *Realm) reply(question []byte) (answer []byte) {
	defer func() {
		if recover() != nil { // the library's parsers trust what they read
			answer = r.failure(errGeneric, nil)
		}
	}()
	if r.config.Refuse != 0 {
		return r.failure(r.config.Refuse, nil)
	}
	var first messages.ASReq
	if first.Unmarshal(question) == nil {
		return r.authenticate(&first)
	}
	var second messages.TGSReq
	if second.Unmarshal(question) == nil {
		return r.grant(&second)
	}
	return r.failure(errGeneric, nil)
}

// Error codes that the centre uses of its own accord (RFC 4120 7.5.9).
const (
	errClientUnknown  = 6
	errServiceUnknown = 7
	errPreauthFailed  = 24
	errPreauthNeeded  = 25
	errSkew           = 37
	errGeneric        = 60
)

// failure is an error message. data goes along as e-data.
func (r *Realm) failure(code int32, data []byte) []byte {
	service := types.PrincipalName{NameType: nameService, NameString: []string{"krbtgt", r.config.Realm}}
	said := messages.NewKRBError(service, r.config.Realm, code, "")
	said.EData = data
	text, err := said.Marshal()
	if err != nil {
		return nil
	}
	return text
}

// Kinds of names (RFC 4120 6.2 and RFC 6806 5).
const (
	nameUser       = 1
	nameService    = 2
	nameEnterprise = 10
)

// user finds who is meant by a name, in either form.
func (r *Realm) user(name types.PrincipalName) *User {
	asked := name.PrincipalNameString()
	if name.NameType == nameEnterprise {
		asked, _, _ = strings.Cut(asked, "@")
	}
	for i := range r.config.Users {
		if strings.EqualFold(r.config.Users[i].Name, asked) {
			return &r.config.Users[i]
		}
	}
	return nil
}
