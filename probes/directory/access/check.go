package access

// Answer is what an access check says. Its zero value is CannotJudge.
type Answer uint8

// The answers.
const (
	CannotJudge Answer = iota // an entry with a condition, of an unknown type, or perhaps for the class would decide
	Granted
	Denied     // an entry denies it
	NotGranted // no entry says anything
)

// Decision is an answer and the entry that decides it.
type Decision struct {
	Answer Answer
	At     int // place of the deciding entry in the DACL; -1 when no entry decides
	ACE    ACE // holds when At is not -1
}

// Check runs the ordered access check: entries in stored order, as
// MS-DTYP 2.5.3.2 and MS-ADTS 5.1.3.3 have it. self is the objectSid of the
// object, which SELF stands for; "" when it has none. Without the class of
// the object, an entry that may be for it gives CannotJudge if the answer
// depends on it.
//
// Owning the object grants READ_CONTROL and WRITE_DAC and nothing else
// (MS-DTYP 2.5.3.2; MS-ADTS 5.1.3.3.2 adds WRITE_OWNER, which nobody asks for
// here). An entry whose condition cannot be evaluated gives CannotJudge only if
// the answer depends on it. This does not look at user rights (privileges), at
// central access policies, which are for files, or at what the controller
// refuses besides. A question for no bit at all cannot be judged.
func Check(d *Descriptor, token Token, self SID, want Want) Decision {
	if want.Mask == 0 {
		return Decision{At: -1}
	}
	if !d.hasDACL {
		return Decision{Answer: Granted, At: -1}
	}
	c := check{token: token, self: self, want: want}
	c.want.Mask = want.Mask.Mapped()
	c.owner = d.Owner != "" && c.carries(d.Owner)
	pessimist, open := c.run(d, false)
	if open.At < 0 {
		return pessimist
	}
	optimist, _ := c.run(d, true)
	switch {
	case pessimist.Answer == Granted:
		return pessimist
	case optimist.Answer == Granted:
		return open
	default:
		return optimist // what decides even if no open entry applies
	}
}

// check is one question on its way through a list.
type check struct {
	token Token
	self  SID
	owner bool // the token holds the owner's SID
	want  Want
}

// run goes through the list once. The optimist takes every condition that
// would allow for true and every one that would deny for false; the pessimist
// the other way round. Allowing more can only help and denying more can only
// hurt, so whatever both say holds. The second result is the first entry that
// could not be judged, at -1 when there was none.
func (c *check) run(d *Descriptor, optimist bool) (Decision, Decision) {
	open := Decision{At: -1}
	left := c.want.Mask &^ c.owned(d)
	if left == 0 {
		return Decision{Answer: Granted, At: -1}, open
	}
	rest := d.DACL.raw
	for i := range d.DACL.count {
		ace, size, ok := readACE(rest)
		if !ok {
			break // cannot be: Parse has read it
		}
		rest = rest[size:]
		bits, does := c.effective(&ace, left)
		if bits == 0 {
			continue
		}
		if open.At < 0 && does.open() {
			open = Decision{Answer: CannotJudge, At: i, ACE: ace}
		}
		switch does.believed(optimist) {
		case denies:
			return Decision{Answer: Denied, At: i, ACE: ace}, open
		case allows:
			left &^= bits
		default:
		}
		if left == 0 {
			return Decision{Answer: Granted, At: i, ACE: ace}, open
		}
	}
	return Decision{Answer: NotGranted, At: -1}, open
}

// owned returns what owning the object grants by itself.
func (c *check) owned(d *Descriptor) Mask {
	if !c.owner || d.hasOwnerRights() {
		return 0
	}
	return ReadControl | WriteDAC
}

// open reports whether the effect hangs on what cannot be told here.
func (e effect) open() bool { return e == mayAllow || e == mayDeny || e == mayBoth }

// doubted is the effect of an entry that perhaps does not apply at all.
func (e effect) doubted() effect {
	switch e {
	case allows:
		return mayAllow
	case denies:
		return mayDeny
	default:
		return e
	}
}

// believed turns what an entry may do into what it does.
func (e effect) believed(optimist bool) effect {
	switch e {
	case mayAllow, mayDeny, mayBoth:
		switch {
		case optimist && e != mayDeny:
			return allows
		case !optimist && e != mayAllow:
			return denies
		default:
			return nothing
		}
	default:
		return e
	}
}

// effective returns the bits still wanted that the entry speaks of, and what
// it does to them. InheritedObjectType is not looked at: on the object itself
// INHERIT_ONLY alone says whether an entry counts (MS-DTYP 2.5.3.4).
func (c *check) effective(ace *ACE, left Mask) (Mask, effect) {
	does := ace.Type.effect()
	if does == nothing || ace.Flags&InheritOnly != 0 {
		return 0, nothing
	}
	if ace.Type.opaque() {
		return left, does
	}
	bits := ace.Mask.Mapped() & left
	if bits == 0 {
		return 0, nothing
	}
	speaks, possibly := c.want.names(ace)
	meant := c.carries(ace.Trustee) || (c.owner && ace.Trustee == OwnerRights)
	if !speaks || !meant {
		return 0, nothing
	}
	if possibly {
		does = does.doubted()
	}
	return bits, does
}

// carries reports whether the token holds a SID, SELF taken for the object
// that it stands for (MS-DTYP 2.5.3.1.1, SidInToken).
func (c *check) carries(sid SID) bool {
	if sid == PrincipalSelf && c.self != "" {
		sid = c.self
	}
	return c.token.Has(sid)
}

// hasOwnerRights reports whether an entry for OWNER RIGHTS takes away what
// owning grants by itself.
func (d *Descriptor) hasOwnerRights() bool {
	for _, ace := range d.DACL.All() {
		if ace.Trustee == OwnerRights && ace.Flags&InheritOnly == 0 {
			return true
		}
	}
	return false
}
