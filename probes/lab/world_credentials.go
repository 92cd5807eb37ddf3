package lab

import (
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// credentials are what the person at the keyboard has.
type credentials struct {
	directory string // what the controller says to the sign-in
	signIn    string // how the person signs in to it: "" for simple, ntlm, kerberos
	connector bool   // the person signs in as the AD DS Connector account
	tenant    string // how the person signs in to the tenant
	// permissions are those that the tenant granted to the application.
	permissions []string
	// roles are the directory roles that the person has activated, who signs in to
	// the tenant in person; nil is a token that does not say.
	roles   []string
	polls   int            // for a device code, before the person has answered
	answer  string         // of the person, on the page
	holds   time.Duration  // how long a device code does
	lasts   time.Duration  // how long a token does, before it has to be renewed
	refused map[string]int // AADSTS numbers, by what is refused
	ends    time.Duration  // of the certificate, from the start of the world on
}

// How the person at the keyboard signs in, and what a controller says to it.
const (
	signInRight = "right"
	signInNone  = "none" // the person has no account at all
	// signInPerson is a token of the person's own for the tenant, and not of an
	// application.
	signInPerson      = "person"
	signInCertificate = "certificate"
	signInBrowser     = "browser"
	signInDeviceCode  = "device-code"
)

// What the person answers on the page of the sign-in service.
const (
	answerYes  = "yes"
	answerNo   = "no"
	answerNone = "none"
)

// What the sign-in service can refuse.
const (
	refusesStart       = "start" // of a device code
	refusesDeviceCode  = "device-code"
	refusesBrowser     = "browser"
	refusesCode        = "code" // that the browser brought
	refusesApplication = "application"
	refusesRefresh     = "refresh"
)

// inPerson reports whether a person's token is given out, and not an
// application's.
func (c *credentials) inPerson() bool {
	return c.tenant == signInPerson || c.tenant == signInBrowser || c.tenant == signInDeviceCode
}

// isPerson reports whether an account is the one that the person at the keyboard
// signs in with.
func (c *credentials) isPerson(sam string, d *directory) bool {
	if c.connector {
		return d.connectorName != "" && sam == d.connectorName
	}
	return sam == helpdeskSAM
}

func (c *credentials) keys() keys {
	const largestNumber = 1_000_000_000
	fresh := func(string) int { return 0 }
	return keys{
		"directory": oneOf(&c.directory, signInRight, signInNone, "wrong", "disabled", "locked", "expired",
			"password-expired", "must-change", "no-such-account", "restricted", "logon-hours", "workstation", "revoked"),
		"sign-in":   oneOf(&c.signIn, "simple", "ntlm", "kerberos"),
		"connector": flag(&c.connector),
		"tenant": oneOf(&c.tenant, signInRight, signInNone, "wrong", "secret-expired", signInPerson,
			signInCertificate, signInBrowser, signInDeviceCode),
		"roles":           c.rolesBind,
		"permissions":     texts(&c.permissions, append(readPermissions(), behaviourPermission, resetPermission)...),
		"polls":           number(&c.polls, 0, 1000),
		"code-holds":      span(&c.holds),
		"token-lasts":     span(&c.lasts),
		"answer":          oneOf(&c.answer, answerYes, answerNo, answerNone),
		"refused":         entries(&c.refused, fresh, func(to *int) bind { return number(to, 1, largestNumber) }),
		"certificate-end": either(&c.ends),
	}
}

// credentials demands that something refuses what is refused.
func (c *checker) credentials() {
	for name := range c.world.credentials.refused {
		known := map[string]bool{
			refusesStart: true, refusesDeviceCode: true, refusesBrowser: true, refusesCode: true, refusesApplication: true, refusesRefresh: true,
		}
		c.demand(known[name], "one of "+strings.Join(sortedKeys(known), ", "), "credentials", "refused", name)
	}
}

// App is the sign-in to Microsoft Graph as an application. The ID is "" in a
// world whose person has none.
func (l *Lab) App() (clientID string, secret probes.Secret) {
	switch l.world.credentials.tenant {
	case signInNone, signInBrowser, signInDeviceCode:
		return "", probes.Secret{}
	case signInCertificate:
		return appID, probes.Secret{}
	case "wrong":
		return appID, probes.NewSecret(strings.ToUpper(appSecret))
	default:
		return appID, probes.NewSecret(appSecret)
	}
}

// TenantSignIn is how the person of this world signs in to the tenant, in the
// words of the command line; "" is with what they have.
func (l *Lab) TenantSignIn() string {
	switch way := l.world.credentials.tenant; way {
	case signInCertificate, signInBrowser, signInDeviceCode:
		return way
	default:
		return ""
	}
}

// Cloud is the cloud of the tenant, in the words of the command line.
func (l *Lab) Cloud() string { return l.world.tenant.cloud }

// The secrets that a world gives out. Tests look for them wherever nothing secret
// may stand. The user code of a device is none, for it is shown.
const (
	plantedAccess  = "lab-access-token-of-an-invented-person"
	plantedRefresh = "lab-refresh-token-of-an-invented-person"
	plantedCode    = "lab-authorization-code-of-an-invented-person"
	plantedDevice  = "lab-device-code-of-an-invented-person"
)

// number is what refuses something, 0 where nothing does.
func (c *credentials) number(what string) int { return c.refused[what] }

// word is OAuth's own word for a number ("Handling error codes in your
// application", Microsoft identity platform).
func word(number int) (string, int) {
	const unauthorized, bad = 401, 400
	switch text := strconv.Itoa(number); {
	case text == "700016":
		return "unauthorized_client", bad
	case text == "90002":
		return "invalid_tenant", bad
	case strings.HasPrefix(text, "7000"), text == "1000502":
		return "invalid_client", unauthorized
	case text == "50199", text == "50076", text == "50079":
		return "interaction_required", bad
	default:
		return "invalid_grant", bad
	}
}
