package opener

import (
	"context"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/plain"
)

// Secrets come from the environment or from a prompt, never from arguments.
const (
	envPassword     = probes.EnvPassword
	envClientSecret = probes.EnvClientSecret
	envToken        = probes.EnvToken

	envCertificatePassword = probes.EnvCertificatePassword
)

// Given is what the command line, the answers file and the environment say.
func (op *Opener) Given() steps.Access {
	return steps.Access{
		Facts: op.said.Known(), Account: op.said.Account, ClientID: op.said.ClientID,
		Password:     []byte(op.process.Getenv(envPassword)),
		ClientSecret: []byte(op.process.Getenv(envClientSecret)),
		Token:        []byte(op.process.Getenv(envToken)),
		CAFile:       op.said.CAFile, ServerFile: op.said.ServerFile,
		SignIn: op.said.SignIn, Keytab: op.said.Keytab,
		TenantSignIn: op.said.TenantSignIn, Certificate: op.said.Certificate,
		CertificatePassword: []byte(op.process.Getenv(envCertificatePassword)),
	}
}

// access is what was given. An account without a password is asked for one
// where there is a terminal.
func (op *Opener) access(ctx context.Context) (steps.Access, error) {
	access := op.Given()
	if err := op.checkSignIn(access); err != nil {
		return access, err
	}
	if err := op.checkTenantSignIn(access); err != nil {
		return access, err
	}
	wants := []struct {
		missing bool
		into    *[]byte
		name    string
		prompt  lang.Text
	}{
		{
			op.wantsPassword(access), &access.Password, envPassword,
			access.PasswordFor(),
		},
		{
			access.WantsClientSecret(), &access.ClientSecret, envClientSecret,
			access.ClientSecretFor(Clouds()[op.said.Cloud].SignInHost()),
		},
		{
			wantsCertificatePassword(access), &access.CertificatePassword, envCertificatePassword,
			lang.Text{
				Ko: "인증서 파일 " + lang.BothEnds(lang.Clean(access.Certificate)) + " 암호", En: "Password of the certificate file " + lang.BothEnds(lang.Clean(access.Certificate)),
			},
		},
	}
	for _, w := range wants {
		if !w.missing {
			continue
		}
		if op.process.Secret == nil {
			return access, misuse.New(noTerminal(), lang.Args{"name": w.name})
		}
		secret, err := op.process.Secret(ctx, prompt(w.prompt.In(op.output.Language)))
		if ctx.Err() != nil {
			return access, fmt.Errorf("ask for a secret: %w", context.Cause(ctx))
		}
		if err != nil {
			return access, misuse.New(lang.Text{Ko: "암호를 읽지 못했습니다.", En: "The secret could not be read."}, nil)
		}
		*w.into = secret
	}
	return access, nil
}

func noTerminal() lang.Text {
	return lang.Text{
		Ko: "암호를 입력받을 터미널이 없습니다. 환경 변수({name})에 값을 넣고 다시 실행하십시오.",
		En: "There is no terminal to ask for the secret. Set the environment variable {name} and run it again.",
	}
}

// Prompt is a question in front of the cursor.
func Prompt(text string) string { return prompt(text) }

// prompt is a question in front of the cursor, wrapped where the terminal would
// cut it. Names that are longer than a line have one to themselves.
func prompt(text string) string {
	var lines strings.Builder
	plain.Paragraph(&lines, "", text+":")
	return strings.TrimRight(lines.String(), "\n") + " "
}

// Clouds are the clouds by their names on the command line.
func Clouds() map[string]graph.Cloud {
	return map[string]graph.Cloud{
		"": graph.Global, "global": graph.Global, "us-government": graph.USGovernment,
		"us-government-dod": graph.USGovernmentDoD, "china": graph.China,
	}
}
