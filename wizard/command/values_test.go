package command_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// What cannot be is refused before anything is looked at, with what can be
// and what was most likely meant, in both languages.
func TestMistypedWordsAreAnswered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args string
		can  string // what can be, or where it stands
		near string // what was most likely meant; "" when nothing is near
	}{
		{"chekc", "writeback-doctor --help", "check"},
		{"scna --domain x", "writeback-doctor --help", "scan"},
		{"foo", "writeback-doctor --help", ""},
		{"help chek", "writeback-doctor --help", "check"},
		{"completion zhs", "writeback-doctor completion --help", "zsh"},
		{"completion bash more", "writeback-doctor completion bash --help", ""},
		{"tree more", "writeback-doctor tree --help", ""},
		{"check healthy", "writeback-doctor check --world healthy", ""},
		{"check --usr k@contoso.com", "writeback-doctor check --help", "--user"},
		{"check --json", "--format json", ""},
		{"scan --json", "--format json", ""},
		{"tree --json", "writeback-doctor tree --help", ""},
		{"check -w", "writeback-doctor check --help", ""},
		{"scan --bsae x", "writeback-doctor scan --help", "--base"},
		{"check --user", "writeback-doctor check --help", ""},
		{"check --strict=maybe", "true", ""},
		{"check --format markdwon", "text, json, markdown, html", "markdown"},
		{"check --format xml", "text, json, markdown, html", ""},
		{"open case.json --format jsno", "text, json, markdown, html", "json"},
		{"scan --format cvs", "text, json, csv", "csv"},
		{"rights --format csv", "text, json", ""},
		{"tree --color allways", "auto, always, never", "always"},
		{"tree --lang kr", "ko, en", "ko"},
		{"tree --lang fr", "ko, en", ""},
		{"check --cloud us-govrnment", "china, global, us-government, us-government-dod", "us-government"},
		{"check --sign-in kerberso", "auto, kerberos, ntlm, simple", "kerberos"},
		{"check --surface ssrp", "\n  reset-refused       ", "sspr"},
		{"check --surface graph", "graph-patch", "graph-patch"},
		{"check --surface foo", "graph-patch", ""},
		{"check --scope two", "\n  everyone  ", ""},
		{"check --scope everone", "\n  everyone  ", "everyone"},
		{"check --tenant-switch maybe", "\n  off  ", ""},
		{"rights --tenant-switch of", "\n  off  ", "off"},
		{"check --user kim", `CONTOSO\user`, ""},
		{"check --world pdc-unreachble", "lab --list", "pdc-unreachable"},
		{"collect --world halthy", "lab --list", "healthy"},
		{"lab relay-inspect", "lab --list", "relay-inspected"},
		{"lab atlantis", "lab --list", ""},
	} {
		for l, near := range map[string]string{"en": "Did you mean " + c.near + "?\n", "ko": "혹시 " + c.near + "입니까?\n"} {
			code, out, errs := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_LANG": l}, strings.Fields(c.args)...)
			if code != command.ExitUsage || out != "" || !strings.Contains(errs, c.can) {
				t.Errorf("%s in %s: exit %d, stdout %q, stderr %q; want %d, nothing, and %q", c.args, l, code, out, errs, command.ExitUsage, c.can)
			}
			asked := strings.Contains(errs, "Did you mean") || strings.Contains(errs, "혹시")
			if asked != (c.near != "") || asked && !strings.HasSuffix(errs, near) {
				t.Errorf("%s in %s: %q, want %q at its end, or no guess when there is none", c.args, l, errs, near)
			}
		}
	}
}

// An answers file is held to the same.
func TestMistypedAnswersAreAnswered(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "answers.yaml")
	for text, want := range map[string]string{
		"scope: two":               path + ": scope cannot be two. It is one of:\n  one       One user\n  several   Several users\n  everyone  Everyone\n",
		"surface: ssrp":            path + ": surface cannot be ssrp. It is one of:\n  sspr                Self-service password reset page (aka.ms/sspr)\n",
		"surface: SSRP":            "  unknown             Not known\nDid you mean sspr?\n",
		"tenant-switch: maybe":     path + ": tenant-switch cannot be maybe. It is one of:\n  on   ",
		"cloud: moon":              path + ": cloud cannot be moon. It is one of: china, global, us-government, us-government-dod.",
		"sign-in: digest":          path + ": sign-in cannot be digest. It is one of: auto, kerberos, ntlm, simple.",
		"lang: fr":                 path + ": lang cannot be fr. It is one of: ko, en.",
		"lang: ko\nsurface: ssrp":  path + ": surface 값으로 ssrp 값은 쓸 수 없습니다. 쓸 수 있는 값:\n  sspr                셀프 서비스 암호 재설정 페이지(aka.ms/sspr)\n",
		"lang: ko\nsurface: SSRP":  "  unknown             모름\n혹시 sspr입니까?\n",
		"user: kim":                path + ": user kim: Write it as user@contoso.com or CONTOSO\\user.",
		"usr: kim@contoso.com":     "words. Did you mean user?",
		"user: kim\nuser: kim@c.d": "The answers file " + path + " cannot be read.",
	} {
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "check", "--answers", path)
		if code != command.ExitUsage || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: exit %d, stdout %q, stderr %q; want %d, nothing, and %q", text, code, out, errs, command.ExitUsage, want)
		}
	}
	// What can be is taken in any case, and the command line wins.
	if err := os.WriteFile(path, []byte("Surface: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := commandtest.Run(t, nil, "tree", "--answers", path); code != command.ExitUsage {
		t.Errorf("a name in another case: exit %d, %s", code, errs)
	}
	if err := os.WriteFile(path, []byte("surface: SSPR\nscope: two\ntenant-switch: Off\nlang: en\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := commandtest.Run(t, nil, "check", "--world", "user-nowhere", "--answers", path, "--scope", "one"); code != command.ExitBroken || !strings.Contains(out, "== Diagnosis:") {
		t.Errorf("exit %d, %.80q, %s; want a walk in the language of the answers", code, out, errs)
	}
}

// What an answer can be is told with its meaning, as the screen calls it: in the help,
// in both languages, and nowhere a value without one.
func TestHelpTellsWhatTheValuesMean(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		_, out, _ := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_LANG": l.String()}, "help", "values")
		told := 0
		for _, name := range []steps.Fact{steps.Scope, steps.Surface, steps.TenantSwitch} {
			question, asked := steps.QuestionOf(catalog.All(), name)
			if !asked || !strings.Contains(out, "--"+string(name)+" ") {
				t.Errorf("%s: nothing about --%s in\n%s", l, name, out)
			}
			for _, c := range question.Choices {
				line := regexp.MustCompile("(?m)^  " + regexp.QuoteMeta(c.Value) + " +" + regexp.QuoteMeta(c.Label.In(l)) + "$")
				if c.Value != "" && !line.MatchString(out) {
					t.Errorf("%s: %s %s is not told in\n%s", l, name, c.Value, out)
				}
				told++
			}
		}
		if told < 15 {
			t.Fatalf("only %d values", told)
		}
		_, help, _ := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_LANG": l.String()}, "--help")
		if !strings.Contains(strings.Join(strings.Fields(help), " "), "writeback-doctor help values") {
			t.Errorf("%s: the help does not lead to the meanings:\n%s", l, help)
		}
	}
}
