package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// onServer is where most remedies of the engine are carried out.
var onServer = lang.Text{
	Ko: "Microsoft Entra Connect Sync 서버, 관리자 권한 Windows PowerShell 5.1",
	En: "The Microsoft Entra Connect Sync server, Windows PowerShell 5.1 as administrator",
}

var maintenanceOn = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 유지 관리 작업을 켜십시오.", En: "Switch the maintenance task on with the command below."},
		{
			Ko: "오래 꺼져 있었다면 암호 쓰기 저장도 껐다가 다시 켜서 키를 새로 만드십시오('쓰기 저장 껐다가 다시 켜기' 단계).",
			En: "If it was off for long, also switch password writeback off and on again to renew the keys (the step Switch writeback off and on again).",
		},
	},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -MaintenanceEnabled $true"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -MaintenanceEnabled $false"}},
	Changes: lang.Text{
		Ko: "스케줄러가 키와 인증서를 갱신하고 오래된 실행 기록을 지웁니다. 사용자에게는 영향이 없습니다.",
		En: "The scheduler renews keys and certificates and purges old run history. Users notice nothing.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncScheduler 결과의 MaintenanceEnabled 값이 True입니다.",
		En: "Get-ADSyncScheduler shows MaintenanceEnabled as True.",
	},
	Link: pageScheduler,
}

var cycleOn = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "누군가 일부러 껐는지 먼저 확인하십시오. 업그레이드나 설정 변경 중에 끄는 경우가 있습니다.",
			En: "Ask first whether somebody switched it off on purpose, for an upgrade or a change of configuration.",
		},
		{Ko: "동기화 주기를 켜십시오.", En: "Switch the synchronisation cycle on."},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -SyncCycleEnabled $true"},
		{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Delta"},
	},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -SyncCycleEnabled $false"}},
	Changes: lang.Text{
		Ko: "디렉터리의 변경 내용이 다시 주기적으로 Microsoft Entra ID에 동기화됩니다. 그동안 쌓인 변경도 함께 내보냅니다.",
		En: "Changes of the directory are synchronised to Microsoft Entra ID again, including those that piled up meanwhile.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncScheduler 결과의 SyncCycleEnabled 값이 True이고 다음 주기 시각이 표시됩니다.",
		En: "Get-ADSyncScheduler shows SyncCycleEnabled as True and a time for the next cycle.",
	},
	Link: pageScheduler,
}

var closeWizard = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Microsoft Entra Connect 설정 마법사를 닫으십시오. 다른 관리자의 세션에 열려 있는지도 확인하십시오.",
			En: "Close the Microsoft Entra Connect wizard, also where another administrator has it open in a session.",
		},
		{
			Ko: "마법사가 열려 있지 않은데도 중단 상태라면 아래 명령으로 일시 중단을 해제하십시오.",
			En: "If no wizard is open and the scheduler is still suspended, lift the suspension with the command below.",
		},
	},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -SchedulerSuspended $false"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADSyncScheduler -SchedulerSuspended $true"}},
	Changes: lang.Text{
		Ko: "예약된 동기화 주기가 다시 시작됩니다.",
		En: "The scheduled synchronisation cycles start again.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncScheduler 결과의 SchedulerSuspended 값이 False입니다.",
		En: "Get-ADSyncScheduler shows SchedulerSuspended as False.",
	},
	Link: pageScheduler,
}

