package connectivity

import (
	"encoding/json"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestOffsets are those that the step of the clocks compares, over the cloud.
func TestOffsets(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	of := func(ahead time.Duration) reading {
		return reading{Seen: probes.Seen{At: noon, Took: time.Millisecond, Vantage: probes.Vantage{Place: probes.SyncServer}}, Time: noon.Add(ahead)}
	}
	behind := reading{Seen: probes.Seen{At: noon, Took: time.Millisecond}, Time: noon.Add(-8 * time.Minute)} // the cloud, stamped by a server that is ahead
	for name, c := range map[string]struct {
		seen              clocks
		server, directory string
	}{
		"all":                    {clocks{Now: noon, Server: of(-3 * time.Minute), Directory: of(-time.Minute), Cloud: of(0)}, "-3m0s", "-1m0s"},
		"no server":              {clocks{Now: noon, Directory: of(-time.Minute), Cloud: of(0)}, "", "-1m0s"},
		"no cloud":               {clocks{Now: noon, Server: of(0), Directory: of(0)}, "", ""},
		"by the server's look":   {clocks{Seen: probes.Seen{At: noon}, Now: noon, CloudThere: behind}, "8m0s", ""},
		"and over it":            {clocks{Seen: probes.Seen{At: noon}, Now: noon, Server: of(0), Directory: of(-time.Minute), CloudThere: behind}, "8m0s", "7m0s"},
		"a server of a file":     {clocks{Now: noon.Add(time.Hour), Server: of(-3 * time.Minute), Cloud: of(0)}, "", ""},
		"nothing that was asked": {clocks{}, "", ""},
	} {
		text, err := json.Marshal(c.seen)
		if err != nil {
			t.Fatal(err)
		}
		got := OffsetsOf(text)
		if got.Server.String() != c.server || got.Directory.String() != c.directory {
			t.Errorf("%s: server %q, directory %q; want %q, %q", name, got.Server, got.Directory, c.server, c.directory)
		}
	}
	if got := OffsetsOf([]byte("[")); got.Server.Seen() || got.Directory.Seen() {
		t.Errorf("of nothing: %+v", got)
	}
}
