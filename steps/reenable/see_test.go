package reenable

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// server is a Connect server of which only the events and the scheduler are
// there; any other question ends in a nil pointer, and the test with it.
type server struct {
	probes.Shell
	log   probes.EventLog
	state *probes.Server
	since *time.Time // where the start that was asked for is noted; nil for nowhere, as where several look at once
}

func (s server) Events(_ context.Context, since time.Time) (probes.EventLog, error) {
	if s.since != nil {
		*s.since = since
	}
	return s.log, nil
}

func (s server) Server(context.Context) (probes.Server, error) {
	if s.state == nil {
		return probes.Server{}, &probes.Obstacle{Kind: probes.NotCollected}
	}
	return *s.state, nil
}

// tenant knows one test user and its audit rows.
type tenant struct {
	probes.Graph
	rows []probes.AuditRow
}

func (tenant) User(_ context.Context, id string) (probes.CloudUser, error) {
	return probes.CloudUser{Asked: id, Found: probes.Said(id == testUser), ID: "object-id"}, nil
}

func (g tenant) Audit(_ context.Context, id string, since time.Time) (probes.Audit, error) {
	if id != "object-id" || !since.Equal(noon.Add(-time.Hour)) {
		return probes.Audit{}, errors.New("asked for another user or time")
	}
	return probes.Audit{Rows: probes.All(g.rows)}, nil
}

func (tenant) SignIns(context.Context, string, time.Time) (probes.SignInLog, error) {
	return probes.SignInLog{Rows: probes.List[probes.SignInRow]{}}, nil
}

const testUser = "sspr.test@contoso.com"

func outside(shell probes.Shell, graph probes.Graph) steps.Env {
	return steps.Env{
		Shell: func(context.Context, steps.Facts) (probes.Shell, error) {
			if shell == nil {
				return nil, &probes.Obstacle{Kind: probes.NoServer}
			}
			return shell, nil
		},
		Graph: func(context.Context, steps.Facts) (probes.Graph, error) {
			if graph == nil {
				return nil, &probes.Obstacle{Kind: probes.NoTenant}
			}
			return graph, nil
		},
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
			return nil, &probes.Obstacle{Kind: probes.NoDomain}
		},
		Now: func() time.Time { return noon },
	}
}

var facts = steps.Facts{steps.Started: noon.Add(-time.Hour).Format(time.RFC3339), steps.TestUser: testUser}

func logOf(list ...probes.Event) probes.EventLog {
	return probes.EventLog{Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer}, At: noon}, Events: probes.All(list), Oldest: noon.Add(-24 * time.Hour)}
}

func TestTheLogIsReadFromOneMomentForTheWholeWalk(t *testing.T) {
	t.Parallel()
	var since time.Time
	s := server{log: logOf(event(time.Minute, 31019, "")), since: &since}
	result, err := EventLog.Check.Run(t.Context(), outside(s, nil), facts)
	if err != nil || result.Verdict.On != "alive" {
		t.Fatalf("got %+v, %v; want alive", result.Verdict, err)
	}
	if want := noon.Add(-time.Hour - eventsBack); !since.Equal(want) {
		t.Errorf("read since %s, want %s", since, want)
	}
}

func TestARestartIsJudgedWithoutTheScheduler(t *testing.T) {
	t.Parallel()
	var since time.Time
	for _, test := range []struct {
		state *probes.Server
		want  steps.Outcome
	}{
		{nil, "not-started"},
		{&probes.Server{Scheduler: probes.Scheduler{InProgress: probes.No}}, "not-started"},
		{&probes.Server{Scheduler: probes.Scheduler{InProgress: probes.Yes}}, "blocked"},
	} {
		s := server{log: logOf(), state: test.state, since: &since}
		result, err := RestartService.Check.Run(t.Context(), outside(s, nil), facts)
		if err != nil || result.Verdict.On != test.want {
			t.Errorf("got %q, %v; want %q", result.Verdict.On, err, test.want)
		}
	}
}

