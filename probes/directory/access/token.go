package access

import (
	"maps"
	"slices"
)

// Token is the set of SIDs that an account carries when it reaches a domain
// controller. The zero value carries none.
type Token struct{ sids map[SID]struct{} }

// NewToken makes a token of the account's own SID, its groups as tokenGroups
// lists them, and the SIDs that every authenticated network logon has:
// Everyone, Authenticated Users, NETWORK and This Organization.
func NewToken(account SID, groups ...SID) Token {
	t := TokenOf(groups...)
	for _, s := range []SID{account, Everyone, AuthenticatedUsers, Network, ThisOrganization} {
		t.sids[s] = struct{}{}
	}
	delete(t.sids, "")
	return t
}

// TokenOf makes a token of these SIDs and no other.
func TokenOf(sids ...SID) Token {
	t := Token{sids: make(map[SID]struct{}, len(sids)+5)}
	for _, s := range sids {
		t.sids[s] = struct{}{}
	}
	delete(t.sids, "")
	return t
}

// Has reports whether the token carries the SID.
func (t Token) Has(s SID) bool {
	_, ok := t.sids[s]
	return ok
}

// SIDs returns the SIDs that the token carries, in no order.
func (t Token) SIDs() []SID { return slices.Collect(maps.Keys(t.sids)) }
