package lab

import (
	"time"
)

// side says whose road a rule stands on.
type side string

// The sides.
const (
	fromAnywhere side = "anywhere"
	fromHere     side = "here"   // the machine that the program runs on
	fromServer   side = "server" // the Connect server
	fromOthers   side = "others" // the further Connect servers
)

// What stands on the road.
const (
	doRefuse    = "refuse"      // answers the first packet with a reset
	doDrop      = "drop"        // answers nothing
	doReset     = "reset"       // cuts the connection at its first data
	doNoRoute   = "no-route"    // the network says that there is no way
	doNoName    = "no-name"     // the name does not resolve
	doNoAnswer  = "no-answer"   // the name server fails on this name
	doIntercept = "intercept"   // a device opens TLS with a certificate of its own
	doExpired   = "expired"     // the certificate ran out
	doWrongName = "wrong-name"  // the certificate is for another name
	doPlain     = "plain"       // something answers that does not speak TLS
	doCaptive   = "captive"     // every request is sent to a sign-in page
	doStatus    = "status"      // every request gets this HTTP status
	doNoHTTP    = "no-http"     // TLS stands, and what answers does not speak HTTP
	doLongHead  = "long-head"   // the header of every answer is longer than anybody's
	doForget    = "forget-idle" // forgets a connection that was idle, without a word
	doClose     = "close-idle"  // resets a connection that was idle
)

// rule is one thing that stands on the road to some hosts.
type rule struct {
	Host         string // a name, or *.suffix
	Except       []string
	Port         int // 0 is every port
	From         side
	Do           string
	After        time.Duration // idle time, for forget-idle and close-idle
	Organization string        // whose device, for intercept
	To           string        // where to, for captive
	Status       int
}

// proxy is one HTTP proxy, by host:port.
type proxy struct {
	signIn bool          // wants a name and a password: 407
	refuse []string      // hosts that it does not let through: 403; * is all
	allow  []string      // exceptions to refuse
	fail   []string      // hosts that it cannot reach: 502
	noHTTP bool          // answers what is no HTTP
	idle   time.Duration // closes a tunnel that was idle so long; 0 is never
}

// credentials are what the person at the keyboard has.
type credentials struct {
	directory string // what the controller says to the sign-in
	signIn    string // how the person signs in to it: "" for simple, ntlm, kerberos
	connector bool   // the person signs in as the AD DS Connector account
	tenant    string
	// permissions are those that the tenant granted to the application.
	permissions []string
	// roles are the directory roles that the person has activated, who signs in to
	// the tenant in person; nil is a token that does not say.
	roles []string
}

func (v *rule) bind() bind {
	return section(keys{
		"host":   text(&v.Host),
		"except": texts(&v.Except),
		"port":   number(&v.Port, 1, 65535),
		"from":   oneOf(&v.From, fromAnywhere, fromHere, fromServer, fromOthers),
		"do": oneOf(&v.Do, doRefuse, doDrop, doReset, doNoRoute, doNoName, doNoAnswer, doIntercept, doExpired,
			doWrongName, doPlain, doCaptive, doStatus, doNoHTTP, doLongHead, doForget, doClose),
		"after":        span(&v.After),
		"organization": text(&v.Organization),
		"to":           text(&v.To),
		"status":       number(&v.Status, 200, 599),
	})
}

func (p *proxy) bind() bind {
	return section(keys{
		"sign-in": flag(&p.signIn),
		"refuse":  texts(&p.refuse),
		"allow":   texts(&p.allow),
		"fail":    texts(&p.fail),
		"no-http": flag(&p.noHTTP),
		"idle":    span(&p.idle),
	})
}

// What a controller says to the sign-in of the person at the keyboard.
const (
	signInRight = "right"
	signInNone  = "none" // the person has no account at all
	// signInPerson is a token of the person's own for the tenant, and not of an
	// application.
	signInPerson = "person"
)

// isPerson reports whether an account is the one that the person at the keyboard
// signs in with.
func (c *credentials) isPerson(sam string, d *directory) bool {
	if c.connector {
		return d.connectorName != "" && sam == d.connectorName
	}
	return sam == helpdeskSAM
}

func (c *credentials) keys() keys {
	return keys{
		"directory": oneOf(&c.directory, signInRight, signInNone, "wrong", "disabled", "locked", "expired",
			"password-expired", "must-change", "no-such-account", "restricted", "logon-hours", "workstation", "revoked"),
		"sign-in":     oneOf(&c.signIn, "simple", "ntlm", "kerberos"),
		"connector":   flag(&c.connector),
		"tenant":      oneOf(&c.tenant, signInRight, signInNone, "wrong", "secret-expired", signInPerson),
		"roles":       c.rolesBind,
		"permissions": texts(&c.permissions, append(readPermissions(), behaviourPermission)...),
	}
}
