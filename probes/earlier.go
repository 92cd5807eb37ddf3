package probes

import (
	"encoding/json"
	"time"
)

// UnmarshalJSON reads an account. An answer that lacks the number of matches is
// none. Evidence of earlier versions wrote 0 and the zero time also for what
// was not seen, and said so beside it.
func (u *DirectoryUser) UnmarshalJSON(data []byte) error {
	type plain DirectoryUser
	read := struct {
		*plain
		Matches      *int  `json:"matches"`
		ComputedSeen YesNo `json:"computed_seen"`
	}{plain: (*plain)(u)}
	if err := json.Unmarshal(data, &read); err != nil {
		return err //nolint:wrapcheck // the error says value and type
	}
	if read.Matches == nil {
		*u = DirectoryUser{}
		return nil
	}
	u.Matches = *read.Matches
	if read.ComputedSeen == No {
		u.ComputedFlags = Maybe[uint32]{}
	}
	if u.Flags.Or(0) == 0 { // nobody has none
		u.Flags = Maybe[uint32]{}
	}
	for _, name := range u.Hidden {
		switch name {
		case "adminCount":
			u.AdminCount = Maybe[int]{}
		case "lockoutTime":
			u.LockoutTime = Maybe[time.Time]{}
		case "accountExpires":
			u.AccountExpires = Maybe[time.Time]{}
		}
	}
	return nil
}
