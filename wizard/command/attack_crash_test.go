package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// explosive is an output that panics, once, where a text is written.
type explosive struct {
	bytes.Buffer

	at   string
	done bool
}

func (e *explosive) Write(p []byte) (int, error) {
	if !e.done && bytes.Contains(p, []byte(e.at)) {
		e.done = true
		panic("boom with hunter22!")
	}
	return e.Buffer.Write(p)
}

// TestAttackCrashedCommands lets commands crash in the middle. They end with
// 70, say so in one line of both languages, and where the file is that holds the
// rest, without the secret that the panic holds, and save the walk as far as it had
// come; both are for their owner alone. It is not
// parallel, because a name that is chosen is one in the working folder.
func TestAttackCrashedCommands(t *testing.T) {
	for _, c := range []struct {
		name, at, in string // where it crashes, and what is typed
		args         []string
		saved        bool
		says         string
	}{
		{"check", "[OK] ", "", []string{"check", "--world", "healthy", "--lang", "en"}, true, "This program is at fault."},
		{"check-in-korean", "[정상] ", "", []string{"check", "--world", "healthy", "--lang", "ko"}, true, "이 프로그램에 오류가 있습니다."},
		{"check-with-a-case", "[OK] ", "", []string{"check", "--world", "healthy", "--lang", "en", "--case", "mine.json"}, true, "mine.json"},
		{"check-in-json", `"schema"`, "", []string{"check", "--world", "healthy", "--lang", "en", "--format", "json"}, true, "This program is at fault."},
		{"line-by-line", "[OK] Configuration ", strings.Repeat("\n", 9), []string{"lab", "healthy", "--accessible", "--lang", "en"}, true, "The walk so far was saved:"},
		{"tree", "configuration", "", []string{"tree", "--lang", "en"}, false, "This program is at fault."},
		{"scan", "were looked at", "", []string{"scan", "--world", "healthy", "--lang", "en"}, false, "This program is at fault."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			home := t.TempDir()
			out, errs := &explosive{at: c.at}, &bytes.Buffer{}
			env := map[string]string{"WRITEBACK_DOCTOR_PASSWORD": "hunter22!"}
			code := command.Main(command.Process{
				Args: c.args, In: strings.NewReader(c.in), Out: out, Err: errs,
				Getenv: func(name string) string { return env[name] },
				Now:    time.Now, Zone: time.UTC, Hostname: "helpdesk-07", Version: "test", State: filepath.Join(home, "state"),
			})
			if !out.done {
				t.Fatalf("did not write %q:\n%s\n%s", c.at, out.String(), errs)
			}
			if code != command.ExitFault || !strings.Contains(errs.String(), c.says) || strings.Contains(errs.String(), "hunter22") {
				t.Errorf("exit %d, want %d and %q without the secret:\n%s", code, command.ExitFault, c.says, errs)
			}
			crashLeft(t, home, errs.String())
			files, err := filepath.Glob("*.json")
			if err != nil || (len(files) == 1) != c.saved || len(files) > 1 {
				t.Fatalf("saved %q (%v), want it: %t", files, err, c.saved)
			}
			if !c.saved {
				return
			}
			info, err := os.Stat(files[0])
			if err != nil || info.Mode().Perm() != 0o600 || !strings.Contains(errs.String(), files[0]) {
				t.Errorf("%v %v: want 0600, and that it is said in\n%s", info.Mode(), err, errs)
			}
			if code, _, said := commandtest.Run(t, nil, "open", files[0], "--format", "text", "--lang", "en"); code != 1 && code != 2 && code != 0 {
				t.Errorf("what was saved does not open: exit %d\n%s", code, said)
			}
		})
	}
}

// crashLeft wants one crash file for its owner alone, named on the screen, which holds
// what was at fault and where, and not on the screen; and one line in both languages.
func crashLeft(t *testing.T, home, said string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(home, "state", "writeback-doctor", "crash-*.txt"))
	if err != nil || len(files) != 1 || !strings.Contains(said, files[0]) {
		t.Fatalf("crash files %q (%v), want one that is named in\n%s", files, err, said)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"writeback-doctor test", "boom with ", "explosive"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in the crash file:\n%s", want, text)
		}
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 || strings.Contains(string(text), "hunter22") {
		t.Errorf("%v %v: want 0600, and no secret in\n%s", info, err, text)
	}
	first, rest, _ := strings.Cut(said[strings.Index(said, "writeback-doctor: 이"):], "\n")
	if !strings.Contains(first, "이 프로그램에 오류가 있습니다.") || !strings.Contains(first, "This program is at fault.") || strings.Contains(rest, "goroutine") {
		t.Errorf("want one line in both languages and no stack:\n%s", said)
	}
}

// TestACrashThatCannotBeKeptIsSaid: where there is no folder to keep it in, the
// developers' part stands below the line.
func TestACrashThatCannotBeKeptIsSaid(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kept := t.TempDir()
	for name, state := range map[string]string{"no folder": "", "a file in its place": file, "--no-journal": kept} {
		out, errs := &explosive{at: "configuration"}, &bytes.Buffer{}
		args := []string{"tree", "--lang", "en"}
		if state == kept {
			args = append(args, name)
		}
		code := command.Main(command.Process{
			Args: args, In: strings.NewReader(""), Out: out, Err: errs,
			Getenv: func(string) string { return "" }, Now: time.Now, Zone: time.UTC, Version: "test", State: state,
		})
		for _, want := range []string{"프로그램에 오류", "This program is at fault.", "Send what is below", "boom with hunter22!", "goroutine"} {
			if code != command.ExitFault || !strings.Contains(errs.String(), want) {
				t.Errorf("%s: exit %d, want %d and %q in\n%s", name, code, command.ExitFault, want, errs)
			}
		}
	}
	if left, err := os.ReadDir(kept); err != nil || len(left) > 0 {
		t.Errorf("left %v (%v): who keeps nothing keeps no crash", left, err)
	}
}
