package opener

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/evtx/evtxtest"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// ofServer are the steps that what the server says of itself decides, without
// roads from it.
var ofServer = []steps.ID{
	"configuration/sync-engine", "configuration/connect-application", "configuration/writeback-switch", "configuration/preferred-dc",
	"configuration/full-sync", "connectivity/connect-version", "connectivity/agent-version", "connectivity/outbound-tls", "connectivity/proxy", "reenable/event-log",
}

// comesTo is what these steps came to, "step outcome" by their short names,
// without those that are as in the healthy world.
func comesTo(p *steps.Patient) string {
	sound := map[steps.ID]steps.Outcome{
		"configuration/sync-engine": "running", "configuration/connect-application": "account", "configuration/writeback-switch": "on",
		"configuration/preferred-dc": "none", "configuration/full-sync": "complete", "connectivity/connect-version": "newest",
		"connectivity/agent-version": "no-agent", "connectivity/outbound-tls": "default", "connectivity/proxy": "direct", "reenable/event-log": "alive",
	}
	var all []string
	for _, id := range ofServer {
		if f := findingOf(p, id); f.On != sound[id] {
			_, name, _ := strings.Cut(string(id), "/")
			all = append(all, name+" "+string(f.On))
		}
	}
	return strings.Join(all, ", ")
}

// walked is a world of which only the way to the Connect server differs, and what
// somebody said.
func walked(t *testing.T, running *lab.Lab, change func(*outside), said ...steps.Facts) *steps.Patient {
	t.Helper()
	o := inside(running)
	change(&o)
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	for _, more := range said {
		known = known.With(more)
	}
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Shut() }()
	if err := p.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestEveryWayInComesToTheSame: at the console, through remoting, by the file
// that collect wrote, however it was saved, and by the script that somebody else
// ran, the same world is judged the same. Exports of events alone come to the
// same of the events, or are not known.
func TestEveryWayInComesToTheSame(t *testing.T) {
	t.Parallel()
	for world, want := range map[string]struct{ all, events string }{
		"healthy":                   {"", "unseen"}, // a selection proves no health
		"engine-stopped":            {"sync-engine service-stopped, writeback-switch not-started, event-log silent", "stopped"},
		"tls-off":                   {"outbound-tls off, event-log listener", "listener"},
		"events-policy":             {"event-log policy", "policy"},
		"proxy-changed-since-start": {"proxy changed-since-start", "unseen"},
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			w, err := lab.Load(world)
			if err != nil {
				t.Fatal(err)
			}
			running, err := lab.Start(t.Context(), w.Hurried())
			if err != nil {
				t.Fatal(err)
			}
			defer running.Close()
			file, err := powershell.Collect(t.Context(), powershell.Config{Exec: running.Exec(), Clock: running.Clock()}, powershell.Everything(false))
			if err != nil {
				t.Fatal(err)
			}
			for way, change := range map[string]func(*outside){
				"remoting":            func(*outside) {},
				"console":             func(o *outside) { o.local = true },
				"file":                func(o *outside) { o.server = file },
				"file by redirection": func(o *outside) { o.server = wide(string(file)) },
				"file of 5.1":         func(o *outside) { o.server = as51(t, file) },
			} {
				if got := comesTo(walked(t, running, change)); got != want.all {
					t.Errorf("%s: got %q, want %q", way, got, want.all)
				}
			}
			for way, export := range map[string]string{"events.xml": asXML(t, file), "events.csv": asCSV(t, file), "events.evtx": asEVTX(t, file)} {
				path := filepath.Join(t.TempDir(), way)
				if err := os.WriteFile(path, []byte(export), 0o600); err != nil {
					t.Fatal(err)
				}
				read, err := readServerFile(path)
				if err != nil {
					t.Fatalf("%s: %v", way, err)
				}
				document := read.Text
				p := walked(t, running, func(o *outside) { o.server = document })
				if got := findingOf(p, "reenable/event-log").On; string(got) != want.events {
					t.Errorf("%s: the events come to %s, want %s", way, got, want.events)
				}
			}
			for way, text := range map[string]string{
				"pasted XML": asXML(t, file), "a pasted table": asCSV(t, file), "events copied one by one": asCopied(asXML(t, file)),
			} {
				p := walked(t, running, func(o *outside) { o.exec, o.lab = nil, false }, steps.Facts{steps.Words: text})
				if got := findingOf(p, "reenable/event-log").On; string(got) != want.events {
					t.Errorf("%s: the events come to %s, want %s", way, got, want.events)
				}
				for _, id := range ofServer[:len(ofServer)-1] { // of which no event tells
					if f := findingOf(p, id); f.Status != steps.Unknown && f.Status != steps.Healthy || f.Status == steps.Healthy && id != "configuration/connect-application" {
						t.Errorf("%s: %s is %s, %s", way, id, f.On, f.Status)
					}
				}
			}
		})
	}
}

// wide is what Windows PowerShell 5.1 writes into a file with > .
func wide(text string) []byte {
	data := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return data
}

// as51 is a document as the script prints it: with a warning of a module before
// it, and one element without its list.
func as51(t *testing.T, document []byte) []byte {
	t.Helper()
	var d map[string]any
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	delete(d, "schema")
	rest, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	one := strings.ReplaceAll(string(rest), `["DC=corp,DC=contoso,DC=com"]`, `"DC=corp,DC=contoso,DC=com"`)
	if one == string(rest) {
		t.Fatal("no list of one was found")
	}
	return []byte("경고: 모듈 이름에 승인되지 않은 동사가 있습니다.\r\n" + `{"schema":"` + powershell.Schema + `",` + one[1:] + "\r\n")
}

