package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

func (w *Walker) printf(format string, args ...any) { fmt.Fprintf(w.out, format, args...) }

func (w *Walker) text(t lang.Text) string { return t.In(w.Language) }

func (w *Walker) say(t lang.Text, args lang.Args) {
	w.printf("%s\n", t.Fill(w.Language, args))
}

// finding prints one finding with its remedy.
func (w *Walker) finding(step *steps.Step, f steps.Finding) {
	Finding(w.out, step, f, w.Language, w.Zone)
	if f.Status != steps.Healthy {
		Remedy(w.out, step, f, w.Language, w.Zone)
	}
}

// Finding prints a finding in one line, and where and when it was seen in a
// second. A question prints nothing when it only collected facts.
func Finding(out io.Writer, step *steps.Step, f steps.Finding, l lang.Language, zone *time.Location) {
	if f.Asked && f.Status == steps.Unknown && f.On == steps.Answered {
		return
	}
	fmt.Fprintf(out, "%s %s\n", Mark(f), steps.Sentence(step, f, l, zone))
	for _, detail := range steps.Details(step, f, l, zone) {
		if f.Status == steps.Healthy {
			break // a list of what is in order is read past
		}
		fmt.Fprintf(out, "  - %s\n", detail)
	}
	if f.Seen.At.IsZero() {
		return
	}
	fmt.Fprintf(out, "  %s\n", tell.Fill(words.seen, tell.Args{
		"vantage": tell.Words.Of(steps.From(f.Seen.Vantage, l)), "seen_at": tell.At(f.Seen.At),
		"took": tell.Number.Of(strconv.FormatFloat(f.Seen.Took.Seconds(), 'f', 1, 64)),
	}, l, zone))
}

// Mark is the status as a word in brackets, the same in both languages so
// that a script or a listener learns it once.
func Mark(f steps.Finding) string {
	switch f.Status {
	case steps.Unknown:
		if f.Asked { // a question is not something that could not be seen
			return "[NOTED]"
		}
		return "[UNKNOWN]"
	case steps.Healthy:
		return "[OK]"
	case steps.Warning:
		return "[WARN]"
	case steps.Broken:
		return "[FAIL]"
	default:
		return "[UNKNOWN]"
	}
}

// Remedy prints what to do about a finding: who, where, each action, the
// commands to copy and those that take them back.
func Remedy(out io.Writer, step *steps.Step, f steps.Finding, l lang.Language, zone *time.Location) {
	if who := steps.People(step, f); len(who) > 0 {
		fmt.Fprintf(out, "  %s %s\n", words.who.In(l), people(who, l))
	}
	remedy := steps.RemedyOf(step, f)
	if remedy == nil {
		return
	}
	fmt.Fprintf(out, "  %s %s\n", words.where.In(l), tell.Fill(remedy.Where, f.Args, l, zone))
	for i, do := range remedy.Do {
		fmt.Fprintf(out, "  %d. %s\n", i+1, tell.Fill(do, f.Args, l, zone))
	}
	ready := remedy.Commands(f.Args)
	if !ready.Withheld.Empty() {
		fmt.Fprintf(out, "  %s\n", ready.Withheld.In(l))
	}
	commands(out, ready.Blocks, l)
	for _, t := range []struct{ head, text lang.Text }{{words.changes, remedy.Changes}, {words.proof, remedy.Proof}} {
		if !t.text.Empty() {
			fmt.Fprintf(out, "  %s %s\n", t.head.In(l), tell.Fill(t.text, f.Args, l, zone))
		}
	}
	if remedy.Link != "" {
		fmt.Fprintf(out, "  %s %s\n", words.link.In(l), remedy.Link)
	}
}

func people(who []steps.Who, l lang.Language) string {
	names := make([]string, len(who))
	for i, w := range who {
		names[i] = w.Word().In(l)
	}
	return strings.Join(names, ", ")
}

func commands(out io.Writer, blocks []steps.Block, l lang.Language) {
	for _, block := range blocks {
		fmt.Fprintf(out, "  %s (%s):\n", block.Part.Word().In(l), block.Shell)
		for _, line := range block.Lines {
			fmt.Fprintf(out, "    %s\n", line)
		}
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
	Summary(w.out, p, w.Language, w.Zone)
}

// Summary prints the diagnosis of a patient, and as of when it is made.
func Summary(out io.Writer, p *steps.Patient, l lang.Language, zone *time.Location) {
	s := p.Session
	d := s.Diagnosis()
	fmt.Fprintf(out, "== %s: %s ==\n", words.diagnosis.In(l), d.Status.Word().In(l))
	Past(out, p, l, zone)
	if d.Cause != nil {
		step := s.Find(d.Cause.Step)
		fmt.Fprintf(out, "%s %s (%s)\n", causeWord(d.Status).In(l), title(step, l), d.Cause.Step)
		Finding(out, step, *d.Cause, l, zone)
		caller(out, step, *d.Cause, l)
		Remedy(out, step, *d.Cause, l, zone)
	} else if d.Status == steps.Healthy {
		fmt.Fprintf(out, "%s\n", words.allHealthy.In(l))
	} else {
		fmt.Fprintf(out, "%s\n", words.notAllSeen.In(l))
	}
	for _, f := range d.Others {
		step := s.Find(f.Step)
		fmt.Fprintf(out, "%s %s (%s)\n", words.also.In(l), title(step, l), f.Step)
		Finding(out, step, f, l, zone)
		Remedy(out, step, f, l, zone)
	}
	unknown(out, s, d.Unknown, l, zone)
}

// caller prints what can be said on the phone, where the remedy is not about
// the user.
func caller(out io.Writer, step *steps.Step, f steps.Finding, l lang.Language) {
	if say := steps.ToCaller(step, f); !say.Empty() {
		fmt.Fprintf(out, "  %s %s\n", words.caller.In(l), say.In(l))
	}
}

// causeWord heads the finding that matters most: a warning is not the cause of
// a fault.
func causeWord(s steps.Status) lang.Text {
	if s == steps.Warning {
		return words.warned
	}
	return words.cause
}

// unknown groups what could not be seen by what stood in the way, so that one
// missing thing is one line and not twelve.
func unknown(out io.Writer, s *steps.Session, findings []steps.Finding, l lang.Language, zone *time.Location) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(out, "%s\n", words.unknown.In(l))
	var order []string
	groups, alone := map[string][]string{}, map[string]string{}
	for _, f := range findings {
		step := s.Find(f.Step)
		whole := steps.Sentence(step, f, l, zone)
		reason := whole
		if f.Why != nil {
			why, args, _ := steps.ObstacleText(f.Why)
			reason = tell.Fill(why, args, l, zone)
		}
		if groups[reason] == nil {
			order = append(order, reason)
		}
		groups[reason] = append(groups[reason], title(step, l)+steps.WasThen(step, f, l))
		alone[reason] = whole
	}
	for _, reason := range order {
		say := reason
		if len(groups[reason]) == 1 { // nothing is said twice, so there is room for the step's own sentence
			say = alone[reason]
		}
		fmt.Fprintf(out, "- %s\n  %s\n", strings.Join(groups[reason], ", "), say)
	}
}

func title(step *steps.Step, l lang.Language) string {
	if step == nil {
		return ""
	}
	return step.Title.In(l)
}
