package powershell

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// copiedEvent is an event as the Event Viewer of a Korean Windows puts it on the
// clipboard: its text, whose words and times are those of that Windows, and behind
// it the same as XML.
func copiedEvent(provider string, id, level int, at time.Time, data string) string {
	return fmt.Sprintf("로그 이름:         Application\r\n원본:              %s\r\n날짜:              2026-11-23 오후 5:50:00\r\n이벤트 ID:         %d\r\n"+
		"작업 범주:         없음\r\n수준:              오류\r\n컴퓨터:            SYNC01.corp.contoso.com\r\n설명:\r\n%s <EventID> & < \r\n이벤트 XML:\r\n"+
		"<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\r\n  <System>\r\n    <Provider Name=\"%s\" />\r\n"+
		"    <EventID Qualifiers=\"0\">%d</EventID>\r\n    <Level>%d</Level>\r\n    <TimeCreated SystemTime=\"%s\" />\r\n"+
		"    <EventRecordID>88120</EventRecordID>\r\n    <Channel>Application</Channel>\r\n    <Computer>SYNC01.corp.contoso.com</Computer>\r\n  </System>\r\n"+
		"  <EventData>\r\n    <Data>%s</Data>\r\n  </EventData>\r\n</Event>\r\n\r\n",
		provider, id, data, provider, id, level, at.UTC().Format("2006-01-02T15:04:05.0000000Z"), data)
}

func pasted(t *testing.T, text string) *File {
	t.Helper()
	document, err := FromPaste([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Open(document)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestEventsThatWereCopiedOneByOne are read by their XML, in every language and with
// whatever stands around it; what breaks off is told and not guessed.
func TestEventsThatWereCopiedOneByOne(t *testing.T) {
	t.Parallel()
	const refusal = "TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError, kim@contoso.com"
	at := time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC)
	refused := copiedEvent(resetService, 33004, 2, at, refusal)
	beat := copiedEvent(resetService, heartbeat, 4, at.Add(8*time.Minute), "ServiceBusHeartBeat")
	view := "- <Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\r\n- <System>\r\n  <Provider Name=\"PasswordResetService\" />\r\n" +
		"  <EventID Qualifiers=\"0\">33004</EventID>\r\n  <Level>2</Level>\r\n  <TimeCreated SystemTime=\"2026-11-23T08:50:00.0000000Z\" />\r\n" +
		"  <Computer>SYNC01.corp.contoso.com</Computer>\r\n  </System>\r\n- <EventData>\r\n  <Data>" + refusal + "</Data>\r\n  </EventData>\r\n  </Event>"
	const unknown = probes.Unsaid
	for name, c := range map[string]struct {
		text string
		ids  string
		cut  probes.YesNo
	}{
		"one":                          {refused, "33004", unknown},
		"two":                          {refused + beat, "31019 33004", unknown},
		"two, the newest first":        {beat + refused, "31019 33004", unknown},
		"the XML view":                 {view, "33004", unknown},
		"words before and behind":      {"안녕하세요, <kim@contoso.com> 님\n" + refused + "-- \n감사합니다 </b>", "33004", unknown},
		"the second breaks off":        {refused + beat[:len(beat)-30], "33004", probes.Yes},
		"the first begins in the text": {beat[strings.Index(beat, "<Level>"):] + refused, "33004", unknown},
		"one without an end between":   {strings.Replace(beat, "</Event>", "", 1) + refused, "33004", probes.Yes},
		"one that says no time":        {strings.Replace(beat, "SystemTime", "Time", 1) + refused, "33004", probes.Yes},
		"an export that breaks off":    {"<Events>" + exportedXML[strings.Index(exportedXML, "<Event xmlns"):len(exportedXML)-200], "31019 6329", probes.Yes},
		"a whole export":               {exportedXML, "31019 6329 33004", unknown},
		"a table":                      {exportedCSV, "31019 6329 33004", unknown},
	} {
		log, err := pasted(t, c.text).Events(t.Context(), time.Time{})
		var ids []string
		for _, e := range log.Events {
			ids = append(ids, fmt.Sprint(e.ID))
		}
		if got := strings.Join(ids, " "); err != nil || got != c.ids || log.Cut != c.cut || !log.Lacks() || !log.Vantage.OnSyncServer() || log.Vantage.Host != "sync01.corp.contoso.com" {
			t.Errorf("%s: got %q of %v, cut %q, excerpt %q, %v; want %q, cut %q", name, got, log.Vantage, log.Cut, log.Excerpt, err, c.ids, c.cut)
			continue
		}
		if last := log.Events[len(log.Events)-1]; last.ID == 33004 && (!last.At.Equal(at) || len(last.Users) != 1 || last.TrackingID == "") {
			t.Errorf("%s: the refusal is %+v", name, last)
		}
	}
}

// TestAFileOfCopiedEvents is read as a paste of them.
func TestAFileOfCopiedEvents(t *testing.T) {
	t.Parallel()
	text := copiedEvent(resetService, 33004, 2, time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC), "kim@contoso.com")
	if log, err := exported(t, text).Events(t.Context(), time.Time{}); err != nil || len(log.Events) != 1 || log.Cut == probes.Yes {
		t.Errorf("got %+v, %v", log, err)
	}
}

// TestWhatIsNoPaste: words, an event without its XML, and what is too long are no
// evidence.
func TestWhatIsNoPaste(t *testing.T) {
	t.Parallel()
	whole := copiedEvent(resetService, 33004, 2, time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC), "x")
	for name, text := range map[string]string{
		"nothing": "", "a code": "SSPR_0029", "a story": "kim cannot reset; event 33004 : yes",
		"an event without XML": whole[:strings.Index(whole, "<Event xmlns")],
		"an end alone":         "</Event>", "a page": "<html><Event></Event></html>",
		"too long": strings.Repeat(whole, PasteAtMost/len(whole)+1),
	} {
		if got, err := FromPaste([]byte(text)); !errors.Is(err, ErrNoExport) {
			t.Errorf("%s: got %.100s, %v", name, got, err)
		}
	}
	if _, err := FromPaste([]byte(strings.ReplaceAll(exportedCSV, "2026-11-23T08:58:00.0000000Z", "2026-11-23 오전 8:58:00"))); !errors.Is(err, ErrLocalTime) {
		t.Errorf("a table of local times: got %v", err)
	}
}

// FuzzPaste holds what anybody may paste against what is taken, and against the time
// that it takes: tags without ends must not be looked for again and again.
func FuzzPaste(f *testing.F) {
	one := copiedEvent(resetService, 33004, 2, time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC), "x")
	for _, seed := range []string{one, one[:300] + one, exportedXML, exportedCSV, askedCmdlets, strings.Repeat("<Event ", 5000) + "</Event>", strings.Repeat("</Event>", 5000)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		document, err := FromPaste(text)
		if err != nil {
			return
		}
		file, err := Open(document)
		if err != nil {
			t.Fatalf("what was made of it does not open: %v", err)
		}
		if d := file.Document(); d.Failed == nil && d.At.IsZero() {
			t.Error("it says of no time when it is")
		}
	})
}
