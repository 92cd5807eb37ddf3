package probes

import (
	"context"
	"time"
)

// A Watcher follows the password of one user on the PDC emulator of its domain,
// which every reset reaches first or at once. It only reads.
type Watcher interface {
	// WatchPassword reads the user every so often until ctx ends, through lost
	// connections too, and tells what it knows whenever that differs: after the
	// first answer, after a change, and when the controller is lost or found
	// again. It returns what it knows in the end; the error is an [*Obstacle] that
	// kept it from ever seeing the user.
	WatchPassword(ctx context.Context, userDN string, every time.Duration, tell func(PasswordWatch)) (PasswordWatch, error)
}

// PasswordWatch is what one controller said of the password of one user, from
// the first answer to the last.
type PasswordWatch struct {
	Seen
	UserDN string               `json:"user_dn" is:"user-dn"`
	Host   string               `json:"host" is:"controller"`
	PDC    YesNo                `json:"pdc"`               // Host is the PDC emulator of the user's domain
	PDCWhy *Obstacle            `json:"pdc_why,omitempty"` // why it is another controller, or why nobody knows
	Ahead  Maybe[time.Duration] `json:"ahead_ns"`          // of the controller's clock before ours
	// States are the first one that was read, and each one that differed from the
	// one before it.
	States List[PasswordState] `json:"states,omitzero"`
	Last   time.Time           `json:"last"`          // when the newest answer came, by our clock
	Gaps   List[WatchGap]      `json:"gaps,omitzero"` // in which the controller did not answer, and after which it did
	Why    *Obstacle           `json:"why,omitempty"` // what stood in the way since Last; nil where nothing did
}

// PasswordState is the password of a user as a controller has it. Its times are
// those of controllers, but for At.
type PasswordState struct {
	At         time.Time        `json:"at"`           // when it was read, by our clock
	Set        time.Time        `json:"set"`          // pwdLastSet; zero when it is 0 or was not read
	MustChange YesNo            `json:"must_change"`  // pwdLastSet is 0
	Lockout    Maybe[time.Time] `json:"lockout_time"` // zero where the user is not locked
	Password   ChangeStamp      `json:"password"`     // of unicodePwd: every new password has one, whatever pwdLastSet says
	Unlocked   ChangeStamp      `json:"unlocked"`     // of lockoutTime
}

// ChangeStamp is who changed an attribute last, from the replication metadata of
// an entry. The zero value is one that was not seen.
type ChangeStamp struct {
	Version Maybe[int] `json:"version"`                          // grows by one with each change
	At      time.Time  `json:"at"`                               // of the change, by the clock of the controller that made it; whole seconds
	Origin  string     `json:"origin,omitempty" is:"controller"` // that controller; "" when it is not known
	Here    YesNo      `json:"here"`                             // it is the one that was asked
}

// Seen reports whether the metadata of the attribute could be read.
func (s ChangeStamp) Seen() bool { return s.Version.Seen() && !s.At.IsZero() }

// WatchGap is a time in which nobody answered.
type WatchGap struct {
	From  time.Time `json:"from"` // the last answer before it
	Until time.Time `json:"until"`
	Why   *Obstacle `json:"why"`
}
