package directory

import (
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// conditional is the Why of a right that hangs on an entry with a condition.
const conditional = string(probes.NotLookedAt)

// question is one right on one object.
type question struct {
	right  access.Right
	on     shield
	dn     string
	self   access.SID
	answer *probes.Right
}

func (c *Client) seeRights(ctx context.Context, name, userDN string) (probes.Rights, error) {
	start := c.config.Clock.Now()
	d, err := c.Domain(ctx)
	if err != nil {
		return probes.Rights{}, err
	}
	who, err := c.seeAccount(ctx, name)
	if err != nil {
		return probes.Rights{}, err
	}
	if who.user.Matches != 1 {
		return probes.Rights{}, &probes.Obstacle{Kind: probes.NotFound, Needs: name}
	}
	user, err := c.entry(ctx, userDN)
	if err != nil {
		return probes.Rights{}, err
	}
	head, err := c.shieldAt(ctx, d.BaseDN)
	if err != nil {
		return probes.Rights{}, err
	}
	r := probes.Rights{Account: name, UserDN: user.user.DN, Protected: user.shield.protected()}
	questions := []question{
		{access.ResetPassword, user.shield, user.user.DN, user.sid, &r.ResetPassword},
		{access.ChangePassword, user.shield, user.user.DN, user.sid, &r.ChangePassword},
		{access.WriteLockoutTime, user.shield, user.user.DN, user.sid, &r.WriteLockoutTime},
		{access.WritePwdLastSet, user.shield, user.user.DN, user.sid, &r.WritePwdLastSet},
		{access.UnexpirePassword, head, d.BaseDN, "", &r.Unexpire},
	}
	if err := c.judge(ctx, who, d, questions); err != nil {
		return probes.Rights{}, err
	}
	if r.StopsAt, err = c.stopsAt(ctx, user.user.DN, d.BaseDN); err != nil {
		return probes.Rights{}, err
	}
	r.Seen = c.config.Clock.Stamp(c.config.Vantage, start)
	return r, nil
}

// judge answers the questions for an account whose groups are known; where
// they are not, nothing can be said.
func (c *Client) judge(ctx context.Context, who account, d probes.Domain, questions []question) error {
	token, err := c.token(ctx, who, d)
	if err != nil {
		return err
	}
	for _, q := range questions {
		switch {
		case who.sid == "" || !who.user.TokenGroupsSeen:
			q.answer.Why = string(probes.AccessDenied)
		case !q.on.readable():
			q.answer.Why = string(q.on.why)
		default:
			if *q.answer, err = c.decide(ctx, token, d, q); err != nil {
				return err
			}
		}
	}
	return nil
}

// decide runs the access check for one right and tells the deciding entry.
func (c *Client) decide(ctx context.Context, token access.Token, d probes.Domain, q question) (probes.Right, error) {
	decision := access.Check(&q.on.Descriptor, token, q.self, q.right.Want())
	var r probes.Right
	switch decision.Answer {
	case access.Granted:
		r.Granted = probes.Yes
	case access.Denied:
		r.Granted, r.Denied = probes.No, true
	case access.NotGranted:
		r.Granted = probes.No
	default:
		r.Why = conditional
	}
	if decision.At < 0 {
		return r, nil
	}
	if decision.ACE.Trustee != "" {
		r.Trustee = c.trusteeName(ctx, decision.ACE.Trustee, d)
	}
	var err error
	if decision.ACE.Flags&access.Inherited != 0 {
		r.Inherited = probes.Yes
		r.From, err = c.origin(ctx, decision.ACE, q.dn, d.BaseDN)
	} else {
		r.Inherited = probes.No
	}
	return r, err
}

// origin finds the container that hands an entry down: the lowest one that
// holds it as its own. "" when none that can be read does.
func (c *Client) origin(ctx context.Context, inherited access.ACE, dn, baseDN string) (string, error) {
	for _, above := range containers(dn, baseDN) {
		s, err := c.shieldAt(ctx, above)
		if err != nil {
			return "", err
		}
		if s.readable() && hands(&s.Descriptor, inherited) {
			return above, nil
		}
	}
	return "", nil
}

// hands reports whether a descriptor has an entry of its own that gives its
// heirs the inherited one.
func hands(d *access.Descriptor, inherited access.ACE) bool {
	for _, own := range d.DACL.All() {
		if own.Flags&access.Inherited == 0 && own.Flags&access.ContainerInherit != 0 &&
			own.Type == inherited.Type && own.Mask.Mapped() == inherited.Mask.Mapped() &&
			own.Trustee == inherited.Trustee && own.Object == inherited.Object {
			return true
		}
	}
	return false
}

// stopsAt returns the lowest container above the user whose inheritance is
// off, so that grants above it do not arrive; "" when there is none, or none
// that can be read.
func (c *Client) stopsAt(ctx context.Context, dn, baseDN string) (string, error) {
	path, err := c.path(ctx, dn, baseDN)
	if err != nil {
		return "", err
	}
	for _, ou := range path {
		if ou.Protected == probes.Yes && !sameDN(ou.DN, baseDN) {
			return ou.DN, nil
		}
	}
	return "", nil
}
