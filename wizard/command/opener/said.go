package opener

import (
	"maps"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// Said is what a person said of the environment: on the command line, in an
// answers file, or when asked. The zero value of each is not said.
type Said struct {
	Fact               map[steps.Fact]*string // of every input
	Account, ClientID  string
	Cloud              string
	CAFile, ServerFile string
	SignIn, Keytab     string
	TenantSignIn       string
	Certificate        string // path of the file of the application's certificate
	KeepSignIn         bool   // of a person to the tenant, in the key store of this system
	Answers            string // path of the answers file

	// supposed are the answers that a file alone gives, by their names.
	supposed map[string]bool
}

// Others are the answers that are not facts, by their key in the file.
func (f *Said) Others() map[string]*string {
	return map[string]*string{
		"account": &f.Account, "client-id": &f.ClientID, "cloud": &f.Cloud,
		"ca-file": &f.CAFile, "server-file": &f.ServerFile,
		"sign-in": &f.SignIn, "keytab": &f.Keytab,
		"tenant-sign-in": &f.TenantSignIn, "client-certificate": &f.Certificate,
	}
}

// Connector is the connector account that was given; "" when none was.
func (f *Said) Connector() string { return *f.Fact[steps.ConnectorAccount] }

// Known are the facts that were given.
func (f *Said) Known() steps.Facts {
	facts := steps.Facts{}
	for name, value := range f.Fact {
		if *value != "" {
			facts[name] = *value
		}
	}
	return facts
}

// Suppose notes that a file gave an answer, and nobody at this keyboard.
func (f *Said) Suppose(name string) {
	if f.supposed == nil {
		f.supposed = map[string]bool{}
	}
	f.supposed[name] = true
}

// Typed are the facts that the command line itself says.
func (f *Said) Typed() steps.Facts {
	facts := f.Known()
	maps.DeleteFunc(facts, func(name steps.Fact, _ string) bool { return f.supposed[string(name)] })
	return facts
}

// Heard is where an answers file alone leads to, and whom it alone trusts:
// anybody may have written it. A host of the domain that the command line names
// could be met there without the file. A certificate file has to be
// vouched for like a host, because with one of an attacker's any name is good.
func (f *Said) Heard() steps.Access {
	heard := steps.Access{Facts: steps.Facts{}}
	domain := f.Typed()[steps.Domain]
	for _, name := range steps.Leading() {
		value := *f.Fact[name]
		if f.supposed[string(name)] && value != "" && !probes.HostWithin(value, domain) {
			heard.Facts[name] = value
		}
	}
	if f.supposed["ca-file"] {
		heard.CAFile = f.CAFile
	}
	return heard
}
