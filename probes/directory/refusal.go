package directory

import (
	"errors"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

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
	// errInvalidParameter is what some builds say in place of the last, to a
	// sign-in by Kerberos or NTLM with the wrong channel binding or none.
	errInvalidParameter = 0x57
)

// refusal makes an obstacle of a bind that the controller answered with a
// result other than success, and reports whether it was one.
func refusal(host string, way SignIn, err error) (*probes.Obstacle, bool) {
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
		if way != Simple {
			o.Kind, o.Needs = probes.SigningRequired, way.words()
		}
	case ldap.LDAPResultAuthMethodNotSupported, ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultProtocolError:
		o.Kind, o.Needs = probes.MechanismRefused, way.words()
	case ldap.LDAPResultInvalidCredentials:
		if sub, ok := subCode(said.Err.Error()); ok {
			o.Kind = subKind(sub)
			o.Code += "/" + strconv.FormatUint(uint64(sub), 16)
			if sub == errInvalidParameter && way != Simple {
				o.Kind = probes.BadBindings
			}
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
