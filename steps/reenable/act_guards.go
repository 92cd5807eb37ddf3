package reenable

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	versions "example.com/writeback-doctor/steps/version"
)

// guarded is what decides whether the Connect server may be changed now. It is
// judged and nothing else is: what is not in it is not known.
type guarded struct {
	Now       time.Time        `json:"now"`
	Deeds     []probes.Deed    `json:"deeds"`
	Way       *probes.Obstacle `json:"way,omitempty"` // why nothing leads to what can act; nil when something does
	Console   bool             `json:"console"`       // somebody can sign in at the server
	Server    probes.Server    `json:"server"`
	NoServer  *probes.Obstacle `json:"no_server,omitempty"`
	ByHand    bool             `json:"by_hand"` // a person said what stands there, and no probe
	Above     []steps.ID       `json:"above"`   // what is broken above, and nothing explains
	NoTrail   bool             `json:"no_trail"`
	Finishing bool             `json:"finishing"` // it is the rest of an action that broke off
}

// signsInFrom is the first version whose cmdlets ask for an administrator of the
// tenant ("Microsoft Entra Connect: Version release history", 2.5.3.0).
var signsInFrom = versions.Must("2.5.3.0")

// runsNow is how long a run without an end counts as one that is running.
const runsNow = 24 * time.Hour

// judgeGuards returns every reason why it is not done. What cannot be seen is one.
func judgeGuards(g guarded) []steps.Outcome {
	switch {
	case g.Way != nil && g.Way.Needs == probes.FromFile:
		return []steps.Outcome{"from-file"}
	case g.NoServer != nil && g.ByHand:
		return []steps.Outcome{"by-hand"}
	case g.NoServer != nil:
		return []steps.Outcome{"server-unseen"}
	case g.Way != nil:
		return []steps.Outcome{"no-way"}
	case !g.Server.Vantage.OnSyncServer():
		return []steps.Outcome{"server-unseen"}
	}
	var found []steps.Outcome
	add := func(on steps.Outcome, holds bool) {
		if holds {
			found = append(found, on)
		}
	}
	add("no-name", serverName(g.Server) == "")
	add("no-trail", g.NoTrail)
	add("broken-above", len(g.Above) > 0 && !g.Finishing)
	return slices.Concat(found, g.engine(), g.switchable())
}

// engine judges the service and what runs on it.
func (g guarded) engine() []steps.Outcome {
	service, scheduler := g.Server.Service, g.Server.Scheduler
	starting := slices.Contains(g.Deeds, probes.StartService)
	switch {
	case !service.Read, service.Installed == probes.Unsaid, service.State == "" && service.Installed == probes.Yes:
		return []steps.Outcome{"service-unseen"}
	case service.Installed == probes.No:
		return []steps.Outcome{"not-installed"}
	case starting && !strings.EqualFold(service.State, "Stopped"), !starting && !strings.EqualFold(service.State, "Running"):
		return []steps.Outcome{"service-state"}
	case starting: // nothing runs on it, and the module does not answer
		return nil
	}
	var found []steps.Outcome
	switch {
	case !scheduler.Read, scheduler.Staging == probes.Unsaid:
		found = append(found, "staging-unseen")
	case scheduler.Staging == probes.Yes:
		found = append(found, "staging")
	}
	switch running, seen := g.running(); {
	case running:
		found = append(found, "sync-running")
	case !seen:
		found = append(found, "sync-unseen")
	}
	return append(found, g.agent()...)
}

// running reports whether a synchronisation runs, and whether that was seen. The
// scheduler of older versions does not say; their history does.
func (g guarded) running() (running, seen bool) {
	scheduler, runs := g.Server.Scheduler, g.Server.Runs
	said := scheduler.Read && scheduler.InProgress != probes.Unsaid
	listed := runs.Read && runs.List.Seen()
	for _, run := range runs.List {
		if listed && run.End.IsZero() && g.Now.Sub(run.Start) < runsNow {
			return true, true
		}
	}
	return said && scheduler.InProgress == probes.Yes, said || listed
}

// agent judges the second engine, the agent of Cloud Sync.
func (g guarded) agent() []steps.Outcome {
	agent := g.Server.CloudSync
	switch {
	case !agent.Read, agent.Installed == probes.Unsaid, agent.Installed == probes.Yes && agent.State == "":
		return []steps.Outcome{"second-engine-unseen"}
	case agent.Installed == probes.Yes && !strings.EqualFold(agent.State, "Stopped"):
		return []steps.Outcome{"second-engine"}
	default:
		return nil
	}
}

// switchable judges what only a switch needs.
func (g guarded) switchable() []steps.Outcome {
	if !switchesWriteback(g.Deeds) {
		return nil
	}
	var found []steps.Outcome
	if !g.Server.Writeback.Read || g.Server.Writeback.Enabled == probes.Unsaid {
		found = append(found, "switch-unseen")
	}
	if entraName(g.Server) == "" {
		found = append(found, "connector-unseen")
	}
	return found
}

// guided reports whether the person has to do it: from some version on somebody
// has to sign in while it is done, and here nobody could.
func (g guarded) guided() bool {
	if !switchesWriteback(g.Deeds) || g.Console {
		return false
	}
	installed, err := versions.Parse(g.Server.Product.Version)
	return !g.Server.Product.Read || err != nil || installed.Compare(signsInFrom) >= 0
}

func switchesWriteback(deeds []probes.Deed) bool {
	return slices.Contains(deeds, probes.SwitchOff) || slices.Contains(deeds, probes.SwitchOn)
}

// entraName is the exact name of the Microsoft Entra connector, "" where it is not
// the only one, is not known, or could not stand in a command as it is.
func entraName(s probes.Server) string {
	name := s.Writeback.Connector
	if s.Connectors.Read {
		var all []string
		for _, c := range s.Connectors.List {
			if c.Entra == probes.Yes {
				all = append(all, c.Name)
			}
		}
		if len(all) != 1 || name != "" && all[0] != name {
			return ""
		}
		name = all[0]
	}
	if lang.Clean(name) != name {
		return ""
	}
	return name
}

// serverName is the name of the server.
func serverName(s probes.Server) string {
	if s.System.Read && s.System.Host != "" {
		return s.System.Host
	}
	return s.Vantage.Host
}
