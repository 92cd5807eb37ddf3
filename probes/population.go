package probes

import (
	"context"
	"io"
	"strings"
	"time"
)

// A Population is every user of one domain, looked at one after the other. It
// only reads.
type Population interface {
	// Scan hands every user in scope to watch.Person. It returns how far it
	// came in any case; the error is an [*Obstacle] that kept it from the rest,
	// or what watch.Person returned.
	Scan(ctx context.Context, scope Scope, watch Watch) (Census, error)
}

// Scope says whom to look at. The zero value is every user of the domain that
// directory synchronisation takes by default.
type Scope struct {
	Base    string `is:"dn"`        // DN of a container of the domain; "" means the domain head
	Filter  string `is:"foreign"`   // LDAP filter (RFC 4515) that users must match; "" means the default rules of synchronisation
	Account string `is:"connector"` // AD DS Connector account, as for Directory.Account; "" finds the only one named MSOL_
	Linked  bool   // what a tenant knows people by is read too: Anchor and Names
}

// Watch is what is called during a scan, never two at once. Any may be nil.
type Watch struct {
	Setting func(Setting)      // once, before the first person
	Person  func(Member) error // an error ends the scan
	Tell    func(Progress)     // at each change of stage and after each page
	Earlier *Earlier           // an earlier scan, of which only what changed is read again; nil for none
	Again   func(Again)        // once, before the first person, where there is an earlier scan
	Keep    *Keep              // nil keeps nothing
	Program string             // version that asks: what another one kept counts for nothing
}

// Earlier is what an earlier scan kept.
type Earlier struct {
	From io.ReaderAt
	Size int64
}

// Keep takes what a later scan needs to read only what changed.
type Keep struct {
	To   io.Writer
	Mark func() string // what is kept besides of the person who was handed out last
}

// Again is how much of an earlier scan counted.
type Again struct {
	Since  time.Time // that scan, on the controller's clock
	Whole  Whole     // why everybody is read all the same; "" when not
	Listed bool      // everybody was listed, because nobody may see here who was deleted
	Read   int       // people that were read again
}

// Whole is why an earlier scan does not count.
type Whole string

// The reasons why everybody is read.
const (
	WholeUnreadable Whole = "unreadable"      // no ledger, or not a whole one
	WholeProgram    Whole = "another-program" // it was kept by another version
	WholeScope      Whole = "another-scope"   // another domain, OU, filter or connector account
	WholeController Whole = "another-controller"
	WholeDatabase   Whole = "another-database" // of the same controller: it was restored
	WholeBack       Whole = "gone-back"        // the controller has seen less than it had then
	WholeAccount    Whole = "another-account"  // what the account that looks belongs to is not what it was
	WholeReadOnly   Whole = "read-only"        // a read-only controller, which changes some of it unseen
	WholeUntold     Whole = "untold"           // the controller does not tell how far it has come
	WholeSchema     Whole = "schema"           // the schema or the way that lists are hidden changed
	WholePolicies   Whole = "policies"         // who has which policy may change unseen
	WholeContainers Whole = "containers"       // one cannot be seen any more, or all of them changed
	WholeMuch       Whole = "much"             // so much changed that reading everybody takes no longer
	WholeLost       Whole = "lost"             // the connection was lost on the way
)

// Stage is what a scan is at.
type Stage string

// The stages, in order. Some are passed over, and a lost connection leads back
// to Connecting.
const (
	Connecting Stage = "connecting"
	Preparing  Stage = "preparing"  // account, containers, protected groups, policies
	FirstPage  Stage = "first-page" // the controller works out the whole list before it sends any of it
	Reading    Stage = "reading"
	Reopening  Stage = "reopening" // the connection was lost
)

// Progress is how far a scan came.
type Progress struct {
	Stage Stage
	Host  string // the controller in use; "" before there is one
	Users int    // handed out so far
	Again int    // met again after a lost connection, and not handed out twice
	Total int    // how many there are; 0 when nobody said
	About bool   // Total counts other things in the containers too
}

// Setting is what holds for everybody, read once before the first person.
type Setting struct {
	Seen
	Host       string        `json:"host" is:"controller"`
	BaseDN     string        `json:"base_dn" is:"domain-dn"` // of the domain
	Scope      Scope         `json:"scope"`                  // with what was left open filled in
	Attributes []string      `json:"attributes" is:"code"`   // that are read of each user
	Account    DirectoryUser `json:"account"`                // the connector account; Matches is 0 when there is none
	AccountWhy *Obstacle     `json:"account_why,omitempty"`
	Unexpire   Right         `json:"unexpire_password"` // on the domain head
	// Others are the other domains of the forest; read where Scope.Linked.
	Others List[string] `json:"others,omitzero" is:"domain"`
	// Ahead is how far the controller's clock, with which dates in the directory
	// are compared, is before the one of this machine; not seen where it did not
	// tell.
	Ahead Maybe[time.Duration] `json:"ahead_ns"`
	// Gaps are what could not be read for anybody, and why. Who hangs on it is
	// not judged in that respect.
	Gaps []Gap `json:"gaps,omitempty"`
}

