// Package scanned prints what a scan of a domain found: as text, JSON or CSV, and
// how far it came while it goes on. It knows no flag and opens nothing.
package scanned

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/output"
)

// Scan is one scan: what was asked, how far it came, and what was found.
type Scan struct {
	*output.Output

	Zone        *time.Location
	Patient     *steps.Patient
	Usual       bool // nobody gave a filter: it is our own
	Setting     probes.Setting
	Judge       *scan.Judge // of the directory; nil as long as nobody was looked at there
	Tenant      *Tenant     // nil where no tenant is looked at
	Tally       scan.Tally
	Expiring    scan.Expiring
	Ahead       forecast.Forecast
	Account     *scan.Cause // of the connector account; nil when nothing is wrong with it
	Census      probes.Census
	Why         *probes.Obstacle // what kept it from the rest; nil for nothing
	Interrupted bool
	Mask        *scan.Mask // nil masks nothing
}

// begun reports whether somebody was looked at.
func (s *Scan) begun() bool { return s.Judge != nil || s.Tenant != nil && s.Tenant.Judged }

// Form is a way to print a scan.
type Form interface {
	Person(m *probes.Member, f scan.Finding) error // as they come
	Page() error                                   // so that a reader sees what there is
	Result() error
}

// Form is the one of that name.
func (s *Scan) Form(name string) Form {
	switch name {
	case "json":
		return &asJSON{s}
	case "csv":
		return newCSV(s)
	default:
		return &asText{s}
	}
}
