package directory

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// signIn binds, if there is an account and the link is secure. Why it could
// not is kept in the link, where what needs no account goes on; an error means
// that the link is dead.
//
// A refused bind is not tried again until Forget: each one with a wrong
// password counts towards locking the account out.
func (c *Client) signIn(ctx context.Context, l *link) error {
	why, may := c.mayBind(l)
	if l.refusal = why; !may {
		return nil
	}
	name, err := c.bindName(ctx, l)
	if err != nil {
		return err
	}
	if err := l.bind(ctx, name, c.config.Password); err != nil {
		return c.noteRefusal(l, err)
	}
	return nil
}

// mayBind reports whether a bind is to be tried, and else why not.
func (c *Client) mayBind(l *link) (*probes.Obstacle, bool) {
	if c.config.Account == "" || c.config.Password.Empty() {
		// An empty password must never be sent: it makes the bind an anonymous
		// one, which succeeds (RFC 4513 5.1.2).
		return &probes.Obstacle{Kind: probes.NoCredentials, Host: l.host}, false
	}
	if !l.secure {
		return &probes.Obstacle{Kind: probes.Cleartext, Host: l.host}, false
	}
	before := c.refusedBefore()
	return before, before == nil
}

// noteRefusal keeps why a bind was refused, in the link and for later ones. It
// returns an error when the controller did not answer at all.
func (c *Client) noteRefusal(l *link, cause error) error {
	said, ok := refusal(l.host, cause)
	if !ok {
		return l.trouble(cause)
	}
	l.refusal = said
	c.remember(said)
	return nil
}

// bindName completes a bare account name to a user principal name of the
// domain, because controllers take no bare names (MS-ADTS 5.1.1.1.1).
func (c *Client) bindName(ctx context.Context, l *link) (string, error) {
	name := c.config.Account
	if strings.ContainsAny(name, `@\=`) {
		return name, nil
	}
	if c.config.Domain != "" {
		return name + "@" + c.config.Domain, nil
	}
	result, err := l.ask(ctx, baseRead("", "defaultNamingContext"))
	if err != nil {
		return "", l.trouble(err)
	}
	if len(result.Entries) == 1 {
		name += "@" + dnsName(result.Entries[0].GetEqualFoldAttributeValue("defaultNamingContext"))
	}
	return name, nil
}

// bind waits for a simple bind as ask waits for a search.
func (l *link) bind(ctx context.Context, name string, password probes.Secret) error {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	arrived := make(chan error, 1)
	go func() {
		err := errCrash
		defer func() {
			_ = recover() // errCrash stands
			arrived <- err
		}()
		err = l.ldap.Bind(name, password.Reveal())
	}()
	select {
	case <-ctx.Done():
		return fmt.Errorf("bind as %s: %w", name, context.Cause(ctx))
	case err := <-arrived:
		if err != nil {
			return fmt.Errorf("bind as %s: %w", name, err)
		}
		return nil
	}
}

// Sub-codes of a refused bind: Win32 numbers (System Error Codes of the Win32
// documentation), except the last, which is an SSPI status.
const (
	errNoSuchUser         = 0x525
	errWrongPassword      = 0x52b
	errLogonFailure       = 0x52e
	errAccountRestriction = 0x52f
	errLogonHours         = 0x530
	errWorkstation        = 0x531
	errPasswordExpired    = 0x532
	errAccountDisabled    = 0x533
	errTimeSkew           = 0x576
	errAccountExpired     = 0x701
	errPasswordMustChange = 0x773
	errLockedOut          = 0x775
	secBadBindings        = 0x80090346
)

// refusal makes an obstacle of a bind that the controller answered with a
// result other than success, and reports whether it was one.
func refusal(host string, err error) (*probes.Obstacle, bool) {
	result, ok := resultCode(err)
	if !ok {
		return nil, false
	}
	var said *ldap.Error
	if !errors.As(err, &said) || said.Err == nil {
		said = &ldap.Error{Err: errCrash}
	}
	o := &probes.Obstacle{Kind: probes.BindRefused, Host: host, Code: strconv.Itoa(result), Err: err}
	switch result {
	case ldap.LDAPResultStrongAuthRequired:
		o.Kind = probes.StrongerAuth
	case ldap.LDAPResultInvalidCredentials:
		if sub, ok := subCode(said.Err.Error()); ok {
			o.Kind = subKind(sub)
			o.Code += "/" + strconv.FormatUint(uint64(sub), 16)
		}
	}
	return o, true
}

func subKind(sub uint32) probes.Kind {
	switch sub {
	case errNoSuchUser:
		return probes.NoSuchAccount
	case errWrongPassword, errLogonFailure:
		return probes.WrongPassword
	case errAccountRestriction:
		return probes.AccountRestriction
	case errLogonHours:
		return probes.LogonHours
	case errWorkstation:
		return probes.Workstation
	case errPasswordExpired:
		return probes.PasswordExpired
	case errAccountDisabled:
		return probes.AccountDisabled
	case errTimeSkew:
		return probes.ClockSkew
	case errAccountExpired:
		return probes.AccountExpired
	case errPasswordMustChange:
		return probes.MustChangePassword
	case errLockedOut:
		return probes.LockedOut
	case secBadBindings:
		return probes.BadBindings
	default:
		return probes.BindRefused
	}
}

// subCode reads the number in the diagnostic of result 49. Active Directory
// writes it as a field of its own, "…, data 52e, v…", in hex, in every
// language; a status of SSPI may stand at the very beginning instead. The
// other words of the diagnostic are not looked at.
func subCode(diagnostic string) (uint32, bool) {
	for field := range strings.SplitSeq(diagnostic, ",") {
		if number, ok := strings.CutPrefix(strings.TrimSpace(field), "data "); ok {
			if sub, ok := hexNumber(number); ok && sub != 0 {
				return sub, true
			}
		}
	}
	first, _, _ := strings.Cut(diagnostic, ":")
	if status, ok := hexNumber(first); ok && status == secBadBindings {
		return status, true
	}
	return 0, false
}

func hexNumber(text string) (uint32, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), "\x00")
	n, err := strconv.ParseUint(strings.TrimPrefix(strings.ToLower(text), "0x"), 16, 32)
	return uint32(n), err == nil
}
