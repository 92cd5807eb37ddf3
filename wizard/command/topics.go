package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// versionText is what --version prints: the program, its source, and of when the
// tables are that it judges by.
func versionText(p Process, l lang.Language) string {
	in := func(ko, en string) string { return lang.Text{Ko: ko, En: en}.In(l) }
	text := "writeback-doctor " + p.Version
	if p.Commit != "" {
		text += " (" + p.Commit + ")"
	}
	text += "\n" + in("판정에 쓰는 표", "Tables that it judges by") + ":\n"
	for _, t := range catalog.Tables() {
		line := fmt.Sprintf("  %-17s %s", t.Name, t.AsOf)
		if t.Checked != "" {
			line += " (" + in("확인함", "checked") + " " + t.Checked + ")"
		}
		text += line + "\n"
	}
	return strings.ReplaceAll(text, "{{", "")
}

// topic is a page of help that belongs to no command.
type topic struct {
	name  string
	title lang.Text
	text  lang.Text
}

// topicList is the word that lists the topics.
const topicList = "topics"

// topicOf is the page that "help" was asked for.
func topicOf(args []string) (topic, bool) {
	if len(args) != 1 {
		return topic{}, false
	}
	if args[0] == topicList {
		return topic{name: topicList}, true
	}
	for _, t := range topics() {
		if t.name == args[0] {
			return t, true
		}
	}
	return topic{}, false
}

// explain makes "help TOPIC" show its page.
func explain(root *cobra.Command, l lang.Language) {
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		ofCommand := c.Run
		c.Run = func(c *cobra.Command, args []string) {
			t, known := topicOf(args)
			switch {
			case !known:
				ofCommand(c, args)
			case t.name == topicList:
				c.Print(topicLines(l))
			default:
				c.Println(t.text.In(l))
			}
		}
		c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return helpWords(root, l), cobra.ShellCompDirectiveNoFileComp
		}
	}
}

// topicLines are the topics, one a line.
func topicLines(l lang.Language) string {
	var lines strings.Builder
	for _, t := range topics() {
		fmt.Fprintf(&lines, "  writeback-doctor help %-14s %s\n", t.name, t.title.In(l))
	}
	return lines.String()
}

// helpWords are what can stand behind "help".
func helpWords(root *cobra.Command, l lang.Language) []string {
	all := []string{topicList}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			all = append(all, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
	}
	for _, t := range topics() {
		all = append(all, cobra.CompletionWithDesc(t.name, t.title.In(l)))
	}
	return all
}
