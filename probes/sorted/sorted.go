// Package sorted puts records into order that are too many for memory: it sorts
// what fits, lays that aside in a file without a name where the system allows
// one, and merges. It knows bytes, and nothing of what they mean.
package sorted

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Room is how many bytes a [Pile] keeps in memory.
const Room = 2 << 20

const (
	// recordCost is what a record takes in memory besides its bytes.
	recordCost = 64
	readBuffer = 8 << 10
	// maxRecord bounds one record: what is longer was never written here.
	maxRecord = 16 << 20
)

var errRecord = errors.New("a record that was not written here")

// Pile is records that are still to be put into order. Its zero value is empty.
// It is not safe for concurrent use.
type Pile struct {
	room   int // 0 is [Room]
	near   []record
	bytes  int
	count  int
	file   *os.File
	remove bool
	end    int64   // of the file
	runs   []int64 // where each sorted run begins
}

type record struct {
	key   string
	value []byte
}

// Len is how many records there are.
func (p *Pile) Len() int { return p.count }

// Add lays a record on the pile. The value is taken over.
func (p *Pile) Add(key string, value []byte) error {
	p.near = append(p.near, record{key, value})
	p.count++
	room := p.room
	if room == 0 {
		room = Room
	}
	if p.bytes += len(key) + len(value) + recordCost; p.bytes < room {
		return nil
	}
	return p.spill()
}

// spill sorts what is in memory and lays it aside.
func (p *Pile) spill() error {
	if err := p.open(); err != nil {
		return err
	}
	p.sort()
	p.runs = append(p.runs, p.end)
	out := bufio.NewWriter(p.file)
	for _, r := range p.near {
		head := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(len(r.key))), uint64(len(r.value)))
		for _, part := range [][]byte{head, []byte(r.key), r.value} {
			n, err := out.Write(part)
			if p.end += int64(n); err != nil {
				return fmt.Errorf("lay aside: %w", err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("lay aside: %w", err)
	}
	clear(p.near)
	p.near, p.bytes = p.near[:0], 0
	return nil
}

// open makes the file. Where a file that is open can lose its name it does, so
// that nothing stays behind whatever becomes of the program.
func (p *Pile) open() error {
	if p.file != nil {
		return nil
	}
	file, err := os.CreateTemp("", "writeback-doctor-*.sort")
	if err != nil {
		return fmt.Errorf("lay aside: %w", err)
	}
	p.file, p.remove = file, os.Remove(file.Name()) != nil
	return nil
}

// sort is stable: what came first stays first.
func (p *Pile) sort() {
	slices.SortStableFunc(p.near, func(a, b record) int { return strings.Compare(a.key, b.key) })
}

// Close lets go of everything.
func (p *Pile) Close() {
	if p.file != nil {
		_ = p.file.Close()
		if p.remove {
			_ = os.Remove(p.file.Name())
		}
	}
	*p = Pile{room: p.room}
}

// Reader hands out the records of a pile by key, those with the same one in the
// order in which they came.
type Reader struct{ runs merge }

// Read puts the pile into order. Nothing may be added after that.
func (p *Pile) Read() (*Reader, error) {
	p.sort()
	r := &Reader{}
	for i, from := range p.runs {
		to := p.end
		if i+1 < len(p.runs) {
			to = p.runs[i+1]
		}
		r.runs = append(r.runs, &run{order: i, in: bufio.NewReaderSize(io.NewSectionReader(p.file, from, to-from), readBuffer)})
	}
	r.runs = append(r.runs, &run{order: len(p.runs), near: p.near})
	started := merge{}
	for _, one := range r.runs {
		more, err := one.next()
		if err != nil {
			return nil, err
		}
		if more {
			started = append(started, one)
		}
	}
	r.runs = started
	heap.Init(&r.runs)
	return r, nil
}

// Peek returns the key of the next record, and whether there is one.
func (r *Reader) Peek() (string, bool) {
	if len(r.runs) == 0 {
		return "", false
	}
	return r.runs[0].at.key, true
}

// Next returns the next record. At the end ok is false.
func (r *Reader) Next() (key string, value []byte, ok bool, err error) {
	if len(r.runs) == 0 {
		return "", nil, false, nil
	}
	first := r.runs[0]
	now := first.at
	more, err := first.next()
	switch {
	case err != nil:
		return "", nil, false, err
	case more:
		heap.Fix(&r.runs, 0)
	default:
		heap.Pop(&r.runs)
	}
	return now.key, now.value, true, nil
}

// Take returns the values of one key, when that is the next one; at most so many
// of them, and how many there were.
func (r *Reader) Take(key string, most int) (values [][]byte, count int, err error) {
	for {
		next, more := r.Peek()
		if !more || next != key {
			return values, count, nil
		}
		_, value, _, err := r.Next()
		if err != nil {
			return nil, 0, err
		}
		if count++; count <= most {
			values = append(values, value)
		}
	}
}

// run is one sorted run, in memory or in the file.
type run struct {
	order int
	near  []record
	in    *bufio.Reader
	at    record
}

func (r *run) next() (bool, error) {
	if r.in == nil {
		if len(r.near) == 0 {
			return false, nil
		}
		r.at, r.near = r.near[0], r.near[1:]
		return true, nil
	}
	size, err := binary.ReadUvarint(r.in)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read what was laid aside: %w", err)
	}
	key, err := r.text(size)
	if err != nil {
		return false, err
	}
	r.at.key = string(key)
	return true, nil
}

// text reads the length of the value and then both.
func (r *run) text(size uint64) ([]byte, error) {
	length, err := binary.ReadUvarint(r.in)
	if err != nil || size > maxRecord || length > maxRecord {
		return nil, errRecord
	}
	both := make([]byte, size+length)
	if _, err := io.ReadFull(r.in, both); err != nil {
		return nil, fmt.Errorf("read what was laid aside: %w", err)
	}
	r.at.value = both[size:]
	return both[:size], nil
}

// merge is a heap of runs by the key of their next record.
type merge []*run

// Len implements [heap.Interface].
func (m merge) Len() int { return len(m) }

// Less implements [heap.Interface].
func (m merge) Less(i, j int) bool {
	if c := strings.Compare(m[i].at.key, m[j].at.key); c != 0 {
		return c < 0
	}
	return m[i].order < m[j].order
}

// Swap implements [heap.Interface].
func (m merge) Swap(i, j int) { m[i], m[j] = m[j], m[i] }

// Push implements [heap.Interface].
func (m *merge) Push(x any) { *m = append(*m, x.(*run)) } //nolint:forcetypeassert // heap hands back what it was given

// Pop implements [heap.Interface].
func (m *merge) Pop() any {
	old := *m
	last := old[len(old)-1]
	*m = old[:len(old)-1]
	return last
}
