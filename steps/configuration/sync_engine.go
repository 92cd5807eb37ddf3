package configuration

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// SyncEngineID names this step.
const SyncEngineID steps.ID = "configuration/sync-engine"

// SyncEngine finds a synchronisation engine that does not run, runs on the
// wrong server, or is another one than the walk expects.
var SyncEngine = steps.Step{
	ID:    SyncEngineID,
	Seed:  []string{"C8"},
	Title: lang.Text{Ko: "동기화 엔진", En: "Synchronisation engine"},
	Why: lang.Text{
		Ko: "암호 쓰기 저장은 활성 Microsoft Entra Connect Sync 서버의 ADSync 서비스 안에서만 동작합니다.",
		En: "Password writeback runs only inside the ADSync service of the active Microsoft Entra Connect Sync server.",
	},
	Check:     steps.Look(seeEngine, judgeEngine),
	Reads:     []steps.Instrument{steps.ByEngine},
	Graph:     steps.GraphRights{More: []string{probes.OrganizationRead}},
	Keeps:     steps.Passing,
	RefutedBy: steps.Written,
	Observed:  true,
	Timeout:   serverTime,
	Uses:      []steps.Fact{steps.UserDN},
	Teaches:   []steps.Fact{steps.ConnectorAccount, steps.ConnectVersion},
	Blanks: tell.Kinds{
		"agent_version": tell.Version,
		"host":          tell.Server,
		"fips":          tell.Words,
		"home":          tell.Domain,
		"synced_at":     tell.Moment,
		"start_mode":    tell.Words, "state": tell.Words,
	},
	Branches: engineBranches,
}

// engineEvidence is what of the server decides about the engine.
type engineEvidence struct {
	probes.Seen
	Domain     string            `json:"domain" is:"domain"` // of the caller's account; "" when not known
	System     probes.System     `json:"system"`
	Service    probes.Service    `json:"service"`
	Product    probes.Product    `json:"product"`
	Scheduler  probes.Scheduler  `json:"scheduler"`
	Connectors probes.Connectors `json:"connectors"`
	CloudSync  probes.CloudSync  `json:"cloud_sync"`
	Writeback  probes.Writeback  `json:"writeback"`
	Beside     beside            `json:"beside,omitzero"` // looked at where the server is in staging mode
}

func seeEngine(ctx context.Context, env steps.Env, facts steps.Facts) (engineEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return engineEvidence{}, err
	}
	seen := engineEvidence{
		Seen: server.Seen, Domain: homeDomain(facts), System: server.System, Service: server.Service,
		Product: server.Product, Scheduler: server.Scheduler, Connectors: server.Connectors,
		CloudSync: server.CloudSync, Writeback: server.Writeback,
	}
	if server.Scheduler.Staging == probes.Yes {
		seen.Beside = seeBeside(ctx, env, facts, server)
	}
	if ctx.Err() != nil {
		return engineEvidence{}, leftEarly(ctx)
	}
	return seen, nil
}

func judgeEngine(e engineEvidence) steps.Verdict {
	verdict := judgeEngineState(e)
	if verdict.On != stagingBeside && verdict.On != stagingUnclear {
		verdict.Learned = learnFromEngine(e)
	}
	if verdict.Args == nil && verdict.On != steps.Unseen {
		verdict.Args = tell.Args{}
	}
	if verdict.Args != nil {
		verdict.Args["host"], verdict.Args["fips"] = engineHost(e), tell.Words.Of("")
		if e.System.FIPS == probes.Yes {
			verdict.Args["fips"] = tell.Words.Of("FipsAlgorithmPolicy")
		}
	}
	return verdict
}

func judgeEngineState(e engineEvidence) steps.Verdict {
	scheduler := e.Scheduler
	switch {
	case !e.Service.Read:
		return steps.Blind(e.Service.Part)
	case e.Service.Installed == probes.No && (!e.CloudSync.Read || e.CloudSync.Installed == probes.Unsaid):
		return steps.Blind(e.CloudSync.Part)
	case e.Service.Installed == probes.No && e.CloudSync.Installed == probes.Yes && judgeServiceState(e.CloudSync.State) == "service-stopped":
		return steps.Verdict{On: "agent-stopped", Args: agentArgs(e)}
	case e.Service.Installed == probes.No && e.CloudSync.Installed == probes.Yes:
		return steps.Verdict{On: "cloud-sync", Args: agentArgs(e)}
	case e.Service.Installed == probes.No:
		return steps.Verdict{On: "not-installed"}
	case scheduler.Staging == probes.Yes:
		return judgeStaging(e)
	case e.Service.State == "":
		return steps.Blind(probes.Part{})
	case !strings.EqualFold(e.Service.State, serviceRuns):
		return steps.Verdict{On: judgeServiceState(e.Service.State), Args: tell.Args{
			"state": tell.Words.Of(e.Service.State), "start_mode": tell.Words.Of(e.Service.StartMode).OrDash(),
		}}
	case !scheduler.Read:
		return steps.Blind(scheduler.Part)
	default:
		return judgeRunningEngine(e)
	}
}

