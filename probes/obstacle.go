package probes

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind says what stood in the way of a look. Kinds are stable: they stand in
// reports, and the tree has a sentence in both languages for each.
type Kind string

// The kinds. Nothing here says that the customer's environment is broken; it
// says why we could not see it.
const (
	NoDomain      Kind = "no-domain"      // no domain name or controller is known
	NoUser        Kind = "no-user"        // nobody said whose password it is
	NoCredentials Kind = "no-credentials" // nobody gave an account to sign in with
	NoTenant      Kind = "no-tenant"      // no tenant or no token for Microsoft Graph
	NoServer      Kind = "no-server"      // nothing from the Connect server: neither run there, nor reached, nor a file
	NotCollected  Kind = "not-collected"  // the file from the server lacks this part
	WrongLog      Kind = "wrong-log"      // the saved event log is of another channel, and holds nothing of writeback; Needs is the channel
	CutLog        Kind = "cut-log"        // the saved event log is not whole, and what is missing may be what matters
	Stale         Kind = "stale"          // what there is was seen too long ago to judge today; Needs says when
	Undated       Kind = "undated"        // the file says that it was seen at a time that cannot be
	NotLookedAt   Kind = "not-looked-at"  // this version of the program does not look at it yet
	NoMeaning     Kind = "no-meaning"     // this program does not know the meaning of what somebody read out; Needs names it
	MissingInput  Kind = "missing-input"  // another fact is needed first; Needs names it

	NameUnknown    Kind = "name-unknown"     // the name server says that there is no such name, seen from the vantage
	NameUnanswered Kind = "no-name-server"   // nobody who could know the name gave an answer: silence, SERVFAIL, REFUSED
	Unreachable    Kind = "unreachable"      // no route
	Refused        Kind = "refused"          // the port answers with a refusal
	TimedOut       Kind = "timed-out"        // no answer in the time allowed
	Reset          Kind = "reset"            // the connection was cut
	Untrusted      Kind = "untrusted"        // the certificate could not be verified: nobody who is trusted speaks for it
	NotTheProtocol Kind = "not-the-protocol" // something answers, but not LDAP or HTTP

	// What is wrong with the certificate of a controller, where it says so itself.
	CertificateExpired    Kind = "certificate-expired"     // by our clock; Needs is when
	CertificateNotYet     Kind = "certificate-not-yet"     // valid, by our clock; Needs is from when
	CertificateNameless   Kind = "certificate-nameless"    // no name that counts is in it
	CertificateOtherName  Kind = "certificate-other-name"  // Needs is the names that are
	CertificateShortName  Kind = "certificate-short-name"  // only the name without the domain is, Needs
	CertificateFullName   Kind = "certificate-full-name"   // the host was named by a short name or an address; Needs is the name that is in it
	CertificateSelfSigned Kind = "certificate-self-signed" // nobody but itself speaks for it
	CertificateWeak       Kind = "certificate-weak"        // it, or one above it, is signed with SHA-1 or older
	CertificatePurpose    Kind = "certificate-purpose"     // it is not for servers

	// Of these Host is the HTTP proxy on this machine's road, and Needs the host
	// that was to be reached through it.
	ProxyWantsSignIn Kind = "proxy-sign-in"     // it wants a name and a password (407)
	ProxyForbids     Kind = "proxy-refused"     // it does not let this host through (403 and others)
	ProxyFails       Kind = "proxy-failed"      // it could not reach the host (502, 503, 504), or says nothing
	ProxyUnreachable Kind = "proxy-unreachable" // it cannot be reached itself

	Cleartext          Kind = "cleartext"            // we refuse to send a password without TLS
	StrongerAuth       Kind = "stronger-auth"        // LDAP result 8: the controller wants signing or TLS
	BadBindings        Kind = "bad-bindings"         // 80090346: the controller wants a channel binding token
	WrongPassword      Kind = "wrong-password"       // data 52e: name or password wrong
	NoSuchAccount      Kind = "no-such-account"      // data 525
	AccountRestriction Kind = "account-restriction"  // data 52f
	LogonHours         Kind = "logon-hours"          // data 530
	Workstation        Kind = "workstation"          // data 531
	PasswordExpired    Kind = "password-expired"     // data 532
	AccountDisabled    Kind = "account-disabled"     // data 533
	AccountExpired     Kind = "account-expired"      // data 701
	MustChangePassword Kind = "must-change-password" // data 773
	LockedOut          Kind = "locked-out"           // data 775
	ClockSkew          Kind = "clock-skew"           // data 576, or Kerberos says so
	BindRefused        Kind = "bind-refused"         // any other refusal of a bind

	NotConfirmed     Kind = "not-confirmed"      // only a case file names this, and nobody here has confirmed it; Needs is the fact
	HostNotTrusted   Kind = "host-not-trusted"   // only DNS or a directory entry names this host, so nothing secret is shown to it; Needs is what the person named
	CentreNotTrusted Kind = "centre-not-trusted" // the same of a key distribution centre; Needs is the realm
	CipherRefused    Kind = "cipher-refused"     // a key distribution centre wants a password proven by a cipher that makes it easy to guess; Needs names it
	RoundsRefused    Kind = "rounds-refused"     // it wants the key made in fewer or more rounds than anybody honest; Needs is how many

	SigningRequired   Kind = "signing-required"    // LDAP result 8 inside TLS: this way of signing in must sign, which TLS rules out
	MechanismRefused  Kind = "mechanism-refused"   // the controller does not take this way of signing in; Needs names it
	SignInUnfit       Kind = "sign-in-unfit"       // what was given does not fit the way of signing in that was chosen; Needs says what is missing
	AccountRevoked    Kind = "account-revoked"     // Kerberos 18: disabled, locked, expired or out of hours; it does not say which
	ServiceUnknown    Kind = "service-unknown"     // Kerberos 7 or 41: no ticket for the controller, or one that it cannot read; Needs is its SPN
	NoCommonCipher    Kind = "no-common-cipher"    // Kerberos 14: no encryption type that both sides take
	NoTicket          Kind = "no-ticket"           // nobody has signed in with Kerberos here; Needs is where the ticket was looked for
	TicketExpired     Kind = "ticket-expired"      // there is a ticket, and it has run out
	TicketCacheUnread Kind = "ticket-cache-unread" // a ticket cache of a kind or content that cannot be read; Needs names it
	KeytabUnusable    Kind = "keytab-unusable"     // the key table cannot be read or has no key for the account; Needs is the file
	KerberosUnset     Kind = "kerberos-unset"      // krb5.conf cannot be read; Needs is the file
	KDCUnreachable    Kind = "kdc-unreachable"     // no key distribution centre answers; Needs is the realm

	Mute      Kind = "mute"       // the port takes connections, and nothing that was expected there ever speaks
	Stalled   Kind = "stalled"    // it answered before, and then no more
	BrokenOff Kind = "broken-off" // the connection ended in the middle of an answer

	// What is wrong with a name that was given for an account. Needs is the name,
	// or the DN of what carries it.
	NameOfGroup    Kind = "name-of-group"
	NameOfContact  Kind = "name-of-contact"
	NameOfComputer Kind = "name-of-computer"
	NameOfService  Kind = "name-of-service"   // a managed service account, which nobody resets
	NameOfOther    Kind = "name-of-other"     // an OU, a container, a printer, …
	NameIsHost     Kind = "name-is-host"      // \\dc1
	NameIsLocal    Kind = "name-is-local"     // .\kim: of one machine, not of the domain
	NameIsCut      Kind = "name-is-cut"       // a domain without an account, or an account without its domain
	NameOfNoDomain Kind = "name-of-no-domain" // Needs is the word before the backslash, which no domain of the forest is called

	AccessDenied      Kind = "access-denied"      // signed in, but may not read this
	MissingPermission Kind = "missing-permission" // a Graph permission or role; Needs names it
	MissingRole       Kind = "missing-role"       // the person who is signed in holds no directory role that may read this; Needs names the permission, which is there
	TokenRejected     Kind = "token-rejected"     // HTTP 401 from Graph, or no token given out
	// What a sign-in to the tenant lacks. A refusal of the service is TokenRejected,
	// with its AADSTS number as Code.
	SignInNeeded            Kind = "sign-in-needed"            // a person has to sign in, for the first time or once more
	SignInDeclined          Kind = "sign-in-declined"          // the person said no on the page, or closed it
	CodeExpired             Kind = "code-expired"              // nobody entered the device code as long as it held
	AzureCLIUnusable        Kind = "azure-cli-unusable"        // it is not here, or nobody has signed in with it
	ClientCertificateUnread Kind = "client-certificate-unread" // Needs is the file, which is none, has no key that fits, or another password
	ClientCertificateEnded  Kind = "client-certificate-ended"  // the application's own; Needs is when

	Throttled  Kind = "throttled"  // 429 or 503 until we gave up
	Unlicensed Kind = "unlicensed" // the tenant lacks the licence that the question takes; Needs names it
	Failing    Kind = "failing"    // the service told of a fault of its own, as often as it was asked
	NotFound   Kind = "not-found"  // the object asked about is not there
	NotListed  Kind = "not-listed" // not found, and this account may not look everywhere; Needs says where not
	Ambiguous  Kind = "ambiguous"  // several objects fit what was asked about
	Malformed  Kind = "malformed"  // the answer could not be understood
	LeftOut    Kind = "left-out"   // the answer of Microsoft Graph came without this; Needs names it

	// What keeps a look at the Connect server from another machine, or on it.
	RemotingUntrusted  Kind = "remoting-untrusted"  // neither Kerberos nor TrustedHosts vouches for the server; Code is the number of WinRM
	RestrictedEndpoint Kind = "restricted-endpoint" // PowerShell of the server runs no script of others (JEA), or has no endpoint for it
	DoubleHop          Kind = "double-hop"          // a remote session was asked for a third machine, which takes it for nobody

	ModuleMissing Kind = "module-missing" // the ADSync module is not on that machine
	NotRun        Kind = "not-run"        // PowerShell ended without a document, or printed nothing
	NoPowerShell  Kind = "no-powershell"  // there is no Windows PowerShell on that machine
	NotPermitted  Kind = "not-permitted"  // a policy of that Windows forbids to start PowerShell; Code is its number
	Constrained   Kind = "constrained"    // PowerShell may do too little there (Constrained Language Mode)
	Prompted      Kind = "prompted"       // the cmdlet waits for somebody to sign in
	Crashed       Kind = "crashed"        // a fault of ours
	Stopped       Kind = "stopped"        // the person or the program ended the look
	PassedOver    Kind = "passed-over"    // a look at everybody left this out; Needs says by which bound, option or rule
	Tangled       Kind = "tangled"        // several accounts and entries carry the same, and which belong together is not known; Needs names it
)

