package reenable

import (
	"maps"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// stage is the third stage alone, every step of which may be visited.
func stage() []steps.Step {
	tree := []steps.Step{EventLog, RestartService, DisableEnable, Canary, Escalate}
	for i := range tree {
		tree[i].OnlyWhenSound = false
	}
	return tree
}

const (
	logID      = steps.ID("reenable/event-log")
	restartID  = steps.ID("reenable/restart-service")
	switchID   = steps.ID("reenable/disable-enable")
	canaryID   = steps.ID("reenable/canary")
	escalateID = steps.ID("reenable/escalate")
)

// undone is what the steps find as long as nobody did anything.
var undone = map[steps.ID]steps.Outcome{
	logID: "alive", restartID: "not-started", switchID: "not-done", canaryID: "not-done", escalateID: "collect",
}

// explainedIn walks the stage, whatever comes next in it, and returns what
// explains what.
func explainedIn(t *testing.T, found map[steps.ID]steps.Outcome) map[steps.ID]steps.ID {
	t.Helper()
	s := steps.NewSession(stage(), nil)
	for _, step := range stage() {
		on, told := found[step.ID]
		if !told {
			on = undone[step.ID]
		}
		if err := s.Visit(step.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.ByHand(on, noon); err != nil {
			t.Fatal(err)
		}
	}
	explained := map[steps.ID]steps.ID{}
	for _, f := range s.Findings() {
		if f.ExplainedBy != "" {
			explained[f.Step] = f.ExplainedBy
		}
	}
	return explained
}

func TestWhatExplainsWhatInTheThirdStage(t *testing.T) {
	t.Parallel()
	byLog := map[steps.ID]steps.ID{restartID: logID, switchID: logID, canaryID: logID, escalateID: logID}
	for _, b := range EventLog.Branches {
		want := byLog
		if b.Status == steps.Healthy || b.Status == steps.Warning || b.On == "was-alive" || b.On == "certificate-unclear" {
			want = map[steps.ID]steps.ID{} // nothing is to be done, so nothing is missing for it
		}
		if got := explainedIn(t, map[steps.ID]steps.Outcome{logID: b.On}); !maps.Equal(got, want) {
			t.Errorf("event-log %s: explained %v, want %v", b.On, got, want)
		}
	}
	for _, c := range []struct {
		found map[steps.ID]steps.Outcome
		want  map[steps.ID]steps.ID
	}{
		// A cure that is proven takes the trouble before it out of the diagnosis.
		{map[steps.ID]steps.Outcome{logID: "silent", restartID: "alive"}, map[steps.ID]steps.ID{logID: restartID, switchID: logID, canaryID: logID, escalateID: logID}},
		{map[steps.ID]steps.Outcome{restartID: "no-heartbeat", switchID: "proven"}, map[steps.ID]steps.ID{restartID: switchID, canaryID: restartID, escalateID: restartID}},
		{map[steps.ID]steps.Outcome{logID: "keys", switchID: "proven"}, map[steps.ID]steps.ID{logID: switchID, restartID: logID, canaryID: logID, escalateID: logID}},
		{map[steps.ID]steps.Outcome{logID: "silent", canaryID: "proven"}, map[steps.ID]steps.ID{logID: canaryID, restartID: logID, switchID: logID, escalateID: logID}},
		{map[steps.ID]steps.Outcome{restartID: "no-heartbeat", canaryID: "proven"}, map[steps.ID]steps.ID{restartID: canaryID, switchID: restartID, escalateID: restartID}},
		{map[steps.ID]steps.Outcome{switchID: "failed", canaryID: "proven"}, map[steps.ID]steps.ID{switchID: canaryID, restartID: switchID, escalateID: switchID}},
	} {
		if got := explainedIn(t, c.found); !maps.Equal(got, c.want) {
			t.Errorf("%v: explained %v, want %v", c.found, got, c.want)
		}
	}
}

func TestACureThatFailsExplainsWhatItWasFor(t *testing.T) {
	t.Parallel()
	for _, on := range []steps.Outcome{"refused-start", "no-heartbeat"} {
		want := map[steps.ID]steps.ID{switchID: restartID, canaryID: restartID, escalateID: restartID}
		if got := explainedIn(t, map[steps.ID]steps.Outcome{restartID: on}); !maps.Equal(got, want) {
			t.Errorf("restart %s: explained %v, want %v", on, got, want)
		}
		if got := explainedIn(t, map[steps.ID]steps.Outcome{logID: "silent", restartID: on}); got[logID] != restartID {
			t.Errorf("restart %s: the silence is explained by %q", on, got[logID])
		}
	}
	for _, on := range []steps.Outcome{"off-only", "wrong-account", "no-service", "failed", "no-heartbeat"} {
		want := map[steps.ID]steps.ID{restartID: switchID, canaryID: switchID, escalateID: switchID}
		if got := explainedIn(t, map[steps.ID]steps.Outcome{switchID: on}); !maps.Equal(got, want) {
			t.Errorf("disable-enable %s: explained %v, want %v", on, got, want)
		}
		if got := explainedIn(t, map[steps.ID]steps.Outcome{logID: "silent", switchID: on}); got[logID] != switchID {
			t.Errorf("disable-enable %s: the silence is explained by %q", on, got[logID])
		}
	}
}

func TestAnEventPointsToStepsAndSaysWhenItHappened(t *testing.T) {
	t.Parallel()
	beat := event(time.Minute, heartbeat, noGUID)
	for _, c := range []struct {
		name   string
		events []probes.Event
		on     steps.Outcome
		first  steps.ID
		ago    time.Duration
	}{
		{"a refusal", []probes.Event{beat, event(5*time.Minute, 33004, trackA), event(6*time.Minute, 31001, trackA)}, "ad-refused", toRights[0], 5 * time.Minute},
		{"no relay", []probes.Event{event(2*time.Minute, 31034, noGUID), event(time.Hour, heartbeat, noGUID)}, "listener", toRelay[0], 2 * time.Minute},
		{"one relay", []probes.Event{beat, event(5*time.Minute, 31044, noGUID)}, "one-relay", toRelay[0], 5 * time.Minute},
		{"nothing", []probes.Event{beat}, "alive", "", 0},
	} {
		v := judgeEvents(eventsSeen{Log: probes.EventLog{Seen: probes.Seen{At: noon}, Since: noon.Add(-eventsBack), Oldest: noon.Add(-eventsBack), Events: c.events}})
		var first steps.ID
		if len(v.Visit) > 0 {
			first = v.Visit[0]
		}
		var happened time.Time
		if c.ago > 0 {
			happened = noon.Add(-c.ago)
		}
		if v.On != c.on || first != c.first || !v.Happened.Equal(happened) {
			t.Errorf("%s: got %s, to %q of %v, want %s, to %q of %v", c.name, v.On, first, v.Happened, c.on, c.first, happened)
		}
	}
}

func TestSilenceBeginsAfterThreeMissedHeartbeats(t *testing.T) {
	t.Parallel()
	for ago, want := range map[time.Duration]steps.Outcome{lateAfter: "alive", silentAfter: "late", silentAfter + time.Second: "silent"} {
		v := judgeEvents(eventsSeen{Log: probes.EventLog{
			Seen: probes.Seen{At: noon}, Since: noon.Add(-eventsBack), Oldest: noon.Add(-eventsBack), Events: []probes.Event{event(ago, heartbeat, noGUID)},
		}})
		if v.On != want {
			t.Errorf("%s after the last heartbeat: got %s, want %s", ago, v.On, want)
		}
	}
}

// TestARestartHoldsOnlyWhileNothingWentWrongSince holds the events of a restart
// against what came after the first heartbeat.
func TestARestartHoldsOnlyWhileNothingWentWrongSince(t *testing.T) {
	t.Parallel()
	up, beat := event(30*time.Minute, serviceStarted, noGUID), event(5*time.Minute, heartbeat, noGUID)
	for name, c := range map[string]struct {
		after []probes.Event
		want  steps.Outcome
	}{
		"nothing since":            {nil, "alive"},
		"trouble before":           {[]probes.Event{event(6*time.Minute, listenerError, noGUID)}, "alive"},
		"a relay was lost since":   {[]probes.Event{event(2*time.Minute, listenerError, noGUID)}, "no-heartbeat"},
		"it stopped since":         {[]probes.Event{event(2*time.Minute, serviceStopped, noGUID)}, "waiting"},
		"it did not start again":   {[]probes.Event{event(2*time.Minute, extensionFailed, noGUID)}, "refused-start"},
		"the relay host was wrong": {[]probes.Event{event(2*time.Minute, 32002, noGUID)}, "no-heartbeat"},
	} {
		v := judgeRestart(watched{Begun: noon.Add(-time.Hour), Log: probes.EventLog{
			Seen: probes.Seen{At: noon}, Since: noon.Add(-eventsBack), Oldest: noon.Add(-eventsBack), Events: append([]probes.Event{up, beat}, c.after...),
		}})
		if v.On != c.want {
			t.Errorf("%s: got %s, want %s", name, v.On, c.want)
		}
	}
}
