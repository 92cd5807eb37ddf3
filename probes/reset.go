package probes

import (
	"context"
	"time"
)

// A CloudResetter has Microsoft Graph reset the password of one user. It is one
// of the few that change something, and only the third stage reaches it.
type CloudResetter interface {
	// Ready says whether whoever is signed in may ask for a reset, as far as the
	// token tells. It signs in where nobody has, and changes nothing.
	Ready(ctx context.Context) (ResetRight, error)
	// Reset asks once, and follows the operation to its end. It tells what it knows
	// whenever that is new. An answer that never came is in the evidence, not an
	// error: the password may have been changed all the same.
	Reset(ctx context.Context, userID string, password Secret, tell func(CloudReset)) CloudReset
}

// ResetRight is what a token says of its holder's right to reset passwords.
type ResetRight struct {
	Person  YesNo  `json:"person"`               // a person is signed in; an application may not reset
	Holds   YesNo  `json:"holds"`                // the permission; Unsaid where the token cannot be read
	Needs   string `json:"needs" is:"code"`      // the least permission
	Service string `json:"service" is:"host"`    // that is asked
	Request string `json:"request" is:"request"` // what it is asked, without the password
}

// CloudReset is what Microsoft Graph said to a request for a reset.
type CloudReset struct {
	Seen
	Sent     time.Time  `json:"sent"`                       // when the request went out, by our clock; zero when it did not
	Status   Maybe[int] `json:"status"`                     // HTTP status of the answer; not seen where none came
	Code     string     `json:"code,omitempty" is:"code"`   // of the error in it
	Accepted time.Time  `json:"accepted"`                   // when the operation was taken, by our clock
	State    string     `json:"state,omitempty" is:"code"`  // of the operation, as it came last: notStarted, running, succeeded, failed
	Ended    time.Time  `json:"ended"`                      // when it was seen to be over, by our clock
	Detail   string     `json:"detail,omitempty" is:"text"` // statusDetail, which tells and decides nothing
	Why      *Obstacle  `json:"why,omitempty"`              // what stood in the way of the request, or of following it
}

// States of an operation on a password (longRunningOperation, Microsoft Graph
// v1.0). Whatever else comes is not known.
const (
	OperationNotStarted = "notStarted"
	OperationRunning    = "running"
	OperationSucceeded  = "succeeded"
	OperationFailed     = "failed"
)

// A DirectoryResetter sets the password of one user at a domain controller,
// signed in as the AD DS Connector account.
type DirectoryResetter interface {
	// Reset signs in, makes sure that it is that user and nobody who is protected,
	// and writes once. What stood in its way is in the evidence.
	Reset(ctx context.Context, of ResetTarget, by ResetAccount, password Secret) DirectoryReset
}

// ResetTarget is whose password is reset.
type ResetTarget struct {
	UPN    string `json:"upn" is:"user"`
	DN     string `json:"dn" is:"user-dn"`
	Anchor string `json:"anchor" is:"object-id"` // as in DirectoryUser
}

// ResetAccount is who resets.
type ResetAccount struct {
	Name     string // DOMAIN\name or user principal name
	Password Secret
}

// DirectoryReset is what a controller said to a write of unicodePwd.
type DirectoryReset struct {
	Seen
	Host     string     `json:"host" is:"controller"`
	Hints    YesNo      `json:"hints"`                      // LDAP_SERVER_POLICY_HINTS went along; No where the controller has it not
	Sent     time.Time  `json:"sent"`                       // by our clock; zero when nothing was written
	Answered time.Time  `json:"answered"`                   // by our clock
	Result   Maybe[int] `json:"result"`                     // of LDAP; not seen where no answer came
	Number   string     `json:"number,omitempty" is:"code"` // Win32 number that the answer begins with, eight hex digits
	Why      *Obstacle  `json:"why,omitempty"`
}
