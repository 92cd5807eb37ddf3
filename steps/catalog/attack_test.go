package catalog_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

var update = flag.Bool("update", false, "rewrite the commands that another parser reads")

// honest are values as an honest directory has them, for every blank that a
// command of the tree has. %s takes a hostile part.
var honest = map[string]string{
	"host": "dc1.corp.example.com", "hosts": "dc1.corp.example.com", "pdc": "dc1", "source": "dc1.corp.example.com",
	"domain": "corp.example.com", "account_domain": "corp.example.com",
	"targets": "dc2.corp.example.com,dc3.corp.example.com", "preferred": "dc1.corp.example.com, 10.0.0.9",
	"dn": "CN=Kim,OU=Sales,DC=corp,DC=example,DC=com", "user_dn": "CN=Kim,OU=Sales,DC=corp,DC=example,DC=com",
	"domain_dn": "DC=corp,DC=example,DC=com", "ou": "OU=Sales,DC=corp,DC=example,DC=com",
	"ou_dn": "OU=Sales,DC=corp,DC=example,DC=com", "better_dn": "OU=Sales-1,DC=corp,DC=example,DC=com",
	"stops": "OU=Sales,DC=corp,DC=example,DC=com", "where": "OU=Sales,DC=corp,DC=example,DC=com",
	"user": "kim@corp.example.com", "better": "Sales-1", "sddl": "O:BAG:BAD:(A;;RC;;;BA)", "grantee": `CORP\MSOL_0a1b`,
	"group_sids": "S-1-5-32-544,S-1-5-21-1-2-3-512", "heir": "bf967aba-0de6-11d0-a285-00aa003049e2",
	"grants":      "ExtendedRight:00299570-246d-11d0-a768-00aa006e0529,WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1",
	"entries":     "S-1-5-21-1-2-3-512;256;00299570-246d-11d0-a768-00aa006e0529;00000000-0000-0000-0000-000000000000",
	"permissions": `CORP\svc sync:CA;Reset Password;user|CORP\svc sync:WP;lockoutTime;user`,
	"unexpire":    `CORP\svc sync:CA;Unexpire Password`,
	"mark":        "1", "age": "1.00:00:00", "expired_utc": "2026-11-23T03:30:00Z", "expired_at": "2026-11-24T03:30:00Z",
}

// lists are split by their command: each part is a word of its own.
var lists = map[string]string{
	"targets": ",", "preferred": ", ", "group_sids": ",", "grants": ",", "entries": ",", "permissions": "|",
}

