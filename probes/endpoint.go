package probes

import (
	"context"
	"time"
)

// An Endpoint tries roads from one machine. Refused, reset and dropped are
// answers and stand in the evidence; an error means that it could not try.
type Endpoint interface {
	// Reach resolves a name, connects, and goes on as far as the target asks:
	// TLS, then HTTP.
	Reach(ctx context.Context, target Target) (Route, error)
	// Hold keeps an idle TLS connection open for the given time and finds out
	// whether it still carries data.
	Hold(ctx context.Context, target Target, length time.Duration) (Hold, error)
}

// Contact is how far a try came. The zero value is not tried.
type Contact string

// The ends of a try. Each leads somewhere else.
const (
	NotTried       Contact = ""
	Open           Contact = "open"            // it worked
	NoSuchName     Contact = "name-unknown"    // the name server says there is no such name
	NoNameServer   Contact = "no-name-server"  // nobody answered the question for the name
	PortRefused    Contact = "refused"         // the other side, or a firewall, answered with a reset to the first packet
	Dropped        Contact = "dropped"         // no answer at all in the time allowed
	NoRoute        Contact = "unreachable"     // the network said that there is no way
	CutOff         Contact = "reset"           // the connection was cut after it was made
	BadCertificate Contact = "bad-certificate" // TLS answered and its certificate did not verify
	NoTLS          Contact = "no-tls"          // something answers that does not speak TLS
	NoHTTP         Contact = "no-http"         // TLS stands, and what answers there cannot be read as HTTP
	LongHead       Contact = "long-head"       // the head of the HTTP answer is longer than anybody's, and was not read to its end
	ProxyRefused   Contact = "proxy-refused"   // the proxy does not let this host through (403 and others)
	ProxySignIn    Contact = "proxy-sign-in"   // the proxy wants a name and a password (407)
	ProxyFailed    Contact = "proxy-failed"    // the proxy could not reach the host (502, 503, 504)
	ProxyNoHTTP    Contact = "proxy-no-http"   // what the proxy answers cannot be read as HTTP
	ProxyLongHead  Contact = "proxy-long-head" // the head of the proxy's answer is longer than anybody's
)

// Purpose says what a target is for.
type Purpose string

// The purposes.
const (
	PasswordReset Purpose = "password-reset"
	ServiceBus    Purpose = "service-bus"
	DomainControl Purpose = "domain-controller"
	SignIn        Purpose = "sign-in"
)

// Depth is how far a try is to go. The zero value connects only.
type Depth string

// The depths.
const (
	ToTCP  Depth = ""
	ToTLS  Depth = "tls"
	ToHTTP Depth = "http" // one GET, no credentials
)

// Target is one address and what it is for.
type Target struct {
	Host    string  `json:"host" is:"host"`
	Port    int     `json:"port"`
	Purpose Purpose `json:"purpose"`
	Depth   Depth   `json:"depth"`
	Path    string  `json:"path,omitempty" is:"text"` // for ToHTTP; "" is "/"
}

// Certificate is what matters of one certificate of a chain.
type Certificate struct {
	Subject      string       `json:"subject" is:"certificate-name"`
	Issuer       string       `json:"issuer" is:"certificate-name"`
	Organization string       `json:"organization" is:"organization"` // O of the issuer: whose device it is
	NotBefore    time.Time    `json:"not_before"`
	NotAfter     time.Time    `json:"not_after"`
	Names        List[string] `json:"names,omitzero" is:"host"` // of the leaf
}

// Fault says what is wrong with a certificate chain. The zero value is
// nothing, when the chain was looked at.
type Fault string

// The faults, after crypto/x509.
const (
	UnknownAuthority Fault = "unknown-authority"
	WrongName        Fault = "wrong-name"
	Expired          Fault = "expired"
	OtherFault       Fault = "other"
)

// Route is one road to one target, as far as it was open.
type Route struct {
	Seen
	Target     Target            `json:"target"`
	Proxy      string            `json:"proxy,omitempty" is:"proxy"` // host:port of the proxy that was used; "" for a direct road
	Name       Contact           `json:"name"`                       // of the name
	Addresses  List[string]      `json:"addresses,omitzero" is:"address"`
	TCP        Contact           `json:"tcp"`
	TLS        Contact           `json:"tls"`
	Version    string            `json:"version,omitempty" is:"code"` // "TLS 1.3"
	Chain      List[Certificate] `json:"chain,omitzero"`              // as sent, leaf first
	Fault      Fault             `json:"fault,omitempty"`
	PublicRoot YesNo             `json:"public_root"` // the chain ends in a root of the trust store in use
	HTTP       Contact           `json:"http"`
	Status     int               `json:"status,omitempty"`             // HTTP status; 0 when none came
	Location   string            `json:"location,omitempty" is:"host"` // of a redirect
	Date       time.Time         `json:"date"`                         // of the answer: the other side's clock
}

// proxyAuthRequired is the status with which a proxy asks for a name and a
// password. No origin server gives it (RFC 9110 15.5.8): where it comes from
// behind TLS, a device answers in the name of the host.
const proxyAuthRequired = 407

// End returns the first thing that was not open, in the order name, TCP, TLS,
// HTTP. It is Open only when the road was gone as deep as the target asks; one
// that stopped before, without a reason, is NotTried.
func (r Route) End() Contact {
	for _, c := range []Contact{r.Name, r.TCP, r.TLS, r.HTTP} {
		if c != NotTried && c != Open {
			return c
		}
	}
	if r.HTTP == Open && r.Status == proxyAuthRequired {
		return ProxySignIn
	}
	switch r.Target.Depth {
	case ToHTTP:
		return r.HTTP
	case ToTLS:
		return r.TLS
	case ToTCP:
		return r.TCP
	default:
		return NotTried // a depth of another program: how far it went is not known
	}
}

// Hold is the fate of one idle connection.
type Hold struct {
	Seen
	Target Target        `json:"target"`
	Wanted time.Duration `json:"wanted_ns"`
	Start  Contact       `json:"start"`     // Open when the connection came up; else nothing below holds
	Held   time.Duration `json:"held_ns"`   // longest idle time after which data still passed
	Cut    YesNo         `json:"cut"`       // it did not survive Wanted; Unsaid when the far end itself ended it after Held
	CutAt  time.Duration `json:"cut_at_ns"` // shortest idle time after which it was seen dead; 0 when it survived
	Silent YesNo         `json:"silent"`    // dead without a word, rather than closed or reset
}
