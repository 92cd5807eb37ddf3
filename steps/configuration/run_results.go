package configuration

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// judgeResult reads how a run ended, "" for well. What has no row claims
// nothing.
func judgeResult(run probes.Run) steps.Outcome {
	result, _, _ := strings.Cut(strings.ToLower(run.Result), ":") // call-failure has a code behind it
	on, known := runResults()[result]
	switch {
	case run.End.IsZero() && (result == "" || result == "in-progress"):
		return "running"
	case result == "", result == "in-progress": // it has ended, and nobody says how
		return steps.Unseen
	case known && on == "" && run.End.IsZero(): // it has ended, and nobody says when
		return steps.Unseen
	case known:
		return on
	default:
		return steps.Unseen
	}
}

// runResults are the results of a run ("WMI Provider Return Strings" of the
// synchronisation service, and for the words of extensions the version history
// of Microsoft Entra Connect). A full import that finds no object has imported
// all there are; one with discovery errors stopped before it had.
func runResults() map[string]steps.Outcome {
	const flawed, failed = "completed-with-errors", "failed"
	results := map[string]steps.Outcome{
		"success": "", "completed-no-objects": "",
		"completed-warnings": flawed, "completed-sync-errors": flawed, "completed-export-errors": flawed, "completed-transient-objects": flawed,
		"completed-discovery-errors": failed, "call-failure": failed, "connection-failure": failed, "aborted": failed, "failed": failed,
	}
	for _, why := range []string{
		"bad-ma-configuration", "connection", "credentials", "delta-step-type-not-configured", "file-access-denied", "file-code-page", "file-not-found",
		"file-open", "file-sharing-violation", "full-import-required", "ma", "ma-working-folder-access-denied", "no-domain-controller", "no-partition-delete",
		"no-partition-rename", "no-steps-in-run-profile", "partition-not-configured", "partition-rename", "server-key", "database-permission",
	} {
		results["no-start-"+why] = failed
	}
	for _, why := range []string{
		"bad-ma-configuration", "code-page-conversion", "connectivity", "database-connection-lost", "database-disk-full", "deadlocked", "entry-export-error",
		"error-limit", "extension-dll-access-violation", "extension-dll-bad-image", "extension-dll-config-file", "extension-dll-exception",
		"extension-dll-file-not-found", "extension-dll-instantiation", "extension-dll-load", "extension-dll-no-implementation", "extension-dll-timeout",
		"extension-dll-updated-version", "file-access-denied", "file-embedded-nulls", "object-limit", "out-of-memory", "parsing-errors", "server",
		"server-down", "user-termination-from-wmi-or-ui",
	} {
		results["stopped-"+why] = failed
	}
	return results
}
