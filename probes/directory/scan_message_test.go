package directory

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// entryMessage is an entry as the library writes it.
func entryMessage(id int64, dn string, attributes map[string][]string) []byte {
	text := func(s string) *ber.Packet {
		return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
	}
	list := ber.NewSequence("")
	for name, values := range attributes {
		one, set := ber.NewSequence(""), ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "")
		for _, v := range values {
			set.AppendChild(text(v))
		}
		one.AppendChild(text(name))
		one.AppendChild(set)
		list.AppendChild(one)
	}
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchResultEntry, nil, "")
	op.AppendChild(text(dn))
	op.AppendChild(list)
	p := ber.NewSequence("")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	p.AppendChild(op)
	return p.Bytes()
}

func TestMessagesAreReadAsTheLibraryWritesThem(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 70_000)
	raw := entryMessage(1<<20+7, "CN=김민수,DC=x", map[string][]string{"a": {"1", ""}, "B": {long}, "none": nil})
	m, err := readMessage(bufio.NewReader(bytes.NewReader(append(raw, 0x30))))
	if err != nil || m.id != 1<<20+7 || m.op != opSearchEntry {
		t.Fatalf("got %d, %x, %v", m.id, m.op, err)
	}
	e, err := entryOfMessage(m.body)
	if err != nil || e.DN != "CN=김민수,DC=x" || len(e.Attributes) != 3 {
		t.Fatalf("got %+v, %v", e, err)
	}
	if e.GetEqualFoldAttributeValue("b") != long || len(e.GetAttributeValues("a")) != 2 || len(e.GetRawAttributeValues("none")) != 0 {
		t.Errorf("got %d attributes with other values", len(e.Attributes))
	}
}

// FuzzMessage demands that any bytes are a message or an error, that nothing
// longer than the bound is taken, and that what is taken holds no more than
// what came.
func FuzzMessage(f *testing.F) {
	f.Add(entryMessage(3, "CN=x", map[string][]string{"a": {"1"}}))
	f.Add([]byte{0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 2, 1, 1})
	f.Add([]byte{0x30, 0x0c, 2, 1, 5, 0x65, 7, 10, 1, 0, 4, 0, 4, 0})
	f.Add([]byte{0x30, 0x80, 0, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := readMessage(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return
		}
		if len(m.raw) > len(raw) || len(m.body) > len(m.raw) {
			t.Errorf("%d bytes of %d", len(m.raw), len(raw))
		}
		if e, err := entryOfMessage(m.body); err == nil {
			n := len(e.DN)
			for _, a := range e.Attributes {
				n += len(a.Name)
				for _, v := range a.ByteValues {
					n += len(v)
				}
			}
			if n > len(m.body) {
				t.Errorf("%d bytes out of %d", n, len(m.body))
			}
		}
		_, _ = doneOf(m.raw)
	})
}
