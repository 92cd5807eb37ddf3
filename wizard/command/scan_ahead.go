package command

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/forecast"
)

// patience is how long a scan that is over waits for what is announced. The
// looks began with it, so what they lack by then has not been seen.
const patience = 10 * time.Second

// foresee begins to look at what a forecast for everybody rests on, beside the
// scan, and returns what waits for it. What each user has registered and holds
// a scan does not see.
func (s *scanning) foresee(ctx context.Context) (foreseen func() forecast.Forecast) {
	ctx, leave := context.WithCancel(ctx)
	done := make(chan []steps.Finding, 1)
	facts := s.Patient.Session.Facts()
	delete(facts, steps.User) // it is about nobody
	go func() {
		defer func() {
			if recover() != nil {
				done <- nil
			}
		}()
		done <- s.lookAhead(ctx, facts)
	}()
	return func() forecast.Forecast {
		wait, end := probes.Clock{Limit: s.Patient.Env.Limit}.Within(context.WithoutCancel(ctx), patience, nil)
		defer end()
		defer leave()
		defer context.AfterFunc(wait, leave)()
		return forecast.WalkOf(s.Patient, <-done, facts).Of(s.saver.Forecast())
	}
}

// lookAhead are the findings of the steps that a forecast rests on. What was not
// seen is missing among them, and the forecast says so.
func (s *scanning) lookAhead(ctx context.Context, facts steps.Facts) (findings []steps.Finding) {
	for _, id := range []steps.ID{configuration.SyncEngineID, configuration.ConnectApplicationID, configuration.PremiumLicenseID} {
		step := s.Patient.Session.Find(id)
		if step == nil {
			continue
		}
		if r, err := steps.Live(s.Patient.Env).Run(ctx, step, facts); err == nil {
			findings = append(findings, steps.Finding{Step: id, On: r.Verdict.On, Learned: r.Verdict.Learned, Evidence: r.Evidence, Seen: r.Seen, Then: r.Verdict.Then})
		}
	}
	return findings
}
