package configuration

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// exportRun is the run profile that writes to a connected directory.
const exportRun = "Export"

// cloudPhases are the phases of a run on the Microsoft Entra connector in which
// the engine signs in to the tenant. A synchronisation reads and writes its own
// database alone, so it proves nothing about the tenant.
var cloudPhases = []string{phaseOf(fullImport), phaseOf(exportRun)}

// reachesTenant reports whether a run of the Microsoft Entra connector signs in
// to the tenant. A profile that somebody made may do anything.
func reachesTenant(run probes.Run) bool {
	for _, phase := range cloudPhases {
		if phaseOf(run.Profile) == phase {
			return true
		}
	}
	return false
}

// ranWell is the proof that the engine signs in to its tenant and works there:
// the newest import and the newest export of its connector ended without an
// error, as far as there are any. Where a later one failed, what succeeded before
// it proves what was.
func ranWell(e runsEvidence) []steps.Proof {
	var proofs []steps.Proof
	for _, c := range e.Connectors.List {
		if c.Entra != probes.Yes || undated(e.Runs.List, c.Name) {
			continue
		}
		ended, well := newestEnd(runsOf(e.Runs.List, c.Name))
		if well && !ended.IsZero() && !ended.After(e.now().Add(clockTolerance)) { // what is still to come proves nothing
			proofs = append(proofs, steps.Proof{What: steps.RanWell, At: ended.UTC()})
		}
	}
	return proofs
}

// newestEnd is when, of runs that are sorted, the newest of those that reach the
// tenant ended, and whether the newest of each phase ended without an error.
func newestEnd(all []probes.Run) (ended time.Time, well bool) {
	seen := map[string]bool{}
	for _, run := range all {
		phase := phaseOf(run.Profile)
		switch on := judgeResult(run); {
		case !reachesTenant(run), seen[phase], on == "running":
			continue
		case on != "":
			return time.Time{}, false
		}
		seen[phase] = true
		if run.End.After(ended) {
			ended = run.End
		}
	}
	return ended, true
}

// ofTenant are the runs of the Microsoft Entra connector that sign in to the
// tenant.
func ofTenant(server probes.Server) []probes.Run {
	return slices.DeleteFunc(ofEntra(server), func(run probes.Run) bool { return !reachesTenant(run) })
}

// ofEntra are the runs of the Microsoft Entra connector.
func ofEntra(server probes.Server) []probes.Run {
	var found []probes.Run
	for _, c := range server.Connectors.List {
		for _, run := range server.Runs.List {
			if c.Entra == probes.Yes && strings.EqualFold(run.Connector, c.Name) {
				found = append(found, run)
			}
		}
	}
	return found
}
