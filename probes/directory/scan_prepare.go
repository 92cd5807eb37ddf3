package directory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// prepare reads what holds for everybody.
func (s *scan) prepare(ctx context.Context) error {
	s.stage(probes.Connecting)
	if err := s.join(ctx); err != nil {
		return err
	}
	s.stage(probes.Preparing)
	var err error
	if s.domain, err = s.here.domain(ctx); err != nil {
		return err
	}
	if s.scope.Base == "" {
		s.scope.Base = s.domain.BaseDN
	}
	if s.scope.Filter == "" {
		s.scope.Filter = usual
	}
	start := s.here.config.Clock.Now()
	for _, part := range []func(context.Context) error{
		s.checkScope, s.readAccount, s.readContainers, s.readGroups, s.readPolicies,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	s.setting.Seen = s.here.config.Clock.Stamp(s.here.config.Vantage, start)
	s.setting.Attributes = s.attributes()
	if now := s.here.config.Clock.Now(); !s.domain.TimeAt(now).IsZero() {
		s.setting.Ahead = probes.Known(s.domain.TimeAt(now).Sub(now))
	}
	s.setting.Host, s.setting.BaseDN, s.setting.Scope = s.progress.Host, s.domain.BaseDN, s.scope
	if s.watch.Setting != nil {
		s.watch.Setting(s.setting)
	}
	s.lookBeside(ctx)
	return nil
}

// checkScope finds a base or a filter that the directory cannot take, before
// anything else is asked. The obstacle's Needs is the one that is wrong.
func (s *scan) checkScope(ctx context.Context) error {
	if _, err := ldap.CompileFilter("(&" + people + s.scope.Filter + ")"); err != nil {
		return &probes.Obstacle{Kind: probes.NotFound, Needs: "filter", Err: err}
	}
	_, err := s.here.one(ctx, baseRead(s.scope.Base, "objectClass"))
	if isNotFound(err) || isReferral(err) {
		return &probes.Obstacle{Kind: probes.AsObstacle(err).Kind, Needs: "base", Err: err}
	}
	return err
}

// readAccount finds the connector account and what it may do on the domain
// head. One that cannot be found is a gap.
func (s *scan) readAccount(ctx context.Context) error {
	var err error
	if s.own, err = s.tokens.ownToken(ctx, s.domain); err != nil {
		return err
	}
	why, err := s.findAccount(ctx)
	if err != nil {
		return err
	}
	if s.judging = why == nil; s.judging {
		return s.judgeHead(ctx)
	}
	s.setting.AccountWhy = why
	s.gap(probes.GapAccount, why)
	s.setting.Unexpire.Why = string(why.Kind)
	return nil
}

// findAccount looks the account up, or the only one with the name that the
// installer gives it.
func (s *scan) findAccount(ctx context.Context) (*probes.Obstacle, error) {
	if s.scope.Account == "" {
		entries, _, err := s.here.search(ctx, signedIn, below(s.domain.BaseDN, "(&(objectClass=user)(sAMAccountName=MSOL_*))", "sAMAccountName"))
		if err != nil {
			return nil, err
		}
		switch len(entries) {
		case 1:
			s.scope.Account = entries[0].GetEqualFoldAttributeValue("sAMAccountName")
		case 0:
			return &probes.Obstacle{Kind: probes.MissingInput, Needs: "connector-account"}, nil
		default:
			return &probes.Obstacle{Kind: probes.Ambiguous, Needs: "connector-account"}, nil
		}
	}
	found, err := s.find.seeAccount(ctx, s.scope.Account)
	switch {
	case err != nil:
		return nil, err
	case found.user.Matches != 1:
		why := probes.AsObstacle(s.find.lacking(ctx, found))
		if ctx.Err() != nil {
			return nil, why
		}
		return why, nil
	case found.sid == "" || !found.user.TokenGroupsSeen:
		return &probes.Obstacle{Kind: probes.AccessDenied, Needs: "tokenGroups"}, nil
	}
	s.token, err = s.tokens.token(ctx, found, s.domain)
	if o := probes.AsObstacle(err); o != nil && ctx.Err() == nil && (o.Code != "" || found.in != s.here) {
		return o, nil // its groups cannot all be known
	}
	s.setting.Account = found.user
	if limited, unseen := s.tokens.withLimits(ctx, found); unseen == nil { // else its limits were not seen
		s.setting.Account.Limits, s.setting.Account.OwnSignIn = limited.Limits, limited.OwnSignIn
	}
	return nil, err
}

func (s *scan) judgeHead(ctx context.Context) error {
	head, err := s.here.shieldAt(ctx, s.domain.BaseDN)
	if err != nil {
		return err
	}
	if !head.readable() {
		s.setting.Unexpire.Why = string(head.why)
		return nil
	}
	q := question{right: access.UnexpirePassword, on: head, dn: s.domain.BaseDN, class: access.KnownClass("domainDNS")}
	s.setting.Unexpire = s.decide(ctx, &q)
	return nil
}

// maxTrustees is how many trustees are looked up by name. Further ones keep their
// SIDs.
const maxTrustees = 200

func (s *scan) nameOf(ctx context.Context, sid string) string {
	name, known := s.names[sid]
	switch {
	case sid == "", known:
	case len(s.names) >= maxTrustees:
		return sid
	default:
		name = s.tokens.trusteeText(ctx, sid, s.domain)
		s.names[sid] = name
	}
	return name
}

func (s *scan) gap(what probes.GapKind, why *probes.Obstacle) {
	s.setting.Gaps = append(s.setting.Gaps, probes.Gap{What: what, Why: why})
}

// paths are the containers of the domain by DN in lower case, and the paths
// that were put together of them.
type paths struct {
	levels map[string]shield
	known  map[string]*probes.Path
	bytes  int // of the descriptors kept in levels
	names  int // in bytes: of the names kept in levels and known
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

// readContainers reads the inheritance of every container at once, and on the
// way how many entries each has, which adds up to about how many users there
// are (msDS-Approx-Immed-Subordinates, MS-ADTS 3.1.1.4.5.15).
func (s *scan) readContainers(ctx context.Context) error {
	s.paths = paths{levels: map[string]shield{}, known: map[string]*probes.Path{}}
	request := below(s.domain.BaseDN, "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))",
		attrDescriptor, "msDS-Approx-Immed-Subordinates")
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
		s.container(e.DN, &sh)
		s.paths.keep(dn, len(e.GetEqualFoldRawAttributeValue(attrDescriptor)), sh)
		if strings.HasSuffix(dn, base) {
			about += count(e, "msDS-Approx-Immed-Subordinates").Or(0) - 1
		}
		return true, nil
	})
	if o := probes.AsObstacle(err); o != nil && o.Code != "" {
		s.gap(probes.GapContainers, o)
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

// nameHash makes a key of a DN, without regard to case.
func nameHash(name string) uint64 {
	sum := sha256.Sum256([]byte(strings.ToLower(name)))
	return binary.LittleEndian.Uint64(sum[:])
}
