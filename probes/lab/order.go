package lab

// order repeats the order of the tree, for sorting worlds. A probe knows no
// tree, so nothing else may depend on it.
var order = [...]string{ //nolint:gochecknoglobals // a table
	"symptom/caller", "symptom/words",
	"configuration/premium-license", "configuration/user-origin", "configuration/user-license",
	"configuration/admin-account", "configuration/sspr-enabled", "configuration/sync-engine",
	"configuration/writeback-switch", "configuration/pdc-emulator", "configuration/preferred-dc",
	"configuration/domain-controllers", "configuration/full-sync", "configuration/user-link",
	"configuration/connector-account", "configuration/effective-rights", "configuration/protected-user",
	"configuration/user-account", "configuration/password-policy", "configuration/remote-sam",
	"configuration/ou-name",
	"connectivity/connect-version", "connectivity/outbound-tls", "connectivity/proxy",
	"connectivity/password-reset-endpoint", "connectivity/service-bus", "connectivity/idle",
	"connectivity/domain-controller-ports", "connectivity/clock",
	"reenable/event-log", "reenable/restart-service", "reenable/disable-enable", "reenable/canary",
	"reenable/escalate",
}
