package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps/lang"
)

// collectedIn is what collect writes in a world, with its hold.
func collectedIn(t *testing.T, world string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "server.json")
	a := testApp(nil)
	a.output.Out = &bytes.Buffer{}
	a.flags.world, a.flags.out, a.flags.hold = world, path, true
	if err := a.collect(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestAFileAloneIsJudgedAsOfItsTime: the judgement is the same on any day, and
// every format says of when it is.
func TestAFileAloneIsJudgedAsOfItsTime(t *testing.T) {
	t.Parallel()
	file := collectedIn(t, "engine-stopped")
	path := filepath.Join(t.TempDir(), "server.json")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	made, err := powershell.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	at := made.Document().At.UTC()
	saved := filepath.Join(t.TempDir(), "case.json")
	if code, _ := runOn(at, "open", path, "--format", "json", "--case", saved); code != ExitBroken {
		t.Fatalf("exit %d", code)
	}
	var first string
	for _, age := range []time.Duration{0, time.Hour, 25 * time.Hour, 5 * 24 * time.Hour, 40 * 24 * time.Hour, 4 * 366 * 24 * time.Hour, -2 * time.Hour, -40 * 24 * time.Hour} {
		for _, args := range [][]string{{"open", path}, {"open", saved}, {"check", "--server-file", path}} {
			code, out := runOn(at.Add(age), append(args, "--format", "json")...)
			var got struct {
				AsOf       time.Time       `json:"as_of"`
				AgeSeconds *int64          `json:"age_seconds"`
				Verdict    json.RawMessage `json:"verdict"`
				Findings   []struct {
					Step, Outcome string
					Said          lang.Text
				}
			}
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatal(err)
			}
			said := string(got.Verdict)
			for _, f := range got.Findings {
				said += fmt.Sprintf("\n%s %s %+v", f.Step, f.Outcome, f.Said)
			}
			if first == "" {
				first = said
			}
			if code != ExitBroken || said != first {
				t.Errorf("%v after %s: exit %d, want %d, and\n%s\nas on the day itself\n%s", args, age, code, ExitBroken, said, first)
			}
			if !got.AsOf.Equal(at) || got.AgeSeconds == nil || *got.AgeSeconds != int64(age/time.Second) {
				t.Errorf("%v after %s: as of %s, %v s old; want %s", args, age, got.AsOf, got.AgeSeconds, at)
			}
		}
	}
	for l, want := range map[string]string{"ko": lang.Time(lang.Korean, at, time.UTC) + " 기준", "en": "as of " + lang.Time(lang.English, at, time.UTC)} {
		for _, format := range []string{"text", "markdown"} {
			for _, args := range [][]string{{"open", path}, {"open", saved}, {"check", "--server-file", path}} {
				code, out := runOn(at.Add(5*24*time.Hour), append(args, "--format", format, "--lang", l)...)
				if flat := strings.Join(strings.Fields(out), " "); code != ExitBroken || !strings.Contains(strings.ToLower(flat), strings.ToLower(want)) {
					t.Errorf("%v as %s in %s: exit %d, want %q in\n%.900s", args, format, l, code, want, out)
				}
			}
		}
	}
}

// runOn is the program on a day: its exit code and what it printed.
func runOn(now time.Time, args ...string) (int, string) {
	var out bytes.Buffer
	code := Main(Process{
		Args: args, In: strings.NewReader(""), Out: &out, Err: &bytes.Buffer{}, Getenv: func(string) string { return "" },
		Now: func() time.Time { return now }, Zone: time.UTC, Hostname: "helpdesk-07", Version: "test",
	})
	return code, out.String()
}