// Obstacle is the error of a look that could not be made. It is plain data
// and goes into reports; the wrapped error does not.
type Obstacle struct { //nolint:errname // the word of the project; it is data first and an error second
	Kind  Kind   `json:"kind"`
	Host  string `json:"host,omitempty" is:"host"`  // the machine that was asked
	Needs string `json:"needs,omitempty" is:"text"` // what was missing, in the vendor's own term
	Code  string `json:"code,omitempty" is:"code"`  // what the other side said, as a number: "49/533", "403", "0x80070005"
	Err   error  `json:"-"`                         // for details and logs
	// Tried are, where several machines could have answered and none did, all of
	// them by name, with Host among them.
	Tried *Attempts `json:"tried,omitempty"` // a pointer, so that obstacles can be compared
}

// Attempts are several machines that could have answered; nil is fewer than two.
type Attempts struct {
	List List[Attempt] `json:"list"`
}

// Attempt is one of several machines that could have answered.
type Attempt struct {
	Host string `json:"host" is:"controller"`
	Kind Kind   `json:"kind"` // of what stood in the way there
}

// Error joins what is known, in English, for logs and details.
func (o *Obstacle) Error() string {
	parts := []string{string(o.Kind)}
	for _, p := range []string{o.Host, o.Needs, o.Code} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	text := strings.Join(parts, " ")
	if o.Err != nil {
		return text + ": " + o.Err.Error()
	}
	return text
}

