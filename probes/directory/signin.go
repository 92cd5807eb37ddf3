package directory

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// SignIn is a way of signing in to a controller. The zero value is Auto.
type SignIn string

// The ways of signing in. All of them are used inside TLS alone.
const (
	// Auto is Simple with a password; without one it is Kerberos with a key
	// table, the ticket cache or the platform's own sign-in, whichever is
	// there first.
	Auto SignIn = ""
	// Simple sends account and password inside TLS (RFC 4513 5.1.3). It is not
	// subject to channel binding and signing requirements ("Domain controller:
	// LDAP server channel binding token requirements").
	Simple SignIn = "simple"
	// NTLM answers a challenge with the password's hash, by the bind that is
	// called Sicily (MS-ADTS 5.1.1.1.3). Only Active Directory on Windows knows
	// that bind.
	NTLM SignIn = "ntlm"
	// Kerberos shows a ticket (SASL GSSAPI, RFC 4752).
	Kerberos SignIn = "kerberos"
)

// Tickets says where Kerberos finds what it needs. It holds no secret.
type Tickets struct {
	File     string // krb5.conf; "" makes a configuration from the domain and DNS
	Cache    string // ticket cache as KRB5CCNAME spells it; "" for none
	Keytab   string // file with the account's keys; "" for none
	Platform bool   // the person who runs this may be signed in through Windows (SSPI); its roads do not go over Config.Network
}

// words are how people call the ways of signing in.
func (s SignIn) words() string {
	switch s {
	case NTLM:
		return "NTLM"
	case Kerberos:
		return "Kerberos"
	case Auto, Simple:
		return "simple bind"
	default:
		return string(s)
	}
}

// signing is how somebody signs in on a link.
type signing struct {
	config Config // of the domain or the controller that is asked
	person Config // as the person gave it
	trust  trust
	memory *memory
}

// SignsIn reports whether there is something to sign in with. It asks nobody
// whether that is any good.
func (c Config) SignsIn() bool {
	_, why := (&signing{config: c}).way()
	return why == nil
}

// way decides how to sign in, or says why nobody can.
func (s *signing) way() (SignIn, *probes.Obstacle) {
	account, password := s.config.Account != "", !s.config.Password.Empty()
	tickets := s.config.Tickets
	switch s.config.SignIn {
	case Auto:
		switch {
		case account && password:
			return Simple, nil
		case account && tickets.Keytab != "", tickets.Cache != "", tickets.Platform && !account:
			return Kerberos, nil
		}
		return Auto, &probes.Obstacle{Kind: probes.NoCredentials}
	case Simple, NTLM:
		// An empty password must never be sent: it makes the bind an anonymous
		// one, which succeeds (RFC 4513 5.1.2).
		switch {
		case !account:
			return s.config.SignIn, unfit("account")
		case !password:
			return s.config.SignIn, unfit("password")
		case s.config.SignIn == NTLM && isDN(s.config.Account):
			return NTLM, unfit(`DOMAIN\name`)
		}
		return s.config.SignIn, nil
	case Kerberos:
		if isDN(s.config.Account) {
			return Kerberos, unfit(`DOMAIN\name`)
		}
		return Kerberos, nil
	default:
		return s.config.SignIn, unfit(string(s.config.SignIn))
	}
}

// showsPassword reports whether signing in lets the controller see the
// password. A read-only controller stands where it may be stolen, and is not to
// see the passwords of administrators ("Password Replication Policy"); its
// copy takes no reset, so there is nothing worth showing it one for.
func (s *signing) showsPassword() bool {
	way, _ := s.way()
	return way == Simple
}

func unfit(needs string) *probes.Obstacle {
	return &probes.Obstacle{Kind: probes.SignInUnfit, Needs: needs}
}

func isDN(account string) bool { return strings.Contains(account, "=") }

// signIn binds, if there is somebody to sign in and the link is secure. Why it
// could not is kept in the link, where what needs no account goes on; an error
// means that the link is dead.
//
// A refused bind is not tried again until Forget: each one with a wrong
// password counts towards locking the account out.
func (s *signing) signIn(ctx context.Context, l *link) error {
	way, may := s.mayBind(ctx, l)
	if !may {
		return nil
	}
	do, err := s.prepare(ctx, l, way)
	if err != nil {
		return s.unprepared(ctx, l, err)
	}
	if way != Kerberos { // whose proof is shown to a centre, once
		defer s.memory.turn(ctx)()
		if l.refusal = s.memory.refusedBefore(); l.refusal != nil {
			return nil
		}
	}
	if err := l.bind(ctx, do); err != nil {
		return s.noteRefusal(ctx, l, way, err)
	}
	l.bound = true
	return nil
}

