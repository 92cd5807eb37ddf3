package probes

// Right is one right of the connector account, and the entry that decides it.
type Right struct {
	Granted YesNo  `json:"granted"`                        // Unsaid: could not be judged, Why says it
	Denied  bool   `json:"denied"`                         // reports whether a deny entry decides, rather than no entry at all
	Trustee string `json:"trustee,omitempty" is:"trustee"` // SID, with its name when it resolves, of the deciding ACE
	From    string `json:"from,omitempty" is:"dn"`         // DN of the object that the deciding ACE is inherited from; "" when explicit
	Why     string `json:"why,omitempty" is:"code"`        // kind of the obstacle, for Unsaid
	// Inherited reports whether the deciding ACE is inherited. With Yes, an
	// empty From means that the object it comes from could not be seen.
	Inherited YesNo  `json:"inherited"`
	Entry     *Entry `json:"entry,omitempty"` // the deciding ACE as it stands; nil when none decides
	// Source is the ACE on From that the deciding one is inherited from, as it
	// stands there: its mask may be generic, its trustee CREATOR OWNER. nil when
	// the deciding ACE is explicit, or where it comes from could not be seen.
	Source *Entry `json:"source,omitempty"`
	// Withheld tells of a right that is not granted and would be, were
	// inheritance on all the way; nil when that would not help, or cannot be seen.
	Withheld *Withheld `json:"withheld,omitempty"`
	// Stray tells of a right that no entry grants, and one would if it counted
	// on the object; nil when there is none, or none can be seen.
	Stray *Stray `json:"stray,omitempty"`
	// Contested tells of entries that other programs read otherwise, to another
	// answer; nil when there are none. It changes no answer here.
	Contested *Contested `json:"contested,omitempty"`
}

// SAMServer is what the connector account may do to CN=Server,CN=System of one
// domain.
type SAMServer struct {
	Seen
	DN   string `json:"dn" is:"dn"`
	Read Right  `json:"read"` // list contents, read all properties, read permissions
}

// Contested are the entries because of which an answer is not the same
// everywhere: the specifications disagree on how to read them.
type Contested struct {
	Entries []ContestedEntry `json:"entries"` // one of each shape
}

// ContestedEntry is the first entry of one shape.
type ContestedEntry struct {
	Shape Shape `json:"shape" is:"code"`
	Entry Entry `json:"entry"`
}

// Shape is a way of writing entries on which the specifications disagree.
type Shape string

// The shapes.
const (
	ObjectAllowBeforeDeny Shape = "object-allow-before-deny" // an Allow entry for one right, before a Deny entry for everything
	ClassAsObject         Shape = "class-as-object"          // the class of the object where a right or attribute belongs
	OwnerRightsEntry      Shape = "owner-rights"             // an entry for OWNER RIGHTS (S-1-3-4), which decides for the owner
)

// Stray is an entry that would grant a right and does not reach the object.
type Stray struct {
	On  string `json:"on" is:"dn"` // DN of the object that holds it as its own: the object itself, or a container above
	Why Missed `json:"why" is:"code"`
	// Trustee is the SID of whom the entry is for, with its name when it resolves.
	Trustee string `json:"trustee,omitempty" is:"trustee"`
	Entry   Entry  `json:"entry"`
}

// Missed is why an entry does not reach an object.
type Missed string

// The reasons. BelowOnly is that of an entry of the object itself, the others
// are those of a container.
const (
	BelowOnly  Missed = "below-only"  // it counts on what is below the object alone
	HereOnly   Missed = "here-only"   // it counts on the container alone
	OneLevel   Missed = "one-level"   // it goes no further than what is directly below
	OtherClass Missed = "other-class" // it is for objects of another class
)

// Withheld is an entry above the user that would grant a right, and what keeps
// it from the user.
type Withheld struct {
	At    List[string] `json:"at" is:"dn"`   // DNs on the way whose inheritance is off, the lowest first: the user itself, or containers
	From  string       `json:"from" is:"dn"` // DN of the container that holds the entry as its own
	Entry Entry        `json:"entry"`
}

// Entry is one access control entry as it stands in a DACL (MS-DTYP 2.4.4).
type Entry struct {
	Position int    `json:"position"`                             // in the DACL, the first is 0
	Type     string `json:"type" is:"code"`                       // "allow", "deny", "allow-object", "deny-object", "allow-callback", …
	Mask     uint32 `json:"mask"`                                 // access bits as stored
	Object   string `json:"object,omitempty" is:"guid"`           // GUID of the right, attribute, property set or class that it is limited to
	Heirs    string `json:"inherited_object,omitempty" is:"guid"` // GUID of the class that may inherit it
	Flags    uint8  `json:"flags"`                                // ACE flags as stored
	Trustee  string `json:"trustee" is:"sid"`                     // SID
}

// SecondOpinion is what the server itself computes for the account that is
// signed in (allowedAttributesEffective and sDRightsEffective, MS-ADTS
// 3.1.1.4.5.21 and 3.1.1.4.5.22). Unsaid: the server was not asked as the
// connector account, or did not say.
type SecondOpinion struct {
	WriteLockoutTime YesNo `json:"write_lockout_time"`
	WritePwdLastSet  YesNo `json:"write_pwd_last_set"`
	WriteDACL        YesNo `json:"write_dacl"`       // by the server
	WriteDACLFound   YesNo `json:"write_dacl_found"` // by our own check, to compare
}

// Rights is what the AD DS Connector account may do to one user. Names and
// GUIDs stand in MS-ADTS 5.1.3.2.1 and the Win32 AD schema reference.
type Rights struct {
	Seen
	Account          string `json:"account" is:"connector"`
	UserDN           string `json:"user_dn" is:"user-dn"`
	ResetPassword    Right  `json:"reset_password"`     // User-Force-Change-Password on the user
	ChangePassword   Right  `json:"change_password"`    // User-Change-Password on the user
	WriteLockoutTime Right  `json:"write_lockout_time"` // lockoutTime, in no property set
	WritePwdLastSet  Right  `json:"write_pwd_last_set"` // pwdLastSet, in User-Account-Restrictions
	Unexpire         Right  `json:"unexpire_password"`  // Unexpire-Password on the domain head
	Protected        YesNo  `json:"protected"`          // inheritance is off on the user
	// StopsAt is the user itself or the lowest container above it whose
	// inheritance is off, when that is what cuts off a missing right; Withheld
	// of that right tells more.
	StopsAt string `json:"stops_at,omitempty" is:"dn"`
	// OffAt is the user itself or the lowest container above it, below the
	// domain head, whose inheritance is off, whether or not that keeps anything
	// away: what is granted above it does not arrive.
	OffAt string `json:"off_at,omitempty" is:"dn"`
	// Server is nil when nobody bound as the connector account itself.
	Server *SecondOpinion `json:"server,omitempty"`
}
