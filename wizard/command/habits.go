package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// Whoever comes from the prompt of Windows writes -?, /? and -Domain. What can
// only mean one thing is done or answered with the way it is written here.

// welcome makes every command take such habits kindly.
func welcome(root *cobra.Command) {
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		strict := c.Args
		c.Args = func(c *cobra.Command, args []string) error {
			for _, word := range args {
				if asksHelp(word) {
					return pflag.ErrHelp // cobra shows it
				}
				if err := slashed(c, word); err != nil {
					return err
				}
			}
			if strict == nil {
				return nil
			}
			return strict(c, args)
		}
	}
}

// asksHelp reports whether a word asks for help in the way of Windows.
func asksHelp(word string) bool {
	return slices.Contains([]string{"/?", "/h", "/help", "?"}, strings.ToLower(word))
}

// slashed answers an option that was written with a slash; nil for any other
// word, a path from the root among them.
func slashed(c *cobra.Command, word string) error {
	name, is := strings.CutPrefix(word, "/")
	if !is {
		return nil
	}
	if flag := meant(c, name); flag != "" {
		return twoDashes(word, flag)
	}
	return nil
}

// dashed answers an option that was written with one dash, as PowerShell does;
// nil for what is no option of ours that way either.
func dashed(c *cobra.Command, args []string, rest string) error {
	for _, word := range args {
		name, is := strings.CutPrefix(word, "-")
		if !is || strings.HasPrefix(name, "-") || !strings.HasSuffix(name, rest) {
			continue
		}
		if strings.EqualFold(name, "help") {
			return pflag.ErrHelp
		}
		if flag := meant(c, name); flag != "" {
			return twoDashes(word, flag)
		}
	}
	return nil
}

// meant is the option that a word names but for its case, its dashes and a value
// behind it; "" for none.
func meant(c *cobra.Command, word string) string {
	plain := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", "") }
	name, _, _ := strings.Cut(word, ":")
	name, _, _ = strings.Cut(name, "=")
	for _, flag := range flagNames(c) {
		if len(name) > 1 && plain(flag) == plain(name) {
			return flag
		}
	}
	return ""
}

func twoDashes(word, flag string) error {
	return misuse.New(lang.Text{
		Ko: "{word}: 옵션은 줄표 두 개와 소문자로 씁니다. --{flag} 옵션으로 쓰십시오.",
		En: "{word}: options begin with two dashes and are written small. Write --{flag}.",
	}, lang.Args{"word": word, "flag": flag})
}
