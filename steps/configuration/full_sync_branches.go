package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// runsBranches are the ways out of full-sync.
var runsBranches = []steps.Branch{
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
		On: "failed-once", Status: steps.Warning,
		Label: lang.Text{Ko: "최근 한 번 실패", En: "Failed once"},
		Say: lang.Text{
			Ko: "{connector} 커넥터의 최근 {profile} 작업이 실패했고({ran_at}, 결과: {result}), 그 뒤에 성공한 작업이 없습니다. 한 번뿐이라 잠깐의 장애였을 수 있습니다.",
			En: "The latest {profile} of the connector {connector} failed ({ran_at}, result: {result}), and none has succeeded since. It is a single failure, so it may have been a passing one.",
		},
		Remedy: readRunErrors,
	},
	{
		On: "idle", Status: steps.Warning,
		Label: lang.Text{Ko: "주기가 늦음", En: "Cycle is late"},
		Say: lang.Text{
			Ko: "스케줄러가 켜져 있는데 {connector} 커넥터에서 마지막으로 시작된 작업이 {ran_at}의 {profile} 작업입니다. 다음 주기가 시작되지 않고 있습니다.",
			En: "The scheduler is on, and the last run that began on the connector {connector} is {profile} at {ran_at}. The next cycle does not start.",
		},
		Remedy: startCycle, Causes: []steps.ID{LastSyncID},
	},
	{
		On: "stuck", Status: steps.Warning,
		Label: lang.Text{Ko: "끝나지 않는 작업", En: "Run does not end"},
		Say: lang.Text{
			Ko: "{connector} 커넥터의 {profile} 작업이 {ran_at}에 시작된 뒤 하루가 넘도록 끝나지 않았습니다. 끝날 때까지 다른 작업은 시작되지 않습니다.",
			En: "{profile} of the connector {connector} began at {ran_at} and has not ended for more than a day. Until it ends nothing else is run.",
		},
		Remedy: endStuckRun, Causes: []steps.ID{LastSyncID},
	},
	{
		On: "elsewhere", Status: steps.Warning,
		Label: lang.Text{Ko: "다른 포리스트의 실패", En: "Another forest fails"},
		Say: lang.Text{
			Ko: "이 사용자와 관계없는 다른 포리스트의 {connector} 커넥터에서 작업이 되지 않고 있습니다(작업: {profile}, 결과: {result}). 그 포리스트의 사용자는 쓰기 저장이 되지 않을 수 있습니다.",
			En: "The connector {connector} of another forest, which does not serve this user, does not work (run: {profile}, result: {result}). Writeback may fail for the users of that forest.",
		},
		Remedy: readRunErrors,
	},
	{
		On: "idle-for-days", Status: steps.Broken,
		Label: lang.Text{Ko: "하루 넘게 멈춤", En: "Idle for a day"},
		Say: lang.Text{
			Ko: "스케줄러가 켜져 있는데 {connector} 커넥터에서 하루가 넘도록 아무 작업도 시작되지 않았습니다(마지막: {ran_at}, {profile}). 동기화가 멈춰 있습니다.",
			En: "The scheduler is on, and nothing has begun on the connector {connector} for more than a day (last: {profile} at {ran_at}). The synchronisation stands still.",
		},
		Remedy: startCycle, Explains: []steps.ID{LastSyncID, "configuration/user-link"},
	},
	{
		On: "credentials", Status: steps.Broken,
		Label: lang.Text{Ko: "커넥터 암호가 맞지 않음", En: "Connector's password refused"},
		Say: lang.Text{
			Ko: "{connector} 커넥터의 {profile} 작업이 {ran_at}에 {result} 결과로 시작되지 못했습니다. 동기화 엔진에 저장된 커넥터 계정의 암호로 디렉터리에 로그인할 수 없습니다. 쓰기 저장도 같은 계정을 사용하므로 함께 실패합니다.",
			En: "{profile} of the connector {connector} could not start at {ran_at} (result: {result}). The directory refuses the connector account with the password that the synchronisation engine holds. Writeback uses the same account, so it fails as well.",
		},
		Remedy: renewPassword, Explains: []steps.ID{LastSyncID, "configuration/user-link", "reenable/event-log"},
	},
	{
		On: "entra-credentials", Status: steps.Broken,
		Label: lang.Text{Ko: "클라우드 로그인 거부됨", En: "Cloud sign-in refused"},
		Say: lang.Text{
			Ko: "Microsoft Entra 커넥터({connector})의 {profile} 작업이 {ran_at}에 {result} 결과로 시작되지 못했습니다. 동기화 엔진이 테넌트에 로그인할 수 없습니다.",
			En: "{profile} of the Microsoft Entra connector {connector} could not start at {ran_at} (result: {result}). The synchronisation engine cannot sign in to the tenant.",
		},
		Remedy: renewCloudAccount, Explains: []steps.ID{LastSyncID, "configuration/user-link", "reenable/event-log"},
	},
	{
		On: "import-without-sync", Status: steps.Broken,
		Label: lang.Text{Ko: "가져오기만 함", En: "Import only"},
		Say: lang.Text{
			Ko: "{connector} 커넥터에서 전체 가져오기만 하고 전체 동기화를 하지 않았습니다. 가져온 사용자가 아직 연결되지 않았습니다.",
			En: "On the connector {connector} a full import was done, but no full synchronisation after it. The imported users are not linked yet.",
		},
		Remedy: runInitial, Explains: []steps.ID{LastSyncID, "configuration/user-link", "reenable/event-log"},
	},
	{
		On: "failed", Status: steps.Broken,
		Label: lang.Text{Ko: "실패함", En: "Failed"},
		Say: lang.Text{
			Ko: "{connector} 커넥터의 {profile} 작업이 실패했습니다(결과: {result}).",
			En: "{profile} of the connector {connector} failed (result: {result}).",
		},
		Remedy: readRunErrors, Explains: []steps.ID{LastSyncID, "configuration/user-link", "reenable/event-log"},
	},
	{
		On: "never", Status: steps.Broken,
		Label: lang.Text{Ko: "한 번도 하지 않음", En: "Never run"},
		Say: lang.Text{
			Ko: "{connector} 커넥터에서 전체 가져오기와 전체 동기화를 한 번도 실행하지 않았습니다. 실행 기록이 지워지지 않고 모두 남아 있는데도 해당 기록이 없습니다.",
			En: "A full import and a full synchronisation have never been run on the connector {connector}: the run history is complete, nothing has been purged, and it holds none.",
		},
		Remedy: runInitial, Explains: []steps.ID{LastSyncID, "configuration/user-link", "reenable/event-log"},
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
}
