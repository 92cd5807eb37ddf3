package catalog

import (
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/connectivity"
)

// Table is a table that somebody else keeps and that steps rest on.
type Table struct {
	Name    string
	AsOf    string // day of the source, in as much of ISO 8601 as is known
	Checked string // last day on which nothing newer was known; "" for none
}

// Tables are all of them.
func Tables() []Table {
	connect, agent := connectivity.TableDays()
	return []Table{
		{"connect-versions", connect.AsOf, connect.Checked},
		{"agent-versions", agent.AsOf, agent.Checked},
		{"licenses", configuration.LicensesAsOf, ""},
	}
}
