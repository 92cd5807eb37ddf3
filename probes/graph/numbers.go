package graph

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
)

// The numbers of the sign-in service by which something is done ("Microsoft
// Entra authentication and authorization error codes"). The page warns that
// programs that depend on a number break over time: what these do not say any
// more is told with its number, and costs the help alone.
const (
	codeOver           = 70019   // CodeExpired: the verification code expired
	codeUsed           = 70020   // the same of the code that the program holds
	assertionUnsigned  = 700027  // InvalidClientAssertion: the key is not registered, or has expired
	certificateOutside = 1000502 // CertificateIsOutsideValidityWindow
)

// onlyElsewhere are the refusals of a device code that a browser on this very
// machine may not meet, because it can show what the policy wants to see: the
// machine itself.
func onlyElsewhere() []int64 {
	return []int64{
		50097,  // DeviceAuthenticationRequired
		50199,  // CmsiInterrupt: the person has to confirm, in a browser
		53000,  // DeviceNotCompliant
		53001,  // DeviceNotDomainJoined
		53003,  // BlockedByConditionalAccess, for one by a policy about device codes
		530002, // the device has to be managed, in further words
		530003, // DeviceIsNotManaged
	}
}

// BrowserMayHelp reports whether a sign-in by device code failed in a way that a
// sign-in by the browser of this machine may not.
func BrowserMayHelp(err error) bool {
	o := probes.AsObstacle(err)
	if o == nil || o.Kind != probes.TokenRejected {
		return false
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(o.Code, aadsts), 10, 64)
	return err == nil && strings.HasPrefix(o.Code, aadsts) && slices.Contains(onlyElsewhere(), number)
}
