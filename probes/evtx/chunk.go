package evtx

import (
	"encoding/binary"
	"hash/crc32"
)

// What the records of one chunk may cost. A thousand records of a hundred
// tokens are more than any real chunk has; templates that are made to unfold
// again and again end here.
const (
	tokensAtMost = 1 << 18
	bytesAtMost  = 1 << 20 // bytes of UTF-8
	recordsMost  = chunkSize / recordFrame
)

// chunk is 64 KB of a log. Names and templates that its records share are in it.
type chunk struct {
	data   []byte // chunkSize of them
	names  map[int]string
	tokens int // that may still be read
	bytes  int // of text that may still be written
}

// begin makes the chunk ready for what was read into it.
func (c *chunk) begin() { c.names, c.tokens, c.bytes = map[int]string{}, tokensAtMost, bytesAtMost }

// end is where the records end: the offset of the free space.
func (c *chunk) end() int {
	if end := binary.LittleEndian.Uint32(c.data[48:]); end >= chunkHead && end <= chunkSize {
		return int(end)
	}
	return chunkSize
}

// sound reports whether both checksums of the chunk, of its header and of its
// records, are those of what is there.
func (c *chunk) sound(end int) bool {
	head := crc32.ChecksumIEEE(c.data[:headSummed])
	head = crc32.Update(head, crc32.IEEETable, c.data[128:chunkHead])
	return head == binary.LittleEndian.Uint32(c.data[124:]) &&
		crc32.ChecksumIEEE(c.data[chunkHead:end]) == binary.LittleEndian.Uint32(c.data[52:])
}

// said is how many records the chunk says that it has: the numbers of the first
// and the last one. 0 is of numbers that cannot be.
func (c *chunk) said() int {
	first, last := binary.LittleEndian.Uint64(c.data[8:]), binary.LittleEndian.Uint64(c.data[16:])
	if last < first || last-first >= uint64(recordsMost) {
		return 0
	}
	return int(last-first) + 1 //nolint:gosec // bounded above
}

// name returns the name at an offset of the chunk, and where it ends: four bytes
// that lead to the next one, a hash of two, a length of two, the letters in
// UTF-16, and a zero.
func (c *chunk) name(at int) (string, int, bool) {
	if at < 0 || at > len(c.data)-8 {
		return "", 0, false
	}
	length := 2 * int(binary.LittleEndian.Uint16(c.data[at+6:]))
	from, end := at+8, at+8+length+2
	if end > len(c.data) {
		return "", 0, false
	}
	name, known := c.names[at]
	if !known {
		name = wide(c.data[from : from+length])
		c.names[at] = name
	}
	return name, end, true
}
