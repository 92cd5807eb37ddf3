package timeline

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// Place is where something was noted.
type Place string

// The places, from left to right.
const (
	Cloud     Place = "cloud"
	Server    Place = "server"
	Directory Place = "directory"
)

// Places are all of them, from left to right.
func Places() []Place { return []Place{Cloud, Server, Directory} }

// Ending is how it ended; the zero value is that nobody knows.
type Ending = reenable.Ending

// Source is what noted it: one of the logs, or an account as one side has it.
type Source string

// The sources.
const (
	AuditLog         = Source(reenable.AuditLog)
	SignInLog        = Source(reenable.SignInLog)
	ServerEvents     = Source(reenable.ServerEvents)
	CloudAccount     = Source("cloud-account")
	DirectoryAccount = Source("directory-account")
)

// Row is one thing that happened, or a run of the same.
type Row struct {
	At      time.Time // by the cloud's clock, as far as it is known how far the own one is from it
	Written time.Time // by the own clock; zero where that is At
	// Within is how exact At is; 0 is that of a clock which nobody compared with
	// the cloud's.
	Within   time.Duration
	Until    time.Time // of the last one of a run; zero for one alone
	Times    int
	Place    Place
	Source   Source
	Step     steps.ID // whose evidence it is
	Hosts    []string
	Ending   Ending
	Code     string    // number, with its official name; "" where there is none
	Activity string    // as the vendor names it, of the audit log
	Means    lang.Text // in one sentence; empty where nobody says
	Reason   string    // as somebody else wrote it
	Agent    string    // who wrote to the directory, as the tenant names it
	Users    []string
	IDs      []string
	Password bool // it is about the new password of somebody
	Change   bool // something was changed or broke down that others depend on
	Crosses  reenable.Crossing
	// Op is the number of the operation that it belongs to, with others; 0 stands
	// alone. ByTime: no ID of it says so, but its time and whose it is.
	Op     int
	ByTime bool

	group int // of the server's log
	tells int // how much a row of the server's log says of a failure
}

// mine reports whether a row is known to be about a user.
func (r *Row) mine(user string) bool {
	return r.Source != ServerEvents || named(r.Users, user)
}

// Skew is how far the clock of a place was from the cloud's.
type Skew struct {
	Place Place
	Ahead probes.Maybe[time.Duration] // negative: behind; not seen where nobody compared them
}

// Large reports whether it is so large that the times of the place stand
// corrected.
func (s Skew) Large() bool { return s.Ahead.Or(0).Abs() > corrects }

// corrects is the least skew that is more than the error of the comparison: a
// second of an HTTP date and a slow road stay far below it.
const corrects = time.Minute

// The errors of a moment: of one that was written to the second, and of one that
// was corrected by what two looks said.
const (
	exact    = time.Second
	measured = 3 * time.Second
)

// Gap is a source that says nothing, and why; a nil Why is that nobody looked.
type Gap struct {
	Source Source
	Why    *probes.Obstacle
}

// Timeline is what happened, by time.
type Timeline struct {
	User   string
	Since  time.Time // no log was read from before it
	Oldest time.Time // of the server's log, where that has lost what was before
	Others int       // operations of other people, which are left out
	Rows   []Row
	Skews  []Skew // of the server and the directory, where they have rows
	Gaps   []Gap
	Story  Story
}

// Empty reports whether nothing is known to have happened.
func (t *Timeline) Empty() bool { return len(t.Rows) == 0 }
