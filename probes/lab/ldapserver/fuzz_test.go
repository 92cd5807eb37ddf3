package ldapserver

import (
	"bytes"
	"net"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// sink is a connection that takes everything.
type sink struct{ net.Conn }

func (sink) Write(p []byte) (int, error) { return len(p), nil }

func searchMessage(tb testing.TB, filter string) []byte {
	tb.Helper()
	f, err := ldap.CompileFilter(filter)
	if err != nil {
		tb.Fatal(err)
	}
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, opSearchRequest, nil, "")
	op.AppendChild(octets("DC=corp,DC=example"))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, int64(scopeSub), ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, int64(0), ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(0), ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(0), ""))
	op.AppendChild(ber.NewLDAPBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, false, ""))
	op.AppendChild(f)
	names := ber.NewSequence("")
	names.AppendChild(octets("member;range=0-1"))
	names.AppendChild(octets("*"))
	op.AppendChild(names)
	return envelope(1, op, ldap.NewControlPaging(1).Encode(), (&ldap.ControlMicrosoftSDFlags{ControlValue: 4}).Encode()).Bytes()
}

func FuzzRequest(f *testing.F) {
	for _, filter := range []string{"(cn=*a*b)", "(&(|(a=b)(!(c>=1)))(uac:1.2.840.113556.1.4.803:=2))", "(member:1.2.840.113556.1.4.1941:=CN=a)"} {
		f.Add(searchMessage(f, filter))
	}
	f.Add([]byte("\x30\x0c\x02\x01\x01\x60\x07\x02\x01\x03\x04\x00\x80\x00"))
	f.Add([]byte("\x30\x84\x00\x00\x00\x05\x02\x01\x01\x42\x00"))
	s := New(Directory{
		RootDSE:  map[string][]string{"namingContexts": {"DC=corp,DC=example"}},
		Entries:  []Entry{{DN: "DC=corp,DC=example", Attributes: map[string][][]byte{"cn": {[]byte("ab")}}, SecurityDescriptor: []byte("short")}},
		Accounts: []Account{{DN: "CN=a,DC=corp,DC=example"}},
	}, Options{})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseMessage(data)
		if err != nil {
			return
		}
		c := newConnection(s, sink{}, nil)
		c.account = &s.index.accounts[0]
		c.work(m)
		c.bind(m)
		c.extended(t.Context(), m)
	})
}

func FuzzCanonicalDN(f *testing.F) {
	for _, dn := range []string{"", "DC=a", `CN=\20x\ ,O="q"`, `CN=a\,b;OU = C `, `CN=\`, "CN=\xff"} {
		f.Add(dn)
	}
	f.Fuzz(func(t *testing.T, dn string) {
		once, ok := canonicalDN(dn)
		if !ok {
			return
		}
		twice, ok := canonicalDN(once)
		if !ok || twice != once {
			t.Errorf("%q: got %q %v the second time, want %q", dn, twice, ok, once)
		}
	})
}

func FuzzSelectParts(f *testing.F) {
	f.Add([]byte{1, 0, 4, 0x80, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0}, int64(4))
	f.Fuzz(func(t *testing.T, sd []byte, flags int64) {
		once := selectParts(sd, flags)
		if twice := selectParts(once, flags); !bytes.Equal(once, twice) {
			t.Errorf("got %x the second time, want %x", twice, once)
		}
	})
}

func TestDeepNestingIsRefused(t *testing.T) {
	t.Parallel()
	data := []byte{0xa3, 0}
	for range maxDepth + 1 {
		data = append([]byte{0x30, byte(len(data))}, data...)
	}
	if _, err := parseMessage(data); err == nil {
		t.Error("got no error, want one")
	}
}
