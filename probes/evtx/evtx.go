// Package evtx reads event logs as Windows keeps and saves them (.evtx), on any
// platform and with any language: the fields that stand in the XML of an event,
// as text.
//
// It knows the form of the file and nothing of what the events mean; a text that
// Windows puts together of a message file and the values of an event is not in
// the file and not here. The file comes from somebody else: every length in it is
// held against what is there, and what a chunk may cost is bounded.
//
// The form is published in "Windows XML Event Log (EVTX)" of libevtx, which
// describes the file, and in [MS-EVEN6] section 2.2 (BinXml), which describes
// what stands in a record.
package evtx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Sizes of the file, in bytes.
const (
	headBlock   = 4096    // before the first chunk
	chunkSize   = 1 << 16 // each chunk, the last one as well
	chunkHead   = 512     // of a chunk, before its first record
	headSummed  = 120     // bytes of a header that its checksum is of, the file's and a chunk's
	recordHead  = 24      // of a record, before its BinXml
	recordFrame = recordHead + 4
)

// What the parts of a file begin with.
const (
	fileMark   = "ElfFile\x00"
	chunkMark  = "ElfChnk\x00"
	recordMark = "\x2a\x2a\x00\x00"
)

// dirty is the flag of a log that was not closed: copied while Windows wrote to
// it, or left so by a machine that went off.
const dirty = 1

// ErrNoLog is the error of what is no event log.
var ErrNoLog = errors.New("no event log (.evtx)")

// Is reports whether something begins as an event log does.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte(fileMark)) }

// Event is one record, each field as its XML has it. "" is a field that is not
// there.
type Event struct {
	Provider string // Provider, attribute Name
	ID       string // EventID
	Level    string // Level
	Time     string // TimeCreated, attribute SystemTime: RFC 3339 in UTC
	Record   string // EventRecordID
	Channel  string // Channel
	Computer string // Computer
	Message  string // RenderingInfo, Message: only in a log of forwarded events
	Data     []string
}

// Summary tells how much of a log could be read.
type Summary struct {
	Records int // that were read
	Unread  int // that are there and could not be, or that a chunk says it has and has not
	Chunks  int // that hold records
	Wrong   int // of those, whose checksum is not that of what they hold
	Dirty   bool
	Short   bool // the file ends before its last chunk does, or lacks one
}

// Whole reports whether nothing is missing in a log and nothing in it was
// altered, as far as the file itself tells.
func (s *Summary) Whole() bool { return !s.Dirty && !s.Short && s.Unread == 0 && s.Wrong == 0 }

// Reader hands over the events of a log one by one.
type Reader struct {
	// Wanted says of a provider whether the message and the data of its events are
	// to be read; nil is of each.
	Wanted func(provider string) bool
	// Take gets every event, which is its own no longer than the call.
	Take func(*Event)
}

// Read reads a log to its end, however broken it is. The error is [ErrNoLog], or
// that of from.
func (r *Reader) Read(from io.Reader) (Summary, error) {
	var s Summary
	head := make([]byte, headBlock)
	n, err := io.ReadFull(from, head)
	switch {
	case !Is(head[:n]):
		return s, ErrNoLog
	case errors.Is(err, io.ErrUnexpectedEOF):
		s.Short = true
		return s, nil
	case err != nil:
		return s, fmt.Errorf("read the log: %w", err)
	}
	said := int(binary.LittleEndian.Uint16(head[42:]))
	sound := binary.LittleEndian.Uint32(head[124:]) == crc32.ChecksumIEEE(head[:headSummed])
	s.Dirty = !sound || head[120]&dirty != 0
	c := chunk{data: make([]byte, chunkSize)}
	for count := 0; ; count++ {
		n, err := io.ReadFull(from, c.data)
		switch {
		case errors.Is(err, io.EOF):
			s.Short = s.Short || count < said
			return s, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			s.Short = true
			clear(c.data[n:])
		case err != nil:
			return s, fmt.Errorf("read the log: %w", err)
		}
		if count >= said && !s.Dirty {
			continue // what stood in the log before it was cleared
		}
		r.chunk(&c, &s)
	}
}

// chunk reads the records of one chunk.
func (r *Reader) chunk(c *chunk, s *Summary) {
	if !bytes.HasPrefix(c.data, []byte(chunkMark)) {
		if len(bytes.Trim(c.data, "\x00")) > 0 {
			s.Chunks++
			s.Unread++
		}
		return // one that is all zeros was never used
	}
	c.begin()
	s.Chunks++
	end := c.end()
	if !c.sound(end) {
		s.Wrong++
	}
	read := 0
	for at := chunkHead; at+recordFrame <= end && bytes.HasPrefix(c.data[at:], []byte(recordMark)); {
		size := int(binary.LittleEndian.Uint32(c.data[at+4:]))
		if size < recordFrame || size > end-at || int(binary.LittleEndian.Uint32(c.data[at+size-4:])) != size {
			break
		}
		w := walker{chunk: c, wanted: r.Wanted}
		if w.record(at+recordHead, at+size-4) {
			s.Records++
			r.Take(&w.event)
		} else {
			s.Unread++
		}
		read++
		at += size
	}
	s.Unread += max(0, c.said()-read)
}
