package ldapserver

import (
	"crypto/hmac"
	"crypto/md5" //nolint:gosec // MS-NLMP 3.3.2 wants this hash
	"crypto/rand"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/md4" //nolint:staticcheck,gosec // MS-NLMP 3.3.1 wants this hash

	"example.com/writeback-doctor/probes"
)

// Attributes of the target information (MS-NLMP 2.2.2.1).
const (
	avNetBIOSComputer = 1
	avNetBIOSDomain   = 2
	avDNSComputer     = 3
	avDNSDomain       = 4
	avTimestamp       = 7
	avBinding         = 10
)

// Flags of a challenge (MS-NLMP 2.2.2.5): Unicode, target, NTLM, always sign,
// target type domain, extended session security, target information, 128 and
// 56 bits.
const ntlmFlags = 1 | 4 | 1<<9 | 1<<15 | 1<<16 | 1<<19 | 1<<23 | 1<<29 | 1<<31

const ntlmSignature = "NTLMSSP\x00"

// ntlmChallenge begins a handshake: it returns the CHALLENGE_MESSAGE (MS-NLMP
// 2.2.1.2) and keeps what the answer will be checked with. It is nil for what
// is no NEGOTIATE_MESSAGE.
func (c *connection) ntlmChallenge(negotiate []byte) []byte {
	if len(negotiate) < 16 || string(negotiate[:8]) != ntlmSignature || negotiate[8] != 1 {
		return nil
	}
	_, _ = rand.Read(c.challenge[:])
	host := c.server.index.rootDSE["dnshostname"]
	name, domain, _ := strings.Cut(strings.Join(host, ""), ".")
	flat, _, _ := strings.Cut(domain, ".")
	stamp := binary.LittleEndian.AppendUint64(nil, fileTime(c.server.options.Clock))
	var info []byte
	for _, pair := range []struct {
		id    uint16
		value []byte
	}{
		{avNetBIOSDomain, utf16LE(strings.ToUpper(flat))},
		{avNetBIOSComputer, utf16LE(strings.ToUpper(name))},
		{avDNSDomain, utf16LE(domain)},
		{avDNSComputer, utf16LE(strings.Join(host, ""))},
		{avTimestamp, stamp},
	} {
		info = binary.LittleEndian.AppendUint16(info, pair.id)
		info = binary.LittleEndian.AppendUint16(info, uint16(len(pair.value))) //nolint:gosec // names are short
		info = append(info, pair.value...)
	}
	info = append(info, 0, 0, 0, 0)
	const head = 56
	target := utf16LE(strings.ToUpper(flat))
	message := append([]byte(ntlmSignature), 2, 0, 0, 0)
	message = appendField(message, len(target), head)
	message = binary.LittleEndian.AppendUint32(message, ntlmFlags)
	message = append(message, c.challenge[:]...)
	message = append(message, make([]byte, 8)...)
	message = appendField(message, len(info), head+len(target))
	message = append(message, 10, 0, 0, 0, 0, 0, 0, 15) // version 10, NTLM revision 15
	return slices.Concat(message, target, info)
}

func appendField(message []byte, length, offset int) []byte {
	message = binary.LittleEndian.AppendUint16(message, uint16(length)) //nolint:gosec // names are short
	message = binary.LittleEndian.AppendUint16(message, uint16(length)) //nolint:gosec // names are short
	return binary.LittleEndian.AppendUint32(message, uint32(offset))    //nolint:gosec // names are short
}

// fileTime counts tenths of microseconds since 1601.
func fileTime(clock probes.Clock) uint64 {
	const sinceUnix = 116444736000000000
	return uint64(clock.Now().UnixNano())/100 + sinceUnix
}

// ntlmAnswer is what matters of an AUTHENTICATE_MESSAGE (MS-NLMP 2.2.1.3).
type ntlmAnswer struct {
	domain, user string
	proof, blob  []byte // of the NTLMv2 response (MS-NLMP 2.2.2.8)
	binding      []byte // of the target information in it; nil for none
}

// readAnswer reads an AUTHENTICATE_MESSAGE; only version 2 is one.
func readAnswer(message []byte) (ntlmAnswer, bool) {
	const shortest, proofLength, blobHead = 64, 16, 28
	if len(message) < shortest || string(message[:8]) != ntlmSignature || message[8] != 3 {
		return ntlmAnswer{}, false
	}
	response, ok1 := fieldAt(message, 20)
	domain, ok2 := fieldAt(message, 28)
	user, ok3 := fieldAt(message, 36)
	if !ok1 || !ok2 || !ok3 || len(response) < proofLength+blobHead {
		return ntlmAnswer{}, false
	}
	a := ntlmAnswer{domain: fromUTF16(domain), user: fromUTF16(user), proof: response[:proofLength], blob: response[proofLength:]}
	for info := a.blob[blobHead:]; len(info) >= 4; {
		id, length := binary.LittleEndian.Uint16(info), int(binary.LittleEndian.Uint16(info[2:]))
		if id == 0 || length > len(info)-4 {
			break
		}
		if id == avBinding {
			a.binding = info[4 : 4+length]
		}
		info = info[4+length:]
	}
	return a, true
}

func fieldAt(message []byte, at int) ([]byte, bool) {
	length, offset := int(binary.LittleEndian.Uint16(message[at:])), int(binary.LittleEndian.Uint32(message[at+4:]))
	if offset > len(message) || length > len(message)-offset {
		return nil, false
	}
	return message[offset : offset+length], true
}

// proves reports whether the answer was made with a password (MS-NLMP 3.3.2).
func (a ntlmAnswer) proves(password probes.Secret, challenge [8]byte) bool {
	hash := md4.New() //nolint:gosec // see the import
	hash.Write(utf16LE(password.Reveal()))
	key := hmacMD5(hash.Sum(nil), utf16LE(strings.ToUpper(a.user)+a.domain))
	return hmac.Equal(hmacMD5(key, append(challenge[:], a.blob...)), a.proof)
}

// name is the account as the index knows it: DOMAIN\name, or the user
// principal name that stands in place of the name.
func (a ntlmAnswer) name() string {
	if a.domain == "" {
		return a.user
	}
	return a.domain + `\` + a.user
}

func hmacMD5(key, data []byte) []byte {
	mac := hmac.New(md5.New, key)
	mac.Write(data)
	return mac.Sum(nil)
}

func utf16LE(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

func fromUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
