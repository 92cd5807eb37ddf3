package reenable

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

const caller = "kim@contoso.com"

func auditRow(ago time.Duration, result, agent string, codes ...string) probes.AuditRow {
	return probes.AuditRow{At: noon.Add(-ago), Activity: newPassword[0], Result: result, Agent: agent, Codes: probes.All(codes)}
}

func named(e probes.Event, user string) probes.Event {
	e.Users = []string{user}
	return e
}

// TestTheTenantsRowsAreJoinedWithTheEvents holds what the cloud noted about the
// user against what the server did at the time.
func TestTheTenantsRowsAreJoinedWithTheEvents(t *testing.T) {
	t.Parallel()
	beat := event(time.Minute, heartbeat, noGUID)
	failure := auditRow(10*time.Minute, "failure", connectAgent, "OnPremisesConnectivityError")
	nobodyKnows := auditRow(10*time.Minute, "failure", connectAgent, "SomethingNewHappened")
	for _, c := range []struct {
		name   string
		rows   []probes.AuditRow
		events []probes.Event
		want   steps.Outcome
	}{
		{"nothing", nil, nil, "alive"},
		{"a failure contradicts a live service", []probes.AuditRow{failure}, nil, "cloud-did-not-reach"},
		{"so does one that nobody knows", []probes.AuditRow{nobodyKnows}, nil, "cloud-failed"},
		{"a time-out is no success", []probes.AuditRow{auditRow(time.Minute, "timeout", "")}, nil, "cloud-failed"},
		{"nor is a word that nobody knows", []probes.AuditRow{auditRow(time.Minute, "unknownFutureValue", "")}, nil, "cloud-failed"},
		{"nor is none", []probes.AuditRow{auditRow(time.Minute, "", connectAgent)}, nil, "cloud-failed"},
		{"a later success of the cloud", []probes.AuditRow{failure, auditRow(time.Minute, "Success", "")}, nil, "alive"},
		{"an earlier one", []probes.AuditRow{failure, auditRow(time.Hour, "success", connectAgent)}, nil, "cloud-did-not-reach"},
		{"a later event of this user", []probes.AuditRow{failure}, []probes.Event{named(event(5*time.Minute, 31002, trackA), caller)}, "alive"},
		{"a later event of another one", []probes.AuditRow{failure}, []probes.Event{named(event(5*time.Minute, 31002, trackA), "lee@contoso.com")}, "cloud-did-not-reach"},
		{"the server tells why", []probes.AuditRow{nobodyKnows}, []probes.Event{named(event(10*time.Minute, 33008, trackA), caller)}, "policy"},
		{"and it is another one's", []probes.AuditRow{failure}, []probes.Event{named(event(10*time.Minute, 33008, trackA), "lee@contoso.com")}, "cloud-did-not-reach"},
		{"the server wrote it", []probes.AuditRow{nobodyKnows}, []probes.Event{named(event(11*time.Minute, 31002, trackA), caller)}, "passwords-differ"},
		{"the server wrote somebody's", []probes.AuditRow{nobodyKnows}, []probes.Event{event(11*time.Minute, 31002, trackA)}, "cloud-failed"},
		{"the agent's success ends a refusal", []probes.AuditRow{auditRow(time.Minute, "success", connectAgent)}, []probes.Event{event(20*time.Minute, 33004, trackA)}, "alive"},
		{"that of the cloud alone does not", []probes.AuditRow{auditRow(time.Minute, "success", "")}, []probes.Event{event(20*time.Minute, 33004, trackA)}, "ad-refused"},
		{"stored in AD alone", []probes.AuditRow{auditRow(time.Minute, "success", connectAgent, "OnPremisesSuccessCloudFailure")}, nil, "passwords-differ"},
		{"written by nobody", []probes.AuditRow{auditRow(time.Minute, "success", noAgent)}, nil, "not-written-back"},
		{"a known fault of the server first", []probes.AuditRow{failure}, []probes.Event{event(2*time.Hour, 32004, trackA)}, "keys"},
	} {
		for range max(1, len(c.rows)) {
			slices.Reverse(c.rows)
			log := logOf(append(slices.Clone(c.events), beat)...)
			e := eventsSeen{Log: log, User: caller, Audit: &probes.Audit{Rows: probes.All(c.rows)}}
			if got := judgeEvents(e).On; got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
		}
	}
}

