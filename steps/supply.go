package steps

import (
	"slices"

	"example.com/writeback-doctor/probes"
)

// Supply is what the person at the keyboard could give to take an obstacle
// away. The zero value is nothing.
type Supply int8

// What can be given.
const (
	NoSupply   Supply = iota
	Answer            // a fact; [Supplies] names it
	SignIn            // an account and its password for the directory
	TenantApp         // an application and its secret for the tenant
	ServerFile        // what collect writes on the Connect server
	CAFile            // the certificates of the company's own authority
)

// Supplies says what would take an obstacle away, and the fact when that is
// an answer. An obstacle that only others can remove supplies nothing.
func Supplies(o *probes.Obstacle) (Supply, Fact) {
	if o == nil {
		return NoSupply, ""
	}
	switch o.Kind {
	case probes.NoDomain:
		return Answer, Domain
	case probes.NotConfirmed:
		return Answer, Fact(o.Needs)
	case probes.HostNotTrusted:
		return Answer, Controller
	case probes.NoUser:
		return Answer, User
	case probes.MissingInput:
		if fact := Fact(o.Needs); slices.Contains(Inputs(), fact) {
			return Answer, fact
		}
		return NoSupply, ""
	case probes.NoCredentials, probes.WrongPassword, probes.NoSuchAccount, probes.AccountRestriction,
		probes.LogonHours, probes.Workstation, probes.PasswordExpired, probes.AccountDisabled,
		probes.AccountExpired, probes.MustChangePassword, probes.LockedOut, probes.BindRefused,
		probes.BadBindings, probes.SigningRequired, probes.MechanismRefused, probes.SignInUnfit, probes.AccountRevoked,
		probes.ServiceUnknown, probes.NoCommonCipher, probes.KDCUnreachable, probes.CentreNotTrusted, probes.CipherRefused, probes.RoundsRefused,
		probes.NoTicket, probes.TicketExpired, probes.TicketCacheUnread, probes.KeytabUnusable, probes.KerberosUnset:
		return SignIn, ""
	case probes.NoTenant, probes.TokenRejected:
		return TenantApp, ""
	case probes.NoServer, probes.NotCollected, probes.Stale, probes.Undated, probes.ModuleMissing:
		return ServerFile, ""
	case probes.Untrusted:
		return CAFile, ""
	default:
		return NoSupply, ""
	}
}
