package lab

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
)

// changed is what orders have made of a Connect server. The zero value is a
// server that nobody has changed. It goes through JSON, so that a world that was
// killed with its program can be gone on with.
type changed struct {
	mu sync.Mutex

	Now     time.Time      `json:"now"` // of the world, at the last change
	Enabled probes.YesNo   `json:"enabled"`
	State   string         `json:"state,omitempty"` // of the service; "" is that of the world
	Events  []probes.Event `json:"events,omitempty"`
	Beats   []spell        `json:"beats,omitempty"` // of heartbeats, and of their absence
	Hung    bool           `json:"hung,omitempty"`  // nobody signed in once
}

// spell is a time from which on the heartbeats come, or do not.
type spell struct {
	From time.Time `json:"from"`
	Come bool      `json:"come"`
}

// Console stands in for the terminal of whoever sits at the Connect server: there
// somebody signs in at once, unless the world says that nobody does. It is nil
// where this machine is another one.
func (l *Lab) Console() action.Console {
	if l.world.server.none || !l.atServer() {
		return nil
	}
	return func(ctx context.Context, name string, args ...string) (int, error) {
		_, _, code, err := l.exec(ctx, name, args...)
		return code, err
	}
}

// carryOut stands in for act.ps1: it looks at its guards, does what the order
// says, and answers.
func (l *connectServer) carryOut(ctx context.Context, order probes.Order, outFile string) (stdout, stderr []byte, code int, err error) {
	d := action.Document{Schema: action.Schema, Host: l.is.host, Performed: probes.Performed{Refused: l.refuses(order)}}
	d.At = l.serverTime()
	if d.Refused == "" {
		switch how := l.is.hangs(l.is.acts.how(order.Deed), l); how {
		case actHangs:
			<-ctx.Done()
			return nil, nil, 0, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
		case actNothing:
			return nil, nil, 0, nil
		default:
			l.change(order.Deed, how, &d.Performed)
		}
	}
	at := l.describeServer(probes.Seen{})
	d.State, d.Enabled = at.Service.State, at.Writeback.Enabled
	text, err := json.Marshal(d)
	if err == nil && outFile != "" {
		return nil, nil, 0, os.WriteFile(outFile, text, 0o600) //nolint:wrapcheck // whoever asked says what was being done
	}
	if err != nil {
		return nil, nil, 0, fmt.Errorf("print the answer: %w", err)
	}
	return append(text, '\r', '\n'), nil, 0, nil
}

// hangs is how an order goes: what hangs once hangs the first time.
func (s *server) hangs(how string, l *connectServer) string {
	c := s.changed
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case how != actOnce:
		return how
	case c.Hung:
		return ""
	}
	c.Hung, c.Now = true, l.clock.Now().UTC()
	l.keepChanged()
	return actHangs
}

func (a *acts) how(deed probes.Deed) string {
	switch deed {
	case probes.SwitchOff:
		return a.off
	case probes.SwitchOn:
		return a.on
	case probes.RestartService:
		return a.restart
	default:
		return ""
	}
}

// refuses is the guard that act.ps1 would find.
func (l *connectServer) refuses(order probes.Order) probes.Guard {
	at := l.describeServer(probes.Seen{})
	running := at.Scheduler.InProgress == probes.Yes || slices.ContainsFunc(at.Runs.List, func(r probes.Run) bool { return r.End.IsZero() })
	switch {
	case l.is.acts.guard != "":
		return probes.Guard(l.is.acts.guard)
	case !at.Service.Read:
		return probes.GuardUnseen
	case at.Service.Installed != probes.Yes:
		return probes.GuardElsewhere
	case order.Deed == probes.StartService && at.Service.State == "Stopped":
		return ""
	case at.Service.State != "Running", order.Deed == probes.StartService:
		return probes.GuardService
	case !at.Scheduler.Read, at.Scheduler.Staging == probes.Unsaid:
		return probes.GuardUnseen
	case at.Scheduler.Staging == probes.Yes:
		return probes.GuardStaging
	case running:
		return probes.GuardSync
	case order.Deed == probes.RestartService:
		return ""
	case !at.Writeback.Read, at.Writeback.Enabled == probes.Unsaid:
		return probes.GuardUnseen
	case order.Connector != entraName:
		return probes.GuardConnector
	default:
		return ""
	}
}

// change does what an order says, and lets the events come that follow.
func (l *connectServer) change(deed probes.Deed, how string, said *probes.Performed) {
	c := l.is.changed
	c.mu.Lock()
	defer c.mu.Unlock()
	said.Finished = how != actError && how != actStays
	if !said.Finished {
		said.Why = &probes.Obstacle{Kind: probes.NotRun, Code: map[string]string{actError: "0x80004005", actStays: "0x80131501"}[how]}
	}
	now := l.clock.Now().UTC()
	switch {
	case how == actError, how == actIgnored:
		return
	case deed == probes.RestartService, deed == probes.StartService:
		c.restart(now, how)
	case deed == probes.SwitchOff:
		c.switchOff(now, how)
	case deed == probes.SwitchOn:
		c.switchOn(now, how)
	}
	c.Now = now
	l.keepChanged()
}

