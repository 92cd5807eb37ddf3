package command_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// A file says that everything was seen at a time that cannot be: nobody noted
// it, it was before there was password writeback, or longer ago than a count of
// nanoseconds holds. Nothing in it is healthy, and no age is made up.
func TestAttackTimesThatCannotBe(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	saved, collected := savedWalk(t, "healthy", command.ExitHealthy), filepath.Join(folder, "collected.json")
	if code, _, errs := commandtest.Run(t, nil, "collect", "--world", "healthy", "--out", collected); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	day := regexp.MustCompile(`"20\d\d-(\d\d)-(\d\d)T`)
	for kind, file := range map[string]string{"case": saved, "collected": collected} {
		text := string(read(t, file))
		for _, year := range []string{"0001", "1500", "1733", "1999", "2013", "2100", "2190", "9999"} {
			for l, want := range map[string]string{"en": "at a time that cannot be", "ko": "있을 수 없는 시각"} {
				t.Run(kind+"/"+year+"/"+l, func(t *testing.T) {
					t.Parallel()
					path := filepath.Join(t.TempDir(), "file.json")
					write(t, path, []byte(day.ReplaceAllString(text, `"`+year+"-$1-${2}T")))
					code, out, errs := commandtest.Run(t, map[string]string{"LANG": l}, "open", path, "--format", "text")
					flat := strings.Join(strings.Fields(out), " ")
					if code != command.ExitUnknown || !strings.Contains(flat, want) || strings.Contains(out, "292") || strings.Contains(out, year+" ") {
						t.Errorf("exit %d, want %d and %q in\n%s%s", code, command.ExitUnknown, want, out, errs)
					}
					_, out, _ = commandtest.Run(t, nil, "open", path, "--format", "json")
					for _, f := range commandtest.Decode(t, out).Findings {
						if !f.Asked && f.Status != "unknown" {
							t.Errorf("%s is %s", f.Step, f.Status)
						}
					}
					var told map[string]any
					if err := json.Unmarshal([]byte(out), &told); err != nil || told["as_of"] != nil || told["age_seconds"] != nil {
						t.Errorf("as of %v, age %v, %v", told["as_of"], told["age_seconds"], err)
					}
				})
			}
		}
	}
}

// One time of one finding is enough: that one is unknown, and the others stay.
func TestAttackOneTimeThatCannotBe(t *testing.T) {
	t.Parallel()
	file := savedWalk(t, "healthy", command.ExitHealthy)
	const target = "configuration/premium-license"
	for name, spoil := range map[string]func(finding map[string]any){
		"seen-never":    func(f map[string]any) { delete(within(f, "seen"), "at") },
		"seen-zero":     func(f map[string]any) { within(f, "seen")["at"] = "0001-01-01T00:00:00Z" },
		"seen-1999":     func(f map[string]any) { within(f, "seen")["at"] = "1999-12-31T23:59:59Z" },
		"seen-9999":     func(f map[string]any) { within(f, "seen")["at"] = "9999-12-31T23:59:59Z" },
		"walked-never":  func(f map[string]any) { delete(f, "at") },
		"walked-1999":   func(f map[string]any) { f["at"] = "1999-12-31T23:59:59Z" },
		"judged-1999":   func(f map[string]any) { f["as_of"] = "1999-12-31T23:59:59Z" },
		"with-a-reason": func(f map[string]any) { delete(within(f, "seen"), "at"); f["why"] = map[string]any{"kind": "refused"} },
		"by-hand":       func(f map[string]any) { f["by_hand"], f["at"] = true, "0001-01-01T00:00:00Z" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var report map[string]any
			if err := json.Unmarshal(read(t, file), &report); err != nil {
				t.Fatal(err)
			}
			found := false
			for _, one := range report["findings"].([]any) {
				if f := one.(map[string]any); f["step"] == target {
					spoil(f)
					found = true
				}
			}
			text, err := json.Marshal(report)
			if err != nil || !found {
				t.Fatal(err, found)
			}
			path := filepath.Join(t.TempDir(), "file.json")
			write(t, path, text)
			code, out, errs := commandtest.Run(t, nil, "open", path, "--format", "json")
			got := commandtest.Decode(t, out)
			if code != command.ExitUnknown || len(got.Verdict.Unknown) != 1 || got.Verdict.Unknown[0] != target {
				t.Errorf("exit %d, unknown %v; %s", code, got.Verdict.Unknown, errs)
			}
			for _, f := range got.Findings {
				if f.Step == target && (f.Status != "unknown" || f.Why != "undated") {
					t.Errorf("it is %s, %s", f.Status, f.Why)
				}
			}
		})
	}
}

func within(of map[string]any, name string) map[string]any {
	inner, ok := of[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		of[name] = inner
	}
	return inner
}
