package command_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestAHeartbeatThatIsMissingIsFoundByEveryWay: on the server, from another
// machine, in what was collected there, and in a whole log that somebody exported.
// More than ten minutes without one is a warning, more than fifteen a fault, and
// less is neither.
func TestAHeartbeatThatIsMissingIsFoundByEveryWay(t *testing.T) {
	t.Parallel()
	for missing, want := range map[time.Duration][2]string{
		8 * time.Minute: {"alive", "healthy"}, 12 * time.Minute: {"late", "warning"}, 20 * time.Minute: {"silent", "broken"},
	} {
		for way, look := range map[string]func(*testing.T, time.Duration) string{
			"on the server": onServer, "from another machine": remotely, "collected": collected, "given beside a walk": beside,
			"XML": inXML, "a table": inTable, "a table of a German Windows": inGermanTable,
		} {
			t.Run(way+"/"+missing.String(), func(t *testing.T) {
				t.Parallel()
				for _, f := range commandtest.Decode(t, look(t, missing)).Findings {
					if f.Step == "reenable/event-log" && (f.Outcome != want[0] || f.Status != want[1]) {
						t.Errorf("got %s (%s), want %s (%s): %s", f.Outcome, f.Status, want[0], want[1], f.Said.En)
					}
				}
			})
		}
	}
}

// silentWorld is a world whose last heartbeat is so long ago.
func silentWorld(t *testing.T, missing time.Duration, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "silent.yaml")
	write(t, path, fmt.Appendf(nil, "title: {ko: 조용함, en: Silent}\nexpect: {status: healthy}\n%sserver:\n  events: {until: %s}\n", more, missing))
	return path
}

func looked(t *testing.T, args ...string) string {
	t.Helper()
	_, out, errs := commandtest.Run(t, nil, append(args, "--format", "json")...)
	if !strings.Contains(out, "reenable/event-log") {
		t.Fatalf("%q: the log was not looked at: %s", args, errs)
	}
	return out
}

func onServer(t *testing.T, missing time.Duration) string {
	t.Helper()
	return looked(t, "check", "--world", silentWorld(t, missing, "here: sync01.corp.contoso.com\n"))
}

func remotely(t *testing.T, missing time.Duration) string {
	t.Helper()
	return looked(t, "check", "--world", silentWorld(t, missing, ""))
}

func collected(t *testing.T, missing time.Duration) string {
	t.Helper()
	return looked(t, "open", collection(t, missing, ""))
}

// collection is what collect writes in such a world.
func collection(t *testing.T, missing time.Duration, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "collected.json")
	if code, _, errs := commandtest.Run(t, nil, "collect", "--world", silentWorld(t, missing, more), "--out", path); code != 0 {
		t.Fatalf("collect: exit %d: %s", code, errs)
	}
	return path
}

// beside gives what was collected just now to a walk of today.
func beside(t *testing.T, missing time.Duration) string {
	t.Helper()
	now := "now: " + time.Now().UTC().Format(time.RFC3339) + "\n"
	return looked(t, "check", "--server-file", collection(t, missing, now), "--user", "kim@contoso.com")
}

// eventRows are the events of a whole log that was exported just after a program of
// another kind had written to it, newest first: each with its provider and ID.
func eventRows(missing time.Duration) []string {
	end := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	rows := []string{"MsiInstaller 1033 " + end.Format(time.RFC3339)}
	for ago := missing; ago < 3*time.Hour; ago += 5 * time.Minute {
		rows = append(rows, "PasswordResetService 31019 "+end.Add(-ago).Format(time.RFC3339))
	}
	return append(rows, "MsiInstaller 1033 "+end.Add(-4*time.Hour).Format(time.RFC3339))
}

func exportedLog(t *testing.T, missing time.Duration, head, row, foot string) string {
	t.Helper()
	text := head
	for _, r := range eventRows(missing) {
		parts := strings.Fields(r)
		text += strings.NewReplacer("@provider", parts[0], "@id", parts[1], "@time", parts[2]).Replace(row)
	}
	path := filepath.Join(t.TempDir(), "events")
	write(t, path, []byte(text+foot))
	return looked(t, "open", path)
}

func inXML(t *testing.T, missing time.Duration) string {
	t.Helper()
	return exportedLog(t, missing, "<Events>", `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="@provider"/><EventID Qualifiers="0">@id</EventID><Level>4</Level><TimeCreated SystemTime="@time"/><Computer>SYNC01.corp.contoso.com</Computer></System><EventData><Data>Namespace</Data></EventData></Event>`, "</Events>")
}

const tableHead = `"TimeCreated","ProviderName","Id","Level","MachineName","Message"` + "\r\n"

const tableRow = `"@time","@provider","@id","4","SYNC01.corp.contoso.com","Namespace"` + "\r\n"

func inTable(t *testing.T, missing time.Duration) string {
	t.Helper()
	return exportedLog(t, missing, tableHead, tableRow, "")
}

func inGermanTable(t *testing.T, missing time.Duration) string {
	t.Helper()
	german := strings.NewReplacer(`","`, `";"`)
	return exportedLog(t, missing, german.Replace(tableHead), german.Replace(tableRow), "")
}
