package directory

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

const attrPolicy = "msDS-ResultantPSO"

// policies are the password policies of a domain, and who has which.
type policies struct {
	domain  *probes.PasswordPolicy
	unknown *probes.PasswordPolicy // of a user for whom nobody can say
	// ask makes the scan read the resultant policy of each user, which the
	// controller works out. It is needed where policies exist that we cannot
	// read; else who has which is worked out here.
	ask   bool
	byDN  map[string]*probes.PasswordPolicy
	links []policyLink // most preferred first
}

// policyLink is one fine-grained policy and the bits of the roster that it
// applies to.
type policyLink struct {
	policy     *probes.PasswordPolicy
	direct     uint64 // users that it names
	group      uint64 // members of groups that it names
	precedence int64
	guid       []byte
}

// listChildren is ACTRL_DS_LIST: to see that there are entries in a container.
var listChildren = access.Want{Mask: access.ListContents} //nolint:gochecknoglobals // a table of one

// readPolicies reads the domain's policy and the fine-grained ones. These are
// hidden from most accounts; that there are some is not.
func (s *scan) readPolicies(ctx context.Context) error {
	s.policies = policies{
		domain:  &probes.PasswordPolicy{Source: s.domain.BaseDN, FineGrained: probes.No},
		unknown: &probes.PasswordPolicy{}, byDN: map[string]*probes.PasswordPolicy{},
	}
	if err := s.here.readPolicy(ctx, s.policies.domain, ofDomain()); err != nil {
		return err
	}
	if level, err := strconv.Atoi(s.domain.DomainLevel); err == nil && level < levelFineGrained {
		return nil
	}
	entries, err := s.policyEntries(ctx)
	if err != nil {
		return err
	}
	if entries == nil {
		s.policies.ask = true
		return nil
	}
	for _, e := range entries {
		link, ok, err := s.policyLink(ctx, e)
		if err != nil {
			return err
		}
		if !ok {
			s.gap(probes.GapPolicies, &probes.Obstacle{Kind: probes.AccessDenied, Needs: e.DN})
			s.policies.ask = true
			return nil
		}
		s.policies.links = append(s.policies.links, link)
	}
	probes.SortStable(s.policies.links, func(a, b policyLink) int {
		return cmp.Or(cmp.Compare(a.precedence, b.precedence), bytes.Compare(a.guid, b.guid))
	})
	return nil
}

// policyEntries lists the fine-grained policies, with or without attributes;
// nil means that nobody can say whether there are any. objectClass=* matches
// what may be listed even where nothing of it may be read.
func (s *scan) policyEntries(ctx context.Context) ([]*ldap.Entry, error) {
	container := "CN=Password Settings Container,CN=System," + s.domain.BaseDN
	sh, err := s.here.shieldAt(ctx, container)
	if err != nil {
		return nil, err
	}
	if !sh.readable() || access.Check(&sh.Descriptor, s.own, "", listChildren).Answer != access.Granted {
		return nil, nil
	}
	list := []*ldap.Entry{}
	from := ofObject()
	request := below(container, "(objectClass=*)", append(from.list(),
		"objectClass", "objectGUID", "msDS-PasswordSettingsPrecedence", "msDS-PSOAppliesTo")...)
	request.Scope = ldap.ScopeSingleLevel
	left := maxList
	return list, s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		if left -= weight(e); left < 0 {
			return false, &probes.Obstacle{Kind: probes.Malformed, Needs: container, Err: errEndless}
		}
		list = append(list, e)
		return true, nil
	})
}

// policyLink reads one policy and whom it applies to. It reports false where
// part of that is hidden, or means something that is not worked out here: a
// group that is not a global security group.
func (s *scan) policyLink(ctx context.Context, e *ldap.Entry) (policyLink, bool, error) {
	p := &probes.PasswordPolicy{Source: e.DN, FineGrained: probes.Yes}
	fill(p, e, ofObject())
	precedence, known := number(e, "msDS-PasswordSettingsPrecedence")
	s.policies.byDN[strings.ToLower(e.DN)] = p
	l := policyLink{policy: p, precedence: precedence, guid: e.GetEqualFoldRawAttributeValue("objectGUID")}
	if !known || !p.Readable || len(s.roster.roots)+2 > maxRoots || !s.roster.seen {
		return l, false, nil
	}
	if whole, err := s.targetsSeen(ctx, e); err != nil || !whole {
		return l, false, err
	}
	bit := uint64(1) << len(s.roster.roots)
	s.roster.roots = append(s.roster.roots, "")
	for _, target := range e.GetEqualFoldAttributeValues("msDS-PSOAppliesTo") {
		if ok, err := s.target(ctx, target, &l, bit); err != nil || !ok {
			return l, false, err
		}
	}
	return l, true, nil
}