// Gap is one thing that could not be read.
type Gap struct {
	What GapKind   `json:"what"`
	Why  *Obstacle `json:"why"`
}

// GapKind names what could not be read.
type GapKind string

// The gaps.
const (
	GapAccount        GapKind = "connector-account"
	GapContainers     GapKind = "containers"       // their inheritance
	GapGroups         GapKind = "protected-groups" // who is in them
	GapRootGroups     GapKind = "root-groups"      // Enterprise and Schema Admins stand in another domain
	GapPolicies       GapKind = "policies"         // fine-grained ones: they exist and cannot all be read
	GapLicences       GapKind = "licences"         // what the tenant owns, and so who holds what
	GapReport         GapKind = "registration"     // who has registered which methods
	GapAdministrators GapKind = "administrators"   // whether the tenant's policy lets administrators reset
	GapTransfers      GapKind = "transfers"        // whose account was transferred to the cloud
	GapDeleted        GapKind = "deleted-users"    // whose account is in the recycle bin of the tenant
	GapDirectory      GapKind = "directory"        // beside a tenant
	GapSwitch         GapKind = "tenant-switch"    // which no interface tells

	GapUnlisted GapKind = "unlisted" // who stands in containers that may not be listed, or shows nothing of itself
)

// Member is one user of the population as a scan sees it. What pointers lead to is shared with
// others and must not be changed.
type Member struct {
	DN              string
	UPN             string
	SamAccountName  string
	SID             string
	AdminCount      int
	Flags           uint32 // userAccountControl; 0, which nobody has, when not readable
	LockoutTime     time.Time
	PasswordLastSet time.Time
	MustChange      YesNo
	AccountExpires  time.Time
	// Hidden are the attributes of which nothing is known: they hold what is no
	// value, or are not there and the account which looks may not read them.
	// What the fields of those hold says nothing.
	Hidden []string
	// Groups are the SIDs of the protected groups that the user is in, nested
	// ones included.
	Groups     []string
	GroupsSeen bool
	Shield     *Shield
	Path       *Path
	Anchor     string          // source anchor in base64, as DirectoryUser.Anchor; read where Scope.Linked
	Names      []SharedName    // sign-in name, mail and proxy addresses, each with DN ""; read where Scope.Linked
	Policy     *PasswordPolicy // without PasswordLastSet and Seen
}

// Shield is what one security descriptor says. Everybody with the same one
// shares it or, where a right is missing, everybody of one container.
type Shield struct {
	Why              Kind // why there is none; "" when it was judged
	InheritanceOff   YesNo
	CannotChange     YesNo
	ResetPassword    Right
	ChangePassword   Right
	WriteLockoutTime Right
	WritePwdLastSet  Right
	// StopsAt is the container whose inheritance is off, when that is what cuts
	// off a missing right; "" also when it is the user itself.
	StopsAt string `is:"dn"`
	Class   string `is:"code"` // most specific class of the user, "user"
}

// Path is one container and those above it, up to the domain head; everybody
// in that container shares it.
type Path struct {
	DN    string `is:"dn"`
	Above []OU   // from the container itself up to the domain head
}

// Census is how far a scan came.
type Census struct {
	Seen
	Users       int  `json:"users"`       // handed out
	Complete    bool `json:"complete"`    // reports whether these are all
	Total       int  `json:"total"`       // as in Progress
	About       bool `json:"about"`       // as in Progress
	Pages       int  `json:"pages"`       // answers of the controller
	Reopened    int  `json:"reopened"`    // lost connections
	Descriptors int  `json:"descriptors"` // distinct contents that were judged
	// Gaps were found while the people were read, and belong to those of the
	// setting.
	Gaps []Gap `json:"gaps,omitempty"`
	// Breaks are where a connection was lost and the scan went on.
	Breaks []Break `json:"breaks,omitempty"`
	// Kept reports whether what a later scan needs was kept as a whole. Unkept
	// is why it was not, where it was asked for.
	Kept   bool  `json:"-"`
	Unkept Whole `json:"-"`
}

// Break is where a scan lost its controller and went on, on the same one or on
// another. Nobody is counted twice. On another one those are missing who had
// not reached it and were not handed out before.
type Break struct {
	After int    `json:"after"` // people who had been handed out
	From  string `json:"from" is:"controller"`
	To    string `json:"to" is:"controller"` // where it went on
}

// Elsewhere reports whether it went on on another controller.
func (b Break) Elsewhere() bool { return !strings.EqualFold(b.From, b.To) }
