// Package methods sorts the authentication methods that a user has registered
// by what they are worth for self-service password reset.
//
// It knows words alone: no tenant, no policy that switches one of them off, and
// no day on which one ends.
package methods

import "slices"

// Words of methodsRegistered (userRegistrationDetails, Microsoft Graph v1.0).
// With those of the first three lists one can reset, with those of None one
// cannot ("Authentication methods in Microsoft Entra ID": usable for SSPR). What
// stands in none of them is not known.

// Telephone are the methods that take a text message or a call.
func Telephone() []string { return []string{"mobilePhone", "alternateMobilePhone", "officePhone"} }

// Questions are the security questions.
func Questions() []string { return []string{"securityQuestion"} }

// Others are what else one can reset with.
func Others() []string {
	return []string{"email", "microsoftAuthenticatorPush", "softwareOneTimePasscode", "hardwareOneTimePasscode"}
}

// None are methods to sign in with, and not to reset.
func None() []string {
	return []string{
		"fido2SecurityKey", "windowsHelloForBusiness", "passKeyDeviceBound", "passKeyDeviceBoundAuthenticator",
		"passKeyDeviceBoundWindowsHello", "macOsSecureEnclaveKey", "temporaryAccessPass", "appPassword",
	}
}

// Usable are all with which one can reset.
func Usable() []string { return slices.Concat(Telephone(), Questions(), Others()) }
