package evtx

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"

	"example.com/writeback-doctor/probes/evtx/evtxtest"
)

// crafted is a log of one chunk with this BinXml in so many records.
func crafted(xml []byte, times int) []byte {
	le := binary.LittleEndian
	log := evtxtest.Write([]evtxtest.Event{some()[2]})
	c := log[evtxtest.Head:]
	clear(c[chunkHead:])
	at := chunkHead
	for range times {
		size := len(xml) + recordFrame
		if at+size > len(c) {
			break
		}
		copy(c[at:], recordMark)
		le.PutUint32(c[at+4:], uint32(size))
		copy(c[at+recordHead:], xml)
		le.PutUint32(c[at+size-4:], uint32(size))
		at += size
	}
	le.PutUint32(c[48:], uint32(at))
	evtxtest.SumChunk(c)
	return log
}

// bin puts BinXml together: a byte as it is, an int in four.
func bin(parts ...any) []byte {
	var out []byte
	for _, p := range parts {
		switch v := p.(type) {
		case byte:
			out = append(out, v)
		case uint16:
			out = binary.LittleEndian.AppendUint16(out, v)
		case int:
			out = binary.LittleEndian.AppendUint32(out, uint32(v))
		case []byte:
			out = append(out, v...)
		default:
			panic(fmt.Sprintf("%T", p))
		}
	}
	return out
}

// TestWhatUnfoldsWithoutEndEnds: templates that stand in themselves, elements
// without end, and values that are put many times.
func TestWhatUnfoldsWithoutEndEnds(t *testing.T) {
	t.Parallel()
	const xml = chunkHead + recordHead
	// A template that is an instance of itself, twice: two to the power of what is allowed.
	itself := bin(byte(tokenTemplate), byte(1), 0, xml+10, 0, make([]byte, 16), 0)
	inner := bin(byte(tokenTemplate), byte(1), 0, xml+10, 0)
	itself = append(itself, bytes.Repeat(inner, 200)...)
	binary.LittleEndian.PutUint32(itself[30:], uint32(len(itself)-34))
	itself = append(itself, bin(0)...)
	// A value that is BinXml, which a template puts thousands of times.
	long := bin(byte(tokenTemplate), byte(1), 0, xml+10, 0, make([]byte, 16), 4*4000)
	long = append(long, bytes.Repeat(bin(byte(tokenSubstitution), uint16(0), byte(kindBinXML)), 4000)...)
	long = append(long, bin(1, uint16(9000), byte(kindBinXML), byte(0))...)
	long = append(long, bytes.Repeat(bin(byte(tokenFragment), byte(1), byte(1), byte(0)), 2250)...)
	for name, xml := range map[string][]byte{
		"a template in itself":    itself,
		"one value, many times":   long,
		"elements without an end": bytes.Repeat(bin(byte(tokenOpen), 0, 0x7fffffff), 100),
		"a hundred elements deep": bytes.Repeat(bin(byte(tokenOpen), 0, chunkHead+recordHead+9, 0, uint16(0), uint16(0), uint16(0)), 100),
		"ends without an element": bytes.Repeat([]byte{tokenClose}, 100),
		"a template nowhere":      bin(byte(tokenTemplate), byte(1), 0, 0x7fffffff, 0),
		"as many values as fit":   bin(byte(tokenTemplate), byte(1), 0, xml+10, 0, make([]byte, 16), 0, 0x40000000),
		"a text that is too long": bin(byte(tokenValue), byte(kindText), uint16(0xffff)),
		"an unknown token":        {0x3f},
		"nothing at all":          {},
	} {
		got, s := read(t, crafted(xml, 2300))
		if len(got) != 0 || s.Unread == 0 || s.Whole() {
			t.Errorf("%s: got %d events, %+v", name, len(got), s)
		}
	}
}

