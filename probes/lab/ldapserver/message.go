package ldapserver

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Bounds of a request. The biggest that a probe sends is a filter of some
// kilobytes; a decoded element costs a hundred times its two bytes, so the
// number of elements is bounded beside the size.
const (
	maxMessage  = 256 << 10
	maxDepth    = 32
	maxElements = 8 << 10
)

// Application tags of the requests and answers (RFC 4511, section 4.2 on).
const (
	opBindRequest       = 0
	opBindResponse      = 1
	opUnbind            = 2
	opSearchRequest     = 3
	opSearchEntry       = 4
	opSearchDone        = 5
	opModifyRequest     = 6
	opAddRequest        = 8
	opDeleteRequest     = 10
	opModifyDNRequest   = 12
	opCompareRequest    = 14
	opCompareResponse   = 15
	opAbandon           = 16
	opSearchReference   = 19
	opExtendedRequest   = 23
	opExtendedResponse  = 24
	tagControls         = 0
	tagMatchedReferrals = 3
)

var (
	errTooBig    = errors.New("message too big")
	errMalformed = errors.New("not an LDAP message")
)

// message is one request, as far as it is the same for all.
type message struct {
	id       int64
	op       *ber.Packet
	controls []control
}

type control struct {
	oid      string
	critical bool
	value    []byte
}

// readMessage reads the bytes of one message: a SEQUENCE of definite length.
func readMessage(r *bufio.Reader) ([]byte, error) {
	head, err := r.Peek(2)
	if err != nil {
		return nil, fmt.Errorf("read a message: %w", err)
	}
	if head[0] != 0x30 {
		return nil, errMalformed
	}
	header, length := 2, int(head[1])
	if length == 0x80 || length > 0x84 {
		return nil, errMalformed
	}
	if length > 0x80 {
		header += length & 0x7f
		if head, err = r.Peek(header); err != nil {
			return nil, fmt.Errorf("read a message: %w", err)
		}
		length = 0
		for _, b := range head[2:header] {
			length = length<<8 | int(b)
		}
	}
	if length > maxMessage {
		return nil, errTooBig
	}
	data := make([]byte, header+length)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, fmt.Errorf("read a message: %w", err)
	}
	return data, nil
}

// parseMessage decodes one message. It never panics and never allocates more
// than a multiple of the bounds above.
func parseMessage(data []byte) (message, error) {
	elements := 0
	if rest, ok := shape(data, 0, &elements); !ok || len(rest) > 0 {
		return message{}, errMalformed
	}
	p, err := ber.DecodePacketErr(data)
	if err != nil {
		return message{}, fmt.Errorf("decode a message: %w", err)
	}
	id, ok := integer(child(p, 0))
	op := child(p, 1)
	if !ok || id < 0 || op == nil || op.ClassType != ber.ClassApplication {
		return message{}, errMalformed
	}
	m := message{id: id, op: op}
	if c := child(p, 2); c != nil && c.ClassType == ber.ClassContext && c.Tag == tagControls {
		for _, one := range c.Children {
			m.controls = append(m.controls, parseControl(one))
		}
	}
	return m, nil
}

func parseControl(p *ber.Packet) control {
	c := control{oid: text(child(p, 0))}
	for _, field := range p.Children[min(1, len(p.Children)):] {
		switch v := field.Value.(type) {
		case bool:
			c.critical = v
		default:
			c.value = raw(field)
		}
	}
	return c
}

// shape walks over one element and everything in it without decoding, and
// returns what follows it. It reports false for what the decoder should not
// be given.
func shape(data []byte, depth int, elements *int) ([]byte, bool) {
	*elements++
	if depth > maxDepth || *elements > maxElements || len(data) < 2 || data[0]&0x1f == 0x1f {
		return nil, false
	}
	header, length := 2, int(data[1])
	if length == 0x80 || length > 0x84 {
		return nil, false
	}
	if length > 0x80 {
		header += length & 0x7f
		if len(data) < header {
			return nil, false
		}
		length = 0
		for _, b := range data[2:header] {
			length = length<<8 | int(b)
		}
	}
	if length > len(data)-header {
		return nil, false
	}
	content, rest := data[header:header+length], data[header+length:]
	for data[0]&0x20 != 0 && len(content) > 0 {
		var ok bool
		if content, ok = shape(content, depth+1, elements); !ok {
			return nil, false
		}
	}
	return rest, true
}

// child returns the i-th element of p, nil when there is none.
func child(p *ber.Packet, i int) *ber.Packet {
	if p == nil || i >= len(p.Children) {
		return nil
	}
	return p.Children[i]
}

func integer(p *ber.Packet) (int64, bool) {
	if p == nil {
		return 0, false
	}
	n, ok := p.Value.(int64)
	return n, ok
}

// raw returns the content of a primitive element, whatever its tag.
func raw(p *ber.Packet) []byte {
	if p == nil || p.Data == nil {
		return nil
	}
	return p.Data.Bytes()
}

func text(p *ber.Packet) string { return string(raw(p)) }
