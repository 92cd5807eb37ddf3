package opener

import (
	"context"
	"fmt"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
)

// GoOn opens the environment of a walk that this person was on when the program
// was killed; program is this one. Its names are the person's own word, and what
// has passed since is looked at again.
func (op *Opener) GoOn(path, program string, access steps.Access) (*steps.Patient, error) {
	read, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	session, err := left(read.Report, program)
	if err != nil {
		return nil, fmt.Errorf("walk %s again: %w", path, err)
	}
	if made := read.Report.Comparison; made != nil {
		op.compared(*made)
	}
	o, err := op.opened(access)
	if err != nil {
		return nil, err
	}
	patient, err := o.resumed(session, thisEnvironment(), op.process.Zone, read.Report.Started)
	if err != nil {
		return patient, err
	}
	patient.Acted = read.Report.Acted
	if o.past != nil {
		return patient, nil
	}
	patient.Past = savedAt(read.Report, o.clock.Now())
	return patient, patient.GoOn()
}

// GivenAgain is what opened a walk that was left behind, with its secrets from
// whoever has them now.
func (op *Opener) GivenAgain(ctx context.Context, given steps.Access) (steps.Access, error) {
	op.said.Account, op.said.ClientID, op.said.SignIn = given.Account, given.ClientID, given.SignIn
	op.said.TenantSignIn, op.said.Certificate = given.TenantSignIn, given.Certificate
	op.said.Keytab, op.said.CAFile, op.said.ServerFile = given.Keytab, given.CAFile, given.ServerFile
	access, err := op.access(ctx)
	access.Facts = given.Facts.With(nil)
	return access, err
}

// left is the walk of a report as it stood, or where another program made it, as
// this one judges it.
func left(report casefile.Report, program string) (*steps.Session, error) {
	if report.Program == program {
		if session, err := casefile.Restore(catalog.All(), report); err == nil {
			return session, nil
		}
	}
	return casefile.Resume(catalog.All(), report)
}
