package stepstest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Languages are both.
var Languages = []lang.Language{lang.Korean, lang.English}

// noon is when all cases were seen.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// Cases are findings of every branch of a tree: as each recorded evidence is
// judged, as nothing could be seen, as a question ends, and as a person says
// it. root is the folder of package steps.
func Cases(t *testing.T, all []steps.Step, root string) []steps.Finding {
	t.Helper()
	var cases []steps.Finding
	seen := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "sync1"}, At: noon, Took: 1500 * time.Millisecond}
	for i := range all {
		step := &all[i]
		for _, b := range step.Branches {
			f := steps.Finding{Step: step.ID, On: b.On, Status: b.Status, Seen: seen, At: noon}
			byHand := f
			byHand.ByHand = true
			switch {
			case step.Check == nil:
				f.Asked, f.Args = true, samples(step.Blanks)
				cases = append(cases, f)
			case b.On == steps.Unseen:
				f.Why = &probes.Obstacle{Kind: probes.Refused, Host: "dc1.corp.example.com"}
				cases = append(cases, f)
			default:
				cases = append(append(cases, judged(t, step, f, root)...), byHand)
			}
		}
	}
	return cases
}

// samples fill blanks with honest values.
func samples(blanks tell.Kinds) tell.Args {
	args := tell.Args{}
	for name, kind := range blanks {
		switch kind {
		case tell.Moment, tell.Instant:
			args[name] = tell.At(noon)
		case tell.Span, tell.Period:
			args[name] = tell.Lasting(time.Hour)
		default:
			args[name] = kind.Of("sample-1")
		}
	}
	return args
}

// judged are the findings of the evidence that is recorded for a branch.
func judged(t *testing.T, step *steps.Step, f steps.Finding, root string) []steps.Finding {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, step.ID.Stage(), "testdata", name(step.ID), string(f.On)+"*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []steps.Finding
	for _, file := range files {
		recorded, err := os.ReadFile(file) //nolint:gosec // a fixture of ours
		if err != nil {
			t.Fatal(err)
		}
		v, err := step.Check.Judge(recorded)
		if err != nil {
			t.Fatal(err)
		}
		if v.On == f.On {
			f.Args, f.Why = v.Args, v.Why
			cases = append(cases, f)
		}
	}
	if len(cases) == 0 {
		t.Errorf("%s: no evidence leads to %s", step.ID, f.On)
	}
	return cases
}

// Hold demands that a face shows the facts of a finding: its words, who can act,
// the page, and every command under the heading of its own part.
func Hold(t *testing.T, text string, told steps.Told, l lang.Language) {
	t.Helper()
	where := string(told.Step) + " " + string(told.On) + " in " + l.String()
	face := bare(text)
	must := func(facts ...string) {
		t.Helper()
		for _, fact := range facts {
			if !strings.Contains(face, bare(fact)) {
				t.Errorf("%s lacks %q:\n%s", where, fact, text)
			}
		}
	}
	if left := lang.Blanks(strings.ReplaceAll(text, `\`, "")); len(left) > 0 {
		t.Errorf("%s leaves %v unfilled:\n%s", where, left, text)
	}
	must(told.Title, told.Sentence, told.People)
	if told.Status != steps.Healthy { // a list of what is in order may be left out
		must(told.Details...)
	}
	headings := map[string]int{}
	if r := told.Remedy; r != nil {
		must(r.Do...)
		must(r.Where, r.Changes, r.Proof, r.Link, r.Withheld, r.ByHand)
		for _, block := range r.Blocks {
			heading := block.Label().In(l) + " (" + string(block.Shell) + ")"
			if command := laid(bare(heading + strings.Join(block.Lines, ""))); !strings.Contains(laid(face), command) {
				t.Errorf("%s lacks %q:\n%s", where, command, text)
			}
			headings[bare(heading)]++
		}
	}
	for _, heading := range everyHeading(l) {
		want := 0
		for other, n := range headings {
			want += n * strings.Count(other, bare(heading))
		}
		if got := strings.Count(face, bare(heading)); got != want {
			t.Errorf("%s says %q %d times, want %d:\n%s", where, heading, got, want, text)
		}
	}
}

// everyHeading are the headings that blocks of commands can have.
func everyHeading(l lang.Language) []string {
	var all []string
	for _, shell := range []steps.Shell{steps.PowerShell, steps.Cmd} {
		for _, part := range []steps.Part{steps.OnlyLook, steps.ToFix, steps.Instead, steps.ToUndo} {
			all = append(all, part.Label().In(l)+" ("+string(shell)+")")
		}
		for _, ways := range [][]int{{0}, {0, 1}, {1}, {2}} {
			all = append(all, steps.Block{Part: steps.ToUndo, Ways: ways}.Label().In(l)+" ("+string(shell)+")")
		}
		for _, way := range []int{1, 2} {
			all = append(all, steps.Block{Part: steps.Instead, Ways: []int{way}}.Label().In(l)+" ("+string(shell)+")")
		}
	}
	return all
}

// lists are strings that a command splits.
var lists = regexp.MustCompile(`'((?:[^']|'')*)'\.Split\('(.)'\)`)

