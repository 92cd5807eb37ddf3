package command

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// documents are what a reader of the repository is given, by name.
func documents(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../../.readme/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	all := map[string]string{}
	for _, name := range append(names, "../../README.md") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(text)
	}
	return all
}

// README tells of every command that there is, and of no other.
func TestREADMETellsOfEveryCommand(t *testing.T) {
	t.Parallel()
	var told, want []string
	for _, m := range regexp.MustCompile("(?m)^\\| `writeback-doctor ([a-z]+)").FindAllStringSubmatch(documents(t)["../../README.md"], -1) {
		told = append(told, m[1])
	}
	for _, c := range testApp(nil).root().Commands() {
		if c.IsAvailableCommand() && c.Name() != "completion" || c.Name() == "help" {
			want = append(want, c.Name())
		}
	}
	slices.Sort(told)
	slices.Sort(want)
	if !slices.Equal(told, want) {
		t.Errorf("README tells of %v, want %v", told, want)
	}
}

// A link leads to what is there, and an option that a document names exists.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	t.Parallel()
	options := map[string]bool{"version": true, "help": true}
	root := testApp(nil).root()
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		for _, set := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
			set.VisitAll(func(f *pflag.Flag) { options[f.Name] = true })
		}
	}
	links, flags := 0, map[string]bool{}
	for name, text := range documents(t) {
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, m := range regexp.MustCompile("[` ]--([a-z][a-z-]+)").FindAllStringSubmatch(text, -1) {
			flags[m[1]] = true
		}
	}
	for _, flag := range slices.Sorted(maps.Keys(flags)) {
		if !options[flag] {
			t.Errorf("a document names --%s, which no command has", flag)
		}
	}
	if links < 6 || len(flags) < 20 {
		t.Errorf("read %d links and %d options: %s", links, len(flags), strings.Join(slices.Sorted(maps.Keys(flags)), " "))
	}
}
