package powershell

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/evtx/evtxtest"
)

// saved are the events of an export in XML, as a log: those of writeback, and
// one of another program, without which a log is a selection.
func saved(t *testing.T, others bool) []evtxtest.Event {
	t.Helper()
	var root struct {
		Event []xmlEvent
	}
	if err := xml.Unmarshal([]byte(strings.Replace(exportedXML, `encoding="utf-16"`, "", 1)), &root); err != nil {
		t.Fatal(err)
	}
	var all []evtxtest.Event
	add := func(e evtxtest.Event) {
		e.Channel, e.Record = "Application", uint64(500+len(all))
		all = append(all, e)
	}
	for i := range root.Event {
		e := &root.Event[len(root.Event)-1-i]
		r, ok := e.record()
		if !ok {
			t.Fatalf("no record: %+v", e)
		}
		level, _ := r.level.Get()
		add(evtxtest.Event{Provider: r.provider, Computer: r.computer, ID: r.id, Level: level, At: r.at, Data: e.Data})
	}
	if others {
		add(evtxtest.Event{Provider: "MsiInstaller", Computer: all[0].Computer, ID: 1033, Level: 4, At: all[len(all)-1].At.Add(time.Minute)})
	}
	return all
}

// logOf is the event log that a file of this content is.
func logOf(t *testing.T, file []byte) (probes.EventLog, SavedLog) {
	t.Helper()
	document, told, err := FromLog(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Open(document)
	if err != nil {
		t.Fatal(err)
	}
	log, err := opened.Events(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return log, told
}

// TestSavedLogTellsTheSameAsItsExport: all that is judged is the same; the text
// lacks the message, which no log holds.
func TestSavedLogTellsTheSameAsItsExport(t *testing.T) {
	t.Parallel()
	want, err := exported(t, exportedXML).Events(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	got, told := logOf(t, evtxtest.Write(saved(t, false)))
	for i := range want.Events {
		want.Events[i].Text = strings.TrimPrefix(want.Events[i].Text, "암호 확장 오류 ")
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	if told.Records != 3 || told.Events != 3 || told.Channel != "Application" || !told.Whole() {
		t.Errorf("got %+v", told)
	}
}

// TestLogProvesHealthOnlyWhenItIsWhole: one that was closed, whose records follow
// each other, with what other programs write in between.
func TestLogProvesHealthOnlyWhenItIsWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change       func(events []evtxtest.Event) []evtxtest.Event
		damage       func(file []byte) []byte
		excerpt, cut probes.YesNo
	}{
		"whole":             {nil, nil, probes.No, probes.Unsaid},
		"a record left out": {func(e []evtxtest.Event) []evtxtest.Event { return append(e[:1], e[2:]...) }, nil, probes.Yes, probes.Unsaid},
		"only writeback":    {func(e []evtxtest.Event) []evtxtest.Event { return e[:3] }, nil, probes.Yes, probes.Unsaid},
		"only errors of others": {func(e []evtxtest.Event) []evtxtest.Event {
			e[3].Level = 2
			return e
		}, nil, probes.Yes, probes.Unsaid},
		"of several channels": {func(e []evtxtest.Event) []evtxtest.Event {
			e[3].Channel = "System"
			return e
		}, nil, probes.Yes, probes.Unsaid},
		"not closed": {nil, func(f []byte) []byte {
			f[120] = 1
			return f
		}, probes.Yes, probes.Yes},
		"cut": {nil, func(f []byte) []byte { return f[:len(f)-100] }, probes.Yes, probes.Yes},
		"altered": {nil, func(f []byte) []byte {
			f[bytes.Index(f, []byte("k\x00i\x00m\x00@\x00"))] = 't'
			return f
		}, probes.Yes, probes.Yes},
	} {
		events := saved(t, true)
		if c.change != nil {
			events = c.change(events)
		}
		file := evtxtest.Write(events)
		if c.damage != nil {
			file = c.damage(file)
		}
		log, _ := logOf(t, file)
		if log.Excerpt != c.excerpt || log.Cut != c.cut || len(log.Events) < 2 {
			t.Errorf("%s: got excerpt %v, cut %v, %d events", name, log.Excerpt, log.Cut, len(log.Events))
		}
	}
}

// TestOtherLogSaysWhichItIs: the System log says nothing of writeback, and so does
// the Application log of another machine.
func TestOtherLogSaysWhichItIs(t *testing.T) {
	t.Parallel()
	system := saved(t, true)[3]
	system.Channel, system.Provider = "System", "Service Control Manager"
	document, told, err := FromLog(bytes.NewReader(evtxtest.Write([]evtxtest.Event{system})))
	if err != nil || told.Channel != "System" || told.Events != 0 {
		t.Fatalf("got %+v, %v", told, err)
	}
	file, err := Open(document)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Events(t.Context(), time.Time{})
	var why *probes.Obstacle
	if !errors.As(err, &why) || why.Kind != probes.WrongLog || why.Needs != "System" || why.Host != "sync01.corp.contoso.com" {
		t.Errorf("got %v", err)
	}
	if _, err := file.Server(t.Context()); !errors.As(err, &why) || why.Kind != probes.WrongLog {
		t.Errorf("the server: got %v", err)
	}
	system.Channel = "Application"
	if log, _ := logOf(t, evtxtest.Write([]evtxtest.Event{system})); log.Vantage.OnSyncServer() || len(log.Events) != 0 {
		t.Errorf("a log without the sync engine is taken for that of %+v", log)
	}
	for name, c := range map[string]struct {
		file []byte
		want error
	}{"an empty log": {evtxtest.Write(nil), ErrEmptyLog}, "XML": {[]byte(exportedXML), ErrNoExport}} {
		if _, _, err := FromLog(bytes.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// TestLogIsOfTheServerThatSpokeLast: a log of forwarded events, and one of a server
// that was renamed.
func TestLogIsOfTheServerThatSpokeLast(t *testing.T) {
	t.Parallel()
	events := saved(t, true)
	events[3].Computer = "PC7" // newest, and nothing of writeback
	other := events[0]
	other.Computer, other.At, other.Record = "OLD01", other.At.Add(-time.Hour), 499
	log, _ := logOf(t, evtxtest.Write(append([]evtxtest.Event{other}, events...)))
	if log.Vantage.Host != "sync01.corp.contoso.com" || len(log.Events) != 3 || !log.Oldest.Equal(events[0].At) || !log.At.Equal(events[2].At) {
		t.Errorf("got %d events of %s from %v to %v", len(log.Events), log.Vantage.Host, log.Oldest, log.At)
	}
}

// TestLongLogIsTakenAsTheScriptTakesIt: the newest of each group, and what lies
// before them counts as rolled over.
func TestLongLogIsTakenAsTheScriptTakesIt(t *testing.T) {
	t.Parallel()
	var events []evtxtest.Event
	add := func(provider string, id, level int) {
		events = append(events, evtxtest.Event{
			Provider: provider, Channel: "Application", Computer: "SYNC01", ID: id, Level: level,
			At: time.Date(2026, 11, 1, 0, len(events), 0, 0, time.UTC), Record: uint64(1 + len(events)), Data: []string{fmt.Sprint(len(events))},
		})
	}
	for range 2100 {
		add("PasswordResetService", 31019, 4)
		add("ADSync", 904, 4) // of no use
		add("PasswordResetService", 31006, 4)
	}
	log, _ := logOf(t, evtxtest.Write(events))
	count := map[int]int{}
	for _, e := range log.Events {
		count[e.ID]++
	}
	if count[31019] != 600 || count[31006] != 2000 || len(count) != 2 {
		t.Errorf("got %v", count)
	}
	if want := events[6300-3*600].At; !log.BeatsFrom.Equal(want) {
		t.Errorf("heartbeats from %v, want %v", log.BeatsFrom, want)
	}
	if want := events[6300-3*2000+2].At; !log.Oldest.Equal(want) {
		t.Errorf("oldest %v, want %v", log.Oldest, want)
	}
}

// FuzzSavedLog holds what anybody may send against what is taken.
func FuzzSavedLog(f *testing.F) {
	whole := evtxtest.Write([]evtxtest.Event{{
		Provider: "ADSync", Channel: "Application", Computer: "SYNC01", ID: 6329, Level: 2, At: time.Unix(1795423800, 0), Record: 1, Data: []string{"0x80230619"},
	}})
	f.Add(whole[:evtxtest.Head+4000])
	f.Add(whole[:evtxtest.Head])
	f.Fuzz(func(t *testing.T, file []byte) {
		document, told, err := FromLog(bytes.NewReader(file))
		if err != nil {
			return
		}
		opened, err := Open(document)
		if err != nil {
			t.Fatalf("what was made of it does not open: %v", err)
		}
		if log := opened.Document().Events; log != nil && !told.Whole() && log.Excerpt != probes.Yes {
			t.Error("a log that is not whole proves health")
		}
	})
}
