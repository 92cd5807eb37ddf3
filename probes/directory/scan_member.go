package directory

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// coverKey names what a descriptor says about a user: its content, owner and
// all, the class, and whether SELF in it stands for somebody who looks. That
// decides whether a right is granted. Why one is not hangs on the container
// too; path is nil for the rest.
type coverKey struct {
	content [sha256.Size]byte
	class   string
	self    uint8
	path    *probes.Path
}

// cover is one judged descriptor.
type cover struct {
	shield      probes.Shield
	missing     bool     // a right is missing
	hides       []string // attributes whose absence says nothing to our account
	readsPolicy bool
}

// maxCovers bounds the judged descriptors that are kept, and maxCoverBytes the
// names with them; when there are more they are judged again.
const (
	maxCovers     = 20_000
	maxCoverBytes = 8 << 20
)

// maxClasses is how many classes are looked up, and maxClassName how long the
// name of one is (lDAPDisplayName has 256 characters at most). A further one is
// not known, which the access check takes into account.
const (
	maxClasses   = 200
	maxClassName = 1 << 10
)

// classID is that of the place, in bounds.
func (s *scan) classID(ctx context.Context, name string) (access.GUID, error) {
	if !s.classes[name] {
		if len(s.classes) >= maxClasses || len(name) > maxClassName {
			return access.KnownClass(name), nil
		}
		s.classes[name] = true
	}
	return s.here.classID(ctx, name, s.domain)
}

// member makes a person of an entry.
func (s *scan) member(ctx context.Context, e *ldap.Entry, sid access.SID) (probes.Member, error) {
	path, err := s.path(ctx, e.DN)
	if err != nil {
		return probes.Member{}, err
	}
	c, err := s.cover(ctx, e, sid, path)
	if err != nil {
		return probes.Member{}, err
	}
	primary, known := number(e, "primaryGroupID") // everybody has one, which their other groups do not tell
	in := s.roster.bits(e.DN, primary)
	m := probes.Member{
		DN: e.DN, UPN: e.GetEqualFoldAttributeValue("userPrincipalName"),
		SamAccountName: e.GetEqualFoldAttributeValue("sAMAccountName"), SID: sid.String(),
		Flags: storedFlags(e).Or(0), PasswordLastSet: instant(e, "pwdLastSet"), Groups: s.roster.groups(in), GroupsSeen: s.roster.seen && known,
		Shield: &c.shield, Path: path,
	}
	if s.scope.Linked {
		m.Anchor, m.Names = anchorOf(e), takenOnce(e)
	}
	fillSometimesAbsent(&m, e, c.hides)
	if s.roster.partial && m.AdminCount != 0 && len(m.Groups) == 0 {
		m.GroupsSeen = false // the mark may come from a group that stands elsewhere
	}
	if set, seen := moment(e, "pwdLastSet").Get(); seen {
		m.MustChange = probes.Said(set.IsZero())
	} else {
		m.Hidden = append(m.Hidden, "pwdLastSet")
	}
	m.Policy, err = s.policy(ctx, e, in, c)
	if !known && m.Policy == s.policies.domain && len(s.policies.links) > 0 {
		m.Policy = s.policies.unknown // one of the primary group may hold
	}
	return m, err
}

// fillSometimesAbsent reads those of sometimesAbsent. One that is there and
// holds no value is hidden from everybody; one that is not there, from whoever
// may not read it.
func fillSometimesAbsent(m *probes.Member, e *ldap.Entry, hides []string) {
	admin, lockout, expires := count(e, "adminCount"), moment(e, "lockoutTime"), expiry(e)
	m.AdminCount, m.LockoutTime, m.AccountExpires = admin.Or(0), lockout.Or(time.Time{}), expires.Or(time.Time{})
	for _, a := range []struct {
		name string
		seen bool
	}{{"adminCount", admin.Seen()}, {"lockoutTime", lockout.Seen()}, {"accountExpires", expires.Seen()}} {
		if !a.seen && (e.GetEqualFoldAttributeValue(a.name) != "" || slices.Contains(hides, a.name)) {
			m.Hidden = append(m.Hidden, a.name)
		}
	}
}

