// Package wanted is what a person is asked for when a step of a walk lacks it:
// which questions, in which order, and why. The wizard and the walk line by line
// ask the same. It knows no screen, and where nothing was found says nothing.
package wanted

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Entry is one thing that is asked for.
type Entry struct {
	Fact    steps.Fact // "" for what is no fact: accounts, secrets and files
	Role    Role
	Label   lang.Text
	Help    lang.Text
	Secret  bool
	Choices []steps.Choice
	// When reports whether what was given so far leaves it to be asked; nil always.
	When func(steps.Access) bool
}

// Asked reports whether what was given so far leaves an entry to be asked.
func (e *Entry) Asked(a steps.Access) bool { return e.When == nil || e.When(a) }

// Role tells the entries that are not facts apart.
type Role int

// The roles.
const (
	IsFact Role = iota
	Account
	SignIn
	Password
	Keytab
	CAFile
	TenantSignIn
	Client
	ClientSecret
	Certificate
	CertificatePassword
	ServerFile
)

// Place is what is possible on this machine.
type Place struct {
	Ways    []string // of signing in to the tenant, in the words of the command line; nil for an application alone
	Session bool     // whoever runs this can sign in to the directory without an account: a ticket, a Windows session
	Remote  bool     // the Connect server can be looked at by its name
}

// For is what is asked for where a step lacks something, beyond what is known.
// offered are defaults that nobody at this keyboard has said: they are asked for
// and not taken. why is the finding that showed what is lacking, without a step
// for none.
func For(w steps.Want, p Place, known, offered steps.Access, why steps.Finding) []Entry {
	var all []Entry
	switch w {
	case steps.WantDirectory:
		all = directory(p.Session && known.Account == "" && why.Step == "")
	case steps.WantTenant:
		all = tenantFor(p, known)
	case steps.WantAdmin:
		all = []Entry{Admin()}
	case steps.WantServer:
		all = append(Server(), server(p.Remote)...)
	case steps.WantCAFile:
		all = Trust()
	}
	return slices.DeleteFunc(all, func(e Entry) bool {
		return e.Of(known) != "" && e.Of(known) != "auto" || e.Fact == steps.Controller && e.Of(offered) == "" ||
			e.Fact == steps.Domain && known.Facts[steps.Controller] != ""
	})
}

// Reason says why it is asked: which step cannot look without it.
func Reason(w steps.Want, step *steps.Step) lang.Text {
	because := map[steps.Want]lang.Text{
		steps.WantDirectory: {Ko: "'{step}' 단계는 Active Directory를 읽어야 합니다.", En: `"{step}" has to read Active Directory.`},
		steps.WantTenant:    {Ko: "'{step}' 단계는 테넌트를 읽어야 합니다.", En: `"{step}" has to read the tenant.`},
		steps.WantServer:    {Ko: "'{step}' 단계는 Connect 서버를 보아야 합니다.", En: `"{step}" has to look at the Connect server.`},
		steps.WantAdmin:     {Ko: "'{step}' 단계는 어느 계정인지 알아야 합니다.", En: `"{step}" has to know which account it was.`},
		steps.WantCAFile:    {Ko: "'{step}' 단계에서 연결할 서버의 인증서를 이 컴퓨터가 믿지 않습니다.", En: `"{step}" met a certificate that this machine does not trust.`},
	}[w]
	return lang.Text{
		Ko: because.Fill(lang.Korean, lang.Args{"step": step.Title.Ko}), En: because.Fill(lang.English, lang.Args{"step": step.Title.En}),
	}
}

// Without says what comes of going on without it.
func Without(w steps.Want) lang.Text {
	return map[steps.Want]lang.Text{
		steps.WantDirectory: {Ko: "디렉터리 없이 계속합니다.", En: "Going on without the directory."},
		steps.WantTenant:    {Ko: "클라우드 없이 계속합니다.", En: "Going on without the cloud."},
		steps.WantServer:    {Ko: "Connect 서버 없이 계속합니다.", En: "Going on without the Connect server."},
		steps.WantAdmin:     {Ko: "그 계정 없이 계속합니다.", En: "Going on without that account."},
		steps.WantCAFile:    {Ko: "그 인증서 없이 계속합니다.", En: "Going on without that certificate."},
	}[w]
}

// Of is the entry's value in what is known.
func (e *Entry) Of(a steps.Access) string {
	if e.Role == IsFact {
		return a.Facts[e.Fact]
	}
	if secret := e.Role.secret(&a); secret != nil {
		return string(*secret)
	}
	if text := e.Role.text(&a); text != nil {
		return *text
	}
	return ""
}

// Into puts the entry's value where it belongs; "" takes it away.
func (e *Entry) Into(a *steps.Access, value string) {
	if e.Role == IsFact {
		a.Facts[e.Fact] = value
		if value == "" {
			delete(a.Facts, e.Fact)
		}
		return
	}
	if secret := e.Role.secret(a); secret != nil {
		*secret = []byte(value)
	}
	if text := e.Role.text(a); text != nil {
		*text = value
	}
}

func (r Role) secret(a *steps.Access) *[]byte {
	return map[Role]*[]byte{Password: &a.Password, ClientSecret: &a.ClientSecret, CertificatePassword: &a.CertificatePassword}[r]
}

func (r Role) text(a *steps.Access) *string {
	return map[Role]*string{
		Account: &a.Account, SignIn: &a.SignIn, Keytab: &a.Keytab, CAFile: &a.CAFile, TenantSignIn: &a.TenantSignIn,
		Client: &a.ClientID, Certificate: &a.Certificate, ServerFile: &a.ServerFile,
	}[r]
}
