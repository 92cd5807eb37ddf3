package command_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
)

// brokenTrails are audit trails that were cut off by a kill, and what a check says
// of each, in both languages; "" for nothing. The last entry of each is the last
// that was written.
var brokenTrails = map[string]struct{ trail, ko, en string }{
	"between off and on": {
		`{"id":"1","mark":"begins","action":"reenable/disable-enable","deed":"switch-off","server":"sync01.corp.contoso.com","at":"2026-11-29T05:03:00Z"}
{"id":"1","mark":"done","action":"reenable/disable-enable","deed":"switch-off","server":"sync01.corp.contoso.com","at":"2026-11-29T05:03:01Z"}
`, "끈 뒤 다시 켜지 않았습니다", "not switched on again",
	},
	"a restart": {
		`{"id":"1","mark":"begins","action":"reenable/restart-service","deed":"restart-service","server":"sync01.corp.contoso.com","at":"2026-11-29T05:03:00Z"}
`, "다시 시작하던 작업이 끊겼습니다", "Restarting the ADSync service",
	},
	"a reset": {
		`{"id":"1","mark":"begins","action":"reenable/canary","deed":"reset-password","user":"wbtest@contoso.com","server":"graph.microsoft.com","at":"2026-11-29T05:03:00Z"}
`, "암호의 재설정이 끊겼습니다", "broke off",
	},
	"one that ended": {
		`{"id":"1","mark":"begins","action":"reenable/restart-service","deed":"restart-service","server":"sync01.corp.contoso.com","at":"2026-11-29T05:03:00Z"}
{"id":"1","mark":"ended","action":"reenable/restart-service","server":"sync01.corp.contoso.com","outcome":"proven","at":"2026-11-29T05:04:00Z"}
`, "", "",
	},
}

// TestACheckSaysFirstWhatBrokeOff and acts on nothing: the trail stays as it is,
// standard output is the same as without one, and so is the exit code. Whoever
// masks names is not told the server's.
func TestACheckSaysFirstWhatBrokeOff(t *testing.T) {
	t.Parallel()
	for name, c := range brokenTrails {
		for _, args := range []string{"check", "check --format json", "check --format markdown", "check --format html", "check --format json --mask"} {
			for l, want := range map[string]string{"ko": c.ko, "en": c.en} {
				t.Run(fmt.Sprintf("%s/%s/%s", name, args, l), func(t *testing.T) {
					t.Parallel()
					code, out, errs, after := checkAfter(t, c.trail, append(strings.Fields(args), "--lang", l, "--user", "kim@contoso.com")...)
					plainCode, _, _, _ := checkAfter(t, "", append(strings.Fields(args), "--lang", l, "--user", "kim@contoso.com")...)
					if code != plainCode || after != c.trail {
						t.Errorf("exit %d, and %d without a trail; the trail is\n%s", code, plainCode, after)
					}
					first, _, _ := strings.Cut(errs, "\n")
					masked := strings.Contains(args, "mask")
					told := strings.Contains(first, "`writeback-doctor`")
					if told != (want != "") || !masked && !strings.Contains(first, want) || masked && strings.Contains(errs+out, "sync01") {
						t.Errorf("says %q first, want %q", first, want)
					}
					if strings.Contains(args, "json") && !json.Valid([]byte(out)) {
						t.Errorf("standard output is no JSON: %.200s", out)
					}
				})
			}
		}
	}
	if _, _, errs, _ := checkAfter(t, brokenTrails["a restart"].trail, "check", "--world", "healthy", "--lang", "en"); strings.Contains(errs, "Restarting") {
		t.Errorf("of a world of the lab it says %q", errs)
	}
}

// checkAfter runs a check for somebody whose audit trail is trail, and returns what
// became of it.
func checkAfter(t *testing.T, trail string, args ...string) (code int, out, errs, after string) {
	t.Helper()
	state := t.TempDir()
	path := filepath.Join(state, "writeback-doctor", "actions.jsonl")
	if trail != "" {
		if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(trail), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	code = command.Main(command.Process{
		Args: args, In: strings.NewReader(""), Out: &stdout, Err: &stderr, Getenv: func(string) string { return "" },
		Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07", Version: "test", State: state,
	})
	text, err := os.ReadFile(path)
	if err != nil && trail != "" {
		t.Fatal(err)
	}
	return code, stdout.String(), stderr.String(), string(text)
}
