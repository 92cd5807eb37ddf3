package configuration

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// LastSyncID names this step.
const LastSyncID steps.ID = "configuration/last-sync"

// LastSync finds a tenant that has not been synchronised for long, and one that
// says something else than the Connect server.
var LastSync = steps.Step{
	ID:    LastSyncID,
	Title: lang.Text{Ko: "테넌트의 마지막 동기화", En: "Last synchronisation of the tenant"},
	Why: lang.Text{
		Ko: "동기화가 멈추면 새 사용자와 바뀐 사용자가 연결되지 않고, 대개 서버의 다른 고장도 함께 드러납니다.",
		En: "Where the synchronisation stands still, new and changed users are not linked, and it often shows another fault of the server.",
	},
	Check:       steps.Look(seeLastSync, judgeLastSync),
	Reads:       []steps.Instrument{steps.ByTenant},
	Graph:       steps.GraphRights{Sees: []string{probes.OrganizationRead}},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.WrittenHere,
	Timeout:     serverTime,
	Blanks:      tell.Kinds{"age_span": tell.Span, "ran_at": tell.Moment, "synced_at": tell.Moment},
	Branches:    lastSyncBranches,
}

var lastSyncBranches = []steps.Branch{
	{
		On: "recent", Status: steps.Healthy,
		Label: lang.Text{Ko: "최근에 동기화됨", En: "Recent"},
		Say: lang.Text{
			Ko: "테넌트는 {synced_at}에 마지막으로 동기화되었습니다.",
			En: "The tenant was last synchronised at {synced_at}.",
		},
	},
	{
		On: "late", Status: steps.Warning,
		Label: lang.Text{Ko: "동기화가 늦음", En: "Late"},
		Say: lang.Text{
			Ko: "테넌트가 {age_span} 동안 동기화되지 않았습니다(마지막: {synced_at}). 보통은 30분마다 동기화됩니다.",
			En: "The tenant has not been synchronised for {age_span} (last: {synced_at}). Usually it is every 30 minutes.",
		},
		Remedy: findStandstill,
	},
	{
		On: "contradicts-server", Status: steps.Warning,
		Label: lang.Text{Ko: "서버와 다름", En: "Contradicts the server"},
		Say: lang.Text{
			Ko: "테넌트는 {age_span} 동안 동기화되지 않았다고 하지만(마지막: {synced_at}), Connect 서버의 Microsoft Entra 커넥터에서는 {ran_at}에 작업이 성공했습니다. 이 서버가 다른 테넌트를 동기화하거나, 지금 로그인한 테넌트가 다른 테넌트일 수 있습니다.",
			En: "The tenant says that it has not been synchronised for {age_span} (last: {synced_at}), yet a run of the Microsoft Entra connector on the Connect server succeeded at {ran_at}. The server may synchronise another tenant than the one that is looked at here.",
		},
		Remedy: compareTenants,
	},
	{
		On: "by-another", Status: steps.Warning,
		Label: lang.Text{Ko: "다른 서버가 동기화함", En: "By another server"},
		Say: lang.Text{
			Ko: "테넌트는 {synced_at}에 동기화되었는데, 이 Connect 서버의 Microsoft Entra 커넥터에서는 {ran_at} 뒤로 작업이 없습니다. 다른 서버가 이 테넌트를 동기화하고 있습니다.",
			En: "The tenant was synchronised at {synced_at}, and on this Connect server nothing has been run on the Microsoft Entra connector since {ran_at}. Another server synchronises this tenant.",
		},
		Remedy: findActiveServer,
	},
	{
		On: "days-old", Status: steps.Broken,
		Label: lang.Text{Ko: "하루 넘게 동기화 안 됨", En: "Older than a day"},
		Say: lang.Text{
			Ko: "테넌트가 {age_span} 동안 동기화되지 않았습니다(마지막: {synced_at}). 동기화가 멈춰 있으며, 쓰기 저장도 같은 서버에서 이루어집니다.",
			En: "The tenant has not been synchronised for {age_span} (last: {synced_at}). The synchronisation stands still, and the same server writes passwords back.",
		},
		Remedy: findStandstill, Explains: []steps.ID{"configuration/user-link"},
	},
	{
		On: "switched-off", Status: steps.Broken, RefutedAlso: steps.RanWell, Observed: true, // it could synchronise until then
		Label: lang.Text{Ko: "디렉터리 동기화 꺼짐", En: "Directory sync off"},
		Say: lang.Text{
			Ko: "이 테넌트의 디렉터리 동기화가 꺼져 있습니다. 예전에는 켜져 있었습니다. 꺼진 동안에는 어떤 사용자도 Active Directory와 이어져 있지 않습니다.",
			En: "Directory synchronisation is switched off for this tenant; it was on once. While it is off, no user is linked to Active Directory.",
		},
		Remedy: compareTenants, Explains: []steps.ID{"configuration/user-link"},
	},
	{
		On: "never", Status: steps.Broken, RefutedAlso: steps.RanWell,
		Label: lang.Text{Ko: "동기화한 적 없음", En: "Never"},
		Say: lang.Text{
			Ko: "이 테넌트는 Active Directory와 동기화된 적이 없습니다.",
			En: "This tenant has never been synchronised with Active Directory.",
		},
		Remedy: compareTenants, Explains: []steps.ID{"configuration/user-link"},
	},
	{
		On: steps.Unseen, Status: steps.Unknown,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "테넌트가 언제 마지막으로 동기화되었는지 읽지 못했습니다.",
			En: "When the tenant was last synchronised could not be read.",
		},
	},
}

