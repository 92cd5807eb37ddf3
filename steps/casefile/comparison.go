package casefile

import (
	"encoding/json"
	"fmt"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/mask"
)

// comparison tells two users held against each other.
func (t *teller) comparison(tell steps.Teller, c *compare.Comparison) {
	if c == nil {
		return
	}
	told := c.Tell(tell)
	t.line("\n## %s\n", escape(told.Title))
	t.line("- A: %s", escape(told.First))
	t.line("- B: %s\n", escape(told.Second))
	for _, sentence := range told.Conclusion {
		t.line("%s", escape(sentence))
	}
	if len(told.Rows) > 0 {
		t.line("\n| %s | A | B | %s |", t.in(lang.Text{Ko: "차이", En: "Difference"}), t.in(lang.Text{Ko: "판정하는 단계", En: "Judged by"}))
		t.line("|---|---|---|---|")
	}
	for _, row := range told.Rows {
		t.line("| %s | %s | %s | %s |", escape(row.Title), escape(row.First), escape(row.Second), identifier(row.Step))
	}
	if len(told.Gaps) > 0 {
		t.line("\n### %s\n", t.in(lang.Text{Ko: "비교하지 못한 것", En: "What could not be compared"}))
	}
	for _, gap := range told.Gaps {
		t.line("- %s: %s", escape(gap.Titles), escape(gap.Reason))
	}
	if told.Same != "" {
		t.line("\n%s: %s", t.in(lang.Text{Ko: "비교했고 같은 것", En: "Compared, and the same"}), escape(told.Same))
	}
}

// SweptComparison is a comparison without the secrets that something outside
// may have sent back.
func SweptComparison(c compare.Comparison, s Sweeper) (compare.Comparison, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return c, fmt.Errorf("sweep the comparison: %w", err)
	}
	var swept compare.Comparison
	if err := json.Unmarshal(s.Values(text), &swept); err != nil {
		return c, fmt.Errorf("sweep the comparison: %w", err)
	}
	return swept, nil
}

// compared learns the names that a comparison shows.
func (m *masker) compared(c *compare.Comparison) {
	if c == nil {
		return
	}
	m.names.Add(mask.User, c.First.Asked)
	m.names.Add(mask.User, c.Second.Asked)
	for _, d := range c.Differences {
		m.learnValue(d.First)
		m.learnValue(d.Second)
	}
	for _, g := range c.Gaps {
		m.learnObstacle(g.First)
		m.learnObstacle(g.Second)
	}
}

func (m *masker) learnValue(v compare.Value) {
	m.learnArgs(v.Args)
	m.learnObstacle(v.Why)
}

// comparison is a masked copy.
func (m *masker) comparison(c *compare.Comparison) *compare.Comparison {
	if c == nil {
		return nil
	}
	masked := *c
	masked.First.Asked, masked.Second.Asked = m.names.Text(c.First.Asked), m.names.Text(c.Second.Asked)
	masked.Differences = slices.Clone(c.Differences)
	for i := range masked.Differences {
		d := &masked.Differences[i]
		d.First, d.Second = m.side(d.First), m.side(d.Second)
	}
	masked.Gaps = slices.Clone(c.Gaps)
	for i := range masked.Gaps {
		g := &masked.Gaps[i]
		g.First, g.Second = m.obstacle(g.First), m.obstacle(g.Second)
	}
	return &masked
}

func (m *masker) side(v compare.Value) compare.Value {
	v.Args, v.Why = m.args(v.Args), m.obstacle(v.Why)
	return v
}

func (m *masker) learnObstacle(o *probes.Obstacle) {
	if o != nil {
		m.names.LearnHosts(mask.Host, o.Host)
		m.names.Learn(o.Needs)
		o.EachTried(func(host string) string {
			m.names.LearnHosts(mask.DC, host)
			return host
		})
	}
}

// obstacle is a masked copy, without the error that it wraps.
func (m *masker) obstacle(o *probes.Obstacle) *probes.Obstacle {
	if o == nil {
		return nil
	}
	masked := *o
	masked.Host, masked.Needs, masked.Err = m.names.Text(o.Host), m.names.Text(o.Needs), nil
	masked.Tried = o.EachTried(m.names.Text)
	return &masked
}
