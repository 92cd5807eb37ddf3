package command_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestHabitsOfWindowsAreMetKindly: -? and /? show help, and an option written in
// the way of PowerShell or of a DOS prompt is answered with how it is written.
func TestHabitsOfWindowsAreMetKindly(t *testing.T) {
	t.Parallel()
	for args, command := range map[string]string{
		"-?": "", "/?": "", "/H": "", "?": "", "check -?": "check", "check /?": "check", "lab /?": "lab", "open /help": "open",
		"scan -help": "scan", "completion /?": "completion", "rights -Help": "rights",
	} {
		_, want, _ := commandtest.Run(t, nil, append(strings.Fields(command), "--help")...)
		if code, out, errs := commandtest.Run(t, nil, strings.Fields(args)...); code != 0 || errs != "" || out != want || out == "" {
			t.Errorf("%q: exit %d, stderr %q, stdout %.60q; want %.60q", args, code, errs, out, want)
		}
	}
	for args, flag := range map[string]string{
		"-Domain contoso.local": "--domain.", "check -SignIn ntlm": "--sign-in.", "check /domain:contoso.local": "--domain.",
		"scan -Domain:contoso.local": "--domain.", "check -verbose": "--verbose.", "rights /USER": "--user.", "lab -List": "--list.",
	} {
		for _, l := range []string{"ko", "en"} {
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": l}, strings.Fields(args)...)
			if want := map[string]string{"ko": strings.TrimSuffix(flag, ".") + " 옵션", "en": flag}[l]; code != command.ExitUsage || out != "" || !strings.Contains(errs, want) {
				t.Errorf("%q in %s: exit %d, stdout %q, stderr %q; want %q", args, l, code, out, errs, want)
			}
		}
	}
	for _, args := range []string{"-w", "/nothing", "check -x y", "open /etc/nothing", "-"} {
		if code, _, errs := commandtest.Run(t, map[string]string{"LANG": "en"}, strings.Fields(args)...); code != command.ExitUsage || strings.Contains(errs, "two dashes") {
			t.Errorf("%q: exit %d, %q", args, code, errs)
		}
	}
}

// completed is what a shell is offered for the last word.
func completed(t *testing.T, args ...string) (offered []string, directive string) {
	t.Helper()
	code, out, _ := commandtest.Run(t, map[string]string{"LANG": "en"}, append([]string{"__complete"}, args...)...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(lines) == 0 {
		t.Fatalf("%v: exit %d, %q", args, code, out)
	}
	for _, line := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(line, "\t")
		offered = append(offered, word)
	}
	return offered, lines[len(lines)-1]
}

// TestShellsCompleteTheValuesOfEveryFlag: what a flag can be is what its own
// mistake says that it can be, and a flag whose value nobody can know offers
// nothing rather than the files at hand.
func TestShellsCompleteTheValuesOfEveryFlag(t *testing.T) {
	t.Parallel()
	const nothing, files, folders = ":4", ":0", ":16"
	for args, want := range map[string]string{
		"check --format": "text json markdown html", "open --format": "text json markdown html", "scan --format": "text json csv", "landed --format": "text json markdown html", "landed --limit": "", "landed --since": "",
		"rights --format": "text json", "--lang": "ko en", "tree --lang": "ko en", "check --color": "auto always never",
		"check --cloud": "china global us-government us-government-dod", "scan --sign-in": "auto kerberos ntlm simple",
		"check --scope": "one several everyone", "--tenant-switch": "on off",
		"check --surface": "sspr forced-change change-page windows-link windows-link-fails unlock directory entra-admin-center " +
			"m365-admin-center powershell graph-patch catch-up staged-rollout smart-lockout reset-refused unknown",
		"check --user": "", "--domain": "", "scan --base": "", "check --compare": "", "check --words": "", "--account": "",
	} {
		got, directive := completed(t, append(strings.Fields(args), "")...)
		if strings.Join(got, " ") != want || directive != nothing {
			t.Errorf("%s: got %v (%s), want %s", args, got, directive, want)
		}
	}
	for args, want := range map[string]string{"check --out": files, "--server-file": files, "check --fixes": folders, "open": files} {
		if got, directive := completed(t, append(strings.Fields(args), "")...); len(got) != 0 || directive != want {
			t.Errorf("%s: got %v (%s), want %s", args, got, directive, want)
		}
	}
	for _, args := range []string{"check --world", "collect --world", "lab", "rights --world"} {
		got, directive := completed(t, append(strings.Fields(args), "pdc-u")...)
		if !slices.Contains(got, "pdc-unreachable") || directive != files {
			t.Errorf("%s: got %v (%s)", args, got, directive)
		}
	}
	if got, _ := completed(t, "help", ""); !slices.Contains(got, "check") || !slices.Contains(got, "exit-codes") || !slices.Contains(got, "topics") {
		t.Errorf("help: got %v", got)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if code, out, _ := commandtest.Run(t, nil, "completion", shell); code != 0 || !strings.Contains(out, "__complete") {
			t.Errorf("%s does not ask the program: %.200q", shell, out)
		}
	}
}

