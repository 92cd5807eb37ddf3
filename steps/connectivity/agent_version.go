package connectivity

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/version"
)

// AgentVersion finds a Cloud Sync agent that cannot write passwords back, or
// whose version has a known defect of it.
var AgentVersion = steps.Step{
	ID:    "connectivity/agent-version",
	Title: lang.Text{Ko: "Cloud Sync 에이전트 버전", En: "Version of the Cloud Sync agent"},
	Why: lang.Text{
		Ko: "Cloud Sync를 쓰는 도메인에서는 에이전트가 암호를 기록하며, 버전에 따라 기록하지 못하는 것이 있습니다.",
		En: "In a domain of Cloud Sync the agent writes the passwords, and some versions cannot.",
	},
	Check:     steps.Look(seeAgent, judgeAgent),
	Reads:     []steps.Instrument{steps.ByServer},
	Uses:      []steps.Fact{steps.Tenant},
	Keeps:     steps.Lasting,
	RefutedBy: steps.Written,
	Timeout:   serverLimit,
	Blanks: tell.Kinds{
		"fixed": tell.Version, "lowest": tell.Version, "newest": tell.Version, "own_gmsa_version": tell.Version,
		"stale_day": tell.Words, "version": tell.Version,
	},
	Branches: agentBranches,
}

// installedAgent is the agent, and what tells whether it is the one that writes.
type installedAgent struct {
	probes.Seen
	CloudSync probes.CloudSync `json:"cloud_sync"`
	Service   probes.Service   `json:"service"` // ADSync
	Staging   probes.YesNo     `json:"staging"`
	Writeback probes.Writeback `json:"writeback"` // of Connect Sync
	Tenant    string           `json:"tenant" is:"tenant"`
	Now       time.Time        `json:"now"`
}

// Dated is the version as it is judged on another day.
func (e installedAgent) Dated(moment time.Time) installedAgent {
	e.Now = moment
	return e
}

func seeAgent(ctx context.Context, env steps.Env, facts steps.Facts) (installedAgent, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return installedAgent{}, err
	}
	return installedAgent{
		Seen: server.Seen, CloudSync: server.CloudSync, Service: server.Service, Staging: server.Scheduler.Staging,
		Writeback: server.Writeback, Tenant: facts[steps.Tenant], Now: env.Now().UTC(),
	}, nil
}

func judgeAgent(e installedAgent) steps.Verdict {
	switch agent := e.CloudSync; {
	case !agent.Read, agent.Installed == probes.Unsaid:
		return steps.Blind(agent.Part)
	case agent.Installed == probes.No:
		return steps.Verdict{On: "no-agent"}
	}
	v, err := version.Parse(e.CloudSync.Version)
	if err != nil || e.Now.IsZero() {
		return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Malformed, Needs: "version"}}
	}
	on, serves := agentOutcome(v, e.Tenant), e.serves()
	harmful := slices.Contains([]steps.Outcome{"too-old", "government-defect", "government-possible"}, on)
	switch {
	case serves == probes.No:
		on = "beside"
	case serves == probes.Unsaid && harmful:
		return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.NotCollected, Needs: "ADSync"}}
	}
	return steps.Verdict{On: on, Args: agentArgs(v, e.Now)}
}

// serves tells whether the agent is the one of the two engines that writes
// passwords: Connect Sync is not there, is put aside, or has its switch off.
func (e installedAgent) serves() probes.YesNo {
	w := e.Writeback
	switch {
	case e.Service.Read && e.Service.Installed == probes.No, e.Staging == probes.Yes,
		w.Read && w.Enabled == probes.No && w.Parameter != probes.Yes:
		return probes.Yes
	case e.Service.Read && e.Service.Installed == probes.Yes && e.Staging == probes.No && w.Read && w.Enabled == probes.Yes:
		return probes.No
	default:
		return probes.Unsaid
	}
}

func agentOutcome(v version.Version, tenant string) steps.Outcome {
	table := agentReleases()
	row := slices.IndexFunc(table, func(r agentRelease) bool { return r.version.Compare(v) == 0 })
	switch {
	case v.Compare(agentWrites) < 0:
		return "too-old"
	case v.Compare(table[0].version) > 0:
		return "newer-than-table"
	case row < 0:
		return "unlisted"
	case row == 0:
		return "newest"
	case table[row].defect != governmentDefect:
		return "listed"
	}
	switch tenant = strings.ToLower(tenant); {
	case cloudOf(nil, tenant) == governmentCloud:
		return "government-defect"
	case cloudOf(nil, tenant) == chinaCloud, strings.HasSuffix(tenant, ".onmicrosoft.com"):
		return "listed"
	default: // an ID and a name of the customer's own say nothing about the cloud
		return "government-possible"
	}
}

func agentArgs(v version.Version, now time.Time) tell.Args {
	table := agentReleases()
	args := tell.Args{
		"version": tell.Version.Of(v.String()), "newest": tell.Version.Of(table[0].version.String()),
		"lowest": tell.Version.Of(agentWrites.String()), "fixed": tell.Version.Unknown(),
		"stale_day": tell.Words.Of(""), "own_gmsa_version": tell.Version.Of(""),
	}
	for i := range table {
		if i > 0 && table[i].defect != "" && table[i].version.Compare(v) == 0 {
			args["fixed"] = tell.Version.Of(table[i-1].version.String()) // the row above is the next release
		}
	}
	if now.Sub(agentReleasesChecked) > freshFor {
		args["stale_day"] = tell.Words.Of(agentReleasesChecked.Format(time.DateOnly))
	}
	if v.Compare(agentKeepsOut) >= 0 {
		args["own_gmsa_version"] = tell.Version.Of(agentKeepsOut.String())
	}
	return args
}
