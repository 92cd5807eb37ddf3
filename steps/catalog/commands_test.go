package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// nasty are values that have ended badly on some command line. The second
// column is what a command must say, where it is not the value itself: the
// same DN, spelled by RFC 4514 2.4.
var nasty = [][2]string{
	{`OU=R&D\, \"Team\" 'x',DC=corp,DC=example,DC=com`, `OU=R&D\, \22Team\22 'x',DC=corp,DC=example,DC=com`},
	{`CN=김철수,OU=영업(1팀),DC=corp,DC=example,DC=com`},
	{`OU=ends in a space\ ,DC=corp,DC=example,DC=com`},
	{`OU=$env:USERNAME $(calc) ${x},DC=corp,DC=example,DC=com`},
	{"OU=back`tick`n,DC=corp,DC=example,DC=com"},
	{`CN=Pat O'Brien\, Jr.,DC=corp,DC=example,DC=com`},
	{`OU=‘a’ ‚b‛ “c” „d‟,DC=corp,DC=example,DC=com`},
	{`OU=a’; Remove-ADUser -Identity x; ‘,DC=corp,DC=example,DC=com`},
	{`OU=semi\;colon | pipe & and %PATH% \#\+\<\>\=,DC=corp,DC=example,DC=com`},
	{`OU=(a) {b} [c] @x #y,DC=corp,DC=example,DC=com`},
	{`OU=a/b\\c,DC=corp,DC=example,DC=com`},
	{"OU=no\u200bwidth \u202eturned,DC=corp,DC=example,DC=com", `OU=no\e2\80\8bwidth \e2\80\aeturned,DC=corp,DC=example,DC=com`},
	{`CORP\svc''_$ync`},
	{`'; Remove-ADUser -Identity x; '`},
	{`--%`},
	{``},
}

// TestCommandsSurviveEveryName fills every command of every remedy with every
// nasty value and reads it back as the shell would: each blank is one literal
// with exactly the value, and nothing else of the command has moved.
func TestCommandsSurviveEveryName(t *testing.T) {
	t.Parallel()
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			if branch.Remedy == nil {
				continue
			}
			for _, command := range slices.Concat(branch.Remedy.Run, branch.Remedy.Undo) {
				for _, value := range nasty {
					survives(t, fmt.Sprintf("%s %s", step.ID, branch.On), command, value)
				}
			}
		}
	}
}

func survives(t *testing.T, where string, command steps.Command, value [2]string) {
	t.Helper()
	args, want := lang.Args{}, value[0]
	if value[1] != "" {
		want = value[1]
	}
	for _, name := range lang.Blanks(command.Text) {
		args[name] = value[0]
	}
	filled := command.Fill(args)
	if command.Shell == steps.Cmd {
		if strings.Count(filled, `"`) != 2*strings.Count(command.Text, "{") || strings.Contains(filled, "%") {
			t.Errorf("%s: cmd sees more than was meant in %s", where, filled)
		}
		return
	}
	// The template with a mark in every blank shows where the value belongs.
	const mark = "\u0001"
	template := command.Text
	for name := range args {
		template = strings.ReplaceAll(template, "{"+name+"}", "'"+mark+"'")
	}
	wantShape, literals := read(template)
	for i, literal := range literals {
		if literal == mark {
			literals[i] = want
		}
	}
	gotShape, got := read(filled)
	if gotShape != wantShape || !slices.Equal(got, literals) {
		t.Errorf("%s: PowerShell reads\n%q %q\nwant\n%q %q\nin %s", where, gotShape, got, wantShape, literals, filled)
	}
}

// read splits a PowerShell command into what is outside of literals and the
// literals in single quotes. PowerShell takes four typographic quotes for
// single quotes too, and two of them in a row for one that belongs to the text
// (about_Quoting_Rules; "Dictionary of Windows PowerShell lexical grammar",
// single-quote-character). No command of ours has double quotes.
func read(command string) (shape string, literals []string) {
	const quotes = "'\u2018\u2019\u201A\u201B"
	var outside, literal strings.Builder
	inside, text := false, []rune(command)
	for i := 0; i < len(text); i++ {
		quote := strings.ContainsRune(quotes, text[i])
		switch {
		case inside && quote && i+1 < len(text) && strings.ContainsRune(quotes, text[i+1]):
			i++
			literal.WriteRune(text[i])
		case quote && inside:
			literals, inside = append(literals, literal.String()), false
			outside.WriteString("''")
		case quote:
			inside = true
			literal.Reset()
		case inside:
			literal.WriteRune(text[i])
		default:
			outside.WriteRune(text[i])
		}
	}
	if inside {
		outside.WriteString("<never closed>")
	}
	return outside.String(), literals
}