// poisons end badly on some command line or in some name.
var poisons = map[string]string{
	"nothing":                     "",
	"a dash, which is nothing":    "-",
	"a quote":                     "Pat O'Brien",
	"a quote that ends":           "a'; Remove-ADUser -Identity x; '",
	"a doubled quote":             "''; calc; ''",
	"typographic quotes":          "a’; calc; ‘",
	"a low quote":                 "a‚; calc",
	"a turned quote":              "a‛; calc",
	"double typographic quotes":   "“$(calc)” „x‟",
	"a double quote":              `a"b`,
	"a double quote that ends":    `a" /G "CORP\evil:GA`,
	"an escaped double quote":     `a\"b`,
	"a backslash and a quote":     `a\\"b c`,
	"a backslash at the end":      `a\`,
	"two at the end":              `a\\`,
	"a blank and a backslash":     `a b\`,
	"a variable":                  "$env:USERNAME ${x}",
	"a subexpression":             "$(calc)",
	"a backtick":                  "a`tick`n",
	"three backticks":             "```; calc; #",
	"a semicolon":                 "a; calc",
	"a bar":                       "a | calc",
	"two bars":                    "a|CORP\\evil:GA;x",
	"an ampersand":                "a & calc",
	"two ampersands":              "a && calc",
	"a redirection":               `a > C:\x 2>&1`,
	"a caret":                     "a^&calc",
	"percents":                    "%COMSPEC%",
	"percents with a modifier":    "%PATH:~0,1%",
	"an exclamation":              "!COMSPEC!",
	"brackets":                    "(calc) {calc} [calc]",
	"an at sign":                  "@(calc) @x",
	"a comment":                   "a #b",
	"a block comment":             "<# x #>",
	"a stop sign":                 "--%",
	"an option":                   "-Force",
	"an option of a program":      "/G",
	"an option behind a name":     "x /R CORP\\svc",
	"a colon":                     "CORP\\evil:GA",
	"a line end":                  "a\ncalc",
	"a return":                    "a\rcalc",
	"both":                        "a\r\ncalc\r\n",
	"a line separator":            "a\u2028calc\u2029calc",
	"a next line":                 "a\u0085calc",
	"a NUL":                       "a\x00b",
	"a tab":                       "a\tb",
	"an escape sequence":          "a\x1b]0;x\x07b",
	"of no width":                 "a\u200bb",
	"turned around":               "a\u202eb",
	"a soft hyphen":               "a\u00adb",
	"a no-break space":            "a\u00a0-Force",
	"a long dash":                 "a –Force —x",
	"octets":                      "a\xff\xfeb",
	"commas":                      "a,b, c",
	"another name":                "a,DC=evil,DC=test",
	"an open escape":              `a\`,
	"an escape of nothing":        `a\zz`,
	"an escaped NUL":              `a\00b`,
	"a filter":                    "*)(objectClass=*",
	"a filter's end":              "x))(|(cn=*",
	"a slash":                     "a/b",
	"a path":                      `..\..\x`,
	"a share":                     `\\evil.test\share\x`,
	"an address":                  "LDAP://evil.test/DC=x",
	"a here-string":               "@'\ncalc\n'@",
	"placeholders":                "{dn} {0}",
	"a placeholder of the secret": "[hidden]",
	"Hangul":                      "김철수(영업1팀)",
	"a look-alike":                "dс1.corp.example.com", // Cyrillic
	"a host and a port":           "dc1:445",
	"a zone":                      "fe80::1%eth0",
	"very long":                   strings.Repeat("a.", 200),
	"a label too long":            strings.Repeat("a", 64),
	"a host with a blank":         "dc1 dc2",
	"a host that begins badly":    "-dc1",
	"dots":                        "..",
}

// TestAttackCommands fills every blank of every command of every remedy with
// hostile values. Either no command is printed, or it is the command that was
// meant: its shell, and the program behind it, read the same words with the
// hostile value in one of them, whole.
func TestAttackCommands(t *testing.T) {
	t.Parallel()
	all := commands()
	for name, poison := range poisons {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, c := range all {
				for _, blank := range lang.Blanks(c.command.Text) {
					for _, value := range []string{poison, honest[blank] + poison, poison + honest[blank], inside(honest[blank], poison), inside(honest[blank], escapedDN(poison))} {
						attack(t, c, blank, value)
					}
				}
			}
		})
	}
}

// inside puts a poison into the first name of an honest value.
func inside(value, poison string) string {
	if at := strings.IndexAny(value, ",:.@"); at > 0 {
		return value[:at] + poison + value[at:]
	}
	return poison
}

// escapedDN is a value as a directory writes it in a name (RFC 4514, 2.4).
func escapedDN(value string) string {
	value = strings.NewReplacer(`\`, `\\`, `"`, `\"`, ",", `\,`, "+", `\+`, ";", `\;`, "<", `\<`, ">", `\>`, "=", `\=`, "\x00", `\00`).Replace(value)
	if rest, blank := strings.CutSuffix(value, " "); blank {
		value = rest + `\ `
	}
	return value
}

type placed struct {
	where   string
	command steps.Command
}

// commands are those of every remedy of the tree, each once.
func commands() []placed {
	var all []placed
	seen := map[steps.Command]bool{}
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			if branch.Remedy == nil {
				continue
			}
			for _, c := range slices.Concat(branch.Remedy.Run, branch.Remedy.Undo) {
				if !seen[c] {
					all = append(all, placed{fmt.Sprintf("%s %s", step.ID, branch.On), c})
				}
				seen[c] = true
			}
		}
	}
	return all
}

// native are programs that get their words from a command line.
var native = regexp.MustCompile(`\b(?:dsacls|repadmin|nltest|netdom|w32tm|netsh|notepad|gpresult)\b`)

func attack(t *testing.T, c placed, blank, value string) {
	t.Helper()
	args := lang.Args(maps.Clone(honest))
	want, ok := c.command.Fill(args)
	if !ok {
		t.Fatalf("%s: no command even for honest values: %s", c.where, c.command.Text)
	}
	args[blank] = value
	got, ok := c.command.Fill(args)
	if !ok {
		if got != "" {
			t.Errorf("%s: a command and no command: %q", c.where, got)
		}
		return
	}
	if c.command.Shell == steps.Cmd {
		heldByCmd(t, c, got, want, value, honest[blank])
		return
	}
	gotShape, gotWords := readPowerShell(got)
	wantShape, wantWords := readPowerShell(want)
	if gotShape != wantShape || len(gotWords) != len(wantWords) {
		t.Errorf("%s: %q in {%s}: PowerShell reads\n%s %q\nwant\n%s %q", c.where, value, blank, gotShape, gotWords, wantShape, wantWords)
		return
	}
	for i, word := range gotWords {
		switch {
		case word == wantWords[i]:
		case wantWords[i] != honest[blank]:
			t.Errorf("%s: %q in {%s} moves another word: got %q, want %q", c.where, value, blank, word, wantWords[i])
		case !means(c.command.Text, blank, word, value):
			t.Errorf("%s: %q in {%s} became %q", c.where, value, blank, word)
		case native.MatchString(c.command.Text):
			for part := range strings.SplitSeq(word, cmp.Or(lists[blank], "\x00")) {
				if words := argv(toProgram(part)); len(words) != 1 || words[0] != part || strings.HasPrefix(part, "-") || strings.HasPrefix(part, "/") {
					t.Errorf("%s: %q in {%s}: the program reads %q, want %q alone", c.where, value, blank, words, part)
				}
			}
		}
	}
}

