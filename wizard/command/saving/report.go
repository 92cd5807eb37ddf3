package saving

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/wizard/command/opener"
)

// Report is the walk as data, masked when the person asked for it.
func (s *Saver) Report(p *steps.Patient) (casefile.Report, error) { return s.reportAs(p, s.Mask) }

func (s *Saver) reportAs(p *steps.Patient, masked bool) (casefile.Report, error) {
	report := casefile.Of(p.Session, s.Program(), p.Name.In(s.output.Language), p.Started, p.Today())
	if p.Past != nil {
		report.AsOf = p.Past.AsOf
	}
	report.Comparison, report.Acted = s.compared(p), p.Deeds()
	var err error
	if masked {
		report.Patient = opener.OutsideName(p.Name).In(s.output.Language)
		report, err = casefile.Mask(p.Session.Tree(), report)
	}
	ahead := forecast.WalkOf(p, report.Findings, report.Facts).Of(s.Forecast())
	report.Ahead = &ahead
	return report, err
}

// Ahead is what is announced for the tenant of a walk.
func (s *Saver) Ahead(p *steps.Patient) forecast.Forecast {
	return forecast.WalkOf(p, p.Session.Findings(), p.Session.Known()).Of(s.Forecast())
}

// Program is the name and version of the program that makes reports.
func (s *Saver) Program() string { return "writeback-doctor " + s.version }

// Shown is the walk as it may be shown, and its report: masked when the person
// asked for it.
func (s *Saver) Shown(p *steps.Patient) (*steps.Patient, casefile.Report, error) {
	return s.shownAs(p, s.Mask)
}

func (s *Saver) shownAs(p *steps.Patient, masked bool) (*steps.Patient, casefile.Report, error) {
	if masked {
		return s.Masked(p)
	}
	report, err := s.Report(p)
	return p, report, err
}

// Masked is a copy of a walk that names nobody, and its report.
func (s *Saver) Masked(p *steps.Patient) (*steps.Patient, casefile.Report, error) {
	report, err := s.reportAs(p, true)
	if err != nil {
		return nil, report, err
	}
	session, err := casefile.Restore(p.Session.Tree(), report)
	if err != nil {
		return nil, report, err
	}
	masked := *p
	masked.Session, masked.Vantage = session, ""
	masked.Name = opener.OutsideName(p.Name)
	return &masked, report, nil
}
