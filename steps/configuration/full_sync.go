package configuration

import (
	"context"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
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
		Ko: "AD와 Microsoft Entra ID 양쪽 커넥터 모두 전체 가져오기와 전체 동기화를 마쳐야 쓰기 저장을 시험할 수 있습니다.",
		En: "Writeback can be tested only after a full import and a full synchronisation on every connector, of AD and of Microsoft Entra ID.",
	},
	Check:   steps.Look(seeRuns, judgeRuns),
	Timeout: serverTime,
	Branches: []steps.Branch{
		{
			On: "complete", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 완료됨", En: "Complete"},
			Say: lang.Text{
				Ko: "커넥터 {count}개가 모두 전체 가져오기와 그 뒤의 전체 동기화를 성공적으로 마쳤습니다.",
				En: "All {count} connectors finished a full import and, after it, a full synchronisation with success.",
			},
		},
		{
			On: "running", Status: steps.Warning,
			Label: lang.Text{Ko: "진행 중", En: "In progress"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 아직 진행 중입니다. 끝나기 전에는 쓰기 저장을 시험해도 의미가 없습니다.",
				En: "{profile} of the connector {connector} is still in progress. Testing writeback before it ends tells nothing.",
			},
			Remedy: waitForRun,
		},
		{
			On: "completed-with-errors", Status: steps.Warning,
			Label: lang.Text{Ko: "오류와 함께 완료", En: "Completed with errors"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 {result} 결과로 끝났습니다. 오류가 난 개체는 연결되지 않았을 수 있습니다.",
				En: "{profile} of the connector {connector} ended with {result}. Objects in error may not be linked.",
			},
			Remedy: readRunErrors,
		},
		{
			On: "import-without-sync", Status: steps.Broken,
			Label: lang.Text{Ko: "가져오기만 함", En: "Import without synchronisation"},
			Say: lang.Text{
				Ko: "{connector} 커넥터에서 전체 가져오기는 끝났지만 그 뒤에 전체 동기화를 하지 않았습니다. 가져온 사용자가 아직 연결되지 않았습니다.",
				En: "On the connector {connector} a full import ended, but no full synchronisation followed it. The users it brought are not linked yet.",
			},
			Remedy: runInitial, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "failed", Status: steps.Broken,
			Label: lang.Text{Ko: "실패함", En: "Failed"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 {profile} 작업이 {result} 결과로 실패했습니다.",
				En: "{profile} of the connector {connector} failed with {result}.",
			},
			Remedy: readRunErrors, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "never", Status: steps.Broken,
			Label: lang.Text{Ko: "한 번도 하지 않음", En: "Never run"},
			Say: lang.Text{
				Ko: "아직 지워진 적이 없는 실행 기록에 {connector} 커넥터의 전체 가져오기와 전체 동기화가 없습니다. 한 번도 실행하지 않은 것입니다.",
				En: "The run history, of which nothing has been purged yet, holds no full import and synchronisation of the connector {connector}. They have never been run.",
			},
			Remedy: runInitial, Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
		},
		{
			On: "purged", Status: steps.Unknown,
			Label: lang.Text{Ko: "기록이 지워짐", En: "History purged"},
			Say: lang.Text{
				Ko: "{connector} 커넥터의 전체 실행 기록이 남아 있지 않습니다. 기록은 며칠 뒤 지워지므로 하지 않았다는 뜻은 아닙니다.",
				En: "The history holds no full run of the connector {connector} any more. It is purged after some days, so this does not mean that none was done.",
			},
			Remedy: runInitial,
		},
		{
			On: "delta-only", Status: steps.Unknown,
			Label: lang.Text{Ko: "그 뒤로 델타만 실행", En: "Only delta runs since"},
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
	Connectors probes.Connectors `json:"connectors"`
	Runs       probes.Runs       `json:"runs"`
	PurgeAfter time.Duration     `json:"purge_after_ns"` // 0 when not read
	InProgress probes.YesNo      `json:"in_progress"`    // a synchronisation cycle runs right now
}

func seeRuns(ctx context.Context, env steps.Env, facts steps.Facts) (runsEvidence, error) {
	server, err := askServer(ctx, env, facts)
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
		if found := judgeConnectorRuns(e, c.Name); rankOfRuns(found.on) > rankOfRuns(worst.on) {
			worst = found
		}
	}
	if worst.on == steps.Unseen {
		return notSeen(probes.NotCollected, "Result")
	}
	return steps.Verdict{On: worst.on, Args: lang.Args{
		"count": strconv.Itoa(len(e.Connectors.List)), "connector": dash(worst.connector),
		"profile": dash(worst.run.Profile), "result": dash(worst.run.Result),
	}}
}