// TestATenantThatIsNotReadIsSaid: the log is judged alone, and what is missing
// is told.
func TestATenantThatIsNotReadIsSaid(t *testing.T) {
	t.Parallel()
	undated := auditRow(0, "failure", "")
	undated.At = time.Time{}
	for name, c := range map[string]struct {
		seen  eventsSeen
		lines int
		want  steps.Outcome
	}{
		"read":           {eventsSeen{Audit: &probes.Audit{Rows: probes.List[probes.AuditRow]{}}}, 0, "alive"},
		"no permission":  {eventsSeen{NoAudit: &probes.Obstacle{Kind: probes.MissingPermission}}, 1, "alive"},
		"no tenant":      {eventsSeen{NoAudit: &probes.Obstacle{Kind: probes.NoTenant}}, 1, "alive"},
		"throttled":      {eventsSeen{NoAudit: &probes.Obstacle{Kind: probes.Throttled}}, 1, "alive"},
		"no user":        {eventsSeen{NoAudit: &probes.Obstacle{Kind: probes.NoUser}}, 0, "alive"},
		"rows not said":  {eventsSeen{Audit: &probes.Audit{}}, 0, steps.Unseen},
		"a row undated":  {eventsSeen{Audit: &probes.Audit{Rows: []probes.AuditRow{undated}}}, 0, steps.Unseen},
		"an old program": {eventsSeen{}, 0, "alive"},
	} {
		c.seen.Log, c.seen.User = logOf(event(time.Minute, heartbeat, noGUID)), caller
		v := judgeEvents(c.seen)
		if lines := tellMissing(v.Args); v.On != c.want || len(lines) != c.lines {
			t.Errorf("%s: got %q, %d lines; want %s, %d", name, v.On, len(lines), c.want, c.lines)
		}
	}
}

// TestARowOfTheAuditLogIsAProof: a success that names Connect proves that this
// user's password was written; one that names nobody does not.
func TestARowOfTheAuditLogIsAProof(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]bool{connectAgent: true, "": false, noAgent: false, cloudSyncAgent: false} {
		e := eventsSeen{Log: logOf(), User: caller, Audit: &probes.Audit{Rows: []probes.AuditRow{auditRow(time.Hour, "success", agent)}}}
		got := slices.ContainsFunc(proofsIn(e), func(p steps.Proof) bool {
			return p.What == steps.WrittenHere && p.Event == "" && p.At.Equal(noon.Add(-time.Hour))
		})
		if got != want {
			t.Errorf("agent %q: proof %v, want %v", agent, got, want)
		}
	}
}

