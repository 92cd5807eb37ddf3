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
	way     string // asked only when that way of signing in was chosen; "" always
	after   role   // asked only when that one was given; 0 always
	unless  role   // not asked when that one was given; 0 always
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
	roleClient
	roleClientSecret
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
	app := clientEntries()
	app[0].after = roleTenant
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

func clientEntries() []entry {
	return []entry{
		{role: roleClient, label: wordsClient, help: wordsClientHelp},
		{role: roleClientSecret, label: wordsClientSecret, help: wordsClientSecretHelp, secret: true, after: roleClient},
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
	case roleClient:
		return a.ClientID
	case roleClientSecret:
		return string(a.ClientSecret)
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
	case roleClient:
		a.ClientID = value
	case roleClientSecret:
		a.ClientSecret = []byte(value)
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
	a.Password, a.ClientSecret = append([]byte(nil), a.Password...), append([]byte(nil), a.ClientSecret...)
	a.Token = append([]byte(nil), a.Token...)
	return a
}

// unsecret is an access without its secrets, to be remembered.
func unsecret(a Access) Access {
	a = copied(a)
	a.Wipe()
	a.Password, a.ClientSecret, a.Token = nil, nil, nil
	return a
}
