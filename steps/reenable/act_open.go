package reenable

import (
	"maps"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// standing is how one server stands by the audit trail.
type standing struct {
	last probes.Acted
	// off is since when writeback is off by our doing, zero where it is not, and
	// maybe that nobody knows.
	off   time.Time
	maybe bool
	// was is since when it had been off before it was switched on.
	was time.Time
	// on is since when it is on again without a proof, restart since when the
	// service was being restarted; zero for neither.
	on, restart time.Time
}

// take takes one entry, in the order of the trail.
func (s *standing) take(a probes.Acted) {
	s.last = a
	switch a.Mark {
	case probes.Begins:
		s.begins(a)
	case probes.Done:
		s.done(a)
	case probes.Failed:
		s.failed(a)
	case probes.Ended:
		if a.Outcome == "proven" { // whatever a command said
			*s = standing{last: a}
		}
		if a.Outcome != "unknown" {
			s.on, s.restart = time.Time{}, time.Time{}
		}
		if a.Outcome == "failed-off" && s.off.IsZero() { // its events said so after the command had ended well
			s.off, s.maybe = s.was, false
		}
	case probes.Settled:
		*s = standing{last: a}
	default:
	}
}

func (s *standing) begins(a probes.Acted) {
	switch a.Deed {
	case probes.SwitchOff:
		s.off, s.maybe = a.At, true
	case probes.RestartService, probes.StartService:
		s.restart = a.At
	default:
	}
}

func (s *standing) done(a probes.Acted) {
	switch a.Deed {
	case probes.SwitchOff:
		s.off, s.maybe = a.At, false
	case probes.SwitchOn:
		s.was, s.off, s.maybe, s.on = s.off, time.Time{}, false, a.At
	default:
	}
}

func (s *standing) failed(a probes.Acted) {
	switch {
	case a.Deed == probes.SwitchOff && (a.Outcome == "refused" || a.Outcome == "failed-still-on"):
		s.off, s.maybe = time.Time{}, false
	case a.Deed != probes.SwitchOff && a.Deed != probes.SwitchOn && a.Outcome != "unknown":
		s.restart = time.Time{}
	}
}

// Interrupted is the newest action of an audit trail that broke off and that
// nothing has brought to its end since, nil for none. Of a trail that cannot be
// read nothing is known here: whoever wants to act is told so.
func Interrupted(trail probes.Trail) *steps.Interrupted {
	acts, err := trail.Read()
	if err != nil {
		return nil
	}
	broken := brokenOff(acts)
	if broken != nil {
		broken.Settle = func() error { return trail.Append(settling(broken)) }
	}
	return broken
}

// brokenOff is Interrupted by what the trail holds.
func brokenOff(acts probes.Acts) *steps.Interrupted {
	servers := map[string]*standing{}
	for _, a := range acts.List {
		if a.Action != string(restartAction.step) && a.Action != string(switchAction.step) {
			continue
		}
		if servers[a.Server] == nil {
			servers[a.Server] = &standing{}
		}
		servers[a.Server].take(a)
	}
	var found *steps.Interrupted
	for _, host := range slices.Sorted(maps.Keys(servers)) {
		if open := servers[host].open(host); open != nil && (found == nil || open.At.After(found.At)) {
			found = open
		}
	}
	if found == nil { // what is off is worse than a password that nobody knows
		found = interruptedReset(acts)
	}
	return found
}

// settling is the entry that nothing of an action is open any more, because a
// person says so.
func settling(broken *steps.Interrupted) probes.Acted {
	return probes.Acted{ID: broken.ID, Mark: probes.Settled, Action: string(broken.Step), Server: broken.Server, Outcome: string(broken.On)}
}

// open is what is open on a server.
func (s *standing) open(host string) *steps.Interrupted {
	open := &steps.Interrupted{ID: s.last.ID, Server: host, Step: switchAction.step}
	switch {
	case !s.off.IsZero() && s.maybe:
		open.On, open.At = "maybe-off", s.off
	case !s.off.IsZero():
		open.On, open.At, open.Status = "off-not-on", s.off, steps.Broken
	case !s.on.IsZero():
		open.On, open.At = "on-unproven", s.on
	case !s.restart.IsZero():
		open.On, open.At, open.Step = "restart-unknown", s.restart, restartAction.step
	default:
		return nil
	}
	if a := finishing(open.On); a.finishing {
		open.Act = a.act(a.entry)
	}
	open.Sentence = steps.Sentence{Say: interruptions[open.On], Args: tell.Args{"at": tell.At(open.At), "server": tell.Server.Of(host)}}
	return open
}

var interruptions = map[steps.Outcome]lang.Text{
	"off-not-on": {
		Ko: "{at}에 {server} 서버에서 쓰기 저장을 끈 뒤 다시 켜지 않았습니다. 지금은 누구의 암호도 기록되지 않습니다.",
		En: "Writeback was switched off at {at} on {server} and not switched on again. No password is written back for anybody now.",
	},
	"maybe-off": {
		Ko: "{at}에 {server} 서버에서 쓰기 저장을 끄려던 작업이 끊겼습니다. 꺼졌는지 알 수 없고, 다시 켰다는 기록이 없습니다.",
		En: "Switching writeback off at {at} on {server} broke off. Whether it is off is not known, and nothing says that it was switched on again.",
	},
	"on-unproven": {
		Ko: "{at}에 {server} 서버에서 쓰기 저장을 다시 켰지만, 증명되기 전에 프로그램이 끝났습니다. 확인해 보십시오.",
		En: "Writeback was switched on again at {at} on {server}, but the program ended before it was proven. Look whether it is alive.",
	},
	"restart-unknown": {
		Ko: "{at}에 {server} 서버에서 ADSync 서비스를 다시 시작하던 작업이 끊겼습니다. 서비스가 실행 중인지 알 수 없습니다.",
		En: "Restarting the ADSync service at {at} on {server} broke off. Whether the service runs is not known.",
	},
}

// finishing is what finishes an action that broke off so. One that is zero does
// nothing: there is nothing left to do but look.
func finishing(on steps.Outcome) action {
	switch on {
	case "off-not-on", "maybe-off":
		return switchOnAgain()
	case "restart-unknown":
		return startAgain()
	default:
		return action{}
	}
}

// switchOnAgain switches writeback on where it was left off.
func switchOnAgain() action {
	a := switchAction
	a.finishing, a.undo, a.changes = true, undoOn, onAgain.Changes
	a.deeds = func(probes.Service) []probes.Deed { return []probes.Deed{probes.SwitchOn} }
	a.judge = judgeOnAgain
	a.entry = lang.Text{Ko: "마무리하기: 쓰기 저장을 다시 켭니다", En: "Finish it: switch writeback on again"}
	return a
}

// judgeOnAgain is judgeSwitching for the second half of it.
func judgeOnAgain(w watched) steps.Verdict {
	verdict := judgeSwitching(w)
	on, alive := newest(w.since(), onboardingSuccess), newest(w.since(), heartbeat)
	if verdict.On == "on-only" && alive.After(on) {
		verdict.On = switchAction.proven
	}
	return verdict
}

// startAgain restarts the service, or starts it where it stands still.
func startAgain() action {
	a := restartAction
	a.finishing = true
	a.deeds = func(s probes.Service) []probes.Deed {
		if s.State == "Stopped" {
			return []probes.Deed{probes.StartService}
		}
		return []probes.Deed{probes.RestartService}
	}
	a.entry = lang.Text{Ko: "마무리하기: ADSync 서비스를 다시 시작합니다", En: "Finish it: restart the ADSync service"}
	return a
}
