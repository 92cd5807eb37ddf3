package everyworld_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// walkersEach is how many worlds a processor walks at once. A walk waits most
// of its three seconds for the idle test.
const walkersEach = 30

// everyNth leaves worlds out, where a machine that is made busy on purpose has
// no time for all of them.
var everyNth = flag.Int("every", 1, "walk every n-th world only")

// onlyWorlds are those to walk, by name; all when there is none.
var onlyWorlds = flag.String("world", "", "walk these worlds only, NAME[,NAME]")

// TestEveryWorld walks every world of the lab and compares the diagnosis with
// what the world says is wrong with it. With -v it prints the table.
func TestEveryWorld(t *testing.T) {
	t.Parallel()
	worlds := lab.List()
	if *everyNth > 1 {
		n := 0
		worlds = slices.DeleteFunc(worlds, func(lab.Info) bool { n++; return n%*everyNth != 0 })
	}
	if names := strings.Split(*onlyWorlds, ","); *onlyWorlds != "" {
		worlds = slices.DeleteFunc(worlds, func(w lab.Info) bool { return !slices.Contains(names, w.Name) })
		if len(worlds) != len(names) {
			t.Fatalf("%d worlds of %q", len(worlds), names)
		}
	}
	seed := seedOfOrders()
	t.Logf("random orders of seed %d", seed)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(walkersEach*runtime.GOMAXPROCS(0), len(worlds)) {
		group.Go(func() {
			for i := range next { // what one walk said is forgotten before the next
				t.Run(worlds[i].Name, func(t *testing.T) {
					w := walkWorld(t, worlds[i].Name)
					w.compare(t, worlds[i])
					w.inScan(t, worlds[i].Name)
					w.inAnyOrder(t, worlds[i].Name, seed+uint64(i))
				})
			}
		})
	}
	for i := range worlds {
		next <- i
	}
	close(next)
	group.Wait()
	if *everyNth == 1 && *onlyWorlds == "" {
		everyTenantOutcomeWasReached(t)
	}
}

// walk is what one run of check printed, and what its masked case file says
// when somebody outside opens it.
type walk struct {
	code      int
	out, errs string
	file      string            // the case file
	masked    map[string]string // everything that can be passed on, masked
	again     string            // the JSON of the masked file, judged again
}

func walkWorld(t *testing.T, name string) walk {
	t.Helper()
	dir := t.TempDir()
	path, masked := filepath.Join(dir, name+".json"), filepath.Join(dir, name+"-masked.json")
	code, out, errs := commandtest.Run(t, nil, "check", "--world", name, "--format", "json", "--case", path)
	forms := maskedFiles(t, path, masked)
	_, again, _ := commandtest.Run(t, nil, "open", masked, "--format", "json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%s: no case file: %v", name, err)
	}
	commandtest.NoSecret(t, name+": the case file", string(text))
	for form, masked := range forms {
		commandtest.NoSecret(t, name+": masked as "+form, masked)
	}
	return walk{code, out, errs, string(text), forms, again}
}

// sameMasked demands that the masked file leads to the same outcomes.
func (k walk) sameMasked(t *testing.T, got commandtest.Checked) {
	t.Helper()
	again := commandtest.Decode(t, k.again)
	if len(again.Findings) != len(got.Findings) {
		t.Fatalf("masked: %d findings, want %d", len(again.Findings), len(got.Findings))
	}
	if sentence := commandtest.Decode(t, k.masked["--format json"]); len(sentence.Findings) != len(got.Findings) {
		t.Errorf("masked JSON: %d findings, want %d", len(sentence.Findings), len(got.Findings))
	}
	for i, f := range again.Findings {
		if want := got.Findings[i]; f.Outcome != want.Outcome || f.ExplainedBy != want.ExplainedBy {
			t.Errorf("masked: %s: got %s (%s), want %s (%s)", f.Step, f.Outcome, f.ExplainedBy, want.Outcome, want.ExplainedBy)
		}
	}
}

