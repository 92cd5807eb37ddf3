package scan

import (
	"encoding/json"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/mask"
)

// maxMasked bounds what is masked once for many; when there is more it is masked
// again.
const maxMasked = 4_000

// Mask masks what a scan sees before anything is judged, counted or printed.
// Who is one of very many gets a word that is worked out from the name, so
// that nothing is kept for each of them; it differs from scan to scan. A nil
// Mask masks nothing.
type Mask struct {
	names    *mask.Names
	shields  map[*probes.Shield]*probes.Shield
	paths    map[*probes.Path]*probes.Path
	policies map[*probes.PasswordPolicy]*probes.PasswordPolicy
}

// NewMask returns a Mask.
func NewMask() *Mask {
	return &Mask{
		names: mask.ForMany(), shields: map[*probes.Shield]*probes.Shield{},
		paths: map[*probes.Path]*probes.Path{}, policies: map[*probes.PasswordPolicy]*probes.PasswordPolicy{},
	}
}

// Setting masks what holds for everybody, and learns its names.
func (m *Mask) Setting(s probes.Setting) (probes.Setting, error) {
	if m == nil {
		return s, nil
	}
	m.names.Add(mask.DC, s.Host)
	m.names.Learn(s.BaseDN)
	if account := s.Scope.Account; !strings.Contains(account, "=") {
		m.names.Add(mask.Connector, account)
	}
	scope := probes.Scope{Base: m.names.Text(s.Scope.Base), Filter: asserted().ReplaceAllString(s.Scope.Filter, "=…)"), Account: m.names.Text(s.Scope.Account)}
	masked, err := through(m.names, s)
	masked.Scope = scope
	return masked, err
}

// asserted is what a filter looks for (RFC 4515). It may be anybody's name.
var asserted = lang.Pattern(`=[^()=]*\)`)

// Person masks one person. What is shared with others is masked once.
func (m *Mask) Person(p probes.Member) (probes.Member, error) {
	if m == nil {
		return p, nil
	}
	var err error
	if p.Shield, err = once(m.shields, p.Shield, m.shield); err != nil {
		return p, err
	}
	if p.Path, err = once(m.paths, p.Path, m.path); err != nil {
		return p, err
	}
	if p.Policy, err = once(m.policies, p.Policy, func(policy probes.PasswordPolicy) (probes.PasswordPolicy, error) {
		policy.Source = m.names.Text(policy.Source)
		return policy, nil
	}); err != nil {
		return p, err
	}
	p.DN, p.SID = m.names.Text(p.DN), m.names.Text(p.SID)
	p.SamAccountName = m.names.One(mask.User, p.SamAccountName)
	if name, domain, found := strings.Cut(p.UPN, "@"); found {
		m.names.Add(mask.Domain, domain)
		p.UPN = m.names.One(mask.User, name) + "@" + m.names.Text(domain)
	}
	groups := make([]string, len(p.Groups))
	for i, sid := range p.Groups {
		groups[i] = m.names.Text(sid)
	}
	p.Groups = groups
	return p, nil
}

func (m *Mask) shield(s probes.Shield) (probes.Shield, error) { return through(m.names, s) }

func (m *Mask) path(p probes.Path) (probes.Path, error) { return through(m.names, p) }

// Obstacle masks what stood in the way.
func (m *Mask) Obstacle(o *probes.Obstacle) *probes.Obstacle {
	if m == nil || o == nil {
		return o
	}
	masked := *o
	m.names.LearnHosts(mask.DC, o.Host)
	masked.Host, masked.Needs, masked.Err = m.names.Text(o.Host), m.names.Text(o.Needs), nil
	masked.Tried = o.EachTried(m.Host)
	return &masked
}

// Host masks the name of a controller.
func (m *Mask) Host(host string) string {
	if m == nil {
		return host
	}
	m.names.LearnHosts(mask.DC, host)
	return m.names.Text(host)
}

// once masks what many share, and remembers it.
func once[T any](known map[*T]*T, of *T, masked func(T) (T, error)) (*T, error) {
	if of == nil {
		return nil, nil //nolint:nilnil // what is not there is masked already
	}
	if known[of] == nil {
		made, err := masked(*of)
		if err != nil {
			return nil, err
		}
		if len(known) >= maxMasked {
			clear(known)
		}
		known[of] = &made
		return &made, nil
	}
	return known[of], nil
}

// through is a masked copy of a value.
func through[T any](n *mask.Names, value T) (T, error) {
	var masked T
	text, err := json.Marshal(value)
	if err != nil {
		return masked, fmt.Errorf("mask: %w", err)
	}
	if err := json.Unmarshal(text, &masked); err != nil {
		return masked, fmt.Errorf("mask: %w", err)
	}
	n.LearnAll(&masked)
	n.MaskAll(&masked)
	return masked, nil
}
