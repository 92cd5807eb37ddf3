package wizard

import (
	"context"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/tell"
)

const (
	actedServer    = "sync01.corp.contoso.com"
	actedConnector = "contoso.onmicrosoft.com - AAD"
	actedUser      = "writeback.test@contoso.com"
)

// rig is a Connect server on which the real steps act: it does what it is told,
// and its events follow.
type rig struct {
	probes.Shell

	server  probes.Server
	console bool
	failsOn bool // switching on fails
	events  probes.List[probes.Event]
	acts    probes.Acts
	now     func() time.Time
}

func newRig() *rig {
	began := time.Now()
	s := &rig{console: true, now: func() time.Time { return noon().Add(time.Since(began)) }}
	read := probes.Part{Read: true}
	s.server = probes.Server{
		Seen:       probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: actedServer}, At: noon()},
		System:     probes.System{Part: read, Host: actedServer},
		Service:    probes.Service{Part: read, Installed: probes.Yes, State: "Running"},
		Product:    probes.Product{Part: read, Version: "2.6.92.0"},
		Writeback:  probes.Writeback{Part: read, Connector: actedConnector, Enabled: probes.Yes},
		Scheduler:  probes.Scheduler{Part: read, Staging: probes.No, InProgress: probes.No},
		Connectors: probes.Connectors{Part: read, List: probes.List[probes.Connector]{{Name: actedConnector, Entra: probes.Yes}}},
		Runs:       probes.Runs{Part: read, List: probes.List[probes.Run]{}},
		CloudSync:  probes.CloudSync{Part: read, Installed: probes.No},
	}
	return s
}

func (s *rig) Server(context.Context) (probes.Server, error) { return s.server, nil }

func (s *rig) Events(context.Context, time.Time) (probes.EventLog, error) {
	seen := s.server.Seen
	seen.At = s.now()
	events := slices.DeleteFunc(slices.Clone(s.events), func(e probes.Event) bool { return e.At.After(seen.At) })
	return probes.EventLog{Seen: seen, Since: noon().Add(-time.Hour), Oldest: noon().Add(-48 * time.Hour), Events: events}, nil
}

func (s *rig) Console() bool { return s.console }

func (s *rig) Append(a probes.Acted) error {
	a.At = s.now()
	s.acts.List = append(s.acts.List, a)
	return nil
}

func (s *rig) Read() (probes.Acts, error) { return s.acts, nil }

// Do takes five seconds, and lets the events come that follow.
func (s *rig) Do(_ context.Context, order probes.Order) (probes.Performed, error) {
	at := s.now()
	time.Sleep(5 * time.Second)
	done := probes.Performed{Seen: probes.Seen{At: at}, Finished: true, State: "Running", Enabled: probes.Yes}
	ids := []int{31004, 31018, 31005, 31015, 31019}
	switch {
	case order.Deed == probes.SwitchOff:
		done.Enabled, ids = probes.No, []int{31012, 31013}
	case order.Deed == probes.SwitchOn && s.failsOn:
		done.Enabled, done.Finished, ids = probes.No, false, nil
		done.Why = &probes.Obstacle{Kind: probes.NotRun, Code: "0x80004005"}
	}
	for i, id := range ids {
		s.events = append(s.events, probes.Event{
			At: at.Add(time.Duration(i+1) * time.Second), Provider: "PasswordResetService", ID: id,
			Codes: probes.List[string]{}, Hosts: probes.List[string]{}, Users: probes.List[string]{},
		})
	}
	return done, nil
}

// acted opens a walk on a rig that was changed by some.
func acted(change func(*rig)) func(*scripted, *Config) {
	return func(_ *scripted, c *Config) {
		s := newRig()
		if change != nil {
			change(s)
		}
		open := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			p, err := open(ctx, world)
			p.Now = s.now
			p.Env = steps.Env{
				Shell:  func(context.Context, steps.Facts) (probes.Shell, error) { return s, nil },
				Acting: func(context.Context, steps.Facts) (probes.Actor, error) { return s, nil },
				Now:    s.now, Trail: s,
			}
			return p, err
		}
	}
}

