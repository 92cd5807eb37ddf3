package directory_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

const (
	aes256 = etypeID.AES256_CTS_HMAC_SHA1_96
	aes128 = etypeID.AES128_CTS_HMAC_SHA1_96
	rc4    = etypeID.RC4_HMAC
)

func rounds(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

// wants is what a centre says it wants the password proven with.
func wants(s2k []byte, ciphers ...int32) types.ETypeInfo2 {
	var list types.ETypeInfo2
	for _, c := range ciphers {
		list = append(list, types.ETypeInfo2Entry{EType: c, Salt: realm + "svc", S2KParams: s2k})
	}
	return list
}

// A centre, or whoever stands before it, is shown no proof that is easy to guess
// at and makes nobody work without end.
func TestAttackRogueCentre(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		hints    types.ETypeInfo2
		kind     probes.Kind
		needs    string
		password bool // a password alone is attacked so
	}{
		"rc4":                 {wants(nil, rc4), probes.CipherRefused, "RC4", false},
		"rc4-twice":           {wants(nil, rc4, rc4), probes.CipherRefused, "RC4", false},
		"rc4-export":          {wants(nil, etypeID.RC4_HMAC_EXP), probes.CipherRefused, "RC4", false},
		"des":                 {wants(nil, etypeID.DES_CBC_CRC), probes.CipherRefused, "DES", false},
		"des-md5":             {wants(nil, etypeID.DES_CBC_MD5), probes.CipherRefused, "DES", false},
		"triple-des":          {wants(nil, etypeID.DES3_CBC_SHA1_KD), probes.CipherRefused, "DES", false},
		"rc4-and-des":         {wants(nil, rc4, etypeID.DES3_CBC_SHA1_KD), probes.CipherRefused, "RC4", false},
		"unknown-then-rc4":    {wants(nil, 4711, rc4), probes.CipherRefused, "RC4", false},
		"unknown":             {wants(nil, 4711), probes.NoCommonCipher, `CORP\svc`, false},
		"sha2":                {wants(nil, etypeID.AES256_CTS_HMAC_SHA384_192), probes.NoCommonCipher, `CORP\svc`, false},
		"nothing":             {types.ETypeInfo2{}, probes.NoCommonCipher, `CORP\svc`, false},
		"rounds-16-bits":      {wants([]byte{0, 1}, aes256), probes.Malformed, "s2kparams", true},
		"rounds-24-bits":      {wants([]byte{0, 0, 1}, aes256), probes.Malformed, "s2kparams", true},
		"rounds-40-bits":      {wants([]byte{0, 0, 0, 16, 0}, aes256), probes.Malformed, "s2kparams", true},
		"rounds-64-bits":      {wants(make([]byte, 8), aes128), probes.Malformed, "s2kparams", true},
		"rounds-of-the-first": {append(wants(rounds(1), aes128), wants(nil, aes256)...), probes.RoundsRefused, "1", true},
	} {
		attackCentre(t, name, c.hints, c.kind, c.needs, c.password)
	}
	for _, n := range []uint32{0, 1, 2, 16, 1000, 4095, 1_000_001, 1 << 24, 1 << 31, 1<<32 - 1} {
		for _, cipher := range []int32{aes256, aes128} {
			said := strconv.FormatUint(uint64(n), 10)
			if n == 0 {
				said = "4294967296"
			}
			attackCentre(t, "rounds-"+said+"/"+strconv.Itoa(int(cipher)), wants(rounds(n), cipher), probes.RoundsRefused, said, true)
		}
	}
}