func eventsOf(t *testing.T, document []byte) (host string, events []probes.Event) {
	t.Helper()
	file, err := powershell.Open(document)
	if err != nil {
		t.Fatal(err)
	}
	return file.Document().Host, file.Document().Events.Events
}

func textOf(e probes.Event) string {
	return fmt.Sprintf("TrackingId: %s, %s 0x%s %s", e.TrackingID, e.Text, strings.Join(e.Codes, " 0x"), strings.Join(e.Hosts, " "))
}

func asXML(t *testing.T, document []byte) string {
	t.Helper()
	host, events := eventsOf(t, document)
	var out bytes.Buffer
	for _, e := range events {
		fmt.Fprintf(&out, `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="%s"/><EventID>%d</EventID>`, e.Provider, e.ID)
		if level, said := e.Level.Get(); said {
			fmt.Fprintf(&out, "<Level>%d</Level>", level)
		}
		fmt.Fprintf(&out, `<TimeCreated SystemTime="%s"/><Computer>%s</Computer></System><EventData><Data>`, e.At.Format(time.RFC3339Nano), host)
		if err := xml.EscapeText(&out, []byte(textOf(e))); err != nil {
			t.Fatal(err)
		}
		out.WriteString("</Data></EventData></Event>\n")
	}
	return "<Events>" + out.String() + "</Events>"
}

// asCopied is the events of an export as they are copied one by one, in a mail.
func asCopied(export string) string {
	bare := strings.NewReplacer("<Events>", "", "</Events>", "").Replace(export)
	return "안녕하세요, 이벤트 보내드립니다.\r\n" + strings.ReplaceAll(bare, "<Event ", "로그 이름: Application\r\n원본: ...\r\n이벤트 XML:\r\n<Event ") + "\r\n감사합니다."
}

// asEVTX is a log with only these events, as somebody saves what a filter shows.
func asEVTX(t *testing.T, document []byte) string {
	t.Helper()
	host, events := eventsOf(t, document)
	var all []evtxtest.Event
	for i, e := range slices.Backward(events) {
		level, _ := e.Level.Get()
		all = append(all, evtxtest.Event{
			Provider: e.Provider, Channel: "Application", Computer: host, ID: e.ID, Level: level, At: e.At,
			Record: uint64(1 + 7*(len(events)-i)), Data: []string{textOf(e)},
		})
	}
	return string(evtxtest.Write(all))
}

func asCSV(t *testing.T, document []byte) string {
	t.Helper()
	host, events := eventsOf(t, document)
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{"TimeCreated", "ProviderName", "Id", "Level", "MachineName", "Message"}}
	for _, e := range events {
		level := ""
		if n, said := e.Level.Get(); said {
			level = strconv.Itoa(n)
		}
		rows = append(rows, []string{e.At.Format(time.RFC3339Nano), e.Provider, strconv.Itoa(e.ID), level, host, textOf(e)})
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestDocumentsOfEveryGeneration: what servers of each line of versions write,
// in the language of their Windows, by scripts of that time. The documents were
// made from what the vendor documents of these versions, not on servers.
func TestDocumentsOfEveryGeneration(t *testing.T) {
	t.Parallel()
	const before = "proxy unseen" // of a script that did not ask when the service started
	want := map[string]string{
		"1.6-german":  "connect-version cannot-sync, outbound-tls dotnet-old, " + before + ", event-log policy",
		"2.1-french":  "connect-version known-defect, " + before + ", event-log ad-refused",
		"2.4-chinese": "connect-version cannot-sync, " + before + ", event-log not-found",
		"2.5-korean":  "connect-application unseen, writeback-switch parameter-only, connect-version ending-soon, " + before + ", event-log certificate-due",
		"2.6-korean":  "",
	}
	files, err := filepath.Glob("testdata/generations/*.json")
	if err != nil || len(files) != len(want) {
		t.Fatalf("found %v, %v", files, err)
	}
	for _, path := range files {
		read, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := testOpener(nil).Read(t.Context(), path, read)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Walk(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		if got := comesTo(p); got != want[name] {
			t.Errorf("%s: got %q, want %q", name, got, want[name])
		}
		_ = p.Shut()
	}
	if !slices.Contains(files, filepath.Join("testdata", "generations", "2.5-korean.json")) {
		t.Error("none of them is UTF-16")
	}
}

// TestExportThatCannotBeUsedSaysWhatToDo: what is cut, what has local times and a
// file that is no log are told apart, with what to run instead.
func TestExportThatCannotBeUsedSaysWhatToDo(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, c := range map[string]struct{ text, want string }{
		"cut.xml":  {`<Events><Event xmlns="x"><System><Provider Name="ADSync"/><EventID>6329</EventID><TimeCreated SystemTime="2026-11-23T08:50:00Z"/><Computer>a</Computer></System></Event><Event><Sys`, "not whole"},
		"here.csv": {"\"TimeCreated\",\"ProviderName\",\"Id\"\r\n\"23.11.2026 08:58:00\",\"ADSync\",\"6329\"\r\n", "wevtutil qe Application"},
		"app.evtx": {string(evtxtest.Write(nil)), "not one event"},
		"cut.evtx": {"ElfFile\x00\x00\x00", "not one event"},
		"own.evtx": {"<Events></Events>", "no event log of Windows"},
		"nil.evtx": {"", "no event log of Windows"},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ReadFile(path)
		said, ok := steps.SaidOf(err)
		if !ok || !strings.Contains(said.En, c.want) || !strings.Contains(said.Ko, name) {
			t.Errorf("%s: got %q, want %q in it", name, said.En, c.want)
		}
	}
}
