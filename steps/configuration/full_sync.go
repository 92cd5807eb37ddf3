package configuration

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// FullSync finds connectors that have not finished a full import followed by
// a full synchronisation.
//
// The run history is purged after seven days by default, so a history without
// a full run proves nothing by itself.
var FullSync = steps.Step{
	ID:    "configuration/full-sync",
	Seed:  []string{"C8"},
	Title: lang.Text{Ko: "전체 가져오기와 전체 동기화", En: "Full import and full synchronisation"},
	Why: lang.Text{
		Ko: "AD와 Microsoft Entra ID 양쪽 커넥터 모두 전체 가져오기와 전체 동기화를 마쳐야 쓰기 저장을 테스트할 수 있습니다.",
		En: "Writeback can be tested only after a full import and a full synchronisation on both connectors, the one to AD and the one to Microsoft Entra ID.",
	},
	Check:       steps.Look(seeRuns, judgeRuns),
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.WrittenHere,
	Timeout:     serverTime,
	Blanks: tell.Kinds{
		"connector": tell.ConnectorName,
		"count":     tell.Number,
		"profile":   tell.Profile, "result": tell.Words,
	},
	Branches: []steps.Branch{
		{
			On: "complete", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 완료됨", En: "Complete"},
			Say: lang.Text{
				Ko: "커넥터 {count}개가 모두 전체 가져오기를 마치고 이어서 전체 동기화를 마쳤습니다.",
				En: "All connectors ({count}) have completed a full import and, after it, a full synchronisation.",
			},
		},
		{
			On: "running", Status: steps.Warning,
			Label: lang.Text{Ko: "진행 중", En: "In progress"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 아직 진행 중입니다. 끝나기 전에는 쓰기 저장을 테스트해도 결과를 믿을 수 없습니다.",
				En: "{profile} of the connector {connector} is still running. Testing writeback before it ends proves nothing.",
			},
			Remedy: waitForRun,
		},
		{
			On: "completed-with-errors", Status: steps.Warning,
			Label: lang.Text{Ko: "오류 있음", En: "With errors"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 오류와 함께 끝났습니다(결과: {result}). 오류가 난 개체는 연결되지 않았을 수 있습니다.",
				En: "{profile} of the connector {connector} ended with errors (result: {result}). Objects with an error may not be linked.",
			},
			Remedy: readRunErrors,
		},
		{
			On: "import-without-sync", Status: steps.Broken,
			Label: lang.Text{Ko: "가져오기만 함", En: "Import only"},
			Say: lang.Text{
				Ko: "{connector} 커넥터에서 전체 가져오기만 하고 전체 동기화를 하지 않았습니다. 가져온 사용자가 아직 연결되지 않았습니다.",
				En: "On the connector {connector} a full import was done, but no full synchronisation after it. The imported users are not linked yet.",
			},
			Remedy: runInitial, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "failed", Status: steps.Broken,
			Label: lang.Text{Ko: "실패함", En: "Failed"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 실패했습니다(결과: {result}).",
				En: "{profile} of the connector {connector} failed (result: {result}).",
			},
			Remedy: readRunErrors, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "never", Status: steps.Broken,
			Label: lang.Text{Ko: "한 번도 하지 않음", En: "Never run"},
			Say: lang.Text{
				Ko: "{connector} 커넥터에서 전체 가져오기와 전체 동기화를 한 번도 실행하지 않았습니다. 실행 기록이 지워지지 않고 모두 남아 있는데도 해당 기록이 없습니다.",
				En: "A full import and a full synchronisation have never been run on the connector {connector}: the run history is complete, nothing has been purged, and it holds none.",
			},
			Remedy: runInitial, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "purged", Status: steps.Unknown,
			Label: lang.Text{Ko: "기록이 지워짐", En: "History purged"},
			Say: lang.Text{
				Ko: "{connector} 커넥터에서 전체 가져오기와 전체 동기화를 했는지 알 수 없습니다. 실행 기록은 며칠 뒤 지워지므로, 기록이 없어도 하지 않았다는 뜻은 아닙니다.",
				En: "Whether a full run was done on the connector {connector} is not known. The run history is purged after some days and holds none any more, which does not mean that none was done.",
			},
			Remedy: runInitial,
		},
		{
			On: "delta-only", Status: steps.Unknown,
			Label: lang.Text{Ko: "그 뒤로 델타만 실행", En: "Only delta runs"},
			Say: lang.Text{
				Ko: "{connector} 커넥터에서 전체 가져오기 뒤에 델타 동기화만 성공했습니다. 가져온 것은 반영되었지만, 전체 동기화를 한 적이 있는지는 남은 기록으로 알 수 없습니다.",
				En: "On the connector {connector} only delta synchronisations succeeded after the full import. They took in what it brought; whether a full synchronisation was ever done, the history that is left does not tell.",
			},
			Remedy: runInitial,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "커넥터의 실행 기록을 읽지 못했습니다.",
				En: "The run history of the connectors could not be read.",
			},
		},
	},
}

// runsEvidence is the run history. What is compared with now is compared with
// the time of the look, which the stamp carries.
type runsEvidence struct {
	probes.Seen
	Connectors probes.Connectors           `json:"connectors"`
	Runs       probes.Runs                 `json:"runs"`
	PurgeAfter probes.Maybe[time.Duration] `json:"purge_after_ns"`
	InProgress probes.YesNo                `json:"in_progress"` // a synchronisation cycle runs right now
}

func seeRuns(ctx context.Context, env steps.Env, facts steps.Facts) (runsEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	return runsEvidence{
		Seen: server.Seen, Connectors: server.Connectors, Runs: server.Runs,
		PurgeAfter: server.Scheduler.PurgeAfter, InProgress: server.Scheduler.InProgress,
	}, err
}

// The names of the run profiles that Connect creates, in English everywhere.
const (
	fullImport  = "Full Import"
	fullSync    = "Full Synchronization"
	deltaImport = "Delta Import"
	deltaSync   = "Delta Synchronization"
)

// runsAsked is how many runs the collection script asks for. A history of
// that length may have been cut off there.
const runsAsked = 200

func judgeRuns(e runsEvidence) steps.Verdict {
	switch {
	case !e.Runs.Read:
		return steps.Blind(e.Runs.Part)
	case !e.Connectors.Read || len(e.Connectors.List) == 0:
		return steps.Blind(e.Connectors.Part)
	}
	worst := connectorRuns{on: "complete"}
	for _, c := range e.Connectors.List {
		if found := judgeConnectorRuns(e, c.Name); outweighs(found.on, worst.on) {
			worst = found
		}
	}
	if worst.on == steps.Unseen {
		if worst.run.Result != "" {
			return notSeen(probes.Malformed, "Result "+worst.run.Result)
		}
		return notSeen(probes.NotCollected, "Result")
	}
	return steps.Verdict{On: worst.on, Args: tell.Args{
		"count": tell.Count(len(e.Connectors.List)), "connector": tell.ConnectorName.Of(worst.connector).OrDash(),
		"profile": tell.Profile.Of(worst.run.Profile).OrDash(), "result": tell.Words.Of(worst.run.Result).OrDash(),
	}}
}
