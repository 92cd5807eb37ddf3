package configuration

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

// FullSync finds connectors that have not finished a full import followed by
// a full synchronisation, and those on which the runs since then fail, do not
// end or do not begin.
//
// The run history is purged after seven days by default, so a history without
// a full run proves nothing by itself.
var FullSync = steps.Step{
	ID:    "configuration/full-sync",
	Seed:  []string{"C8"},
	Title: lang.Text{Ko: "전체 가져오기와 전체 동기화", En: "Full import and full synchronisation"},
	Why: lang.Text{
		Ko: "AD와 Microsoft Entra ID 양쪽 커넥터 모두 전체 가져오기와 전체 동기화를 마쳐야 쓰기 저장을 테스트할 수 있습니다.",
		En: "Writeback can be tested only after a full import and a full synchronisation on both connectors, the one to AD and the one to Microsoft Entra ID.",
	},
	Check:       steps.Look(seeRuns, judgeRuns),
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.WrittenHere,
	Timeout:     serverTime,
	Uses:        []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"connector": tell.ConnectorName,
		"count":     tell.Number,
		"profile":   tell.Profile, "ran_at": tell.Moment, "result": tell.Words,
	},
	Branches: runsBranches,
}

// runsEvidence is the run history. What is compared with now is compared with
// the time of the look, which the stamp carries.
type runsEvidence struct {
	probes.Seen
	Domain       string                      `json:"domain" is:"domain"` // of the caller's account; "" when not known
	Assumed      bool                        `json:"assumed,omitempty"`  // the domain is the one that is looked at, and whether the account stands there is not known
	Connectors   probes.Connectors           `json:"connectors"`
	Runs         probes.Runs                 `json:"runs"`
	PurgeAfter   probes.Maybe[time.Duration] `json:"purge_after_ns"`
	InProgress   probes.YesNo                `json:"in_progress"` // a synchronisation cycle runs right now
	CycleEnabled probes.YesNo                `json:"cycle_enabled"`
	Suspended    probes.YesNo                `json:"suspended"`
	NextCycle    time.Time                   `json:"next_cycle"`
	Interval     probes.Maybe[time.Duration] `json:"interval_ns"` // between two cycles
	// ServerTime is what the server's own clock said at the look; zero where it did
	// not. Runs bear its time.
	ServerTime time.Time `json:"server_time,omitzero"`
}

// now is the time of the look on the clock that dated the runs, the server's own.
func (e runsEvidence) now() time.Time { return onTheirClock(e.At, e.ServerTime) }

func seeRuns(ctx context.Context, env steps.Env, facts steps.Facts) (runsEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	cycle := server.Scheduler
	return runsEvidence{
		Seen: server.Seen, Domain: homeDomain(facts), Assumed: facts[steps.UserDN] == "", Connectors: server.Connectors, Runs: server.Runs,
		PurgeAfter: cycle.PurgeAfter, InProgress: cycle.InProgress, CycleEnabled: cycle.CycleEnabled,
		Suspended: cycle.Suspended, NextCycle: cycle.NextCycle, Interval: cycle.Interval, ServerTime: server.System.Time,
	}, err
}

// The names of the run profiles that Connect creates, in English everywhere.
const (
	fullImport  = "Full Import"
	fullSync    = "Full Synchronization"
	deltaImport = "Delta Import"
	deltaSync   = "Delta Synchronization"
)

// runsAsked is how many runs the collection script asks for. A history of
// that length may have been cut off there.
const runsAsked = 200

func judgeRuns(e runsEvidence) steps.Verdict {
	verdict := judgeHistory(e)
	if e.Runs.Read && e.Connectors.Read {
		verdict.Proofs = ranWell(e)
	}
	return verdict
}

func judgeHistory(e runsEvidence) steps.Verdict {
	switch {
	case !e.Runs.Read:
		return steps.Blind(e.Runs.Part)
	case !e.Connectors.Read || len(e.Connectors.List) == 0:
		return steps.Blind(e.Connectors.Part)
	}
	worst := connectorRuns{on: "complete"}
	for _, c := range e.Connectors.List {
		if found := judgeConnector(e, c); outweighs(found.on, worst.on) {
			worst = found
		}
	}
	if worst.on == steps.Unseen {
		switch {
		case worst.why != nil:
			return steps.Verdict{On: steps.Unseen, Why: worst.why}
		case worst.run.Result != "":
			return notSeen(probes.Malformed, "Result "+worst.run.Result)
		default:
			return notSeen(probes.NotCollected, "Result")
		}
	}
	return steps.Verdict{On: worst.on, Args: tell.Args{
		"count": tell.Count(len(e.Connectors.List)), "connector": tell.ConnectorName.Of(worst.connector).OrDash(),
		"profile": tell.Profile.Of(worst.run.Profile).OrDash(), "result": tell.Words.Of(worst.run.Result).OrDash(),
		"ran_at": tell.At(worst.run.Start),
	}}
}

// judgeConnector judges the full runs of a connector and what came after them.
// What is broken on the connector of another forest does not stop this user.
func judgeConnector(e runsEvidence, connector probes.Connector) connectorRuns {
	found := judgeConnectorRuns(e, connector.Name)
	if now := judgeNow(e, connector); outweighs(now.on, found.on) && !undated(e.Runs.List, connector.Name) {
		found = now
	}
	if e.Domain != "" && outweighs(found.on, steps.Unseen) {
		switch own := connectorOf(e.Connectors.List, e.Domain); {
		case slices.ContainsFunc(e.Connectors.List, func(c probes.Connector) bool { return c.Entra == probes.Unsaid }):
			return connectorRuns{on: steps.Unseen, connector: connector.Name, why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "SubType"}}
		case own != nil && connector.Entra == probes.No && !strings.EqualFold(own.Name, connector.Name):
			if found.on = "elsewhere"; e.Assumed { // or the very forest of the account
				return connectorRuns{on: steps.Unseen, connector: connector.Name, why: &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.UserDN)}}
			}
		}
	}
	return found
}
