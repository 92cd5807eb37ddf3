package directory

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// roster is who belongs to a few groups, nested ones included. Members are
// kept as hashes of their DNs: asking the controller to follow the nesting for
// every user would cost it more than the whole scan.
type roster struct {
	roots   []access.SID      // a bit each
	members map[uint64]uint64 // bits by hash of the member's DN
	primary map[uint32]uint64 // bits by RID: of a primary group its members do not tell
	shown   int               // how many of the roots are protected groups; they come first
	seen    bool              // reports whether all of it could be read
	partial bool              // reports whether groups of other domains, which are not read, belong to it
}

const (
	maxRoots = 64
	// maxMembers bounds the roster; what is larger is not known.
	maxMembers = 1_000_000
	// maxGroups is how many groups may stand in one another, and maxGroupNames
	// how long their names are in all; of what is more the members are not known.
	maxGroups     = 5000
	maxGroupNames = 8 << 20
	// memberRange is MaxValRange unless it was changed (MS-ADTS 3.1.1.3.4.6).
	memberRange = 1500
)

var errRoster = errors.New("more members than are kept")

// The protected groups of MS-ADTS 3.1.1.6.1.2 by the last part of the SID, and
// the two of key administrators, which change how a mark left behind is read.
func domainGroups() []uint32 { return []uint32{512, 516, 518, 519, 521, 526, 527} }

func builtinGroups() []uint32 { return []uint32{544, 548, 549, 550, 551, 552} }

// readGroups finds the protected groups and who is in them. Enterprise Admins
// and Schema Admins of a child domain stand in the root domain, which is told.
func (s *scan) readGroups(ctx context.Context) error {
	s.roster = roster{members: map[uint64]uint64{}, primary: map[uint32]uint64{}, seen: true}
	head, err := s.here.one(ctx, baseRead(s.domain.BaseDN, "objectSid"))
	if err != nil {
		return err
	}
	own := sidOf(head)
	var filter strings.Builder
	for _, rid := range domainGroups() {
		filter.WriteString(sidFilter(access.SID(binary.LittleEndian.AppendUint32(plusOne(own), rid))))
	}
	builtin, _ := access.ParseSID("S-1-5-32")
	for _, rid := range builtinGroups() {
		filter.WriteString(sidFilter(access.SID(binary.LittleEndian.AppendUint32(plusOne(builtin), rid))))
	}
	var groups []group
	err = s.pages(ctx, below(s.domain.BaseDN, "(&(objectClass=group)(|"+filter.String()+"))", "objectSid"), func(e *ldap.Entry) (bool, error) {
		if len(groups) > maxRoots {
			return false, &probes.Obstacle{Kind: probes.Malformed, Needs: s.domain.BaseDN, Err: errEndless}
		}
		groups = append(groups, group{dn: e.DN, sid: sidOf(e)})
		return true, nil
	})
	if err != nil {
		return err
	}
	if !probes.DN(s.domain.BaseDN).Same(probes.DN(s.domain.ForestBaseDN)) {
		s.roster.partial = true
		s.gap(probes.GapRootGroups, &probes.Obstacle{Kind: probes.NotLookedAt, Needs: probes.DN(s.domain.ForestBaseDN).DNS()})
	}
	if own == "" || len(groups) == 0 {
		return s.noRoster(&probes.Obstacle{Kind: probes.AccessDenied, Needs: "objectSid"})
	}
	for _, g := range groups {
		if err := s.enlist(ctx, g); err != nil {
			return s.noRoster(err)
		}
		s.roster.shown = len(s.roster.roots)
	}
	return nil
}

// noRoster notes that the members cannot be known, if the controller answered.
func (s *scan) noRoster(err error) error {
	o := probes.AsObstacle(err)
	if o.Code == "" && o.Kind != probes.AccessDenied && !errors.Is(err, errRoster) {
		return err
	}
	s.roster.seen = false
	s.gap(probes.GapGroups, o)
	return nil
}

// plusOne makes room for one more sub-authority.
func plusOne(s access.SID) []byte {
	raw := []byte(s)
	if len(raw) > 1 {
		raw[1]++
	}
	return raw
}

func sidFilter(s access.SID) string {
	return "(objectSid=" + ldap.EscapeFilter(string(s)) + ")"
}

// domainSIDLength is the length of the SID of a domain's account, S-1-5-21-…:
// five sub-authorities.
const domainSIDLength = 28

type group struct {
	dn  string
	sid access.SID
}

