package directory

import (
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// SAMServer implements [probes.Directory].
func (c *Client) SAMServer(ctx context.Context, account, dn string) (probes.SAMServer, error) {
	return remember(ctx, c.here, "sam server "+account+"\x00"+dn, func(ctx context.Context) (probes.SAMServer, error) {
		home := c
		if dn != "" {
			var err error
			if home, err = c.home(ctx, dn); err != nil {
				return probes.SAMServer{}, err
			}
		}
		return home.exam.seeSAMServer(ctx, account)
	})
}

// samRights are what Authenticated Users or Pre-Windows 2000 Compatible Access
// hold on the object in a new domain ("Troubleshoot SSPR writeback: access rights
// and permissions", required permissions).
const samRights = access.ListContents | access.ReadProperty | access.ReadControl

func (x examiner) seeSAMServer(ctx context.Context, name string) (probes.SAMServer, error) {
	start := x.here.config.Clock.Now()
	d, err := x.here.domain(ctx)
	if err != nil {
		return probes.SAMServer{}, err
	}
	who, err := x.find.seeAccount(ctx, name)
	if err != nil {
		return probes.SAMServer{}, err
	}
	if why := x.find.lacking(ctx, who); why != nil {
		return probes.SAMServer{}, why
	}
	s := probes.SAMServer{DN: "CN=Server,CN=System," + d.BaseDN}
	on, err := x.here.shieldAt(ctx, s.DN)
	if err != nil {
		return probes.SAMServer{}, err
	}
	token, err := x.tokens.token(ctx, who, d)
	if err != nil {
		return probes.SAMServer{}, err
	}
	switch {
	case who.sid == "" || !who.user.TokenGroupsSeen:
		s.Read.Why = string(probes.AccessDenied)
	case !on.readable():
		s.Read.Why = string(on.why)
	default:
		decision := access.Check(&on.Descriptor, token, "", access.Want{Mask: samRights})
		s.Read = probes.Right{Granted: yesNo(decision.Answer), Denied: decision.Answer == access.Denied}
		if decision.Answer == access.CannotJudge {
			s.Read.Why = conditional
		}
		if decision.At >= 0 {
			s.Read.Entry = entryOf(decision.At, &decision.ACE)
			s.Read.Trustee = x.tokens.trusteeText(ctx, s.Read.Entry.Trustee, d)
		}
	}
	s.Seen = x.here.config.Clock.Stamp(x.here.config.Vantage, start)
	return s, nil
}
