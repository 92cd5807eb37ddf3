package kerberos

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/jcmturner/gofork/encoding/asn1"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

func TestCacheFile(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"FILE:/tmp/krb5cc_0": "/tmp/krb5cc_0", "/tmp/krb5cc_0": "/tmp/krb5cc_0", `C:\Users\kim\krb5cc`: `C:\Users\kim\krb5cc`,
		"": "", "FILE:": "", "KCM:0": "", "KEYRING:persistent:0": "", "DIR:/run/user/0/krb5cc": "", "API:": "", "MSLSA:": "",
	} {
		if got, ok := CacheFile(name); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %t, want %q", name, got, ok, want)
		}
	}
}

func TestPrincipal(t *testing.T) {
	t.Parallel()
	const domain = "corp.example.com"
	for account, want := range map[string]struct {
		kind        int32
		name, realm string
	}{
		"kim":                        {nameUser, "kim", "CORP.EXAMPLE.COM"},
		`CORP\kim`:                   {nameUser, "kim", "CORP.EXAMPLE.COM"},
		`emea.example.com\kim`:       {nameUser, "kim", "EMEA.EXAMPLE.COM"},
		"kim@corp.example.com":       {nameUser, "kim", "CORP.EXAMPLE.COM"},
		"kim@CORP.Example.com":       {nameUser, "kim", "CORP.EXAMPLE.COM"},
		"kim@contoso.com":            {nameEnterprise, "kim@contoso.com", "CORP.EXAMPLE.COM"},
		"kim@sales@corp.example.com": {nameUser, "kim@sales", "CORP.EXAMPLE.COM"},
		"gMSA$":                      {nameUser, "gMSA$", "CORP.EXAMPLE.COM"},
	} {
		name, realm := principal(account, domain)
		if name.NameType != want.kind || name.PrincipalNameString() != want.name || realm != want.realm {
			t.Errorf("%q: got %d %q %q, want %v", account, name.NameType, name.PrincipalNameString(), realm, want)
		}
	}
	if name, realm := principal("kim@contoso.com", ""); name.NameType != nameUser || realm != "CONTOSO.COM" {
		t.Errorf("without a domain: got %v %q", name, realm)
	}
}

func extended(tb testing.TB, code uint32) []byte {
	tb.Helper()
	value := append(binary.LittleEndian.AppendUint32(nil, code), 0, 0, 0, 0, 1, 0, 0, 0)
	data, err := asn1.Marshal(types.PAData{PADataType: padataPasswordSalt, PADataValue: value})
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// The status stands alone or in a list (MS-KILE 2.2.1 and 2.2.2).
func TestStatusOfAnError(t *testing.T) {
	t.Parallel()
	one := extended(t, statusLockedOut)
	list, err := asn1.Marshal([]asn1.RawValue{{FullBytes: one}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want uint32
	}{"alone": {one, statusLockedOut}, "in a list": {list, statusLockedOut}, "nothing": {nil, 0}, "garbage": {[]byte{0x30, 0x84, 1}, 0}} {
		if got := ntStatus(c.data); got != c.want {
			t.Errorf("%s: got %x, want %x", name, got, c.want)
		}
	}
}

func FuzzStatusOfAnError(f *testing.F) {
	f.Add(extended(f, statusLockedOut))
	f.Fuzz(func(_ *testing.T, data []byte) { ntStatus(data) })
}

// Files that are no caches and no key tables are an error, never a panic.
func FuzzFiles(f *testing.F) {
	f.Add([]byte{5, 4, 0, 12, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{5, 2, 0, 0, 0, 0x34})
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(dir, "file")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _ = loadCache(path)
		_, _ = loadKeys(path)
	})
}

func FuzzUnwrap(f *testing.F) {
	f.Add([]byte{5, 4, 5, 0xff, 0, 12, 0, 12, 0, 0, 0, 0, 0, 0, 0, 1, 7, 0, 0x10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Fuzz(func(t *testing.T, token []byte) {
		x := Context{ticket: &ticket{key: types.EncryptionKey{KeyType: 18, KeyValue: make([]byte, 32)}}}
		if _, err := x.unwrap(token); err == nil {
			t.Errorf("%x: was taken without a signature", token)
		}
	})
}

func TestWhatCannotBeUsed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret := probes.NewSecret("x")
	for name, c := range map[string]struct {
		config Config
		want   probes.Kind
	}{
		"no krb5.conf":            {Config{Account: "a", Password: secret, Domain: "corp.example", File: filepath.Join(dir, "none")}, probes.KerberosUnset},
		"not a krb5.conf":         {Config{Account: "a", Password: secret, Domain: "corp.example", File: file("conf", "[libdefaults]\n ticket_lifetime = soon\n")}, probes.KerberosUnset},
		"includes are passed by":  {Config{Account: "a", Password: secret, Domain: "corp.example", File: file("inc", "includedir /etc/krb5.conf.d/\n[libdefaults]\n default_realm = CORP.EXAMPLE\n")}, ""},
		"no realm":                {Config{Account: "a", Password: secret}, probes.SignInUnfit},
		"nobody":                  {Config{Password: secret, Domain: "corp.example"}, probes.SignInUnfit},
		"nothing at all":          {Config{Domain: "corp.example"}, probes.NoTicket},
		"no cache there":          {Config{Domain: "corp.example", Cache: filepath.Join(dir, "cc")}, probes.NoTicket},
		"a cache of another kind": {Config{Domain: "corp.example", Cache: "KCM:0"}, probes.TicketCacheUnread},
		"not a cache":             {Config{Domain: "corp.example", Cache: file("bad", "hello")}, probes.TicketCacheUnread},
		"an empty cache":          {Config{Domain: "corp.example", Cache: file("empty", "")}, probes.TicketCacheUnread},
	} {
		c.config.Clock = probes.SystemClock()
		_, err := New(c.config)
		var o *probes.Obstacle
		if got := errors.As(err, &o); got != (c.want != "") || got && o.Kind != c.want {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// Making a key ends for whoever waits when nobody waits any more.
func TestAKeyIsMadeUnderAContext(t *testing.T) {
	t.Parallel()
	never := make(chan struct{})
	ctx, cancel := context.WithCancelCause(t.Context())
	begun := make(chan struct{})
	go func() {
		<-begun
		cancel(errGarbled)
	}()
	_, err := derive(ctx, func() (types.EncryptionKey, error) {
		close(begun)
		<-never
		return types.EncryptionKey{}, nil
	})
	if !errors.Is(err, errGarbled) {
		t.Errorf("got %v, want the cause of leaving", err)
	}
	_, err = derive(ctx, func() (types.EncryptionKey, error) {
		t.Error("began although nobody waits")
		return types.EncryptionKey{}, nil
	})
	if !errors.Is(err, errGarbled) {
		t.Errorf("got %v, want the cause of leaving", err)
	}
	if _, err := derive(t.Context(), func() (types.EncryptionKey, error) { panic("library") }); probes.AsObstacle(err).Kind != probes.Crashed {
		t.Errorf("got %v, want a panic caught", err)
	}
	want := types.EncryptionKey{KeyType: 18}
	if got, err := derive(t.Context(), func() (types.EncryptionKey, error) { return want, nil }); err != nil || got.KeyType != 18 {
		t.Errorf("got %v, %v, want the key", got, err)
	}
}
