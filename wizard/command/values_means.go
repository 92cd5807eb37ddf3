package command

import (
	"fmt"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// answerable are the answers to questions of the tree that have choices: what can be
// written on the command line, and what the screen calls it.
func answerable() []oneOf {
	var all []oneOf
	tree := catalog.All()
	for _, name := range steps.Inputs() {
		question, _ := steps.QuestionOf(tree, name)
		o := oneOf{name: string(name)}
		for _, c := range question.Choices {
			if c.Value != "" {
				o.values, o.means = append(o.values, c.Value), append(o.means, c.Label)
			}
		}
		if len(o.values) > 0 {
			all = append(all, o)
		}
	}
	return all
}

// meanings are the values with what each means, one a line.
func (o oneOf) meanings(l lang.Language) string {
	wide := 0
	for _, v := range o.values {
		wide = max(wide, len(v))
	}
	var lines strings.Builder
	for i, v := range o.values {
		fmt.Fprintf(&lines, "\n  %-*s  %s", wide, v, o.means[i].In(l))
	}
	return lines.String()
}

// refused is the error of a value that cannot be, of which option says where it was
// said: with those that can, and what they mean where they do not say it.
func (o oneOf) refused(option string) error {
	args := lang.Args{"option": option, "value": *o.value, "values": strings.Join(o.values, ", ")}
	text := lang.Text{
		Ko: "{option} 값으로 {value} 값은 쓸 수 없습니다. 쓸 수 있는 값: {values}.",
		En: "{option} cannot be {value}. It is one of: {values}.",
	}
	if o.means != nil {
		text = lang.Text{
			Ko: "{option} 값으로 {value} 값은 쓸 수 없습니다. 쓸 수 있는 값:" + o.meanings(lang.Korean),
			En: "{option} cannot be {value}. It is one of:" + o.meanings(lang.English),
		}
	}
	return misuse.Mistyped(text, args, "", *o.value, o.values)
}

// valuesText is the page of help about the values of answers.
func valuesText() lang.Text {
	text := lang.Text{
		Ko: "진단에 쓰는 답의 값과 그 뜻입니다. 옵션으로 주거나 답변 파일(--answers)에 적습니다.",
		En: "The values of answers, and what they mean: as an option, or in a file of answers (--answers).",
	}
	tree := catalog.All()
	for _, o := range answerable() {
		question, _ := steps.QuestionOf(tree, steps.Fact(o.name))
		text.Ko += "\n\n--" + o.name + "  " + question.Label.Ko + o.meanings(lang.Korean)
		text.En += "\n\n--" + o.name + "  " + question.Label.En + o.meanings(lang.English)
	}
	return text
}
