package casefile

import (
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// acted tells what the program changed on the walk, an entry a line.
func (t *teller) acted(all []probes.Acted) {
	if len(all) == 0 {
		return
	}
	t.line("\n## %s\n", t.in(steps.ActedTitle()))
	for _, line := range actedLines(all, t.l, t.zone) {
		t.line("- %s: %s", line.Label, escape(line.Text))
	}
}

// actedLines are the entries with their times.
func actedLines(all []probes.Acted, l lang.Language, zone *time.Location) []htmlField {
	var lines []htmlField
	for _, a := range all {
		lines = append(lines, htmlField{Label: lang.Exactly(l, a.At, zone), Text: steps.TellActed(a).In(l, zone)})
	}
	return lines
}

// acted are masked copies of the entries.
func (m *masker) acted(all []probes.Acted) []probes.Acted {
	masked := slices.Clone(all)
	for i := range masked {
		masked[i].Commands = slices.Clone(masked[i].Commands)
	}
	m.names.MaskAll(&masked)
	return masked
}
