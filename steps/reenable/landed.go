package reenable

import (
	"context"
	"errors"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// LandedID names this step.
const LandedID steps.ID = "reenable/landed"

// Landed says whether a reset that somebody else makes reaches Active Directory.
// It stands in no walk: the command of this name asks it alone, with a [Watching]
// that goes on until there is an answer.
var Landed = steps.Step{
	ID:    LandedID,
	Title: lang.Text{Ko: "재설정이 AD에 도착했는지", En: "Whether a reset has landed in AD"},
	Why: lang.Text{
		Ko: "다른 사람이 한 재설정이 PDC 에뮬레이터까지 도착했는지 보면 사용자가 새 암호를 써도 되는지 알 수 있습니다.",
		En: "Whether somebody else's reset has reached the PDC emulator tells whether the user can use the new password.",
	},
	Check:   Watching{}.check(),
	Reads:   []steps.Instrument{steps.ByDirectory, steps.ByTenant, steps.ByEngine},
	Keeps:   steps.Passing,
	Needs:   []steps.Fact{steps.User},
	Timeout: serverLimit,
	Blanks: tell.Kinds{
		"user": tell.User, "controller": tell.Controller, "origin": tell.Controller,
		"cloud_at": tell.Instant, "server_at": tell.Instant, "ad_at": tell.Instant, "read_at": tell.Instant,
		"since": tell.Instant, "until": tell.Instant, "unlocked_at": tell.Instant, "others_at": tell.Instant,
		"gap_from": tell.Instant, "gap_until": tell.Instant, "ahead": tell.Period, "behind": tell.Period,
		"event": tell.Event, "seen_at": tell.Moment, "tracking": tell.Words, "host": tell.Host, "reason": tell.Foreign,
		"no_tenant": tell.Words, "no_server": tell.Words,
	},
	Branches: withLegs(landedBranches),
	Tell:     tellLanded,
}

// Watching is how long somebody waits for a reset, and for what. The zero value
// looks once.
type Watching struct {
	Since time.Time     // what happened from then on counts, by our clock; zero is the beginning of the watch
	Limit time.Duration // of the watch; 0 looks once
	Every time.Duration // between two looks at the directory; 0 is [LookEvery]
	Proof bool          // to wait until the cloud or the server says that it was them
	Tell  func(Waited)  // what is new on the way; may be nil
}

// Waited is how a watch stands.
type Waited struct {
	Host string           // that is watched; "" for none yet
	Lost *probes.Obstacle // why it does not answer; nil while it does
}

// LookEvery is how often the directory is looked at: two small attributes of one
// entry, ten times a second.
const LookEvery = 100 * time.Millisecond

// Between two looks elsewhere. Microsoft Graph allows five questions about
// reports in ten seconds for a whole tenant ("Microsoft Graph service-specific
// throttling limits"), and each look at the events starts a PowerShell.
const (
	auditEvery  = 10 * time.Second
	eventsEvery = 5 * time.Second
	againEvery  = 5 * time.Second // for a directory that could not be reached at all
)

// Step is the step that watches so.
func (w Watching) Step() steps.Step {
	step := Landed
	step.Check = w.check()
	step.Timeout = w.Limit + serverLimit // ours comes first
	return step
}

func (w Watching) check() steps.Check { return steps.Look(w.see, judgeLanded) }

// How a watch ended. The zero value did not.
const (
	byLimit  = "limit"
	byAnswer = "answer"
	byPerson = "stopped"
	byNobody = "blind" // no place is left to look at
)

// landed is what three places say about the password of a user since a moment.
type landed struct {
	probes.Seen
	User  string    `json:"user" is:"user"`
	Since time.Time `json:"since"` // what happened from then on counts
	Back  bool      `json:"back"`  // somebody said so, and it may lie before the watch
	Begun time.Time `json:"begun"` // of the watch
	Until time.Time `json:"until"`
	Ended string    `json:"ended" is:"code"`
	Proof bool      `json:"proof"` // a change that could be anybody's is not enough

	Account *probes.PasswordWatch `json:"account,omitempty"`    // nil when the directory was not seen
	NoAD    *probes.Obstacle      `json:"no_account,omitempty"` // why it was not
	Audit   *probes.Audit         `json:"audit,omitempty"`
	NoAudit *probes.Obstacle      `json:"no_audit,omitempty"`
	Log     *probes.EventLog      `json:"log,omitempty"`
	NoLog   *probes.Obstacle      `json:"no_log,omitempty"`
}

// errLimit ends a watch whose time is over.
var errLimit = errors.New("the time of the watch is over")

// see watches until there is an answer, the time is over, or somebody ends it. It
// returns what it knows in each case.
func (w Watching) see(ctx context.Context, env steps.Env, facts steps.Facts) (landed, error) {
	start := env.Now()
	seen := landed{User: facts[steps.User], Begun: start.UTC(), Since: start.UTC(), Proof: w.Proof}
	if !w.Since.IsZero() {
		seen.Since, seen.Back = w.Since.UTC(), true
	}
	limit := w.Limit
	if limit == 0 {
		limit = serverLimit
	}
	clock := probes.Clock{Limit: env.Limit}
	watch, over := clock.Within(ctx, limit, errLimit)
	defer over()
	l := &lookout{Watching: w, env: env.Itself(), facts: facts, clock: clock, seen: seen, news: make(chan struct{}, 1), waiting: places}
	var crashed error
	gone := make(chan struct{})
	go func() { // Together catches what panics
		defer close(gone)
		crashed = steps.Together(0, func() { l.directory(watch) }, func() { l.tenant(watch) }, func() { l.server(watch) })
	}()
	how := l.await(watch, gone)
	over()
	if <-gone; crashed != nil {
		return landed{}, crashed
	}
	seen = l.seen
	seen.Ended, seen.Until = how, env.Now().UTC()
	seen.Seen = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: start.UTC(), Took: seen.Until.Sub(start)}
	if seen.Account != nil {
		seen.Vantage = seen.Account.Vantage
	}
	return seen, nil
}
