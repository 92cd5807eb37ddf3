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
			Ko: "Get-ADSyncConnectorRunStatus 명령으로 다른 동기화가 진행 중이지 않은지 확인한 다음, Start-ADSyncSyncCycle 명령으로 초기 주기를 시작하십시오. 모든 커넥터에서 전체 가져오기, 전체 동기화, 내보내기를 합니다.",
			En: "Check with Get-ADSyncConnectorRunStatus that no other synchronisation is running, then start an initial cycle with Start-ADSyncSyncCycle. It does a full import, a full synchronisation and an export on every connector.",
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

var renewPassword = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버의 Synchronization Service Manager > Connectors", En: "Synchronization Service Manager on the Connect server > Connectors"},
	Do: []lang.Text{
		{
			Ko: "{connector} 커넥터의 Properties를 열고 'Connect to Active Directory Forest'에 커넥터 계정의 새 암호를 입력한 다음 [확인(OK)]을 누르십시오. 새 암호를 아는 사람이 없으면 AD 관리자가 먼저 그 계정의 암호를 다시 설정하십시오.",
			En: "Open the properties of the connector {connector}, enter the new password of its account under 'Connect to Active Directory Forest', and choose OK. If nobody knows the new password, let an AD administrator reset it first.",
		},
		{
			Ko: "ADSync 서비스를 다시 시작하십시오. 그래야 메모리에 남은 예전 암호가 지워집니다.",
			En: "Restart the ADSync service, which drops the old password from its memory.",
		},
		{
			Ko: "델타 주기를 실행하고 결과를 확인하십시오. 그래도 거부되면 계정이 사용 안 함이거나 잠겼거나 만료되었는지 확인하십시오.",
			En: "Run a delta cycle and look at the result. If the account is still refused, see whether it is disabled, locked out or expired.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}, showRuns},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"},
		{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Delta"},
	},
	Changes: lang.Text{
		Ko: "동기화 엔진이 새 암호로 로그인합니다. 다시 시작하는 동안 동기화와 쓰기 저장이 잠시 멈춥니다.",
		En: "The engine signs in with the new password. Synchronisation and writeback pause while it restarts.",
	},
	Proof: lang.Text{
		Ko: "{connector} 커넥터의 다음 Delta Import 결과가 success이고, 6000 이벤트가 더 나타나지 않습니다.",
		En: "The next Delta Import of {connector} shows success, and event 6000 does not appear again.",
	},
	Link: pageAccountRenewal,
}

var renewCloudAccount = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Connect가 테넌트에 계정(Sync_로 시작하는 사용자)으로 로그인하면 그 계정의 암호를 Add-ADSyncAADServiceAccount 명령으로 새로 만드십시오. 클라우드 관리자의 로그인이 필요합니다.",
			En: "Where Connect signs in to the tenant with an account (a user whose name begins with Sync_), renew its password with Add-ADSyncAADServiceAccount. A cloud administrator has to sign in.",
		},
		{
			Ko: "응용 프로그램과 인증서로 로그인하면 명령 대신 Connect 마법사에서 인증서를 교체하십시오.",
			En: "Where it signs in as an application with a certificate, rotate the certificate in the Connect wizard instead.",
		},
		{
			Ko: "Microsoft Entra의 로그인 로그에서 조건부 액세스 정책이 그 계정이나 응용 프로그램을 막지 않는지 확인하십시오.",
			En: "In the sign-in log of Microsoft Entra, see whether a Conditional Access policy stops that account or application.",
		},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Add-ADSyncAADServiceAccount"},
		{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"},
	},
	Changes: lang.Text{
		Ko: "동기화 엔진이 새 자격 증명으로 테넌트에 로그인합니다. 다시 시작하는 동안 동기화와 쓰기 저장이 잠시 멈춥니다.",
		En: "The engine signs in to the tenant with new credentials. Synchronisation and writeback pause while it restarts.",
	},
	Proof: lang.Text{
		Ko: "{connector} 커넥터의 다음 작업 결과가 success입니다.",
		En: "The next run of {connector} shows success.",
	},
	Link: pageCloudAccount,
}

var startCycle = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Get-ADSyncScheduler 명령으로 다음 주기 시각과 SyncCycleInProgress 값을 확인하십시오.",
			En: "Read the time of the next cycle and SyncCycleInProgress with Get-ADSyncScheduler.",
		},
		{
			Ko: "델타 주기를 직접 시작하십시오. 시작되지 않거나 다음 주기가 다시 오지 않으면 ADSync 서비스를 다시 시작하십시오.",
			En: "Start a delta cycle by hand. If it does not begin, or the next one does not come by itself, restart the ADSync service.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADSyncScheduler"},
		{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Delta"}},
	Changes: lang.Text{
		Ko: "그동안 쌓인 변경을 동기화합니다.",
		En: "The changes that piled up meanwhile are synchronised.",
	},
	Proof: lang.Text{
		Ko: "{connector} 커넥터에 새 작업이 나타나고 결과가 success입니다.",
		En: "A new run of {connector} appears and shows success.",
	},
	Link: pageScheduler,
}

var endStuckRun = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버의 Synchronization Service Manager > Operations", En: "Synchronization Service Manager on the Connect server > Operations"},
	Do: []lang.Text{
		{
			Ko: "작업의 통계가 아직 바뀌고 있는지 보십시오. 바뀌고 있으면 큰 디렉터리의 첫 전체 작업일 수 있으니 기다리십시오.",
			En: "See whether the statistics of the run still change. If they do, it may be the first full run of a big directory: wait.",
		},
		{
			Ko: "바뀌지 않으면 Connectors에서 {connector} 커넥터를 선택해 [Stop]으로 작업을 멈추고, 멈추지 않으면 ADSync 서비스를 다시 시작하십시오.",
			En: "If they do not, select {connector} under Connectors and stop the run with Stop. If it does not stop, restart the ADSync service.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}, showRuns},
	Changes: lang.Text{
		Ko: "멈춘 작업은 다음 주기에 다시 시작됩니다.",
		En: "A run that was stopped is begun again by the next cycle.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncConnectorRunStatus 명령이 아무것도 표시하지 않고, 다음 주기의 결과가 success입니다.",
		En: "Get-ADSyncConnectorRunStatus shows nothing, and the next cycle shows success.",
	},
	Link: pageOperations,
}
