package opener

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"

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
		CertificatePassword: []byte(op.process.Getenv(probes.EnvCertificatePassword)),
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
			wantsCertificatePassword(access), &access.CertificatePassword, probes.EnvCertificatePassword,
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
			return access, misuse.New(lang.Text{
				Ko: "암호를 입력받을 터미널이 없습니다. 환경 변수({name})에 값을 넣고 다시 실행하십시오.",
				En: "There is no terminal to ask for the secret. Set the environment variable {name} and run it again.",
			}, lang.Args{"name": w.name})
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

// discoverLimit ends the search for defaults: a name server that does not
// answer must not keep a person from typing.
const discoverLimit = 3 * time.Second

// Discover finds defaults for the first questions: the domain of this machine
// or its user, or that of the caller's name, the domain's controllers by SRV
// record, and what the command line said already. said is what the call began
// with.
func (op *Opener) Discover(ctx context.Context, said steps.Facts) steps.Access {
	ctx, cancel := context.WithTimeout(ctx, discoverLimit) //nolint:forbidigo // of this machine, before there is a patient
	defer cancel()
	access := op.Given()
	access.Facts = access.Facts.With(said)
	defaults := suffixDefaults(ctx, access.Facts).With(steps.Facts{steps.Domain: op.domainHere(), steps.Tenant: op.process.Getenv("AZURE_TENANT_ID")})
	if user := op.process.Getenv("USERNAME"); user != "" && access.Account == "" {
		if domain := op.process.Getenv("USERDOMAIN"); domain != "" && !sameMachine(domain, op.process.Hostname) {
			access.Account = domain + `\` + user
		}
	}
	if access.ClientID == "" {
		access.ClientID = op.process.Getenv("AZURE_CLIENT_ID")
	}
	access.Facts = defaults.With(access.Facts)
	if domain := access.Facts[steps.Domain]; domain != "" && access.Facts[steps.Controller] == "" && op.said.Heard().Facts[steps.Domain] == "" {
		access.Facts = access.Facts.With(steps.Facts{steps.Controller: controllerOf(ctx, domain)})
	}
	return access
}

// suffixDefaults are the defaults that the suffix of the caller's name gives: it
// is a verified domain of the tenant, and a domain of the directory where name
// servers know controllers of it.
func suffixDefaults(ctx context.Context, known steps.Facts) steps.Facts {
	_, suffix, isUPN := strings.Cut(known[steps.User], "@")
	suffix = strings.ToLower(strings.TrimSpace(suffix))
	if !isUPN || !strings.Contains(suffix, ".") || strings.ContainsAny(suffix, " @/\\:") {
		return steps.Facts{}
	}
	found := steps.Facts{steps.Tenant: suffix}
	if known[steps.Domain] == "" && controllerOf(ctx, suffix) != "" {
		found[steps.Domain] = suffix
	}
	return found
}

// domainHere is the DNS domain of a domain-joined Windows machine's user, or
// that of this machine's own full name.
func (op *Opener) domainHere() string {
	if domain := op.process.Getenv("USERDNSDOMAIN"); domain != "" {
		return strings.ToLower(domain)
	}
	_, domain, _ := strings.Cut(op.process.Hostname, ".")
	return domain
}

// controllerOf asks the name server for the domain's PDC emulator, which any
// controller of the domain registers there (MS-ADTS 6.3.2.3). A host outside the
// domain is not offered: what a person takes over by Enter counts as named by
// that person.
func controllerOf(ctx context.Context, domain string) string {
	_, records, err := net.DefaultResolver.LookupSRV(ctx, "ldap", "tcp", "pdc._msdcs."+domain+".")
	if err != nil || len(records) == 0 || !probes.HostWithin(records[0].Target, domain) {
		return ""
	}
	return strings.TrimSuffix(records[0].Target, ".")
}
