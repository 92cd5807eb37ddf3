package directory

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// againAfter is how long a controller that did not answer is left alone.
const againAfter = time.Second

// statesAtMost bounds what is kept of a user who is changed without end: the
// first state and the newest ones tell what happened.
const statesAtMost = 50

// gapsAtMost bounds those that are kept, the newest of them.
const gapsAtMost = 50

// firstRead bounds the first answer of the PDC emulator, before another
// controller is watched in its place.
const firstRead = 15 * time.Second

// WatchPassword implements [probes.Watcher]. While nothing happens each look asks
// for two small attributes of one entry.
func (c *Client) WatchPassword(ctx context.Context, userDN string, every time.Duration, tell func(probes.PasswordWatch)) (probes.PasswordWatch, error) {
	home, err := c.home(ctx, userDN)
	if err != nil {
		return probes.PasswordWatch{}, c.here.obstacle(ctx, err)
	}
	w := &passwordWatch{clock: c.here.config.Clock, every: every, tell: tell, hosts: map[string]string{}}
	w.seen.UserDN, w.seen.Gaps = userDN, probes.List[probes.WatchGap]{}
	start := w.clock.Now()
	err = w.begin(ctx, home)
	if err == nil {
		w.follow(ctx)
	}
	w.seen.Seen = w.clock.Stamp(c.here.config.Vantage, start)
	return w.seen, c.here.obstacle(ctx, err)
}

var _ probes.Watcher = (*Client)(nil)

// passwordWatch is one watch on its way.
type passwordWatch struct {
	clock probes.Clock
	every time.Duration
	tell  func(probes.PasswordWatch)
	seen  probes.PasswordWatch

	at    *place
	entry string            // the user, by GUID
	own   string            // invocation ID of the controller; "" when it is not known
	hosts map[string]string // of controllers, by invocation ID
	quick string            // what the last look at the small attributes said; "" asks for everything each time
}

// begin reads the user for the first time: at the PDC emulator, else at the
// controller in use.
func (w *passwordWatch) begin(ctx context.Context, home *Client) error {
	user, err := home.here.one(ctx, baseRead(w.seen.UserDN, "objectGUID"))
	if err != nil {
		return err
	}
	w.entry = everywhereDN(user)
	d, err := home.here.domain(ctx)
	if err != nil {
		return err
	}
	pdc, why := home.forest.pdcPlace(ctx, home.here, d)
	if why == nil {
		w.at, w.seen.PDC = pdc, probes.Yes
		bounded, cancel := w.clock.Within(ctx, firstRead, nil)
		why = w.first(bounded)
		cancel()
	}
	if why == nil || ctx.Err() != nil {
		return why
	}
	w.at, w.seen.PDC, w.seen.PDCWhy = home.here, probes.No, probes.AsObstacle(home.here.obstacle(ctx, why))
	return w.first(ctx)
}

// pdcPlace is the PDC emulator of a domain with a connection of its own, which
// never becomes one to another controller.
func (f *forest) pdcPlace(ctx context.Context, here *place, d probes.Domain) (*place, error) {
	owner, err := here.roleOwner(ctx, d)
	switch {
	case err != nil:
		return nil, err
	case owner.host == "":
		return nil, &probes.Obstacle{Kind: probes.NotFound, Needs: "fSMORoleOwner"}
	case here.config.Controller != "" && strings.EqualFold(owner.host, d.Controller):
		return here, nil
	}
	return f.relative(ctx, "controller "+strings.ToLower(owner.host), false, func(r *Config) {
		r.Domain, r.Controller = d.DNSName, owner.host
	})
}

// first takes the first answer, and how the controller's clock goes.
func (w *passwordWatch) first(ctx context.Context) error {
	d, err := w.at.seeDomain(ctx)
	if err != nil {
		return err
	}
	w.seen.Host = d.Controller
	now := w.clock.Now()
	if theirs := d.TimeAt(now); !theirs.IsZero() {
		w.seen.Ahead = probes.Known(theirs.Sub(now).Round(time.Millisecond))
	}
	if w.own = w.at.invocation(ctx); w.own != "" {
		w.hosts[w.own] = d.Controller
	}
	return w.look(ctx)
}

// invocation is the ID under which a controller changes entries, in hex; ""
// when it may not be read.
func (at *place) invocation(ctx context.Context) string {
	root, _, err := at.search(ctx, anonymous, baseRead("", "dsServiceName"))
	if err != nil || len(root) != 1 {
		return ""
	}
	e, err := at.one(ctx, baseRead(root[0].GetEqualFoldAttributeValue("dsServiceName"), "invocationId"))
	if err != nil {
		return ""
	}
	return hex.EncodeToString(e.GetEqualFoldRawAttributeValue("invocationId"))
}

