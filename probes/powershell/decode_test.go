package powershell

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

// fixture is a document as Windows PowerShell 5.1 spells one, with every
// liberty it takes. It was written by hand, not on a server.
func fixture(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/document.json")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestDocumentOfPowerShell51(t *testing.T) {
	t.Parallel()
	d, err := decode(fixture(t))
	if err != nil {
		t.Fatal(err)
	}
	s := d.Server
	for what, ok := range map[string]bool{
		"time":                 d.At.Equal(time.Date(2026, 11, 23, 1, 2, 3, 123456700, time.UTC)),
		"one domain":           len(s.Connectors.List[0].Domains) == 1 && s.Connectors.List[0].Domains[0] == "DC=corp,DC=example",
		"one run":              len(s.Runs.List) == 1 && s.Runs.List[0].End.IsZero(),
		"list in an object":    len(s.TLS.List) == 1 && s.TLS.List[0].Value == probes.Known[int64](1),
		"null list":            s.Proxy.MachineConfigBypass == nil,
		"unsaid":               s.Scheduler.InProgress == probes.Unsaid && s.Scheduler.CycleEnabled == probes.Yes,
		"duration":             s.Scheduler.PurgeAfter == probes.Known(7*24*time.Hour),
		"unread":               !s.Export.Read && s.Export.Why.Kind == probes.TimedOut,
		"one connection":       len(s.Sockets.List) == 1 && s.Sockets.List[0].Owned == probes.Yes && !s.Sockets.List[0].Created.IsZero(),
		"half read":            s.Writeback.Read && s.Writeback.Parameter == probes.Yes && s.Writeback.Why.Kind == probes.Prompted,
		"one link, one rule":   len(d.Links) == 1 && len(d.Links[0].Rules) == 1,
		"one code":             len(d.Events.Events[0].Codes) == 1 && d.Events.Events[0].Text == "한국어 0x80230619",
		"one certificate":      len(d.Routes[0].Chain) == 1 && len(d.Routes[0].Chain[0].Names) == 1 && d.Routes[0].PublicRoot == probes.Yes,
		"dropped is an answer": d.Routes[1].End() == probes.Dropped,
		"hold":                 d.Holds[0].Cut == probes.Yes && d.Holds[0].CutAt == 140*time.Second,
	} {
		if !ok {
			t.Errorf("%s: not as the document says", what)
		}
	}
}

// TestOlderDocumentWithoutConnections: a file of an older script is read, and
// the part that it lacks says so.
func TestOlderDocumentWithoutConnections(t *testing.T) {
	t.Parallel()
	older := regexp.MustCompile(`,\s*"sockets":\{.*\}(\},\n"links")`).ReplaceAll(fixture(t), []byte("$1"))
	d, err := decode(older)
	if err != nil || bytes.Contains(older, []byte("sockets")) {
		t.Fatalf("got %v of %s", err, older)
	}
	if got := d.Server.Sockets; got.Read || got.List != nil || got.Why == nil || got.Why.Kind != probes.NotCollected {
		t.Errorf("got %+v, want one that was not collected", got)
	}
	if !d.Server.CloudSync.Read {
		t.Error("the part before it was lost")
	}
}

func utf16File(text string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	plain := string(fixture(t))
	for name, data := range map[string][]byte{
		"UTF-8 with a mark":      []byte("\ufeff" + plain),
		"UTF-16LE with a mark":   utf16File("\ufeff"+plain, binary.LittleEndian),
		"UTF-16BE with a mark":   utf16File("\ufeff"+plain, binary.BigEndian),
		"UTF-16LE without":       utf16File(plain, binary.LittleEndian),
		"after a warning":        []byte("WARNING: 경고\r\n" + plain + "\r\n"),
		"indented, as collected": indented(t),
	} {
		d, err := decode(data)
		if err != nil || d.Host != "sync1.corp.example" {
			t.Errorf("%s: got %q %v, want the host", name, d.Host, err)
		}
	}
}