// Unwrap returns the wrapped error.
func (o *Obstacle) Unwrap() error { return o.Err }

// OfCertificate reports whether a certificate is what stood in the way.
func (k Kind) OfCertificate() bool {
	return k == Untrusted || strings.HasPrefix(string(k), "certificate-")
}

// EachTried is a copy of Tried with every host replaced by what with says of it.
func (o *Obstacle) EachTried(with func(string) string) *Attempts {
	if o.Tried == nil {
		return nil
	}
	copied := slices.Clone(o.Tried.List)
	for i := range copied {
		copied[i].Host = with(copied[i].Host)
	}
	return &Attempts{List: copied}
}

// Caught is deferred in a goroutine: a panic, which would end the program and
// leave the person's terminal as it is, becomes an obstacle in err.
func Caught(err *error) {
	if fault := recover(); fault != nil {
		*err = &Obstacle{Kind: Crashed, Err: fmt.Errorf("panic: %v", fault)}
	}
}

// AsObstacle returns the obstacle in err, or one of kind Crashed around an
// error that nobody classified. It returns nil for nil.
func AsObstacle(err error) *Obstacle {
	if err == nil {
		return nil
	}
	if found, ok := errors.AsType[*Obstacle](err); ok {
		return found
	}
	return &Obstacle{Kind: Crashed, Err: err}
}
