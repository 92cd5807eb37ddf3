package stepstest

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// does is what a command does to the patient.
type does int8

// What a command can do. The zero value is not known, and a test demands that
// the tables below know every word of every command.
const (
	unheard  does = iota
	nothing       // shapes or filters what others bring
	looks         // reads; a file of the reader's own may be written
	prepares      // sets up the session for the commands behind it
	changes
)

// verbs are what cmdlets do, by the word before the dash ("Approved verbs for
// PowerShell commands").
var verbs = map[string]does{
	"Format": nothing, "Where": nothing, "ForEach": nothing, "Select": nothing, "Sort": nothing, "Out": nothing, "Export": nothing, "Read": nothing,
	"Get": looks, "Test": looks, "Resolve": looks,
	"Import": prepares, "Connect": prepares,
	"Add": changes, "Clear": changes, "Copy": changes, "Disable": changes, "Enable": changes, "Move": changes, "New": changes, "Remove": changes,
	"Rename": changes, "Restart": changes, "Set": changes, "Start": changes, "Stop": changes, "Unlock": changes, "Update": changes,
}

// cmdlets do something else than their verb says.
var cmdlets = map[string]does{
	"New-Object": nothing, "Get-Credential": nothing, "Get-Date": nothing, "Import-Clixml": nothing,
}

// programs are what the other commands do, by how they begin; the longest that
// fits counts. dsacls and w32tm change nothing but where they are told to.
var programs = map[string]does{
	"dsacls": looks, "dsacls /G": changes, "dsacls /P:N": changes, "gpresult": looks, "gpupdate": changes, "netdom query": looks, "netsh winhttp show": looks,
	"nltest /dsregdns": changes, "notepad": changes, "repadmin /show": looks, "repadmin /syncall": changes, "w32tm /query": looks, "w32tm /resync": changes,
	".CommitChanges(": changes,
}

var (
	cmdlet   = regexp.MustCompile(`(?:\A|[ (|;{])(([A-Z][A-Za-z]+)-[A-Z][A-Za-z]+)\b`)
	program  = regexp.MustCompile(`\b(?:dsacls|gpresult|gpupdate|netdom|netsh|nltest|notepad|repadmin|w32tm)\b[^;|]*|\.CommitChanges\(`)
	literal  = regexp.MustCompile(`'[^']*'|"[^"]*"| -Name [A-Z][A-Za-z-]+`)
	assigned = regexp.MustCompile(`\A\$[a-z]+ = `)
	variable = regexp.MustCompile(`\$[a-z]+\b`)
	given    = regexp.MustCompile(`(?:\$[a-z]+, )*\$[a-z]+ = |foreach \(\$[a-z]+ in|\$(?:true|false|env|null)\b`)
)

// doing says what a command does at most. A command of which a word is in no
// table does what nobody knows.
func doing(c steps.Command) does {
	text := literal.ReplaceAllString(c.Text, "''")
	most := nothing
	heard := 0
	hear := func(d does) {
		heard++
		if d == unheard {
			heard = -1000
		}
		most = max(most, d)
	}
	for _, found := range cmdlet.FindAllStringSubmatch(text, -1) {
		if d, own := cmdlets[found[1]]; own {
			hear(d)
		} else {
			hear(verbs[found[2]])
		}
	}
	for _, found := range program.FindAllString(text, -1) {
		hear(ofProgram(found))
	}
	switch {
	case heard <= 0:
		return unheard
	case most == looks && assigned.MatchString(text):
		return prepares
	default:
		return most
	}
}

// ofProgram finds the longest beginning of which every word stands in a
// command.
func ofProgram(text string) does {
	best, length := unheard, 0
	for begin, d := range programs {
		all := true
		for word := range strings.FieldsSeq(begin) {
			all = all && strings.Contains(text, word)
		}
		if all && len(begin) > length {
			best, length = d, len(begin)
		}
	}
	return best
}

// proveParts demands of a remedy that every command stands in the part that it
// belongs to: what changes something never under what only looks, a look among
// the changes only as what to wait for, and a way back only from something.
func proveParts(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	if len(r.Undo) > 0 && len(r.Fix) == 0 {
		t.Errorf("%s: commands that undo nothing", where)
	}
	if len(r.Or) > 0 && len(r.Fix) == 0 {
		t.Errorf("%s: another way without a first one", where)
	}
	for _, batch := range r.Batches() {
		for i, c := range batch.Commands {
			d, last := doing(c), len(batch.Commands)-1
			switch {
			case d == unheard:
				t.Errorf("%s: the tables of verbs beside this test do not say what this does: %s", where, c.Text)
			case batch.Part == steps.OnlyLook && d == changes:
				t.Errorf("%s: changes something under commands that only look: %s", where, c.Text)
			case batch.Part == steps.OnlyLook:
			case i == last && d != changes, batch.Part == steps.Instead && d != changes, d <= looks && i == 0:
				t.Errorf("%s: changes nothing (%s): %s", where, batch.Part, c.Text)
			}
		}
		proveVariables(t, where, batch)
	}
}

