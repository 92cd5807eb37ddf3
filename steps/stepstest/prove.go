// Package stepstest holds the proofs that every step must pass. A stage has
// one test, which calls [Prove]; a new step needs no test code of its own.
package stepstest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Prove demands of every step of one stage what the house rules demand: names,
// both languages, blanks, remedies, targets that exist, and for each branch
// but unseen at least one recorded evidence that leads to it. Recorded
// evidence stands in dir/<step>/<outcome>.json, or <outcome>-<case>.json for
// a second one. all is the whole tree, in the order of the trunk.
func Prove(t *testing.T, all []steps.Step, stage, dir string) {
	t.Helper()
	found := 0
	for i := range all {
		step := &all[i]
		if step.ID.Stage() != stage {
			continue
		}
		found++
		t.Run(string(step.ID), func(t *testing.T) {
			proveShape(t, step)
			proveTargets(t, all, step)
			proveFacts(t, all, i)
			proveBranches(t, step)
			proveBlanks(t, step)
			if step.Check != nil {
				proveDark(t, step)
				proveEvidence(t, step, filepath.Join(dir, name(step.ID)))
			}
		})
	}
	if found == 0 {
		t.Errorf("the tree has no step of stage %q", stage)
	}
}

// ProveTree demands of the whole tree that IDs are unique and every step is
// reached.
func ProveTree(t *testing.T, all []steps.Step) {
	t.Helper()
	lines := map[steps.ID]int{}
	for i := range all {
		if _, twice := lines[all[i].ID]; twice {
			t.Errorf("%s stands twice in the tree", all[i].ID)
		}
		lines[all[i].ID] = i
	}
	reached := map[steps.ID]bool{}
	reach(all, lines, 0, reached)
	for i := range all {
		if !reached[all[i].ID] {
			t.Errorf("no branch leads to %s", all[i].ID)
		}
	}
}

func reach(all []steps.Step, lines map[steps.ID]int, line int, reached map[steps.ID]bool) {
	if line >= len(all) || reached[all[line].ID] {
		return
	}
	reached[all[line].ID] = true
	if all[line].OnlyWhenSound {
		reach(all, lines, line+1, reached) // it may be passed over
	}
	for _, b := range all[line].Branches {
		switch b.Next {
		case steps.End:
		case "":
			reach(all, lines, line+1, reached)
		default:
			if target, ok := lines[b.Next]; ok {
				reach(all, lines, target, reached)
			}
		}
	}
}

var (
	idShape      = regexp.MustCompile(`^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$`)
	outcomeShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hangul       = regexp.MustCompile(`\p{Hangul}`)
)

func proveShape(t *testing.T, step *steps.Step) {
	t.Helper()
	if !idShape.MatchString(string(step.ID)) {
		t.Errorf("ID %q is not stage/file-name", step.ID)
	}
	if file := strings.ReplaceAll(name(step.ID), "-", "_") + ".go"; !exists(file) {
		t.Errorf("there is no file %s for %s", file, step.ID)
	}
	if (len(step.Ask) == 0) == (step.Check == nil) {
		t.Errorf("%s has an Ask and a Check, or neither", step.ID)
	}
	if step.Check == nil && (len(step.Reads) > 0 || step.ConnectSync) {
		t.Errorf("a question reads nothing")
	}
	if (step.Keeps > 0) != (step.Check != nil) {
		t.Errorf("a check says how long what it saw keeps, and nothing else does; got %s", step.Keeps)
	}
	title(t, "title", step.Title)
	sentence(t, "why", step.Why)
	for _, q := range slices.Concat(step.Ask, step.Beside) {
		both(t, "question "+string(q.Fact), q.Label)
		if !slices.Contains(steps.Inputs(), q.Fact) {
			t.Errorf("question asks for %q, which is not an input", q.Fact)
		}
		for i, c := range q.Choices {
			both(t, "choice "+c.Value, c.Label)
			if c.Value == "" && i > 0 {
				t.Errorf("question %s: the choice of nothing is number %d, want the first", q.Fact, i+1)
			}
		}
	}
}

