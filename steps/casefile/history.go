package casefile

import (
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
)

// toldHistory is what happened to the user of a report, in words.
func toldHistory(r Report, tell steps.Teller) timeline.Told {
	history := timeline.Of(r.Findings, userNamed(r))
	return history.Tell(tell)
}

// history tells what really happened, a line for each.
func (t *teller) history(tell steps.Teller, r Report) {
	told := toldHistory(r, tell)
	t.line("\n## %s\n", escape(told.Title))
	for _, one := range told.Head {
		t.line("- %s", escape(one))
	}
	if len(told.Lines) > 0 {
		t.line("\n| %s | %s | %s |", t.in(whenWord), t.in(whereWord), t.in(whatWord))
		t.line("|---|---|---|")
	}
	for i := range told.Lines {
		one := &told.Lines[i]
		text := one.Text
		if len(one.Notes) > 0 {
			text += " (" + strings.Join(one.Notes, "; ") + ")"
		}
		t.line("| %s %s | %s | %s |", one.Day, one.Clock, escape(one.At), escape(text))
	}
	if len(told.Foot) > 0 {
		t.line("")
	}
	for _, one := range told.Foot {
		t.line("- %s", escape(one))
	}
}

var (
	whenWord  = lang.Text{Ko: "시각", En: "When"}
	whereWord = lang.Text{Ko: "곳", En: "Where"}
	whatWord  = lang.Text{Ko: "있었던 일", En: "What happened"}
)

// htmlHistory is the history as a table: time runs down, and each place has a
// lane, the cloud on the left, the server in the middle and AD on the right.
type htmlHistory struct {
	Title               string
	Head, Foot, Columns []string
	Rows                []htmlMoment
}

type htmlMoment struct {
	Day                                  string // "" but for the first line of a day
	Clock, At, Text, Notes, Mark, Status string
	Lanes                                [3]timeline.Mark
	Marked                               bool
}

func historyOf(r Report, tell steps.Teller) *htmlHistory {
	told := toldHistory(r, tell)
	page := &htmlHistory{Title: told.Title, Head: told.Head, Foot: told.Foot, Columns: []string{whenWord.In(tell.Language)}}
	for _, place := range timeline.Places() {
		page.Columns = append(page.Columns, timeline.PlaceWord(place).In(tell.Language))
	}
	page.Columns = append(page.Columns, whatWord.In(tell.Language))
	day := ""
	for i := range told.Lines {
		one := &told.Lines[i]
		row := htmlMoment{
			Clock: one.Clock, At: one.At, Text: one.Text, Notes: strings.Join(one.Notes, "; "),
			Status: "noted", Lanes: one.Lanes(), Marked: one.Marked,
		}
		if !one.Noted {
			row.Status, row.Mark = one.Status.String(), symbols[one.Status]
		}
		if one.Day != day {
			day, row.Day = one.Day, one.Day
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}

// userNamed is whose password a report is about, as its evidence names them.
func userNamed(r Report) string {
	user := r.Facts[steps.User]
	for i := range r.Findings {
		if named := r.Findings[i].Learned[steps.User]; named != "" {
			user = named
		}
	}
	return user
}
