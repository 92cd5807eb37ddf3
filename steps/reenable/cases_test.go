package reenable

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

const (
	trackA = "7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01"
	trackB = "7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e02"
	noGUID = "00000000-0000-0000-0000-000000000000"
)

func event(ago time.Duration, id int, tracking string, codes ...string) probes.Event {
	provider := resetService
	if id < 10000 {
		provider = syncEngine
	}
	return probes.Event{At: noon.Add(-ago), Provider: provider, ID: id, TrackingID: tracking, Codes: probes.All(codes), Hosts: []string{}, Users: []string{}}
}

func relayEvent(ago time.Duration, id int, host string) probes.Event {
	e := event(ago, id, noGUID)
	e.Hosts = []string{host}
	return e
}

func TestTheMostTellingCodeIsTheCause(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		events []probes.Event
		kind   kind
		code   string
	}{
		{"the reason outweighs the bare failure", []probes.Event{event(2, 31003, trackA), event(3, 33004, trackA), event(4, 31001, trackA)}, adRefused, "33004 ADPermissionsError"},
		{"the number outweighs the reason", []probes.Event{event(2, 31003, trackA), event(3, 33004, trackA), event(3, 6329, "", "0x80230619")}, policy, "6329 80230619"},
		{"upper case and without a prefix", []probes.Event{event(3, 6329, trackA, "8023062C")}, insecure, "6329 8023062C"},
		{"a number that nobody knows gives no reason", []probes.Event{event(2, 31003, trackA), event(2, 6329, "", "0x8023FFFF")}, unexplained, "6329 8023ffff"},
		{"nor does an unknown error with one", []probes.Event{event(2, 31003, trackA), event(3, 33001, trackA, "80231fab", "admaexport.cpp(9)")}, unexplained, "33001 ADUnKnownError 80231fab admaexport.cpp(9)"},
		{"an unknown error with a known number", []probes.Event{event(2, 31003, trackA), event(3, 33001, trackA, "80230818")}, uncontacted, "33001 80230818"},
		{"a reason outweighs a number that nobody knows", []probes.Event{event(2, 33004, trackA), event(2, 6329, "", "0x8023FFFF")}, adRefused, "33004 ADPermissionsError"},
		{"an event that nobody knows is an error", []probes.Event{event(2, 31021, "")}, unexplained, "31021"},
		{"and has the reason of its number", []probes.Event{event(2, 6401, "", "80230619")}, policy, "6401 80230619"},
		{"no number is taken from what is none", []probes.Event{event(2, 6329, "", "8007052e", "<b>lee</b>", strings.Repeat("9", 99))}, unexplained, "6329 8007052e"},
		{"adminCount", []probes.Event{event(2, 33004, trackA), event(2, 6329, "", "80231367")}, adRefused, "6329 80231367"},
		{"a certificate is nobody's reason", []probes.Event{event(3, 1012, ""), event(2, 33001, trackA)}, unexplained, "33001 ADUnKnownError"},
		{"the empty GUID joins nothing", []probes.Event{event(time.Hour, 33008, noGUID), event(2, 33004, noGUID)}, adRefused, "33004 ADPermissionsError"},
	} {
		all := incidents(test.events)
		if len(all) == 0 {
			t.Fatalf("%s: no incident", test.name)
		}
		if got := all[0]; got.kind() != test.kind || got.code() != test.code {
			t.Errorf("%s: got %s %q, want %s %q", test.name, got.kind(), got.code(), test.kind, test.code)
		}
	}
}

func TestEventsOfTwoOperationsStayApart(t *testing.T) {
	t.Parallel()
	all := incidents([]probes.Event{
		event(10*time.Second, 31002, trackB), event(11*time.Second, 33004, trackA), event(12*time.Second, 31001, trackB), event(13*time.Second, 31001, trackA),
	})
	if len(all) != 2 || !all[0].done || all[1].kind() != adRefused {
		t.Errorf("got %+v, want a success and a refusal", all)
	}
	far := incidents([]probes.Event{event(time.Minute, 31003, trackA), event(10*time.Minute, 6329, "", "80230619")})
	if len(far) != 2 {
		t.Errorf("an error of 9 minutes before was joined: %+v", far)
	}
}

