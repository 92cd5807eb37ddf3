package reenable

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// EventLog finds in the Connect server's own events why writeback fails, or
// that it is alive.
var EventLog = steps.Step{
	ID:    EventLogID,
	Title: lang.Text{Ko: "Connect 서버의 이벤트", En: "Events of the Connect server"},
	Why: lang.Text{
		Ko: "쓰기 저장 서비스는 살아 있으면 5분마다 이벤트 31019를 남기고, 실패하면 이유를 코드로 남깁니다.",
		En: "The writeback service leaves event 31019 every 5 minutes while it lives, and a code for each failure.",
	},
	Check:       steps.Look(seeTimeline, judgeEvents),
	Reads:       []steps.Instrument{steps.ByEngine},
	Graph:       steps.GraphRights{More: []string{probes.UserRead, probes.AuditRead}},
	ConnectSync: true,
	Keeps:       steps.Passing,
	Uses:        []steps.Fact{steps.User},
	Timeout:     serverLimit,
	Blanks: tell.Kinds{
		"event":   tell.Event,
		"host":    tell.Host,
		"last_at": tell.Moment, "oldest_at": tell.Moment, "seen_at": tell.Moment,
		"age": tell.Period, "others": tell.Number,
		"rhythm": tell.Words, "gaps": tell.Number, "gap_at": tell.Moment, "gap_until": tell.Moment,
		"tracking": tell.Words, "audit": tell.Words, "sign_ins": tell.Words, "cut": tell.Words, "reason": tell.Foreign,
	},
	Branches: following(slices.Concat(eventBranches, errorBranches, besideBranches, auditBranches, eventEndings)),
	Tell:     tellGaps,
	Draws:    tellRhythm,
}

// serverLimit is how long a check of this stage may take: a remote PowerShell
// may need a minute for three days of events, and its own limit comes first.
const serverLimit = 90 * time.Second

// eventsBack is how far before the walk the log is read: over a weekend, so
// that Friday's failure is seen on Monday. The second stage reads the same
// span for the names of the relays.
const eventsBack = 72 * time.Hour

// Limits of the heartbeat, which comes about every 5 minutes ("How does
// self-service password reset writeback work").
const (
	silentAfter = 15 * time.Minute // three heartbeats missed
	aliveWithin = 10 * time.Minute // the first one after a start
	aliveFor    = time.Hour        // how long before the walk a log may have been read to speak of now
)

// eventsSeen is the log, when it was read, and what the tenant's audit log says
// of the same time.
type eventsSeen struct {
	probes.Seen
	Log     probes.EventLog  `json:"log"`
	Begun   time.Time        `json:"begun"`                    // when the walk began; zero when nobody noted it
	User    string           `json:"user,omitempty" is:"user"` // whose password it is
	Audit   *probes.Audit    `json:"audit,omitempty"`          // of this user; nil when it was not read
	NoAudit *probes.Obstacle `json:"no_audit,omitempty"`       // why it was not
	// SignIns are those of this user that failed over the password, and NoLog why
	// the log itself could not be read where the tenant could.
	SignIns   *probes.SignInLog `json:"sign_ins,omitempty"`
	NoSignIns *probes.Obstacle  `json:"no_sign_ins,omitempty"`
	NoLog     *probes.Obstacle  `json:"no_log,omitempty"`
}

func seeEvents(ctx context.Context, env steps.Env, facts steps.Facts) (eventsSeen, error) {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return eventsSeen{}, err
	}
	log, err := shell.Events(ctx, eventsSince(env, facts))
	if err == nil {
		err = steps.FromServer(log.Seen)
	}
	if err != nil {
		return eventsSeen{}, err
	}
	if log.At.IsZero() {
		log.At = env.Now().UTC()
	}
	return eventsSeen{Seen: log.Seen, Log: log, Begun: begun(facts), User: facts[steps.User]}, nil
}

