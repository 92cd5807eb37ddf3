package forecast

import "time"

// Kind is what a change is about, and so how it is held against what was seen.
type Kind string

// The kinds that a table dates, and then those that carry their own date in
// what was seen.
const (
	Methods        Kind = "methods"            // registered methods count no more for a reset
	Contacts       Kind = "directory-contacts" // numbers and addresses of the directory count no more
	MethodPolicy   Kind = "method-policy"      // what decides over methods in a state of migration ends
	Product        Kind = "product"            // licences of a product end
	ConnectLowest  Kind = "connect-lowest"     // older versions of Connect Sync stop
	ConnectSupport Kind = "connect-support"    // support of a version of Connect Sync ends, and it goes on
	AgentLowest    Kind = "agent-lowest"       // older versions of the Cloud Sync agent stop

	Certificate Kind = "certificate" // of the application as which Connect Sync signs in
	Account     Kind = "account"     // accountExpires in Active Directory
	Licence     Kind = "licence"     // a subscription that has run out and is in its grace period
)

// tabled are the kinds of a table.
func tabled() []Kind {
	return []Kind{Methods, Contacts, MethodPolicy, Product, ConnectLowest, ConnectSupport, AgentLowest}
}

// Audience is for whom a change holds.
type Audience string

// The audiences. Of an administrator the registration report does not say which
// role it is.
const (
	Everyone    Audience = "everyone"
	NotGlobal   Audience = "not-global-administrators"
	GlobalAdmin Audience = "global-administrators"
)

// AnyCloud is where a change holds in all of Microsoft's clouds.
const AnyCloud = "any"

// Clouds are Microsoft's clouds, by the names that evidence has for them.
func Clouds() []string { return []string{"public", "us-government", "us-government-dod", "china"} }

// Confidence is how a day is known.
type Confidence string

// How a day is known.
const (
	Confirmed Confidence = "confirmed" // a page of Microsoft says it
	Announced Confidence = "announced" // others repeat it
	Seen      Confidence = "seen"      // the thing itself carries its date
)

// Change is one line of the table. It is told by day, and never as an error.
type Change struct {
	ID         string
	Day        time.Time // the first day on which it holds, at 0:00 UTC; zero where none is announced
	Month      bool      // the source says no more than the month
	Kind       Kind
	Where      []string // what of a tenant it is about, by kind
	Who        Audience
	Cloud      string // AnyCloud, or one
	Confidence Confidence
	Source     string    // where it is said, cleaned
	Checked    time.Time // the day on which that was last looked up
}

// ahead reports whether the change is still to come at a moment.
func (c *Change) ahead(at time.Time) bool { return !c.Day.IsZero() && at.Before(c.Day) }

// Table are the changes, by day; those without one stand first.
type Table struct {
	Changes []Change
	Own     bool // it came with the program
}

// fresh is how long a line is taken for current, as with the other tables that
// somebody else keeps.
const fresh = 30 * 24 * time.Hour

// Stale reports whether a day on which something was looked up is too long ago
// at a moment.
func Stale(checked, at time.Time) bool { return !checked.IsZero() && at.Sub(checked) > fresh }
