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
	Trusted      bool          // its root is in the trust store of whoever goes that road
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
		"trusted":      flag(&v.Trusted),
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
