package directory

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/Azure/go-ntlmssp"
)

// errNoChallenge is a success that nothing was proven for.
var errNoChallenge = errors.New("the controller asked for no proof and says that it has one")

// ntlm makes the messages of NTLM (MS-NLMP) for a bind, version 2 only. It
// adds the channel binding to the controller's challenge before the library
// computes the answer, because the library copies what the challenge holds and
// knows no channel binding of its own. It sends no message integrity code,
// which MS-NLMP 3.1.5.1.2 leaves to the client.
type ntlm struct {
	binding  [16]byte // MD5 of the channel binding; zero for none
	answered bool     // the controller has given a challenge
}

// Negotiate makes the first message.
func (*ntlm) Negotiate(string, string) ([]byte, error) {
	message, err := ntlmssp.NewNegotiateMessage("", "") // both are about this machine, and may be empty
	if err != nil {
		return nil, fmt.Errorf("begin NTLM: %w", err)
	}
	return message, nil
}

// ChallengeResponse answers the controller's challenge with the hash of the
// password, which the LDAP library makes and which stays in memory.
func (n *ntlm) ChallengeResponse(challenge []byte, account, hash string) ([]byte, error) {
	n.answered = true
	if n.binding != ([16]byte{}) {
		challenge = withBinding(challenge, n.binding)
	}
	message, err := ntlmssp.NewAuthenticateMessage(challenge, account, hash, &ntlmssp.AuthenticateMessageOptions{PasswordHashed: true})
	if err != nil {
		return nil, fmt.Errorf("answer the NTLM challenge: %w", err)
	}
	return message, nil
}

// Places in a challenge message (MS-NLMP 2.2.1.2), and the attributes in its
// target information (MS-NLMP 2.2.2.1).
const (
	infoLength   = 40
	infoOffset   = 44
	infoEnd      = 48
	avEnd        = 0  // MsvAvEOL
	avBinding    = 10 // MsvAvChannelBindings
	avHeadLength = 4
)

// withBinding returns the challenge with a channel binding at the end of its
// target information. A challenge without target information, or one that
// cannot be read, is returned as it came: the library judges it.
func withBinding(challenge []byte, binding [16]byte) []byte {
	if len(challenge) < infoEnd {
		return challenge
	}
	length := int(binary.LittleEndian.Uint16(challenge[infoLength:]))
	start := int(binary.LittleEndian.Uint32(challenge[infoOffset:]))
	if length == 0 || start < infoEnd || start > len(challenge)-length {
		return challenge
	}
	info := challenge[start : start+length]
	end := 0
	for {
		if end+avHeadLength > len(info) {
			return challenge
		}
		id := binary.LittleEndian.Uint16(info[end:])
		if id == avEnd {
			break
		}
		end += avHeadLength + int(binary.LittleEndian.Uint16(info[end+2:]))
	}
	changed := append([]byte{}, challenge...)
	changed = append(changed, info[:end]...)
	changed = binary.LittleEndian.AppendUint16(changed, avBinding)
	changed = binary.LittleEndian.AppendUint16(changed, uint16(len(binding)))
	changed = append(changed, binding[:]...)
	changed = append(changed, 0, 0, 0, 0)
	bound := len(changed) - len(challenge)
	if bound > 0xffff {
		return challenge
	}
	binary.LittleEndian.PutUint16(changed[infoLength:], uint16(bound))          //nolint:gosec // checked above
	binary.LittleEndian.PutUint16(changed[infoLength+2:], uint16(bound))        //nolint:gosec // checked above
	binary.LittleEndian.PutUint32(changed[infoOffset:], uint32(len(challenge))) //nolint:gosec // a message
	return changed
}
