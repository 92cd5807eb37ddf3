package kerberos

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jcmturner/gokrb5/v8/config"
	"github.com/jcmturner/gokrb5/v8/crypto"
	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/iana/patype"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

// Nothing of what a key distribution centre says before the password is proven
// is signed by anybody: whoever stands on the way can ask for the proof that is
// easiest to guess at. So ciphers and rounds are those that were asked for, or
// nothing is proven.

// Rounds of PBKDF2 that a key is made in. Active Directory says none, which
// means 4096 (RFC 3962 4); fewer make guessing cheap, and more keep this machine
// busy: a million take about a second.
const (
	minRounds = 4096
	maxRounds = 1_000_000
)

// wantsRC4 reports whether krb5.conf names RC4 among its ciphers. A proof by RC4
// lets whoever sees it try passwords a thousand times as fast as one by AES, as
// its key is the unsalted hash of the password (RFC 4757 2); so it is made for
// whoever asked for it, in the file where every Kerberos program is told so. What
// the library assumes of a file that names no ciphers does not count.
func wantsRC4(conf *config.Config) bool {
	assumed := config.New().LibDefaults
	given := conf.LibDefaults
	for _, list := range [][2][]string{
		{given.PermittedEnctypes, assumed.PermittedEnctypes}, {given.DefaultTktEnctypes, assumed.DefaultTktEnctypes},
	} {
		if slices.Equal(list[0], list[1]) {
			continue
		}
		words := strings.FieldsFunc(strings.ToLower(strings.Join(list[0], " ")), func(r rune) bool { return r == ' ' || r == ',' || r == '+' })
		if slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"rc4", "rc4-hmac", "arcfour-hmac", "arcfour-hmac-md5"}, w)
		}) {
			return true
		}
	}
	return false
}

// onlyRC4 reports whether a key table has a key of RC4 for the account and none
// of AES. Whoever hands out such a file asks for RC4: there is no other use of
// it.
func (c *Client) onlyRC4() bool {
	if !c.config.Password.Empty() {
		return false
	}
	for _, etype := range c.conf.LibDefaults.DefaultTktEnctypeIDs {
		if etype != etypeID.RC4_HMAC && c.hasKey(etype) {
			return false
		}
	}
	return c.hasKey(etypeID.RC4_HMAC)
}

// asked reports whether a cipher is among those that the request named.
func (c *Client) asked(etype int32) bool {
	return slices.Contains(c.conf.LibDefaults.DefaultTktEnctypeIDs, etype)
}

// hasKey reports whether there is a key of the account for a cipher.
func (c *Client) hasKey(etype int32) bool {
	if !c.config.Password.Empty() {
		return true
	}
	_, err := c.fromTable(etype)
	return err == nil
}

// cipher returns the first cipher that the centre offers, that was asked for,
// and for which there is a key; or why there is none.
func (c *Client) cipher(hints types.PADataSequence) (int32, error) {
	var known []int32
	for _, etype := range c.conf.LibDefaults.DefaultTktEnctypeIDs {
		if c.hasKey(etype) {
			known = append(known, etype)
		}
	}
	offered := offers(hints)
	for _, o := range offered {
		if slices.Contains(known, o.EType) {
			return o.EType, nil
		}
	}
	for _, o := range offered {
		if c.asked(o.EType) { // so that the key table is what gets named
			_, err := c.fromTable(o.EType)
			return 0, err
		}
	}
	for _, o := range offered {
		if weakName(o.EType) != "" {
			return 0, c.unasked(o.EType)
		}
	}
	return 0, c.noCipher()
}

// unasked is the obstacle of a cipher that nobody asked for.
func (c *Client) unasked(etype int32) error {
	if name := weakName(etype); name != "" {
		return &probes.Obstacle{Kind: probes.CipherRefused, Host: c.config.Controller, Needs: name}
	}
	return c.noCipher()
}

// weakName is how administrators call a cipher whose proofs are easily guessed
// at; "" for any other (IANA "Kerberos Encryption Type Numbers").
func weakName(etype int32) string {
	switch etype {
	case etypeID.RC4_HMAC, etypeID.RC4_HMAC_EXP:
		return "RC4"
	case etypeID.DES_CBC_CRC, etypeID.DES_CBC_MD4, etypeID.DES_CBC_MD5, etypeID.DES3_CBC_SHA1_KD:
		return "DES"
	default:
		return ""
	}
}

