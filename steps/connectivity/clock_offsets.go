package connectivity

import (
	"encoding/json"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// ClockID names the step of the clocks.
const ClockID steps.ID = "connectivity/clock"

// Offsets are how far the clocks of the Connect server and of the domain
// controller were ahead of the cloud's. What was not compared is not known.
type Offsets struct{ Server, Directory probes.Maybe[time.Duration] }

// OffsetsOf reads the evidence of the step of the clocks; none is known of what is
// no such evidence.
func OffsetsOf(recorded []byte) Offsets {
	var seen clocks
	if json.Unmarshal(recorded, &seen) != nil {
		return Offsets{}
	}
	cloud, cloudSeen := seen.Cloud.ahead()
	server, serverSeen := seen.serverAhead()
	directory, directorySeen := seen.Directory.ahead()
	overCloud, overCloudSeen := seen.overCloud()
	offsets := Offsets{Directory: probes.KnownIf(directory-cloud, directorySeen && cloudSeen)}
	switch {
	case serverSeen && cloudSeen:
		offsets.Server = probes.Known(server - cloud)
	case overCloudSeen:
		offsets.Server = probes.Known(overCloud)
		if !directorySeen || !serverSeen {
			break
		}
		offsets.Directory = probes.Known(overCloud + directory - server) // this machine does not reach the cloud
	}
	return offsets
}
