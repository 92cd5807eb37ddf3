package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
)

// versionText is what --version prints: the program, its source, and of when the
// tables are that it judges by.
func versionText(p Process, l lang.Language) string {
	checked := lang.Text{Ko: "확인함", En: "checked"}.In(l)
	var text strings.Builder
	text.WriteString("writeback-doctor " + p.Version)
	if p.Commit != "" {
		text.WriteString(" (" + p.Commit + ")")
	}
	text.WriteString("\n" + lang.Text{Ko: "판정에 쓰는 표", En: "Tables that it judges by"}.In(l) + ":\n")
	for _, t := range catalog.Tables() {
		fmt.Fprintf(&text, "  %-17s %s", t.Name, t.AsOf)
		if t.Checked != "" {
			text.WriteString(" (" + checked + " " + t.Checked + aged(t.Checked, p.Now(), l) + ")")
		}
		text.WriteString("\n")
	}
	fmt.Fprintf(&text, "  %-17s (%s %s%s)\n", "changes", checked, lookedUp(), aged(lookedUp(), p.Now(), l))
	if asksPlaces(p.Args) {
		text.WriteString(placesText(p, l))
	}
	return strings.ReplaceAll(text.String(), "{{", "")
}

// aged is how old a day is; "" for one that is to come.
func aged(day string, now time.Time, l lang.Language) string {
	then, err := time.Parse(time.DateOnly, day)
	days := int(now.Sub(then).Hours() / 24)
	if err != nil || days < 0 {
		return ""
	}
	return lang.Text{Ko: ", {n}일 전", En: ", {n} {n|day|days} ago"}.Fill(l, lang.Args{"n": strconv.Itoa(days)})
}

// lookedUp is the day on which the oldest of the announced changes was last looked
// up.
func lookedUp() string {
	changes := forecast.Embedded().Changes
	oldest := slices.MinFunc(changes, func(a, b forecast.Change) int { return a.Checked.Compare(b.Checked) })
	return oldest.Checked.Format(time.DateOnly)
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
