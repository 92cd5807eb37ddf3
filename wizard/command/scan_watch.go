package command

import (
	"errors"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/scanned"
)

// begin takes what holds for everybody.
func (s *scanning) begin(setting probes.Setting) {
	s.Setting, s.fault = s.Mask.Setting(setting)
	if s.Usual {
		s.Setting.Scope.Filter = setting.Scope.Filter // our own names nobody
	}
	s.Expiring.At = theirTime(s.Setting, s.Patient.Now())
	s.Judge = scan.New(s.Patient.Session.Tree(), s.Setting, s.Expiring.At)
}

func (s *scanning) telling(progress *scanned.Progress) func(probes.Progress) {
	return func(p probes.Progress) {
		p.Host = s.Mask.Host(p.Host)
		progress.Tell(p)
		_ = s.form.Page() // the next row fails too
	}
}

// late takes the gaps that were found while the people were read.
func (s *scanning) late() {
	late, fault := s.Mask.Setting(probes.Setting{Gaps: s.Census.Gaps})
	s.fault, s.Census.Gaps = errors.Join(s.fault, fault), late.Gaps
	s.Setting.Gaps = append(s.Setting.Gaps, late.Gaps...)
}

// theirTime is what the clock of the controller shows; zero where it did not
// tell, which leaves every date unjudged.
func theirTime(setting probes.Setting, now time.Time) time.Time {
	ahead, told := setting.Ahead.Get()
	if !told {
		return time.Time{}
	}
	return now.Add(ahead)
}