// follow looks again and again until ctx ends.
func (w *passwordWatch) follow(ctx context.Context) {
	pause := w.every
	for w.clock.Wait(ctx, pause) == nil {
		err := w.look(ctx)
		pause = w.every
		if err == nil || ctx.Err() != nil {
			continue
		}
		pause = max(w.every, againAfter)
		if why := probes.AsObstacle(w.at.obstacle(ctx, err)); w.seen.Why == nil {
			w.seen.Why = why
			w.say()
		}
	}
}

func (w *passwordWatch) say() {
	if w.tell != nil {
		told := w.seen
		told.States, told.Gaps = slices.Clone(told.States), slices.Clone(told.Gaps)
		w.tell(told)
	}
}

// quickAttributes tell that something about an entry changed: every change of it
// on a controller moves uSNChanged there (MS-ADTS 3.1.1.1.9).
func quickAttributes() []string { return []string{"uSNChanged", "pwdLastSet"} }

// look asks once, and takes what is new.
func (w *passwordWatch) look(ctx context.Context) error {
	if w.quick != "" {
		e, err := w.at.one(ctx, baseRead(w.entry, quickAttributes()...))
		if err != nil {
			return err
		}
		if quickOf(e) == w.quick {
			w.answered(false)
			return nil
		}
	}
	e, err := w.at.one(ctx, baseRead(w.entry, append(quickAttributes(), "lockoutTime", attrStamps, attrStampsRaw)...))
	if err != nil {
		return err
	}
	w.quick = quickOf(e)
	w.answered(w.take(ctx, e))
	return nil
}

func quickOf(e *ldap.Entry) string {
	usn := e.GetEqualFoldAttributeValue("uSNChanged")
	if usn == "" {
		return ""
	}
	return usn + " " + e.GetEqualFoldAttributeValue("pwdLastSet")
}

// take keeps a state that differs from the one before, and reports whether it
// did.
func (w *passwordWatch) take(ctx context.Context, e *ldap.Entry) bool {
	state := w.stateOf(ctx, e)
	n := len(w.seen.States)
	before := probes.PasswordState{}
	if n > 0 {
		before = w.seen.States[n-1]
		before.At = state.At
	}
	switch {
	case n > 0 && before == state:
		return false
	case n == statesAtMost:
		w.seen.States = slices.Delete(w.seen.States, 1, 2)
	}
	w.seen.States = append(w.seen.States, state)
	return true
}

func (w *passwordWatch) stateOf(ctx context.Context, e *ldap.Entry) probes.PasswordState {
	found := stampsOf(e)
	for _, s := range []*stamp{found.password, found.lockout} {
		w.nameOrigin(ctx, s)
	}
	state := probes.PasswordState{
		At: w.clock.Now().UTC(), Set: moment(e, "pwdLastSet").Or(time.Time{}), Lockout: moment(e, "lockoutTime"),
		Password: found.password.seen(w.hosts, w.own), Unlocked: found.lockout.seen(w.hosts, w.own),
	}
	if set, seen := moment(e, "pwdLastSet").Get(); seen {
		state.MustChange = probes.Said(set.IsZero())
	}
	return state
}

// answered notes an answer, and the end of a gap.
func (w *passwordWatch) answered(news bool) {
	now := w.clock.Now().UTC()
	if w.seen.Why != nil {
		if len(w.seen.Gaps) == gapsAtMost {
			w.seen.Gaps = w.seen.Gaps[1:]
		}
		w.seen.Gaps = append(w.seen.Gaps, probes.WatchGap{From: w.seen.Last, Until: now, Why: w.seen.Why})
		w.seen.Why, news = nil, true
	}
	if w.seen.Last = now; news {
		w.say()
	}
}

// nameOrigin finds the name of the controller that made a change, once each.
func (w *passwordWatch) nameOrigin(ctx context.Context, s *stamp) {
	if s == nil || s.origin == "" {
		return
	}
	if _, known := w.hosts[s.origin]; known {
		return
	}
	w.hosts[s.origin] = w.at.hostOf(ctx, s.origin)
}

// hostOf finds a controller by its invocation ID; "" when it is not to be found.
func (at *place) hostOf(ctx context.Context, invocation string) string {
	d, err := at.domain(ctx)
	raw, bad := hex.DecodeString(invocation)
	if err != nil || bad != nil {
		return ""
	}
	settings, err := at.all(ctx, below("CN=Sites,"+d.ConfigurationDN,
		"(&(objectClass=nTDSDSA)(invocationId="+ldap.EscapeFilter(string(raw))+"))", "invocationId"))
	if err != nil || len(settings) != 1 {
		return ""
	}
	server, err := at.one(ctx, baseRead(string(probes.DN(settings[0].DN).Parent()), "dNSHostName"))
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(server.GetEqualFoldAttributeValue("dNSHostName"), ".")
}