// TestTopicsOfHelp are in both languages, and none is wider than a page.
func TestTopicsOfHelp(t *testing.T) {
	t.Parallel()
	_, list, _ := commandtest.Run(t, map[string]string{"LANG": "en"}, "help", "topics")
	lines := strings.Split(strings.TrimSpace(list), "\n")
	if len(lines) != 10 {
		t.Fatalf("topics: %q", list)
	}
	for _, line := range lines {
		name := strings.Fields(line)[2]
		pages := map[string]string{}
		for _, l := range []string{"ko", "en"} {
			code, out, errs := commandtest.Run(t, nil, "help", name, "--lang", l)
			if pages[l] = out; code != 0 || errs != "" || len(out) < 200 {
				t.Errorf("%s in %s: exit %d, %q, %q", name, l, code, errs, out)
			}
		}
		if pages["ko"] == pages["en"] || strings.Count(pages["ko"], "\n") != strings.Count(pages["en"], "\n") {
			t.Errorf("%s is not the same in both languages", name)
		}
	}
	_, help, _ := commandtest.Run(t, map[string]string{"LANG": "en"}, "--help")
	if !strings.Contains(help, "help topics") {
		t.Error("the help does not lead to the topics")
	}
}

// TestHelpIsNotWiderThanProse in either language.
func TestHelpIsNotWiderThanProse(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "lab", "check", "collect", "open", "rights", "scan", "landed", "tree", "licenses", "settings", "completion", "help"} {
		for _, l := range []string{"ko", "en"} {
			_, out, _ := commandtest.Run(t, nil, append(strings.Fields(name), "--help", "--lang", l)...)
			for line := range strings.SplitSeq(out, "\n") {
				if got := wide(line); got > 115 { // a line of JSON among the examples
					t.Errorf("%q in %s: %d cells: %s", name, l, got, line)
				}
			}
		}
	}
}

// wide is how many cells a line takes, where Korean takes two a syllable.
func wide(line string) int {
	n := 0
	for _, r := range line {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// TestVersionSaysByWhichTablesItJudges, and of which source it is.
func TestVersionSaysByWhichTablesItJudges(t *testing.T) {
	t.Parallel()
	code, out, _ := commandtest.Run(t, map[string]string{"LANG": "en"}, "--version")
	for _, want := range []string{"writeback-doctor test\n", "connect-versions", "agent-versions", "licenses", "checked 20", "changes "} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q in %q", code, want, out)
		}
	}
}

// TestNobodyHearsAllWorldsToChooseOne: line by line, six of them are read out, and
// any other is found by its name or a word.
func TestNobodyHearsAllWorldsToChooseOne(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"2\n2": "pdc-unreachable", "2\n7\nhealthy": "healthy", "2\n7\nlocked\n1": "account-locked", "2\n7\nnothing like it\n7\npdc-unreachable": "pdc-unreachable",
	} {
		_, out, _ := commandtest.Run(t, map[string]string{"stdin": typed + "\n", "LANG": "en_US.UTF-8"}, "--accessible", "--no-journal", "--no-settings")
		choosing, walk, begun := strings.Cut(out, "Line by line.")
		if !begun || strings.Count(choosing, "\n") > 40 {
			t.Errorf("%q: not begun, or %d lines to choose one:\n%.2000s", typed, strings.Count(choosing, "\n"), choosing)
		}
		_, account, _ := commandtest.Run(t, map[string]string{"stdin": "", "LANG": "en_US.UTF-8"}, "lab", want, "--accessible")
		if _, same, _ := strings.Cut(account, "Line by line."); walk != same {
			t.Errorf("%q: got\n%.600s\nwant\n%.600s", typed, walk, same)
		}
	}
}

