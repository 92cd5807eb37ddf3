package reenable

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// DisableEnable leads through switching password writeback off and on again,
// in that order, and watches the events for the proof.
var DisableEnable = steps.Step{
	ID:    "reenable/disable-enable",
	Seed:  []string{"R1", "R2"},
	Title: lang.Text{Ko: "쓰기 저장 껐다가 다시 켜기", En: "Switch writeback off and on again"},
	Why: lang.Text{
		Ko: "먼저 끄고 그다음에 켜야 키와 릴레이 등록이 새로 만들어집니다. 번역된 문서 중에는 먼저 끄라는 말이 빠진 것이 있습니다.",
		En: "Only switching off first and then on makes new keys and a new registration with the relays. Some translations of the article leave out the switching off.",
	},
	Check:         steps.Look(seeWatched, judgeSwitching),
	Reads:         []steps.Instrument{steps.ByEngine},
	ConnectSync:   true,
	Keeps:         steps.Passing,
	Timeout:       serverLimit,
	Watch:         watchEvery,
	OnlyWhenSound: true,
	Blanks: tell.Kinds{
		"alive_at": tell.Moment, "failed_at": tell.Moment, "off_at": tell.Moment, "on_at": tell.Moment,
	},
	Branches: switchBranches,
	Act: switchAction.act(lang.Text{
		Ko: "이 프로그램이 쓰기 저장을 껐다가 다시 켜기(동의 필요)", En: "Have this program switch writeback off and on again (asks for consent)",
	}),
}

// The events of a switch that failed, by what they say ("Troubleshoot
// self-service password reset writeback", event log error codes).
var (
	wrongAccount = []int{31014, 32009}
	noWebService = []int{32011, 32013}
	badSettings  = []int{32003, 32005, 32007, 32008, 32010}
)

func judgeSwitching(w watched) steps.Verdict {
	if w.blind() {
		return steps.Blind(probes.Part{})
	}
	events := w.since()
	s := switches{
		off: newest(events, offboardingSuccess), on: newest(events, onboardingSuccess),
		begun: newest(events, offboardingStart, onboardingStart), onBegun: newest(events, onboardingStart),
		keys: newest(events, keyPairCreated), alive: newest(events, heartbeat), now: w.Log.At,
	}
	args := moments(map[string]time.Time{"off_at": s.off, "on_at": s.on, "alive_at": s.alive})
	failures := map[steps.Outcome]time.Time{
		"wrong-account": newest(events, wrongAccount...),
		"no-service":    newest(events, noWebService...),
		"failed":        newest(events, badSettings...),
	}
	var worst steps.Outcome
	var at time.Time
	for _, on := range []steps.Outcome{"wrong-account", "no-service", "failed"} {
		if failures[on].After(at) {
			worst, at = on, failures[on]
		}
	}
	args["failed_at"] = tell.Moment.Unknown()
	if at.After(latest(s.off, s.on)) && !s.begun.After(at) {
		args["failed_at"] = tell.At(at)
		return steps.Verdict{On: worst, Args: args}
	}
	on := s.outcome()
	if w.rolledOver() && (on == "not-done" || on == "on-only") {
		return steps.Blind(probes.Part{})
	}
	return steps.Verdict{On: on, Args: args}
}

// switches are the moments that prove a switch; zero means not yet.
type switches struct {
	off, on, begun, onBegun, keys, alive, now time.Time
}

func (s switches) outcome() steps.Outcome {
	switch {
	case s.begun.IsZero() && s.off.IsZero() && s.on.IsZero():
		return "not-done"
	case s.on.After(s.off) && s.off.IsZero() && s.keys.IsZero():
		return "on-only"
	case s.on.After(s.off) && s.alive.After(s.on) && s.now.Sub(s.alive) <= silentAfter:
		return "proven"
	case s.on.After(s.off) && s.now.Sub(s.on) > aliveWithin:
		return "no-heartbeat"
	case s.on.After(s.off), s.onBegun.After(s.off), s.off.IsZero():
		return "waiting"
	default:
		return "off-only"
	}
}
