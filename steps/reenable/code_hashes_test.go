package reenable

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func hashEvent(ago time.Duration, id int, codes ...string) probes.Event {
	e := event(ago, id, "", codes...)
	e.Provider = hashSync
	return e
}

// TestErrorsBesideWriteback: password hash synchronisation and the report of the
// health are told, are over when their own events show it, and are never taken
// for the reason of a password that was not written.
func TestErrorsBesideWriteback(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		events []probes.Event
		on     steps.Outcome
		said   string
	}{
		{"611", []probes.Event{hashEvent(5*time.Minute, 611)}, "hashes-not-read", "611"},
		{"with a number", []probes.Event{hashEvent(5*time.Minute, 611, "rpc(8453)")}, "hashes-not-read", "611 RPC 8453"},
		{"with one that nobody knows", []probes.Event{hashEvent(5*time.Minute, 611, "rpc(8606)")}, "hashes-not-read", "611 rpc(8606)"},
		{"with one of another table", []probes.Event{hashEvent(5*time.Minute, 611, "0x800706ba")}, "hashes-not-read", "611 800706ba"},
		{"a ping of another forest", []probes.Event{hashEvent(time.Minute, 654), hashEvent(30*time.Minute, 611)}, "hashes-not-read", "611"},
		{"nothing for half an hour, and a ping", []probes.Event{hashEvent(time.Minute, 654), hashEvent(31*time.Minute, 611)}, "alive", "?"},
		{"two days ago, and no ping", []probes.Event{hashEvent(48*time.Hour, 611)}, "hashes-not-read", "611"},
		{"a ping before", []probes.Event{hashEvent(time.Minute, 655), hashEvent(31*time.Minute, 654)}, "hashes-not-sent", "655"},
		{"a batch after", []probes.Event{hashEvent(time.Minute, 651), hashEvent(2*time.Minute, 652)}, "alive", "?"},
		{"a result that a word tells", []probes.Event{hashEvent(time.Minute, 657), hashEvent(2*time.Minute, 656)}, "alive", "?"},
		{"another event of the source", []probes.Event{hashEvent(time.Minute, 612)}, "unexplained", "612"},
		{"a number of the replication where a password was to be written", []probes.Event{event(time.Minute, 6329, "", "rpc(8453)")}, "unexplained", "6329 rpc(8453)"},
		{"health", []probes.Event{event(time.Minute, 32015, noGUID)}, "health-not-reported", "32015 ReportServiceHealthError"},
		{"health three hours ago", []probes.Event{event(3*time.Hour, 32015, noGUID)}, "health-not-reported", "32015 ReportServiceHealthError"},
		{"health before that", []probes.Event{event(3*time.Hour+time.Second, 32015, noGUID)}, "alive", "?"},
		{"beside a failed reset", []probes.Event{hashEvent(5*time.Minute, 611), event(5*time.Minute, 32015, ""), event(5*time.Minute, 31003, trackA)}, "unexplained", "31003 PasswordResetFail"},
		{"beside a refused one", []probes.Event{hashEvent(time.Minute, 611, "rpc(8453)"), event(5*time.Minute, 33008, trackA)}, "policy", "33008 ADPasswordPolicyError"},
		{"beside a wrong password", []probes.Event{hashEvent(time.Minute, 611), event(5*time.Minute, 33007, trackA)}, "mistyped", "33007 ADUserIncorrectPassword"},
	} {
		v := judgeEvents(eventsSeen{Log: logOf(append(c.events, event(time.Minute, heartbeat, noGUID))...)})
		said := v.Args["event"].Text
		if v.On != c.on || c.said != "?" && said != c.said {
			t.Errorf("%s: got %q of %q, want %q of %q", c.name, v.On, said, c.on, c.said)
		}
	}
}

// TestWhereErrorsBesideWritebackLead: to what the vendor's pages name, and the
// number in the text before the event.
func TestWhereErrorsBesideWritebackLead(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]steps.ID{
		"": "configuration/connector-account", "rpc(8453)": "configuration/connector-account", "rpc(1722)": "connectivity/domain-controller-ports",
		"rpc(8439)": "connectivity/connect-version", "rpc(8606)": "configuration/connector-account",
	} {
		e := hashEvent(5*time.Minute, 611)
		if code != "" {
			e.Codes = probes.List[string]{code}
		}
		v := judgeEvents(eventsSeen{Log: logOf(e, event(time.Minute, heartbeat, noGUID))})
		if len(v.Visit) == 0 || v.Visit[0] != want {
			t.Errorf("%q leads to %v, want %s first", code, v.Visit, want)
		}
	}
}

// TestWhichEventsARunRefutes: a run in the tenant says nothing of the relay, of a
// password or of the directory.
func TestWhichEventsARunRefutes(t *testing.T) {
	t.Parallel()
	for _, b := range EventLog.Branches {
		want := steps.Proven("")
		if b.On == "certificate-expired" {
			want = steps.RanWell
		}
		if b.RefutedAlso != want {
			t.Errorf("%s is refuted by %q, want %q", b.On, b.RefutedAlso, want)
		}
	}
	v := judgeEvents(eventsSeen{Log: logOf(event(20*time.Minute, 1012, ""), event(time.Minute, heartbeat, noGUID))})
	if !v.Since.Equal(noon.Add(-20 * time.Minute)) {
		t.Errorf("the certificate is said to have expired since %s", v.Since)
	}
}
