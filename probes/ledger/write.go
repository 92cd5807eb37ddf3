package ledger

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Writer writes a ledger. Its first error stays.
type Writer struct {
	to     io.Writer
	people *gzip.Writer
	names  ring
	shared ring
	marks  ring
	last   GUID
	users  int
	sorted bool
	err    error
	buffer []byte
}

// Create begins a ledger.
func Create(to io.Writer) *Writer {
	w := &Writer{to: to, sorted: true}
	_, w.err = io.WriteString(to, head)
	w.people, _ = gzip.NewWriterLevel(to, gzip.BestSpeed) // which is a level
	return w
}

// Add adds a person.
func (w *Writer) Add(p *Person) error {
	if w.err != nil {
		return w.err
	}
	if w.users++; w.users > 1 && bytes.Compare(w.last[:], p.GUID[:]) >= 0 {
		w.sorted = false
	}
	w.last = p.GUID
	b := append(w.buffer[:0], p.GUID[:]...)
	b = binary.AppendVarint(b, p.USN)
	b = text(b, []byte(p.DN))
	b = w.shared.putBytes(b, p.Descriptor)
	b = w.marks.put(b, p.Mark)
	b = binary.AppendUvarint(b, uint64(len(p.Attributes)))
	for _, a := range p.Attributes {
		b = w.names.put(b, a.Name)
		b = binary.AppendUvarint(b, uint64(len(a.Values)))
		for _, v := range a.Values {
			b = text(b, v)
		}
	}
	w.buffer = b
	if len(b) > maxPerson || len(p.Attributes) > maxNames {
		w.err = fmt.Errorf("%s: %w", p.DN, errLong)
		return w.err
	}
	var length [binary.MaxVarintLen64]byte
	w.write(length[:binary.PutUvarint(length[:], uint64(len(b)))])
	w.write(b)
	return w.err
}

var errLong = errors.New("too long to be kept")

func (w *Writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.people.Write(b)
	}
}

// Close ends the ledger with its foot, whose counts it fills in.
func (w *Writer) Close(f Foot) error {
	f.Format, f.Users, f.Sorted = Format, w.users, w.sorted
	if w.err == nil {
		w.err = w.people.Close()
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("end a ledger: %w", err)
	}
	var foot bytes.Buffer
	z, _ := gzip.NewWriterLevel(&foot, gzip.BestSpeed)
	if _, err := z.Write(raw); err != nil {
		return fmt.Errorf("end a ledger: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("end a ledger: %w", err)
	}
	end := binary.BigEndian.AppendUint64(foot.Bytes(), uint64(foot.Len())) //nolint:gosec // a length
	if w.err == nil {
		_, w.err = w.to.Write(append(end, tail...))
	}
	return w.err
}

func text(b, value []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(value))), value...)
}

// ring is what the writer and the reader of a stream both remember: the last
// few texts that are not too long.
type ring struct {
	slots []string
	known map[string]int // of the writer
	next  int
}

const (
	ringSize  = 1024
	maxRinged = 8 << 10
	// The first numbers of a reference.
	refNone, refInline, refSlots = 0, 1, 2
)

// put writes a text, or where it stands in the ring.
func (r *ring) put(b []byte, value string) []byte {
	if value == "" {
		return binary.AppendUvarint(b, refNone)
	}
	if at, ok := r.known[value]; ok {
		return binary.AppendUvarint(b, uint64(at+refSlots)) //nolint:gosec // a slot
	}
	b = append(binary.AppendUvarint(binary.AppendUvarint(b, refInline), uint64(len(value))), value...)
	if len(value) > maxRinged {
		return b
	}
	if r.known == nil {
		r.known = map[string]int{}
	}
	if len(r.slots) == ringSize {
		delete(r.known, r.slots[r.next])
	}
	r.known[value] = r.next
	r.keep(value)
	return b
}

// putBytes is put for a value that is known as a rule, and then not copied.
func (r *ring) putBytes(b, value []byte) []byte {
	if at, ok := r.known[string(value)]; ok {
		return binary.AppendUvarint(b, uint64(at+refSlots)) //nolint:gosec // a slot
	}
	return r.put(b, string(value))
}

func (r *ring) keep(value string) {
	if len(r.slots) < ringSize {
		r.slots = append(r.slots, value)
	} else {
		r.slots[r.next] = value
	}
	r.next = (r.next + 1) % ringSize
}
