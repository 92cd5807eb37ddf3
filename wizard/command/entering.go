package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// enter signs in to the tenant before a walk, where a person takes part, and says
// what to do and who signed in. Without a sign-in the walk goes on: what it cannot
// see is unknown. The error is that of an end from outside.
func enter(ctx context.Context, a *app, p *steps.Patient, say func(line string)) error {
	if p.SignIn == nil || !p.SignIn.Personal {
		return nil
	}
	teller := p.Teller(a.output.Language, a.process.Zone)
	in, err := p.SignIn.Enter(ctx, prompted(a, teller, say))
	if ctx.Err() != nil {
		return fmt.Errorf("sign in to the tenant: %w", context.Cause(ctx))
	}
	if err != nil {
		say(teller.Obstacle(probes.AsObstacle(err)))
		say(lang.Text{Ko: "클라우드 없이 계속합니다.", En: "Going on without the cloud."}.In(a.output.Language))
		return nil
	}
	p.Entered(in)
	say(teller.SignedIn(in, a.flags.mask))
	if all := steps.Foresee(p.Session.Tree(), &in); !steps.Unforeseen(all) {
		say(blindAhead(all).In(a.output.Language))
	}
	return nil
}

// prompted says what a person has to do.
func prompted(a *app, teller steps.Teller, say func(line string)) func(steps.SignInPrompt) {
	return func(prompt steps.SignInPrompt) {
		for _, line := range teller.SignInPrompt(prompt) {
			say(line)
		}
		say(holdsUntil(prompt.Expires, a.process.Zone).In(a.output.Language))
	}
}

// blindAhead says before the walk which steps will not see everything.
func blindAhead(all []steps.Foreseen) lang.Text {
	var ko, en []string
	for _, f := range all {
		if f.Sees != steps.SeesAll {
			ko, en = append(ko, f.Title.Ko), append(en, f.Title.En)
		}
	}
	return lang.Text{
		Ko: "이 로그인으로 모두 볼 수는 없는 단계: " + strings.Join(ko, ", ") + ". 무엇이 필요한지는 check --permissions 명령이 보여 줍니다.",
		En: "Steps that do not see everything with this sign-in: " + strings.Join(en, ", ") + ". What each would take: check --permissions.",
	}
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
