package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var showRuns = steps.Command{
	Shell: steps.PowerShell,
	Text:  "Get-ADSyncRunProfileResult -NumberRequested 50 | Select-Object ConnectorName, RunProfileName, Result, StartDate, EndDate",
}

var runInitial = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "첫 번째 명령으로 다른 동기화가 진행 중이지 않은지 확인한 다음, 두 번째 명령으로 초기 주기를 시작하십시오. 모든 커넥터에서 전체 가져오기, 전체 동기화, 내보내기를 합니다.",
			En: "Check with the first command that no other synchronisation is running, then start an initial cycle with the second. It does a full import, a full synchronisation and an export on every connector.",
		},
		{
			Ko: "큰 디렉터리에서는 몇 시간이 걸릴 수 있습니다. 끝난 뒤에 암호 쓰기 저장을 테스트하십시오.",
			En: "In a big directory it can take hours. Test password writeback after it has ended.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Initial"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Stop-ADSyncSyncCycle"}},
	Changes: lang.Text{
		Ko: "모든 사용자를 다시 평가합니다. 아직 내보내지 않은 변경이 있으면 Microsoft Entra ID로 내보냅니다.",
		En: "Every user is evaluated again. Changes that were not exported yet go to Microsoft Entra ID.",
	},
	Proof: lang.Text{
		Ko: "각 커넥터의 최신 Full Import와 Full Synchronization 결과가 success입니다.",
		En: "The newest Full Import and Full Synchronization of each connector show success.",
	},
	Link: pageScheduler,
}

var waitForRun = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{{
		Ko: "작업이 끝날 때까지 기다린 다음 다시 확인하십시오. 그동안 서비스를 다시 시작하지 마십시오.",
		En: "Wait until the run has ended, then check again. Do not restart the service meanwhile.",
	}},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}, showRuns},
	Changes: lang.Text{
		Ko: "기다리는 것만으로는 아무것도 바뀌지 않습니다.",
		En: "Waiting changes nothing.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncConnectorRunStatus 명령이 아무것도 표시하지 않고, 마지막 결과가 success입니다.",
		En: "Get-ADSyncConnectorRunStatus shows nothing, and the last result is success.",
	},
	Link: pageOperations,
}

var readRunErrors = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버의 Synchronization Service Manager > Operations", En: "Synchronization Service Manager on the Connect server > Operations"},
	Do: []lang.Text{
		{
			Ko: "{connector} 커넥터의 {profile} 작업을 선택해 오류 목록을 보고, 이 사용자가 들어 있는지 확인하십시오.",
			En: "Select {profile} of {connector}, read its list of errors, and see whether this user is among them.",
		},
		{
			Ko: "no-start-credentials 또는 stopped-connectivity 결과라면 커넥터 계정의 암호와 도메인 컨트롤러 연결을 먼저 확인하십시오.",
			En: "If the result is no-start-credentials or stopped-connectivity, look first at the connector account's password and the connection to the domain controllers.",
		},
		{
			Ko: "원인을 고친 뒤 초기 주기를 다시 실행하십시오.",
			En: "Once the cause is gone, run an initial cycle again.",
		},
	},
	Look: []steps.Command{showRuns},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Initial"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Stop-ADSyncSyncCycle"}},
	Changes: lang.Text{
		Ko: "초기 주기는 모든 사용자를 다시 평가하고 남은 변경을 내보냅니다.",
		En: "An initial cycle evaluates every user again and exports what is pending.",
	},
	Proof: lang.Text{
		Ko: "{connector} 커넥터의 최신 결과가 success입니다.",
		En: "The newest result of {connector} is success.",
	},
	Link: pageObjectErrors,
}