func (k walk) compare(t *testing.T, w lab.Info) {
	t.Helper()
	got := commandtest.Decode(t, k.out)
	for _, f := range got.Findings {
		reached.Store(f.Step+"#"+f.Outcome, true)
	}
	found, want := "-", "-"
	if got.Verdict.Cause != nil {
		found = got.Verdict.Cause.Step + "#" + got.Verdict.Cause.Outcome
	}
	if w.Expect.Cause != "" {
		want = w.Expect.Cause + "#" + w.Expect.Outcome
	}
	if testing.Verbose() {
		fmt.Printf("%-32s expected %-8s %-52s found %-8s %s\n", w.Name, w.Expect.Status, want, got.Verdict.Status, found)
	}
	if got.Verdict.Status != w.Expect.Status || found != want {
		t.Errorf("got %s because of %s, want %s because of %s (exit %d) %s", got.Verdict.Status, found, w.Expect.Status, want, k.code, k.errs)
	}
	codes := map[string]int{"healthy": 0, "warning": 0, "broken": 1, "unknown": 2}
	if k.code != codes[got.Verdict.Status] {
		t.Errorf("exit %d with status %s", k.code, got.Verdict.Status)
	}
	standsExactly(t, got, w.Expect)
	foretells(t, got, w)
	speaks(t, got)
	toldApart(t, w.Name, got)
	graphSaidWhy(t, w.Name, got)
	k.sameMasked(t, got)
	namesNobody(t, w.Name, k.file, k.masked)
	if t.Failed() {
		for _, f := range got.Findings {
			if f.Status == "unknown" && !f.Asked {
				t.Logf("%s: %s", f.Step, f.Said.En)
			}
		}
	}
}

// standsExactly demands what the world expects and forbids the rest: every step
// that is not healthy stands where the world says, and no other step does.
func standsExactly(t *testing.T, got commandtest.Checked, want lab.Expect) {
	t.Helper()
	found := map[string][]string{}
	for _, f := range got.Findings {
		cause := got.Verdict.Cause != nil && got.Verdict.Cause.Step == f.Step
		switch {
		case f.Status == "healthy", cause, f.Orders, f.Asked && f.Status == "unknown" && f.Why == "":
		case f.ExplainedBy != "":
			found["explained"] = append(found["explained"], f.Step+": "+f.ExplainedBy)
		default:
			found[f.Status] = append(found[f.Status], f.Step)
		}
	}
	if len(want.First) > 0 {
		beginsWith(t, got, want.First)
	}
	var explained []string
	for step, by := range want.Explained {
		explained = append(explained, step+": "+by)
	}
	same(t, "broken besides the cause", found["broken"], want.Also)
	same(t, "warning besides the cause", found["warning"], want.Warnings)
	unknown := darkIn(want)
	same(t, "unknown", found["unknown"], unknown)
	same(t, "explained", found["explained"], explained)
	same(t, "unknown in the verdict", got.Verdict.Unknown, unknown)
}

// beginsWith demands the first steps of a walk behind its first stage, in their
// order.
func beginsWith(t *testing.T, got commandtest.Checked, want []string) {
	t.Helper()
	var first []string
	for _, f := range got.Findings {
		if !strings.HasPrefix(f.Step, "symptom/") && len(first) < len(want) {
			first = append(first, f.Step)
		}
	}
	if !slices.Equal(first, want) {
		t.Errorf("the walk begins with\n got %q\nwant %q", first, want)
	}
}

// darkIn are the steps that a world expects to be unknown. Where it names an
// instrument, they are those that are dark without it and that nothing explains.
func darkIn(want lab.Expect) []string {
	var ids []string
	for _, named := range want.Unknown {
		for _, id := range darkWithout(named) {
			if id == named || want.Explained[id] == "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// darkWithout are the steps that an instrument leaves dark; a step is itself.
func darkWithout(named string) []string {
	if strings.Contains(named, "/") {
		return []string{named}
	}
	var ids []string
	for _, step := range catalog.All() {
		if step.DarkWithout(steps.Instrument(named)) && !step.OnlyWhenSound && !step.Orders {
			ids = append(ids, string(step.ID))
		}
	}
	return ids
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// speaks demands that every finding says something in both languages, and
// when and from where it was seen.
func speaks(t *testing.T, got commandtest.Checked) {
	t.Helper()
	for _, f := range got.Findings {
		if f.Said.Ko == "" || f.Said.En == "" {
			t.Errorf("%s says nothing in one language", f.Step)
		}
		if !f.Asked && (f.At.IsZero() || (f.Status != "unknown" && f.Vantage == "")) {
			t.Errorf("%s: evidence without time or vantage: %v %q", f.Step, f.At, f.Vantage)
		}
	}
}
