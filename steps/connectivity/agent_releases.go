package connectivity

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/version"
)

//go:embed data/agent-versions.csv
var agentReleasesCSV []byte

// agentReleasesChecked is the last day on which the newest row of the table was
// known to be the newest version.
var agentReleasesChecked = time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)

// The versions from which something holds, all of them rows of the table.
var (
	// agentWrites is the first version that writes passwords back ("Tutorial:
	// Enable cloud sync self-service password reset writeback", Microsoft Learn).
	agentWrites = version.Must("1.1.977.0")
	// agentKeepsOut is the first whose Add-AADCloudSyncADDomain grants a gMSA of
	// the customer's own no rights any more.
	agentKeepsOut = version.Must("1.1.2334.0")
)

// governmentDefect is how the table names that writeback fails in the US
// Government clouds.
const governmentDefect = "government"

// agentRelease is one row of the table of agent versions.
type agentRelease struct {
	version  version.Version
	released time.Time // zero when not printed
	defect   string
}

// agentReleases is the table, newest first. Broken data is a fault of ours,
// which the tests find.
var agentReleases = sync.OnceValue(func() []agentRelease {
	table, err := readAgentReleases(agentReleasesCSV)
	if err != nil {
		panic(err)
	}
	return table
})

func readAgentReleases(data []byte) ([]agentRelease, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comment, reader.FieldsPerRecord = '#', 3
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the table of agent versions: %w", err)
	}
	var table []agentRelease
	for _, row := range rows[min(1, len(rows)):] {
		v, err := version.Parse(row[0])
		if err != nil {
			return nil, fmt.Errorf("read the table of agent versions: %w", err)
		}
		released, err := readDay(row[1])
		if err != nil {
			return nil, err
		}
		table = append(table, agentRelease{version: v, released: released, defect: row[2]})
	}
	probes.SortStable(table, func(a, b agentRelease) int { return b.version.Compare(a.version) })
	return table, nil
}
