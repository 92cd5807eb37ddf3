package command

import (
	"context"
	"fmt"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// enter signs in to the tenant before a walk, where a person takes part, and says
// what to do and who signed in. Without a sign-in the walk goes on: what it cannot
// see is unknown. The error is that of an end from outside.
func (a *app) enter(ctx context.Context, p *steps.Patient, say func(line string)) error {
	if p.SignIn == nil || !p.SignIn.Personal {
		return nil
	}
	teller := p.Teller(a.output.Language, a.process.Zone)
	in, err := p.SignIn.Enter(ctx, func(prompt steps.SignInPrompt) {
		for _, line := range teller.SignInPrompt(prompt) {
			say(line)
		}
		say(holdsUntil(prompt.Expires, a.process.Zone).In(a.output.Language))
	})
	if ctx.Err() != nil {
		return fmt.Errorf("sign in to the tenant: %w", context.Cause(ctx))
	}
	if err != nil {
		say(steps.Reason(err).In(a.output.Language))
		say(lang.Text{Ko: "클라우드 없이 계속합니다.", En: "Going on without the cloud."}.In(a.output.Language))
		return nil
	}
	p.Entered(in)
	say(teller.SignedIn(in, a.flags.mask))
	return nil
}

// holdsUntil says until when a person may take to sign in.
func holdsUntil(moment time.Time, zone *time.Location) lang.Text {
	if zone == nil {
		zone = time.UTC
	}
	at := moment.In(zone).Format("15:04:05")
	return lang.Text{Ko: at + "까지 기다립니다. 멈추려면 Ctrl+C를 누르십시오.", En: "Waiting until " + at + ". Ctrl+C ends it."}
}

// aside puts a line for the person on standard error.
func (a *app) aside(line string) { plain.Paragraph(a.output.Err, "", line) }
