package command

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// mermaidLine is all that a line of the chart may be.
var mermaidLine = regexp.MustCompile(`^  (?:(step_[a-z0-9_]+)(?:\["[^"\x60#&<>;\\*_\[\](){}|]+"\]|\(\["[^"\x60#&<>;\\*_\[\](){}|]+"\]\))|(step_[a-z0-9_]+) (?:-- "[a-z0-9-]+" )?--> (step_[a-z0-9_]+))$`)

// code is a character that was written as its number.
var code = regexp.MustCompile(`#[0-9]+;`)

func chart(t *testing.T, tree []steps.Step, l lang.Language) []string {
	t.Helper()
	var out bytes.Buffer
	a := &app{output: &output.Output{Out: &out, Language: l}}
	if err := a.mermaid(tree); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if lines[0] != "flowchart TD" {
		t.Errorf("got %q first, want a flowchart", lines[0])
	}
	return lines[1:]
}

// Nothing in the chart can be read as a word or a sign of Mermaid's own, and
// each node that an arrow leads to has words.
func TestTheChartIsHeldToASafeGrammar(t *testing.T) {
	t.Parallel()
	nasty := `end "x" [a](b){c}|d| <b>&amp; #35; ` + "`e`; \\ *f* _g_\n끝"
	for name, tree := range map[string][]steps.Step{
		"the tree":  catalog.All(),
		"bad words": {{ID: "style", Title: lang.Text{Ko: nasty, En: nasty}, Branches: []steps.Branch{{On: "end", Next: steps.End}}}},
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			named, led := map[string]int{}, map[string]bool{}
			for _, line := range chart(t, tree, l) {
				found := mermaidLine.FindStringSubmatch(code.ReplaceAllString(line, "+"))
				switch {
				case found == nil:
					t.Errorf("%s: unsafe line %q", name, line)
				case found[1] != "":
					named[found[1]]++
				default:
					led[found[2]], led[found[3]] = true, true
				}
			}
			for node := range led {
				if named[node] != 1 {
					t.Errorf("%s: %s has words %d times, want once", name, node, named[node])
				}
			}
			if len(led) != len(named) || len(named) < len(tree) {
				t.Errorf("%s: %d nodes with words, %d with arrows, %d steps", name, len(named), len(led), len(tree))
			}
		}
	}
}
