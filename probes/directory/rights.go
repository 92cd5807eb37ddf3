package directory

import (
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// conditional is the Why of a right that hangs on an entry with a condition,
// or on one for a class that cannot be told.
const conditional = string(probes.NotLookedAt)

// question is one right on one object.
type question struct {
	right  access.Right
	on     shield
	dn     string
	self   access.SID
	class  access.GUID // of the object; zero when it is not known
	above  []level     // the containers above the object
	answer *probes.Right
}

// heir is the object as one that takes entries over.
func (q *question) heir() access.Heir {
	return access.Heir{Owner: q.on.Owner, Group: q.on.Group, Class: q.class}
}

// examiner answers what the domain of a user is asked about that user.
type examiner struct {
	here   *place
	forest *forest
	find   finder
	tokens tokens
}

func (x examiner) seeRights(ctx context.Context, name, userDN string) (probes.Rights, error) {
	start := x.here.config.Clock.Now()
	d, err := x.here.domain(ctx)
	if err != nil {
		return probes.Rights{}, err
	}
	who, err := x.find.seeAccount(ctx, name)
	if err != nil {
		return probes.Rights{}, err
	}
	if why := x.find.lacking(ctx, who); why != nil {
		return probes.Rights{}, why
	}
	user, err := x.here.entry(ctx, userDN)
	if err != nil {
		return probes.Rights{}, err
	}
	r := probes.Rights{Account: name, UserDN: user.user.DN, Protected: user.shield.protected()}
	questions, err := x.questions(ctx, user, d, &r)
	if err != nil {
		return probes.Rights{}, err
	}
	opinion := make(chan error, 1)
	on := questions[0]
	go func() {
		var err error
		defer func() { opinion <- err }()
		defer probes.Caught(&err)
		r.Server, err = x.secondOpinion(ctx, who, d, &on)
	}()
	err = x.judge(ctx, who, d, questions)
	if second := <-opinion; err == nil {
		err = second
	}
	if err != nil {
		return probes.Rights{}, err
	}
	r.StopsAt, r.OffAt = stopsAt(questions), offAt(&on, d.BaseDN)
	r.Seen = x.here.config.Clock.Stamp(x.here.config.Vantage, start)
	return r, nil
}

// questions are the five that writeback comes down to: four on the user, one
// on the domain head.
func (x examiner) questions(ctx context.Context, user account, d probes.Domain, r *probes.Rights) ([]question, error) {
	head, err := x.here.shieldAt(ctx, d.BaseDN)
	if err != nil {
		return nil, err
	}
	class, err := x.here.classID(ctx, user.user.Class, d)
	if err != nil {
		return nil, err
	}
	above, err := x.here.levels(ctx, user.user.DN, d.BaseDN)
	if err != nil {
		return nil, err
	}
	on := func(right access.Right, answer *probes.Right) question {
		return question{right: right, on: user.shield, dn: user.user.DN, self: user.sid, class: class, above: above, answer: answer}
	}
	return []question{
		on(access.ResetPassword, &r.ResetPassword),
		on(access.ChangePassword, &r.ChangePassword),
		on(access.WriteLockoutTime, &r.WriteLockoutTime),
		on(access.WritePwdLastSet, &r.WritePwdLastSet),
		{right: access.UnexpirePassword, on: head, dn: d.BaseDN, class: access.KnownClass("domainDNS"), answer: &r.Unexpire},
	}, nil
}

// judge answers the questions for an account whose groups are known; where
// they are not, nothing can be said.
func (x examiner) judge(ctx context.Context, who account, d probes.Domain, questions []question) error {
	token, err := x.tokens.token(ctx, who, d)
	if err != nil {
		return err
	}
	for i := range questions {
		q := &questions[i]
		switch {
		case who.sid == "" || !who.user.TokenGroupsSeen:
			q.answer.Why = string(probes.AccessDenied)
		case !q.on.readable():
			q.answer.Why = string(q.on.why)
		default:
			*q.answer = q.explain(token)
			if e := q.answer.Entry; e != nil && e.Trustee != "" {
				q.answer.Trustee = x.tokens.trusteeText(ctx, e.Trustee, d)
			}
			if s := q.answer.Stray; s != nil {
				s.Trustee = x.tokens.trusteeText(ctx, s.Entry.Trustee, d)
			}
		}
	}
	return nil
}

// explain decides, and tells what else a person has to know of the answer.
func (q *question) explain(token access.Token) probes.Right {
	r := q.decide(token)
	r.Contested = q.contested(token)
	if r.Granted == probes.No && !r.Denied && r.Withheld == nil {
		r.Stray = q.stray(token, q.right.On(q.class))
	}
	return r
}

// decide runs the access check for one right and tells the deciding entry.
func (q *question) decide(token access.Token) probes.Right {
	want := q.right.On(q.class)
	decision := access.Check(&q.on.Descriptor, token, q.self, want)
	r := probes.Right{Granted: yesNo(decision.Answer), Denied: decision.Answer == access.Denied}
	switch decision.Answer {
	case access.CannotJudge:
		r.Why = conditional
	case access.Denied, access.NotGranted:
		r.Withheld = q.withheld(token, want)
	case access.Granted:
	}
	if decision.At < 0 {
		return r
	}
	r.Entry = entryOf(decision.At, &decision.ACE)
	inherited := decision.ACE.Flags&access.Inherited != 0
	r.Inherited = probes.Said(inherited)
	if inherited {
		r.From, r.Source = origin(q.above, q.heir(), decision.ACE)
	}
	return r
}

// entryOf is an entry as evidence has it.
func entryOf(at int, a *access.ACE) *probes.Entry {
	e := &probes.Entry{
		Position: at, Type: a.Type.String(), Mask: uint32(a.Mask), Flags: uint8(a.Flags), Trustee: a.Trustee.String(),
	}
	if a.NoObject || !a.Object.IsZero() {
		e.Object = a.Object.String()
	}
	if a.NoHeir || !a.InheritedBy.IsZero() {
		e.Heirs = a.InheritedBy.String()
	}
	return e
}

// stopsAt returns where inheritance is off below the entries that would grant
// what is missing; "" when no right is missing for that reason.
func stopsAt(questions []question) string {
	for i := range questions {
		if w := questions[i].answer.Withheld; w != nil {
			return w.At[0]
		}
	}
	return ""
}
