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

// CanaryID names this step.
const CanaryID steps.ID = "reenable/canary"

// Canary follows a real reset of the designated test user from the cloud into
// the directory, which a person makes.
var Canary = steps.Step{
	ID:    CanaryID,
	Seed:  []string{"C3"},
	Title: lang.Text{Ko: "테스트 사용자로 실제 재설정", En: "A real reset of the test user"},
	Why: lang.Text{
		Ko: "테스트 사용자의 암호를 실제로 재설정해 AD까지 도착하는지 보면 쓰기 저장이 되는지 확실히 알 수 있습니다.",
		En: "A real reset of the test user, followed into AD, proves whether writeback works.",
	},
	Check:         steps.Look(seeCanary, judgeCanary),
	Reads:         []steps.Instrument{steps.ByTenant, steps.ByDirectory, steps.ByServer},
	ConnectSync:   true,
	Keeps:         steps.Passing,
	Needs:         []steps.Fact{steps.TestUser},
	Timeout:       serverLimit,
	Watch:         watchEvery,
	OnlyWhenSound: true,
	Blanks: tell.Kinds{
		"ad_at": tell.Moment, "cloud_at": tell.Moment, "refused_at": tell.Moment,
		"event": tell.Event,
		"user":  tell.User,
		"code":  tell.Code, "controller": tell.Controller, "origin": tell.Controller, "no_hints": tell.Controller,
		"sent_at": tell.Instant, "accepted_at": tell.Instant, "ended_at": tell.Instant, "event_at": tell.Instant, "changed_at": tell.Instant,
		"read_at": tell.Instant, "wrote_at": tell.Instant, "answered_at": tell.Instant, "state": tell.Foreign, "detail": tell.Foreign,
	},
	Branches: canaryEnds,
	Tell:     tellCanary,
	Acts:     canaryActs,
}

// canary is what three places say about the test user since the walk began.
type canary struct {
	probes.Seen
	Begun    time.Time             `json:"begun"`
	Now      time.Time             `json:"now"`
	TestUser string                `json:"test_user" is:"user"`
	Log      *probes.EventLog      `json:"log,omitempty"`     // nil when the server could not be asked
	Audit    *probes.Audit         `json:"audit,omitempty"`   // nil when the tenant could not be asked
	Account  *probes.DirectoryUser `json:"account,omitempty"` // nil when the directory could not be asked
	// Tried is the reset that the person had this program make; nil for none.
	Tried *attempt `json:"tried,omitempty"`
}

func seeCanary(ctx context.Context, env steps.Env, facts steps.Facts) (canary, error) {
	start := env.Now()
	seen := canary{Begun: begun(facts), TestUser: facts[steps.TestUser], Tried: triedIn(env)}
	seen.Seen = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: start.UTC()}
	log, noLog := seeEvents(ctx, env, facts)
	if noLog == nil {
		seen.Log = &log.Log
	}
	audit, noAudit := seeAudit(ctx, env, facts, facts[steps.TestUser], seen.Begun)
	if noAudit == nil {
		seen.Audit = &audit
	}
	account, noAccount := seeTestUser(ctx, env, facts)
	if noAccount == nil {
		seen.Account = &account
	}
	if noLog != nil && noAudit != nil && noAccount != nil && seen.Tried == nil {
		return canary{}, noLog
	}
	seen.Now = env.Now().UTC()
	seen.Took = seen.Now.Sub(start)
	return seen, nil
}

func seeTestUser(ctx context.Context, env steps.Env, facts steps.Facts) (probes.DirectoryUser, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return probes.DirectoryUser{}, err
	}
	return directory.User(ctx, facts[steps.TestUser])
}

// arrival is how long a reset that the cloud accepted may take to show in the
// directory and the audit log: the reset itself is synchronous, and replication
// and the log lag.
const arrival = 5 * time.Minute

// trace is what happened since the walk began; zero means not seen. Events do
// not say by a number whose password it was, so on a busy server an operation
// may be somebody else's; pwdLastSet of the test user outweighs them.
type trace struct {
	accepted, refused           time.Time // by AD, in the server's events
	cloudAccepted, cloudRefused time.Time
	changed                     bool   // pwdLastSet moved
	looked                      bool   // the directory or the events could be seen
	audited                     bool   // the tenant's audit log could be seen
	agent                       string // who wrote the newest reset that the cloud accepted, as it says itself
	cause                       *incident
}

func (c canary) trace() trace {
	t := trace{}
	if c.Log != nil {
		t.looked = true
		for _, found := range incidents(after(c.Log.Events, c.Begun)) {
			t.note(found)
		}
	}
	if c.Account != nil && c.Account.Matches == 1 {
		t.looked = true
		t.changed = c.Account.PasswordLastSet.After(c.Begun) || c.Account.MustChange == probes.Yes && !t.accepted.IsZero()
	}
	if c.Audit == nil {
		return t
	}
	t.audited = true
	for _, row := range rowsAfter(c.Audit.Rows, c.Begun) {
		switch {
		case strings.EqualFold(row.Result, "success") && row.At.After(t.cloudAccepted):
			t.cloudAccepted, t.agent = row.At, row.Agent
		case strings.EqualFold(row.Result, "failure") && row.At.After(t.cloudRefused):
			t.cloudRefused = row.At
		}
	}
	return t
}

