package probes

import "time"

// SignInRow is one row of the sign-in log.
type SignInRow struct {
	At          time.Time  `json:"at"`
	Code        Maybe[int] `json:"code,omitzero"` // status.errorCode; 0 for one that ended well
	Correlation string     `json:"correlation,omitempty" is:"object-id"`
}

// SignInLog is what the tenant logged about the interactive sign-ins of a user.
type SignInLog struct {
	Seen
	Since time.Time       `json:"since"`
	Rows  List[SignInRow] `json:"rows,omitzero"`
}
