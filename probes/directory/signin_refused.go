package directory

import (
	"context"
	"errors"

	"example.com/writeback-doctor/probes"
)

// unprepared keeps why nothing could be shown to the controller. It returns an
// error when the link is dead or nobody waits any more.
func (s *signing) unprepared(ctx context.Context, l *link, err error) error {
	why := probes.AsObstacle(err)
	switch {
	case errors.Is(err, errDead):
		return why
	case ctx.Err() != nil: // a key distribution centre may have been shown the password
		s.memory.unanswered(why)
		return why
	case s.config.SignIn == Auto && s.byPlatform() && why.Kind == probes.NoTicket:
		why = &probes.Obstacle{Kind: probes.NoCredentials, Code: why.Code, Err: err}
	}
	l.refusal = why
	s.memory.remember(why)
	return nil
}

// noteRefusal keeps why a bind was refused, in the link and for later ones. It
// returns an error when the link is of no more use: it is dead, or stands in
// the middle of a handshake.
func (s *signing) noteRefusal(ctx context.Context, l *link, way SignIn, cause error) error {
	if said, ok := refusal(l.host, way, cause); ok {
		l.refusal = said
		s.memory.remember(said)
		return nil
	}
	if said, ok := errors.AsType[*probes.Obstacle](cause); ok {
		s.memory.remember(said)
		return said
	}
	dead := probes.AsObstacle(l.trouble(cause))
	cut := dead.Kind == probes.Reset || dead.Kind == probes.BrokenOff
	if way == NTLM && cut && ctx.Err() == nil { // as Samba does
		dead = &probes.Obstacle{Kind: probes.MechanismRefused, Host: l.host, Needs: way.words(), Err: cause}
		s.memory.remember(dead)
		return dead
	}
	s.memory.unanswered(dead)
	return dead
}

// ofAccount reports whether a refusal is about the account, which another
// controller would refuse too, rather than about the way of signing in.
func ofAccount(kind probes.Kind) bool {
	switch kind {
	case probes.WrongPassword, probes.NoSuchAccount, probes.AccountRestriction, probes.LogonHours, probes.Workstation,
		probes.PasswordExpired, probes.AccountDisabled, probes.AccountExpired, probes.MustChangePassword, probes.LockedOut,
		probes.AccountRevoked:
		return true
	default:
		return false
	}
}
