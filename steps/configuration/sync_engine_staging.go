package configuration

import (
	"context"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// The outcomes of a server in staging mode that may not be the one to look at:
// it has an account, roads and a log of its own, and nothing of them is taken
// for those of the active server.
const (
	stagingBeside  steps.Outcome = "staging-beside"
	stagingUnclear steps.Outcome = "staging-unclear"
)

// beside is what tells of another engine than the one on this server: the
// tenant says when somebody exported to it last, and the run history whether
// that was this server.
type beside struct {
	Tenant   probes.Seen      `json:"tenant,omitzero"`
	Sync     probes.Syncing   `json:"sync,omitempty"`
	LastSync time.Time        `json:"last_sync,omitzero"`
	Why      *probes.Obstacle `json:"why,omitempty"` // why the tenant was not asked
	// Exported is when the newest export of this server to Microsoft Entra ID
	// ended, or began where its end is not known; zero where the history has none.
	Exported time.Time `json:"exported,omitzero"`
	// Since is when the oldest run of the history began; zero where there is none.
	Since time.Time `json:"since,omitzero"`
	// Interval is how long a cycle of this server is, as that of another may be.
	Interval probes.Maybe[time.Duration] `json:"interval_ns"`
}

func seeBeside(ctx context.Context, env steps.Env, facts steps.Facts, server probes.Server) beside {
	seen := beside{Interval: server.Scheduler.Interval}
	if server.Runs.Read && server.Connectors.Read {
		seen.Exported, seen.Since = exported(server)
	}
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		seen.Why = probes.AsObstacle(err)
		return seen
	}
	organization, err := graph.Organization(ctx)
	seen.Why = probes.AsObstacle(err)
	seen.Tenant, seen.Sync, seen.LastSync = organization.Seen, organization.Sync, organization.LastSync
	return seen
}

// exported finds the newest export to Microsoft Entra ID in the run history,
// and where the history begins. A run without a beginning may be that export,
// so the history then begins nowhere; and one of a connector of which nobody
// says where it leads counts as one.
func exported(server probes.Server) (newest, since time.Time) {
	forest := map[string]bool{}
	for _, c := range server.Connectors.List {
		forest[strings.ToLower(c.Name)] = c.Entra == probes.No
	}
	for _, run := range server.Runs.List {
		if run.Start.IsZero() {
			return time.Time{}, time.Time{}
		}
		if since.IsZero() || run.Start.Before(since) {
			since = run.Start
		}
		if !strings.EqualFold(run.Profile, exportRun) || forest[strings.ToLower(run.Connector)] {
			continue
		}
		for _, at := range []time.Time{run.Start, run.End} {
			if at.After(newest) {
				newest = at
			}
		}
	}
	return newest, since
}

// judgeStaging tells a server that waits for its turn from one that was put
// aside: the guided migration to Cloud Sync leaves Connect Sync in staging mode
// on purpose ("Migrate from Microsoft Entra Connect Sync to Cloud Sync",
// Microsoft Learn), and whoever switches it off makes a second engine export.
func judgeStaging(e engineEvidence) steps.Verdict {
	switch agent := e.CloudSync; {
	case !agent.Read, agent.Installed == probes.Unsaid, agent.Installed == probes.Yes && agent.State == "":
		return steps.Blind(agent.Part)
	case agent.Installed == probes.No, judgeServiceState(agent.State) == "service-stopped":
		return judgeBeside(e)
	case agentRuns(e):
		return steps.Verdict{On: "migrated", Args: agentArgs(e)}
	default: // it starts, and may be the one that writes
		return notSeen(probes.Malformed, "AADConnectProvisioningAgent "+agent.State)
	}
}

// judgeBeside tells a server beside which another engine is active from one
// that nobody exports beside ("Microsoft Entra Connect Sync: Staging server and
// disaster recovery", Microsoft Learn: a server in staging mode imports and
// synchronises, and does not export). A tenant that was synchronised just now
// was so by another one, unless this server may have done it itself before it
// was put into staging mode.
func judgeBeside(e engineEvidence) steps.Verdict {
	b := e.Beside
	verdict := steps.Verdict{On: stagingUnclear, Args: tell.Args{"synced_at": tell.At(b.LastSync).OrDash()}, Why: b.Why}
	patience := lateTime
	if b.Interval.Or(0) > 0 {
		patience = patienceWith(b.Interval)
	}
	switch {
	case b.Why != nil:
	case b.Sync == probes.NeverSync, b.Sync == probes.WasSynced:
		verdict.On = "staging" // nobody synchronises this tenant
	case b.Sync != probes.Synced:
		verdict.Why = leftOut("onPremisesSyncEnabled")
	case b.LastSync.IsZero(), b.Tenant.At.IsZero(), b.LastSync.Sub(b.Tenant.At) > clockTolerance:
		verdict.Why = leftOut("onPremisesLastSyncDateTime")
	case b.Tenant.At.Sub(b.LastSync) > patience:
		verdict.On = "staging"
	case b.Since.IsZero(), b.Since.After(b.LastSync), e.At.IsZero(), b.LastSync.Sub(e.At) > clockTolerance:
		verdict.Why = &probes.Obstacle{Kind: probes.NotCollected, Needs: "Get-ADSyncRunProfileResult"}
	case b.Exported.IsZero(), b.LastSync.Sub(b.Exported) > clockTolerance:
		verdict.On = stagingBeside
	default: // it exported itself just before it was put into staging mode, and nobody has since
	}
	return verdict
}