// lets asks for an action as the step of a verdict does.
func (d *driver) lets(act *steps.Act, keys ...string) {
	d.t.Helper()
	d.answered()
	d.send(actAskMsg{step: "configuration/pdc-emulator", act: act})
	d.press(keys...)
}

// resets is a reset that was offered, and how it ended.
func (d *driver) resets(way int, offer steps.Offer, keys ...string) {
	d.t.Helper()
	d.answered()
	act := *reenable.Canary.Acts[way]
	act.Prepare = func(context.Context, steps.Env, steps.Walked) steps.Offer { return offer }
	act.Perform = func(_ context.Context, _ steps.Env, _ steps.Walked, o steps.Offer, _ string, say func(steps.Sentence)) steps.Ending {
		say(steps.Sentence{Say: both("재설정을 한 번 요청합니다.", "Asking for the reset, once.")})
		branch := reenable.Canary.Branch("proven")
		return steps.Ending{On: "proven", Status: branch.Status, Password: o.Password, Sentence: steps.Sentence{
			Say: branch.Say, Args: tell.Args{"user": tell.User.Of(actedUser)},
		}}
	}
	d.send(actAskMsg{step: reenable.CanaryID, act: &act})
	d.press(keys...)
}

// reset is a reset of the test user as it is offered.
func reset(secret string) steps.Offer {
	o := steps.Offer{
		Server: "graph.microsoft.com", Word: actedUser, Password: probes.NewSecret("kV7-mQp4.Zt9w+Rb2HxcN!e6Lsyd"),
		Commands: []string{"POST https://graph.microsoft.com/v1.0/users/6a5deb28-4e90-90b4-a667-f050ceb58b36/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword"},
		Changes:  both("이 테스트 사용자 한 명의 암호가 새 암호로 바뀝니다.", "The password of this one test user becomes a new one."),
		Undo:     both("되돌릴 수 없습니다. 필요하면 다시 재설정합니다.", "It cannot be undone. Reset it once more where that is needed."),
		Ask:      steps.Sentence{Say: both("이 사용자의 새 암호에 동의하면 로그인 이름을 입력하십시오: {word}", "To consent to a new password for this user, type the sign-in name: {word}"), Args: tell.Args{"word": tell.User.Of(actedUser)}},
	}
	if secret != "" {
		o.Secret = steps.Sentence{Say: both("{account} 계정의 암호", "Password of {account}"), Args: tell.Args{"account": tell.Connector.Of(secret)}}
	}
	return o
}

// brokeOff is an action that broke off, by a trail that ends there.
func brokeOff(entries ...probes.Acted) func(*scripted, *Config) {
	return func(_ *scripted, c *Config) {
		s := newRig()
		for _, e := range entries {
			e.ID, e.Server, e.At = "1", actedServer, noon()
			s.acts.List = append(s.acts.List, e)
		}
		c.Interrupted = func() *steps.Interrupted { return reenable.Interrupted(s) }
	}
}

