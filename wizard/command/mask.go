package command

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/wizard/command/opener"
)

// report is the walk as data, masked when the person asked for it.
func (a *app) report(p *steps.Patient) (casefile.Report, error) { return a.reportAs(p, a.flags.mask) }

func (a *app) reportAs(p *steps.Patient, masked bool) (casefile.Report, error) {
	report := casefile.Of(p.Session, "writeback-doctor "+a.process.Version, p.Name.In(a.output.Language), p.Started, p.Today())
	if p.Past != nil {
		report.AsOf = p.Past.AsOf
	}
	report.Comparison = a.compared.of(p)
	if !masked {
		return report, nil
	}
	report.Patient = opener.OutsideName(p.Name).In(a.output.Language)
	return casefile.Mask(p.Session.Tree(), report)
}

// shown is the walk as it may be shown, and its report: masked when the person
// asked for it.
func (a *app) shown(p *steps.Patient) (*steps.Patient, casefile.Report, error) {
	if !a.flags.mask {
		report, err := a.report(p)
		return p, report, err
	}
	return a.masked(p)
}

// masked is a copy of a walk that names nobody, and its report.
func (a *app) masked(p *steps.Patient) (*steps.Patient, casefile.Report, error) {
	report, err := a.reportAs(p, true)
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
