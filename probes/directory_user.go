package probes

import (
	"cmp"
	"strings"
	"time"
)

// DirectoryUser is an account as the directory has it. Entry fields hold only
// when Matches is 1.
type DirectoryUser struct {
	Seen
	Asked   string       `json:"asked" is:"user"`
	Domain  string       `json:"domain,omitempty" is:"domain"` // DNS name of the domain that the entry was found in
	Matches int          `json:"matches"`
	MatchDN List[string] `json:"match_dn,omitzero" is:"user-dn"` // when there are two or more
	// Elsewhere holds, with no match, the other domains of the forest to which
	// the name could belong too and which were not searched.
	Elsewhere List[string] `json:"elsewhere,omitzero" is:"domain"`
	// Unlisted holds, with no match, the containers of the domains that were
	// searched in which the account that looks cannot be shown to see
	// everything: who is not found may stand there. None is the proof that the
	// name is missing, and without it nothing is proven.
	Unlisted List[string] `json:"unlisted,omitzero" is:"dn"`
	// Searched are the other domains of the forest that were searched too,
	// through a global catalog.
	Searched        List[string]     `json:"searched,omitzero" is:"domain"`
	DN              string           `json:"dn,omitempty" is:"user-dn"`
	UPN             string           `json:"upn,omitempty" is:"user"`
	SamAccountName  string           `json:"sam_account_name,omitempty" is:"user"`
	SID             string           `json:"sid,omitempty" is:"sid"`
	Class           string           `json:"class,omitempty" is:"code"`       // most specific structural class
	Anchor          string           `json:"anchor,omitempty" is:"object-id"` // base64 of mS-DS-ConsistencyGuid, else of objectGUID
	AdminCount      Maybe[int]       `json:"admin_count"`                     // 1 once SDProp has stamped it; 0 when it is known not to be there
	Flags           Maybe[uint32]    `json:"flags"`                           // userAccountControl
	ComputedFlags   Maybe[uint32]    `json:"computed_flags"`                  // msDS-User-Account-Control-Computed
	LockoutTime     Maybe[time.Time] `json:"lockout_time"`                    // zero when never locked, or unlocked since
	PasswordLastSet time.Time        `json:"password_last_set"`
	MustChange      YesNo            `json:"must_change"`                    // pwdLastSet is 0
	AccountExpires  Maybe[time.Time] `json:"account_expires"`                // zero for never
	TokenGroups     List[string]     `json:"token_groups,omitzero" is:"sid"` // SIDs, transitive
	TokenGroupsSeen bool             `json:"token_groups_seen"`
	InheritanceOff  YesNo            `json:"inheritance_off"` // SE_DACL_PROTECTED on the entry; Unsaid when not readable
	CannotChange    YesNo            `json:"cannot_change"`   // Everyone and SELF are denied User-Change-Password
	// Hidden are, among lockoutTime, adminCount and accountExpires, the attributes
	// that are not there and that the account which looks may not read, so that
	// their absence says nothing and they were not seen.
	Hidden List[string] `json:"hidden,omitzero" is:"code"`
	// Limits are those of a sign-in, and OwnSignIn whether whoever looks is signed
	// in as this very account. Both are looked at for [Directory.Account] alone.
	Limits    Limits `json:"limits,omitzero"`
	OwnSignIn YesNo  `json:"own_sign_in,omitzero"`
	// Refused is what a controller said to a sign-in as this very account, by
	// whoever looks; nothing else was seen then.
	Refused *Obstacle `json:"refused,omitempty"`
	Path    List[OU]  `json:"path,omitzero"` // from the entry's parent up to the domain head
	// Shared are the other people of the forest who carry one of the entry's
	// names; nil also when they could not be seen.
	Shared List[SharedName] `json:"shared,omitzero"`
}

// Absence is why an account was not found: NotFound where it is proven to be
// missing, or where a domain was not searched, and NotListed where it may stand
// in a container that our account may not list. Without a container named,
// nobody knows what it may.
func (u DirectoryUser) Absence() *Obstacle {
	switch {
	case len(u.Elsewhere) > 0:
		return &Obstacle{Kind: NotFound, Needs: u.Asked + " (" + strings.Join(u.Elsewhere, ", ") + "?)"}
	case u.Unlisted.None():
		return &Obstacle{Kind: NotFound, Needs: u.Asked}
	case !u.Unlisted.Seen():
		return &Obstacle{Kind: NotListed, Needs: cmp.Or(u.Domain, "Active Directory")}
	default:
		return &Obstacle{Kind: NotListed, Needs: strings.Join(u.Unlisted, "; ")}
	}
}

// SharedName is another entry that carries a name of the one asked about.
type SharedName struct {
	DN        string `json:"dn" is:"user-dn"`
	Attribute string `json:"attribute" is:"code"` // of the other entry: userPrincipalName, mail or proxyAddresses
	Value     string `json:"value" is:"user"`     // as it stands there
}