func actingScenes() []scene {
	small := [][2]int{{40, 12}, {60, 20}, {80, 24}}
	typed := []string{"enter", "=sync01"}
	switching := func(keys ...string) func(*driver) {
		return func(d *driver) { d.lets(reenable.DisableEnable.Act, keys...) }
	}
	off := probes.Acted{Action: "reenable/disable-enable", Deed: probes.SwitchOff, Mark: probes.Begins}
	offDone := probes.Acted{Action: "reenable/disable-enable", Deed: probes.SwitchOff, Mark: probes.Done}
	onDone := probes.Acted{Action: "reenable/disable-enable", Deed: probes.SwitchOn, Mark: probes.Done}
	all := []scene{
		{name: "act-offer", build: acted(nil), walk: switching()},
		{name: "act-offer-end", build: acted(nil), walk: switching("end")},
		{name: "act-consent", build: acted(nil), walk: switching("enter")},
		{name: "act-consent-wrong", build: acted(nil), walk: switching("enter", "=yes", "enter")},
		{name: "act-half", build: acted(nil), walk: func(d *driver) { switching(append(typed, "enter")...)(d); d.pass(time.Second) }},
		{name: "act-half-leaving", build: acted(nil), walk: func(d *driver) { switching(append(typed, "enter")...)(d); d.pass(time.Second); d.press("esc") }},
		{name: "act-proven", build: acted(nil), walk: func(d *driver) { switching(append(typed, "enter")...)(d); d.pass(40 * time.Second) }},
		{name: "act-failed", build: acted(func(s *rig) { s.failsOn = true }), walk: func(d *driver) { switching(append(typed, "enter")...)(d); d.pass(40 * time.Second) }},
		{name: "act-refused", build: acted(func(s *rig) {
			s.server.Scheduler.Staging, s.server.Scheduler.InProgress = probes.Yes, probes.Yes
			s.server.CloudSync.Installed, s.server.CloudSync.State = probes.Yes, "Running"
		}), walk: switching()},
		{name: "act-guided", build: acted(func(s *rig) { s.console = false }), walk: switching()},
		{name: "act-restart", build: acted(nil), walk: func(d *driver) { d.lets(reenable.RestartService.Act) }},
		{name: "reset-ways", walk: func(d *driver) {
			d.answered()
			step := reenable.Canary
			d.send(coverMsg{screen: newWays(&step)})
			d.press("down")
		}},
		{name: "reset-offer", walk: func(d *driver) { d.resets(0, reset("")) }},
		{name: "reset-secret", walk: func(d *driver) { d.resets(1, reset(`CORP\MSOL_0a1b2c3d4e5f`), "enter", "=Blue-Harbour") }},
		{name: "reset-consent", walk: func(d *driver) { d.resets(0, reset(""), "enter", "=writeback.test") }},
		{name: "reset-proven", walk: func(d *driver) { d.resets(0, reset(""), "enter", "="+actedUser, "enter") }},
		{name: "reset-shown", walk: func(d *driver) { d.resets(0, reset(""), "enter", "="+actedUser, "enter", "f3") }},
		{name: "recover-off", build: brokeOff(off, offDone), walk: func(*driver) {}},
		{name: "recover-maybe-off", build: brokeOff(off), walk: func(d *driver) { d.press("down") }},
		{name: "recover-unproven", build: brokeOff(off, offDone, onDone), walk: func(*driver) {}},
		{name: "recover-restart", build: brokeOff(probes.Acted{Action: "reenable/restart-service", Deed: probes.RestartService, Mark: probes.Begins}), walk: func(d *driver) { d.press("down", "down") }},
		{name: "recover-reset", build: brokeOff(probes.Acted{Action: string(reenable.CanaryID), Deed: probes.ResetPassword, Mark: probes.Begins, User: actedUser}), walk: func(*driver) {}},
	}
	for i := range all {
		all[i].sizes = small
	}
	return all
}

// TestAPasswordThatIsAskedForIsSeen, however small the window is.
func TestAPasswordThatIsAskedForIsSeen(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		inBubble(t, func(_ *scripted, c *Config) { c.Language = l }, func(d *driver) {
			d.resets(0, reset(""), "enter", "="+actedUser, "enter")
			for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}} {
				d.send(windowOf(size))
				d.lacks("kV7-mQp4")
				d.press("f3")
				d.sees("kV7-mQp4.Zt9w+Rb2HxcN!e6Lsyd")
				d.press("f3")
			}
		})
	}
}

// TestTheChosenRowIsSeen of what broke off, however small the window and wherever
// the choice stands.
func TestTheChosenRowIsSeen(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		build := brokeOff(probes.Acted{Action: "reenable/disable-enable", Deed: probes.SwitchOff, Mark: probes.Begins})
		inBubble(t, func(r *scripted, c *Config) { c.Language = l; build(r, c) }, func(d *driver) {
			for range 3 {
				for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}} {
					d.send(windowOf(size))
					d.sees("\n> ")
				}
				d.press("down")
			}
		})
	}
}
