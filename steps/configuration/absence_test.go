package configuration_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

// The verdicts that a loss may turn, each with the reason.
func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	const (
		vaguer    = "what is said without it is true as well, and says less"
		besides   = "passwords go to the PDC emulator; the others are a note"
		everybody = "a scope that nobody said may be everybody"
		note      = "a note about domains that have no bearing on this user"
		another   = "the other finding stands by itself, and was told second"
		ours      = "this program's own reckoning, written with every right"
		hint      = "a hint about why a password may be refused, which no other finding rests on"
		second    = "a second opinion can only contradict the first, which decides"
	)
	stepstest.ProveAbsence(t, catalog.All(), "configuration", "testdata", stepstest.Losses{
		"configuration/user-origin": { // the cloud account is blocked whether or not the entry is disabled
			"directory.at: synchronised > cloud-disabled":      vaguer,
			"directory.flags: synchronised > cloud-disabled":   vaguer,
			"directory.matches: synchronised > cloud-disabled": vaguer,
			"deleted.list: deleted > not-in-cloud":             vaguer,
			"deleted.list: deleted-on-both-sides > nowhere":    vaguer,
		},
		"configuration/admin-account": {
			"roles.scoped: scoped-role > no-role":     vaguer,
			"domains.list: unseen > cloud-admin":      "the tenant's own onmicrosoft.com names cannot be federated",
			"licenses.skus: cloud-admin > unlicensed": "the account lacks a licence whether or not others in the tenant have one",
			"licenses.at: cloud-admin > unlicensed":   "the account lacks a licence whether or not others in the tenant have one",
		},
		"configuration/sspr-enabled": {
			"registration.methods: methods-ending > capable":                "an announcement about methods that nobody listed warns nobody",
			"registration.methods: counted-by-directory > capable":          "isSsprCapable is the tenant's own word, on which the methods only cast a doubt",
			"contacts.mobile_phone: registered-only-since > not-registered": vaguer,
			"at: registered-only-since > not-registered":                    vaguer,
			"registration.capable: unseen > capable":                        "isSsprCapable is both of the others at once (userRegistrationDetails), which are there",
		},
		"configuration/sync-engine": {
			"system.core: server-core > running":                            "what is not supported is said where it is known; not to know it hides no fault",
			"connectors.list: agent-serves-domain > both-engines":           vaguer,
			"connectors.list[].domains: agent-serves-domain > both-engines": vaguer,
			"connectors.list[].entra: agent-serves-domain > both-engines":   vaguer,
			"connectors.read: agent-serves-domain > both-engines":           vaguer,

			"scheduler.staging: staging > service-stopped":         another,
			"scheduler.staging: staging-unclear > service-stopped": another,
		},
		"configuration/writeback-switch": {
			"writeback.parameter: sources-disagree > off": second,
			"writeback.parameter: sources-disagree > on":  second,
		},
		"configuration/preferred-dc": {
			"export.partitions[].alternate_sign_and_seal: unsigned > none":       "null where there are no alternate credentials",
			"export.partitions[].sign_and_seal: unsigned-guarded > dead-guarded": another,
		},
		"configuration/remote-sam": {
			"controllers.list[].present: restricted-other > open": besides,
			"controllers.list[].read: restricted-other > open":    besides,
			"token: restricted-other > open":                      besides,
			"whole: restricted-other > open":                      besides,
		},
		"configuration/pdc-emulator": {
			"others: reachable-others > reachable":           note,
			"others[].srv: reachable-others > reachable":     note,
			"user_alone: reachable-others > others-troubled": everybody,
		},
		"configuration/domain-controllers": {
			"copies.list: descriptors-differ > one-differs":                 another,
			"copies.list[].found: descriptors-differ > one-differs":         another,
			"copies.list[].found: replica-missing > descriptors-differ":     another,
			"copies.list[].read_only: descriptors-differ > one-differs":     another,
			"copies.list[].read_only: replica-missing > descriptors-differ": another,
			"list[].pdc: system-unknown > out-of-support":                   another,
			"list[].pdc: unreachable-some > descriptors-differ":             another,
			"list[].pdc: unreachable-some > out-of-support":                 another,
		},
		"configuration/full-sync": {
			"in_progress: import-without-sync > running":    "versions that do not say it are judged by the time since the import (cycleTime)",
			"in_progress: running > import-without-sync":    "versions that do not say it are judged by the time since the import (cycleTime)",
			"connectors.list[].entra: credentials > failed": vaguer,
			"runs.list[].end: unseen > running":             "null is how the script writes a run that is still under way",
		},
		"configuration/connector-account": {
			"too_long: password-too-long > sound": vaguer,
			"said: unseen > not-found":            "written only of a name that a person gave; what is not written is the connector's own",
		},
		"configuration/effective-rights": {
			"change_password.denied: cannot-judge > missing":       ours,
			"change_password.denied: change-refused > missing":     ours,
			"change_password.denied: denied > missing":             ours,
			"change_password.inherited: cannot-judge > denied":     vaguer,
			"change_password.inherited: change-refused > denied":   vaguer,
			"change_password.inherited: missing > denied":          vaguer,
			"protected: missing-cut-off > missing":                 vaguer,
			"protected: missing-cut-off > missing-cut-off-ou":      vaguer,
			"reset_password.denied: denied > missing":              ours,
			"server.write_dacl: opinions-differ > granted":         second,
			"server.write_dacl_found: opinions-differ > granted":   second,
			"server.write_lockout_time: opinions-differ > missing": second,
		},
		"configuration/protected-user": {
			"admin_count: marked-below-ou > inheritance-off-ou":             vaguer,
			"inheritance_off: inheritance-off-both > inheritance-off-ou":    vaguer,
			"path: inheritance-off-both > inheritance-off-user":             vaguer,
			"path: marked-below-ou > marked-only":                           vaguer,
			"path: orphaned-below-ou > orphaned":                            vaguer,
			"path[].protected: inheritance-off-both > inheritance-off-user": vaguer,
			"path[].protected: marked-below-ou > marked-only":               vaguer,
			"path[].protected: orphaned-below-ou > orphaned":                vaguer,
			"token_groups: orphaned > stamped":                              vaguer,
			"token_groups: orphaned-below-ou > stamped":                     vaguer,
			"token_groups_seen: orphaned-below-ou > stamped":                vaguer,
			"token_groups: protected > stamped":                             vaguer,
			"token_groups_seen: orphaned > stamped":                         vaguer,
		},
		"configuration/password-policy": {
			"protection.agents: filtered > free":                               hint,
			"protection.agents: filtered-unevenly > free":                      hint,
			"protection.controllers: filtered-unevenly > filtered":             hint,
			"protection.controllers[].read_only: filtered-unevenly > filtered": hint,
		},
		"configuration/user-account": {
			"policy.fine_grained: locked > locked-open":                       vaguer,
			"policy.fine_grained: locked-until-unlocked > locked-open":        vaguer,
			"policy.lockout_duration_ns: locked > locked-open":                vaguer,
			"policy.lockout_duration_ns: locked-until-unlocked > locked-open": vaguer,
			"policy.readable: locked > locked-open":                           vaguer,
			"policy.readable: locked-until-unlocked > locked-open":            vaguer,
			"user.lockout_time: lock-ended > usable":                          vaguer,
			"user.lockout_time: locked > locked-open":                         vaguer,
		},
	})
}
