package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestEveryFormatSaysSinceWhenTheServerFails, at the cause that explains the silence,
// in both languages, and says which step to fix first; masked without the server's
// name, and the saved walk says the same. A healthy walk says neither.
func TestEveryFormatSaysSinceWhenTheServerFails(t *testing.T) {
	t.Parallel()
	saved := filepath.Join(t.TempDir(), "case.json")
	for l, want := range map[string][]string{
		"en": {"Since when", "Last worked 23 Nov 2026 07:00 UTC (event 31019), first failure seen", "(Connection to the tenant's relays) first; then look at this again."},
		"ko": {"언제부터", "마지막 성공 2026년 11월 23일 07:00 UTC(이벤트 31019), 첫 실패 기록", "(테넌트 릴레이 연결). 그다음 이 단계를 다시 확인하십시오."},
	} {
		for _, args := range [][]string{
			{"check", "--world", "relay-dropped", "--case", saved + l},
			{"check", "--world", "relay-dropped", "-v"},
			{"check", "--world", "relay-dropped", "--format", "json"},
			{"check", "--world", "relay-dropped", "--format", "html"},
			{"check", "--world", "relay-dropped", "--format", "markdown", "--mask"},
			{"open", saved + l, "--format", "html", "--mask"},
		} {
			_, out, errs := commandtest.Run(t, nil, append(args, "--lang", l)...)
			said := strings.NewReplacer(`\`, "", "&#39;", "'", "&#34;", `"`).Replace(strings.Join(strings.Fields(out), " "))
			needs := want
			if strings.Contains(out, `"schema"`) {
				needs = []string{`"since_when":{"worked":"2026-11-23T07:00:00Z","sign":"31019","failed":"`, `"fix_first":{"ko":"`, "(Connection to the tenant's relays) first; then look at this again."}
			}
			for _, need := range needs {
				if !strings.Contains(said, need) {
					t.Errorf("%q in %s lacks %q: %s\n%s", args, l, need, errs, out)
				}
			}
			if args[len(args)-1] == "--mask" && strings.Contains(out, "sync01") {
				t.Errorf("%q names the server", args)
			}
		}
	}
	for world, silent := range map[string]string{"healthy": "Since when", "events-silent": "first failure seen"} { // a restart is the cure, and waits for nothing
		if _, out, _ := commandtest.Run(t, nil, "check", "--world", world, "--lang", "en", "-v"); strings.Contains(out, silent) || strings.Contains(out, "look at this again") {
			t.Errorf("%s: says since when of what nobody knows, or what to fix first before the cure:\n%s", world, out)
		}
	}
}
