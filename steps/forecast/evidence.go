package forecast

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// Evidence is what was seen of one tenant, and of one user where there is one.
// The zero value of each field is that it was not seen.
type Evidence struct {
	At   time.Time // as of when it is judged; nothing is told without it
	User string    // as the walk names them; "" where it is about nobody

	Cloud         string       // one of [Clouds]; "" where nothing tells
	Administrator probes.YesNo // holds any role
	Registered    probes.YesNo // has registered as many methods as are needed
	Methods       probes.List[string]
	Contacts      probes.YesNo           // the directory has a number or an address
	Policy        string                 // policyMigrationState
	Licences      probes.List[Entitling] // of the user, that may carry P1 or P2
	Owned         probes.List[Owned]     // by the tenant, in whatever state

	Connect Engine // Connect Sync
	Agent   Engine // of Cloud Sync
	SignsIn Identity

	Expires probes.Maybe[time.Time] // accountExpires; zero for never
	// SeenAt is when what carries its own date was seen: the certificate, the
	// account.
	SeenAt map[Kind]time.Time
}

// Entitling is a licence of the user that carries P1 or P2, or may.
type Entitling struct {
	ID, Part string       // SKU ID and part number
	Works    probes.YesNo // the plan is on; Unsaid where its state says neither
}

// Owned is a product of the tenant.
type Owned struct {
	ID, Part string
	Grace    bool      // its subscription has run out and is in its grace period
	Ends     time.Time // when that ends; zero where nobody says
}

// Engine is one of the two that can write passwords.
type Engine struct {
	Writes  probes.YesNo // it is the one that writes this user's passwords
	Version string
}

// Identity is as what Connect Sync signs in to the tenant.
type Identity struct {
	Application probes.YesNo // No: with an account
	Ends        time.Time    // of its certificate; zero where nobody says
}

// Need is what was not seen and decides.
type Need string

// What a forecast can lack.
const (
	NeedRegistration Need = "registration"      // the methods that the user has registered
	NeedContacts     Need = "directory-contact" // whether the directory has a number or an address
	NeedMethodWord   Need = "method-word"       // what a method of a word that nobody knows is worth
	NeedRequired     Need = "required-methods"  // how many methods the tenant asks for, which no interface tells
	NeedRole         Need = "role"              // whether the user is a Global Administrator
	NeedCloud        Need = "cloud"
	NeedPolicy       Need = "method-policy"
	NeedLicences     Need = "licences"
	NeedLicenceState Need = "licence-state"
	NeedEngine       Need = "engine" // which engine writes
	NeedConnect      Need = "connect-version"
	NeedIdentity     Need = "connect-identity"
	NeedAgent        Need = "agent-version"
	NeedAccount      Need = "account" // accountExpires
	NeedDay          Need = "day"     // that it ends is seen, and on which day is not
	NeedMoment       Need = "moment"  // as of when it is judged
)

// Announcement is one change that applies to what was seen.
type Announcement struct {
	ID         string // of the line of the table; the kind of what carries its own date
	Kind       Kind
	Day        time.Time // in UTC, at 0:00
	Month      bool      // no more than the month is known
	User       string    // who; "" for everyone whose passwords are written back
	What       []string  // what ends, or what goes on, as the table has it
	Has        []string  // what of it was seen: methods, products, the installed version
	Confidence Confidence
	Source     string    // where it is said; "" for what carries its own date
	Checked    time.Time // the day of the table, or when it was seen
}

// Stops reports whether a reset no longer comes through from that day on. Where
// it does not, support alone ends.
func (a *Announcement) Stops() bool { return a.Kind != ConnectSupport }

// Stale reports whether the day may have moved since it was looked up.
func (a *Announcement) Stale(at time.Time) bool { return a.Confidence != Seen && Stale(a.Checked, at) }

// Gap is a change of which it cannot be told whether it applies.
type Gap struct {
	ID    string
	Kind  Kind
	Day   time.Time // zero where what it is about carries its own date
	Month bool
	What  []string // what would end
	Needs []Need   // what was not seen, and decides
}

// Forecast is what the table and the evidence come to.
type Forecast struct {
	At    time.Time
	Own   bool           // by the table of the program
	Ahead []Announcement // by day
	Gaps  []Gap          // by day; what carries its own date stands first
}
