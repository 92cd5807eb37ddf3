package steps

import (
	"maps"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// Fact names one thing that the walk can know. Secrets are not facts.
type Fact string

// What a person says or the program discovers before it looks.
const (
	User       Fact = "user"       // user principal name of the caller's account
	Scope      Fact = "scope"      // one, several, everyone
	Surface    Fact = "surface"    // which surface did the reset
	Words      Fact = "words"      // codes and texts that the caller read out or pasted
	Domain     Fact = "domain"     // DNS name of the Active Directory domain
	Controller Fact = "controller" // host or host:port of the controller to ask; "" lets DNS choose
	Tenant     Fact = "tenant"     // tenant ID or verified domain name
	SyncServer Fact = "server"     // host of the Connect server
	Admin      Fact = "admin"      // UPN of the account that switched password writeback on
	TestUser   Fact = "test-user"  // UPN of the designated test user
	// TenantSwitch is what a person read off the page Password reset >
	// On-premises integration: on or off. No documented interface tells it.
	TenantSwitch Fact = "tenant-switch"
	Started      Fact = "started" // when the walk began, RFC 3339 in UTC
	// Declined is what the person goes on without, comma-separated: each a [Want].
	Declined Fact = "declined"
)

// What checks teach. ConnectorAccount can be given too, for whoever cannot see
// the Connect server; what that server says counts before it.
const (
	UserDN           Fact = "user-dn"           // distinguished name in the directory
	UserID           Fact = "user-id"           // object ID in the tenant
	PDC              Fact = "pdc"               // host of the PDC emulator
	Controllers      Fact = "controllers"       // hosts of all controllers, comma-separated
	ConnectorAccount Fact = "connector-account" // AD DS Connector account, DOMAIN\name
	Relays           Fact = "relays"            // hosts of the tenant's relays, comma-separated, newest first
	ConnectVersion   Fact = "connect-version"   // installed version, four parts
	Logged           Fact = "logged"            // steps that a fresh failure of this user in the server's log points to, comma-separated
)

// Inputs are the facts that a person can give, in the order in which they are
// asked and shown. They are the keys of an answers file.
func Inputs() []Fact {
	return []Fact{User, Scope, Surface, Words, Domain, Controller, Tenant, SyncServer, Admin, TestUser, TenantSwitch, ConnectorAccount}
}

// connection facts lead every probe, so a change of one restarts everything.
func connection() []Fact { return []Fact{Domain, Controller, Tenant, SyncServer, Started} }

// Facts is what the walk knows. A missing key and "" both mean not known.
// Facts are never changed in place: With makes new ones.
type Facts map[Fact]string

// With returns the facts with those of learned laid over them; an empty value
// changes nothing.
func (f Facts) With(learned Facts) Facts {
	merged := make(Facts, len(f)+len(learned))
	maps.Copy(merged, f)
	for name, value := range learned {
		if value != "" {
			merged[name] = value
		}
	}
	return merged
}

// tidy returns the facts with the names of accounts without what came along when
// they were copied.
func (f Facts) tidy() Facts {
	tidied := f.With(nil)
	for _, name := range []Fact{User, Admin, TestUser, ConnectorAccount} {
		if value, said := tidied[name]; said {
			tidied[name] = probes.TidyName(value)
		}
	}
	return tidied
}

// Lacks returns those of needs that are not known.
func (f Facts) Lacks(needs []Fact) []Fact {
	var missing []Fact
	for _, n := range needs {
		if f[n] == "" {
			missing = append(missing, n)
		}
	}
	return missing
}

// List returns a comma-separated fact as its parts, none for "".
func (f Facts) List(name Fact) []string {
	if f[name] == "" {
		return nil
	}
	return strings.Split(f[name], ",")
}

// For returns only what a step may see: its needs, its uses, and what leads
// the probes. A check can depend on nothing else.
func (f Facts) For(step *Step) Facts {
	seen := Facts{}
	for _, names := range [][]Fact{connection(), step.Needs, step.Uses} {
		for _, n := range names {
			if f[n] != "" {
				seen[n] = f[n]
			}
		}
	}
	return seen
}

// Fingerprint is equal for equal facts.
func (f Facts) Fingerprint() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if f[name] == "" {
			continue
		}
		b.WriteString(string(name) + "\x00" + f[name] + "\x00")
	}
	return b.String()
}