func proveTargets(t *testing.T, all []steps.Step, step *steps.Step) {
	t.Helper()
	known := func(id steps.ID) bool {
		return slices.ContainsFunc(all, func(s steps.Step) bool { return s.ID == id })
	}
	for _, b := range step.Branches {
		if b.Next != "" && b.Next != steps.End && !known(b.Next) {
			t.Errorf("%s: next step %q does not exist", b.On, b.Next)
		}
		causes := slices.Concat(b.Causes, b.Explains)
		for i, id := range causes {
			step, on, of := strings.Cut(string(id), "#")
			causes[i] = steps.ID(step)
			if line := slices.IndexFunc(all, func(s steps.Step) bool { return s.ID == causes[i] }); of && line >= 0 && all[line].Branch(steps.Outcome(on)) == nil {
				t.Errorf("%s: causes or explains %q, which has no such outcome", b.On, id)
			}
		}
		for _, id := range slices.Concat(b.Skip, causes, b.Follows) {
			if !known(id) || id == step.ID {
				t.Errorf("%s: explains, skips, causes or follows %q, which does not exist or is itself", b.On, id)
			}
		}
		if len(b.Causes) > 0 && b.Status != steps.Warning {
			t.Errorf("%s: only a warning causes, what is broken explains", b.On)
		}
	}
}

// proveFacts demands that every fact a check needs or uses is an input or is
// taught by an earlier line, so that the trunk never waits for itself.
func proveFacts(t *testing.T, all []steps.Step, line int) {
	t.Helper()
	step := &all[line]
	for _, want := range slices.Concat(step.Needs, step.Uses) {
		if slices.Contains(steps.Inputs(), want) || want == steps.Started {
			continue
		}
		taught := slices.ContainsFunc(all[:line], func(s steps.Step) bool { return slices.Contains(s.Teaches, want) })
		if !taught {
			t.Errorf("needs or uses %q, which no earlier step teaches", want)
		}
	}
}

func proveBranches(t *testing.T, step *steps.Step) {
	t.Helper()
	seen := map[steps.Outcome]bool{}
	for _, b := range step.Branches {
		if seen[b.On] {
			t.Errorf("%s stands twice", b.On)
		}
		seen[b.On] = true
		if !outcomeShape.MatchString(string(b.On)) {
			t.Errorf("outcome %q is not written with-dashes", b.On)
		}
		title(t, string(b.On)+" label", b.Label)
		sentence(t, string(b.On), b.Say)
		if len(lang.Blanks(b.Label.Ko)) > 0 {
			t.Errorf("%s: a label has no blanks", b.On)
		}
		particles(t, string(b.On), b.Say)
		for _, detail := range b.Details {
			sentence(t, string(b.On)+" detail", detail)
			particles(t, string(b.On)+" detail", detail)
		}
		if (b.Status == steps.Warning || b.Status == steps.Broken) && b.Remedy == nil {
			t.Errorf("%s is %s and has no remedy", b.On, b.Status)
		}
		for _, r := range b.Remedies() {
			proveRemedy(t, string(b.On), r)
			proveParts(t, string(b.On), r)
			proveWays(t, string(b.On), r)
			proveNames(t, string(b.On), r)
		}
		if len(b.Apart) > 0 && b.Remedy == nil {
			t.Errorf("%s: what a person says by hand has no remedy", b.On)
		}
		if b.Keeps != 0 && (b.Keeps == step.Keeps || b.On == steps.Unseen || step.Check == nil) {
			t.Errorf("%s: a shelf life of its own that changes nothing", b.On)
		}
	}
	if step.Check != nil {
		unseen := step.Branch(steps.Unseen)
		if unseen == nil || unseen.Status != steps.Unknown {
			t.Errorf("a check needs the branch unseen, with status unknown")
		}
	}
}

func proveRemedy(t *testing.T, where string, r *steps.Remedy) {
	t.Helper()
	if len(r.Who) == 0 {
		t.Errorf("%s: the remedy does not say who", where)
	}
	both(t, where+" remedy where", r.Where)
	if len(r.Do) == 0 {
		t.Errorf("%s: the remedy does not say what to do", where)
	}
	for _, do := range r.Do {
		sentence(t, where+" remedy", do)
		particles(t, where+" remedy", do)
	}
	for _, text := range []lang.Text{r.Changes, r.Proof} {
		if !text.Empty() {
			sentence(t, where+" remedy", text)
		}
	}
	if r.Link != "" && !strings.HasPrefix(r.Link, "https://learn.microsoft.com/") {
		t.Errorf("%s: link %q is not the vendor's current page", where, r.Link)
	}
}

func name(id steps.ID) string {
	return strings.TrimPrefix(string(id), id.Stage()+"/")
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