// agentRuns reports whether the Cloud Sync agent runs on this server.
func agentRuns(e engineEvidence) bool {
	return e.CloudSync.Read && e.CloudSync.Installed == probes.Yes && strings.EqualFold(e.CloudSync.State, serviceRuns)
}

func agentArgs(e engineEvidence) tell.Args {
	return tell.Args{
		"agent_version": tell.Version.Of(e.CloudSync.Version).OrDash(), "state": tell.Words.Of(e.CloudSync.State).OrDash(),
		"start_mode": tell.Words.Unknown(), "home": tell.Domain.Of(e.Domain).OrDash(),
	}
}

// switchedOff reports whether Connect Sync is known to write no passwords.
func switchedOff(w probes.Writeback) bool {
	return w.Read && w.Enabled == probes.No && w.Parameter != probes.Yes
}

// serviceRuns is the State of a running service. Win32_Service keeps its own
// English words in every language of Windows (WMI class reference).
const serviceRuns = "Running"

// judgeServiceState judges the states other than running. Start Pending,
// Continue Pending and Unknown are on the way to somewhere, and so is a state
// that the class reference does not name.
func judgeServiceState(state string) steps.Outcome {
	for _, down := range []string{"Stopped", "Stop Pending", "Paused", "Pause Pending"} {
		if strings.EqualFold(state, down) {
			return "service-stopped"
		}
	}
	return "service-changing"
}

// controllerRole is the first DomainRole of a domain controller
// (Win32_ComputerSystem: 4 backup, 5 primary domain controller).
const controllerRole = 4

func judgeRunningEngine(e engineEvidence) steps.Verdict {
	s := e.Scheduler
	known := []probes.YesNo{s.Staging, s.MaintenanceEnabled, s.CycleEnabled, s.Suspended}
	if slices.Contains(known, probes.Unsaid) {
		return steps.Blind(s.Part)
	}
	switch {
	case s.MaintenanceEnabled == probes.No:
		return steps.Verdict{On: "maintenance-off"}
	case s.CycleEnabled == probes.No:
		return steps.Verdict{On: "cycle-disabled"}
	case s.Suspended == probes.Yes:
		return steps.Verdict{On: "scheduler-suspended"}
	case !e.CloudSync.Read, e.CloudSync.Installed == probes.Unsaid:
		return steps.Blind(e.CloudSync.Part)
	case agentRuns(e) && notOfConnect(e):
		return steps.Verdict{On: agentServes, Args: agentArgs(e)}
	case agentRuns(e) && (!e.Writeback.Read || e.Writeback.Enabled == probes.Unsaid):
		return steps.Blind(e.Writeback.Part) // which of the two shall write
	case agentRuns(e) && switchedOff(e.Writeback):
		return steps.Verdict{On: "agent-writes", Args: agentArgs(e)}
	case e.CloudSync.Installed == probes.Yes:
		return steps.Verdict{On: "both-engines"}
	case !e.System.Read, !e.System.DomainRole.Seen():
		return steps.Blind(e.System.Part)
	case e.System.DomainRole.Or(0) >= controllerRole:
		return steps.Verdict{On: "on-domain-controller"}
	case e.System.Core == probes.Yes: // what is not supported is said; not to know it hides no fault
		return steps.Verdict{On: "server-core"}
	default:
		return steps.Verdict{On: "running"}
	}
}

func engineHost(e engineEvidence) tell.Value {
	return tell.Server.Of(cmp.Or(e.System.Host, e.Vantage.Host)).OrDash()
}

// learnFromEngine returns the installed version and the account that writes
// into the domain of the caller.
func learnFromEngine(e engineEvidence) steps.Facts {
	learned := steps.Facts{}
	if e.Product.Read && e.Product.Version != "" {
		learned[steps.ConnectVersion] = e.Product.Version
	}
	connector := connectorOf(e.Connectors.List, e.Domain)
	if connector == nil || connector.Account == "" {
		return learned
	}
	learned[steps.ConnectorAccount] = accountOf(connector)
	return learned
}
