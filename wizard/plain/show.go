package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
)

func (w *Walker) printf(format string, args ...any) { fmt.Fprintf(w.out, format, args...) }

func (w *Walker) text(t lang.Text) string { return t.In(w.Language) }

func (w *Walker) say(t lang.Text, args lang.Args) {
	w.printf("%s\n", t.Fill(w.Language, args))
}

// finding prints one finding with its remedy.
func (w *Walker) finding(p *steps.Patient, f steps.Finding) {
	told := p.Teller(w.Language, w.Zone).Finding(f)
	if told.Unheard() {
		return
	}
	if told.Status == steps.Healthy {
		Finding(w.out, told, w.Language)
		return
	}
	card(w.out, told, w.Language)
}

// card prints a finding in the order of the card on the screen: what it is, what to
// tell the caller, who mends it and how, and then what it rests on.
func card(out io.Writer, told steps.Told, l lang.Language) {
	if !told.Unheard() {
		fmt.Fprintf(out, "%s %s\n", Mark(told, l), told.Sentence)
	}
	first(out, told)
	note(out, words.caller, told.ToCaller, l)
	mended(out, told, l, laid)
	if !told.Unheard() {
		rests(out, told, l)
	}
	if told.Remedy != nil {
		note(out, words.link, told.Remedy.Link, l)
	}
}

// first prints what is to be mended before a finding that another step explains.
func first(out io.Writer, told steps.Told) {
	if told.FixFirst != "" {
		fmt.Fprintf(out, "  %s\n", told.FixFirst)
	}
}

// Finding prints a finding in one line, and where and when it was seen in a
// second. A question prints nothing when it only collected facts.
func Finding(out io.Writer, told steps.Told, l lang.Language) {
	if told.Unheard() {
		return
	}
	fmt.Fprintf(out, "%s %s\n", Mark(told, l), told.Sentence)
	rests(out, told, l)
}

// rests prints what a finding rests on, and from where and when it was seen.
func rests(out io.Writer, told steps.Told, l lang.Language) {
	for _, detail := range told.Details {
		if told.Status == steps.Healthy {
			break // a list of what is in order is read past
		}
		fmt.Fprintf(out, "  - %s\n", detail)
	}
	if told.Seen.Looked {
		fmt.Fprintf(out, "  %s\n", seen(told, l))
	}
}

// seen says from where and when a step was seen, and how long that took.
func seen(told steps.Told, l lang.Language) string {
	took := strconv.FormatFloat(told.Seen.Took.Seconds(), 'f', 1, 64)
	return words.seen.Fill(l, lang.Args{"vantage": told.Seen.From, "seen_at": told.Seen.At, "took": took})
}

// Mark is the status as a word in brackets. It is for people: a script takes the
// words of JSON.
func Mark(told steps.Told, l lang.Language) string {
	return "[" + strings.ToUpper(told.Word().In(l)) + "]"
}

// Remedy prints what to do about a finding: who, where, each action, and the
// commands to copy, part by part.
func Remedy(out io.Writer, told steps.Told, l lang.Language) {
	remedy(out, told, l, laid)
}

// laid are the commands of a block in lines that no window cuts, each of which
// ends where its shell goes on reading.
func laid(block steps.Block) []string {
	var lines []string
	for _, command := range block.Lines {
		lines = append(lines, script.Lay(block.Shell, command, script.Wide)...)
	}
	return lines
}

// remedy is Remedy with each block of commands as lines shows it.
func remedy(out io.Writer, told steps.Told, l lang.Language, lines func(steps.Block) []string) {
	mended(out, told, l, lines)
	if told.Remedy != nil {
		note(out, words.link, told.Remedy.Link, l)
	}
}

// mended is remedy without the page that it is about.
func mended(out io.Writer, told steps.Told, l lang.Language, lines func(steps.Block) []string) {
	note(out, words.who, told.People, l)
	note(out, words.since, told.Since, l)
	if told.Remedy != nil {
		how(out, told.Remedy, l, lines)
	}
}

// how prints what to do, without who does it.
func how(out io.Writer, r *steps.ToldRemedy, l lang.Language, lines func(steps.Block) []string) {
	note(out, words.where, r.Where, l)
	for i, do := range r.Do {
		fmt.Fprintf(out, "  %d. %s\n", i+1, do)
	}
	if r.Withheld != "" {
		fmt.Fprintf(out, "  %s\n", r.Withheld)
	}
	if r.ByHand != "" {
		fmt.Fprintf(out, "  %s\n", r.ByHand)
	}
	for _, block := range r.Blocks {
		fmt.Fprintf(out, "  %s (%s):\n", block.Label().In(l), block.Shell)
		for _, line := range lines(block) {
			fmt.Fprintf(out, "    %s\n", line)
		}
	}
	note(out, words.changes, r.Changes, l)
	note(out, words.proof, r.Proof, l)
}

// note prints a remark behind its head, if there is one.
func note(out io.Writer, head lang.Text, remark string, l lang.Language) {
	if remark != "" {
		fmt.Fprintf(out, "  %s %s\n", head.In(l), remark)
	}
}

func (w *Walker) evidence(f steps.Finding) {
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, f.Evidence, "  ", "  "); err != nil {
		return
	}
	w.printf("  %s\n", lang.CleanLines(pretty.String()))
}

// Summary prints the diagnosis of a walk: cause, who, what next, what else,
// and what remained unknown.
func (w *Walker) Summary(p *steps.Patient) {
	w.printf("\n")
	Summary(w.out, p.Summary(p.Teller(w.Language, w.Zone)), w.Language)
	if w.Ahead == nil || p.Session.Step() != nil {
		return
	}
	told := w.Ahead(p).Tell(w.Language)
	if line := told.Line(); line != "" {
		w.printf("%s\n", line)
		return
	}
	for i, line := range told.Short(w.Language, fewAhead, words.inReport) {
		if i == 0 {
			w.printf("%s:\n", told.Title)
		}
		w.printf("- %s\n", line)
	}
}

// Summary prints what a walk says, and as of when.
func Summary(out io.Writer, told steps.Summary, l lang.Language) {
	fmt.Fprintf(out, "== %s: %s ==\n", words.diagnosis.In(l), told.Status.Word().In(l))
	if told.AsOf != "" {
		fmt.Fprintf(out, "%s\n", told.AsOf)
	}
	if told.Status != steps.Broken {
		fmt.Fprintf(out, "%s\n", told.Overall)
	}
	if told.Cause != nil {
		summed(out, told.Heading.In(l)+":", *told.Cause, l)
	}
	for _, other := range told.Others {
		summed(out, words.also.In(l), other, l)
	}
	gaps(out, told, l)
}

// gaps prints what could not be seen, and who could take away what stood in the
// way.
func gaps(out io.Writer, told steps.Summary, l lang.Language) {
	if len(told.Unknown) > 0 {
		fmt.Fprintf(out, "%s\n", words.unknown.In(l))
	}
	for _, gap := range told.Unknown {
		fmt.Fprintf(out, "- %s\n  %s\n", gap.Titles(), gap.Obstacle)
		note(out, words.who, gap.People, l)
	}
}

// summed prints a finding of the summary, with what the person on the phone
// can be told.
func summed(out io.Writer, head string, told steps.Told, l lang.Language) {
	fmt.Fprintf(out, "%s %s (%s)\n", head, told.Title, told.Step)
	card(out, told, l)
}
