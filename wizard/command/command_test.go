package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

func TestMistakesSayWhatToDo(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "answers.yaml")
	if err := os.WriteFile(secret, []byte("user: kim@contoso.com\npassword: hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	typo := filepath.Join(t.TempDir(), "typo.yaml")
	if err := os.WriteFile(typo, []byte("usr: kim@contoso.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		want string // in the English message
	}{
		{"no such command", []string{"chekc"}, "no command chekc"},
		{"no such flag", []string{"check", "--usr", "x"}, "--usr"},
		{"no such format", []string{"check", "--format", "xml"}, "text, json, markdown"},
		{"no such language", []string{"check", "--lang", "fr"}, "ko, en"},
		{"no such world", []string{"check", "--world", "atlantis"}, "lab --list"},
		{"no such case", []string{"open", "nowhere.json"}, "There is no file nowhere.json"},
		{"no case named", []string{"open"}, "Name one case file"},
		{"two worlds", []string{"lab", "a", "b"}, "one world"},
		{"a secret in the answers", []string{"check", "--answers", secret}, "secrets do not belong in a file"},
		{"a typo in the answers", []string{"check", "--answers", typo}, "there is no answer usr"},
		{"no answers file", []string{"check", "--answers", "nowhere.yaml"}, "There is no file nowhere.yaml"},
		{"the wizard without a terminal", nil, "writeback-doctor check"},
		{"the lab without a terminal", []string{"lab"}, "writeback-doctor check"},
		{"a secret without a terminal", []string{"check", "--account", `CONTOSO\kim`}, "WRITEBACK_DOCTOR_PASSWORD"},
		{"no such cloud", []string{"check", "--cloud", "moon"}, "us-government"},
		{"no such CA file", []string{"check", "--ca-file", "nowhere.pem"}, "There is no file nowhere.pem"},
		{"a case as what collect wrote", []string{"check", "--server-file", typo}, "not what collect wrote"},
		{"a CA file without certificates", []string{"check", "--ca-file", typo}, "no certificate"},
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, c.args...)
		if code != command.ExitUsage || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q; want %d, nothing, and %q", c.name, code, out, errs, command.ExitUsage, c.want)
		}
		if strings.Contains(errs, "hunter2") {
			t.Errorf("%s: a secret is printed: %s", c.name, errs)
		}
	}
}

func TestHelpSpeaksBothLanguages(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "lab", "check", "collect", "open", "rights", "scan", "landed", "tree", "licenses", "settings", "completion"} {
		for l, want := range map[string]string{"ko": "사용법:", "en": "Usage:"} {
			args := append(strings.Fields(name), "--help", "--lang", l)
			code, out, errs := commandtest.Run(t, nil, args...)
			if code != 0 || errs != "" || !strings.Contains(out, want) {
				t.Errorf("%q in %s: exit %d, stderr %q, help:\n%s", name, l, code, errs, out)
			}
			if common := strings.Contains(out, ": writeback-doctor --help\n"); common != (name != "") || strings.Contains(out, "--keytab") != (name == "") {
				t.Errorf("%q in %s: the options of every command stand in the help of one, or are not pointed at:\n%s", name, l, out)
			}
			for command, example := range map[string]string{
				"": "open FILE --format html", "check": "check --user kim@contoso.com --words SSPR_0029", "collect": "collect --out ", "landed": "landed --user ", "tree": "\n  writeback-doctor tree\n",
			} {
				if name == command && !strings.Contains(out, example) {
					t.Errorf("%q in %s has no example %q:\n%s", name, l, example, out)
				}
			}
		}
	}
}

func TestLocaleChoosesTheLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "구성"},
		{map[string]string{"LANG": "ko_KR.UTF-8"}, "구성"},
		{map[string]string{"LANG": "C.UTF-8"}, "Configuration"},
		{map[string]string{"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "Configuration"},
		{map[string]string{"LANG": "en_US.UTF-8", "WRITEBACK_DOCTOR_LANG": "ko"}, "구성"},
	} {
		code, out, _ := commandtest.Run(t, c.env, "tree")
		if code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d, want %q in\n%.300s", c.env, code, c.want, out)
		}
	}
}

func TestTheExitCodeIsTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	for world, want := range map[string]int{"healthy": 0, "pdc-unreachable": 1, "blind-no-server": 2} {
		for _, format := range []string{"text", "json", "markdown", "html"} {
			t.Run(world+"/"+format, func(t *testing.T) {
				t.Parallel()
				code, out, errs := commandtest.Run(t, nil, "check", "--world", world, "--format", format)
				if code != want {
					t.Errorf("exit %d, want %d; stderr %s\n%.2000s", code, want, errs, out)
				}
				if at := strings.IndexFunc(out, func(r rune) bool { return r >= 0x80 }); format == "json" && at >= 0 {
					t.Errorf("the JSON is not ASCII at byte %d", at)
				}
			})
		}
	}
}

