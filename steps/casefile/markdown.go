package casefile

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
)

// Markdown tells a report as Markdown: the diagnosis first, then what to do,
// then every finding with where and when it was seen. Times are in zone.
func Markdown(w io.Writer, tree []steps.Step, r Report, l lang.Language, zone *time.Location) error {
	t := teller{l: l, zone: zone}
	tell := tellerOf(tree, r, l, zone)
	r.Findings = steps.Pointing(tree, r.Findings)
	told := tell.Summary(r.Findings, r.Finished, pastOf(r))
	t.head(r, told.AsOf)
	t.diagnosis(told)
	t.ahead(r.Ahead)
	t.acted(r.Acted)
	t.comparison(tell, r.Comparison)
	t.history(tell, r)
	t.findings(tell, r.Findings)
	if _, err := io.WriteString(w, t.text.String()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// tellerOf tells the findings of a report.
func tellerOf(tree []steps.Step, r Report, l lang.Language, zone *time.Location) steps.Teller {
	find := func(id steps.ID) *steps.Step {
		if i := slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == id }); i >= 0 {
			return &tree[i]
		}
		return nil
	}
	return steps.Teller{Find: find, Language: l, Zone: zone, User: userOf(r), Scope: saidIn(r, steps.Scope)}
}

// userOf is whose password a report is about, "" where it does not say.
func userOf(r Report) string {
	return lang.Clean(saidIn(r, steps.User))
}

// saidIn is a fact that was known before the walk or said on it, "" for neither.
func saidIn(r Report, fact steps.Fact) string {
	said := r.Facts[fact]
	for _, f := range r.Findings {
		if later := f.Learned[fact]; later != "" {
			said = later
		}
	}
	if fact == steps.Words {
		said = steps.Spoken(said)
	}
	return said
}

// pastOf is the moment as of which a report is judged, nil for the present.
func pastOf(r Report) *steps.Past {
	if r.AsOf.IsZero() {
		return nil
	}
	return &steps.Past{AsOf: r.AsOf, Opened: r.Saved}
}

type teller struct {
	l    lang.Language
	zone *time.Location
	text strings.Builder
}

func (t *teller) line(format string, args ...any) { fmt.Fprintf(&t.text, format+"\n", args...) }

func (t *teller) in(text lang.Text) string { return text.In(t.l) }

func (t *teller) head(r Report, asOf string) {
	t.line("# %s\n", t.in(lang.Text{Ko: "암호 쓰기 저장 진단 보고서", En: "Password writeback: diagnosis"}))
	t.line("- %s: %s", t.in(lang.Text{Ko: "환경", En: "Environment"}), escape(r.Patient))
	t.note("- ", steps.Label().User, userOf(r))
	t.line("- %s: %s", t.in(lang.Text{Ko: "시작", En: "Started"}), lang.Time(t.l, r.Started, t.zone))
	t.line("- %s: %s", t.in(lang.Text{Ko: "저장", En: "Saved"}), lang.Time(t.l, r.Saved, t.zone))
	t.line("- %s: %s", t.in(lang.Text{Ko: "프로그램", En: "Program"}), escape(r.Program))
	t.note("- ", lang.Text{Ko: "기준 시각", En: "As of"}, asOf)
	if r.Masked {
		t.line("- %s", t.in(lang.Text{Ko: "이름은 가려져 있습니다.", En: "Names are masked."}))
	}
}

