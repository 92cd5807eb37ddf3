package directory

import (
	"bytes"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"syscall"
	"testing"

	"github.com/Azure/go-ntlmssp"

	"example.com/writeback-doctor/probes"
)

// The platform's own sign-in tells its troubles by number.
func TestPlatformTrouble(t *testing.T) {
	t.Parallel()
	for status, want := range map[uint32]probes.Kind{
		secNoCredentials: probes.NoTicket, secNoAuthority: probes.NoTicket, secTargetUnknown: probes.ServiceUnknown,
		secWrongPrincipal: probes.ServiceUnknown, secLogonDenied: probes.WrongPassword, secTimeSkew: probes.ClockSkew,
		secEtypeNoSupport: probes.NoCommonCipher, secContextExpired: probes.TicketExpired, secBadBindings: probes.BadBindings,
		0x80090300: probes.BindRefused,
	} {
		o := probes.AsObstacle(platformTrouble("ldap/dc1", fmt.Errorf("context: %w", syscall.Errno(status))))
		if code := fmt.Sprintf("%08x", status); o.Kind != want || o.Code != code {
			t.Errorf("%08x: got %s %s, want %s", status, o.Kind, o.Code, want)
		}
	}
	if err := platformTrouble("ldap/dc1", nil); err != nil {
		t.Errorf("nothing: got %v", err)
	}
	if other := errors.New("of another kind"); platformTrouble("ldap/dc1", other) != other { //nolint:errorlint // the very one
		t.Error("an error that has no number was changed")
	}
}

// A certificate whose signature names no hash has no channel binding (RFC 5929
// 4.1).
func TestChannelBindingOf(t *testing.T) {
	t.Parallel()
	raw := []byte("certificate")
	seen := map[[16]byte]x509.SignatureAlgorithm{}
	for _, a := range []x509.SignatureAlgorithm{x509.SHA256WithRSA, x509.SHA384WithRSA, x509.ECDSAWithSHA512} {
		b := channelBinding(&x509.Certificate{Raw: raw, SignatureAlgorithm: a})
		if _, again := seen[b]; again || b == ([16]byte{}) {
			t.Errorf("%s: got %x", a, b)
		}
		seen[b] = a
	}
	if channelBinding(&x509.Certificate{Raw: raw, SignatureAlgorithm: x509.SHA1WithRSA}) !=
		channelBinding(&x509.Certificate{Raw: raw, SignatureAlgorithm: x509.ECDSAWithSHA256}) {
		t.Error("SHA-1 does not count as SHA-256")
	}
	for _, none := range []*x509.Certificate{nil, {Raw: raw, SignatureAlgorithm: x509.PureEd25519}} {
		if got := channelBinding(none); got != ([16]byte{}) {
			t.Errorf("got %x, want none", got)
		}
	}
}

// Whatever a challenge holds, adding the binding never panics, and what the
// library takes stays what it takes.
func FuzzWithBinding(f *testing.F) {
	challenge := append([]byte("NTLMSSP\x00\x02\x00\x00\x00"), make([]byte, 44)...)
	binary.LittleEndian.PutUint32(challenge[20:], 1|1<<9|1<<23)
	info := []byte{2, 0, 4, 0, 'A', 0, 'D', 0, 0, 0, 0, 0}
	binary.LittleEndian.PutUint16(challenge[infoLength:], uint16(len(info)))
	binary.LittleEndian.PutUint32(challenge[infoOffset:], uint32(len(challenge)))
	f.Add(append(challenge, info...))
	f.Fuzz(func(t *testing.T, challenge []byte) {
		before := bytes.Clone(challenge)
		bound := withBinding(challenge, [16]byte{1})
		if !bytes.Equal(before, challenge) {
			t.Fatal("the challenge was changed in place")
		}
		answer := func(c []byte) error {
			_, err := ntlmssp.NewAuthenticateMessage(c, `A\b`, "00112233445566778899aabbccddeeff", &ntlmssp.AuthenticateMessageOptions{PasswordHashed: true})
			return err
		}
		if before, after := answer(challenge), answer(bound); before == nil && after != nil {
			t.Errorf("%x: %v after the binding was added", challenge, after)
		}
	})
}
