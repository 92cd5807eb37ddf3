package wizard

import (
	"maps"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// entry is one thing that the start screens ask for.
type entry struct {
	fact    steps.Fact // "" for what is no fact: accounts, secrets and files
	role    role
	label   lang.Text
	help    lang.Text
	secret  bool
	choices []steps.Choice
	way     string   // asked only when that way of signing in was chosen; "" always
	tenant  []string // asked only when one of those ways of signing in to the tenant was chosen, or none was offered; nil always
	after   role     // asked only when that one was given; 0 always
	unless  role     // not asked when that one was given; 0 always
}

// role tells the entries that are not facts apart.
type role int

const (
	roleFact role = iota
	roleAccount
	roleSignIn
	rolePassword
	roleKeytab
	roleCAFile
	roleTenant
	roleTenantSignIn
	roleClient
	roleClientSecret
	roleCertificate
	roleCertificatePassword
	roleServerFile
)

// entries are everything that the start screens ask for, in order.
func entries() []entry {
	all := []entry{
		{fact: steps.Domain, label: wordsDomain, help: wordsDomainHelp},
		{fact: steps.Controller, label: wordsController, help: wordsControllerHelp},
	}
	all = append(all, signInEntries()...)
	all = append(all, entry{role: roleCAFile, label: wordsCAFile, help: wordsCAFileHelp, after: roleAccount},
		entry{fact: steps.Tenant, role: roleTenant, label: wordsTenant, help: wordsTenantHelp})
	app := tenantEntries()
	for i := range app[:2] { // the way, and the application
		app[i].after = roleTenant
	}
	return append(append(all, app...),
		entry{fact: steps.Admin, label: wordsFactAdmin, help: wordsAdminHelp, after: roleTenant},
		entry{role: roleServerFile, label: wordsServerFile, help: wordsServerFileHelp},
		entry{fact: steps.SyncServer, label: wordsServer, help: wordsServerHelp, unless: roleServerFile})
}

func signInEntries() []entry {
	return []entry{
		{role: roleAccount, label: wordsAccount, help: wordsAccountHelp},
		{role: roleSignIn, label: wordsSignIn, help: wordsSignInHelp, choices: signInChoices(), after: roleAccount},
		{role: roleKeytab, label: wordsKeytab, help: wordsKeytabHelp, after: roleAccount, way: wayKerberos},
		{role: rolePassword, label: wordsPassword, help: wordsPasswordHelp, secret: true, after: roleAccount, unless: roleKeytab},
	}
}

// wayKerberos is the way of signing in that can do without a password.
const wayKerberos = "kerberos"

// signInChoices are the values of Access.SignIn.
func signInChoices() []steps.Choice {
	return []steps.Choice{
		{Value: "auto", Label: wordsSignInAuto},
		{Value: "simple", Label: wordsSignInSimple},
		{Value: wayKerberos, Label: wordsSignInKerberos},
		{Value: "ntlm", Label: wordsSignInNTLM},
	}
}

// of is the entry's value in what is known.
func (e entry) of(a Access) string {
	switch e.role {
	case roleAccount:
		return a.Account
	case roleSignIn:
		return a.SignIn
	case roleKeytab:
		return a.Keytab
	case rolePassword:
		return string(a.Password)
	case roleCAFile:
		return a.CAFile
	case roleTenantSignIn:
		return a.TenantSignIn
	case roleClient:
		return a.ClientID
	case roleClientSecret:
		return string(a.ClientSecret)
	case roleCertificate:
		return a.Certificate
	case roleCertificatePassword:
		return string(a.CertificatePassword)
	case roleServerFile:
		return a.ServerFile
	default:
		return a.Facts[e.fact]
	}
}

// into puts the entry's value where it belongs; "" takes it away.
func (e entry) into(a *Access, value string) {
	switch e.role {
	case roleAccount:
		a.Account = value
	case roleSignIn:
		a.SignIn = value
	case roleKeytab:
		a.Keytab = value
	case rolePassword:
		a.Password = []byte(value)
	case roleCAFile:
		a.CAFile = value
	case roleTenantSignIn:
		a.TenantSignIn = value
	case roleClient:
		a.ClientID = value
	case roleClientSecret:
		a.ClientSecret = []byte(value)
	case roleCertificate:
		a.Certificate = value
	case roleCertificatePassword:
		a.CertificatePassword = []byte(value)
	case roleServerFile:
		a.ServerFile = value
	default:
		a.Facts[e.fact] = value
		if value == "" {
			delete(a.Facts, e.fact)
		}
	}
}

// copied is an access whose facts and secrets are its own.
func copied(a Access) Access {
	facts := steps.Facts{}
	maps.Copy(facts, a.Facts)
	a.Facts = facts
	for _, secret := range a.Secrets() {
		*secret = append([]byte(nil), *secret...)
	}
	return a
}

// unsecret is an access without its secrets, to be remembered.
func unsecret(a Access) Access {
	a = a.Without()
	a.Facts = a.Facts.With(nil)
	return a
}
