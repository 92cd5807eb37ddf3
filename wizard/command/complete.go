package command

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/opener"
)

// names are the flags whose values nobody can know before they are said: a shell
// offers nothing for them, where it would otherwise offer the files at hand.
func names() []string {
	return []string{
		"user", "words", "domain", "controller", "tenant", "server", "admin", "test-user", "connector-account",
		"account", "client-id", "compare", "base", "filter", "record-as", "limit", "every",
	}
}

// shellAsks reports whether a shell asks what could stand next. Nobody else pays
// for it: what cobra has registered once, it keeps with all commands around it
// for as long as the process lives.
func shellAsks(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// completeValues lets the shells complete the values of every flag, as far as
// they are known.
func (f *flags) completeValues(root *cobra.Command, l lang.Language) {
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		take := func(name string, offer cobra.CompletionFunc) {
			if flag := c.LocalFlags().Lookup(name); flag != nil && c.InheritedFlags().Lookup(name) == nil {
				_ = c.RegisterFlagCompletionFunc(name, offer) // it fails for no flag that was looked up, once
			}
		}
		for _, o := range f.choices(f.of(c)) {
			take(o.name, cobra.FixedCompletions(o.values, cobra.ShellCompDirectiveNoFileComp))
		}
		for _, name := range names() {
			take(name, cobra.NoFileCompletions)
		}
		if c.Name() == "landed" { // where it is a moment, and no file of a scan
			take("since", cobra.NoFileCompletions)
		}
		take("world", offerWorlds(l))
		take("fixes", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		})
	}
}

// offerWorlds offers the built-in worlds with what is wrong in each, and files
// where no name begins like the word.
func offerWorlds(l lang.Language) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var all []string
		for _, w := range opener.Worlds() {
			all = append(all, cobra.CompletionWithDesc(w.Name, lang.Text{Ko: w.Ko, En: w.En}.In(l)))
		}
		return all, cobra.ShellCompDirectiveDefault
	}
}

// flagNames are the flags that a command takes.
func flagNames(c *cobra.Command) []string {
	var all []string
	c.Flags().VisitAll(func(f *pflag.Flag) { all = append(all, f.Name) })
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(all, f.Name) {
			all = append(all, f.Name)
		}
	})
	return all
}
