package directory

import (
	"bufio"
	"fmt"
	"io"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// The first byte of an answer (RFC 4511 4.2 and following): the class and
// number of the operation.
const (
	opSearchEntry     = 0x64
	opSearchDone      = 0x65
	opSearchReference = 0x73
	opExtended        = 0x78
	tagInteger        = 0x02
	tagOctets         = 0x04
	tagSequence       = 0x30
	tagSet            = 0x31
)

// ldapMessage is one message as it came, and what its head says.
type ldapMessage struct {
	id   int64
	op   byte
	raw  []byte // all of it
	body []byte // of the operation
	done searchEnd
}

// searchEnd is the end of one page.
type searchEnd struct {
	err    error // the result, when it is not success
	paged  bool  // reports whether the server answered the control
	size   int   // of the whole list; 0 when the server does not say
	cookie []byte
}

// readMessage reads one message.
func readMessage(r *bufio.Reader) (ldapMessage, error) {
	head, err := r.Peek(2)
	if err != nil {
		return ldapMessage{}, fmt.Errorf("read an answer: %w", err)
	}
	if head[0] != tagSequence {
		return ldapMessage{}, errMessage
	}
	width := 2
	if head[1] > 0x80 {
		width += int(head[1] & 0x7f)
	}
	if width > 2+4 || head[1] == 0x80 {
		return ldapMessage{}, errFlood
	}
	if head, err = r.Peek(width); err != nil {
		return ldapMessage{}, fmt.Errorf("read an answer: %w", err)
	}
	length := int(head[1])
	if width > 2 {
		length = 0
		for _, b := range head[2:] {
			length = length<<8 | int(b)
		}
	}
	if length > maxMessage {
		return ldapMessage{}, errFlood
	}
	raw := make([]byte, width+length)
	if _, err := io.ReadFull(r, raw); err != nil {
		return ldapMessage{}, fmt.Errorf("read an answer: %w", err)
	}
	if !(&elements{}).take(raw) {
		return ldapMessage{}, errFlood
	}
	return headOf(raw, width)
}

// headOf reads the number and the operation of a message.
func headOf(raw []byte, width int) (ldapMessage, error) {
	m := ldapMessage{raw: raw}
	tag, value, rest, ok := element(raw[width:])
	if !ok || tag != tagInteger || len(value) == 0 || len(value) > 4 {
		return m, errMessage
	}
	for _, b := range value {
		m.id = m.id<<8 | int64(b)
	}
	if m.op, m.body, _, ok = element(rest); !ok {
		return m, errMessage
	}
	if m.op == opExtended && m.id == 0 { // RFC 4511 4.4.1
		return m, errDisconnect
	}
	return m, nil
}

// element cuts the first element off b: its tag, its value, and what follows
// (X.690 8.1). Tags of several bytes and open lengths do not occur in LDAP
// (RFC 4511 5.1).
func element(b []byte) (tag byte, value, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, nil, nil, false
	}
	length, at := int(b[1]), 2
	if b[1] >= 0x80 {
		width := int(b[1] & 0x7f)
		if width == 0 || width > 4 || len(b) < at+width {
			return 0, nil, nil, false
		}
		length = 0
		for _, c := range b[at : at+width] {
			length = length<<8 | int(c)
		}
		at += width
	}
	if length < 0 || length > len(b)-at {
		return 0, nil, nil, false
	}
	return b[0], b[at : at+length], b[at+length:], true
}

// entryOfMessage reads the entry in a message. Its values share the memory of
// the message.
func entryOfMessage(body []byte) (*ldap.Entry, error) {
	tag, dn, rest, ok := element(body)
	if !ok || tag != tagOctets {
		return nil, errMessage
	}
	tag, list, _, ok := element(rest)
	if !ok || tag != tagSequence {
		return nil, errMessage
	}
	e := &ldap.Entry{DN: string(dn)}
	for len(list) > 0 {
		var one []byte
		if tag, one, list, ok = element(list); !ok || tag != tagSequence {
			return nil, errMessage
		}
		a, err := attributeOf(one)
		if err != nil {
			return nil, err
		}
		e.Attributes = append(e.Attributes, a)
	}
	return e, nil
}

func attributeOf(b []byte) (*ldap.EntryAttribute, error) {
	tag, name, rest, ok := element(b)
	if !ok || tag != tagOctets {
		return nil, errMessage
	}
	tag, values, _, ok := element(rest)
	if !ok || tag != tagSet {
		return nil, errMessage
	}
	a := &ldap.EntryAttribute{Name: string(name)}
	for len(values) > 0 {
		var value []byte
		if tag, value, values, ok = element(values); !ok || tag != tagOctets {
			return nil, errMessage
		}
		a.Values = append(a.Values, string(value))
		a.ByteValues = append(a.ByteValues, value)
	}
	return a, nil
}

// doneOf reads the end of a page.
func doneOf(raw []byte) (searchEnd, error) {
	packet, err := ber.DecodePacketErr(raw)
	if err != nil || len(packet.Children) < 2 {
		return searchEnd{}, errMessage
	}
	end := searchEnd{err: ldap.GetLDAPError(packet)}
	if len(packet.Children) < 3 {
		return end, nil
	}
	for _, child := range packet.Children[2].Children {
		control, err := ldap.DecodeControl(child)
		if err != nil {
			return searchEnd{}, errMessage
		}
		if paging, ok := control.(*ldap.ControlPaging); ok {
			end.paged, end.cookie, end.size = true, paging.Cookie, int(paging.PagingSize)
		}
	}
	return end, nil
}