// proveWays demands that a block holds the commands of one way, or what takes
// back every way that it names, so that whoever pastes it goes one way.
func proveWays(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	undone := map[int]int{}
	for _, batch := range r.Batches() {
		none, several := len(batch.Ways) == 0 && len(r.Or) > 0, batch.Part != steps.ToUndo && len(batch.Ways) > 1
		if batch.Part != steps.OnlyLook && (none || several) {
			t.Errorf("%s: commands of ways %v stand in one block", where, batch.Ways)
		}
		for _, way := range batch.Ways {
			undo := r.Undo
			want := r.Fix
			if way > 0 {
				want, undo = r.Or[way-1].Do, r.Or[way-1].Undo
			}
			if batch.Part == steps.ToUndo {
				undone[way]++
				want = undo
			}
			if !slices.Equal(batch.Commands, want) {
				t.Errorf("%s: %s %v holds %v, want %v", where, batch.Part, batch.Ways, batch.Commands, want)
			}
		}
	}
	for way := range r.Or {
		if undone[way+1] != 1 || undone[0] != 1 {
			t.Errorf("%s: the ways are taken back %v times", where, undone)
		}
	}
	proveAlternatives(t, where, r)
	proveTitles(t, where, r)
}

// alike is how much of a command a list shows at least.
const alike = 40

// proveTitles demands that each command of a remedy with several ways says what
// it does, and each of which a list would show the same beginning.
func proveTitles(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	seen := map[string]bool{}
	for _, batch := range r.Batches() {
		for _, c := range batch.Commands {
			name := batch.Label().En + ": " + c.Title.En
			if c.Title.Empty() {
				name += c.Text[:min(alike, len(c.Text))]
			}
			switch {
			case c.Title.Empty() && len(r.Or) > 0 && batch.Part != steps.OnlyLook:
				t.Errorf("%s: one of several ways does not say what it does: %s", where, c.Text)
			case seen[name] && batch.Part != steps.OnlyLook:
				t.Errorf("%s: a list shows two commands as %q", where, name)
			case len(lang.Blanks(c.Title.En)) > 0 || (c.Title.En == "") != (c.Title.Ko == ""):
				t.Errorf("%s: the title %q has blanks, or is in one language", where, c.Title)
			}
			seen[name] = true
		}
	}
}

// optioned is an option of a command with the value that it gives.
var optioned = regexp.MustCompile(` (-[A-Z]\w+)[ :]([^\s{]+)$`)

// proveAlternatives demands that no part sets one thing by two different cmdlets:
// which of them is right depends, so they are two ways.
func proveAlternatives(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	for _, batch := range r.Batches() {
		by := map[string]string{}
		for _, c := range batch.Commands {
			set, verb := optioned.FindString(c.Text), regexp.MustCompile(`\bSet-\w+`).FindString(c.Text)
			if set == "" || verb == "" {
				continue
			}
			if other := by[set]; other != "" && other != verb {
				t.Errorf("%s: %s and %s both set%s in one block (%s)", where, other, verb, set, batch.Label().En)
			}
			by[set] = verb
		}
	}
}

// proveVariables demands that a part sets the variables that it uses, because
// people copy one part and not the others.
func proveVariables(t *testing.T, where string, batch steps.Batch) {
	t.Helper()
	var known []string
	for _, c := range batch.Commands {
		for _, set := range given.FindAllString(c.Text, -1) {
			known = append(known, variable.FindAllString(set, -1)...)
		}
		for _, used := range variable.FindAllString(c.Text, -1) {
			if !slices.Contains(known, used) {
				t.Errorf("%s: %s is set in no command of this part (%s): %s", where, used, batch.Part, c.Text)
			}
		}
	}
}

// counted are words that find a command by its place. Every face lists commands
// under the names of their parts, some of them one part alone, so a place means
// nothing there.
var counted = regexp.MustCompile(`(?i)\b(?:first|second|third|last|next) (?:(?:two|three) )?commands?\b|\bcommand (?:after|before)\b|(?:첫|두|세|네) ?번째(?:나 (?:두|세) ?번째)? 명령|(?:첫|처음|마지막|다음)(?: (?:두|세))? 명령`)

// proveNames demands that what is to be done names a command by what stands in
// it, or by its part, which is there.
func proveNames(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	texts := slices.Concat(r.Do, []lang.Text{r.Changes, r.Proof})
	for _, text := range texts {
		for _, said := range []string{text.Ko, text.En} {
			if found := counted.FindString(said); found != "" {
				t.Errorf("%s: says %q, which stands in no list of commands: %s", where, found, said)
			}
		}
		for _, part := range []steps.Part{steps.OnlyLook, steps.ToFix, steps.Instead, steps.ToUndo} {
			label := part.Label()
			said := strings.Contains(text.Ko, "'"+label.Ko+"'") || regexp.MustCompile(`\b(?:under|by|run|and) `+label.En+`\b`).MatchString(text.En)
			there := slices.ContainsFunc(r.Batches(), func(b steps.Batch) bool { return b.Part == part && len(b.Commands) > 0 })
			if said && !there {
				t.Errorf("%s: speaks of %s, and has no such command: %s / %s", where, label.En, text.Ko, text.En)
			}
		}
	}
}
