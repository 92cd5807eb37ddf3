package lab

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (i *Info) keys() keys {
	return keys{
		"title": section(keys{"ko": text(&i.Ko), "en": text(&i.En)}),
		"expect": section(keys{
			"status":    oneOf(&i.Expect.Status, "healthy", "warning", "broken", "unknown"),
			"cause":     step(&i.Expect.Cause),
			"outcome":   text(&i.Expect.Outcome),
			"also":      list(&i.Expect.Also, "", step),
			"warnings":  list(&i.Expect.Warnings, "", step),
			"unknown":   list(&i.Expect.Unknown, "", dark),
			"explained": reasons(&i.Expect.Explained),
			"first":     list(&i.Expect.First, "", step),
			"ahead":     list(&i.Expect.Ahead, "", text),
			"untold":    list(&i.Expect.Untold, "", text),
			"tried":     entries(&i.Expect.Tried, func(string) string { return "" }, text),
			"answers":   entries(&i.Expect.Answers, func(string) string { return "" }, text),
		}),
	}
}

// reasons is a mapping from steps to the steps that explain them.
func reasons(to *map[string]string) bind {
	none := func(string) string { return "" }
	return func(r *reader, n *yaml.Node) {
		entries(to, none, step)(r, n)
		if n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i < len(n.Content); i += 2 {
			var effect string
			step(&effect)(r, n.Content[i])
		}
	}
}

// dark is the ID of a step, or what is missing in this world, for every step
// that is dark without it.
func dark(to *string) bind {
	return func(r *reader, n *yaml.Node) {
		if slices.Contains([]string{"directory", "tenant", "server"}, n.Value) {
			*to = n.Value
			return
		}
		step(to)(r, n)
	}
}

// step is the ID of a step: stage and name.
func step(to *string) bind {
	return func(r *reader, n *yaml.Node) {
		const want = "the ID of a step, such as configuration/pdc-emulator"
		value, ok := r.scalar(n, want)
		if !ok {
			return
		}
		stage, name, both := strings.Cut(value, "/")
		if !both || stage == "" || name == "" || strings.Contains(name, "/") {
			r.fault(n, want)
			return
		}
		*to = value
	}
}
