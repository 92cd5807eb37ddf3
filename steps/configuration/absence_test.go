package configuration_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	const (
		vaguer  = "what is said without it is true as well, and says less"
		another = "the other finding stands by itself, and was told second"
		ours    = "this program's own reckoning, written with every right"
		second  = "a second opinion can only contradict the first, which decides"
	)
	stepstest.ProveAbsence(t, catalog.All(), "configuration", "testdata", stepstest.Losses{
		"configuration/user-origin": {
			"directory.at":      "Microsoft Graph alone tells that an account was made in the cloud",
			"directory.matches": "the same: without it the directory was not seen",
		},
		"configuration/admin-account": {
			"licenses.at": "the account lacks a licence whether or not others in the tenant have one",
		},
		"configuration/sspr-enabled": {
			"registration.capable": "isSsprCapable is both of the others at once (userRegistrationDetails), which are there",
		},
		"configuration/sync-engine": {
			"scheduler.staging": another,
		},
		"configuration/writeback-switch": {
			"writeback.parameter": second,
		},
		"configuration/preferred-dc": {
			"export.partitions[].alternate_sign_and_seal": "null where there are no alternate credentials",
			"export.partitions[].sign_and_seal":           another,
		},
		"configuration/domain-controllers": {
			"copies.list[].read_only": another,
			"copies.list[].found":     another,
			"list[].pdc":              another,
		},
		"configuration/full-sync": {
			"in_progress":     "versions that do not say it are judged by the time since the import (cycleTime)",
			"runs.list[].end": "null is how the script writes a run that is still under way",
		},
		"configuration/user-link": {
			"hash_sync_scope": "null where password hashes are not synchronised at all, which writeback does not need",
		},
		"configuration/connector-account": {
			"said": "written only of a name that a person gave; what is not written is the connector's own",
		},
		"configuration/effective-rights": {
			"change_password.denied":    ours,
			"change_password.inherited": vaguer,
			"reset_password.denied":     ours,
			"protected":                 vaguer,
			"server.write_dacl":         second,
			"server.write_dacl_found":   second,
			"server.write_lockout_time": second,
		},
		"configuration/protected-user": {
			"token_groups_seen": vaguer,
		},
		"configuration/user-account": {
			"policy.lockout_duration_ns": vaguer,
			"policy.readable":            vaguer,
			"policy.fine_grained":        vaguer,
			"user.lockout_time":          vaguer,
		},
	})
}
