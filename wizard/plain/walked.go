package plain

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
)

// Walked is a walk that is over, as a page: the verdict and what to do about it
// first, then one line a step.
type Walked struct {
	Summary  steps.Summary
	User     string // whose password it is; "" where nobody was named
	Lines    []Line
	Language lang.Language
	Verbose  bool   // the whole text of every step, and every command
	Masked   string // a remark that names were masked; "" where they were not
	Ahead    forecast.Told
	History  timeline.Told // told with Verbose alone
	// Paint colours the mark of a status. Nil paints nothing; the mark says it all.
	Paint func(s steps.Status, mark string) string
}

// Line is one step of a walk.
type Line struct {
	Told  steps.Told
	Under steps.ID // the step that explains it; "" for none
}

// Lines are the findings of a walk, in its order.
func Lines(t steps.Teller, trail []steps.Finding) []Line {
	var lines []Line
	for _, f := range trail {
		if told := t.Finding(f); !told.Unheard() { // nothing was found in what the caller says
			lines = append(lines, Line{told, f.ExplainedBy})
		}
	}
	return lines
}

// Print prints the page.
func (w Walked) Print(out io.Writer) {
	w.verdict(out)
	w.ahead(out)
	if w.Verbose {
		History(out, w.History, w.Language)
	}
	if len(w.Lines) == 0 {
		return
	}
	fmt.Fprintf(out, "\n== %s ==\n", words.stepByStep.In(w.Language))
	shown := map[steps.ID]bool{}
	for _, line := range w.Lines {
		shown[line.Told.Step] = true
	}
	for _, line := range w.Lines {
		if !shown[line.Under] {
			w.branch(out, line, 0)
		}
	}
	if !w.Verbose {
		Paragraph(out, "", words.more.In(w.Language))
	}
}

// fewAhead is how many announced changes are told where there is more to read.
const fewAhead = 3

// ahead prints what is announced: the first of it, or all.
func (w Walked) ahead(out io.Writer) {
	if w.Ahead.Empty() {
		return
	}
	lines := w.Ahead.Short(w.Language, fewAhead, words.moreAhead)
	if w.Verbose {
		lines = w.Ahead.Whole()
	}
	fmt.Fprintf(out, "\n== %s ==\n", w.Ahead.Title)
	for _, line := range lines {
		Paragraph(out, "- ", line)
	}
}

// verdict prints the diagnosis as a card: what it is, what to tell the caller,
// who mends it and how.
func (w Walked) verdict(out io.Writer) {
	s, l := w.Summary, w.Language
	w.prose(out, fmt.Sprintf("== %s: %s ==\n", words.diagnosis.In(l), s.Status.Word().In(l)))
	var b bytes.Buffer
	if w.User != "" {
		fmt.Fprintf(&b, "%s %s\n", steps.Colon(steps.Label().User).In(l), w.User)
	}
	if s.AsOf != "" {
		fmt.Fprintf(&b, "%s\n", s.AsOf)
	}
	if s.Status != steps.Broken {
		fmt.Fprintf(&b, "%s\n", s.Overall)
	}
	if s.Cause != nil {
		w.card(&b, s.Heading.In(l)+":", *s.Cause)
	}
	for _, other := range s.Others {
		w.card(&b, words.also.In(l), other)
	}
	gaps(&b, s, l)
	if w.Masked != "" {
		fmt.Fprintf(&b, "%s\n", w.Masked)
	}
	w.prose(out, b.String())
}

// card prints a finding with what to do about it. What it rests on stands with
// its step.
func (w Walked) card(out io.Writer, head string, told steps.Told) {
	fmt.Fprintf(out, "%s %s (%s)\n", head, told.Title, told.Step)
	fmt.Fprintf(out, "%s %s\n", Mark(told, w.Language), told.Sentence)
	note(out, words.caller, told.ToCaller, w.Language)
	note(out, words.who, told.People, w.Language)
	note(out, words.since, told.Since, w.Language)
	if told.Remedy != nil {
		how(out, told.Remedy, w.Language, w.commands)
		note(out, words.link, told.Remedy.Link, w.Language)
	}
}

// fewest is how many lines of commands stand on a card. A block that has more
// is named there and not cut: half of a command is worse than none.
const fewest = 5