// note takes one operation on a password into the trace.
func (t *trace) note(c incident) {
	password := c.op == userReset || c.op == userChange || c.op == adminReset
	switch {
	case c.done && password && c.at.After(t.accepted):
		t.accepted = c.at
	case !c.done && c.kind() != noted && ofPassword(c) && c.at.After(t.refused):
		t.refused, t.cause = c.at, &c
	}
}

// ofPassword reports whether a failed incident is about one password rather
// than the service.
func ofPassword(c incident) bool {
	switch c.kind() {
	case listener, stopped, switching, noted:
		return false
	default:
		return true
	}
}

func rowsAfter(rows []probes.AuditRow, moment time.Time) []probes.AuditRow {
	var found []probes.AuditRow
	for _, r := range rows {
		if r.At.After(moment) {
			found = append(found, r)
		}
	}
	return found
}

func judgeCanary(c canary) steps.Verdict {
	if later, is := c.sinceTried(); is {
		c = later
	}
	if c.Tried != nil {
		return judgeAttempt(c)
	}
	t := c.trace()
	if c.unreadable() || c.Begun.IsZero() || c.Now.IsZero() || !t.looked && c.Audit == nil {
		return steps.Blind(probes.Part{})
	}
	args := moments(map[string]time.Time{"cloud_at": t.cloudAccepted, "ad_at": t.accepted, "refused_at": t.refused})
	args["user"], args["event"] = tell.User.Of(c.TestUser), tell.Event.Unknown()
	if t.cause != nil {
		args["event"] = tell.Event.Of(t.cause.code())
	}
	args["code"] = tell.Code.Unknown()
	noLegs(args)
	return steps.Verdict{On: t.outcome(c), Args: args}
}

// sinceTried is what came after the reset that this program made, and whether that
// is more than a beginning: a person has reset once more.
func (c canary) sinceTried() (canary, bool) {
	if c.Tried == nil || c.Tried.Watch.Until.IsZero() || c.unreadable() {
		return c, false
	}
	c.Begun, c.Tried = c.Tried.Watch.Until, nil
	on := c.trace().outcome(c)
	return c, on != "not-done" && on != "waiting"
}

// unreadable reports whether an event or a row of the audit log came without
// what it is known by.
func (c canary) unreadable() bool {
	undated := func(r probes.AuditRow) bool { return r.At.IsZero() }
	return c.Log != nil && nameless(c.Log.Events) || c.Audit != nil && (!c.Audit.Rows.Seen() || slices.ContainsFunc(c.Audit.Rows, undated))
}

func (t trace) outcome(c canary) steps.Outcome {
	inDirectory := c.Account != nil && c.Account.Matches == 1
	arrived := t.changed || !inDirectory && !t.accepted.IsZero()
	cloudSays := latest(t.cloudAccepted, t.cloudRefused)
	switch {
	case t.refused.After(t.accepted) && !t.changed && !t.somebodyElses(c):
		return "directory-refused"
	case arrived && t.cloudRefused.After(t.cloudAccepted):
		return "passwords-differ"
	case arrived && (!t.accepted.IsZero() || !t.cloudAccepted.IsZero()):
		return "proven"
	case t.accepted.IsZero() && t.cloudRefused.After(t.cloudAccepted):
		return "cloud-refused"
	case t.silent(c):
		return "cloud-accepted-directory-silent"
	case cloudSays.IsZero() && t.accepted.IsZero():
		return "not-done"
	default:
		return "waiting"
	}
}

// somebodyElses reports whether a refusal of AD cannot be the test user's: the
// tenant, which notes every reset, has had time to note one and has none.
func (t trace) somebodyElses(c canary) bool {
	return t.audited && latest(t.cloudAccepted, t.cloudRefused).IsZero() && c.Now.Sub(t.refused) > arrival
}

// silent reports whether a reset that the cloud accepted certainly did not
// reach the directory: the cloud says itself that nobody wrote it, or the
// server, whose log covers the time, has not heard of any. That pwdLastSet has
// not moved is not enough by itself: the controller that was asked may not
// have it yet, or the events tell of a success.
func (t trace) silent(c canary) bool {
	if t.changed || t.cloudAccepted.IsZero() || !t.accepted.IsZero() || c.Now.Sub(t.cloudAccepted) <= arrival {
		return false
	}
	if t.looked && strings.EqualFold(t.agent, noAgent) {
		return true
	}
	heard := c.Log != nil && !c.Log.Oldest.IsZero() && !c.Log.Oldest.After(t.cloudAccepted) && c.Log.At.Sub(t.cloudAccepted) > arrival
	return heard && !strings.EqualFold(t.agent, cloudSyncAgent)
}
