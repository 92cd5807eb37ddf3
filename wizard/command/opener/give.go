package opener

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
	"example.com/writeback-doctor/wizard/plain"
)

// without is the line that goes on without what is asked for.
const without = "-"

// Give asks whoever walks line by line for what a step lacks, as the wizard does,
// and opens the environment once more with it. nil: the person goes on without.
func (op *Opener) Give(ctx context.Context, w *plain.Walker, p *steps.Patient, want steps.Want, f steps.Finding) (*steps.Patient, error) {
	access := op.Given()
	access.Facts = p.Session.Facts()
	entries := slices.DeleteFunc(wanted.For(want, op.Place(), access, op.offered, f), func(e wanted.Entry) bool { return e.Of(op.Locked) != "" })
	if len(entries) > 0 {
		w.Tell(wanted.Reason(want, lacking(p, f)))
	}
	given, seek := false, wanted.Seek(p)
	for i := range entries {
		e := &entries[i]
		if !e.Asked(access) {
			continue
		}
		value, err := op.ask(ctx, w, e, access, seek)
		if err != nil {
			return nil, err
		}
		if value == without || e.Role == wanted.TenantSignIn && value == wanted.ByNone {
			return nil, nil
		}
		given = given || value != ""
		e.Into(&access, value)
		op.took(e, value)
	}
	if !given {
		return nil, nil
	}
	p.Session.Add(access.Facts)
	next, err := op.Reopen(ctx, p, access)
	if err != nil { // the person is told, and the walk goes on without
		w.Tell(steps.Reason(err))
		return nil, nil
	}
	return next, nil
}

// lacking is the step that lacks something: that of a look, else the one in front.
func lacking(p *steps.Patient, f steps.Finding) *steps.Step {
	if step := p.Session.Find(f.Step); step != nil {
		return step
	}
	return p.Session.Step()
}

// took keeps what was answered, for the next time that the environment is opened.
func (op *Opener) took(e *wanted.Entry, value string) {
	said := steps.Access{Facts: steps.Facts{}}
	e.Into(&said, value)
	for role, into := range map[wanted.Role]*string{
		wanted.Account: &op.said.Account, wanted.TenantSignIn: &op.said.TenantSignIn, wanted.Client: &op.said.ClientID,
		wanted.Certificate: &op.said.Certificate, wanted.CAFile: &op.said.CAFile, wanted.ServerFile: &op.said.ServerFile,
	} {
		if e.Role == role {
			*into = value
		}
	}
}

// ask asks for one thing. seek asks the directory for the connector account; nil
// where it cannot be read.
func (op *Opener) ask(ctx context.Context, w *plain.Walker, e *wanted.Entry, access steps.Access, seek func(context.Context) []string) (string, error) {
	if e.Secret {
		return op.askSecret(ctx, w, e, access)
	}
	known, help := e.Of(op.offered), e.Help
	said := wanted.Offered
	if e.Fact == steps.ConnectorAccount && seek != nil && known == "" {
		known, said = wanted.Shown(seek(ctx))
	} else if known == "" {
		said = lang.Text{}
	}
	if !said.Empty() && len(e.Choices) == 0 {
		help = lang.Text{Ko: said.Ko + " " + help.Ko, En: said.En + " " + help.En}
	}
	if len(e.Choices) == 0 { // a list has a choice for it
		help = lang.Text{Ko: help.Ko + " 없이 계속하려면 빼기표(-) 하나만 입력하십시오.", En: help.En + " A single dash (-) goes on without it."}
	}
	if e.Role == wanted.SignIn || e.Role == wanted.TenantSignIn {
		known = cmp.Or(e.Of(access), e.Of(op.Defaults))
	}
	q := steps.Question{Label: e.Label, Help: help, Choices: e.Choices, Optional: true, Valid: func(answer string) lang.Text {
		if try := op.tries()[e.Role]; try != nil && answer != without {
			return try(answer)
		}
		return lang.Text{}
	}}
	value, err := w.Ask(ctx, q, known)
	if err == nil && e.Role == wanted.ServerFile && value != "" && value != without {
		w.Tell(op.Named(value))
	}
	return value, err
}

func (op *Opener) tries() map[wanted.Role]func(string) lang.Text {
	return map[wanted.Role]func(string) lang.Text{
		wanted.ServerFile: op.TryServerFile, wanted.CAFile: op.TryCAFile, wanted.Certificate: op.TryCertificate,
	}
}

// askSecret asks for a secret without showing it. Where nobody can be asked, it
// says where it can stand.
func (op *Opener) askSecret(ctx context.Context, w *plain.Walker, e *wanted.Entry, access steps.Access) (string, error) {
	variables := map[wanted.Role]string{
		wanted.Password: envPassword, wanted.ClientSecret: envClientSecret, wanted.CertificatePassword: envCertificatePassword,
	}
	if op.process.Secret == nil {
		args := lang.Args{"name": variables[e.Role]}
		w.Tell(lang.Text{Ko: noTerminal().Fill(lang.Korean, args), En: noTerminal().Fill(lang.English, args)})
		return "", nil
	}
	text := e.Label
	switch e.Role {
	case wanted.Password:
		text = access.PasswordFor()
	case wanted.ClientSecret:
		text = access.ClientSecretFor(Clouds()[op.said.Cloud].SignInHost())
	default:
	}
	secret, err := op.process.Secret(ctx, prompt(text.In(op.output.Language)))
	if ctx.Err() != nil {
		return "", fmt.Errorf("ask for a secret: %w", context.Cause(ctx))
	}
	if err != nil {
		w.Tell(lang.Text{Ko: "암호를 읽지 못했습니다.", En: "The secret could not be read."})
		return "", nil //nolint:nilerr // the person has been told
	}
	return string(secret), nil
}