// laid is a text without what a command in several lines has no need of: the end
// of a line ends a statement, and a string that is split is the list that this
// makes.
func laid(text string) string {
	text = lists.ReplaceAllStringFunc(text, func(list string) string {
		parts := lists.FindStringSubmatch(list)
		return "'" + strings.ReplaceAll(parts[1], parts[2], "','") + "'"
	})
	return strings.NewReplacer(";", "", "`", "").Replace(text)
}

// HoldSummary demands that a face shows the facts of a diagnosis.
func HoldSummary(t *testing.T, text string, told steps.Summary, l lang.Language) {
	t.Helper()
	facts := []string{told.AsOf, told.Status.Word().In(l)}
	if told.Status != steps.Broken {
		facts = append(facts, told.Overall)
	}
	if c := told.Cause; c != nil {
		facts = append(facts, told.Heading.In(l), c.Title, c.Sentence, c.People, c.ToCaller)
		if c.Remedy != nil {
			facts = append(append(facts, c.Remedy.Where, c.Remedy.Link), c.Remedy.Do...)
		}
	}
	for _, other := range told.Others {
		facts = append(facts, other.Title)
	}
	for _, gap := range told.Unknown {
		facts = append(facts, gap.Obstacle, gap.People)
		for _, step := range gap.Steps {
			facts = append(facts, step.Title+step.Then)
		}
	}
	face := bare(text)
	for _, fact := range facts {
		if !strings.Contains(face, bare(fact)) {
			t.Errorf("the diagnosis %s in %s lacks %q:\n%s", told.Status, l, fact, text)
		}
	}
	for _, gap := range told.Unknown {
		if n := strings.Count(face, bare(gap.Obstacle)); gap.Steps[0].Obstacle != gap.Steps[0].Sentence && n != 1 {
			t.Errorf("the diagnosis %s in %s says what stood in the way %d times: %s\n%s", told.Status, l, n, gap.Obstacle, text)
		}
	}
}

// Walks are walks that end in each status: broken in two ways, with a warning
// alone, with much unseen, and healthy.
func Walks(t *testing.T, all []steps.Step, cases []steps.Finding) []*steps.Patient {
	t.Helper()
	pick := func(status steps.Status, n int) []steps.Finding {
		var picked []steps.Finding
		last := steps.ID("")
		for _, f := range cases {
			if f.Status == status && !f.Asked && !f.ByHand && f.Step != last && len(picked) < n {
				last, picked = f.Step, append(picked, f)
			}
		}
		return picked
	}
	var walks []*steps.Patient
	for _, trail := range [][]steps.Finding{
		append(pick(steps.Broken, 3), pick(steps.Unknown, 9)...), append(pick(steps.Warning, 2), pick(steps.Unknown, 9)...),
		pick(steps.Warning, 2), pick(steps.Unknown, 9), pick(steps.Healthy, 4), pick(steps.Broken, 1),
	} {
		s := steps.NewSession(all, nil)
		for _, f := range trail {
			if _, err := s.Replay(f); err != nil {
				t.Fatal(err)
			}
		}
		walks = append(walks, &steps.Patient{Session: s, Past: &steps.Past{AsOf: noon, Opened: noon.Add(time.Hour)}})
	}
	return walks
}

// bare is text without what layout adds: blanks, the marks of Markdown, and a
// colon behind a shell. Quotes of Markdown stand for their characters.
func bare(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "```") {
			lines = append(lines, line)
		}
	}
	text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", `\`, "", "`", "", "*", "").Replace(strings.Join(lines, ""))
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	for _, shell := range []steps.Shell{steps.PowerShell, steps.Cmd} {
		text = strings.ReplaceAll(text, "("+string(shell)+"):", "("+string(shell)+")")
	}
	return text
}
