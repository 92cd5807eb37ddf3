package script_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
	"example.com/writeback-doctor/steps/stepstest"
)

// scripts is a folder into which the scripts of every remedy are written, for
// .ci/pscheck.
var scripts = flag.String("scripts", "", "folder to write all scripts into")

func order(told steps.Told, l lang.Language) script.Order {
	return script.Order{
		Told: told, Language: l, User: "kim@contoso.com", Domain: "corp.contoso.com", Server: "sync01.corp.contoso.com", Program: "writeback-doctor test",
	}
}

// TestScriptsOfEveryRemedy: every remedy of the tree with recorded evidence and
// with commands is written as scripts, in both languages. Each part has files of
// its own, each command stands in one of its part's, none makes a change unless
// it is told to, and those about the directory refuse elsewhere.
func TestScriptsOfEveryRemedy(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	find := steps.NewSession(tree, nil).Find
	written := 0
	for _, f := range stepstest.Cases(t, tree, "..") {
		for _, l := range stepstest.Languages {
			told := steps.Tell(find(f.Step), f, l, time.UTC)
			if told.Remedy == nil || len(told.Remedy.Blocks) == 0 {
				continue
			}
			files := script.Files(order(told, l))
			if len(files) == 0 {
				t.Errorf("%s %s: no scripts of %v", f.Step, f.On, told.Remedy.Blocks)
			}
			for _, file := range files {
				written++
				hold(t, told, file)
				if *scripts != "" && strings.HasSuffix(file.Name, ".ps1") {
					name := strings.ReplaceAll(string(f.Step), "/", "-") + "-" + string(f.On) + "-" + strconv.Itoa(written) + "-" + l.String() + "-" + file.Name
					if err := os.WriteFile(filepath.Join(*scripts, name), file.Text, 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if written < 100 {
		t.Errorf("%d scripts only", written)
	}
	t.Logf("%d scripts", written)
}

// widest is how many columns a line may have that could be broken.
const widest = 100

// longWord is what is not broken: a name in the directory, an address, a string.
var longWord = regexp.MustCompile(`'[^']{44,}'|\S{60,}|"[^"]{60,}"`)

// columns is how wide a line is where letters of East Asia take two.
func columns(line string) int {
	n := 0
	for _, r := range line {
		if n++; r >= '\u1100' {
			n++
		}
	}
	return n
}

// hold demands of one script what holds for all.
func hold(t *testing.T, told steps.Told, file script.File) {
	t.Helper()
	where, text := string(told.Step)+" "+string(told.On)+" "+file.Name, string(file.Text)
	shell := file.Name[strings.LastIndex(file.Name, "."):]
	if !utf8.Valid(file.Text) || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") || strings.HasPrefix(text, "\ufeff") != (shell == ".ps1") {
		t.Errorf("%s is no file of Windows", where)
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if wide := columns(line); wide > widest && shell == ".ps1" && !longWord.MatchString(line) {
			t.Errorf("%s has a line of %d columns: %s", where, wide, line)
		}
	}
	flat := essence(text)
	found := 0
	for _, block := range told.Remedy.Blocks {
		ours := shell == ".cmd" == (block.Shell == steps.Cmd)
		for _, command := range block.Lines {
			stands := strings.Contains(flat, essence(command))
			if ours && stands && block.Part == file.Part {
				found++
			}
			if stands && ours && block.Part != file.Part && block.Part != steps.OnlyLook && !elsewhere(told, file.Part, command) {
				t.Errorf("%s holds a command of %s: %s", where, block.Part, command)
			}
		}
	}
	if found == 0 {
		t.Errorf("%s holds no command:\n%s", where, text)
	}
	if file.Part != steps.OnlyLook && shell == ".ps1" {
		dry, apply := strings.Index(text, "if ($WhatIf -or -not $Apply) {"), strings.Index(text, ". $change\r\n")
		if dry < 0 || apply < dry || strings.Count(text, ". $change\r\n") != 1 {
			t.Errorf("%s runs without being told:\n%s", where, text)
		}
	}
	if strings.Contains(text, "Set-ADUser") || strings.Contains(text, "dsacls ") || strings.Contains(text, "[ADSI]") {
		if refuse := strings.Index(text, "-notcontains $here"); refuse < 0 || refuse > strings.Index(text, "try {") {
			t.Errorf("%s runs in any domain:\n%s", where, text)
		}
	}
}

// elsewhere reports whether a command is also one of the part, or one that looks.
func elsewhere(told steps.Told, part steps.Part, command string) bool {
	for _, block := range told.Remedy.Blocks {
		for _, other := range block.Lines {
			if (block.Part == part || block.Part == steps.OnlyLook) && strings.Contains(essence(other), essence(command)) {
				return true
			}
		}
	}
	return false
}

// TestWhatAScriptSaysIsNoCommand: whatever stands in a sentence stays in its
// comment or its string.
func TestWhatAScriptSaysIsNoCommand(t *testing.T) {
	t.Parallel()
	const nasty = "x\r\nRemove-Item C:\\ \u2028'; calc; '\u2019; calc # %PATH% & calc > y\" $(calc)"
	for _, shell := range []steps.Shell{steps.PowerShell, steps.Cmd} {
		told := steps.Told{Title: nasty, Label: nasty, Sentence: nasty, People: nasty, Remedy: &steps.ToldRemedy{
			Where: nasty, Do: []string{nasty}, Changes: nasty, Proof: nasty, Link: nasty,
			Blocks: []steps.Block{{Part: steps.ToFix, Shell: shell, Lines: []string{"Get-ADUser 'CN=a,DC=b'"}}},
		}}
		o := order(told, lang.English)
		o.User, o.Domain, o.Server, o.Program = nasty, nasty, nasty, nasty
		files := script.Files(o)
		if len(files) != 1 {
			t.Fatalf("%d files", len(files))
		}
		for line := range bytes.Lines(files[0].Text) {
			if shell == steps.Cmd {
				continue // see below
			}
			if code := outsideStrings(string(line)); strings.Contains(code, "calc") || strings.Contains(code, "Remove-Item") {
				t.Errorf("this is a command: %q", line)
			}
		}
		if text := string(files[0].Text); shell == steps.Cmd && (strings.Contains(text, "\nRemove") || strings.Contains(strings.ReplaceAll(text, "%%", ""), "%PATH%") || strings.Contains(strings.ReplaceAll(text, "^&", ""), "&")) {
			t.Errorf("cmd would act on %q", text)
		}
	}
}

// outsideStrings is the code of a line of PowerShell: what stands neither in a
// comment nor in single quotes.
func outsideStrings(line string) string {
	var code strings.Builder
	quoted := false
	runes := []rune(strings.TrimPrefix(line, "\ufeff"))
	for i := 0; i < len(runes); i++ {
		quote := strings.ContainsRune("'\u2018\u2019\u201A\u201B", runes[i])
		switch {
		case quoted && quote && i+1 < len(runes) && strings.ContainsRune("'\u2018\u2019\u201A\u201B", runes[i+1]):
			i++
		case quote:
			quoted = !quoted
		case quoted:
		case runes[i] == '#':
			return code.String()
		default:
			code.WriteRune(runes[i])
		}
	}
	return code.String()
}

// TestWhereAScriptRefuses: about the directory elsewhere than in its domain or
// that of the object, about the engine elsewhere than on its server.
func TestWhereAScriptRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ command, domain, server, want, not string }{
		{"Set-ADUser -Identity 'CN=K,DC=corp,DC=contoso,DC=com'", "corp.contoso.com", "", "if (@('corp.contoso.com') -notcontains $here)", "COMPUTERNAME"},
		{"Set-ADUser -Identity 'CN=K,DC=kr,DC=contoso,DC=com'", "Contoso.com", "", "if (@('contoso.com', 'kr.contoso.com') -notcontains $here)", "COMPUTERNAME"},
		{"dsacls 'DC=corp,DC=contoso,DC=com'", "", "", "if (@('corp.contoso.com') -notcontains $here)", "COMPUTERNAME"},
		{"Set-ADSyncScheduler -MaintenanceEnabled $true", "corp.contoso.com", "sync01-of-the-company.corp.contoso.com", "if ($here -ne 'SYNC01-OF-THE-C')", "notcontains"},
		{"Restart-Service -Name ADSync", "corp.contoso.com", "10.0.0.1", "$changes", "$here"},
		{"Clear-DnsClientCache", "corp.contoso.com", "sync01", "$changes", "$here"},
	} {
		told := steps.Told{Remedy: &steps.ToldRemedy{Blocks: []steps.Block{{Part: steps.ToFix, Shell: steps.PowerShell, Lines: []string{c.command}}}}}
		o := order(told, lang.English)
		o.Domain, o.Server = c.domain, c.server
		text := string(script.Files(o)[0].Text)
		if !strings.Contains(text, c.want) || strings.Contains(text, c.not) {
			t.Errorf("%s: want %q and no %q in\n%s", c.command, c.want, c.not, text)
		}
	}
}
