package casefile

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
)

//go:embed page.html
var pageSource string

var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageSource)) })

// HTML tells a report as one page that needs nothing else: the card first, then
// the tree with its states, then every finding with where and when it was seen.
// It loads nothing and runs nothing, and prints. Times are in zone.
func HTML(w io.Writer, tree []steps.Step, r Report, l lang.Language, zone *time.Location) error {
	tell := tellerOf(tree, r, l, zone)
	r.Findings = steps.Pointing(tree, r.Findings)
	p := pageOf(tree, r, tell)
	if err := pageTemplate().Execute(w, p); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// htmlPage is what the template shows. Every text of it comes from [steps.Told]
// or is a word of ours; the template escapes them.
type htmlPage struct {
	Lang, Title, Overall, Mark, Status    string
	Meta, Columns                         []string
	UnknownHead, TreeHead, WalkHead, Foot string
	Cause                                 *htmlFinding
	Others                                []htmlFinding
	Unknown                               []htmlGap
	Stages                                []htmlStage
	Walk                                  []htmlRow
	Compared                              *htmlCompared
	ActedHead                             string
	Acted                                 []htmlField
	AheadHead                             string
	Ahead                                 []string
	History                               *htmlHistory
}

type htmlFinding struct {
	Heading, Title, Sentence, Status, Withheld, ByHand, Link string
	Fields, Below                                            []htmlField // above what is to be done, and below it
	Do, Details                                              []string
	Blocks                                                   []htmlBlock
}

type (
	htmlField struct{ Label, Text string }
	htmlBlock struct {
		Head  string
		Texts []string
	}
	htmlGap   struct{ Obstacle, People, Titles string }
	htmlStage struct {
		Title string
		Steps []htmlStep
	}
	htmlStep struct {
		N                                 int
		Title, Status, Mark, Word, Behind string
		Cause                             bool
	}
	htmlRow struct {
		Title, Status, Mark, Sentence, From, At string
		Behind                                  string // what explains it; "" for nothing
		Details                                 []string
	}
)

// htmlCompared is the comparison with another user.
type htmlCompared struct {
	compare.Told

	Difference, Judge, NotCompared, Alike string
}

func comparedOf(c *compare.Comparison, tell steps.Teller) *htmlCompared {
	if c == nil {
		return nil
	}
	in := func(ko, en string) string { return lang.Text{Ko: ko, En: en}.In(tell.Language) }
	return &htmlCompared{
		Told: c.Tell(tell), Difference: in("차이", "Difference"), Judge: in("판정하는 단계", "Judged by"),
		NotCompared: in("비교하지 못한 것", "What could not be compared"), Alike: in("비교했고 같은 것", "Compared, and the same"),
	}
}

func pageOf(tree []steps.Step, r Report, tell steps.Teller) htmlPage {
	in := func(ko, en string) string { return lang.Text{Ko: ko, En: en}.In(tell.Language) }
	told := tell.Summary(r.Findings, r.Finished, pastOf(r))
	p := htmlPage{
		Lang: tell.Language.String(), Title: in("암호 쓰기 저장 진단", "Password writeback: diagnosis"),
		Overall: told.Overall, Status: told.Status.String(), Mark: markOf(told.Status, tell.Language),
		UnknownHead: in("확인하지 못한 것", "What remained unknown"), TreeHead: in("전체 단계", "All steps"), WalkHead: in("확인한 내용", "The walk"),
		Columns: []string{in("단계", "Step"), in("상태", "Status"), in("내용", "Finding"), in("확인 위치, 시각", "Seen from, when")},
		Foot:    lang.Clean(r.Program),
	}
	for _, one := range []struct{ label, text string }{
		{"", lang.Clean(r.Patient)}, {"", tell.User}, {"", heard(saidIn(r, steps.Words))}, {in("시작", "started"), lang.Time(tell.Language, r.Started, tell.Zone)}, {"", told.AsOf},
	} {
		switch {
		case one.text == "":
		case one.label == "":
			p.Meta = append(p.Meta, one.text)
		default:
			p.Meta = append(p.Meta, one.label+" "+one.text)
		}
	}
	if r.Masked {
		p.Meta = append(p.Meta, in("이름은 가려져 있습니다", "names are masked"))
	}
	if told.Cause != nil {
		cause := findingOf(*told.Cause, tell.Language)
		cause.Heading = told.Heading.In(tell.Language)
		p.Cause = &cause
	}
	for _, f := range slices.Concat(told.Others, told.Warnings) {
		p.Others = append(p.Others, findingOf(f, tell.Language))
	}
	for _, gap := range told.Unknown {
		p.Unknown = append(p.Unknown, htmlGap{Obstacle: gap.Obstacle, People: gap.People, Titles: gap.Titles()})
	}
	if r.Ahead != nil {
		ahead := r.Ahead.Tell(tell.Language)
		p.AheadHead, p.Ahead = ahead.Title, ahead.Whole()
	}
	p.History = historyOf(r, tell)
	p.Compared = comparedOf(r.Comparison, tell)
	if p.Acted = actedLines(r.Acted, tell.Language, tell.Zone); len(p.Acted) > 0 {
		p.ActedHead = steps.ActedTitle().In(tell.Language)
	}
	p.Stages = stagesOf(tree, r.Findings, told.Cause, tell)
	for _, f := range r.Findings {
		p.Walk = append(p.Walk, rowOf(tell.Finding(f), tell.Language))
	}
	return p
}

// findingOf is a finding as a card.
func findingOf(f steps.Told, l lang.Language) htmlFinding {
	card := htmlFinding{Title: f.Title, Sentence: f.Sentence, Status: f.Status.String(), Details: f.Details}
	label := steps.Label()
	field := func(all *[]htmlField, label lang.Text, text string) {
		if text != "" {
			*all = append(*all, htmlField{Label: label.In(l), Text: text})
		}
	}
	field(&card.Fields, label.ToCaller, f.ToCaller)
	field(&card.Fields, label.Who, f.People)
	field(&card.Fields, label.Since, f.Since)
	if r := f.Remedy; r != nil {
		field(&card.Fields, label.Where, r.Where)
		card.Do, card.Withheld, card.ByHand, card.Link = r.Do, r.Withheld, r.ByHand, r.Link
		for _, b := range r.Blocks {
			card.Blocks = append(card.Blocks, htmlBlock{Head: b.Label().In(l) + " (" + string(b.Shell) + ")", Texts: laid(b)})
		}
		field(&card.Below, label.Changes, r.Changes)
		field(&card.Below, label.Proof, r.Proof)
	}
	field(&card.Below, label.SeenFrom, f.Seen.From+", "+f.Seen.At)
	return card
}

// laid are the commands of a block, each by itself, in lines that people can read
// and PowerShell takes.
func laid(b steps.Block) []string {
	texts := make([]string, len(b.Lines))
	for i, command := range b.Lines {
		texts[i] = strings.Join(script.Lay(b.Shell, command, script.Wide), "\n")
	}
	return texts
}

// linesOf are those lines of all commands of a block.
func linesOf(b steps.Block) []string { return strings.Split(strings.Join(laid(b), "\n"), "\n") }

// heard is what stood on the caller's screen, or its beginning.
func heard(said string) string {
	const most = 120
	words := []rune(lang.Clean(said))
	if len(words) > most {
		return string(words[:most]) + "..."
	}
	return string(words)
}

// stagesOf is the tree, every step with its state.
func stagesOf(tree []steps.Step, trail []steps.Finding, cause *steps.Told, tell steps.Teller) []htmlStage {
	found, line := map[steps.ID]steps.Finding{}, map[steps.ID]int{}
	for _, f := range trail {
		found[f.Step] = f
	}
	for i := range tree {
		line[tree[i].ID] = i + 1
	}
	var stages []htmlStage
	last := ""
	for i := range tree {
		step := &tree[i]
		if stage := step.ID.Stage(); stage != last {
			stages, last = append(stages, htmlStage{Title: steps.StageWord(stage).In(tell.Language)}), stage
		}
		one := htmlStep{N: i + 1, Title: step.Title.In(tell.Language), Status: "ahead", Mark: "·", Word: lang.Text{Ko: "확인하지 않음", En: "not looked at"}.In(tell.Language)}
		if f, is := found[step.ID]; is {
			told := tell.Finding(f)
			one.Status, one.Mark, one.Word = stateOf(told), symbolOf(told), told.Word().In(tell.Language)
			if f.ExplainedBy != "" {
				one.Status, one.Behind = "explained", "←\u00a0"+strconv.Itoa(line[f.ExplainedBy])
			}
			one.Cause = cause != nil && cause.Step == f.Step
		}
		stages[len(stages)-1].Steps = append(stages[len(stages)-1].Steps, one)
	}
	return stages
}

func rowOf(told steps.Told, l lang.Language) htmlRow {
	row := htmlRow{
		Title: told.Title, Status: stateOf(told), Mark: markOf(told.Status, l), Sentence: told.Sentence,
		From: told.Seen.From, At: told.Seen.At, Details: told.Details,
	}
	if told.Noted() {
		row.Mark = symbolOf(told)
	}
	if told.ExplainedBy != "" {
		row.Status, row.Behind = "explained", lang.Text{Ko: "다른 원인의 영향: ", En: "explained by "}.In(l)+told.AndFix(told.ExplainedBy)
	}
	return row
}

func stateOf(told steps.Told) string {
	if told.Noted() {
		return "noted"
	}
	return told.Status.String()
}

func symbolOf(told steps.Told) string {
	if told.Noted() {
		return "–"
	}
	return symbols[told.Status]
}

var symbols = map[steps.Status]string{steps.Healthy: "✔", steps.Warning: "!", steps.Broken: "✖", steps.Unknown: "?"}

func markOf(s steps.Status, l lang.Language) string { return symbols[s] + " " + s.Word().In(l) }