// judgeEvents judges the log. Of a selection that somebody exported only a failure
// counts, and only where heartbeats stand in it: else what came right afterwards
// may have been left out, as by whoever chose the errors.
func judgeEvents(e eventsSeen) steps.Verdict {
	if e.NoLog != nil {
		verdict := steps.Blind(probes.Part{Why: e.NoLog})
		verdict.Proofs = proofsIn(e)
		return verdict
	}
	verdict := judgeLog(e)
	healthy := verdict.On == "alive" || verdict.On == "others-refused"
	if e.Log.Lacks() && (healthy || verdict.On == "silent" || verdict.On == "late" || newest(e.Log.Events, heartbeat).IsZero()) {
		return steps.Blind(probes.Part{Why: lacking(e.Log)})
	}
	if healthy && e.Audit != nil && auditGap(e) != "" {
		return steps.Blind(probes.Part{}) // a row that was not understood may be the very one that matters
	}
	verdict.Proofs = proofsIn(e)
	if verdict.Args != nil {
		verdict.Args["audit"], verdict.Args["sign_ins"] = tell.Words.Of(string(auditGap(e))), tell.Words.Of(string(signInGap(e)))
		verdict.Args["cut"] = tell.Words.Of("")
		if e.Log.Cut == probes.Yes {
			verdict.Args["cut"] = tell.Words.Of(string(probes.CutLog))
		}
	}
	return verdict
}

// lacking says why a log in which something may be missing does not tell.
func lacking(log probes.EventLog) *probes.Obstacle {
	if log.Cut == probes.Yes {
		return &probes.Obstacle{Kind: probes.CutLog, Host: log.Vantage.Host}
	}
	return &probes.Obstacle{Kind: probes.NotCollected, Needs: "Application"}
}

func judgeLog(e eventsSeen) steps.Verdict {
	if e.Log.At.IsZero() || nameless(e.Log.Events) {
		return steps.Blind(probes.Part{})
	}
	last := newest(e.Log.Events, heartbeat)
	troubles, others := ofOthers(current(unhealed(timeline(e)), e.Log.At), e.User)
	args := eventArgs(e.Log.At, last)
	args["others"] = tell.Count(others)
	rhythmArgs(e.Log, args)
	if e.Log.At.Sub(last) > silentAfter && (!e.Log.Lacks() || gravest(troubles) == nil) {
		verdict := judgeSilence(e.Log, last, troubles, args)
		verdict.Span = spanOf(&e.Log, nil)
		return verdict
	}
	if c := gravest(troubles); c != nil {
		verdict := verdictOf(*c, args)
		verdict.Span = spanOf(&e.Log, c)
		return verdict
	}
	for _, c := range troubles {
		if c.kind() == listener && (e.Log.At.Sub(c.at) <= silentAfter || namesRelays(e.Log.Events, c.at)) {
			fill(args, c)
			return steps.Verdict{On: "one-relay", Args: args, Visit: c.cause.Visits, Happened: c.at, Span: spanOf(&e.Log, &c)}
		}
	}
	if e.Begun.Sub(e.Log.At) > aliveFor {
		return steps.Verdict{On: "was-alive", Args: args}
	}
	if e.Log.At.Sub(last) > lateAfter {
		return steps.Verdict{On: "late", Args: args, Visit: toRelay, Span: spanOf(&e.Log, nil)}
	}
	if others > 0 {
		return steps.Verdict{On: "others-refused", Args: args}
	}
	return steps.Verdict{On: "alive", Args: args}
}

// namesRelays reports whether a heartbeat after a moment names its relay, so that
// the heartbeats tell which of the two is silent.
func namesRelays(events []probes.Event, moment time.Time) bool {
	return slices.ContainsFunc(after(events, moment), func(e probes.Event) bool {
		return e.ID == heartbeat && strings.EqualFold(e.Provider, resetService) && len(e.Hosts) > 0
	})
}

// gravest returns the newest of the gravest troubles that a fresh heartbeat does
// not contradict, nil for none. What is known to be broken says more than an
// error that nobody knows, and that more than what is no fault of writeback.
func gravest(troubles []incident) *incident {
	var found *incident
	for i := range troubles {
		c := &troubles[i]
		if c.kind() == listener {
			continue // a heartbeat is fresh: at most one of two relays is down
		}
		if found == nil || gravity(c.kind()) > gravity(found.kind()) {
			found = c
		}
	}
	return found
}

