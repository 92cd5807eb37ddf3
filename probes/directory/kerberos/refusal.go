package kerberos

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
)

// Error codes of Kerberos (RFC 4120 7.5.9), with the names they have there.
const (
	kdcErrNameExp           = 1
	kdcErrClientUnknown     = 6
	kdcErrServiceUnknown    = 7
	kdcErrNullKey           = 9
	kdcErrPolicy            = 12
	kdcErrEtypeNoSupport    = 14
	kdcErrClientRevoked     = 18
	kdcErrTGTRevoked        = 20
	kdcErrKeyExpired        = 23
	kdcErrPreauthFailed     = 24
	kdcErrPreauthRequired   = 25
	kdcErrServiceNotAvail   = 29
	apErrBadIntegrity       = 31
	apErrTicketExpired      = 32
	apErrTicketNotYetValid  = 33
	apErrSkew               = 37
	apErrModified           = 41
	kdcErrWrongRealm        = 68
	kdcErrPreauthExpiredMIT = 90 // KDC_ERR_PREAUTH_EXPIRED (RFC 6113 7.1)
)

// The NTSTATUS that Windows adds to some refusals (MS-KILE 2.2.1 and 2.2.2;
// names and numbers of MS-ERREF 2.3.1).
const (
	statusNoSuchUser         = 0xC0000064
	statusWrongPassword      = 0xC000006A
	statusLogonFailure       = 0xC000006D
	statusAccountRestriction = 0xC000006E
	statusLogonHours         = 0xC000006F
	statusWorkstation        = 0xC0000070
	statusPasswordExpired    = 0xC0000071
	statusAccountDisabled    = 0xC0000072
	statusTimeDifference     = 0xC0000133
	statusAccountExpired     = 0xC0000193
	statusMustChange         = 0xC0000224
	statusLockedOut          = 0xC0000234
)

// kinds says what each error code means to the person who signs in.
var kinds = map[int32]probes.Kind{ //nolint:gochecknoglobals // a table
	kdcErrNameExp:           probes.AccountExpired,
	kdcErrClientUnknown:     probes.NoSuchAccount,
	kdcErrServiceUnknown:    probes.ServiceUnknown,
	kdcErrNullKey:           probes.NoCommonCipher,
	kdcErrPolicy:            probes.AccountRestriction,
	kdcErrEtypeNoSupport:    probes.NoCommonCipher,
	kdcErrClientRevoked:     probes.AccountRevoked,
	kdcErrTGTRevoked:        probes.TicketExpired,
	kdcErrKeyExpired:        probes.PasswordExpired,
	kdcErrPreauthFailed:     probes.WrongPassword,
	kdcErrServiceNotAvail:   probes.KDCUnreachable,
	apErrBadIntegrity:       probes.WrongPassword,
	apErrTicketExpired:      probes.TicketExpired,
	apErrTicketNotYetValid:  probes.ClockSkew,
	apErrSkew:               probes.ClockSkew,
	apErrModified:           probes.ServiceUnknown,
	kdcErrWrongRealm:        probes.NoSuchAccount,
	kdcErrPreauthExpiredMIT: probes.BindRefused,
}

// statuses is the same for what Windows adds, which is more exact.
var statuses = map[uint32]probes.Kind{ //nolint:gochecknoglobals // a table
	statusNoSuchUser:         probes.NoSuchAccount,
	statusWrongPassword:      probes.WrongPassword,
	statusLogonFailure:       probes.WrongPassword,
	statusAccountRestriction: probes.AccountRestriction,
	statusLogonHours:         probes.LogonHours,
	statusWorkstation:        probes.Workstation,
	statusPasswordExpired:    probes.PasswordExpired,
	statusAccountDisabled:    probes.AccountDisabled,
	statusTimeDifference:     probes.ClockSkew,
	statusAccountExpired:     probes.AccountExpired,
	statusMustChange:         probes.MustChangePassword,
	statusLockedOut:          probes.LockedOut,
}

// refused makes an obstacle of an error message of the centre or the service.
// Its Code is "krb5/NUMBER", and "krb5/NUMBER/NTSTATUS" where Windows says
// more.
func refused(host, needs string, said *messages.KRBError) *probes.Obstacle {
	o := &probes.Obstacle{
		Kind: probes.BindRefused, Host: host, Needs: needs,
		Code: "krb5/" + strconv.Itoa(int(said.ErrorCode)),
		Err:  fmt.Errorf("Kerberos: %w", said), //nolint:staticcheck // a proper name
	}
	if kind, known := kinds[said.ErrorCode]; known {
		o.Kind = kind
	}
	if status := ntStatus(said.EData); status != 0 {
		o.Code += "/" + strconv.FormatUint(uint64(status), 16)
		if kind, known := statuses[status]; known {
			o.Kind = kind
		}
	}
	return o
}

// Where an NTSTATUS may stand in the data of an error.
const (
	padataPasswordSalt = 3 // PA-PW-SALT, which Windows reuses for KERB-EXT-ERROR
	extErrorLength     = 12
)

// ntStatus reads the status out of e-data: KERB-EXT-ERROR, alone as
// KERB-ERROR-DATA or in a list of pre-authentication data (MS-KILE 2.2.1 and
// 2.2.2). 0 means that there is none.
func ntStatus(data []byte) uint32 {
	var list types.PADataSequence
	if list.Unmarshal(data) != nil {
		var one types.PAData
		if one.Unmarshal(data) != nil {
			return 0
		}
		list = types.PADataSequence{one}
	}
	for _, e := range list {
		if e.PADataType == padataPasswordSalt && len(e.PADataValue) == extErrorLength {
			return binary.LittleEndian.Uint32(e.PADataValue)
		}
	}
	return 0
}

// numbered returns the error message in err, or nil.
func numbered(err error) *messages.KRBError {
	if said, ok := errors.AsType[*messages.KRBError](err); ok {
		return said
	}
	return nil
}