// means reports whether a word stands for a value where the blank takes it,
// and for nothing else.
func means(command, blank, word, value string) bool {
	if separator, list := lists[blank]; list {
		want := strings.Count(honest[blank], separator)
		parts, least := strings.Split(word, separator), strings.Split(value, separator)
		if blank == "permissions" || blank == "unexpire" { // one account in all of them
			return word == value && (len(parts) == want+1 || !strings.ContainsAny(value, "\"\n"))
		}
		return word == value && len(parts) == len(least) && regexp.MustCompile(`^[0-9A-Za-z.,:; _-]+$`).MatchString(word)
	}
	switch {
	case strings.Contains(command, "-LDAPFilter"):
		plain, whole := readFilterValue(word)
		return whole && plain == value
	case strings.Contains(command, "-NewName {"+blank+"}"):
		return word == value && value == lang.Clean(value)
	case strings.Contains(honest[blank], "DC="):
		got, sound := readDN(word)
		wanted, _ := readDN(value)
		return sound && slices.Equal(got, wanted) && !strings.ContainsAny(word, "\"\n\r\x00")
	case regexp.MustCompile(`^(host|hosts|pdc|source|domain|account_domain)$`).MatchString(blank):
		return word == value && regexp.MustCompile(`^[0-9A-Za-z_:.][0-9A-Za-z_.:-]*$`).MatchString(word)
	default:
		return word == value && value == lang.Clean(value)
	}
}

func heldByCmd(t *testing.T, c placed, got, want, value, wanted string) {
	t.Helper()
	lines, expands := readCmd(got)
	if len(lines) != 1 || expands {
		t.Errorf("%s: %q: cmd reads %q, expanding: %v", c.where, value, lines, expands)
		return
	}
	wantWords := argv(want)
	for i, word := range wantWords {
		wantWords[i] = strings.ReplaceAll(word, wanted, value)
	}
	if words := argv(lines[0]); !slices.Equal(words, wantWords) {
		t.Errorf("%s: %q: the program reads %q, want %q", c.where, value, words, wantWords)
	}
}