// TestTextOfAChunkIsBounded: a chunk that shares one long text among all its
// records does not grow in memory.
func TestTextOfAChunkIsBounded(t *testing.T) {
	t.Parallel()
	e := some()[0]
	e.Data = []string{string(bytes.Repeat([]byte("가"), 10_000))}
	var events []evtxtest.Event
	for i := range 100 {
		e.Record = uint64(i)
		events = append(events, e)
	}
	got, s := read(t, evtxtest.Write(events))
	if len(got) != 100 || !s.Whole() || len(got[99].Data[0]) != 30_000 {
		t.Errorf("got %d events, %+v", len(got), s)
	}
	c := chunk{data: make([]byte, chunkSize)}
	c.begin()
	w := walker{chunk: &c, depth: deep, path: [elementsDeep]string{"Event", "EventData", "Data"}}
	in := cursor{chunk: &c, end: len(c.data)}
	for i := 0; i < len(c.data); i += 2 {
		c.data[i] = 'a'
	}
	written := 0
	for ; !in.broken && written < 1000; written++ {
		w.put(&in, value{kind: kindText, to: chunkSize - 2})
	}
	if written > bytesAtMost/(chunkSize/2)+2 {
		t.Errorf("%d times half a chunk were written", written)
	}
}

// TestEveryAlterationIsSurvived alters bytes of a log by chance: what is read is
// text, and nothing that was altered is called whole.
func TestEveryAlterationIsSurvived(t *testing.T) {
	t.Parallel()
	whole, chance := evtxtest.Write(some()), rand.New(rand.NewPCG(1, 2))
	used := evtxtest.Head + int(binary.LittleEndian.Uint32(whole[evtxtest.Head+48:]))
	for range 3000 {
		log := slices.Clone(whole)
		for range 1 + chance.IntN(4) {
			at := evtxtest.Head + chunkHead + chance.IntN(used-evtxtest.Head-chunkHead)
			log[at] ^= byte(1 + chance.IntN(255))
		}
		got, s := read(t, log)
		if s.Whole() {
			t.Fatal("an altered log is called whole")
		}
		valid(t, got)
	}
}

func valid(t *testing.T, events []Event) {
	t.Helper()
	for _, e := range events {
		for _, text := range append([]string{e.Provider, e.ID, e.Level, e.Time, e.Record, e.Channel, e.Computer, e.Message}, e.Data...) {
			if !utf8.ValidString(text) {
				t.Fatalf("no UTF-8: %q", text)
			}
		}
	}
}

// FuzzRead reads what anybody may send. The rest of a chunk is zeros, so that the
// inputs are short.
func FuzzRead(f *testing.F) {
	for _, events := range [][]evtxtest.Event{nil, some()[:1], some()} {
		log := evtxtest.Write(events)
		if len(events) > 0 {
			log = log[:evtxtest.Head+int(binary.LittleEndian.Uint32(log[evtxtest.Head+48:]))]
		}
		f.Add(log[headBlock:], log[120], byte(len(events)))
	}
	f.Fuzz(func(t *testing.T, chunks []byte, flags, count byte) {
		head := make([]byte, headBlock)
		copy(head, fileMark)
		head[120], head[42] = flags, count
		evtxtest.Sum(head)
		log := append(head, chunks...)
		got, s := read(t, log)
		valid(t, got)
		if len(got) != s.Records || s.Whole() && len(chunks)%chunkSize != 0 {
			t.Errorf("got %d events, %+v of %d bytes", len(got), s, len(chunks))
		}
		again, _ := read(t, log)
		if len(again) != len(got) {
			t.Errorf("got %d events and then %d", len(got), len(again))
		}
	})
}

// FuzzTexts has what an event says come back as it was said.
func FuzzTexts(f *testing.F) {
	f.Add("ADSync", "암호 확장 오류 🔑", uint16(6329), int64(1795423800))
	f.Fuzz(func(t *testing.T, provider, text string, id uint16, seconds int64) {
		if !utf8.ValidString(provider) || !utf8.ValidString(text) || len(provider)+len(text) > 5000 || bytes.ContainsAny([]byte(provider+text), "\x00\r") || text == "" {
			return
		}
		e := some()[0]
		e.Provider, e.Data, e.ID, e.At = provider, []string{text, text}, int(id), day.AddDate(0, 0, int(seconds%100_000))
		got, s := read(t, evtxtest.Write([]evtxtest.Event{e, e}))
		same(t, got, []evtxtest.Event{e, e})
		if !s.Whole() {
			t.Errorf("got %+v", s)
		}
	})
}