func TestTheCanaryIsFollowedWhereverItCanBeSeen(t *testing.T) {
	t.Parallel()
	var since time.Time
	written := server{log: logOf(event(5*time.Minute, 31002, trackA)), since: &since}
	quiet := server{log: logOf(event(5*time.Minute, 31019, "")), since: &since}
	begun := tenant{rows: []probes.AuditRow{{
		At: noon.Add(-10 * time.Minute), Activity: "Self-service password reset flow activity progress", Result: "success",
	}}}
	accepted := tenant{rows: []probes.AuditRow{{At: noon.Add(-10 * time.Minute), Activity: "Reset password (self-service)", Result: "success"}}}
	for _, test := range []struct {
		name  string
		shell probes.Shell
		graph probes.Graph
		want  steps.Outcome
	}{
		{"server alone", written, nil, "proven"},
		{"server and tenant", written, accepted, "proven"},
		{"cloud says yes, server heard nothing", quiet, accepted, "cloud-accepted-directory-silent"},
		{"tenant alone cannot tell", nil, accepted, "waiting"},
		{"only begun in the cloud", quiet, begun, "not-done"},
	} {
		result, err := Canary.Check.Run(t.Context(), outside(test.shell, test.graph), facts)
		if err != nil || result.Verdict.On != test.want {
			t.Errorf("%s: got %q, %v; want %q", test.name, result.Verdict.On, err, test.want)
		}
	}
	_, err := Canary.Check.Run(t.Context(), outside(nil, nil), facts)
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NoServer {
		t.Errorf("nothing to see: got %v, want the server's obstacle", err)
	}
}

func TestEscalationNeedsNothing(t *testing.T) {
	t.Parallel()
	result, err := Escalate.Check.Run(t.Context(), outside(nil, nil), steps.Facts{})
	if err != nil || result.Verdict.On != "collect" {
		t.Errorf("got %q, %v; want collect", result.Verdict.On, err)
	}
}

func TestEscalationNamesTheNewestFailures(t *testing.T) {
	t.Parallel()
	var list []probes.Event
	for i := range 20 {
		list = append(list, event(time.Duration(i)*time.Hour, 33004, trackA), event(time.Duration(i)*time.Hour, 31019, ""))
	}
	got := failures(list)
	if len(got) != failuresShown || !got[0].At.Equal(noon) {
		t.Errorf("got %d from %s on, want %d from %s on", len(got), got[0].At, failuresShown, noon)
	}
}

func TestEventsOfAnotherMachineSayNothing(t *testing.T) {
	t.Parallel()
	var since time.Time
	s := server{log: logOf(event(time.Minute, 31019, "")), since: &since}
	s.log.Vantage = probes.Vantage{Host: "LAPTOP-7"}
	for _, step := range []steps.Step{EventLog, RestartService, DisableEnable, Canary} {
		_, err := step.Check.Run(t.Context(), outside(s, nil), facts)
		if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NoServer {
			t.Errorf("%s: got %v, want the obstacle %s", step.ID, err, probes.NoServer)
		}
	}
}

func TestTimesAreComparedAsMomentsInWhateverZoneTheyStand(t *testing.T) {
	t.Parallel()
	seoul := time.FixedZone("KST", 9*60*60)
	beat := event(time.Minute, 31019, "")
	beat.At = beat.At.In(seoul)
	if got := judgeEvents(eventsSeen{Log: logOf(beat)}).On; got != "alive" {
		t.Errorf("a heartbeat of a minute ago in Seoul: got %q, want alive", got)
	}
	beat.At = beat.At.Add(-9 * time.Hour)
	if got := judgeEvents(eventsSeen{Log: logOf(beat)}).On; got != "silent" {
		t.Errorf("a heartbeat of nine hours ago: got %q, want silent", got)
	}
}

// TestWhatIsWatchedIsAskedOfTheServerItself: a paste is of before, and by the clock of
// a server that is ahead its events seem to be of after.
func TestWhatIsWatchedIsAskedOfTheServerItself(t *testing.T) {
	t.Parallel()
	pasted := logOf(event(-30*time.Minute, 31019, noGUID))
	env := outside(server{log: pasted, state: &probes.Server{}}, nil)
	env.Live = outside(nil, nil).Shell
	if _, err := seeWatched(t.Context(), env, facts); probes.AsObstacle(err) == nil || probes.AsObstacle(err).Kind != probes.NoServer {
		t.Errorf("what is watched: %v", err)
	}
	if _, err := seeEvents(t.Context(), env, facts); err != nil {
		t.Errorf("what is looked at: %v", err)
	}
	guards, _ := restartAction.see(t.Context(), env, steps.Walked{Facts: facts})
	if guards.NoServer == nil || guards.NoServer.Kind != probes.NoServer {
		t.Errorf("the guards are judged by %+v", guards.Server)
	}
}