// follow is an event so many seconds after an order.
type follow struct{ id, seconds int }

// come lets events come after a moment.
func (c *changed) come(now time.Time, all []follow) {
	for _, f := range all {
		provider := resetService
		if f.id == 6800 {
			provider = "ADSync"
		}
		c.Events = append(c.Events, probes.Event{At: now.Add(time.Duration(f.seconds) * time.Second), Provider: provider, ID: f.id, Text: "event"})
	}
}

// beat lets the heartbeats come from a moment on, or end.
func (c *changed) beat(from time.Time, come bool) {
	c.Beats = append(c.Beats, spell{From: from, Come: come})
}

func (c *changed) restart(now time.Time, how string) {
	c.State = "Running"
	c.beat(now, false)
	switch how {
	case actStays:
		c.State = "Stopped"
		c.come(now, []follow{{31016, 0}})
	case actNoStart:
		c.come(now, []follow{{31016, 0}, {6800, 15}})
	case actSilent:
		c.come(now, []follow{{31016, 0}, {31015, 20}})
	default:
		c.come(now, []follow{{31016, 0}, {31015, 20}})
		c.beat(now.Add(time.Minute), true)
	}
}

func (c *changed) switchOff(now time.Time, how string) {
	switch how {
	case actAccount:
		c.come(now, []follow{{31012, 2}, {31014, 4}})
		return
	case actNoWeb:
		c.come(now, []follow{{31012, 2}, {32013, 4}})
		return
	case actSilent:
	default:
		c.come(now, []follow{{31017, 1}, {31012, 2}, {31013, 8}, {31016, 9}})
	}
	c.Enabled = probes.No
	c.beat(now, false)
}

func (c *changed) switchOn(now time.Time, how string) {
	switch how {
	case actAccount:
		c.come(now, []follow{{31004, 2}, {32009, 4}})
		return
	case actNoWeb:
		c.come(now, []follow{{31004, 2}, {32011, 4}})
		return
	}
	c.Enabled = probes.Yes
	c.come(now, []follow{{31017, 1}, {31004, 2}, {31018, 4}, {31005, 8}, {31015, 12}})
	if how != actSilent {
		c.beat(now.Add(time.Minute), true)
	}
}

// apply puts what was changed into what the server says of itself.
func (c *changed) apply(at *probes.Server) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.State != "" {
		at.Service.State = c.State
	}
	if c.Enabled != probes.Unsaid {
		at.Writeback.Enabled, at.Writeback.Parameter = c.Enabled, c.Enabled
		at.Writeback.Status = map[probes.YesNo]string{probes.Yes: "Started", probes.No: "Stopped"}[c.Enabled]
		at.Writeback.Onboarding = map[probes.YesNo]string{probes.Yes: "NotRequired", probes.No: "Required"}[c.Enabled]
	}
}

// changedEvents are the events of a log with those that orders brought, without
// the heartbeats that no longer came and with those that came again.
func (l *connectServer) changedEvents(all []probes.Event, now time.Time) []probes.Event {
	c := l.is.changed
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.Beats) == 0 && len(c.Events) == 0 {
		return all
	}
	every := max(l.is.events.heartbeat, 5*time.Minute)
	all = slices.DeleteFunc(all, func(e probes.Event) bool {
		return e.ID == heartbeat && len(c.Beats) > 0 && !e.At.Before(c.Beats[0].From)
	})
	for i, s := range c.Beats {
		end := now
		if i+1 < len(c.Beats) {
			end = c.Beats[i+1].From
		}
		for at := s.From; s.Come && !at.After(end); at = at.Add(every) {
			all = append(all, l.beat(at))
		}
	}
	return append(all, c.Events...)
}

// Keep has what orders change written into a file, so that a world which was
// killed can be gone on with; Close takes the file away.
func (l *Lab) Keep(path string) { l.keptIn = path }

// Kept is a world as it stood when it was killed, by the file that Keep named. ok
// is false where there is none.
func (w World) Kept(path string) (resumed World, ok bool) {
	text, err := os.ReadFile(path) //nolint:gosec // below the folder of this person's state
	if err != nil {
		return w, false
	}
	before := &changed{}
	if json.Unmarshal(text, before) != nil || before.Now.Before(w.now) {
		return w, false
	}
	w.kept = before
	w.now = before.Now
	return w, true
}

// keepChanged writes what was changed. A practice that cannot be kept is none that
// can be gone on with, and nothing else. It is called with the lock held.
func (l *connectServer) keepChanged() {
	if l.keptIn == "" || !strings.EqualFold(l.is.host, l.world.server.host) {
		return
	}
	if text, err := json.Marshal(l.is.changed); err == nil {
		_ = os.WriteFile(l.keptIn, text, 0o600)
	}
}
