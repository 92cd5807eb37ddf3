package reenable

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The providers of the Application log that speak of writeback.
const (
	resetService = "PasswordResetService"
	syncEngine   = "ADSync"
	hashSync     = "Directory Synchronization"
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
	uncontacted kind = "controller-not-contacted"
	credentials kind = "credentials"
	expired     kind = "certificate-expired"
	due         kind = "certificate-due"
	unexplained kind = "unexplained" // an error whose reason the table does not know
	outdated    kind = "certificate-unclear"
	unreached   kind = "cloud-did-not-reach"
	cloudSaidNo kind = "cloud-refused"
	differ      kind = "passwords-differ"
	unwritten   kind = "not-written-back"
	cloudFailed kind = "cloud-failed"
	mistyped    kind = "mistyped"

	unreported   kind = "health-not-reported"
	hashesUnread kind = "hashes-not-read"
	hashesUnsent kind = "hashes-not-sent"
	hashed       kind = "hashed" // hashes, or the word that there are none, were handed over
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
// numbers in its text. An event that the table lacks is an error without a
// reason, unless it says itself that it is none.
func decode(e probes.Event) []Code {
	var rows []Code
	listed := false
	for _, c := range codes {
		byID := c.ID != 0 && c.ID == e.ID && strings.EqualFold(c.Provider, e.Provider)
		byNumber := slices.ContainsFunc(e.Codes, func(s string) bool { return c.holds(e.Provider, plain(s)) })
		if byID || byNumber {
			rows = append(rows, c)
		}
		listed = listed || byID
	}
	if level, said := e.Level.Get(); !listed && (!said || !slices.Contains(harmless, level)) {
		rows = append(rows, Code{Provider: e.Provider, ID: e.ID, Name: strconv.Itoa(e.ID), kind: unexplained})
	}
	return rows
}

// harmless are the levels of an event that is no error ("Standard event levels",
// Windows Event Log): none, which the classic log writes of a success, warning,
// information and verbose.
var harmless = []int{0, 3, 4, 5}

// unlisted returns the numbers in an event's text that the table lacks, results
// before source lines, and no more of them than a sentence holds.
func unlisted(e probes.Event) []string {
	var results, lines []string
	for _, s := range e.Codes {
		number := plain(s)
		switch {
		case !numberLike(number):
		case slices.ContainsFunc(codes, func(c Code) bool { return c.holds(e.Provider, number) }):
		case strings.ContainsAny(number, ".("):
			lines = append(lines, number)
		default:
			results = append(results, number)
		}
	}
	all := slices.Concat(results, lines)
	return all[:min(len(all), unlistedShown)]
}

// numberLike reports whether a text has the form of a result code or a source
// line, and no more of it than those have.
func numberLike(s string) bool {
	const longest = 40
	return s != "" && len(s) <= longest && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && !strings.ContainsRune("._()", r)
	})
}

// unlistedShown is how many numbers of one event a sentence names.
const unlistedShown = 4

// telling ranks rows that failed: a number in the text says more than the
// reason's own event, that more than an error whose reason nobody knows, and
// that more than the bare word that it failed.
func telling(row Code) int {
	switch {
	case row.kind == noted, row.kind == began, row.kind == succeeded, row.kind == started, row.kind == beat, row.kind == hashed:
		return 0
	case row.kind == failed:
		return 1
	case row.kind == unexplained:
		return 2
	case row.Number == "":
		return reasoned
	default:
		return reasoned + 1
	}
}

// reasoned is the least rank of a row that names a reason.
const reasoned = 3

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
	toRelay = []steps.ID{
		"connectivity/service-bus", "connectivity/clock", "connectivity/outbound-tls", "connectivity/proxy",
		"connectivity/password-reset-endpoint", "connectivity/idle",
	}
	toRights = []steps.ID{
		"configuration/protected-user", "configuration/effective-rights", "configuration/remote-sam",
		"connectivity/domain-controller-ports", "configuration/sync-engine",
	}
	toResetHost = []steps.ID{"connectivity/password-reset-endpoint", "connectivity/proxy", "connectivity/outbound-tls"}
	toPolicy    = []steps.ID{"configuration/password-policy", "configuration/user-account"}
	toLink      = []steps.ID{"configuration/user-origin", "configuration/full-sync", "configuration/user-link"}
	toAccount   = []steps.ID{"configuration/user-account"}
	toAdmin     = []steps.ID{"configuration/admin-account"}
	toKeys      = []steps.ID{"configuration/sync-engine", "configuration/writeback-switch"}
)
