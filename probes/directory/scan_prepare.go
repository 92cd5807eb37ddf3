package directory

import (
	"context"

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
	if s.recalls() {
		if s.now, err = s.stand(ctx); err != nil {
			return err
		}
		s.keeping.begin(s.watch.Keep)
	}
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
		s.checkScope, s.readSelf, s.lookBack, s.readContainers, s.compareContainers, s.readAccount, s.readGroups, s.readPolicies,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	if s.scope.Linked {
		others, err := s.find.forest.others(ctx, s.here)
		s.setting.Others = probes.AllIf(namesOf(others), err == nil)
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

// readSelf finds what the account that looks belongs to.
func (s *scan) readSelf(ctx context.Context) (err error) {
	s.own, err = s.tokens.ownToken(ctx, s.domain)
	return err
}

// readAccount finds the connector account and what it may do on the domain
// head. One that cannot be found is a gap.
func (s *scan) readAccount(ctx context.Context) error {
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
	s.recallAccount(ctx)
	if s.scope.Account == "" {
		names, err := s.here.installed(ctx)
		if err != nil {
			return nil, err
		}
		switch len(names) {
		case 1:
			s.scope.Account, s.found = names[0], true
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

// recallAccount takes the account that an earlier scan found by its name, where
// the same would be found again: to look for the name is dear.
func (s *scan) recallAccount(ctx context.Context) {
	if s.scope.Account != "" || !s.second.sameAccount() {
		return
	}
	if found, err := s.find.seeAccount(ctx, s.second.Account); err == nil && found.user.Matches == 1 {
		s.scope.Account, s.found = s.second.Account, true
	}
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
