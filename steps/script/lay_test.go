package script_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/script"
)

// commands are those of the whole tree, each honest and with a hostile value.
func commands(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../catalog/testdata/commands.ps1")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// TestLayingOutChangesNothing: lines hold the characters of the command in their
// order, but for blanks, ends of statements and ends of lines, and no string is
// broken.
func TestLayingOutChangesNothing(t *testing.T) {
	t.Parallel()
	long := 0
	for _, command := range commands(t) {
		lines := script.Lay(steps.PowerShell, command, script.Wide)
		if got, want := essence(strings.Join(lines, "\n")), essence(command); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
		for _, line := range lines {
			if len([]rune(line)) > script.Wide {
				long++
			}
		}
		if len([]rune(command)) > 500 && len(lines) < 5 {
			t.Errorf("%d lines of %d characters: %q", len(lines), len(command), lines)
		}
	}
	t.Logf("%d lines are longer than %d columns", long, script.Wide)
}

// lists are strings that are split, which may be laid out as what that makes.
var lists = regexp.MustCompile(`'((?:[^']|'')*)'\.Split\('(.)'\)`)

func essence(text string) string {
	text = lists.ReplaceAllStringFunc(text, func(list string) string {
		parts := lists.FindStringSubmatch(list)
		return "'" + strings.ReplaceAll(parts[1], parts[2], "','") + "'"
	})
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), " `\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ';' {
			return -1
		}
		return r
	}, text)
}

// TestSplitStringsAreLists: no name is broken, and none is lost.
func TestSplitStringsAreLists(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]string{
		`dsacls 'OU=Staff' /G ('A\b:CA;Reset Password;user|it''s:WP;x;user'.Split('|'))`:   "dsacls 'OU=Staff' /G (\n    'A\\b:CA;Reset Password;user',\n    'it''s:WP;x;user'\n)",
		`foreach ($g in 'one-long-name,two-long-names'.Split(',')) { Remove-It $g }`:       "foreach (\n    $g in 'one-long-name',\n        'two-long-names'\n) {\n    Remove-It $g\n}",
		`foreach ($g in 'one'.Split(',')) { Remove-It -From 'some other place' -Name $g }`: "foreach ($g in 'one'.Split(',')) {\n    Remove-It `\n        -From 'some other place' `\n        -Name $g\n}",
	} {
		if got := strings.Join(script.Lay(steps.PowerShell, command, 38), "\n"); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestStringsStayWhole(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"'a; b | c { d'", "'it''s; \u2019\u2018 (x'", `"p ; q"`, "'C:\\A, B'"} {
		command := "Set-ADUser -Identity " + value + strings.Repeat(" -Replace @{ x = "+value+" }", 6) + "; Get-Date"
		lines := script.Lay(steps.PowerShell, command, 40)
		if got := strings.Count(strings.Join(lines, "\n"), value); got != 7 || lines[len(lines)-1] != "Get-Date" {
			t.Errorf("%s stands whole %d times, want 7: %q", value, got, lines)
		}
	}
}

func TestWhatCannotBeReadIsNotBroken(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"Get-Item 'open; " + strings.Repeat("x", 200), "a ) b; c", "a `; b", "a # b; c", ""} {
		if lines := script.Lay(steps.PowerShell, command, 20); command != "" && (len(lines) != 1 || lines[0] != command) {
			t.Errorf("%q became %q", command, lines)
		}
	}
	if lines := script.Lay(steps.Cmd, "a; b", 2); len(lines) != 1 {
		t.Errorf("a command of cmd became %q", lines)
	}
}

// FuzzLay: whatever comes, nothing of it is lost.
func FuzzLay(f *testing.F) {
	f.Add("$a = [X]('b' + \"c\"); foreach ($d in @(e, f)) { g | h { -i } }", 20)
	f.Fuzz(func(t *testing.T, command string, width int) {
		lines := script.Lay(steps.PowerShell, command, width)
		if got, want := essence(strings.Join(lines, "\n")), essence(command); got != want && !strings.Contains(command, "`") {
			t.Errorf("got %q\nwant %q", got, want)
		}
	})
}
