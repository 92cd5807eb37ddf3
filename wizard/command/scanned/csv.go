package scanned

import (
	"encoding/csv"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/output"
)

// asCSV writes one row for each user for whom a reset would fail or for whom
// that cannot be told, as they come; of a tenant one for each user. The summary goes to standard error, with
// who was left out and what could not be read.
type asCSV struct {
	*Scan
	rows  *csv.Writer
	sweep func(string) string // a field, before it is quoted
	told  map[*scan.Cause]causeWords
}

// mostTold bounds how many causes are kept in words: many users share one.
const mostTold = 1000

func newCSV(s *Scan) *asCSV {
	c := &asCSV{Scan: s, rows: csv.NewWriter(s.Out), sweep: s.Sweeper().Text, told: map[*scan.Cause]causeWords{}}
	c.rows.UseCRLF = true // RFC 4180
	head := []string{"status", "user", "sam_account_name", "container", "dn", "step", "outcome", "cause", "detail", "also"}
	if s.Tenant != nil {
		head = append(head, "where")
	}
	_ = c.rows.Write(head)
	return c
}

func (c *asCSV) Person(m *probes.Member, f scan.Finding) error {
	if c.Tenant == nil && (len(f.Causes) == 0 || f.Status == steps.Warning) {
		return nil
	}
	row := append([]string{f.Status.String(), scan.Name(m), m.SamAccountName, m.Path.DN, m.DN}, c.why(f)...)
	if c.Tenant != nil {
		row = append(row, string(c.Tenant.Where))
	}
	for i := range row {
		row[i] = cell(c.sweep(row[i]))
	}
	if err := c.rows.Write(row); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// why are the cells that say why; empty where there is nothing to say.
func (c *asCSV) why(f scan.Finding) []string {
	if len(f.Causes) == 0 {
		return []string{"", "", "", "", ""}
	}
	main := f.Causes[0]
	var also []string
	for _, other := range f.Causes[1:] {
		also = append(also, string(other.Step)+"/"+string(other.On))
	}
	words, known := c.told[main]
	if !known {
		if len(c.told) == mostTold {
			clear(c.told)
		}
		words = c.words(main)
		c.told[main] = words
	}
	return []string{string(main.Step), string(main.On), words.Title + ": " + words.Label, words.detail, strings.Join(also, " ")}
}

func (c *asCSV) Page() error {
	c.rows.Flush()
	return output.Wrap(c.rows.Error())
}

func (c *asCSV) Result() error {
	var b strings.Builder
	b.WriteString(c.summary())
	if c.begun() {
		c.announced(&b)
	}
	fmt.Fprint(c.Err, b.String())
	return c.Page()
}

// cell makes a value harmless in a spreadsheet, which takes what begins with
// one of these for a formula ("CSV Injection", OWASP).
func cell(value string) string {
	value = lang.Clean(value)
	if first := strings.TrimLeft(value, " "); first != "" && strings.ContainsAny(first[:1], "=+-@") {
		return "'" + value
	}
	return value
}
