package command

import (
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Two commands may have a flag of the same name, and each binds its own: what
// one says or takes for granted is not there for another.
func TestNoFlagReachesAnotherCommand(t *testing.T) {
	t.Parallel()
	a := testApp(nil)
	root := a.root()
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if c.LocalNonPersistentFlags().HasFlags() {
			all = append(all, c)
		}
	}
	if len(all) < 7 {
		t.Fatalf("only %d commands with flags", len(all))
	}
	for _, one := range all {
		said := map[string]string{}
		for _, other := range all {
			if other != one {
				other.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { said[other.Name()+" --"+f.Name] = f.Value.String() })
			}
		}
		one.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			value := "said"
			if f.Value.Type() == "bool" {
				value = "true"
			}
			if err := f.Value.Set(value); err != nil {
				t.Fatal(err)
			}
		})
		for _, other := range all {
			if other == one {
				continue
			}
			other.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
				if was := said[other.Name()+" --"+f.Name]; f.Value.String() != was {
					t.Errorf("%s --%s is %q after %s was told, want %q", other.Name(), f.Name, f.Value, one.Name(), was)
				}
			})
		}
	}
}