// lastSyncEvidence is what the tenant says, and the newest run of the Microsoft
// Entra connector, where the server could be asked.
type lastSyncEvidence struct {
	probes.Seen
	Sync     probes.Syncing `json:"sync"`
	LastSync time.Time      `json:"last_sync"`
	// TenantTime is what the clock of the tenant said when it answered; zero where
	// it did not. LastSync bears its time.
	TenantTime time.Time   `json:"tenant_time,omitzero"`
	Server     probes.Seen `json:"server"` // zero where it could not be asked
	Newest     probes.Run  `json:"newest"` // that has ended; zero where there is none
	// Active is when the latest run of the Microsoft Entra connector ended, of
	// whatever kind: one that only computes reaches no tenant, but shows that this
	// server is at work. Zero where there is none.
	Active time.Time `json:"active,omitzero"`
	// Interval is how long a cycle of the server is.
	Interval probes.Maybe[time.Duration] `json:"interval_ns"`
}

func seeLastSync(ctx context.Context, env steps.Env, facts steps.Facts) (lastSyncEvidence, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return lastSyncEvidence{}, err
	}
	organization, err := graph.Organization(ctx)
	if err != nil {
		return lastSyncEvidence{}, err
	}
	seen := lastSyncEvidence{Seen: organization.Seen, Sync: organization.Sync, LastSync: organization.LastSync, TenantTime: organization.Now}
	if server, err := steps.AskServer(ctx, env, facts); err == nil { // it only adds to what the tenant says
		seen.Server, seen.Newest, seen.Interval = server.Seen, newestOfEntra(server), server.Scheduler.Interval
		seen.Active = activeOfEntra(server)
	}
	return seen, nil
}

// newestOfEntra is the newest run of the Microsoft Entra connector that signed
// in to the tenant and has ended.
func newestOfEntra(server probes.Server) probes.Run {
	var newest probes.Run
	for _, run := range ofTenant(server) {
		if run.End.After(newest.End) {
			newest = run
		}
	}
	return newest
}

// activeOfEntra is when the latest run of the Microsoft Entra connector ended.
func activeOfEntra(server probes.Server) time.Time {
	var latest time.Time
	for _, run := range ofEntra(server) {
		if run.End.After(latest) {
			latest = run.End
		}
	}
	return latest.UTC()
}

// clockTolerance is how far two clocks may be apart before a moment that lies
// ahead is not believed.
const clockTolerance = 10 * time.Minute

func judgeLastSync(e lastSyncEvidence) steps.Verdict {
	switch {
	case e.Sync == probes.NeverSync:
		return steps.Verdict{On: "never"}
	case e.Sync == probes.WasSynced:
		return steps.Verdict{On: "switched-off"}
	case e.Sync != probes.Synced:
		return notSeen(probes.Malformed, "onPremisesSyncEnabled")
	case e.LastSync.IsZero():
		return notSeen(probes.Malformed, "onPremisesLastSyncDateTime")
	case e.At.IsZero(), e.LastSync.Sub(e.now()) > clockTolerance:
		return notSeen(probes.Malformed, "onPremisesLastSyncDateTime "+e.LastSync.Format(time.RFC3339))
	case e.Newest.Connector != "" && (e.Newest.End.IsZero() || e.Server.At.IsZero()):
		return notSeen(probes.NotCollected, "EndDate")
	}
	age := max(0, e.now().Sub(e.LastSync))
	return steps.Verdict{On: lastSyncOutcome(e, age), Args: tell.Args{
		"synced_at": tell.At(e.LastSync), "age_span": tell.Lasting(age), "ran_at": tell.At(e.lastRun()),
	}}
}

// now is the time of the look on the clock that dated LastSync.
func (e lastSyncEvidence) now() time.Time { return onTheirClock(e.At, e.TenantTime) }

// onTheirClock is the time of a look on the clock that dated what was seen: theirs
// where they told it and this machine's differs by more than is tolerated.
func onTheirClock(look, theirs time.Time) time.Time {
	if look.IsZero() || theirs.IsZero() || theirs.Sub(look).Abs() <= clockTolerance {
		return look
	}
	return theirs
}

// lastRun is when anything of the Microsoft Entra connector ended last. Evidence
// of an older program knows only the runs that reached the tenant.
func (e lastSyncEvidence) lastRun() time.Time {
	if e.Active.IsZero() {
		return e.Newest.End
	}
	return e.Active
}

func lastSyncOutcome(e lastSyncEvidence, age time.Duration) steps.Outcome {
	ran, patience := e.Newest.Connector != "", lateTime
	if e.Interval.Or(0) > 0 {
		patience = patienceWith(e.Interval)
	}
	switch {
	case age > patience && ran && judgeResult(e.Newest) == "" && e.Newest.End.Sub(e.LastSync) > lateTime:
		return "contradicts-server"
	case age > max(deadTime, patience):
		return "days-old"
	case age > patience:
		return "late"
	case ran && !e.LastSync.After(e.Server.At.Add(clockTolerance)) && e.LastSync.Sub(e.lastRun()) > patience:
		return "by-another" // the server was seen after that, and had run nothing
	default:
		return "recent"
	}
}
