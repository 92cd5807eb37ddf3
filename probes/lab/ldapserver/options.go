package ldapserver

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// Options say how a controller behaves. The zero value is a well-behaved one
// that takes simple binds in clear, as controllers before Windows Server 2025
// do by default.
type Options struct {
	// Clock is what waits and what currentTime is read from; the zero value
	// is the system's.
	Clock probes.Clock
	// ClockSkew is how far currentTime is ahead of the clock.
	ClockSkew time.Duration
	// RequireTLS refuses simple binds without TLS with result 8, as "LDAP
	// server signing requirements: Require signing" does.
	RequireTLS bool
	// Binding is what becomes of the channel binding of NTLM and Kerberos inside
	// TLS ("Domain controller: LDAP server channel binding token
	// requirements"). Simple binds have none and are not subject to it.
	Binding Binding
	// Certificate is the one, as DER, that channel bindings are held against in
	// place of the one that was shown, as where a load balancer ends TLS; nil
	// for none.
	Certificate []byte
	// Kerberos begins one handshake of SASL GSSAPI; nil offers none.
	Kerberos func() Handshake
	// NoNTLM answers an NTLM bind with authMethodNotSupported.
	NoNTLM bool
	// MaxPageSize is the most entries in one answer; 0 means 1000, the
	// default of the LDAP policy MaxPageSize.
	MaxPageSize int
	// MaxValRange is the most values of one attribute in one answer; 0 means
	// 1500, the default of the LDAP policy MaxValRange.
	MaxValRange int
	// Version is the build in diagnostic texts, in hex; "" means "4563".
	Version string

	// Latency passes before every answer.
	Latency time.Duration
	// AcceptsAndHangs takes connections and never says a word, not even to
	// begin TLS.
	AcceptsAndHangs bool
	// HangsAfterBind answers binds and nothing after one.
	HangsAfterBind bool
	// ClosesMidAnswer ends the connection in the middle of the first search
	// answer after a bind.
	ClosesMidAnswer bool
	// Lost reports whether the controller is out of reach now: connections end at
	// the next word, and new ones at once. nil is never.
	Lost func() bool
	// Banner is sent to whoever connects, before the connection is closed, as
	// by something that is not LDAP. nil means none.
	Banner []byte
	// Writes says what becomes of a new password for an entry. nil: nothing can be
	// changed here.
	Writes func(Write) Written
}

// Binding is a channel binding policy. The zero value never looks at it, as
// controllers before Windows Server 2025 do by default.
type Binding string

// The channel binding policies.
const (
	BindingNever     Binding = ""
	BindingSupported Binding = "supported"
	BindingAlways    Binding = "always"
)

// A Handshake is the controller's side of SASL GSSAPI (RFC 4752).
type Handshake interface {
	// Step takes a token of the client and returns the answer; done after the
	// last one. An error refuses it.
	Step(token []byte) (answer []byte, done bool, err error)
	// Client is the name of whoever the ticket is for, as DOMAIN\name, once the
	// first token was taken.
	Client() string
	// Binding is the hash of the channel binding that the client sent; zero
	// bytes for none.
	Binding() []byte
}

const (
	defaultMaxPageSize = 1000
	defaultMaxValRange = 1500
	defaultVersion     = "4563" // as Windows Server 2019 prints it
)

func (o Options) withDefaults() Options {
	system := probes.SystemClock()
	if o.Clock.Now == nil {
		o.Clock.Now = system.Now
	}
	if o.Clock.After == nil {
		o.Clock.After = system.After
	}
	if o.MaxPageSize <= 0 {
		o.MaxPageSize = defaultMaxPageSize
	}
	if o.MaxValRange <= 0 {
		o.MaxValRange = defaultMaxValRange
	}
	if o.Version == "" {
		o.Version = defaultVersion
	}
	return o
}