// enlist gives a new bit to everybody in a group, through any nesting.
func (s *scan) enlist(ctx context.Context, root group) error {
	if len(s.roster.roots) == maxRoots {
		return &probes.Obstacle{Kind: probes.Malformed, Needs: root.dn, Err: errRoster}
	}
	bit := uint64(1) << len(s.roster.roots)
	s.roster.roots = append(s.roster.roots, root.sid)
	met := map[string]bool{strings.ToLower(root.dn): true}
	queue, names := []group{root}, 0
	nest := func(e *ldap.Entry) (bool, error) {
		dn := strings.ToLower(e.DN)
		if met[dn] {
			return false, nil
		}
		if names += len(dn); len(met) >= maxGroups || names > maxGroupNames {
			return false, &probes.Obstacle{Kind: probes.Malformed, Needs: root.dn, Err: errRoster}
		}
		met[dn] = true
		queue = append(queue, group{dn: e.DN, sid: sidOf(e)})
		return true, nil
	}
	for len(queue) > 0 {
		g := queue[0]
		queue = queue[1:]
		if rid, ok := g.sid.RID(); ok && len(g.sid) == domainSIDLength {
			s.roster.primary[rid] |= bit
		}
		if err := s.members(ctx, g.dn, bit); err != nil {
			return err
		}
		nested := below(s.domain.BaseDN, "(&(objectClass=group)(memberOf="+ldap.EscapeFilter(g.dn)+"))", "objectSid")
		if err := s.pages(ctx, nested, nest); err != nil {
			return err
		}
	}
	return nil
}

// members reads who is in one group, a range at a time (MS-ADTS 3.1.1.3.1.3.3,
// "Range Retrieval of Attribute Values"). A group whose members may not be
// read looks empty, so the access check is made for our own account.
func (s *scan) members(ctx context.Context, dn string, bit uint64) error {
	if err := s.mayReadMembers(ctx, dn); err != nil {
		return err
	}
	for from := 0; ; {
		option := "member;range=" + strconv.Itoa(from) + "-" + strconv.Itoa(from+memberRange-1)
		var values []string
		more := false
		err := s.pages(ctx, baseRead(dn, option), func(e *ldap.Entry) (bool, error) {
			values, more = memberValues(e)
			return true, nil
		})
		if err != nil {
			return err
		}
		for _, v := range values {
			s.roster.members[nameHash(v)] |= bit
			s.roster.partial = s.roster.partial || foreign(v, s.domain.BaseDN)
		}
		if len(s.roster.members) > maxMembers {
			return &probes.Obstacle{Kind: probes.Malformed, Needs: dn, Err: errRoster}
		}
		if from += len(values); !more || len(values) == 0 {
			return nil
		}
	}
}

// foreign reports whether a DN is one of another domain. A universal group from
// there can have users of this one in it.
func foreign(dn, baseDN string) bool {
	dn = strings.ToLower(dn)
	at := strings.Index(dn, ",dc=")
	return at < 0 || dn[at+1:] != strings.ToLower(baseDN)
}

// memberValues returns the members in an entry and whether there are more.
func memberValues(e *ldap.Entry) ([]string, bool) {
	for _, a := range e.Attributes {
		name := strings.ToLower(a.Name)
		if name == "member" {
			return a.Values, false
		}
		if rest, ok := strings.CutPrefix(name, "member;range="); ok {
			return a.Values, !strings.HasSuffix(rest, "-*")
		}
	}
	return nil, false
}

// readMember is the right to read the property member, bf9679c0-…, of the
// property set Membership, bc0ac240-… (MS-ADTS 3.1.1.2.3.3).
func readMember() access.Want {
	return access.Want{Mask: access.ReadProperty, Object: access.GUID{
		0xc0, 0x79, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
	}, Set: access.GUID{
		0x40, 0xc2, 0x0a, 0xbc, 0xa9, 0x79, 0xd0, 0x11, 0x90, 0x20, 0x00, 0xc0, 0x4f, 0xc2, 0xd4, 0xcf,
	}}
}

func (s *scan) mayReadMembers(ctx context.Context, dn string) error {
	sh, err := s.here.shieldAt(ctx, dn)
	if err != nil {
		return err
	}
	if !sh.readable() || access.Check(&sh.Descriptor, s.own, "", readMember()).Answer != access.Granted {
		return &probes.Obstacle{Kind: probes.AccessDenied, Needs: "member: " + dn}
	}
	return nil
}

// bits returns what an entry is in.
func (r *roster) bits(dn string, primary int64) uint64 {
	bits := r.members[nameHash(dn)]
	if primary > 0 && primary <= 1<<32-1 {
		bits |= r.primary[uint32(primary)]
	}
	return bits
}

// groups returns the SIDs of the protected groups among the bits.
func (r *roster) groups(bits uint64) []string {
	var list []string
	for i, sid := range r.roots[:r.shown] {
		if bits&(1<<i) != 0 {
			list = append(list, sid.String())
		}
	}
	return slices.Clip(list)
}
