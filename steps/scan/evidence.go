package scan

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
)

// likeness is what the judges look at in one person: people with the same one
// are judged alike. Dates are only what they mean today.
type likeness struct {
	shield   *probes.Shield
	path     *probes.Path
	policy   *probes.PasswordPolicy
	groups   string
	hidden   string
	special  string // SID of an account that is protected by itself
	seen     bool
	admin    int
	flags    uint32
	must     probes.YesNo
	expiry   when
	lockout  when
	password when
}

// when is what a date means today.
type when uint8

const (
	never  when = iota // no date
	past               // over, or long enough ago
	recent             // still counts
)

// length of time that a date is moved by so that it means the same to a judge.
const (
	moment = time.Second
	age    = 366 * 24 * time.Hour
)

func (j *Judge) likeness(m *probes.Member) likeness {
	l := likeness{
		shield: m.Shield, path: m.Path, policy: m.Policy, groups: strings.Join(m.Groups, " "),
		hidden: strings.Join(m.Hidden, " "), seen: m.GroupsSeen, admin: m.AdminCount, flags: m.Flags, must: m.MustChange,
	}
	if strings.HasSuffix(m.SID, "-500") || strings.HasSuffix(m.SID, "-502") {
		l.special = m.SID
	}
	if !m.AccountExpires.IsZero() {
		l.expiry = recent
		if !j.now.Before(m.AccountExpires) {
			l.expiry = past
		}
	}
	l.lockout = j.since(m.LockoutTime, m.Policy.LockoutDuration.Or(0)) // one without an end is told by the policy
	l.password = j.since(m.PasswordLastSet, m.Policy.MinimumAge.Or(0))
	return l
}

// since says whether a time after a date is still running.
func (j *Judge) since(date time.Time, span time.Duration) when {
	switch {
	case date.IsZero():
		return never
	case j.now.Before(date.Add(span)):
		return recent
	default:
		return past
	}
}

// date is a date that means w: within span of now, or before that.
func (j *Judge) date(w when, span time.Duration) time.Time {
	switch w {
	case never:
		return time.Time{}
	case recent:
		return j.now.Add(-moment)
	default:
		return j.now.Add(-span - age)
	}
}

// expiry is a date of expiry that means w: still to come, or over.
func (j *Judge) expiry(w when) time.Time {
	switch w {
	case past:
		return j.now.Add(-age)
	case recent:
		return j.now.Add(age)
	default:
		return time.Time{}
	}
}

// exhibit is what is put before one step.
type exhibit struct {
	step     steps.ID
	evidence any
}

// hides returns the first of the attributes that is hidden.
func hides(m *probes.Member, names ...string) string {
	for _, name := range names {
		if slices.Contains(m.Hidden, name) {
			return name
		}
	}
	return ""
}

// evidence is one person as the steps would have seen them, in the order of
// the tree. Names and exact dates are left out, so that people who differ in
// nothing else share the verdicts.
func (j *Judge) evidence(m *probes.Member, l *likeness) []exhibit {
	stamp := probes.Seen{Vantage: j.setting.Vantage, At: j.now}
	user := probes.DirectoryUser{
		Seen: stamp, Matches: 1, Class: m.Shield.Class, SID: l.special, Flags: probes.KnownIf(m.Flags, m.Flags != 0),
		MustChange: m.MustChange, TokenGroups: probes.AllIf(m.Groups, m.GroupsSeen), TokenGroupsSeen: m.GroupsSeen,
		InheritanceOff: m.Shield.InheritanceOff, CannotChange: m.Shield.CannotChange, Path: probes.All(m.Path.Above),
		AdminCount:      probes.KnownIf(m.AdminCount, hides(m, "adminCount") == ""),
		LockoutTime:     probes.KnownIf(j.date(l.lockout, m.Policy.LockoutDuration.Or(0)), hides(m, "lockoutTime") == ""),
		AccountExpires:  probes.KnownIf(j.expiry(l.expiry), hides(m, "accountExpires") == ""),
		PasswordLastSet: j.date(l.password, m.Policy.MinimumAge.Or(0)),
	}
	policy := *m.Policy
	policy.Seen, policy.PasswordLastSet = stamp, user.PasswordLastSet
	rights := j.rights(m.Shield, stamp)
	protection := configuration.ProtectionNow{DirectoryUser: user, Rights: &rights.Rights}
	return []exhibit{
		{step: stepRights, evidence: rights},
		{step: stepProtected, evidence: protection},
		{step: stepState, evidence: configuration.AccountNow{Seen: stamp, User: user, Policy: policy, ComparedNow: j.now}},
		{step: stepPolicy, evidence: configuration.PolicyNow{PasswordPolicy: policy, MustChange: m.MustChange, Now: j.now}},
		{step: stepName, evidence: configuration.UserPath{Seen: stamp, DN: m.Path.DN}},
	}
}

func (j *Judge) rights(s *probes.Shield, stamp probes.Seen) configuration.RightsNow {
	r := probes.Rights{
		Seen: stamp, Account: j.setting.Scope.Account, ResetPassword: s.ResetPassword, ChangePassword: s.ChangePassword,
		WriteLockoutTime: s.WriteLockoutTime, WritePwdLastSet: s.WritePwdLastSet, Unexpire: j.setting.Unexpire,
		Protected: s.InheritanceOff, StopsAt: s.StopsAt,
	}
	why := s.Why
	if j.setting.AccountWhy != nil {
		why = j.setting.AccountWhy.Kind
	}
	if why != "" {
		for _, right := range []*probes.Right{&r.ResetPassword, &r.ChangePassword, &r.WriteLockoutTime, &r.WritePwdLastSet} {
			*right = probes.Right{Why: string(why)}
		}
	}
	return configuration.RightsNow{Rights: r, Class: s.Class}
}
