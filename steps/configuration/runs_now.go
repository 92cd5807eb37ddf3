package configuration

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// What full runs of last week say holds until the newest runs say otherwise.
const (
	// stuckTime is from when on a run that has not ended is no slow one any more.
	stuckTime = 24 * time.Hour
	// lateTime is how long the scheduler may stay without a run on any connector:
	// six times its usual 30 minutes. On one connector alone it is a day.
	lateTime = 3 * time.Hour
	// deadTime is from when on nothing that happened in the directory since can
	// be in the tenant, and the reverse.
	deadTime = 24 * time.Hour
	// overdueTime is how far back the start of the next cycle may lie: the
	// scheduler looks every few minutes.
	overdueTime = time.Hour
	// longestCycle bounds what is believed of the length of a cycle: the
	// scheduler takes no longer one than the tokens of deletions live.
	longestCycle = 7 * 24 * time.Hour
)

// noCredentials is the result of a run whose account was refused ("Changing the
// AD DS Connector account password", Microsoft Learn).
const noCredentials = "no-start-credentials" //nolint:gosec // the word of a result

// judgeNow judges what happens on a connector by now, whatever its last full
// run said; "" for all well.
func judgeNow(e runsEvidence, connector probes.Connector) connectorRuns {
	found := connectorRuns{connector: connector.Name}
	all := runsOf(e.Runs.List, connector.Name)
	if len(all) == 0 {
		return found
	}
	for _, next := range []connectorRuns{failingNow(connector, all), stuckNow(e, all), lateNow(e, all)} {
		if outweighs(next.on, found.on) {
			next.connector = connector.Name
			found = next
		}
	}
	return found
}

// runsOf are the runs of a connector, newest first.
func runsOf(all []probes.Run, connector string) []probes.Run {
	var mine []probes.Run
	for _, run := range all {
		if strings.EqualFold(run.Connector, connector) {
			mine = append(mine, run)
		}
	}
	probes.SortStable(mine, func(a, b probes.Run) int { return b.Start.Compare(a.Start) })
	return mine
}

// phaseOf is what a profile does. A later run of the same phase heals one that
// failed. A profile that somebody made is a phase of its own.
func phaseOf(profile string) string {
	switch profile = strings.ToLower(profile); profile {
	case strings.ToLower(fullImport), strings.ToLower(deltaImport):
		return "import"
	case strings.ToLower(fullSync), strings.ToLower(deltaSync):
		return "synchronization"
	default:
		return profile
	}
}

// failingNow judges the newest run of each phase that has ended. One failure
// may be a restart of a controller; two that nothing has healed are a state.
func failingNow(connector probes.Connector, all []probes.Run) connectorRuns {
	var found connectorRuns
	failures := 0
	for _, run := range newestOfPhases(all) {
		on := judgeResult(run)
		if on == "failed" {
			if failures++; failures == 1 {
				on = "failed-once"
			}
		}
		if refused := refusedSignIn(connector, run, all); refused != "" {
			on = refused
		}
		if again := on == "failed" && found.on == "failed-once"; again {
			found.on = on // and the newest failure is the one to tell
		} else if outweighs(on, found.on) {
			found.on, found.run = on, run
		}
	}
	return found
}

// newestOfPhases are, of runs that are sorted, the newest of each phase that has
// ended, and where that failed those that failed right before it.
func newestOfPhases(all []probes.Run) []probes.Run {
	var newest []probes.Run
	failing, judged := map[string]bool{}, map[string]bool{}
	for _, run := range all {
		phase, on := phaseOf(run.Profile), judgeResult(run)
		switch {
		case judged[phase], on == "running":
			continue
		case on == "failed":
			failing[phase] = true
		default:
			judged[phase] = true
		}
		if on == "failed" || !failing[phase] { // not what was before the failures
			newest = append(newest, run)
		}
	}
	return newest
}

// refusedSignIn tells whose account was refused, "" where none was, or where a
// later run that signs in as well came to its end.
func refusedSignIn(connector probes.Connector, run probes.Run, all []probes.Run) steps.Outcome {
	if !strings.EqualFold(run.Result, noCredentials) {
		return ""
	}
	for _, later := range all {
		on := judgeResult(later)
		if later.Start.After(run.Start) && phaseOf(later.Profile) != "synchronization" && (on == "" || on == "completed-with-errors") {
			return ""
		}
	}
	switch connector.Entra {
	case probes.No:
		return "credentials"
	case probes.Yes:
		return "entra-credentials"
	default:
		return steps.Unseen
	}
}

// stuckNow finds a newest run that has not ended for a day.
func stuckNow(e runsEvidence, all []probes.Run) connectorRuns {
	newest := all[0]
	switch {
	case judgeResult(newest) != "running":
		return connectorRuns{}
	case e.now().IsZero():
		return connectorRuns{on: steps.Unseen, why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "at"}}
	case e.now().Sub(newest.Start) < stuckTime:
		return connectorRuns{}
	default:
		return connectorRuns{on: "stuck", run: newest}
	}
}

// lateNow finds a connector that nothing has been run on although the scheduler
// is on. One that is off or suspended is a matter of the sync engine.
func lateNow(e runsEvidence, all []probes.Run) connectorRuns {
	newest := all[0]
	switch {
	case somethingRuns(e.Runs.List), e.CycleEnabled == probes.No, e.Suspended == probes.Yes:
		return connectorRuns{}
	case e.now().IsZero():
		return connectorRuns{on: steps.Unseen, why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "at"}}
	}
	late, last := e.now().Sub(newestOf(e.Runs.List).Start), e.now().Sub(newest.Start)
	overdue := e.InProgress != probes.Yes && !e.NextCycle.IsZero() && e.now().Sub(e.NextCycle) > overdueTime && newest.Start.Before(e.NextCycle)
	switch {
	case !overdue && late > lateTime && late <= deadTime && e.Interval.Or(0) <= 0:
		return connectorRuns{on: steps.Unseen, why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "CurrentlyEffectiveSyncCycleInterval"}}
	case last > max(deadTime, e.patience()):
		late = last
	case !overdue && late <= e.patience():
		return connectorRuns{}
	}
	switch {
	case e.CycleEnabled == probes.Unsaid, e.Suspended == probes.Unsaid:
		return connectorRuns{on: steps.Unseen, why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "SyncCycleEnabled, SchedulerSuspended"}}
	case late > max(deadTime, e.patience()):
		return connectorRuns{on: "idle-for-days", run: newest}
	default:
		return connectorRuns{on: "idle", run: newest}
	}
}

// newestOf is the run of all connectors that began last.
func newestOf(all []probes.Run) probes.Run {
	var newest probes.Run
	for _, run := range all {
		if run.Start.After(newest.Start) {
			newest = run
		}
	}
	return newest
}

// somethingRuns reports whether the newest run of some connector has not ended:
// the others wait for it.
func somethingRuns(all []probes.Run) bool {
	return slices.ContainsFunc(all, func(run probes.Run) bool {
		return judgeResult(run) == "running" && (run.Start.IsZero() || !runsOf(all, run.Connector)[0].Start.After(run.Start))
	})
}

// patience is how long after the last run of a connector the next one may be
// missing. Where nobody says how long a cycle is, it may be one of a day.
func (e runsEvidence) patience() time.Duration {
	if e.Interval.Or(0) > 0 {
		return patienceWith(e.Interval)
	}
	return deadTime
}

// patienceWith is the patience with cycles of a known length.
func patienceWith(cycle probes.Maybe[time.Duration]) time.Duration {
	return max(lateTime, 2*min(cycle.Or(0), longestCycle)+overdueTime)
}
