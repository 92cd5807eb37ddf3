package scanned

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes/ledger"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/output"
)

// Difference is what became of everybody between two scans.
type Difference struct {
	*Scan

	Before, After *ledger.Foot
	People        []Compared
}

// side is one of the two scans.
type side struct {
	At         time.Time `json:"at"`
	Controller string    `json:"controller"`
	Base       string    `json:"base"`
	Filter     string    `json:"filter"`
	Connector  string    `json:"connector_account"`
	Users      int       `json:"users"`
}

func sideOf(f *ledger.Foot) side { return side{f.At, f.Host, f.Base, f.Filter, f.Account, f.Users} }

// Count is for how many something changed so.
func (d *Difference) Count(change scan.Change) int {
	n := 0
	for i := range d.People {
		if d.People[i].Change == change {
			n++
		}
	}
	return n
}

// Print prints it in one of the forms of a scan.
func (d *Difference) Print(format string) error {
	switch format {
	case "json":
		return d.json()
	case "csv":
		return d.csv()
	default:
		return d.text()
	}
}

type jsonDifference struct {
	Schema string              `json:"schema"`
	Before side                `json:"before"`
	After  side                `json:"after"`
	Counts map[scan.Change]int `json:"counts"`
	People []jsonCompared      `json:"people"`
}

type jsonCompared struct {
	Change         scan.Change `json:"change"`
	DN             string      `json:"dn"`
	Name           string      `json:"name"`
	SamAccountName string      `json:"sam_account_name"`
	Before         *jsonCause  `json:"before"` // what decided; null when nothing was in the way
	After          *jsonCause  `json:"after"`
}

func (d *Difference) json() error {
	out := jsonDifference{
		Schema: output.DifferenceSchema, Before: sideOf(d.Before), After: sideOf(d.After), Counts: map[scan.Change]int{}, People: []jsonCompared{},
	}
	for _, change := range scan.Changes() {
		out.Counts[change] = d.Count(change)
	}
	form := &asJSON{d.Scan}
	cause := func(f *scan.Finding) *jsonCause {
		if main := f.Main(); main != nil {
			c := form.jsonCause(main)
			return &c
		}
		return nil
	}
	for i := range d.People {
		p := &d.People[i]
		out.People = append(out.People, jsonCompared{p.Change, p.DN, p.Name, p.SamAccountName, cause(p.Before), cause(p.After)})
	}
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return d.JSON(text)
}

func (d *Difference) csv() error {
	rows, sweep := csv.NewWriter(d.Out), d.Sweeper().Text
	rows.UseCRLF = true // RFC 4180
	_ = rows.Write([]string{"change", "user", "sam_account_name", "dn", "step", "outcome", "cause", "detail", "was_step", "was_outcome", "was_cause"})
	cells := func(c *scan.Cause) []string {
		if c == nil {
			return []string{"", "", "", ""}
		}
		w := d.words(c)
		return []string{string(c.Step), string(c.On), w.Title + ": " + w.Label, w.detail}
	}
	for i := range d.People {
		p := &d.People[i]
		row := append([]string{string(p.Change), p.Name, p.SamAccountName, p.DN}, cells(p.After.Main())...)
		row = append(row, cells(p.Before.Main())[:3]...)
		for i := range row {
			row[i] = cell(sweep(row[i]))
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	return output.Wrap(rows.Error())
}

// shownPeople is how many of a cause a person reads.
const shownPeople = 10

func (d *Difference) text() error {
	var b strings.Builder
	args := lang.Args{
		"before": d.stamp(d.Before), "after": d.stamp(d.After), "was": thousands(d.Before.Users), "is": thousands(d.After.Users),
	}
	hang(&b, "", lang.Text{
		Ko: "두 검사의 차이: {before}(사용자 {was}명)에서 {after}(사용자 {is}명)까지", En: "What became of everybody between {before} ({was} {was|user|users}) and {after} ({is} {is|user|users})",
	}.Fill(d.Language, args))
	b.WriteByte('\n')
	for _, change := range scan.Changes() {
		fmt.Fprintf(&b, "  %9s  %s\n", thousands(d.Count(change)), changeWords(change).In(d.Language))
	}
	for _, change := range scan.Changes() {
		d.causes(&b, change)
	}
	_, err := io.WriteString(d.Out, b.String())
	return output.Wrap(err)
}

func (d *Difference) stamp(f *ledger.Foot) string {
	return f.At.In(output.Zone(d.Zone)).Format("2006-01-02 15:04:05 MST")
}

// alike are those of one change whom the same decides for.
type alike struct {
	title, detail string
	status        steps.Status
	people        []string
}

// groups are those of one change, most first.
func (d *Difference) groups(change scan.Change) []*alike {
	groups := map[string]*alike{}
	for i := range d.People {
		p := &d.People[i]
		c := p.cause()
		if p.Change != change || c == nil {
			continue
		}
		w := d.words(c)
		title := w.Title + ": " + w.Label
		if was := p.Before.Main(); change == scan.Another && was != nil {
			w := d.words(was)
			title = w.Title + ": " + w.Label + " -> " + title
		}
		g := groups[title+"\x00"+w.detail]
		if g == nil {
			g = &alike{title: title, detail: w.detail, status: c.Status}
			groups[title+"\x00"+w.detail] = g
		}
		g.people = append(g.people, lang.Clean(p.Name))
	}
	return slices.SortedFunc(maps.Values(groups), func(x, y *alike) int {
		return cmp.Or(len(y.people)-len(x.people), cmp.Compare(x.title, y.title), cmp.Compare(x.detail, y.detail))
	})
}

// causes lists those of one change, by what decides.
func (d *Difference) causes(b *strings.Builder, change scan.Change) {
	groups := d.groups(change)
	if len(groups) > 0 {
		fmt.Fprintf(b, "\n%s\n", changeWords(change).In(d.Language))
	}
	for _, g := range groups {
		head := fmt.Sprintf("  %s %9s  ", output.Padded(g.status.Word().In(d.Language), 8), thousands(len(g.people)))
		hang(b, head, g.title)
		indent := strings.Repeat(" ", ansi.StringWidth(head))
		if g.detail != "" {
			hang(b, indent, g.detail)
		}
		shown := strings.Join(g.people[:min(shownPeople, len(g.people))], ", ")
		if more := len(g.people) - shownPeople; more > 0 {
			shown += lang.Text{Ko: " 외 {n}명 (모두 보려면 --format csv)", En: " and {n} more (all of them with --format csv)"}.Fill(d.Language, lang.Args{"n": thousands(more)})
		}
		hang(b, indent, shown)
	}
}

func changeWords(change scan.Change) lang.Text {
	switch change {
	case scan.Fails:
		return lang.Text{Ko: "새로 실패할 사용자", En: "would fail now, and would not before"}
	case scan.Unknown:
		return lang.Text{Ko: "새로 알 수 없게 된 사용자", En: "cannot be told now, and could before"}
	case scan.Mended:
		return lang.Text{Ko: "이제 실패하지 않을 사용자", En: "would fail no longer"}
	case scan.Known:
		return lang.Text{Ko: "알 수 없었지만 이제 되는 사용자", En: "could not be told, and works now"}
	case scan.Another:
		return lang.Text{Ko: "원인이 바뀐 사용자", En: "as before, for another reason"}
	case scan.LeftOver:
		return lang.Text{Ko: "실패하거나 알 수 없었고 이제 없는 사용자", En: "failed or could not be told, and is not there any more"}
	default:
		return lang.Text{Ko: string(change), En: string(change)}
	}
}