// offers are the ciphers that a centre lists (RFC 4120 5.2.7.5).
func offers(hints types.PADataSequence) types.ETypeInfo2 {
	for _, h := range hints {
		if h.PADataType != patype.PA_ETYPE_INFO2 {
			continue
		}
		if offered, err := h.GetETypeInfo2(); err == nil && len(offered) > 0 {
			return offered
		}
	}
	return nil
}

// hintFor returns what the centre says about the key of one cipher.
func hintFor(etype int32, hints types.PADataSequence) types.ETypeInfo2Entry {
	for _, o := range offers(hints) {
		if o.EType == etype {
			return o
		}
	}
	return types.ETypeInfo2Entry{}
}

// keyOf makes a key of the password (RFC 3961 string-to-key), with the salt for
// that very cipher: the library takes the salt of the first one listed.
func (c *Client) keyOf(ctx context.Context, name types.PrincipalName, etype int32, hints types.PADataSequence) (types.EncryptionKey, error) {
	cipher, err := crypto.GetEtype(etype)
	if err != nil {
		return types.EncryptionKey{}, fmt.Errorf("find the cipher %d: %w", etype, err)
	}
	salt, parameters := name.GetSalt(c.realm), cipher.GetDefaultStringToKeyParams()
	hint := hintFor(etype, hints)
	if hint.Salt != "" {
		salt = hint.Salt
	}
	if len(hint.S2KParams) > 0 && etype != etypeID.RC4_HMAC { // whose key has none (RFC 4757 2)
		if err := c.fitRounds(hint.S2KParams); err != nil {
			return types.EncryptionKey{}, err
		}
		parameters = fmt.Sprintf("%x", hint.S2KParams)
	}
	key, err := derive(ctx, func() (types.EncryptionKey, error) {
		value, err := cipher.StringToKey(c.config.Password.Reveal(), salt, parameters)
		if err != nil {
			return types.EncryptionKey{}, fmt.Errorf("make a key: %w", err)
		}
		return types.EncryptionKey{KeyType: etype, KeyValue: value}, nil
	})
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return key, &probes.Obstacle{Kind: probes.TimedOut, Host: c.config.Controller, Err: err}
	case ctx.Err() != nil:
		return key, &probes.Obstacle{Kind: probes.Stopped, Host: c.config.Controller, Err: err}
	default:
		return key, err
	}
}

// fitRounds refuses parameters that are not a sensible number of rounds. Four
// zeros mean four milliards (RFC 3962 4).
func (c *Client) fitRounds(parameters []byte) error {
	if len(parameters) != 4 {
		return &probes.Obstacle{Kind: probes.Malformed, Host: c.config.Controller, Needs: "s2kparams"}
	}
	rounds := uint64(binary.BigEndian.Uint32(parameters))
	if rounds == 0 {
		rounds = 1 << 32
	}
	if rounds < minRounds || rounds > maxRounds {
		return &probes.Obstacle{Kind: probes.RoundsRefused, Host: c.config.Controller, Needs: strconv.FormatUint(rounds, 10)}
	}
	return nil
}

// derive makes a key beside whoever waits for it, who leaves when ctx ends. The
// library cannot be stopped; what is left of at most [maxRounds] comes to its
// end by itself.
func derive(ctx context.Context, compute func() (types.EncryptionKey, error)) (types.EncryptionKey, error) {
	if err := ctx.Err(); err != nil {
		return types.EncryptionKey{}, fmt.Errorf("make a key: %w", context.Cause(ctx))
	}
	type made struct {
		key types.EncryptionKey
		err error
	}
	arrived := make(chan made, 1)
	go func() {
		var m made
		defer func() { arrived <- m }()
		defer probes.Caught(&m.err)
		m.key, m.err = compute()
	}()
	select {
	case <-ctx.Done():
		return types.EncryptionKey{}, fmt.Errorf("make a key: %w", context.Cause(ctx))
	case m := <-arrived:
		return m.key, m.err
	}
}
