package catalog_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

var update = flag.Bool("update", false, "rewrite the commands that another parser reads")

// honest are values as an honest directory has them, for every kind that a
// command of the tree takes.
var honest = map[tell.Kind][]string{
	tell.Host: {"dc1.corp.example.com"}, tell.Controller: {"dc1.corp.example.com"}, tell.PDC: {"dc1"}, tell.Server: {"aadc1"},
	tell.Domain: {"corp.example.com"},
	tell.DN:     {"OU=Sales,DC=corp,DC=example,DC=com"}, tell.UserDN: {"CN=Kim,OU=Sales,DC=corp,DC=example,DC=com"},
	tell.DomainDN: {"DC=corp,DC=example,DC=com"}, tell.Unit: {"Sales-1"},
	tell.User: {"kim@corp.example.com"}, tell.UserMatch: {"kim@corp.example.com"},
	tell.SDDL: {"O:BAG:BAD:(A;;RC;;;BA)"}, tell.Connector: {`CORP\MSOL_0a1b`},
	tell.SID: {"S-1-5-32-544", "S-1-5-21-1-2-3-512"}, tell.GUID: {"bf967aba-0de6-11d0-a285-00aa003049e2"},
	tell.Grant: {"ExtendedRight:00299570-246d-11d0-a768-00aa006e0529", "WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1"},
	tell.Entry: {
		"S-1-5-21-1-2-3-512;256;00299570-246d-11d0-a768-00aa006e0529;00000000-0000-0000-0000-000000000000",
		"S-1-5-21-1-2-3-513;-1;00299570-246d-11d0-a768-00aa006e0529;00000000-0000-0000-0000-000000000000",
	},
	tell.Permission: {`CORP\svc sync:CA;Reset Password;user`, `CORP\svc sync:WP;lockoutTime;user`},
	tell.Number:     {"1"}, tell.Span: {"86400"}, tell.Period: {"86400"}, tell.Moment: {"2026-11-23T03:30:00Z"},
}

// several are blanks that hold a list: their command splits it, and each part
// is a word of its own.
var several = map[string]string{
	"targets": ",", "preferred": ",", "group_sids": ",", "grants": ",", "entries": ",", "permissions": "|",
}

// example is an honest value of a blank, and one of which the first part is
// another text.
func (p placed) example(blank string) tell.Value { return p.with(blank, p.honest(blank)) }

func (p placed) with(blank, text string) tell.Value {
	kind := p.blanks[blank]
	if several[blank] == "" {
		return kind.Of(text)
	}
	rest := honest[kind][1:]
	if len(rest) == 0 {
		rest = honest[kind]
	}
	return kind.All(append([]string{text}, rest...))
}

func (p placed) honest(blank string) string {
	if honest[p.blanks[blank]] == nil {
		return ""
	}
	return honest[p.blanks[blank]][0]
}

// args fill every blank of the command honestly.
func (p placed) args() tell.Args {
	args := tell.Args{}
	for blank := range p.blanks {
		args[blank] = p.example(blank)
	}
	return args
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
					text := c.honest(blank)
					for _, value := range []string{poison, text + poison, poison + text, inside(text, poison), inside(text, escapedDN(poison))} {
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
	blanks  tell.Kinds
}

// commands are those of every remedy of the tree, each once.
func commands() []placed {
	var all []placed
	seen := map[steps.Command]bool{}
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			for _, r := range branch.Remedies() {
				for _, c := range r.All() {
					if !seen[c] {
						all = append(all, placed{fmt.Sprintf("%s %s", step.ID, branch.On), c, step.Blanks})
					}
					seen[c] = true
				}
			}
		}
	}
	return all
}

// native are programs that get their words from a command line.
var native = regexp.MustCompile(`\b(?:dsacls|repadmin|nltest|netdom|w32tm|netsh|notepad|gpresult)\b`)

