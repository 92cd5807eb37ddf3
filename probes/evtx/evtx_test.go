package evtx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/evtx/evtxtest"
)

var day = time.Date(2026, 11, 23, 8, 50, 0, 500_000_000, time.UTC)

// some are events of several sources, the first of which names its texts in Korean.
func some() []evtxtest.Event {
	of := func(provider string, id, level int, at time.Time, record uint64, data ...string) evtxtest.Event {
		return evtxtest.Event{
			Provider: provider, Channel: "Application", Computer: "SYNC01.corp.contoso.com",
			ID: id, Level: level, At: at, Record: record, Data: data,
		}
	}
	return []evtxtest.Event{
		of("ADSync", 6329, 2, day, 7001, "BAIL: MMS(1): admaexport.cpp(2944): 0x80230619 (제한 때문에 암호를 바꿀 수 없습니다)\r\n둘째 줄 🔑"),
		of("PasswordResetService", 33004, 2, day.Add(time.Second), 7002, "TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01", "", "kim@contoso.com <&>"),
		of("MsiInstaller", 1033, 4, day.Add(time.Minute), 7003),
		of("PasswordResetService", 31019, 4, day.Add(8*time.Minute), 7004, "ServiceBusHeartBeat"),
	}
}

// manyEvents fill several chunks.
func manyEvents() []evtxtest.Event {
	var all []evtxtest.Event
	for i := range 900 {
		e := some()[i%4]
		e.At, e.Record = day.Add(time.Duration(i)*time.Second), uint64(100+i)
		all = append(all, e)
	}
	return all
}

// wanted is what the XML of an event has.
func wanted(e evtxtest.Event) Event {
	out := Event{
		Provider: e.Provider, ID: strconv.Itoa(e.ID), Level: strconv.Itoa(e.Level), Time: e.At.Format("2006-01-02T15:04:05.0000000Z"),
		Record: strconv.FormatUint(e.Record, 10), Channel: e.Channel, Computer: e.Computer,
	}
	for _, text := range e.Data {
		if text != "" {
			out.Data = append(out.Data, strings.ReplaceAll(text, "\r\n", "\n"))
		}
	}
	return out
}

func read(t *testing.T, log []byte) ([]Event, Summary) {
	t.Helper()
	var all []Event
	r := Reader{Take: func(e *Event) { all = append(all, *e) }}
	s, err := r.Read(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	return all, s
}

func same(t *testing.T, got []Event, want []evtxtest.Event) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d events, want %d", len(got), len(want))
	}
	for i := range got {
		if g, w := fmt.Sprintf("%+q", got[i]), fmt.Sprintf("%+q", wanted(want[i])); g != w {
			t.Fatalf("event %d: got\n%s, want\n%s", i, g, w)
		}
	}
}

func TestLogIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	for name, events := range map[string][]evtxtest.Event{"one chunk": some(), "several chunks": manyEvents()} {
		log := evtxtest.Write(events)
		got, s := read(t, log)
		same(t, got, events)
		if !s.Whole() || s.Records != len(events) || s.Chunks != (len(log)-evtxtest.Head)/evtxtest.Chunk {
			t.Errorf("%s: got %+v of %d bytes", name, s, len(log))
		}
	}
	if got, s := read(t, evtxtest.Write(nil)); len(got) != 0 || !s.Whole() {
		t.Errorf("an empty log: got %v, %+v", got, s)
	}
}

func TestTextsOfOthersAreNotRead(t *testing.T) {
	t.Parallel()
	r := Reader{
		Wanted: func(provider string) bool { return provider == "ADSync" },
		Take: func(e *Event) {
			if (len(e.Data) > 0) != (e.Provider == "ADSync") || e.ID == "" || e.Time == "" || e.Computer == "" {
				t.Errorf("got %+v", e)
			}
		},
	}
	if s, err := r.Read(bytes.NewReader(evtxtest.Write(some()))); err != nil || s.Records != 4 {
		t.Errorf("got %+v, %v", s, err)
	}
}