// cover judges a descriptor once for all who have the same, and once more for
// each container where it lacks a right.
func (s *scan) cover(ctx context.Context, e *ldap.Entry, sid access.SID, path *probes.Path) (*cover, error) {
	raw := e.GetEqualFoldRawAttributeValue(attrDescriptor)
	s.content = s.second.sumOf(raw)
	key := coverKey{content: s.content, class: classOf(e)}
	if s.token.Has(sid) {
		key.self |= 1
	}
	if s.own.Has(sid) {
		key.self |= 2
	}
	c, err := s.judged(ctx, key, raw, sid)
	if err != nil || !c.missing {
		return c, err
	}
	key.path = path
	return s.judged(ctx, key, raw, sid)
}

// sumOf is that of a descriptor, worked out once for the same bytes in memory:
// what a ledger hands out many have in common.
func (n *second) sumOf(raw []byte) [sha256.Size]byte {
	if n == nil || n.told.Whole != "" || len(raw) == 0 {
		return sha256.Sum256(raw)
	}
	known, ok := n.sums[&raw[0]]
	if !ok {
		known = sha256.Sum256(raw)
		if n.sums == nil || len(n.sums) >= maxSums {
			n.sums = map[*byte][sha256.Size]byte{}
		}
		n.sums[&raw[0]] = known
	}
	return known
}

// maxSums bounds the sums that are kept, and with them the descriptors.
const maxSums = 2000

func (s *scan) judged(ctx context.Context, key coverKey, raw []byte, sid access.SID) (*cover, error) {
	if c := s.covers[key]; c != nil {
		return c, nil
	}
	c, err := s.judge(ctx, key, raw, sid)
	if err != nil {
		return nil, err
	}
	size := len(key.class)
	if key.path != nil {
		size += len(key.path.DN)
	}
	if s.coverBytes += size; len(s.covers) >= maxCovers || s.coverBytes > maxCoverBytes {
		clear(s.covers)
		s.coverBytes = size
	}
	s.covers[key] = c
	if key.path == nil {
		s.census.Descriptors++
	}
	return c, nil
}

func (s *scan) judge(ctx context.Context, key coverKey, raw []byte, sid access.SID) (*cover, error) {
	c := &cover{shield: probes.Shield{Class: key.class}, hides: sometimesAbsent()}
	d, err := access.Parse(raw)
	switch {
	case len(raw) == 0:
		c.shield.Why = probes.AccessDenied
		return c, nil
	case err != nil:
		c.shield.Why = probes.Malformed
		return c, nil //nolint:nilerr // a descriptor that cannot be read is an answer
	}
	c.shield.InheritanceOff, c.shield.CannotChange = probes.Said(d.Protected()), probes.Said(d.CannotChangePassword())
	if err := s.judgeRights(ctx, c, question{on: shield{Descriptor: d}, self: sid}, key.path); err != nil {
		return nil, err
	}
	c.hides = nil
	for _, name := range sometimesAbsent() {
		if access.Check(&d, s.own, sid, readProperty(name)).Answer != access.Granted {
			c.hides = append(c.hides, name)
		}
	}
	c.readsPolicy = access.Check(&d, s.own, sid, access.ReadResultantPolicy.Want()).Answer == access.Granted
	return c, nil
}

// judgeRights runs the access check for the connector account, the same one
// that [Client.Rights] runs. The user's own DN is left out: others share the
// answer.
func (s *scan) judgeRights(ctx context.Context, c *cover, q question, path *probes.Path) error {
	if !s.judging {
		return nil
	}
	var err error
	if q.class, err = s.classID(ctx, c.shield.Class); err != nil && ctx.Err() != nil {
		return err // else the class is not known, which the access check takes into account
	}
	if path != nil {
		if q.above, err = s.levels(ctx, path); err != nil {
			return err
		}
	}
	four := []question{q, q, q, q}
	four[0].right, four[0].answer = access.ResetPassword, &c.shield.ResetPassword
	four[1].right, four[1].answer = access.ChangePassword, &c.shield.ChangePassword
	four[2].right, four[2].answer = access.WriteLockoutTime, &c.shield.WriteLockoutTime
	four[3].right, four[3].answer = access.WritePwdLastSet, &c.shield.WritePwdLastSet
	for i := range four {
		*four[i].answer = s.decide(ctx, &four[i])
		c.missing = c.missing || four[i].answer.Granted != probes.Yes
	}
	c.shield.StopsAt = stopsAt(four)
	return nil
}

func (s *scan) decide(ctx context.Context, q *question) probes.Right {
	r := q.decide(s.token)
	if r.Entry != nil {
		r.Trustee = s.nameOf(ctx, r.Entry.Trustee)
	}
	return r
}
