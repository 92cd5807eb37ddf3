package reenable

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The providers of the Application log that speak of writeback.
const (
	resetService = "PasswordResetService"
	syncEngine   = "ADSync"
)

// Code is one row of the table: an event ID of a provider, or a number that
// stands in the text of an event.
type Code struct {
	Provider string    // of the event; "" for a number in a text
	ID       int       // of the event; 0 for a number in a text
	Number   string    // HRESULT or source line in lower case, "80230619"; "" for an event
	Name     string    // official name; the number itself where the vendor gives none
	Meaning  lang.Text // in one sentence
	Visits   []steps.ID

	kind kind
	op   operation
}

// kind is what a code means for the walk; most are outcomes of event-log.
type kind string

const (
	noted       kind = "" // shown, and decides nothing
	began       kind = "began"
	succeeded   kind = "succeeded"
	failed      kind = "failed" // without a reason; the same operation's other codes have it
	started     kind = "started"
	beat        kind = "beat"
	stopped     kind = "stopped"
	listener    kind = "listener"
	keys        kind = "keys"
	switching   kind = "switching-failed"
	adRefused   kind = "ad-refused"
	policy      kind = "policy"
	notFound    kind = "not-found"
	account     kind = "account-state"
	insecure    kind = "insecure"
	connector   kind = "connector"
	oldControl  kind = "control-missing"
	unreachable kind = "controller-unreachable"
	mistyped    kind = "mistyped"
)

// operation is what the cloud asked for. The zero value is not known.
type operation string

const (
	userReset   operation = "reset"
	userChange  operation = "change"
	adminReset  operation = "admin-reset"
	switchOn    operation = "switch-on"
	switchOff   operation = "switch-off"
	noOperation operation = ""
)

// Events that the steps ask for by name.
const (
	onboardingStart    = 31004
	onboardingSuccess  = 31005
	offboardingStart   = 31012
	offboardingSuccess = 31013
	serviceStarted     = 31015
	serviceStopped     = 31016
	keyPairCreated     = 31018
	heartbeat          = 31019
	listenerError      = 31034
	hostsDown          = 31044
	extensionFailed    = 6800
)

// decode returns the rows of an event: that of its ID and those of the
// numbers in its text. An event that the table lacks has none.
func decode(e probes.Event) []Code {
	var rows []Code
	for _, c := range codes {
		byID := c.ID != 0 && c.ID == e.ID && strings.EqualFold(c.Provider, e.Provider)
		byNumber := c.Number != "" && slices.ContainsFunc(e.Codes, func(s string) bool { return plain(s) == c.Number })
		if byID || byNumber {
			rows = append(rows, c)
		}
	}
	return rows
}

// plain brings "0x8023062C" and "8023062c" into one spelling.
func plain(number string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(number)), "0x")
}

// Steps that more than one code leads to.
var (
	toNetwork = []steps.ID{
		"connectivity/clock", "connectivity/outbound-tls", "connectivity/proxy",
		"connectivity/password-reset-endpoint", "connectivity/service-bus", "connectivity/idle",
	}
	toRights = []steps.ID{
		"configuration/protected-user", "configuration/effective-rights", "configuration/remote-sam",
		"connectivity/domain-controller-ports", "configuration/sync-engine",
	}
	toPolicy  = []steps.ID{"configuration/password-policy", "configuration/user-account"}
	toLink    = []steps.ID{"configuration/user-origin", "configuration/full-sync", "configuration/user-link"}
	toAccount = []steps.ID{"configuration/user-account"}
	toAdmin   = []steps.ID{"configuration/admin-account"}
	toKeys    = []steps.ID{"configuration/sync-engine", "configuration/writeback-switch"}
)