// mayBind says how to sign in, or keeps in the link why not.
func (s *signing) mayBind(ctx context.Context, l *link) (SignIn, bool) {
	way, why := s.way()
	switch {
	case why != nil:
		why.Host = l.host
	case !l.secure:
		why = &probes.Obstacle{Kind: probes.Cleartext, Host: l.host}
	default:
		if why = s.trust.distrust(ctx, l.host); why == nil {
			why = s.memory.refusedBefore()
		}
	}
	l.refusal = why
	return way, why == nil
}

// errDead marks the end of a link before anything was shown to the controller.
var errDead = errors.New("the connection ended before the sign-in")

// prepare gets ready whatever a bind needs. Its errors are obstacles.
func (s *signing) prepare(ctx context.Context, l *link, way SignIn) (do func() error, err error) {
	if way == Kerberos {
		return s.prepareTicket(ctx, l)
	}
	name, err := s.bindName(ctx, l)
	if err != nil {
		return nil, err
	}
	password := s.config.Password
	if way == NTLM {
		shake := &ntlm{binding: channelBinding(l.peer())}
		return func() error {
			_, err := l.ldap.NTLMChallengeBind(&ldap.NTLMBindRequest{Username: name, Password: password.Reveal(), Negotiator: shake})
			if err == nil && !shake.answered {
				return &probes.Obstacle{Kind: probes.Malformed, Host: l.host, Needs: "NTLM", Err: errNoChallenge}
			}
			return err //nolint:wrapcheck // bind does
		}, nil
	}
	return func() error { return l.ldap.Bind(name, password.Reveal()) }, nil
}

// introduction is what a controller says of itself before anybody signs in.
type introduction struct {
	host   string // dNSHostName; "" when it does not say
	domain string // DNS name of its domain
}

func (l *link) introduction(ctx context.Context) (introduction, error) {
	result, err := l.ask(ctx, baseRead("", "dnsHostName", "defaultNamingContext"))
	if err != nil {
		return introduction{}, errors.Join(errDead, l.trouble(err))
	}
	if len(result.Entries) != 1 {
		return introduction{}, nil
	}
	e := result.Entries[0]
	return introduction{
		host:   strings.TrimSuffix(e.GetEqualFoldAttributeValue("dnsHostName"), "."),
		domain: probes.DN(e.GetEqualFoldAttributeValue("defaultNamingContext")).DNS(),
	}, nil
}

// bindName completes a bare account name to a user principal name of the
// domain, because controllers take no bare names (MS-ADTS 5.1.1.1.1).
func (s *signing) bindName(ctx context.Context, l *link) (string, error) {
	name := s.config.Account
	if strings.ContainsAny(name, `@\=`) {
		return name, nil
	}
	if s.config.Domain != "" {
		return name + "@" + s.config.Domain, nil
	}
	said, err := l.introduction(ctx)
	if err != nil {
		return "", err
	}
	if said.domain != "" {
		name += "@" + said.domain
	}
	return name, nil
}

// bind waits for a bind as ask waits for a search.
func (l *link) bind(ctx context.Context, do func() error) error {
	ctx, cancel := l.clock.Within(ctx, requestTime, nil)
	defer cancel()
	l.socket.allow()
	l.wire.allow()
	arrived := make(chan error, 1)
	go func() {
		err := errCrash
		defer func() {
			_ = recover() // errCrash stands
			arrived <- err
		}()
		err = do()
	}()
	select {
	case <-ctx.Done():
		return fmt.Errorf("bind: %w", context.Cause(ctx))
	case err := <-arrived:
		if err != nil {
			return fmt.Errorf("bind: %w", err)
		}
		if l.wire.operation() != opBindResponse { // the library takes the success of anything
			return &probes.Obstacle{Kind: probes.Malformed, Host: l.host, Needs: "BindResponse", Err: errOtherAnswer}
		}
		return nil
	}
}

// opBindResponse is the tag of an answer to a bind (RFC 4511 4.2.2).
const opBindResponse = 0x61

var errOtherAnswer = errors.New("a bind was answered as something else")