// TestWhatIsNotWholeIsTold: whatever is wrong with a log, what is whole in it is
// read, and no log that something is wrong with is whole.
func TestWhatIsNotWholeIsTold(t *testing.T) {
	t.Parallel()
	events, le := manyEvents(), binary.LittleEndian
	whole := evtxtest.Write(events)
	inFirst := int(le.Uint64(whole[evtxtest.Head+16:]))
	rest := len(events) - inFirst
	second := evtxtest.Head + evtxtest.Chunk
	for name, c := range map[string]struct {
		damage func(log []byte) []byte
		first  int // of the events that are read
		count  int
		broken Summary
	}{
		"not closed": {func(log []byte) []byte {
			log[120] = 1
			return log
		}, 0, len(events), Summary{Dirty: true}},
		"a head that was altered": {func(log []byte) []byte {
			log[42]--
			return log
		}, 0, len(events), Summary{Dirty: true}},
		"a chunk is missing": {func(log []byte) []byte { return log[:len(log)-evtxtest.Chunk] }, 0, -1, Summary{Short: true}},
		"cut in a record":    {func(log []byte) []byte { return log[:evtxtest.Head+10_000] }, 0, -1, Summary{Short: true, Wrong: 1, Unread: -1}},
		"cut in its head":    {func(log []byte) []byte { return log[:100] }, 0, 0, Summary{Short: true}},
		"a letter that was altered": {func(log []byte) []byte {
			log[bytes.Index(log, []byte("B\x00A\x00I\x00L\x00"))]++
			return log
		}, -1, len(events), Summary{Wrong: 1}},
		"a chunk without its mark": {func(log []byte) []byte {
			log[evtxtest.Head]++
			return log
		}, inFirst, rest, Summary{Unread: 1}},
		"a record without its end": {func(log []byte) []byte {
			at := second - evtxtest.Chunk + 512
			le.PutUint32(log[at+int(le.Uint32(log[at+4:]))-4:], 0)
			return log
		}, inFirst, rest, Summary{Unread: inFirst, Wrong: 1}},
		"a page of zeros": {func(log []byte) []byte {
			clear(log[evtxtest.Head+512 : evtxtest.Head+4096])
			return log
		}, inFirst, rest, Summary{Unread: inFirst, Wrong: 1}},
	} {
		got, s := read(t, c.damage(slices.Clone(whole)))
		if c.count >= 0 && len(got) != c.count || c.count < 0 && (len(got) == 0 || len(got) >= len(events)) || s.Records != len(got) {
			t.Errorf("%s: got %d events of %d, %+v", name, len(got), len(events), s)
		}
		if c.first >= 0 {
			same(t, got, events[c.first:c.first+len(got)])
		}
		if c.broken.Unread < 0 && s.Unread > 0 {
			c.broken.Unread = s.Unread
		}
		s.Records, s.Chunks = 0, 0
		if s != c.broken || s.Whole() {
			t.Errorf("%s: got %+v, want %+v", name, s, c.broken)
		}
	}
}

// TestChunksBehindAClosedLogAreOld: what stood in it before it was cleared.
func TestChunksBehindAClosedLogAreOld(t *testing.T) {
	t.Parallel()
	log := append(evtxtest.Write(some()), evtxtest.Write(manyEvents())[evtxtest.Head:]...)
	if got, s := read(t, log); len(got) != 4 || !s.Whole() {
		t.Errorf("got %d events, %+v", len(got), s)
	}
	log[120] = 1 // its head is of a time before the last chunks
	if got, s := read(t, log); len(got) != 904 || s.Whole() {
		t.Errorf("not closed: got %d events, %+v", len(got), s)
	}
	empty := append(evtxtest.Write(some()), make([]byte, 4*evtxtest.Chunk)...)
	empty[42], empty[120] = 5, 1
	if got, s := read(t, empty); len(got) != 4 || s.Unread != 0 || s.Short {
		t.Errorf("chunks that were never used: got %d events, %+v", len(got), s)
	}
}

func TestOtherFilesAreNoLog(t *testing.T) {
	t.Parallel()
	var r Reader
	for name, text := range map[string]string{"nothing": "", "a log of Windows XP": "0\x00\x00\x00LfLe", "XML": "<Events/>", "cut in its mark": "ElfFil"} {
		if _, err := r.Read(strings.NewReader(text)); !errors.Is(err, ErrNoLog) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	broken := errors.New("the share is gone")
	r.Take = func(*Event) {}
	for _, from := range []int{100, evtxtest.Head, evtxtest.Head + 100} {
		if _, err := r.Read(&failing{bytes.NewReader(evtxtest.Write(some())[:from]), broken}); !errors.Is(err, broken) {
			t.Errorf("after %d bytes: got %v, want %v", from, err, broken)
		}
	}
}

// failing reads to its end and then fails.
type failing struct {
	from *bytes.Reader
	err  error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.from.Len() == 0 {
		return 0, f.err
	}
	return f.from.Read(p)
}