var oneEngine = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Microsoft Entra Connect > Cloud Sync",
		En: "Microsoft Entra admin center > Microsoft Entra Connect > Cloud Sync",
	},
	Do: []lang.Text{
		{
			Ko: "Cloud Sync 구성에 이 사용자의 도메인이 들어 있는지 확인하십시오. 도메인이 서로 다르면 두 엔진을 함께 써도 됩니다.",
			En: "Check whether a Cloud Sync configuration contains the domain of this user. Both engines may be used for different domains.",
		},
		{
			Ko: "같은 도메인이면 쓰기 저장을 맡을 엔진을 하나로 정하고, 다른 쪽의 암호 쓰기 저장을 끄십시오.",
			En: "If it is the same domain, choose one engine and switch password writeback off in the other.",
		},
		{
			Ko: "실제로 어느 쪽이 기록했는지는 감사 로그의 재설정 항목에 있는 OnPremisesAgent 값으로 확인하십시오.",
			En: "To see which of them really wrote a password, look at OnPremisesAgent of the reset in the audit log.",
		},
	},
	Changes: lang.Text{
		Ko: "한 도메인의 암호를 한 엔진만 기록하게 됩니다.",
		En: "Only one engine will write the passwords of a domain.",
	},
	Link: pageCloudSync,
}

var memberServer = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "새 구성원 서버", En: "A new member server"},
	Do: []lang.Text{
		{
			Ko: "다른 원인이 모두 제외된 뒤에도 SSPR_0029가 계속되면, 도메인 컨트롤러가 아닌 구성원 서버로 Connect를 옮기십시오.",
			En: "If SSPR_0029 stays after everything else is ruled out, move Connect to a member server that is not a domain controller.",
		},
		{
			Ko: "새 서버를 스테이징 모드로 설치해 결과를 비교한 다음 활성 서버로 전환하십시오.",
			En: "Install the new server in staging mode, compare the result, then make it the active one.",
		},
	},
	Changes: lang.Text{
		Ko: "동기화와 쓰기 저장을 맡는 서버가 바뀝니다. 암호 쓰기 저장은 새 서버에서 다시 켜야 합니다.",
		En: "Another server does synchronisation and writeback. Password writeback has to be switched on again on the new one.",
	},
	Link: pageRefused,
}

var desktopServer = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "데스크톱이 있는 새 구성원 서버", En: "A new member server with a desktop"},
	Do: []lang.Text{
		{
			Ko: "데스크톱 환경이 있는 Windows Server 2016 이상의 구성원 서버에 Connect를 스테이징 모드로 설치해 결과를 비교하십시오.",
			En: "Install Connect in staging mode on a member server with Windows Server 2016 or later and a full desktop, and compare the result.",
		},
		{
			Ko: "결과가 같으면 새 서버를 활성 서버로 전환하십시오.",
			En: "If both agree, make the new server the active one.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' -Name InstallationType"}},
	Changes: lang.Text{
		Ko: "동기화와 쓰기 저장을 맡는 서버가 바뀝니다. 암호 쓰기 저장은 새 서버에서 다시 켜야 합니다.",
		En: "Another server does synchronisation and writeback. Password writeback has to be switched on again on the new one.",
	},
	Proof: lang.Text{
		Ko: "새 서버에서 명령이 보여 주는 InstallationType 값이 Server입니다(지금은 Server Core). 새 서버를 보고 이 단계를 다시 확인하면 이 주의가 나오지 않습니다.",
		En: "On the new server the command shows InstallationType Server (now it is Server Core). Checked again with the new server, this step no longer warns of it.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites",
}

var startService = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 ADSync 서비스를 시작하십시오.", En: "Start the ADSync service with the commands below."},
		{
			Ko: "시작 유형이 Disabled이면 누가 왜 껐는지 확인한 다음 Set-Service 명령으로 자동으로 바꾸십시오. 되돌릴 때의 시작 유형은 {start_mode}입니다.",
			En: "If the start type is Disabled, find out who disabled it and why, then set it to automatic with Set-Service. To go back, the start type was {start_mode}.",
		},
		{
			Ko: "시작되지 않으면 시스템 로그에서 서비스 계정의 로그온 오류를 확인하십시오.",
			En: "If it does not start, look in the System log for a failed logon of the service account.",
		},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Set-Service -Name ADSync -StartupType Automatic"},
		{Shell: steps.PowerShell, Text: "Start-Service -Name ADSync"},
	},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Stop-Service -Name ADSync"}},
	Changes: lang.Text{
		Ko: "동기화와 암호 쓰기 저장이 다시 시작됩니다. 서비스의 시작 유형은 자동이 됩니다.",
		En: "Synchronisation and password writeback start again. The start type of the service becomes automatic.",
	},
	Proof: lang.Text{
		Ko: "응용 프로그램 로그에 31015 이벤트가, 이어서 31019 이벤트가 나타납니다.",
		En: "Event 31015 appears in the Application log, then 31019.",
	},
	Link: pageWriteback,
}

