package directory

import (
	"errors"
	"fmt"
	"syscall"

	"example.com/writeback-doctor/probes"
)

// Statuses of SSPI ("SSPI Status Codes").
const (
	secNoCredentials  = 0x8009030E // SEC_E_NO_CREDENTIALS
	secUnknownCreds   = 0x8009030D // SEC_E_UNKNOWN_CREDENTIALS
	secNoAuthority    = 0x80090311 // SEC_E_NO_AUTHENTICATING_AUTHORITY
	secTargetUnknown  = 0x80090303 // SEC_E_TARGET_UNKNOWN
	secWrongPrincipal = 0x80090322 // SEC_E_WRONG_PRINCIPAL
	secLogonDenied    = 0x8009030C // SEC_E_LOGON_DENIED
	secTimeSkew       = 0x80090324 // SEC_E_TIME_SKEW
	secEtypeNoSupport = 0x80090342 // SEC_E_ETYPE_NOT_SUPP
	secContextExpired = 0x80090317 // SEC_E_CONTEXT_EXPIRED
)

// platformTrouble makes an obstacle of a failure of the platform's own
// sign-in. Answers of the controller pass as they are.
func platformTrouble(spn string, err error) error {
	number, ok := errors.AsType[syscall.Errno](err)
	if _, said := resultCode(err); said || !ok {
		return err
	}
	o := &probes.Obstacle{Kind: probes.BindRefused, Needs: spn, Code: fmt.Sprintf("%08x", uint32(number)), Err: err} //nolint:gosec // a status has 32 bits
	switch uint32(number) {                                                                                          //nolint:gosec // a status has 32 bits
	case secNoCredentials, secUnknownCreds, secNoAuthority:
		o.Kind, o.Needs = probes.NoTicket, "SSPI"
	case secTargetUnknown, secWrongPrincipal:
		o.Kind = probes.ServiceUnknown
	case secLogonDenied:
		o.Kind = probes.WrongPassword
	case secTimeSkew:
		o.Kind = probes.ClockSkew
	case secEtypeNoSupport:
		o.Kind = probes.NoCommonCipher
	case secContextExpired:
		o.Kind = probes.TicketExpired
	case secBadBindings:
		o.Kind = probes.BadBindings
	}
	return o
}
