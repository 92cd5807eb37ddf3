package directory

const (
	// answerElements bounds what a controller may send between two questions,
	// in elements of BER. The library makes some 250 bytes of one that takes
	// two. The longest answer asked for, a page of 500 names, has less than ten
	// thousand.
	answerElements = 50_000
	// controlBytes bounds the controls of one message, whose values the library
	// takes apart again. The longest is the cookie of a page.
	controlBytes = 64 << 10
	// deepest is how deep elements may begin in each other. A filter that comes
	// back is the deepest, with a dozen.
	deepest = 100
)

// The class of a tag; operations are of class application (RFC 4511 4.2).
const (
	classes     = 0xc0
	application = 0x40
)

// tagControls is the tag of a message's controls (RFC 4511 4.1.1).
const tagControls = 0xa0

// elements counts the elements of LDAP messages on their way, before anybody
// makes something of them (X.690 8.1). Lengths are definite (RFC 4511 5.1).
//
// It goes from header to header: what stands in a constructed element is a
// row of elements, and so is what comes behind it.
type elements struct {
	count int
	deep  int // elements that began in each other
	skip  int // bytes of a value that are passed over

	// The header that is being read.
	part   headerPart
	tag    byte // its first byte
	width  int  // bytes of the length that are still to come
	length int
	size   int // bytes of the header

	// What is left of the message, in whose outermost row everything else
	// stands, and of the element of that row.
	message, outer int
	op             byte // the tag of the last operation; 0 before the first
}

type headerPart int8

const (
	atTag headerPart = iota
	inTag            // of several bytes
	atLength
	inLength
)

// take counts p, and reports whether that is still an answer to anything.
func (e *elements) take(p []byte) bool {
	for len(p) > 0 {
		if n := min(e.skip, len(p)); n > 0 {
			e.skip -= n
			e.pass(n)
			p = p[n:]
			continue
		}
		whole, ok := e.header(p[0])
		p = p[1:]
		if !ok || whole && !e.begin() {
			return false
		}
	}
	return true
}

// header takes the next byte of a header, and reports whether it was the last.
func (e *elements) header(b byte) (whole, ok bool) {
	e.size++
	switch e.part {
	case atTag:
		e.tag, e.length, e.size, e.part = b, 0, 1, atLength
		if b&0x1f == 0x1f {
			e.part = inTag
		}
	case inTag:
		if b < 0x80 {
			e.part = atLength
		}
	case atLength:
		if b < 0x80 {
			e.length, e.part = int(b), atTag
			return true, true
		}
		e.width, e.part = int(b&0x7f), inLength
		return false, e.width > 0 && e.width <= 8
	case inLength:
		if e.length = e.length<<8 | int(b); e.length > answerBytes {
			return false, false
		}
		if e.width--; e.width == 0 {
			e.part = atTag
			return true, true
		}
	}
	return false, true
}

// begin enters the element whose header is whole.
func (e *elements) begin() bool {
	switch {
	case e.message == 0:
		e.message = e.length
	case e.outer == 0:
		if e.tag == tagControls && e.length > controlBytes {
			return false
		}
		if e.tag&classes == application {
			e.op = e.tag
		}
		e.message, e.outer = max(0, e.message-e.size), e.length
	default:
		e.pass(e.size)
	}
	e.count++
	e.deep++
	if constructed := e.tag&0x20 != 0; !constructed {
		e.skip, e.deep = e.length, 0
	} else if e.length == 0 {
		e.deep = 0
	}
	return e.count <= answerElements && e.deep <= deepest
}

// pass goes n bytes further in the message.
func (e *elements) pass(n int) {
	e.message, e.outer = max(0, e.message-n), max(0, e.outer-n)
}