func (t *teller) diagnosis(told steps.Summary) {
	t.line("\n## %s: %s", t.in(lang.Text{Ko: "진단", En: "Diagnosis"}), told.Status.Word().In(t.l))
	if told.Status != steps.Broken {
		t.line("\n%s", escape(told.Overall))
	}
	if told.Cause != nil {
		t.line("")
		t.finding("**"+t.in(told.Heading)+"**", *told.Cause)
	}
	for _, f := range told.Others {
		t.finding("**"+t.in(lang.Text{Ko: "또 다른 고장", En: "Also broken"})+"**", f)
	}
	if len(told.Unknown) > 0 {
		t.line("\n### %s\n", t.in(lang.Text{Ko: "확인하지 못한 것", En: "What remained unknown"}))
	}
	for _, gap := range told.Unknown {
		t.line("- %s", escape(gap.Obstacle))
		for _, f := range gap.Steps {
			t.line("  - %s (%s)", escape(f.Title+f.Then), identifier(f.Step))
			for _, detail := range f.Details {
				t.line("    - %s", escape(detail))
			}
		}
		t.note("  - ", steps.Label().Who, gap.People)
	}
}

func (t *teller) finding(head string, f steps.Told) {
	t.line("- %s: %s (%s): %s", head, escape(f.Title), identifier(f.Step), escape(f.Sentence))
	for _, detail := range f.Details {
		t.line("  - %s", escape(detail))
	}
	t.note("  - ", steps.Label().ToCaller, f.ToCaller)
	t.note("  - ", steps.Label().Since, f.Since)
	r := f.Remedy
	if r == nil {
		t.note("  - ", steps.Label().Who, f.People)
		return
	}
	t.line("  - %s: %s. %s: %s", t.in(steps.Label().Who), f.People, t.in(steps.Label().Where), escape(r.Where))
	for i, do := range r.Do {
		t.line("  %d. %s", i+1, escape(do))
	}
	if r.Withheld != "" {
		t.line("  - %s", escape(r.Withheld))
	}
	if r.ByHand != "" {
		t.line("  - %s", escape(r.ByHand))
	}
	for _, block := range r.Blocks {
		t.line("\n  %s (%s):\n\n%s\n", t.in(block.Label()), block.Shell, codeBlock("  ", infoOf(block.Shell), linesOf(block)))
	}
	t.note("  - ", steps.Label().Changes, r.Changes)
	t.note("  - ", steps.Label().Proof, r.Proof)
	if r.Link != "" {
		t.line("  - %s: <%s>", t.in(lang.Text{Ko: "자세히", En: "More"}), r.Link)
	}
}

// note writes a remark behind its head, if there is one.
func (t *teller) note(bullet string, head lang.Text, remark string) {
	if remark != "" {
		t.line("%s%s: %s", bullet, t.in(head), escape(remark))
	}
}

// ahead tells what is announced, all of it.
func (t *teller) ahead(f *forecast.Forecast) {
	if f == nil {
		return
	}
	told := f.Tell(t.l)
	if told.Empty() {
		return
	}
	t.line("\n### %s\n", escape(told.Title))
	for _, one := range told.Whole() {
		t.line("- %s", escape(one))
	}
}

func (t *teller) findings(tell steps.Teller, trail []steps.Finding) {
	t.line("\n## %s\n", t.in(lang.Text{Ko: "확인한 내용", En: "The walk"}))
	t.line("| %s | %s | %s | %s | %s |", t.in(lang.Text{Ko: "단계", En: "Step"}), t.in(lang.Text{Ko: "상태", En: "Status"}),
		t.in(lang.Text{Ko: "내용", En: "Finding"}), t.in(steps.Label().SeenFrom), t.in(lang.Text{Ko: "시각", En: "When"}))
	t.line("|---|---|---|---|---|")
	for _, f := range trail {
		told, status := tell.Finding(f), f.Status.Word().In(t.l)
		if f.ExplainedBy != "" {
			status += " (" + t.in(lang.Text{Ko: "다음 원인의 영향: ", En: "explained by "}) + escape(told.AndFix(string(f.ExplainedBy)+")"))
		}
		if told.Noted() || told.Asked && told.Status != steps.Unknown {
			status = "-"
		}
		t.line("| %s | %s | %s | %s | %s |", escape(told.Title)+" ("+identifier(told.Step)+")", status, escape(told.Sentence), escape(told.Seen.From), told.Seen.At)
	}
}