func indented(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, fixture(t), "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAttackDocuments(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":          {"", nil},
		"words":            {"Windows PowerShell", nil},
		"a list":           {`[{"schema":"` + Schema + `"}]`, nil},
		"another schema":   {`{"schema":"writeback-doctor/collect/2","host":"h"}`, errSchema},
		"no schema":        {`{"host":"h"}`, errSchema},
		"two documents":    {`{"schema":"` + Schema + `"}{}`, errTrailing},
		"words for a bool": {`{"schema":"` + Schema + `","server":{"writeback":{"enabled":"True"}}}`, nil},
		"a wrong time":     {`{"schema":"` + Schema + `","at":"/Date(0)/"}`, nil},
		"a silent part":    {`{"schema":"` + Schema + `","server":{"system":{"read":false,"why":{"kind":""}}}}`, errNoReason},
		"a silent failure": {`{"schema":"` + Schema + `","failed":{}}`, errNoReason},
		"odd UTF-16":       {"\xff\xfe{", textfile.ErrNotText},
		"a server as list": {`{"schema":"` + Schema + `","server":[]}`, nil},
		"links as object":  {`{"schema":"` + Schema + `","links":{"dn":1}}`, nil},
		"a number as host": {`{"schema":"` + Schema + `","host":7}`, nil},
		"not a number":     {`{"schema":"` + Schema + `","server":NaN}`, nil},
		"broken off":       {`{"schema":"` + Schema + `","server":{"system":{`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := decode([]byte(c.text)); err == nil || (c.want != nil && !errors.Is(err, c.want)) {
				t.Errorf("got %v, want an error (%v)", err, c.want)
			}
		})
	}
	if _, err := decode(make([]byte, maxDocument+1)); !errors.Is(err, errTooBig) {
		t.Errorf("got %v, want %v", err, errTooBig)
	}
}

func TestMissingPartsSayNotCollected(t *testing.T) {
	t.Parallel()
	d, err := decode([]byte(`{"schema":"` + Schema + `","server":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range parts(d.Server) {
		if p.Read || p.Why == nil || p.Why.Kind != probes.NotCollected {
			t.Errorf("part %d: got %+v, want not collected", i, p)
		}
	}
}

// TestNothingIsNothing: Windows PowerShell 5.1 writes {} where a command put
// out no object.
func TestNothingIsNothing(t *testing.T) {
	t.Parallel()
	d, err := decode([]byte(`{"schema":"` + Schema + `","failed":null,"server":{"system":{},` +
		`"writeback":{"enabled":{},"parameter":true,"why":{},"read":true},"export":{"partitions":[],"forest_sign_and_seal":{},"why":null,"read":true}},` +
		`"links":[{"dn":"CN=a","in_ad_space":true,"right_rule":{},"rules":{},"pending_export":true,"duplicate":false,"hash_sync_scope":null}],"events":null}`))
	if err != nil {
		t.Fatal(err)
	}
	if w := d.Server.Writeback; w.Enabled != probes.Unsaid || w.Parameter != probes.Yes || w.Why != nil || !w.Read {
		t.Errorf("writeback: got %+v, want the parameter and no more", w)
	}
	if s := d.Server.System; s.Read || s.Why == nil || s.Why.Kind != probes.NotCollected {
		t.Errorf("system: got %+v, want not collected", s.Part)
	}
	if !d.Server.Export.Read || len(d.Server.Export.ForestSignAndSeal) != 0 {
		t.Errorf("export: got %+v, want read and empty", d.Server.Export)
	}
	l := d.Links[0]
	if l.RightRule != probes.Unsaid || l.Rules != nil || l.PendingExport != probes.Yes || l.Duplicate != probes.No || l.HashSyncScope != probes.Unsaid {
		t.Errorf("link: got %+v, want unsaid, none, yes, no, unsaid", l)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(fixture(f))
	f.Add(utf16File(`{"schema":"`+Schema+`","links":{"dn":"x"}}`, binary.LittleEndian))
	f.Add([]byte(`{"schema":"` + Schema + `","server":{"tls":{"list":{"value":[1],"Count":1}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decode(data)
		if err != nil {
			return
		}
		written, err := json.Marshal(d)
		if err != nil {
			if strings.Contains(err.Error(), "year") { // RFC 3339 ends with the year 9999
				return
			}
			t.Fatalf("write %+v: %v", d, err)
		}
		again, err := decode(written)
		if err != nil {
			t.Fatalf("%s does not read back: %v", written, err)
		}
		twice, err := json.Marshal(again)
		if err != nil || !bytes.Equal(written, twice) {
			t.Errorf("got %s %v the second time, want %s", twice, err, written)
		}
	})
}