// TestTheGravestIsTold: what is known to be broken is not hidden by something
// newer that is less.
func TestTheGravestIsTold(t *testing.T) {
	t.Parallel()
	beat := event(time.Minute, heartbeat, noGUID)
	for _, c := range []struct {
		name   string
		events []probes.Event
		want   steps.Outcome
	}{
		{"a mistyped password after a refusal", []probes.Event{event(5*time.Minute, 33007, trackA), event(20*time.Minute, 33004, trackB)}, "ad-refused"},
		{"an unknown error after a refusal", []probes.Event{event(5*time.Minute, 31021, ""), event(20*time.Minute, 33004, trackB)}, "ad-refused"},
		{"a mistyped password after an unknown error", []probes.Event{event(5*time.Minute, 33007, trackA), event(20*time.Minute, 31021, "")}, "unexplained"},
		{"a certificate that expired beside a refusal", []probes.Event{event(5*time.Minute, 1012, ""), event(20*time.Minute, 33008, trackB)}, "policy"},
		{"of two refusals the newer", []probes.Event{event(5*time.Minute, 33008, trackA), event(20*time.Minute, 33004, trackB)}, "policy"},
		{"one relay behind an unknown error", []probes.Event{event(5*time.Minute, 31044, ""), event(20*time.Minute, 31021, "")}, "unexplained"},
		{"a password refused in this cycle", []probes.Event{event(recurs, 6000, "")}, "credentials"},
		{"and in none for long", []probes.Event{event(recurs+time.Second, 6000, "")}, "alive"},
		{"a certificate that expired", []probes.Event{event(recurs, 1012, "")}, "certificate-expired"},
		{"and of which nothing was heard for long", []probes.Event{event(recurs+time.Second, 1012, "")}, "certificate-unclear"},
		{"a certificate that is due", []probes.Event{event(recurs, 1011, "")}, "certificate-due"},
		{"and no more", []probes.Event{event(recurs+time.Second, 1011, "")}, "alive"},
		{"no key in hardware", []probes.Event{event(time.Minute, 1014, "")}, "alive"},
	} {
		if got := judgeEvents(eventsSeen{Log: logOf(append(c.events, beat)...)}).On; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestARelayThatIsDownStaysDown until it beats again, however long ago that was
// told; of heartbeats that name no relay nobody knows which of them sent it.
func TestARelayThatIsDownStaysDown(t *testing.T) {
	t.Parallel()
	beats := func(hosts ...string) []probes.Event {
		var all []probes.Event
		for i, host := range hosts {
			e := event(time.Duration(i+1)*time.Minute, heartbeat, noGUID)
			if host != "" {
				e.Hosts = probes.List[string]{host}
			}
			all = append(all, e)
		}
		return all
	}
	one, other := "one.servicebus.windows.net", "other.servicebus.windows.net"
	lost := event(26*time.Hour, listenerError, "")
	lost.Hosts = probes.List[string]{other}
	for name, c := range map[string]struct {
		trouble probes.Event
		beats   []probes.Event
		want    steps.Outcome
	}{
		"only one beats":                  {event(26*time.Hour, hostsDown, ""), beats(one, one), "one-relay"},
		"both beat":                       {event(26*time.Hour, hostsDown, ""), beats(one, other), "alive"},
		"nobody says which":               {event(26*time.Hour, hostsDown, ""), beats("", ""), "alive"},
		"nobody says which, a moment ago": {event(10*time.Minute, hostsDown, ""), beats("", ""), "one-relay"},
		"the one that was lost is silent": {lost, beats(one, one), "one-relay"},
		"the one that was lost beats":     {lost, beats(one, other), "alive"},
	} {
		if got := judgeEvents(eventsSeen{Log: logOf(append(c.beats, c.trouble)...)}).On; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestOnlyAnErrorKeepsALogFromBeingGreen: what no rule knows and says itself
// that it is no error decides nothing.
func TestOnlyAnErrorKeepsALogFromBeingGreen(t *testing.T) {
	t.Parallel()
	for _, provider := range []string{resetService, syncEngine, hashSync} {
		for level, want := range map[int]steps.Outcome{-1: "unexplained", 0: "alive", 1: "unexplained", 2: "unexplained", 3: "alive", 4: "alive", 5: "alive", 6: "unexplained"} {
			e := event(5*time.Minute, 7777, "")
			e.Provider = provider
			if level >= 0 {
				e.Level = probes.Known(level)
			}
			if got := judgeEvents(eventsSeen{Log: logOf(e, event(time.Minute, heartbeat, noGUID))}).On; got != want {
				t.Errorf("%s, level %d: got %q, want %q", provider, level, got, want)
			}
		}
	}
}

// TestAFailureClaimsNoReason: the bare word that a password was not written says
// no more than that, with a number that nobody knows beside it or without; and
// that of somebody else leaves this user's log as it is.
func TestAFailureClaimsNoReason(t *testing.T) {
	t.Parallel()
	beat := event(time.Minute, heartbeat, noGUID)
	for _, id := range []int{31003, 31008, 31011} {
		bare := event(5*time.Minute, id, trackA)
		numbered := bare
		numbered.Codes = probes.List[string]{"80071234"}
		for name, e := range map[string]probes.Event{"31": bare, "80071234": numbered} {
			v := judgeEvents(eventsSeen{Log: logOf(e, beat), User: "kim@contoso.com"})
			if said := v.Args["event"].Text; v.On != "unexplained" || !strings.Contains(said, name) {
				t.Errorf("%d: got %q of %q, visits %v", id, v.On, said, v.Visit)
			}
		}
		named := bare
		named.Users = probes.List[string]{"lee@contoso.com"}
		unknown := event(5*time.Minute, 33001, trackA)
		if v := judgeEvents(eventsSeen{Log: logOf(named, unknown, beat), User: "kim@contoso.com"}); v.On != "others-refused" {
			t.Errorf("%d of somebody else: got %q", id, v.On)
		}
	}
}
