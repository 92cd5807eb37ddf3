package configuration

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// connectorRuns is what the history says of one connector, and the run that
// says so.
type connectorRuns struct {
	on        steps.Outcome
	connector string
	run       probes.Run
	why       *probes.Obstacle // of what could not be seen, where it is not the run's
}

// runsByWeight are the outcomes of one connector, the lightest first: of
// several, what is broken is told first, then what could not be seen, then
// what only needs attention.
func runsByWeight() []steps.Outcome {
	return []steps.Outcome{
		"complete", "running", "completed-with-errors", "failed-once", "idle", "stuck", "elsewhere", "delta-only", "purged", steps.Unseen,
		"idle-for-days", "import-without-sync", "never", "failed", "entra-credentials", "credentials",
	}
}

// outweighs reports whether one outcome is told before another. Nothing found
// yet, "", weighs least; what nobody ranked is as good as not seen.
func outweighs(on, other steps.Outcome) bool {
	weight := func(on steps.Outcome) int {
		ranked := runsByWeight()
		i := slices.Index(ranked, on)
		if i < 0 && on != "" {
			i = slices.Index(ranked, steps.Unseen)
		}
		return i
	}
	return weight(on) > weight(other)
}

func judgeConnectorRuns(e runsEvidence, connector string) connectorRuns {
	if undated(e.Runs.List, connector) { // it may be the newest, or what heals another
		return connectorRuns{on: steps.Unseen, connector: connector}
	}
	imported, hasImport := newestRun(e.Runs.List, connector, fullImport)
	synced, hasSync := newestRun(e.Runs.List, connector, fullSync)
	found := connectorRuns{connector: connector}
	for _, run := range []probes.Run{imported, synced} {
		if run.Profile == "" {
			continue
		}
		if on := judgeRun(e, run); outweighs(on, found.on) {
			found.on, found.run = on, run
		}
	}
	switch {
	case found.on != "":
		return found
	case hasImport && hasSync && !synced.Start.Before(imported.End):
		found.on = "complete"
	case hasImport && endedSince(e, connector, imported.End, []string{fullSync, deltaSync}, ""):
		found.on = "delta-only"
	case hasImport && e.InProgress == probes.Unsaid && e.now().IsZero():
		found.on = steps.Unseen
	case hasImport && duringCycle(e, imported):
		found.on, found.run = "running", probes.Run{Profile: fullSync}
	case hasImport:
		found.on, found.run = "import-without-sync", imported
	case !hasSync && neverRun(e, connector):
		found.on = "never"
	default:
		found.on = "purged"
	}
	return found
}

// judgeRun judges the newest run of its kind. One that failed is healed by a
// later one of the same phase that came to its end: it is worth a look and no
// more.
func judgeRun(e runsEvidence, run probes.Run) steps.Outcome {
	on := judgeResult(run)
	if on != "failed" {
		return on
	}
	phase := []string{fullImport, deltaImport}
	if strings.EqualFold(run.Profile, fullSync) {
		phase = []string{fullSync, deltaSync}
	}
	if endedSince(e, run.Connector, run.Start, phase, "", "completed-with-errors") {
		return "completed-with-errors"
	}
	return on
}

// endedSince reports whether one of these runs of a connector began after a
// moment and ended in one of these ways.
func endedSince(e runsEvidence, connector string, since time.Time, profiles []string, as ...steps.Outcome) bool {
	return slices.ContainsFunc(e.Runs.List, func(run probes.Run) bool {
		mine := strings.EqualFold(run.Connector, connector) && !run.Start.Before(since)
		return mine && slices.ContainsFunc(profiles, func(profile string) bool { return strings.EqualFold(run.Profile, profile) }) &&
			slices.Contains(as, judgeResult(run))
	})
}

// cycleTime is the longest that a synchronisation of a cycle may begin after
// its import where the scheduler does not say whether it is at work: the cycle
// imports from every connector first.
const cycleTime = 30 * time.Minute

// duringCycle reports whether the synchronisation that belongs to an import may
// only not have begun yet.
func duringCycle(e runsEvidence, imported probes.Run) bool {
	return e.InProgress == probes.Yes || e.InProgress == probes.Unsaid && e.now().Sub(imported.End) < cycleTime
}

// undated reports whether nobody says when some run of a connector began, or
// when one that succeeded ended.
func undated(runs []probes.Run, connector string) bool {
	return slices.ContainsFunc(runs, func(run probes.Run) bool {
		return strings.EqualFold(run.Connector, connector) && (run.Start.IsZero() || judgeResult(run) == steps.Unseen && run.End.IsZero())
	})
}

func newestRun(runs []probes.Run, connector, profile string) (probes.Run, bool) {
	var newest probes.Run
	found := false
	for _, run := range runs {
		if strings.EqualFold(run.Connector, connector) && strings.EqualFold(run.Profile, profile) &&
			(!found || run.Start.After(newest.Start)) {
			newest, found = run, true
		}
	}
	return newest, found
}

// neverRun reports whether the history is known to reach back to the first
// run: it is not cut off, it is younger than the purge interval, and no delta
// run of the connector succeeded, which a full one must have preceded.
func neverRun(e runsEvidence, connector string) bool {
	if len(e.Runs.List) == 0 || len(e.Runs.List) >= runsAsked || e.PurgeAfter.Or(0) <= 0 || e.now().IsZero() {
		return false
	}
	oldest := e.now()
	for _, run := range e.Runs.List {
		if run.Start.Before(oldest) {
			oldest = run.Start
		}
		delta := strings.HasPrefix(strings.ToLower(run.Profile), "delta")
		if delta && strings.EqualFold(run.Connector, connector) && judgeResult(run) == "" {
			return false
		}
	}
	return e.now().Sub(oldest) < e.PurgeAfter.Or(0)
}
