package powershell

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// fromCmdlets makes a document of what Format-List printed of the cmdlets that
// the help names: the names of properties are in English in every Windows, and so
// are True and False. It needs the name of the machine and the time in UTC.
func fromCmdlets(text []byte) ([]byte, error) {
	said, order := properties(text)
	at, err := time.Parse(time.RFC3339Nano, said["CollectedAtUtc"])
	if err != nil || said["MachineName"] == "" || !probes.CanBe(at) {
		return nil, ErrNoExport
	}
	d := Document{Schema: Schema, Host: strings.ToLower(said["MachineName"]), At: at.UTC(), Server: &probes.Server{}}
	s := d.Server
	s.At = d.At
	if order["StagingModeEnabled"] {
		s.Scheduler = probes.Scheduler{
			Part: probes.Part{Read: true}, CycleEnabled: yesNo(said["SyncCycleEnabled"]), Suspended: yesNo(said["SchedulerSuspended"]),
			Staging: yesNo(said["StagingModeEnabled"]), MaintenanceEnabled: yesNo(said["MaintenanceEnabled"]),
			InProgress: yesNo(said["SyncCycleInProgress"]), PurgeAfter: timespan(said["PurgeRunHistoryInterval"]),
			Interval: timespan(said["CurrentlyEffectiveSyncCycleInterval"]),
		}
	}
	if order["ServiceStatus"] {
		s.Writeback = probes.Writeback{
			Part: probes.Part{Read: true}, Enabled: yesNo(said["Enabled"]), Status: said["ServiceStatus"], Onboarding: said["OnboardingRequiredStatus"],
		}
	}
	if order["StartMode"] {
		s.Service = probes.Service{
			Part: probes.Part{Read: true}, Installed: probes.Yes, State: said["State"], StartMode: said["StartMode"], Account: said["StartName"],
		}
	}
	if version := said["ProductVersion"]; version != "" {
		s.Product = probes.Product{Part: probes.Part{Read: true}, Version: version, From: "miiserver.exe"}
	}
	if !s.Scheduler.Read && !s.Writeback.Read && !s.Service.Read {
		return nil, ErrNoExport
	}
	return written(d)
}

// AskByEvents exports the events of the Connect server, with the texts, as XML.
const AskByEvents = `wevtutil qe Application "/q:*[System[(Provider[@Name='PasswordResetService' or @Name='ADSync' or @Name='Directory Synchronization']) and TimeCreated[timediff(@SystemTime) <= 604800000]]]" /f:RenderedXml /e:Events > events.xml`

// properties are the lines "Name : value" of a text; the first of each name
// counts. seen are the names.
func properties(text []byte) (said map[string]string, seen map[string]bool) {
	said, seen = map[string]string{}, map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(make([]byte, 0, 1<<12), 1<<16)
	for lines.Scan() {
		name, value, found := strings.Cut(lines.Text(), " : ")
		if name = strings.TrimSpace(name); !found || name == "" || strings.ContainsAny(name, " \t") || seen[name] || len(seen) > 500 {
			continue
		}
		seen[name], said[name] = true, strings.TrimSpace(value)
	}
	return said, seen
}

func yesNo(word string) probes.YesNo {
	switch {
	case strings.EqualFold(word, "True"):
		return probes.Yes
	case strings.EqualFold(word, "False"):
		return probes.No
	default:
		return probes.Unsaid
	}
}

// timespan reads "7.00:00:00" and "00:30:00", as .NET writes a TimeSpan in every
// culture.
func timespan(text string) probes.Maybe[time.Duration] {
	days, clock, found := strings.Cut(text, ".")
	if !found {
		days, clock = "0", text
	}
	parts := append([]string{days}, strings.Split(clock, ":")...)
	if len(parts) != 4 {
		return probes.Maybe[time.Duration]{}
	}
	var total time.Duration
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, err := strconv.ParseUint(parts[i], 10, 16)
		if err != nil {
			return probes.Maybe[time.Duration]{}
		}
		total += time.Duration(n) * unit
	}
	return probes.Known(total)
}