func (w Walked) commands(block steps.Block) []string {
	lines := laid(block)
	if w.Verbose || len(lines) <= fewest {
		return lines
	}
	return []string{words.elsewhere.Fill(w.Language, lang.Args{"n": strconv.Itoa(len(lines))})}
}

// branch prints a step, and further in those that it explains.
func (w Walked) branch(out io.Writer, line Line, depth int) {
	if depth > len(w.Lines) {
		return // none explains itself; a file could say so
	}
	w.step(out, line.Told, strings.Repeat("  ", min(depth, deepest)))
	for _, other := range w.Lines {
		if other.Under != line.Told.Step || other.Under == "" {
			continue
		}
		if !w.Verbose { // it is no further fault
			Paragraph(out, strings.Repeat("  ", min(depth+1, deepest))+"- ", other.Told.AndFix(words.explained.Fill(w.Language, lang.Args{"title": other.Told.Title})))
			continue
		}
		w.branch(out, other, depth+1)
	}
}

// deepest is how far lines are indented.
const deepest = 6

// step prints one step: a healthy one in a line, any other with what it rests
// on, from where and when it was seen.
func (w Walked) step(out io.Writer, told steps.Told, indent string) {
	name := told.Title
	if told.Status != steps.Healthy || w.Verbose {
		name += " (" + string(told.Step) + ")"
	}
	text := told.Sentence
	if !w.Verbose && (told.Status == steps.Healthy || told.Status == steps.Unknown && !told.Noted() || w.carded(told.Step)) {
		text = told.Label + told.Then
	}
	w.paragraph(out, indent+Mark(told, w.Language)+" ", name+": "+text, told.Status)
	if !w.Verbose && told.Status == steps.Healthy {
		return
	}
	w.besides(out, told, indent)
	for _, detail := range told.Details {
		if w.Verbose || !slices.Contains(told.Drawn, detail) {
			Paragraph(out, indent+"  - ", detail)
		}
	}
	if told.Seen.Looked && w.Verbose {
		Paragraph(out, indent+"  ", seen(told, w.Language))
	}
}

// besides prints what the rest of the walk says of a step: what to fix first, and since
// when it fails where no card says so.
func (w Walked) besides(out io.Writer, told steps.Told, indent string) {
	if told.FixFirst != "" {
		Paragraph(out, indent+"  ", told.FixFirst)
	}
	if told.Since != "" && w.Verbose && !w.carded(told.Step) {
		Paragraph(out, indent+"  "+words.since.In(w.Language)+" ", told.Since)
	}
}

// carded reports whether the sentence of a step stands on a card already.
func (w Walked) carded(id steps.ID) bool {
	if w.Summary.Cause != nil && w.Summary.Cause.Step == id {
		return true
	}
	for i := range w.Summary.Others {
		if w.Summary.Others[i].Step == id {
			return true
		}
	}
	return false
}

// prose is Prose with the marks of the cards in their colours.
func (w Walked) prose(out io.Writer, text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "    ") {
			fmt.Fprintln(out, line)
			continue
		}
		head := lead().FindString(line)
		status, marked := statusOf(strings.TrimSpace(head))
		switch {
		case marked:
			w.paragraph(out, head, line[len(head):], status)
		case strings.HasPrefix(line, "== "):
			fmt.Fprintln(out, w.painted(w.Summary.Status, line))
		default:
			Paragraph(out, head, line[len(head):])
		}
	}
}

// paragraph is Paragraph with its head in the colour of a status.
func (w Walked) paragraph(out io.Writer, head, text string, status steps.Status) {
	mark := strings.TrimSpace(head)
	for i, line := range hanging(head, text, pageWidth) {
		if i == 0 {
			line = strings.Replace(line, mark, w.painted(status, mark), 1)
		}
		fmt.Fprintln(out, line)
	}
}

func (w Walked) painted(status steps.Status, text string) string {
	if w.Paint == nil {
		return text
	}
	return w.Paint(status, text)
}

// statusOf is the status that a mark says.
func statusOf(mark string) (steps.Status, bool) {
	for _, s := range []steps.Status{steps.Healthy, steps.Warning, steps.Broken, steps.Unknown} {
		told := steps.Told{Status: s}
		if mark == Mark(told, lang.Korean) || mark == Mark(told, lang.English) {
			return s, true
		}
	}
	return steps.Unknown, false
}
