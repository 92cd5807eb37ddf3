package action

import (
	"crypto/rand"
	"math/big"
	"strings"

	"example.com/writeback-doctor/probes"
)

// What a password is made of. What looks like something else on a screen or on
// paper is left out, and what shells and forms take for theirs.
const (
	upperCase = "ABCDEFGHJKLMNPQRSTUVWXYZ"
	lowerCase = "abcdefghijkmnopqrstuvwxyz"
	digits    = "23456789"
	signs     = "-_.+!*="
)

// passwordLength is longer than any policy demands by itself (at most 14
// characters, "Minimum password length"), and shorter than the 256 that the cloud
// takes.
const passwordLength = 28

// NewPassword makes up a password that nobody has had before: of all four classes
// of characters, of which Active Directory demands three ("Password must meet
// complexity requirements").
func NewPassword() (probes.Secret, error) {
	everything := upperCase + lowerCase + digits + signs
	chosen := make([]byte, 0, passwordLength)
	for _, class := range []string{upperCase, lowerCase, digits, signs} {
		one, err := pick(class)
		if err != nil {
			return probes.Secret{}, err
		}
		chosen = append(chosen, one)
	}
	for len(chosen) < passwordLength {
		one, err := pick(everything)
		if err != nil {
			return probes.Secret{}, err
		}
		chosen = append(chosen, one)
	}
	for i := len(chosen) - 1; i > 0; i-- { // so that no place tells its class
		j, err := below(i + 1)
		if err != nil {
			return probes.Secret{}, err
		}
		chosen[i], chosen[j] = chosen[j], chosen[i]
	}
	if strings.ContainsAny(string(chosen[:1]), signs) { // what begins with a sign is cut when it is copied, or counts
		i := strings.IndexFunc(string(chosen), func(r rune) bool { return !strings.ContainsRune(signs, r) })
		chosen[0], chosen[i] = chosen[i], chosen[0]
	}
	return probes.NewSecret(string(chosen)), nil
}

func pick(from string) (byte, error) {
	i, err := below(len(from))
	if err != nil {
		return 0, err
	}
	return from[i], nil
}

// below is a number from 0 that nobody can guess.
func below(n int) (int, error) {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0, &probes.Obstacle{Kind: probes.Crashed, Err: err}
	}
	return int(i.Int64()), nil
}
