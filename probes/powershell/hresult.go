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
	case "0x00000035", "0x80070035", "0x80072ee7": // ERROR_BAD_NETPATH, ERROR_WINHTTP_NAME_NOT_RESOLVED
		return probes.NameUnknown, true
	case "0x80338012", "0x80072efd": // ERROR_WSMAN_CANNOT_CONNECT: no WinRM service there; ERROR_WINHTTP_CANNOT_CONNECT
		return probes.Refused, true
	case "0x80338126", "0x80338029", "0x80072ee2": // ERROR_WSMAN_NETWORK_TIMEDOUT, ERROR_WSMAN_OPERATION_TIMEDOUT, ERROR_WINHTTP_TIMEOUT
		return probes.TimedOut, true
	case "0x803380e4", "0x8033809d": // ERROR_WSMAN_SERVER_NOT_TRUSTED, ERROR_WSMAN_KERBEROS_IPADDRESS
		return probes.BindRefused, true
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
