package probes

import "time"

// DeletedUser is an account in the recycle bin of a tenant, which keeps it for 30
// days ("Restore or remove a recently deleted user using Microsoft Entra ID").
type DeletedUser struct {
	UPN    string    `json:"upn,omitempty" is:"user"` // as it was before: a deleted account has its ID in front of it
	At     time.Time `json:"at"`                      // deletedDateTime
	Anchor string    `json:"anchor,omitempty" is:"object-id"`
	SID    string    `json:"sid,omitempty" is:"sid"`
}

// DeletedUsers are those that have a name or an immutable ID.
type DeletedUsers struct {
	Seen
	List List[DeletedUser] `json:"list,omitzero"`
}
