package ledger

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// Book is a ledger that is read. Nothing in it is believed further than that it
// is whole.
type Book struct {
	Foot

	from   io.ReaderAt
	length int64 // of the people
}

// Open reads the foot of a ledger. The error is [ErrFormat], or that of the
// reader.
func Open(from io.ReaderAt, size int64) (*Book, error) {
	const end = 8 + len(tail)
	if size < int64(len(head)+end) {
		return nil, ErrFormat
	}
	first, last := make([]byte, len(head)), make([]byte, end)
	if _, err := from.ReadAt(first, 0); err != nil {
		return nil, fmt.Errorf("read a ledger: %w", err)
	}
	if _, err := from.ReadAt(last, size-int64(end)); err != nil {
		return nil, fmt.Errorf("read a ledger: %w", err)
	}
	length := binary.BigEndian.Uint64(last)
	if string(first) != head || string(last[8:]) != tail || length > maxFoot || int64(length) > size-int64(len(head)+end) {
		return nil, ErrFormat
	}
	at := size - int64(end) - int64(length)
	b := &Book{from: from, length: at - int64(len(head))}
	z, err := gzip.NewReader(io.NewSectionReader(from, at, int64(length)))
	if err != nil {
		return nil, ErrFormat
	}
	raw, err := io.ReadAll(io.LimitReader(z, maxFoot))
	if err != nil || json.Unmarshal(raw, &b.Foot) != nil || b.Format != Format {
		return nil, ErrFormat
	}
	return b, nil
}

// Whole reports whether the people are all there, as their checksum says.
func (b *Book) Whole() bool {
	z, err := b.stream()
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, z)
	return err == nil
}

func (b *Book) stream() (*gzip.Reader, error) {
	z, err := gzip.NewReader(bufio.NewReaderSize(io.NewSectionReader(b.from, int64(len(head)), b.length), 64<<10))
	if err != nil {
		return nil, ErrFormat
	}
	return z, nil
}

// People hands out everybody in the order in which they were added. What take
// returns ends it. Else the error is [ErrFormat].
func (b *Book) People(take func(*Person) error) error {
	z, err := b.stream()
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(z, 64<<10)
	var r record
	n := 0
	for ; ; n++ {
		length, err := binary.ReadUvarint(in)
		if err == io.EOF && n == b.Users { //nolint:errorlint // as it comes from the reader
			return nil
		}
		if err != nil || length > maxPerson {
			return ErrFormat
		}
		raw := make([]byte, length)
		if _, err := io.ReadFull(in, raw); err != nil {
			return ErrFormat
		}
		p, ok := r.person(raw)
		if !ok {
			return ErrFormat
		}
		if err := take(p); err != nil {
			return err
		}
	}
}

// record reads one person after the other.
type record struct {
	names, marks ring
	shared       ring
	descriptors  map[string][]byte // what the ring of them holds, as it is handed out
	left         []byte
	bad          bool
}

// descriptor hands out one that many have in common as the same bytes.
func (r *record) descriptor() []byte {
	value := r.get(&r.shared)
	known := r.descriptors[value]
	if known == nil && value != "" {
		if r.descriptors == nil || len(r.descriptors) > 2*ringSize {
			r.descriptors = map[string][]byte{}
		}
		known = []byte(value)
		r.descriptors[value] = known
	}
	return known
}

func (r *record) person(raw []byte) (*Person, bool) {
	r.left, r.bad = raw, false
	p := &Person{GUID: GUID(r.bytes(len(GUID{})))}
	n, width := binary.Varint(r.left)
	if width <= 0 {
		return nil, false
	}
	p.USN, r.left = n, r.left[width:]
	p.DN = string(r.text())
	p.Descriptor, p.Mark = r.descriptor(), r.get(&r.marks)
	attributes := r.number(maxNames)
	p.Attributes = make([]Attribute, 0, attributes)
	for range attributes {
		a := Attribute{Name: r.get(&r.names)}
		values := r.number(len(r.left))
		a.Values = make([][]byte, 0, values)
		for range values {
			a.Values = append(a.Values, r.text())
		}
		p.Attributes = append(p.Attributes, a)
		if r.bad {
			break
		}
	}
	return p, !r.bad && len(r.left) == 0
}

// bytes cuts n bytes off; as many zeros where there are not so many.
func (r *record) bytes(n int) []byte {
	if n > len(r.left) {
		r.bad, r.left = true, nil
		return make([]byte, min(n, len(GUID{})))
	}
	b := r.left[:n:n]
	r.left = r.left[n:]
	return b
}

// number reads a number of things that are at most so many.
func (r *record) number(most int) int {
	n, width := binary.Uvarint(r.left)
	if width <= 0 || n > uint64(most) { //nolint:gosec // most is a length
		r.bad, r.left = true, nil
		return 0
	}
	r.left = r.left[width:]
	return int(n) //nolint:gosec // it is at most a length
}

func (r *record) text() []byte { return r.bytes(r.number(len(r.left))) }

// get reads what put wrote.
func (r *record) get(from *ring) string {
	switch ref := r.number(ringSize + refSlots); ref {
	case refNone:
		return ""
	case refInline:
		value := string(r.text())
		if len(value) <= maxRinged {
			from.keep(value)
		}
		return value
	default:
		if ref-refSlots >= len(from.slots) {
			r.bad = true
			return ""
		}
		return from.slots[ref-refSlots]
	}
}
