package probes

import (
	"context"
	"time"
)

// Deed is one thing that changes something. It stands in audit trails, and is
// never renamed.
type Deed string

// The deeds. An action that a person consents to is one of them, or several in
// their order.
const (
	RestartService Deed = "restart-service" // ADSync stops and starts
	StartService   Deed = "start-service"   // ADSync, which stopped and did not come back, starts
	SwitchOff      Deed = "switch-off"      // password writeback
	SwitchOn       Deed = "switch-on"
	ResetPassword  Deed = "reset-password" // of the designated test user
)

// Mark says what an entry of the audit trail is about.
type Mark string

// The marks, in the order in which an action leaves them.
const (
	Consented Mark = "consented" // a person did, and nothing has been done yet
	Begins    Mark = "begins"    // a deed; whether it came to be done only a later entry or a look can say
	Done      Mark = "done"      // its command ended without an error, which proves nothing yet
	Failed    Mark = "failed"    // it ended with one; Code says which
	Ended     Mark = "ended"     // the action as a whole; Outcome says how
	Settled   Mark = "settled"   // a person or a later look says that nothing of it is open any more
)

// Acted is one entry of the audit trail: who did what to which machine, by which
// commands, and what came of it. It holds no secret: Consent is the word that the
// screen asked for, and anything else that was typed there is not kept.
type Acted struct {
	ID        string       `json:"id" is:"code"` // of the action: all of its entries have the same
	At        time.Time    `json:"at"`           // UTC
	Mark      Mark         `json:"mark"`
	Action    string       `json:"action" is:"code"`             // ID of the step whose action it is
	Deed      Deed         `json:"deed,omitempty"`               // "" where it is about the action as a whole
	Account   string       `json:"account" is:"account"`         // who ran this program
	From      string       `json:"from" is:"host"`               // on which machine
	Program   string       `json:"program" is:"code"`            // name and version
	Server    string       `json:"server,omitempty" is:"server"` // that is changed
	Connector string       `json:"connector,omitempty" is:"connector-name"`
	User      string       `json:"user,omitempty" is:"user"` // whose password it is about
	Commands  List[string] `json:"commands,omitzero" is:"text"`
	Consent   string       `json:"consent,omitempty" is:"text"` // as it was typed
	Outcome   string       `json:"outcome,omitempty" is:"code"`
	Code      string       `json:"code,omitempty" is:"code"` // number of an event, or a kind and an HRESULT; never a message
}

// Acts are what an audit trail holds, oldest first.
type Acts struct {
	List []Acted
	// Cut reports whether the last line is not whole: the machine or the program
	// ended while it was written. What an entry stands before was not begun then.
	Cut bool
	// Unread counts the other lines that could not be understood.
	Unread int
}

// A Trail is the audit trail of whoever runs this program. It only grows.
type Trail interface {
	// Append returns when the entry is on the disk and will be there after a power
	// cut. It says itself who, where, by which program, and when. Nothing may be
	// begun whose entry was not taken.
	Append(entry Acted) error
	// Read returns every entry. A trail that was never written is empty.
	Read() (Acts, error)
}

// Order is one deed that is asked of the Connect server. What it rests on is
// looked at there once more, immediately before.
type Order struct {
	Deed      Deed   `json:"deed"`
	Connector string `json:"connector,omitempty"` // exact name of the Microsoft Entra connector, for a switch
}

// Performed is what the Connect server says of an order.
type Performed struct {
	Seen
	// Refused is the guard that did not let it happen there; "" for none.
	Refused Guard `json:"refused,omitempty"`
	// Finished reports whether the command ended without an error.
	Finished bool `json:"finished"`
	// Why is the error of the command, nil for none. Its Code is an HRESULT.
	Why *Obstacle `json:"why,omitempty"`
	// What stands there afterwards.
	State   string `json:"state,omitempty" is:"code"` // of the service
	Enabled YesNo  `json:"enabled"`                   // password writeback
}

// Guard is what keeps a deed from being done on the server.
type Guard string

// The guards that the server looks at itself.
const (
	GuardSync      Guard = "sync-running"
	GuardStaging   Guard = "staging"
	GuardService   Guard = "service-state" // it is not in a state in which this is done
	GuardConnector Guard = "connector"     // the connector is not the one that was named, or not the only one
	GuardElsewhere Guard = "elsewhere"     // there is no ADSync service
	GuardUnseen    Guard = "unseen"        // one of these could not be seen
)

// An Actor changes something on the Connect server. Only steps/reenable asks it.
type Actor interface {
	// Do carries out one order. An error is an obstacle: nobody knows then whether
	// it was carried out.
	Do(ctx context.Context, order Order) (Performed, error)
	// Console reports whether a person can sign in where the order is carried out:
	// this machine is the server, and there is a terminal.
	Console() bool
}

// ConsoleLimit is how long one order may take where a person can sign in: they may have
// to look for a second factor.
const ConsoleLimit = 15 * time.Minute

// FromFile is what an obstacle needs where the server is known from a file alone,
// by which nothing can be changed.
const FromFile = "live server"
