package directory

import (
	"context"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// levelFineGrained is the domain level from which fine-grained policies hold
// (Windows Server 2008, MS-ADTS 6.1.4.4).
const levelFineGrained = 3

// complexityBit is DOMAIN_PASSWORD_COMPLEX of pwdProperties (MS-SAMR 2.2.1.10).
const complexityBit = 0x1

// names are the attributes of one kind of policy.
type names struct {
	minimumAge, maximumAge, history, length, complexity, threshold, duration string
}

// ofDomain are the attributes on the domain head, ofObject those of a
// fine-grained policy (MS-ADTS 3.1.1.4.5.36 and MS-SAMR 3.1.1.5).
func ofDomain() names {
	return names{
		"minPwdAge", "maxPwdAge", "pwdHistoryLength", "minPwdLength",
		"pwdProperties", "lockoutThreshold", "lockoutDuration",
	}
}

func ofObject() names {
	return names{
		"msDS-MinimumPasswordAge", "msDS-MaximumPasswordAge", "msDS-PasswordHistoryLength", "msDS-MinimumPasswordLength",
		"msDS-PasswordComplexityEnabled", "msDS-LockoutThreshold", "msDS-LockoutDuration",
	}
}

func (n names) list() []string {
	return []string{n.minimumAge, n.maximumAge, n.history, n.length, n.complexity, n.threshold, n.duration}
}

// seePolicy reads the policy that holds for a user. The domain's own is told
// only when it is certain that no fine-grained one takes its place: otherwise
// the answer is one that could not be read.
func (x examiner) seePolicy(ctx context.Context, userDN string) (probes.PasswordPolicy, error) {
	start := x.here.config.Clock.Now()
	d, err := x.here.domain(ctx)
	if err != nil {
		return probes.PasswordPolicy{}, err
	}
	user, err := x.here.entry(ctx, userDN)
	if err != nil {
		return probes.PasswordPolicy{}, err
	}
	p := probes.PasswordPolicy{Source: user.policy}
	if p.FineGrained, err = x.fineGrained(ctx, user, d); err != nil {
		return probes.PasswordPolicy{}, err
	}
	from := ofObject()
	if p.FineGrained == probes.No {
		p.Source, from = d.BaseDN, ofDomain()
	}
	if p.FineGrained != probes.Unsaid {
		if err := x.here.readPolicy(ctx, &p, from); err != nil {
			return probes.PasswordPolicy{}, err
		}
	}
	p.PasswordLastSet = user.user.PasswordLastSet
	p.Seen = x.here.config.Clock.Stamp(x.here.config.Vantage, start)
	return p, nil
}

// fineGrained says whether a fine-grained policy holds for the user. An absent
// msDS-ResultantPSO means that none does only to whoever may read it, so the
// access check is made for our own account.
func (x examiner) fineGrained(ctx context.Context, user account, d probes.Domain) (probes.YesNo, error) {
	if user.policy != "" {
		return probes.Yes, nil
	}
	if level, err := strconv.Atoi(d.DomainLevel); err == nil && level < levelFineGrained {
		return probes.No, nil
	}
	if !user.shield.readable() {
		return probes.Unsaid, nil
	}
	token, err := x.tokens.ownToken(ctx, d)
	if err != nil {
		return probes.Unsaid, err
	}
	may := access.Check(&user.shield.Descriptor, token, user.sid, access.ReadResultantPolicy.Want())
	if may.Answer != access.Granted {
		return probes.Unsaid, nil
	}
	return probes.No, nil
}

// readPolicy reads the values of a policy. One that cannot be read leaves
// Readable false.
func (at *place) readPolicy(ctx context.Context, p *probes.PasswordPolicy, from names) error {
	e, err := at.one(ctx, baseRead(p.Source, from.list()...))
	if o := probes.AsObstacle(err); o != nil {
		if o.Kind == probes.NotFound || o.Kind == probes.AccessDenied {
			return nil
		}
		return err
	}
	fill(p, e, from)
	return nil
}

func fill(p *probes.PasswordPolicy, e *ldap.Entry, from names) {
	if p.MinimumAge = span(e, from.minimumAge); !p.MinimumAge.Seen() {
		return // the value that matters most is hidden
	}
	p.Readable = true
	p.MaximumAge = span(e, from.maximumAge)
	p.History = count(e, from.history)
	p.MinimumLength = count(e, from.length)
	p.LockoutThreshold = count(e, from.threshold)
	p.LockoutDuration = span(e, from.duration)
	switch text := e.GetEqualFoldAttributeValue(from.complexity); {
	case strings.EqualFold(text, "TRUE"), strings.EqualFold(text, "FALSE"): // Boolean of RFC 4517 3.3.3
		p.Complexity = probes.Said(strings.EqualFold(text, "TRUE"))
	default:
		if properties, seen := bits(e, from.complexity).Get(); seen {
			p.Complexity = probes.Said(properties&complexityBit != 0)
		}
	}
}
