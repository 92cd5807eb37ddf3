package powershell

import (
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// The same three events as different Windows export them: their words differ,
// their numbers and the order of their fields do not.
const (
	exportedXML = `<?xml version="1.0" encoding="utf-16"?><Events>
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="PasswordResetService"/><EventID Qualifiers="0">31019</EventID><Level>4</Level><TimeCreated SystemTime="2026-11-23T08:58:00.0000000Z"/><Computer>SYNC01.corp.contoso.com</Computer></System><EventData><Data>ServiceBusHeartBeat, Namespace: https://ssprdedicatedsbprodscu.servicebus.windows.net/1_2</Data></EventData></Event>
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="ADSync"/><EventID Qualifiers="0">6329</EventID><Level>2</Level><TimeCreated SystemTime="2026-11-23T08:50:01.5Z"/><Computer>SYNC01.corp.contoso.com</Computer></System><EventData><Data>BAIL: MMS(1): admaexport.cpp(2944): 0x80230619 (제한 때문에 암호를 바꿀 수 없습니다)</Data></EventData><RenderingInfo Culture="ko-KR"><Message>암호 확장 오류</Message><Level>오류</Level></RenderingInfo></Event>
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="PasswordResetService"/><EventID Qualifiers="0">33004</EventID><Level>2</Level><TimeCreated SystemTime="2026-11-23T08:50:00.0000000Z"/><Computer>SYNC01.corp.contoso.com</Computer></System><EventData><Data>TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError, kim@contoso.com</Data></EventData></Event>
</Events>`
	exportedCSV = "#TYPE Selected.System.Diagnostics.Eventing.Reader.EventLogRecord\r\n" +
		`"TimeCreated","ProviderName","Id","Level","MachineName","Message"` + "\r\n" +
		`"2026-11-23T08:58:00.0000000Z","PasswordResetService","31019","4","SYNC01.corp.contoso.com","ServiceBusHeartBeat, Namespace: https://ssprdedicatedsbprodscu.servicebus.windows.net/1_2"` + "\r\n" +
		`"2026-11-23T17:50:01.5+09:00","ADSync","6329","2","SYNC01.corp.contoso.com","암호 확장 오류 BAIL: MMS(1): admaexport.cpp(2944): 0x80230619"` + "\r\n" +
		`"2026-11-23T08:50:00.0000000Z","PasswordResetService","33004","2","SYNC01.corp.contoso.com","TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError, kim@contoso.com"` + "\r\n"
	askedCmdlets = "MachineName : SYNC01\r\nCollectedAtUtc : 2026-11-23T08:59:00.1234567Z\r\n\r\n\r\n" +
		"AllowedSyncCycleInterval            : 00:30:00\r\nCurrentlyEffectiveSyncCycleInterval : 00:30:00\r\nPurgeRunHistoryInterval             : 7.00:00:00\r\n" +
		"SyncCycleEnabled                    : True\r\nMaintenanceEnabled                  : True\r\nStagingModeEnabled                  : False\r\nSchedulerSuspended                  : False\r\n\r\n" +
		"Enabled                  : True\r\nServiceStatus            : Started\r\nOnboardingRequiredStatus : NotRequired\r\n\r\n" +
		"State     : Running\r\nStartMode : Auto\r\nStartName : NT SERVICE\\ADSync\r\n"
)

// exported is what somebody exported by other means than the script.
func exported(tb testing.TB, text string) *File {
	tb.Helper()
	document, err := FromExport([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	file, err := Open(document)
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

func TestEveryExportTellsTheSame(t *testing.T) {
	t.Parallel()
	bare := strings.NewReplacer("<Events>", "", "</Events>", "", `<?xml version="1.0" encoding="utf-16"?>`, "").Replace(exportedXML)
	for name, text := range map[string]string{
		"XML": exportedXML, "XML without a root": bare, "a table": exportedCSV,
		"a table of a German Windows": strings.ReplaceAll(exportedCSV, `","`, `";"`),
	} {
		file := exported(t, text)
		log, err := file.Events(t.Context(), time.Time{})
		if err != nil || len(log.Events) != 3 || !log.Vantage.OnSyncServer() || log.Vantage.Host != "sync01.corp.contoso.com" {
			t.Errorf("%s: got %d events of %v, %v", name, len(log.Events), log.Vantage, err)
			continue
		}
		beat, engine, refused := log.Events[0], log.Events[1], log.Events[2]
		if beat.ID != 31019 || len(beat.Hosts) != 1 || beat.Hosts[0] != "ssprdedicatedsbprodscu.servicebus.windows.net" {
			t.Errorf("%s: the heartbeat is %+v", name, beat)
		}
		if got := strings.Join(engine.Codes, " "); got != "80230619 admaexport.cpp(2944)" || engine.Level != probes.Known(2) {
			t.Errorf("%s: the engine's codes are %q, its level %v", name, got, engine.Level)
		}
		if refused.TrackingID != "7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01" || len(refused.Users) != 1 {
			t.Errorf("%s: the refusal is %+v", name, refused)
		}
		if log.Excerpt != probes.Yes || !log.At.Equal(beat.At) || !log.Oldest.Equal(refused.At) {
			t.Errorf("%s: excerpt %v, at %v, oldest %v", name, log.Excerpt, log.At, log.Oldest)
		}
	}
}

func TestWholeLogIsNoExcerpt(t *testing.T) {
	t.Parallel()
	other := strings.Replace(exportedCSV, `"33004","2"`, `"33004","2"`, 1) + `"2026-11-23T08:59:30Z","MsiInstaller","1033","4","SYNC01.corp.contoso.com","installed"` + "\r\n"
	log, err := exported(t, other).Events(t.Context(), time.Time{})
	if err != nil || log.Excerpt != probes.No || len(log.Events) != 3 || log.At.Minute() != 59 {
		t.Errorf("got excerpt %v, %d events, read at %v, %v", log.Excerpt, len(log.Events), log.At, err)
	}
	elsewhere := strings.ReplaceAll(strings.ReplaceAll(exportedCSV, "PasswordResetService", "MsiInstaller"), "ADSync", "MsiInstaller")
	if log, err := exported(t, elsewhere).Events(t.Context(), time.Time{}); err != nil || log.Vantage.OnSyncServer() {
		t.Errorf("a log without the sync engine is taken for that of %v, %v", log.Vantage, err)
	}
}

func TestCmdletsThatSomebodyRan(t *testing.T) {
	t.Parallel()
	s, err := exported(t, askedCmdlets).Server(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for what, ok := range map[string]bool{
		"scheduler": s.Scheduler.Read && s.Scheduler.Staging == probes.No && s.Scheduler.CycleEnabled == probes.Yes && s.Scheduler.InProgress == probes.Unsaid,
		"spans":     s.Scheduler.PurgeAfter == probes.Known(7*24*time.Hour) && s.Scheduler.Interval == probes.Known(30*time.Minute),
		"writeback": s.Writeback.Read && s.Writeback.Enabled == probes.Yes && s.Writeback.Status == "Started" && s.Writeback.Parameter == probes.Unsaid,
		"service":   s.Service.Read && s.Service.Installed == probes.Yes && s.Service.State == "Running",
		"the rest":  !s.Runs.Read && s.Runs.Why.Kind == probes.NotCollected && !s.Product.Read,
		"machine":   s.Vantage.OnSyncServer() && s.Vantage.Host == "sync01" && s.At.Minute() == 59,
	} {
		if !ok {
			t.Errorf("%s: not as it was printed: %+v", what, s)
		}
	}
}

func TestWhatIsNoExport(t *testing.T) {
	t.Parallel()
	local := strings.ReplaceAll(exportedCSV, "2026-11-23T08:58:00.0000000Z", "2026-11-23 오전 8:58:00")
	if _, err := FromExport([]byte(local)); !errors.Is(err, ErrLocalTime) {
		t.Errorf("a local time: got %v", err)
	}
	for name, text := range map[string]string{
		"nothing": "", "a document": string(fixture(t)), "a page": "<html><body>no</body></html>", "words": "event 33004 : yes",
		"cmdlets without a time":    strings.Replace(askedCmdlets, "CollectedAtUtc", "Then", 1),
		"cmdlets without a machine": strings.Replace(askedCmdlets, "MachineName", "Name", 1),
		"a table without rows":      exportedCSV[:strings.Index(exportedCSV, `"2026`)],
	} {
		if got, err := FromExport([]byte(text)); err == nil {
			t.Errorf("%s: taken for an export: %.200s", name, got)
		}
	}
	if _, err := FromExport([]byte(exportedXML[:len(exportedXML)-200])); err == nil || errors.Is(err, ErrNoExport) {
		t.Errorf("XML that breaks off: got %v", err)
	}
}

// FuzzExport holds what anybody may send against what is taken: it opens, and
// says of when it is.
func FuzzExport(f *testing.F) {
	for _, seed := range []string{exportedXML, exportedCSV, askedCmdlets} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		document, err := FromExport(text)
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