func attack(t *testing.T, c placed, blank, value string) {
	t.Helper()
	args := c.args()
	want, ok := c.command.Fill(args)
	if !ok {
		t.Fatalf("%s: no command even for honest values: %s", c.where, c.command.Text)
	}
	wanted, _ := args[blank].Spelled()
	args[blank] = c.with(blank, value)
	got, ok := c.command.Fill(args)
	if !ok {
		if got != "" {
			t.Errorf("%s: a command and no command: %q", c.where, got)
		}
		return
	}
	if c.command.Shell == steps.Cmd {
		heldByCmd(t, c, got, want, value, wanted)
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
		case wantWords[i] != wanted:
			t.Errorf("%s: %q in {%s} moves another word: got %q, want %q", c.where, value, blank, word, wantWords[i])
		case !c.means(blank, word, value):
			t.Errorf("%s: %q in {%s} became %q", c.where, value, blank, word)
		case native.MatchString(c.command.Text):
			for part := range strings.SplitSeq(word, cmp.Or(several[blank], "\x00")) {
				if words := argv(toProgram(part)); len(words) != 1 || words[0] != part || strings.HasPrefix(part, "-") || strings.HasPrefix(part, "/") {
					t.Errorf("%s: %q in {%s}: the program reads %q, want %q alone", c.where, value, blank, words, part)
				}
			}
		}
	}
}

// means reports whether a word stands for a value where the blank takes it,
// and for nothing else.
func (p placed) means(blank, word, value string) bool {
	kind := p.blanks[blank]
	if separator := several[blank]; separator != "" {
		texts := p.with(blank, value).Texts()
		if word != strings.Join(texts, separator) || strings.Count(word, separator) != len(texts)-1 {
			return false
		}
		return kind == tell.Permission || regexp.MustCompile(`^[0-9A-Za-z.,:; _-]+$`).MatchString(word)
	}
	switch kind {
	case tell.UserMatch:
		plain, whole := readFilterValue(word)
		return whole && plain == value
	case tell.DN, tell.UserDN, tell.DomainDN:
		got, sound := readDN(word)
		wanted, _ := readDN(value)
		return sound && slices.Equal(got, wanted) && !strings.ContainsAny(word, "\"\n\r\x00")
	case tell.Host, tell.Controller, tell.PDC, tell.Server, tell.Domain:
		return word == value && regexp.MustCompile(`^[0-9A-Za-z_:.][0-9A-Za-z_.:-]*$`).MatchString(word)
	case tell.Span, tell.Period:
		return regexp.MustCompile(`^[0-9]+\.[0-9:]{8}$`).MatchString(word)
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
			got, ok := steps.Command{Shell: steps.PowerShell, Text: "dsacls {dn}"}.Fill(tell.Args{"dn": tell.DN.Of(c.dn)})
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
		if filled, ok := c.command.Fill(c.args()); !ok || len(lang.Blanks(filled)) > 0 {
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
			for _, r := range branch.Remedies() {
				comeTogether(t, fmt.Sprintf("%s %s", step.ID, branch.On), r, step.Blanks)
			}
		}
	}
}

func comeTogether(t *testing.T, where string, r *steps.Remedy, kinds tell.Kinds) {
	t.Helper()
	whole, blanks := r.Commands(placed{blanks: kinds}.args()), 0
	lines := map[string]int{} // by part and way
	for i, block := range whole.Blocks {
		lines[fmt.Sprint(block.Part, block.Ways)] += len(block.Lines)
		if i > 0 && whole.Blocks[i-1].Shell == block.Shell && whole.Blocks[i-1].Part == block.Part && slices.Equal(whole.Blocks[i-1].Ways, block.Ways) {
			t.Errorf("%s: two headings for one shell", where)
		}
	}
	for _, batch := range r.Batches() {
		for _, c := range batch.Commands {
			blanks += len(lang.Blanks(c.Text))
		}
		if lines[fmt.Sprint(batch.Part, batch.Ways)] != len(batch.Commands) {
			t.Errorf("%s: %d commands became %d lines (%s)", where, len(batch.Commands), lines[fmt.Sprint(batch.Part, batch.Ways)], batch.Label().En)
		}
	}
	none := r.Commands(nil)
	if blanks > 0 && (len(none.Blocks) > 0 || none.Withheld.Ko == "" || none.Withheld.En == "") {
		t.Errorf("%s: commands without their values: %v", where, none)
	}
	if !whole.Withheld.Empty() || blanks == 0 && !none.Withheld.Empty() {
		t.Errorf("%s: withheld for nothing: %v", where, none.Withheld)
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
				args := c.args()
				want, _ := c.command.Fill(args)
				args[blank] = c.with(blank, inside(c.honest(blank), escapedDN(poison)))
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