func TestWhatHeals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		trouble probes.Event
		later   probes.Event
		healed  bool
	}{
		{"a later reset heals a refused reset", event(time.Hour, 31003, trackA), event(1, 31002, trackB), true},
		{"an earlier one does not", event(1, 31003, trackA), event(time.Hour, 31002, trackB), false},
		{"a change does not heal a reset", event(time.Hour, 31003, trackA), event(1, 31007, trackB), false},
		{"any success heals a reason without an operation", event(time.Hour, 33004, ""), event(1, 31010, trackB), true},
		{"decrypting once heals keys", event(time.Hour, 32004, trackA), event(1, 31007, trackB), true},
		{"switching on heals keys", event(time.Hour, 32004, trackA), event(1, 31005, trackB), true},
		{"switching off does not", event(time.Hour, 32004, trackA), event(1, 31013, trackB), false},
		{"a heartbeat does not heal keys", event(time.Hour, 32004, trackA), event(1, 31019, ""), false},
		{"a heartbeat heals a stop", event(time.Hour, 31016, ""), event(1, 31019, ""), true},
		{"a start heals a stop", event(time.Hour, 6800, ""), event(1, 31015, ""), true},
		{"the same relay's heartbeat heals it", relayEvent(time.Hour, 31034, "a"), relayEvent(1, 31019, "a"), true},
		{"the other relay's does not", relayEvent(time.Hour, 31034, "a"), relayEvent(1, 31019, "b"), false},
		{"switching on heals a failed switch", event(time.Hour, 32009, trackA), event(1, 31005, trackB), true},
		{"a later reset heals an error that nobody knows", event(time.Hour, 31021, ""), event(1, 31002, trackB), true},
		{"a heartbeat does not", event(time.Hour, 31021, ""), event(1, 31019, ""), false},
		{"a reset does not", event(time.Hour, 32009, trackA), event(1, 31002, trackB), false},
	} {
		left := unhealed(incidents([]probes.Event{test.trouble, test.later}))
		if got := len(left) == 0; got != test.healed {
			t.Errorf("%s: healed %v, want %v", test.name, got, test.healed)
		}
	}
}

func TestJudgingAnyLogNeedsNoOrder(t *testing.T) {
	t.Parallel()
	list := []probes.Event{event(time.Minute, 31019, ""), event(2*time.Minute, 33008, trackA), event(2*time.Minute, 31008, trackA), event(time.Hour, 31002, trackB)}
	for range list {
		list = append(list[1:], list[0])
		e := eventsSeen{Log: probes.EventLog{Seen: probes.Seen{At: noon}, Events: list}}
		if got := judgeEvents(e).On; got != "policy" {
			t.Errorf("%v: got %q, want policy", list, got)
		}
	}
}

func FuzzJudgeEvents(f *testing.F) {
	f.Add(31003, 33004, 6329, "80230619", int64(60))
	f.Add(31019, 31016, 6800, "", int64(-60))
	f.Add(0, -1, 99999, "0x", int64(1<<40))
	outcomes := map[string]bool{"unseen": true}
	for _, b := range EventLog.Branches {
		outcomes[string(b.On)] = true
	}
	f.Fuzz(func(t *testing.T, a, b, c int, code string, seconds int64) {
		step := time.Duration(seconds%100_000) * time.Second
		log := probes.EventLog{Seen: probes.Seen{At: noon}, Oldest: noon.Add(-step)}
		for i, id := range []int{a, b, c, heartbeat} {
			e := event(time.Duration(i)*step, id, trackA, code)
			e.Provider = []string{resetService, syncEngine}[i%2]
			log.Events = append(log.Events, e)
		}
		if got := judgeEvents(eventsSeen{Log: log}); !outcomes[string(got.On)] {
			t.Errorf("got %q, which is no branch", got.On)
		}
	})
}
