package connectivity

import (
	"time"

	"example.com/writeback-doctor/steps"
)

// gap is how far two clocks differ; first is ahead of second.
type gap struct {
	first, second string
	apart         time.Duration
}

// ahead returns how far a clock was ahead of the asker's, and whether that is
// known. It was read at some moment of the look, so anything within it counts
// as equal. A look without a length has no stamp of its own.
func (r reading) ahead() (time.Duration, bool) {
	if r.Time.IsZero() || r.At.IsZero() || r.Took <= 0 {
		return 0, false
	}
	switch early, late := r.Time.Sub(r.At), r.Time.Sub(r.At.Add(r.Took)); {
	case early < 0:
		return early, true
	case late > 0:
		return late, true
	default:
		return 0, true
	}
}

// A server's clock counts when it was asked just now by this machine. What
// stands in a file was stamped by the very clock in question.
const (
	askedAtMost  = 5 * time.Minute
	askedAtLeast = -time.Minute
)

func (c clocks) serverAhead() (time.Duration, bool) {
	age := c.Now.Sub(c.Server.At)
	if age > askedAtMost || age < askedAtLeast {
		return 0, false
	}
	return c.Server.ahead()
}

// gapsOf compares every two clocks that can be compared: server, directory
// and cloud. What this machine asked is compared through its own clock, which
// cancels out; it may be wrong itself. withServer reports whether the server's
// clock is among them.
func gapsOf(c clocks) (gaps []gap, withServer bool) {
	server, serverSeen := c.serverAhead()
	directory, directorySeen := c.Directory.ahead()
	cloud, cloudSeen := c.Cloud.ahead()
	overCloud, overCloudSeen := c.overCloud() // the server over the cloud, as the server saw it
	add := func(seen bool, a, b reading, apart time.Duration) {
		if seen {
			gaps = append(gaps, between(a, b, apart))
		}
	}
	add(directorySeen && cloudSeen, c.Directory, c.Cloud, directory-cloud)
	add(serverSeen && directorySeen, c.Server, c.Directory, server-directory)
	if serverSeen && cloudSeen {
		return append(gaps, between(c.Server, c.Cloud, server-cloud)), true
	}
	add(overCloudSeen, c.Server, c.CloudThere, overCloud)
	// The cloud, seen by both, is the bridge to a server that was not asked
	// from here.
	add(!serverSeen && overCloudSeen && cloudSeen && directorySeen, c.Server, c.Directory, overCloud+cloud-directory)
	return gaps, serverSeen && directorySeen || overCloudSeen
}

// overCloud is how far the server is ahead of the cloud by the server's own
// look. The stamp of that look is the server's, unless it fits this machine's
// clock better.
func (c clocks) overCloud() (time.Duration, bool) {
	cloud, seen := c.CloudThere.ahead()
	if !seen || steps.Passed(c.CloudThere.Seen, c.At) {
		return 0, false
	}
	server, asked := c.serverAhead()
	if !asked {
		return -cloud, true
	}
	stamped := c.CloudThere.At.Sub(c.Server.At)
	if stamped.Abs() < (stamped - server).Abs() {
		return server - cloud, true
	}
	return -cloud, true
}

func between(a, b reading, apart time.Duration) gap {
	if apart < 0 {
		a, b, apart = b, a, -apart
	}
	return gap{first: a.Host, second: b.Host, apart: apart}
}