func gravity(k kind) int {
	switch k {
	case unreported, hashesUnread, hashesUnsent: // what is not this user's own
		return 0
	case mistyped, due, unreached, cloudSaidNo, differ, unwritten:
		return 1
	case unexplained, outdated, cloudFailed:
		return 2
	case expired:
		return 3
	default:
		return 4
	}
}

// recurs is how long what the scheduler says at every cycle is taken to hold:
// six cycles of the usual half hour without another one mean that it is over,
// or that the scheduler stands still, of which the runs tell. What the service
// says every five minutes would have come again as well.
const recurs = 3 * time.Hour

// current leaves out what must have come again if it still held. Of a
// certificate that expired nobody else tells whether it was replaced.
func current(troubles []incident, now time.Time) []incident {
	var left []incident
	for _, c := range troubles {
		old := now.Sub(c.at) > recurs
		switch {
		case old && (c.kind() == credentials || c.kind() == due || c.kind() == unreported):
			continue
		case old && c.kind() == expired:
			cause := *c.cause
			cause.kind = outdated
			c.cause = &cause
		}
		left = append(left, c)
	}
	return left
}

// judgeSilence judges a log without a fresh heartbeat. What happened after
// the last one says why; a stop says more than the listener errors that come
// with it.
func judgeSilence(log probes.EventLog, last time.Time, troubles []incident, args tell.Args) steps.Verdict {
	var since []incident
	for _, c := range troubles {
		if c.at.After(last) && slices.Contains(ofSilence, c.kind()) {
			since = append(since, c)
		}
	}
	for _, c := range since {
		if c.kind() == stopped {
			return verdictOf(c, args)
		}
	}
	if len(since) > 0 {
		return verdictOf(since[0], args)
	}
	if tooShort(log, last) {
		args["oldest_at"] = tell.At(log.Oldest).OrDash()
		return steps.Verdict{On: "rolled-over", Args: args}
	}
	return steps.Verdict{On: "silent", Args: args}
}

// tooShort reports whether a log does not reach back far enough to call its
// silence one. One that has rolled over and holds no heartbeat at all must
// reach twice as far, because nothing in it shows that they are logged.
func tooShort(log probes.EventLog, last time.Time) bool {
	needed := silentAfter
	if last.IsZero() && log.Oldest.After(log.Since) {
		needed = 2 * silentAfter
	}
	return log.Oldest.IsZero() || log.Oldest.After(log.At.Add(-needed))
}

func verdictOf(c incident, args tell.Args) steps.Verdict {
	fill(args, c)
	verdict := steps.Verdict{On: steps.Outcome(c.kind()), Args: args, Visit: c.cause.Visits, Happened: c.at}
	if c.kind() == expired {
		verdict.Since = c.at.UTC() // the engine signed in until then
	}
	return verdict
}

// eventArgs fills what every branch knows: the last heartbeat and its age.
func eventArgs(now, last time.Time) tell.Args {
	args := tell.Args{
		"last_at": tell.At(last).OrDash(), "age": tell.Period.Unknown(), "event": tell.Event.Unknown(),
		"seen_at": tell.Moment.Unknown(), "tracking": tell.Words.Unknown(), "host": tell.Host.Unknown(), "reason": tell.Foreign.Unknown(),
	}
	if !last.IsZero() {
		args["age"] = tell.Rough(now.Sub(last))
	}
	return args
}

func fill(args tell.Args, c incident) {
	args["reason"] = tell.Foreign.Of(c.reason).OrDash()
	args["event"], args["seen_at"], args["tracking"] = tell.Event.Of(c.code()), tell.At(c.at), tell.Words.Of(c.tracking).OrDash()
	if len(c.hosts) > 0 {
		hosts := slices.Clone(c.hosts)
		slices.Sort(hosts)
		args["host"] = tell.Host.All(slices.Compact(hosts))
	}
}