func TestAWalkIsSavedMaskedAndOpenedAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, masked := filepath.Join(dir, "case.json"), filepath.Join(dir, "masked.json")
	code, out, errs := commandtest.Run(t, nil, "check", "--world", "pdc-unreachable", "--format", "json", "--case", path)
	if code != 1 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	before := commandtest.Decode(t, out)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the case file has mode %v, want 0600", info.Mode())
	}
	if code, _, errs = commandtest.Run(t, nil, "open", path, "--mask", "--case", masked); code != 1 {
		t.Fatalf("mask: exit %d: %s", code, errs)
	}
	for _, file := range []string{path, masked} {
		code, out, errs = commandtest.Run(t, nil, "open", file, "--format", "json")
		after := commandtest.Decode(t, out)
		if code != 1 || after.Verdict.Cause == nil || *after.Verdict.Cause != *before.Verdict.Cause {
			t.Errorf("%s: exit %d, verdict %+v, want %+v; %s", file, code, after.Verdict, before.Verdict, errs)
		}
		if len(after.Findings) != len(before.Findings) {
			t.Fatalf("%s: %d findings, want %d", file, len(after.Findings), len(before.Findings))
		}
		for i := range after.Findings {
			if got, want := after.Findings[i].Outcome, before.Findings[i].Outcome; got != want {
				t.Errorf("%s: %s: got %s, want %s", file, after.Findings[i].Step, got, want)
			}
		}
	}
	text, err := os.ReadFile(masked)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"contoso", "Kim"} {
		if strings.Contains(string(text), name) {
			t.Errorf("the masked file holds %q", name)
		}
	}
}

func TestAccessibleWalkReadsPipedAnswers(t *testing.T) {
	t.Parallel()
	code, out, errs := commandtest.Run(t, map[string]string{"stdin": strings.Repeat("\n", 200), "LANG": "en_US.UTF-8"},
		"lab", "pdc-unreachable", "--accessible")
	if code != 1 || !strings.Contains(out, "Diagnosis: FAIL") {
		t.Errorf("exit %d, stderr %s\n%s", code, errs, out)
	}
	if strings.Contains(out, "\x1b") {
		t.Error("the line-by-line walk writes an escape sequence")
	}
	code, out, _ = commandtest.Run(t, map[string]string{"stdin": "", "LANG": "en_US.UTF-8"}, "lab", "pdc-unreachable", "--accessible")
	if code != command.ExitInterrupt || !strings.Contains(out, "Diagnosis") {
		t.Errorf("at the end of the input: exit %d, want %d and what was found so far\n%s", code, command.ExitInterrupt, out)
	}
}

func TestWhatCollectWroteIsOpenedElsewhere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.json")
	if code, out, errs := commandtest.Run(t, nil, "collect", "--world", "engine-stopped", "--out", path, "--lang", "en"); code != 0 || !strings.Contains(out, path) {
		t.Fatalf("collect: exit %d, %s%s", code, out, errs)
	}
	for _, args := range [][]string{{"open", path, "--format", "json"}, {"check", "--server-file", path, "--format", "json"}} {
		code, out, errs := commandtest.Run(t, nil, args...)
		got := commandtest.Decode(t, out)
		if code != 1 || got.Verdict.Cause == nil || got.Verdict.Cause.Step != "configuration/sync-engine" {
			t.Errorf("%v: exit %d, verdict %+v, want the stopped service; %s", args, code, got.Verdict, errs)
		}
		for _, f := range got.Findings {
			if f.Step == "configuration/sync-engine" && !strings.Contains(f.Vantage, "sync-server") {
				t.Errorf("seen from %q, want the server", f.Vantage)
			}
		}
	}
}

// Whoever cannot see the Connect server names the connector account, and its
// rights are judged all the same. A name that is mistyped is no account that
// somebody deleted.
func TestCheckTakesTheConnectorAccount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, rights, account string }{
		{"", "unseen", "unseen"},
		{`CORP\MSOL_0a1b2c3d4e5f`, "granted", "sound"},
		{`CORP\MSOL_mistyped`, "unseen", "unseen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := commandtest.Run(t, nil, "check", "--world", "blind-no-server", "--format", "json", "--connector-account", c.name)
			var got struct {
				Findings []struct{ Step, Outcome string }
			}
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatalf("%v: %s%s", err, out, errs)
			}
			outcome := map[string]string{}
			for _, f := range got.Findings {
				outcome[f.Step] = f.Outcome
			}
			if code != command.ExitUnknown || outcome["configuration/effective-rights"] != c.rights || outcome["configuration/connector-account"] != c.account {
				t.Errorf("got exit %d, rights %q, account %q; want %d, %q, %q", code,
					outcome["configuration/effective-rights"], outcome["configuration/connector-account"], command.ExitUnknown, c.rights, c.account)
			}
		})
	}
}