// target notes one user, or everybody of one group, that a policy applies to.
func (s *scan) target(ctx context.Context, dn string, l *policyLink, direct uint64) (bool, error) {
	t, err := s.here.one(ctx, baseRead(dn, "objectClass", "objectSid", "groupType"))
	if isNotFound(err) || isReferral(err) { // whoever it is, is not in the roster
		return false, nil
	}
	if err != nil {
		return false, err
	}
	classes := t.GetEqualFoldAttributeValues("objectClass")
	switch {
	case len(classes) == 0: // hidden, so it may be a group
		return false, nil
	case !slices.Contains(classes, "group"):
		s.roster.members[nameHash(t.DN)] |= direct
		l.direct = direct
		return true, nil
	case bits(t, "groupType") != probes.Known[uint32](globalSecurity), len(s.roster.roots) == maxRoots:
		return false, nil
	}
	l.group |= uint64(1) << len(s.roster.roots)
	if err := s.enlist(ctx, group{dn: t.DN, sid: sidOf(t)}); err != nil {
		return false, s.asGap(err)
	}
	return true, nil
}

// appliesTo is the right to read msDS-PSOAppliesTo, 64c80f48-…, which is in no
// property set (MS-ADA2).
func appliesTo() access.Want {
	return access.Want{Mask: access.ReadProperty, Object: access.GUID{
		0x48, 0x0f, 0xc8, 0x64, 0xd2, 0xcd, 0x81, 0x48, 0xa8, 0x6d, 0x4e, 0x97, 0xb6, 0xf5, 0x61, 0xfc,
	}}
}

// targetsSeen reports whether an entry has everybody that a policy applies to.
// More than a range of them come under another name, and none at all may be
// hidden.
func (s *scan) targetsSeen(ctx context.Context, e *ldap.Entry) (bool, error) {
	for _, a := range e.Attributes {
		if name := strings.ToLower(a.Name); len(a.Values) > 0 && strings.HasPrefix(name, "msds-psoappliesto") {
			return name == "msds-psoappliesto", nil
		}
	}
	sh, err := s.here.shieldAt(ctx, e.DN)
	if err != nil {
		return false, err
	}
	return sh.readable() && access.Check(&sh.Descriptor, s.own, "", appliesTo()).Answer == access.Granted, nil
}

// asGap passes on what ends a scan, and nothing for an answer that only hides
// something.
func (s *scan) asGap(err error) error {
	if o := probes.AsObstacle(err); o.Code != "" || o.Kind == probes.AccessDenied || o.Kind == probes.NotFound || o.Kind == probes.Malformed {
		return nil
	}
	return err
}

// globalSecurity is GROUP_TYPE_ACCOUNT_GROUP with GROUP_TYPE_SECURITY_ENABLED
// (MS-ADTS 2.2.12). Fine-grained policies apply to such groups and to users.
const globalSecurity = 0x80000002

// policy returns the policy of a user: the most preferred of those that name
// the user, else of those that name a group, else the domain's (MS-ADTS
// 3.1.1.4.5.36).
func (s *scan) policy(ctx context.Context, e *ldap.Entry, in uint64, c *cover) (*probes.PasswordPolicy, error) {
	if s.policies.ask {
		return s.askedPolicy(ctx, e.GetEqualFoldAttributeValue(attrPolicy), c)
	}
	for _, l := range s.policies.links {
		if in&l.direct != 0 {
			return l.policy, nil
		}
	}
	for _, l := range s.policies.links {
		if in&l.group != 0 {
			return l.policy, nil
		}
	}
	return s.policies.domain, nil
}

// maxPolicies bounds those that are kept by name, and maxPolicyName that; no
// domain has hundreds. Others are not readable.
const (
	maxPolicies   = 1000
	maxPolicyName = 4 << 10
)

// askedPolicy reads the policy that the controller names. None named means
// that none applies only where our account may read that.
func (s *scan) askedPolicy(ctx context.Context, dn string, c *cover) (*probes.PasswordPolicy, error) {
	if dn == "" {
		if c.readsPolicy {
			return s.policies.domain, nil
		}
		return s.policies.unknown, nil
	}
	key := strings.ToLower(dn)
	if p := s.policies.byDN[key]; p != nil {
		return p, nil
	}
	p := &probes.PasswordPolicy{Source: dn, FineGrained: probes.Yes}
	if len(s.policies.byDN) >= maxPolicies || len(dn) > maxPolicyName {
		return p, nil
	}
	s.policies.byDN[key] = p
	if err := s.here.readPolicy(ctx, p, ofObject()); err != nil && ctx.Err() != nil {
		return p, err
	}
	return p, nil // one that does not answer is not readable
}
