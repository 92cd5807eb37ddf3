package directory

import (
	"context"
	"crypto/sha256"
	"errors"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

var _ probes.Population = (*Client)(nil)

// usual leaves out the users that directory synchronisation does not take by
// default, so that nobody expects their passwords to be written back
// ("Microsoft Entra Connect Sync: Understanding the default configuration").
const usual = "(!(isCriticalSystemObject=TRUE))(!(sAMAccountName=AAD_*))(!(sAMAccountName=MSOL_*))"

// maxUsers bounds a scan that a server never ends.
const maxUsers = 10_000_000

// scan is one scan of a population.
type scan struct {
	tour
	find     finder
	tokens   tokens
	scope    probes.Scope
	domain   probes.Domain
	setting  probes.Setting
	token    access.Token // of the connector account
	judging  bool         // reports whether token holds
	own      access.Token // of the account that is signed in
	paths    paths
	roster   roster
	policies policies
	unseen   unseen
	covers   map[coverKey]*cover
	classes  map[string]bool // that were looked up
	// coverBytes is how long the names are that covers keeps.
	coverBytes int
	names      map[string]string
	seen       sighted
	watch      probes.Watch
	now        standing          // of the controller, before anything was read
	keeping    keeping           // for a later scan
	second     *second           // nil where no earlier scan is at hand
	found      bool              // the connector account was found by its name
	content    [sha256.Size]byte // sum of the descriptor of the last person
}

// recalls reports whether an earlier or a later scan has to do with this one.
func (s *scan) recalls() bool { return s.watch.Keep != nil || s.watch.Earlier != nil }

// Scan implements [probes.Population], on a connection of its own. A lost
// connection is opened again, and who was handed out before is passed over. A
// connector account that is not there, or cannot be read, leaves every right
// unsaid.
func (c *Client) Scan(ctx context.Context, scope probes.Scope, watch probes.Watch) (probes.Census, error) {
	start := c.here.config.Clock.Now()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer c.here.links.whenClosed(cancel)()
	s := &scan{
		find: c.find, tokens: c.tokens, scope: scope, watch: watch, covers: map[coverKey]*cover{}, classes: map[string]bool{}, names: map[string]string{},
		tour: tour{here: c.here, size: scanPage, tell: watch.Tell},
	}
	defer s.leave()
	err := s.prepare(ctx)
	if err == nil {
		err = s.everybody(ctx)
	}
	if err == nil {
		s.census.Gaps = s.unseenGaps(ctx)
	}
	s.census.Seen = c.here.config.Clock.Stamp(c.here.config.Vantage, start)
	s.census.Users, s.census.Total, s.census.About = s.progress.Users, s.progress.Total, s.progress.About
	s.census.Complete = err == nil
	s.census.Breaks = s.breaks
	if mine, ok := errors.AsType[*takeError](err); ok {
		return s.census, mine.err
	}
	return s.census, c.here.links.stopped(c.here.obstacle(ctx, err))
}

// everybody reads the users, of an earlier scan only those who changed since.
func (s *scan) everybody(ctx context.Context) error {
	again, err := s.again(ctx)
	if err == nil && !again {
		err = s.people(ctx)
	}
	if err != nil {
		return err
	}
	return s.finish(ctx)
}

// people reads the users themselves.
func (s *scan) people(ctx context.Context) error {
	s.stage(probes.FirstPage)
	return s.pages(ctx, s.request(s.scope.Base, ""), func(e *ldap.Entry) (bool, error) { return s.take(ctx, e) })
}

// request asks for the users below a DN that are in scope and match a filter.
func (s *scan) request(base, filter string) *ldap.SearchRequest {
	list := s.attributes()
	if s.recalls() {
		list = append(list, attrGUID, attrUSN)
	}
	request := below(base, "(&"+people+s.scope.Filter+filter+")", list...)
	request.Controls = append(request.Controls, &ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: ownerGroupDACL})
	return request
}

// take hands out one user, and reports whether it is a new one.
func (s *scan) take(ctx context.Context, e *ldap.Entry) (bool, error) {
	sid := sidOf(e)
	if !s.seen.first(sid, e.DN) {
		s.progress.Again++
		return false, nil
	}
	if s.progress.Users++; s.progress.Users > maxUsers || s.seen.full() {
		return false, &probes.Obstacle{Kind: probes.Malformed, Needs: s.scope.Base, Err: errEndless}
	}
	if s.watch.Person == nil {
		return true, nil
	}
	member, err := s.member(ctx, e, sid)
	if err != nil {
		return false, err
	}
	if err := s.watch.Person(member); err != nil {
		return false, &takeError{err}
	}
	return true, s.keepPerson(ctx, e, member.Path)
}

// attributes are what is judged. Nothing among them is constructed, which would
// cost the controller as much again for each user, unless the policies cannot
// be read in any other way.
func (s *scan) attributes() []string {
	list := []string{
		attrDescriptor, "objectClass", "objectSid", "userAccountControl", "adminCount", "pwdLastSet", "lockoutTime",
		"accountExpires", "sAMAccountName", "userPrincipalName", "primaryGroupID",
	}
	if s.policies.ask {
		list = append(list, attrPolicy)
	}
	if s.scope.Linked {
		list = append(list, attrGUID, "mS-DS-ConsistencyGuid", "mail", "proxyAddresses")
	}
	return list
}

// sighted remembers who was handed out, in about two bits each where accounts
// were made in one domain: a bit for each RID, in words of 64.
type sighted struct {
	domain access.SID // without the RID
	words  map[uint32]uint64
	others map[uint64]struct{}
}

// maxSighted bounds the words and the others that are kept. Where accounts were
// made as a domain makes them, in blocks of 500, that is above a hundred million.
const maxSighted = 2_000_000

func (s *sighted) full() bool { return len(s.words) > maxSighted || len(s.others) > maxSighted }

// first reports whether this user was not met before, and notes it.
func (s *sighted) first(sid access.SID, dn string) bool {
	if s.words == nil {
		s.words, s.others = map[uint32]uint64{}, map[uint64]struct{}{}
	}
	rid, ok := sid.RID()
	if ok && s.domain == "" {
		s.domain = sid[:len(sid)-4]
	}
	if !ok || sid[:len(sid)-4] != s.domain {
		key := nameHash(string(sid) + "\x00" + dn)
		_, met := s.others[key]
		s.others[key] = struct{}{}
		return !met
	}
	bit := uint64(1) << (rid & 63)
	met := s.words[rid>>6]&bit != 0
	s.words[rid>>6] |= bit
	return !met
}