// attackCentre asks for a ticket of a centre that wants something, before any
// proof or in the answer.
func attackCentre(t *testing.T, name string, hints types.ETypeInfo2, kind probes.Kind, needs string, passwordOnly bool) {
	t.Helper()
	ways := mechanisms()
	both := func(t *testing.T, c *directory.Config) {
		t.Helper()
		c.SignIn, c.Password = directory.Kerberos, probes.Secret{}
		c.Tickets.Keytab = keytabOf(t, aes256, rc4)
	}
	for way, by := range map[string]mechanism{"password": ways["kerberos"], "keytab": ways["keytab"], "keytab-of-both": both} {
		for _, unproven := range []bool{false, true} {
			if passwordOnly && way != "password" || unproven && len(hints) == 0 {
				continue
			}
			t.Run(name+"/"+way+map[bool]string{true: "/answer"}[unproven], func(t *testing.T) {
				t.Parallel()
				k := newKingdom(t, kdc.Config{Hints: hints, Unproven: unproven}, ldapserver.Options{}, false, nil)
				c := directory.Config{
					Controller: "ldaps://" + dc1, Account: `CORP\svc`, Password: probes.NewSecret(labPassword),
					Network: probes.Network{Dial: k.dial, Roots: k.ca.pool()},
				}
				by(t, &c)
				client := directory.New(c)
				defer func() { _ = client.Close() }()
				_, err := client.PDCEmulator(t.Context())
				if o := probes.AsObstacle(err); unproven && o == nil {
					t.Error("the answer was taken")
				} else if !unproven && (o == nil || o.Kind != kind || o.Needs != needs) {
					t.Errorf("got %v, want %s %s", err, kind, needs)
				}
				if got := k.WrongProofs("svc"); got != 0 {
					t.Errorf("the centre was shown %d proofs", got)
				}
			})
		}
	}
}

// What is honest is still taken: RC4 before AES in the list, and rounds within
// the bounds.
func TestHonestCentres(t *testing.T) {
	t.Parallel()
	for name, hints := range map[string]types.ETypeInfo2{
		"RC4 before AES": wants(nil, rc4, aes256), "the least": wants(rounds(4096), aes256), "more": wants(rounds(32768), aes256),
	} {
		k := newKingdom(t, kdc.Config{Hints: hints}, ldapserver.Options{}, false, nil)
		if o := k.signIn(t, "ldaps://"+dc1, "svc", labPassword, directory.Kerberos); o != nil {
			t.Errorf("%s: got %v, want signed in", name, o)
		}
	}
}

// RC4 is used where somebody asked for it: in krb5.conf, or by a key table that
// has no other key.
func TestRC4IsAskedFor(t *testing.T) {
	t.Parallel()
	conf := func(text string) string {
		path := filepath.Join(t.TempDir(), "krb5.conf")
		if err := os.WriteFile(path, []byte("[libdefaults]\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		tickets directory.Tickets
		asked   bool
	}{
		"nobody":                     {directory.Tickets{}, false},
		"a file without ciphers":     {directory.Tickets{File: conf(" dns_lookup_kdc = true")}, false},
		"a file with AES":            {directory.Tickets{File: conf(" permitted_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96")}, false},
		"permitted":                  {directory.Tickets{File: conf(" permitted_enctypes = aes256-cts-hmac-sha1-96 arcfour-hmac")}, true},
		"permitted, with commas":     {directory.Tickets{File: conf(" permitted_enctypes = aes256-cts,rc4-hmac")}, true},
		"permitted beside the usual": {directory.Tickets{File: conf(" permitted_enctypes = DEFAULT +rc4")}, true},
		"for tickets":                {directory.Tickets{File: conf(" default_tkt_enctypes = arcfour-hmac-md5")}, true},
		"a key of RC4 alone":         {directory.Tickets{Keytab: keytabOf(t, rc4)}, true},
		"keys of both":               {directory.Tickets{Keytab: keytabOf(t, rc4, aes128)}, false},
	} {
		k := newKingdom(t, kdc.Config{Hints: wants(nil, rc4)}, ldapserver.Options{}, false, nil)
		config := directory.Config{
			Controller: "ldaps://" + dc1, Account: "svc", Password: probes.NewSecret(labPassword), SignIn: directory.Kerberos,
			Tickets: c.tickets, Network: probes.Network{Dial: k.dial, Roots: k.ca.pool()},
		}
		if c.tickets.Keytab != "" {
			config.Password = probes.Secret{}
		}
		client := directory.New(config)
		_, err := client.PDCEmulator(t.Context())
		_ = client.Close()
		// The centre of the lab knows no RC4, and calls a proof by it a wrong one.
		if got := k.WrongProofs("svc"); (got == 1) != c.asked || got > 1 {
			t.Errorf("%s: got %d proofs, want it asked for: %t", name, got, c.asked)
		}
		want := probes.CipherRefused
		if c.asked {
			want = probes.WrongPassword
		}
		hasKind(t, err, want)
	}
}