// TestAWindowThatClosesWithTheProgramStays until somebody presses Enter, so that
// whoever double-clicked can read what was found; any other console is left at
// once.
func TestAWindowThatClosesWithTheProgramStays(t *testing.T) {
	t.Parallel()
	for _, alone := range []bool{true, false} {
		in := strings.NewReader("\n\n")
		var out, errs strings.Builder
		code := command.Main(command.Process{
			Args: []string{"tree", "--lang", "en"}, In: in, Out: &out, Err: &errs, Getenv: func(string) string { return "" },
			Terminal: true, Alone: alone, Now: time.Now, Zone: time.UTC, Version: "test",
		})
		if waited := in.Len() == 1; code != 0 || waited != alone || strings.Contains(errs.String(), "Press Enter to close this window.") != alone {
			t.Errorf("alone %v: exit %d, waited %v, said %q", alone, code, waited, errs.String())
		}
	}
}

// TestWhereNothingTypedArrivesNothingIsAsked: in the pane of PowerShell ISE neither
// the screens nor their lines begin, and one line says why and what to do. What asks
// nothing works there.
func TestWhereNothingTypedArrivesNothingIsAsked(t *testing.T) {
	t.Parallel()
	for args, asks := range map[string]bool{
		"": true, "lab healthy": true, "lab healthy --accessible": true, "--plain": true, "check --world healthy": false, "tree": false, "lab --list": false,
	} {
		for l, want := range map[string]string{"en": "is no console", "ko": "콘솔이 아니어서"} {
			var out, errs strings.Builder
			code := command.Main(command.Process{
				Args: append(strings.Fields(args), "--lang", l), In: strings.NewReader("\n\n\n"), Out: &out, Err: &errs,
				Getenv: func(string) string { return "" }, Editor: true, Program: `C:\도구\it's\writeback-doctor.exe`,
				Now: time.Now, Zone: time.UTC, Version: "test",
			})
			said := errs.String()
			refused := code == command.ExitUsage && out.Len() == 0 && strings.Count(said, "\n") == 1 && strings.Contains(said, want) &&
				strings.Contains(said, `Start-Process 'C:\도구\it''s\writeback-doctor.exe'`)
			if refused != asks || !asks && (code != command.ExitHealthy || strings.Contains(said, want)) {
				t.Errorf("%q in %s: exit %d, said %q, printed %.100q", args, l, code, said, out.String())
			}
		}
	}
}

// TestATerminalThatCannotDrawIsWalkedLineByLine, and says why, unless the person
// asked for it.
func TestATerminalThatCannotDrawIsWalkedLineByLine(t *testing.T) {
	t.Parallel()
	const why = "cannot draw screens"
	for _, c := range []struct {
		name   string
		args   string
		dumb   bool
		cygwin bool
		legacy bool
		why    string
	}{
		{"dumb", "lab healthy", true, false, false, why},
		{"Cygwin", "lab healthy", false, true, false, why},
		{"legacy", "lab healthy", false, false, true, "Use legacy console"},
		{"asked", "lab healthy --plain", true, false, false, ""},
		{"asked in a legacy console", "lab healthy --plain", false, false, true, ""},
		{"asked in another word", "lab healthy --accessible", false, true, false, ""},
	} {
		var out, errs strings.Builder
		command.Main(command.Process{
			Args: append(strings.Fields(c.args), "--lang", "en"), In: strings.NewReader(""), Out: &out, Err: &errs,
			Getenv: func(name string) string {
				if name == "TERM" && c.dumb {
					return "dumb"
				}
				return ""
			},
			Terminal: c.dumb || c.legacy, Cygwin: c.cygwin, Legacy: c.legacy, Now: time.Now, Zone: time.UTC, Version: "test",
		})
		said := out.String()
		if !strings.Contains(said, "Line by line.") || !strings.Contains(said, c.why) || strings.Contains(said, why) != (c.why != "") {
			t.Errorf("%s: %s%.300s", c.name, errs.String(), out.String())
		}
	}
}
