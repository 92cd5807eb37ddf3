package scanned

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// How much of a result a person reads.
const (
	shownContainers = 15
	shownPlaces     = 3
	shownExamples   = 3
)

// asText prints the result for a person.
type asText struct{ *Scan }

func (t *asText) Person(*probes.Member, scan.Finding) error { return nil }

func (t *asText) Page() error { return nil }

func (t *asText) Result() error {
	var b strings.Builder
	b.WriteString(t.summary())
	if t.begun() {
		t.counts(&b)
		t.causes(&b)
		t.containers(&b)
		t.announced(&b)
	}
	_, err := io.WriteString(t.Out, b.String())
	return output.Wrap(err)
}

// summary says how far it came, who was looked at and what was not seen.
func (s *Scan) summary() string {
	var b strings.Builder
	hang(&b, "", s.headline())
	if s.Why != nil {
		hang(&b, "", s.obstacle(s.Why))
	}
	if s.Tenant != nil {
		s.aboutTenant(&b)
	}
	if s.Judge != nil {
		s.about(&b)
	}
	if s.Mask != nil {
		hang(&b, "  ", output.NamesMasked().In(s.Language))
	}
	return b.String()
}

// about says who looked at what.
func (s *Scan) about(b *strings.Builder) {
	args := lang.Args{"host": s.Setting.Host, "base": s.Setting.Scope.Base, "filter": s.Setting.Scope.Filter, "account": s.Setting.Scope.Account}
	lines := []lang.Text{
		{Ko: "컨트롤러: {host}", En: "Controller: {host}"},
		{Ko: "범위: {base}", En: "Scope: {base}"},
		{Ko: "필터: {filter}", En: "Filter: {filter}"},
	}
	if s.Usual {
		lines = append(lines, lang.Text{
			Ko: "이 기본 필터는 동기화가 기본으로 제외하는 계정(기본 제공 계정, AAD_*, MSOL_*)을 뺍니다.",
			En: "This default filter passes over accounts that synchronization leaves out: built-in ones, AAD_*, MSOL_*.",
		})
	}
	if s.Setting.AccountWhy == nil {
		lines = append(lines, lang.Text{Ko: "커넥터 계정: {account}", En: "Connector account: {account}"})
	}
	for _, line := range lines {
		hang(b, "  ", line.Fill(s.Language, args))
	}
	for _, gap := range s.Setting.Gaps {
		hang(b, "  ! ", gapWords(gap.What).In(s.Language)+" "+s.obstacle(gap.Why))
	}
	for _, lost := range s.breaks() {
		hang(b, "  ! ", lost.Said.In(s.Language))
	}
	if s.Account != nil && s.Setting.AccountWhy == nil {
		w := s.words(s.Account)
		line := w.Title + ": " + w.Label + ". " + w.detail
		if s.Account.Status == steps.Broken {
			line += lang.Text{
				Ko: "이것을 고치기 전에는 누구의 재설정도 되지 않습니다.", En: "Until that is mended no reset works for anybody.",
			}.In(s.Language)
		}
		hang(b, "  ! ", line)
	}
}

func (t *asText) counts(b *strings.Builder) {
	count := t.Tally.Count()
	b.WriteByte('\n')
	for _, row := range []struct {
		status steps.Status
		n      int
		text   lang.Text
	}{
		{steps.Broken, count.Fail, lang.Text{Ko: "재설정이 실패할 사용자", En: "a reset would fail"}},
		{steps.Unknown, count.Unknown, lang.Text{Ko: "알 수 없는 사용자", En: "cannot be told"}},
		{steps.Warning, count.Warn, lang.Text{Ko: "되지만 알아 둘 것이 있는 사용자", En: "works, with something to know"}},
		{steps.Healthy, count.Work, lang.Text{Ko: "되는 사용자", En: "works"}},
	} {
		fmt.Fprintf(b, "  %s %9s  %s\n", output.Padded(row.status.Word().In(t.Language), 8), thousands(row.n), row.text.In(t.Language))
	}
}

