package directory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/ledger"
)

// paths are the containers of the domain by DN in lower case, and the paths
// that were put together of them.
type paths struct {
	levels map[string]shield
	known  map[string]*probes.Path
	bytes  int // of the descriptors kept in levels
	names  int // in bytes: of the names kept in levels and known
	// seen are the containers as the scan's own controller told them, the
	// domain head first; unread says that there are more.
	seen   []ledger.Container
	unread bool
	listed map[string]bool // seen by DN in lower case
}

const (
	// maxContainers bounds what is kept of them; a further one is read when it
	// is met.
	maxContainers = 50_000
	// maxLevelBytes bounds the descriptors kept for saying what is cut off
	// where. Of further containers only that they inherit or not is kept.
	maxLevelBytes = 16 << 20
	// maxPathBytes bounds the names of containers that are kept. What is read
	// again for a further one is forgotten again.
	maxPathBytes = 16 << 20
	// aboutOverhead is what an empty descriptor takes.
	aboutOverhead = 200
)

// room reports whether a name so long may be kept, and counts it.
func (p *paths) room(name int) bool {
	if p.names+name > maxPathBytes {
		return false
	}
	p.names += name
	return true
}

// keep notes the descriptor of a container.
func (p *paths) keep(dn string, size int, s shield) {
	if len(p.levels) >= maxContainers || !p.room(len(dn)) {
		return
	}
	if p.bytes += size + aboutOverhead; p.bytes > maxLevelBytes && s.readable() {
		s.Descriptor = access.Descriptor{Control: s.Control}
	}
	p.levels[dn] = s
}

// see notes a container for those who compare, and once only: a list may begin
// again.
func (p *paths) see(e *ldap.Entry) {
	if e == nil || len(p.seen) >= maxContainers {
		p.unread = true
		return
	}
	raw := e.GetEqualFoldRawAttributeValue(attrGUID)
	dn := strings.ToLower(e.DN)
	if p.listed[dn] {
		return
	}
	c := ledger.Container{DN: e.DN, Sum: sum(e.GetEqualFoldRawAttributeValue(attrDescriptor))}
	if len(raw) != len(c.GUID) {
		p.unread = true
		return
	}
	c.GUID = ledger.GUID(raw)
	p.seen = append(p.seen, c)
	p.listed[dn] = true
}

// readContainers reads the inheritance of every container at once, and on the
// way how many entries each has, which adds up to about how many users there
// are (msDS-Approx-Immed-Subordinates, MS-ADTS 3.1.1.4.5.15).
func (s *scan) readContainers(ctx context.Context) error {
	s.paths = paths{levels: map[string]shield{}, known: map[string]*probes.Path{}, listed: map[string]bool{}}
	if s.recalls() {
		head, err := s.entry(ctx, withDescriptor(baseRead(s.domain.BaseDN, attrGUID)))
		if err != nil {
			return err
		}
		s.paths.see(head)
	}
	request := below(s.domain.BaseDN, "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))",
		attrDescriptor, attrGUID, "msDS-Approx-Immed-Subordinates")
	request.Controls = append(request.Controls, &ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: ownerGroupDACL})
	base, about := strings.ToLower(s.scope.Base), 0
	s.unseen.sight = sight{base: s.domain.BaseDN, token: s.own, parents: map[string]struct{}{}}
	head, err := s.here.shieldAt(ctx, s.domain.BaseDN)
	if err != nil {
		return err
	}
	s.container(s.domain.BaseDN, &head)
	err = s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		dn, sh := strings.ToLower(e.DN), shieldOf(e)
		s.paths.see(e)
		s.container(e.DN, &sh)
		s.paths.keep(dn, len(e.GetEqualFoldRawAttributeValue(attrDescriptor)), sh)
		if strings.HasSuffix(dn, base) {
			about += count(e, "msDS-Approx-Immed-Subordinates").Or(0) - 1
		}
		return true, nil
	})
	if o := probes.AsObstacle(err); o != nil && o.Code != "" {
		s.gap(probes.GapContainers, o)
		s.paths.unread = true
		return nil
	}
	if about > 0 {
		s.progress.Total, s.progress.About = about, true
	}
	return err
}

// level returns what is known of one container, the domain head included.
func (s *scan) level(ctx context.Context, dn string) (shield, error) {
	if known, ok := s.paths.levels[strings.ToLower(dn)]; ok {
		return known, nil
	}
	read := s.here.readShield
	if strings.EqualFold(dn, s.domain.BaseDN) { // which is above everybody
		read = s.here.shieldAt
	}
	sh, err := read(ctx, dn)
	if err == nil {
		s.paths.keep(strings.ToLower(dn), 0, sh)
	}
	if err != nil && ctx.Err() == nil { // one container that does not answer ends no scan
		return shield{why: probes.AsObstacle(err).Kind}, nil
	}
	return sh, err
}

// levels returns a path as the access check reads it.
func (s *scan) levels(ctx context.Context, path *probes.Path) ([]level, error) {
	list := make([]level, len(path.Above))
	for i, ou := range path.Above {
		sh, err := s.level(ctx, ou.DN)
		if err != nil {
			return nil, err
		}
		list[i] = level{ou.DN, sh}
	}
	return list, nil
}

// path returns the container of an entry with all above it.
func (s *scan) path(ctx context.Context, dn string) (*probes.Path, error) {
	if plain := plainParent(dn); plain != "" && s.paths.known[plain] != nil {
		return s.paths.known[plain], nil
	}
	parent := string(probes.DN(dn).Parent())
	if p := s.paths.known[parent]; p != nil {
		return p, nil
	}
	p := &probes.Path{DN: parent}
	for _, above := range containers(dn, s.domain.BaseDN) {
		sh, err := s.level(ctx, above)
		if err != nil {
			return nil, err
		}
		p.Above = append(p.Above, probes.OU{DN: above, Protected: sh.protected()})
	}
	if len(s.paths.known) < maxContainers && s.paths.room(len(dn)+len(p.Above)*aboutOverhead) {
		s.paths.known[parent] = p
	}
	return p, nil
}

// plainParent is the parent of a DN whose first level is a plain name, as nearly
// all are; "" for every other.
func plainParent(dn string) string {
	first, parent, _ := strings.Cut(dn, ",")
	if !strings.HasPrefix(first, "CN=") || strings.ContainsAny(first[len("CN="):], `\"+#;<>=`) {
		return ""
	}
	return parent
}

// nameHash makes a key of a DN, without regard to case.
func nameHash(name string) uint64 {
	sum := sha256.Sum256([]byte(strings.ToLower(name)))
	return binary.LittleEndian.Uint64(sum[:])
}
