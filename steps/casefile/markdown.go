package casefile

import (
	"fmt"
	"io"
	"strings"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Markdown tells a report as Markdown: the diagnosis first, then what to do,
// then every finding with where and when it was seen. Times are in zone.
func Markdown(w io.Writer, tree []steps.Step, r Report, l lang.Language, zone *time.Location) error {
	t := teller{tree: map[steps.ID]*steps.Step{}, l: l, zone: zone}
	for i := range tree {
		t.tree[tree[i].ID] = &tree[i]
	}
	r.Findings = steps.Pointing(tree, r.Findings)
	t.head(r)
	t.diagnosis(steps.DiagnoseAll(r.Findings, r.Finished))
	t.comparison(tree, r.Comparison)
	t.findings(r.Findings)
	if _, err := io.WriteString(w, t.text.String()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

type teller struct {
	tree map[steps.ID]*steps.Step
	l    lang.Language
	zone *time.Location
	text strings.Builder
}

func (t *teller) line(format string, args ...any) { fmt.Fprintf(&t.text, format+"\n", args...) }

func (t *teller) in(text lang.Text) string { return text.In(t.l) }

func (t *teller) head(r Report) {
	t.line("# %s\n", t.in(lang.Text{Ko: "암호 쓰기 저장 진단 보고서", En: "Password writeback: diagnosis"}))
	t.line("- %s: %s", t.in(lang.Text{Ko: "환경", En: "Environment"}), escape(r.Patient))
	t.line("- %s: %s", t.in(lang.Text{Ko: "시작", En: "Started"}), lang.Time(t.l, r.Started, t.zone))
	t.line("- %s: %s", t.in(lang.Text{Ko: "저장", En: "Saved"}), lang.Time(t.l, r.Saved, t.zone))
	t.line("- %s: %s", t.in(lang.Text{Ko: "프로그램", En: "Program"}), escape(r.Program))
	if !r.AsOf.IsZero() {
		past := steps.Past{AsOf: r.AsOf, Opened: r.Saved}
		t.line("- %s: %s", t.in(lang.Text{Ko: "기준 시각", En: "As of"}), past.Sentence(t.l, t.zone))
	}
	if r.Masked {
		t.line("- %s", t.in(lang.Text{Ko: "이름은 가려져 있습니다.", En: "Names are masked."}))
	}
}

func (t *teller) diagnosis(d steps.Diagnosis) {
	t.line("\n## %s: %s\n", t.in(lang.Text{Ko: "진단", En: "Diagnosis"}), d.Status.Word().In(t.l))
	if d.Cause != nil {
		t.finding("**"+t.in(lang.Text{Ko: "원인", En: "Cause"})+"**", *d.Cause)
		t.note(lang.Text{Ko: "통화 중인 사용자에게", En: "Tell the caller"}, steps.ToCaller(t.tree[d.Cause.Step], *d.Cause), *d.Cause)
		t.remedy(*d.Cause)
	}
	for _, f := range d.Others {
		t.finding("**"+t.in(lang.Text{Ko: "또 다른 고장", En: "Also broken"})+"**", f)
		t.remedy(f)
	}
	if len(d.Unknown) > 0 {
		t.line("\n### %s\n", t.in(lang.Text{Ko: "확인하지 못한 것", En: "What remained unknown"}))
		for _, f := range d.Unknown {
			t.finding(t.in(lang.Text{Ko: "모름", En: "Unknown"}), f)
		}
	}
}

func (t *teller) finding(head string, f steps.Finding) {
	step := t.tree[f.Step]
	title := string(f.Step)
	if step != nil {
		title = step.Title.In(t.l)
	}
	t.line("- %s: %s (%s): %s", head, escape(title), identifier(f.Step), escape(steps.Sentence(step, f, t.l, t.zone)))
	for _, detail := range steps.Details(step, f, t.l, t.zone) {
		t.line("  - %s", escape(detail))
	}
}

func (t *teller) remedy(f steps.Finding) {
	step := t.tree[f.Step]
	remedy := steps.RemedyOf(step, f)
	if remedy == nil {
		return
	}
	var who []string
	for _, w := range remedy.Who {
		who = append(who, w.Word().In(t.l))
	}
	t.line("  - %s: %s. %s: %s", t.in(lang.Text{Ko: "누가", En: "Who"}), strings.Join(who, ", "),
		t.in(lang.Text{Ko: "어디서", En: "Where"}), escape(tell.Fill(remedy.Where, f.Args, t.l, t.zone)))
	for i, do := range remedy.Do {
		t.line("  %d. %s", i+1, escape(tell.Fill(do, f.Args, t.l, t.zone)))
	}
	ready := remedy.Commands(f.Args)
	if !ready.Withheld.Empty() {
		t.line("  - %s", escape(ready.Withheld.In(t.l)))
	}
	t.commands(ready.Blocks)
	t.note(lang.Text{Ko: "바뀌는 것", En: "What will change"}, remedy.Changes, f)
	t.note(lang.Text{Ko: "확인하는 방법", En: "How to see that it worked"}, remedy.Proof, f)
	if remedy.Link != "" {
		t.line("  - %s: <%s>", t.in(lang.Text{Ko: "자세히", En: "More"}), remedy.Link)
	}
}

// note writes a remark of a remedy, if there is one.
func (t *teller) note(head, remark lang.Text, f steps.Finding) {
	if !remark.Empty() {
		t.line("  - %s: %s", t.in(head), escape(tell.Fill(remark, f.Args, t.l, t.zone)))
	}
}

// commands writes each block under a heading that names its part and shell.
func (t *teller) commands(blocks []steps.Block) {
	for _, block := range blocks {
		t.line("\n  %s (%s):\n\n%s\n", t.in(block.Part.Word()), block.Shell, codeBlock("  ", infoOf(block.Shell), block.Lines))
	}
}

func (t *teller) findings(trail []steps.Finding) {
	t.line("\n## %s\n", t.in(lang.Text{Ko: "지나온 길", En: "The walk"}))
	t.line("| %s | %s | %s | %s | %s |", t.in(lang.Text{Ko: "단계", En: "Step"}), t.in(lang.Text{Ko: "상태", En: "Status"}),
		t.in(lang.Text{Ko: "내용", En: "Finding"}), t.in(lang.Text{Ko: "본 곳", En: "Seen from"}), t.in(lang.Text{Ko: "시각", En: "When"}))
	t.line("|---|---|---|---|---|")
	for _, f := range trail {
		step := t.tree[f.Step]
		status := f.Status.Word().In(t.l)
		if f.ExplainedBy != "" {
			status += " (" + t.in(lang.Text{Ko: "다음으로 설명됨: ", En: "explained by "}) + escape(string(f.ExplainedBy)) + ")"
		}
		if f.Asked {
			status = "-"
		}
		t.line("| %s | %s | %s | %s | %s |", identifier(f.Step), status,
			escape(steps.Sentence(step, f, t.l, t.zone)), escape(steps.From(f.Seen.Vantage, t.l)),
			lang.Time(t.l, f.At, t.zone))
	}
}
