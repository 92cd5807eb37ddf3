package command

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

// oneOf is a flag that takes one of a few values. "" is not said.
type oneOf struct {
	name   string
	value  *string
	values []string
	means  []lang.Text // what each of them means; nil where they say it themselves
}

// choices are the flags of the command that take one of a few values. What
// answers a question of the tree takes the choices of that question.
func (f *flags) choices(own *own) []oneOf {
	all := []oneOf{
		{name: "format", value: &own.format, values: own.formats},
		{name: "color", value: &f.color, values: []string{"auto", "always", "never"}},
		{name: "cloud", value: &f.Cloud, values: sorted(opener.Clouds())},
		{name: "sign-in", value: &f.SignIn, values: sorted(opener.SignIns())},
		{name: "tenant-sign-in", value: &f.TenantSignIn, values: sorted(opener.TenantSignIns())},
		{name: "lang", value: &f.lang, values: []string{"ko", "en"}},
	}
	for _, o := range answerable() {
		o.value = f.Fact[steps.Fact(o.name)]
		all = append(all, o)
	}
	return all
}

// sorted are the names of a table, without the one that is not said.
func sorted[V any](table map[string]V) []string {
	names := slices.Sorted(maps.Keys(table))
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// checkValues says which value cannot be, on the command line or in the
// answers file, before anything is looked at.
func (f *flags) checkValues(c *cobra.Command) error {
	if f.unsaid() {
		return nil
	}
	for _, o := range f.choices(f.own) {
		if err := f.checkChoice(c, o); err != nil {
			return err
		}
	}
	tree := catalog.All()
	for _, name := range steps.Inputs() {
		question, _ := steps.QuestionOf(tree, name)
		value := *f.Fact[name]
		if question.Valid == nil || value == "" {
			continue
		}
		if problem := question.Valid(value); !problem.Empty() {
			return misuse.New(lang.Text{
				Ko: "{option} 값 {value}: " + problem.Ko, En: "{option} {value}: " + problem.En,
			}, lang.Args{"option": f.said(c, string(name)), "value": value})
		}
	}
	return nil
}

// unsaid reports whether nobody has said anything that could be wrong.
func (f *flags) unsaid() bool {
	said := []string{f.format, strings.TrimPrefix(f.color, "auto"), f.lang}
	for _, value := range f.Fact {
		said = append(said, *value)
	}
	for _, value := range f.Others() {
		said = append(said, *value)
	}
	return strings.Join(said, "") == ""
}

// checkChoice takes a value in any case.
func (f *flags) checkChoice(c *cobra.Command, o oneOf) error {
	if *o.value == "" || len(o.values) == 0 {
		return nil
	}
	if l, known := lang.Parse(*o.value); known && o.name == "lang" {
		*o.value = l.String()
	}
	for _, v := range o.values {
		if strings.EqualFold(v, strings.TrimSpace(*o.value)) {
			*o.value = v
			return nil
		}
	}
	return o.refused(f.said(c, o.name))
}

// said is where a person said something: the flag, or the answers file.
func (f *flags) said(c *cobra.Command, name string) string {
	if flag := c.Flag(name); f.Answers != "" && (flag == nil || !flag.Changed) {
		return f.Answers + ": " + name
	}
	return "--" + name
}

// badFlag says what is wrong with a flag, and which one was most likely meant.
// args are the whole command line.
func badFlag(args []string) func(*cobra.Command, error) error {
	return func(c *cobra.Command, err error) error { return wrongFlag(c, args, err) }
}

func wrongFlag(c *cobra.Command, args []string, err error) error {
	help := c.CommandPath() + " --help"
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing) && missing.GetSpecifiedName() == "?":
		return pflag.ErrHelp // cobra shows it
	case errors.As(err, &missing):
		if short := missing.GetSpecifiedShortnames(); short != "" {
			if err := dashed(c, args, short); err != nil {
				return err
			}
		}
		word := missing.GetSpecifiedName()
		if c.Flags().Lookup("format") != nil && word == "json" { // as other programs have it
			return misuse.New(lang.Text{
				Ko: "--json: 그런 옵션은 없습니다. --format json 옵션을 쓰십시오.", En: "There is no option --json. Use --format json.",
			}, nil)
		}
		dashes := "--"
		if missing.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return misuse.Mistyped(lang.Text{
			Ko: "{flag}: 그런 옵션은 없습니다. 쓸 수 있는 옵션은 {help} 명령으로 보십시오.",
			En: "There is no option {flag}. See {help}.",
		}, lang.Args{"flag": dashes + word, "help": help}, "--", word, flagNames(c))
	case errors.As(err, &empty):
		return misuse.New(lang.Text{
			Ko: "--{name} 옵션에 값이 필요합니다. {help} 명령으로 보십시오.", En: "--{name} needs a value. See {help}.",
		}, lang.Args{"name": empty.GetSpecifiedName(), "help": help})
	case errors.As(err, &wrong):
		return misuse.New(lang.Text{
			Ko: "--{name} 옵션에 {value} 값을 쓸 수 없습니다. 값 없이 쓰거나 true, false 값을 쓰십시오.",
			En: "--{name} cannot be {value}. Use it without a value, or with true or false.",
		}, lang.Args{"name": wrong.GetFlag().Name, "value": wrong.GetValue()})
	default:
		return misuse.New(lang.Text{
			Ko: "옵션이 올바르지 않습니다. 쓸 수 있는 옵션은 {help} 명령으로 보십시오. 자세히: {why}",
			En: "The options are not valid. See {help}. Details: {why}",
		}, lang.Args{"why": err.Error(), "help": help})
	}
}

// noArguments refuses words: a mistyped command, or what belongs to a flag.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	word, path := args[0], c.CommandPath()
	if c.HasSubCommands() {
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		return misuse.Mistyped(lang.Text{
			Ko: "{word}: 그런 명령은 없습니다. 쓸 수 있는 명령은 {path} --help 명령으로 보십시오.",
			En: "There is no command {word}. See {path} --help.",
		}, lang.Args{"word": word, "path": path}, "", word, names)
	}
	if opener.IsWorld(word) && c.Flag("world") != nil {
		return misuse.New(lang.Text{
			Ko: "실습 환경은 --world 옵션으로 지정하십시오: {path} --world {word}",
			En: "Name a world with --world: {path} --world {word}",
		}, lang.Args{"word": word, "path": path})
	}
	return misuse.New(lang.Text{
		Ko: "{name} 명령에는 옵션만 쓸 수 있습니다: {word}. {path} --help 명령으로 보십시오.",
		En: "{name} takes options only, not {word}. See {path} --help.",
	}, lang.Args{"word": word, "path": path, "name": c.Name()})
}

// refuseWords makes cobra's own commands as strict as ours.
func refuseWords(root *cobra.Command) {
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = func(_ *cobra.Command, args []string) error {
				if _, known := topicOf(args); known {
					return nil
				}
				found, rest, err := root.Find(args)
				if err != nil {
					return misuse.New(lang.Text{Ko: "{why}", En: "{why}"}, lang.Args{"why": err.Error()})
				}
				return noArguments(found, rest)
			}
		case "completion":
			c.Args = noArguments
			c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
			for _, shell := range c.Commands() {
				shell.Args = noArguments
			}
		}
	}
}