func (t *asText) causes(b *strings.Builder) {
	groups := t.Tally.Groups()
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", lang.Text{Ko: "원인별", En: "By cause"}.In(t.Language))
	var besides []*scan.Group
	for _, g := range groups {
		if g.Users == 0 {
			besides = append(besides, g)
			continue
		}
		t.cause(b, g)
	}
	t.besides(b, besides)
}

// besides lists, a line each, what holds people back for whom something else
// comes first.
func (t *asText) besides(b *strings.Builder, groups []*scan.Group) {
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", lang.Text{Ko: "다른 원인이 먼저인 사용자에게 더 있는 것", En: "Besides, where something else comes first"}.In(t.Language))
	for _, g := range groups {
		w := t.words(g.Cause)
		hang(b, fmt.Sprintf("  %s %9s  ", output.Padded(g.Cause.Status.Word().In(t.Language), 8), thousands(g.Also)), w.Title+": "+w.Label)
	}
}

func (t *asText) cause(b *strings.Builder, g *scan.Group) {
	w := t.words(g.Cause)
	head := fmt.Sprintf("  %s %9s  ", output.Padded(g.Cause.Status.Word().In(t.Language), 8), thousands(g.Users))
	hang(b, head, w.Title+": "+w.Label)
	indent := strings.Repeat(" ", ansi.StringWidth(head))
	if w.detail != "" {
		hang(b, indent, w.detail)
	}
	if g.Also > 0 {
		hang(b, indent, lang.Text{
			Ko: "다른 원인이 먼저인 사용자 {n}명에게도 해당합니다.", En: "Holds for {n} more, for whom something else comes first.",
		}.Fill(

			t.Language, lang.Args{"n": thousands(g.Also)}))
	}
	places, rest := g.Places(shownPlaces)
	for _, p := range places {
		hang(b, indent+thousands(p.Users)+"  ", t.place(p.DN))
	}
	if rest > 0 {
		hang(b, indent+thousands(rest)+"  ", lang.Text{Ko: "다른 OU", En: "in other OUs"}.In(t.Language))
	}
	var names []string
	for _, e := range g.Examples[:min(shownExamples, len(g.Examples))] {
		names = append(names, lang.Clean(e.Name))
	}
	if len(names) > 0 {
		hang(b, indent, lang.Text{Ko: "예: ", En: "for example "}.In(t.Language)+strings.Join(names, ", "))
	}
}

func (t *asText) containers(b *strings.Builder) {
	list, others := t.Tally.Containers()
	shown, more := 0, others
	for _, c := range list {
		if c.Fail == 0 && c.Unknown == 0 {
			break
		}
		if shown++; shown > shownContainers {
			more.Users, more.Fail, more.Unknown = more.Users+c.Users, more.Fail+c.Fail, more.Unknown+c.Unknown
			continue
		}
		if shown == 1 {
			fmt.Fprintf(b, "\n%s\n", lang.Text{
				Ko: "OU별 (실패, 알 수 없음, 전체)", En: "By OU (would fail, cannot be told, all)",
			}.In(t.Language))
		}
		hang(b, fmt.Sprintf("  %8s %8s %8s  ", thousands(c.Fail), thousands(c.Unknown), thousands(c.Users)), t.place(c.DN))
	}
	if more.Fail > 0 || more.Unknown > 0 {
		hang(b, fmt.Sprintf("  %8s %8s %8s  ", thousands(more.Fail), thousands(more.Unknown), thousands(more.Users)), lang.Text{
			Ko: "다른 OU {n}개 이상. 모두 보려면 --format json", En: "{n} or more other OUs; all of them with --format json",
		}.Fill(

			t.Language, lang.Args{"n": thousands(max(1, shown-shownContainers))}))
	}
}

// hang writes text behind head within the width of a page, further lines below
// its first letter.
func hang(b *strings.Builder, head, text string) {
	plain.Paragraph(b, head, text)
}