// TestAttackNames gives commands what a directory may well hold: they are
// printed, and they say exactly that.
func TestAttackNames(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ dn, want string }{
		"quotes":              {`OU=R&D\, \"Team\" 'x',DC=corp,DC=com`, `'OU=R&D\, \22Team\22 ''x'',DC=corp,DC=com'`},
		"a bare quote":        {`OU=a" /G "b,DC=corp,DC=com`, `'OU=a\22 /G \22b,DC=corp,DC=com'`},
		"a bare semicolon":    {`OU=a;b,DC=com`, `'OU=a\3bb,DC=com'`},
		"Hangul":              {`CN=김철수,OU=영업(1팀),DC=com`, `'CN=김철수,OU=영업(1팀),DC=com'`},
		"a blank at the end":  {`OU=ends\ ,DC=com`, `'OU=ends\ ,DC=com'`},
		"a blank at the very": {`DC=com\ `, `'DC=com\20'`},
		"a backslash there":   {`DC=com\\`, `'DC=com\5c'`},
		"of no width":         {"OU=no\u200bwidth \u202eturned,DC=com", `'OU=no\e2\80\8bwidth \e2\80\aeturned,DC=com'`},
		"a line end":          {"OU=a\nCNF:1,DC=com", `'OU=a\0aCNF:1,DC=com'`},
		"typographic quotes":  {`OU=a’; Remove-ADUser; ‘,DC=com`, `'OU=a’’\3b Remove-ADUser\3b ‘‘,DC=com'`},
		"a deleted one":       {`CN=Kim\0ADEL:6f0,CN=Deleted Objects,DC=com`, `'CN=Kim\0ADEL:6f0,CN=Deleted Objects,DC=com'`},
		"several":             {`CN=a+SN=b,DC=com`, `'CN=a+SN=b,DC=com'`},
		"no type":             {`=a,DC=com`, ""},
		"an option as type":   {`-Force=a,DC=com`, ""},
		"a slash as type":     {`/G x=a,DC=com`, ""},
		"no name":             {`Kim`, ""},
		"a level of nothing":  {`CN=a,,DC=com`, ""},
		"an open end":         {`CN=a\`, ""},
		"no escape":           {`CN=a\q,DC=com`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := ""
			if c.want != "" {
				want = "dsacls " + c.want
			}
			got, ok := steps.Command{Shell: steps.PowerShell, Text: "dsacls {dn}"}.Fill(lang.Args{"dn": c.dn})
			if got != want || ok != (want != "") {
				t.Errorf("%s: got %s (%v), want %s", c.dn, got, ok, want)
			}
		})
	}
}

// TestEveryBlankOfACommandIsKnown keeps a blank from a command that nobody
// said how to spell, and out of places where quotes are no quotes: behind or
// before a word, and in double quotes.
func TestEveryBlankOfACommandIsKnown(t *testing.T) {
	t.Parallel()
	for _, c := range commands() {
		if filled, ok := c.command.Fill(lang.Args(honest)); !ok || len(lang.Blanks(filled)) > 0 {
			t.Errorf("%s: honest values make no command of %s", c.where, c.command.Text)
		}
		for _, at := range regexp.MustCompile(`\{[a-z_]+\}`).FindAllStringIndex(c.command.Text, -1) {
			before, after := c.command.Text[:at[0]], c.command.Text[at[1]:]
			if c.command.Shell == steps.Cmd {
				continue
			}
			if before == "" {
				before = " "
			}
			if after == "" {
				after = " "
			}
			if !strings.ContainsAny(before[len(before)-1:], " (]") || !strings.ContainsAny(after[:1], " ).;,}") || strings.Count(before, `"`)%2 == 1 {
				t.Errorf("%s: a blank where quotes are none: %s", c.where, c.command.Text)
			}
		}
	}
}

// TestCommandsOfARemedyComeTogether keeps two shells out of one block, and half
// of a remedy's commands from being shown.
func TestCommandsOfARemedyComeTogether(t *testing.T) {
	t.Parallel()
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			if branch.Remedy == nil {
				continue
			}
			whole, blanks := branch.Remedy.Commands(lang.Args(honest)), 0
			for _, part := range []struct {
				commands []steps.Command
				blocks   []steps.Block
			}{{branch.Remedy.Run, whole.Run}, {branch.Remedy.Undo, whole.Undo}} {
				lines := 0
				for i, block := range part.blocks {
					lines += len(block.Lines)
					if i > 0 && part.blocks[i-1].Shell == block.Shell {
						t.Errorf("%s %s: two headings for one shell", step.ID, branch.On)
					}
				}
				for _, c := range part.commands {
					blanks += len(lang.Blanks(c.Text))
				}
				if lines != len(part.commands) {
					t.Errorf("%s %s: %d commands became %d lines", step.ID, branch.On, len(part.commands), lines)
				}
			}
			none := branch.Remedy.Commands(nil)
			if blanks > 0 && (len(none.Run)+len(none.Undo) > 0 || none.Withheld.Ko == "" || none.Withheld.En == "") {
				t.Errorf("%s %s: commands without their values: %v", step.ID, branch.On, none)
			}
			if !whole.Withheld.Empty() || blanks == 0 && !none.Withheld.Empty() {
				t.Errorf("%s %s: withheld for nothing: %v", step.ID, branch.On, none.Withheld)
			}
		}
	}
}

// TestAnotherParserReadsTheseCommands keeps testdata current, which CI hands to
// a PowerShell grammar: pairs of lines, an honest and a hostile one, that must
// be the same command but for the text of their strings.
func TestAnotherParserReadsTheseCommands(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, c := range commands() {
		for _, blank := range lang.Blanks(c.command.Text) {
			for _, poison := range []string{"a'; $(calc)`n ’; x\" | & {calc} > # --% <#"} {
				args := lang.Args(maps.Clone(honest))
				want, _ := c.command.Fill(args)
				args[blank] = inside(honest[blank], escapedDN(poison))
				if got, ok := c.command.Fill(args); ok && c.command.Shell == steps.PowerShell {
					fmt.Fprintf(&b, "%s\n%s\n", want, got)
				}
			}
		}
	}
	const path = "testdata/commands.ps1"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil || string(kept) != b.String() {
		t.Errorf("%s is not what the commands are now (%v): go test ./steps/catalog -update", path, err)
	}
}