var activeServer = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin},
	Where: lang.Text{
		Ko: "활성 Microsoft Entra Connect Sync 서버",
		En: "The active Microsoft Entra Connect Sync server",
	},
	Do: []lang.Text{
		{
			Ko: "Cloud Sync로 옮긴 것은 아닌지 먼저 확인하십시오. Microsoft Entra 관리 센터의 Microsoft Entra Connect > Cloud Sync에 이 도메인의 구성이 사용 중이면, 스테이징 모드를 그대로 두고 에이전트가 설치된 서버에서 이 진단을 다시 하십시오. 옮긴 뒤에는 Connect Sync를 일부러 스테이징 모드로 둡니다.",
			En: "Ask first whether Cloud Sync has taken over. If Microsoft Entra Connect > Cloud Sync of the admin center has an enabled configuration for this domain, leave staging mode on, and check again on the server that has the agent. A migration leaves Connect Sync in staging mode on purpose.",
		},
		{
			Ko: "활성 서버가 따로 있으면 그 서버에서 수집하거나 그 서버 이름으로 이 진단을 다시 하십시오. 이 서버는 그대로 두십시오.",
			En: "If there is another, active server, check again with that server. Leave this one as it is.",
		},
		{
			Ko: "Cloud Sync도 활성 서버도 없으면 이 서버의 마법사에서 '스테이징 모드 구성'을 열어 스테이징 모드를 해제하십시오. 두 서버가 동시에 활성이 되면 안 됩니다.",
			En: "If there is neither Cloud Sync nor an active server, open 'Configure staging mode' in the wizard on this server and switch staging off. Two servers must never be active at the same time.",
		},
		{
			Ko: "SSPR이 구성된 서버에서 스테이징 모드를 바꾸려면 2.5.3.0 버전부터 클라우드 관리자의 로그인이 필요합니다.",
			En: "From version 2.5.3.0 on, switching staging mode while SSPR is configured asks for a cloud administrator to sign in.",
		},
	},
	Changes: lang.Text{
		Ko: "활성이 된 서버가 Microsoft Entra ID로 내보내기를 시작하고 암호 쓰기 저장을 맡습니다.",
		En: "The server that becomes active starts to export to Microsoft Entra ID and takes over password writeback.",
	},
	Proof: lang.Text{
		Ko: "Get-ADSyncScheduler 결과의 StagingModeEnabled 값이 False입니다.",
		En: "Get-ADSyncScheduler shows StagingModeEnabled as False.",
	},
	Link: pageStaging,
}

var installEngine = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Microsoft Entra Connect",
		En: "Microsoft Entra admin center > Microsoft Entra Connect",
	},
	Do: []lang.Text{
		{
			Ko: "관리 센터의 Connect Sync 상태에서 실제 서버의 이름을 찾아, 그 서버로 이 진단을 다시 하십시오.",
			En: "Find the name of the real server in the Connect Sync status of the admin center, and check again with that server.",
		},
		{
			Ko: "아직 설치하지 않았다면 관리 센터에서 설치 프로그램을 받으십시오. 예전 다운로드 센터 링크는 더 이상 최신이 아닙니다.",
			En: "If nothing is installed yet, get the installer from the admin center. The old Download Center link is no longer current.",
		},
	},
	Changes: lang.Text{
		Ko: "설치하면 디렉터리의 사용자가 Microsoft Entra ID로 동기화됩니다. 범위를 먼저 정하십시오.",
		En: "An installation synchronises users of the directory to Microsoft Entra ID. Decide on the scope first.",
	},
	Link: pageRoadmap,
}
