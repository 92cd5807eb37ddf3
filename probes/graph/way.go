package graph

import (
	"cmp"

	"example.com/writeback-doctor/probes"
)

// Way is how somebody signs in to the tenant.
type Way string

// The ways. A person takes part in the first two and must have signed in before
// anything is asked ([Client.SignIn]); the others sign in with the first question.
const (
	ByBrowser     Way = "browser"     // OAuth 2.0 authorization code flow with PKCE, back to loopback (RFC 8252)
	ByDeviceCode  Way = "device-code" // OAuth 2.0 device authorization grant (RFC 8628)
	ByAzureCLI    Way = "azure-cli"   // whoever ran az login here
	ByCertificate Way = "certificate" // of an application
	BySecret      Way = "secret"      // of an application
	ByToken       Way = "token"       // that somebody brought
)

// Ways are all of them, the least to prepare first.
func Ways() []Way {
	return []Way{ByBrowser, ByDeviceCode, ByAzureCLI, ByCertificate, BySecret, ByToken}
}

// Personal reports whether a person takes part in it.
func (w Way) Personal() bool { return w == ByBrowser || w == ByDeviceCode }

// PublicClient is Microsoft Graph Command Line Tools, the application of
// Microsoft's own that a person may sign in with where the company has
// registered none ("Verify first-party Microsoft applications in sign-in
// reports", Microsoft Entra documentation). It can open nothing that an
// administrator has not consented to for it.
const PublicClient = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// anybodysTenant stands for the tenant of whoever signs in ("OpenID Connect on
// the Microsoft identity platform").
const anybodysTenant = "organizations"

// Certificate is the file with which an application signs in.
type Certificate struct {
	Path     string        // PEM with certificate and key, or PFX
	Password probes.Secret // of a PFX; the zero value for none
}

// way is the way of a configuration: the one that was chosen, else the one for
// which something was given.
func (c Config) way() Way {
	switch {
	case c.Way != "":
		return c.Way
	case !c.Token.Empty():
		return ByToken
	case c.ClientSecret.Empty() && c.Certificate.Path != "":
		return ByCertificate
	default:
		return BySecret
	}
}

// client is the ID of the application that signs in. A person needs none.
func (c Config) client() string {
	if c.way().Personal() {
		return cmp.Or(c.ClientID, PublicClient)
	}
	return c.ClientID
}
