package powershell

import (
	"strings"
	"syscall"

	"example.com/writeback-doctor/probes"
)

// kindOf says what an error number of the script means for the whole look.
// The numbers are Win32 errors, plain or as HRESULTs (System Error Codes), and
// those of WS-Management (WinRM, wsmerror.h).
func kindOf(code string) (probes.Kind, bool) {
	switch strings.ToLower(code) {
	case "0x00000005", "0x80070005", "0x8013150a": // ERROR_ACCESS_DENIED, E_ACCESSDENIED, COR_E_SECURITY
		return probes.AccessDenied, true
	default:
		return kindOfRemote(strings.ToLower(code))
	}
}

// forbids reports whether an error of starting a program is a policy's of this
// Windows ("System Error Codes"): ERROR_ACCESS_DISABLED_BY_POLICY is that of
// AppLocker and of software restriction, ERROR_SYSTEM_INTEGRITY_POLICY_VIOLATION
// that of App Control for Business.
func forbids(number syscall.Errno) bool { return number == 1260 || number == 4551 }

func kindOfRemote(code string) (probes.Kind, bool) {
	switch code {
	case "0x0000052e", "0x8007052e": // ERROR_LOGON_FAILURE
		return probes.WrongPassword, true
	case "0x00000035", "0x80070035", "0x80072ee7", "0x803381b9": // ERROR_BAD_NETPATH, ERROR_WINHTTP_NAME_NOT_RESOLVED, ERROR_WSMAN_NAME_NOT_RESOLVED
		return probes.NameUnknown, true
	case "0x80338012", "0x80072efd": // ERROR_WSMAN_CANNOT_CONNECT: no WinRM service there; ERROR_WINHTTP_CANNOT_CONNECT
		return probes.Refused, true
	case "0x80338126", "0x80338029", "0x80072ee2": // ERROR_WSMAN_NETWORK_TIMEDOUT, ERROR_WSMAN_OPERATION_TIMEDOUT, ERROR_WINHTTP_TIMEOUT
		return probes.TimedOut, true
	default:
		return kindOfSession(code)
	}
}

// kindOfSession reads the numbers of a session that was not opened although the
// service is there.
func kindOfSession(code string) (probes.Kind, bool) {
	switch code {
	case "0x803380e4", "0x803380e5", "0x803380e2", // ERROR_WSMAN_SERVER_NOT_TRUSTED, EXPLICIT_CREDENTIALS_REQUIRED, CLIENT_KERBEROS_AUTHENTICATION_DISABLED
		"0x8033809d", "0x803381bb", // ERROR_WSMAN_KERBEROS_IPADDRESS, and the same of Negotiate
		"0x8033810c", "0x8033810e", // no Kerberos in a workgroup, no way to sign in that both sides take
		"0x80090303", "0x8009030e", "0x80090311", "0x80090322": // SEC_E_TARGET_UNKNOWN, NO_CREDENTIALS, NO_AUTHENTICATING_AUTHORITY, WRONG_PRINCIPAL
		return probes.RemotingUntrusted, true
	case "0x80090324": // SEC_E_TIME_SKEW
		return probes.ClockSkew, true
	case "0x803381ac", "0x803381e3": // a remote session, or connection, is not allowed to this account
		return probes.AccessDenied, true
	case "0x8033803b", "0x80338002": // ERROR_WSMAN_INVALID_RESOURCE_URI: the session configuration is not there
		return probes.RestrictedEndpoint, true
	default:
		return "", false
	}
}

// firstHRESULT returns the first failure HRESULT in a text, "" when there is
// none: 0x and eight hex digits that begin with 8.
func firstHRESULT(text []byte) string {
	lower := strings.ToLower(string(text))
	for {
		_, rest, found := strings.Cut(lower, "0x8")
		if !found {
			return ""
		}
		if len(rest) >= 7 && strings.Trim(rest[:7], "0123456789abcdef") == "" && !startsHex(rest[7:]) {
			return "0x8" + rest[:7]
		}
		lower = rest
	}
}

func startsHex(s string) bool { return s != "" && strings.ContainsAny(s[:1], "0123456789abcdef") }
