// Package evtxtest writes event logs (.evtx) for tests as Windows writes them: a
// template stands with the first record that needs it and is referred to after
// that, as names are; an event that no manifest describes has its texts in a
// template of their own inside the first one.
//
// It shares nothing with the reader that it tests.
package evtxtest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"time"
	"unicode/utf16"
)

// Event is one record to write.
type Event struct {
	Provider, Channel, Computer string // these stand in the template
	ID, Level                   int
	At                          time.Time
	Record                      uint64 // EventRecordID
	Data                        []string
}

// Sizes, in bytes; the tests damage files by them.
const (
	Head  = 4096    // of the file, before its first chunk
	Chunk = 1 << 16 // of each chunk
)

const chunkHead = 512

// Where the head of a chunk says where its names and templates are. Each place is
// the end of a chain.
const nameTable, templateTable = 128, 384

// chained writes where the one before in a chain is, and puts the one at an offset
// at its end.
func (c *chunk) chained(end, at int) {
	before := int(binary.LittleEndian.Uint32(c.data[end:]))
	c.four(before)
	binary.LittleEndian.PutUint32(c.data[end:], uint32(at))
}

// Write returns a log that was closed, with these events in this order.
func Write(events []Event) []byte {
	var chunks [][]byte
	c := newChunk(0)
	for _, e := range events {
		kept := c.state()
		if c.record(e); len(c.data) > Chunk {
			c.restore(kept)
			chunks = append(chunks, c.close())
			c = newChunk(c.last + 1)
			c.record(e)
		}
	}
	if c.records > 0 {
		chunks = append(chunks, c.close())
	}
	head := make([]byte, Head)
	copy(head, "ElfFile\x00")
	le := binary.LittleEndian
	le.PutUint64(head[16:], uint64(max(0, len(chunks)-1)))
	le.PutUint64(head[24:], uint64(len(events))+1)
	le.PutUint32(head[32:], 128)
	le.PutUint16(head[36:], 1)
	le.PutUint16(head[38:], 3)
	le.PutUint16(head[40:], Head)
	le.PutUint16(head[42:], uint16(len(chunks)))
	Sum(head)
	return append(head, bytes.Join(chunks, nil)...)
}

// Sum makes the checksum of the head of a file right again.
func Sum(file []byte) {
	binary.LittleEndian.PutUint32(file[124:], crc32.ChecksumIEEE(file[:120]))
}

// SumChunk makes the checksums of a chunk right again.
func SumChunk(chunk []byte) {
	le := binary.LittleEndian
	le.PutUint32(chunk[52:], crc32.ChecksumIEEE(chunk[chunkHead:le.Uint32(chunk[48:])]))
	head := crc32.Update(crc32.ChecksumIEEE(chunk[:120]), crc32.IEEETable, chunk[128:chunkHead])
	le.PutUint32(chunk[124:], head)
}

// chunk is one that is being written.
type chunk struct {
	data      []byte
	names     map[string]int // where each name stands
	templates map[string]int
	first     uint64 // number of the first record in the file
	last      uint64
	at        int // where the last record begins
	records   int
	ids       [2]uint64 // EventRecordID of the first and the last one
}

func newChunk(first uint64) *chunk {
	return &chunk{data: make([]byte, chunkHead), names: map[string]int{}, templates: map[string]int{}, first: first, last: first}
}

// state is what a record that does not fit is taken back to.
func (c *chunk) state() chunk {
	kept := *c
	return kept
}

func (c *chunk) restore(kept chunk) { *c = kept }

func (c *chunk) close() []byte {
	le := binary.LittleEndian
	free := len(c.data)
	out := append(c.data, make([]byte, Chunk-free)...)
	copy(out, "ElfChnk\x00")
	le.PutUint64(out[8:], c.first+1)
	le.PutUint64(out[16:], c.last+1)
	le.PutUint64(out[24:], c.ids[0])
	le.PutUint64(out[32:], c.ids[1])
	le.PutUint32(out[40:], 128)
	le.PutUint32(out[44:], uint32(c.at))
	le.PutUint32(out[48:], uint32(free))
	SumChunk(out)
	return out
}

func (c *chunk) byte(all ...byte) { c.data = append(c.data, all...) }
func (c *chunk) two(n int)        { c.data = binary.LittleEndian.AppendUint16(c.data, uint16(n)) }
func (c *chunk) four(n int)       { c.data = binary.LittleEndian.AppendUint32(c.data, uint32(n)) }
func (c *chunk) eight(n uint64)   { c.data = binary.LittleEndian.AppendUint64(c.data, n) }
func (c *chunk) letters(s string) { c.data = append(c.data, wide(s)...) }
func (c *chunk) size(at, from int) {
	binary.LittleEndian.PutUint32(c.data[at:], uint32(len(c.data)-from))
}

func wide(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// name writes where a name stands, and the name itself the first time.
func (c *chunk) name(name string) {
	if at, known := c.names[name]; known {
		c.four(at)
		return
	}
	at := len(c.data) + 4
	c.names[name] = at
	c.four(at)
	hash := 0
	for _, unit := range utf16.Encode([]rune(name)) {
		hash = (hash*65599 + int(unit)) & 0xffff
	}
	c.chained(nameTable+4*(hash%64), at)
	c.two(hash)
	c.two(len(name))
	c.letters(name)
	c.two(0)
}
