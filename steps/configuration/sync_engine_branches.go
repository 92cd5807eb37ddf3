package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// engineBranches are the ways out of sync-engine.
var engineBranches = []steps.Branch{
	{
		On: "running", Status: steps.Healthy,
		Label: lang.Text{Ko: "실행 중", En: "Running"},
		Say: lang.Text{
			Ko: "{host} 서버에서 ADSync 서비스가 실행 중이고, 스테이징 모드가 아니며, 동기화 주기와 유지 관리 작업이 켜져 있습니다.",
			En: "The ADSync service runs on {host}, staging mode is off, and the synchronisation cycle and the maintenance task are on.",
		},
		Details: []lang.Text{{
			Ko: "이 서버는 FIPS 모드입니다({fips}). 암호 해시 동기화는 MD5를 쓰므로 miiserver.exe.config 파일에서 FIPS 검사를 꺼야 동작합니다. 암호 쓰기 저장에 영향이 있다는 문서는 없습니다.",
			En: "The server is in FIPS mode ({fips}). Password hash synchronisation takes MD5, so it works only with the FIPS check off in miiserver.exe.config. Nothing is documented about password writeback.",
		}},
	},
	{
		On: "maintenance-off", Status: steps.Warning,
		Label: lang.Text{Ko: "유지 관리 꺼짐", En: "Maintenance task off"},
		Say: lang.Text{
			Ko: "{host} 서버의 유지 관리 작업(MaintenanceEnabled)이 꺼져 있습니다. 이 작업이 암호 재설정용 키와 인증서를 갱신하므로, 오래 꺼져 있으면 쓰기 저장이 멈춥니다.",
			En: "The maintenance task (MaintenanceEnabled) is off on {host}. It renews the keys and certificates of password reset, so writeback stops when it stays off.",
		},
		Remedy: maintenanceOn,
	},
	{
		On: "cycle-disabled", Status: steps.Warning,
		Label: lang.Text{Ko: "동기화 주기 꺼짐", En: "Sync cycle off"},
		Say: lang.Text{
			Ko: "{host} 서버의 동기화 주기(SyncCycleEnabled)가 꺼져 있습니다. 새 사용자나 바뀐 사용자는 연결되지 않으므로 쓰기 저장 대상이 되지 못합니다.",
			En: "The synchronisation cycle (SyncCycleEnabled) is off on {host}. New and changed users are not linked, so nothing can be written back for them.",
		},
		Remedy: cycleOn, Causes: []steps.ID{LastSyncID},
	},
	{
		On: "scheduler-suspended", Status: steps.Warning,
		Label: lang.Text{Ko: "스케줄러 일시 중단", En: "Scheduler suspended"},
		Say: lang.Text{
			Ko: "{host} 서버의 스케줄러가 일시 중단되어 있습니다. 대개 Connect 설정 마법사가 열려 있기 때문입니다. 오래 중단되면 Connect가 응용 프로그램으로 로그인하는 데 쓰는 인증서도 교체되지 않습니다.",
			En: "The scheduler is suspended on {host}. That is usually because the configuration wizard is open. If it stays so, the certificate with which Connect signs in as an application is not rotated either.",
		},
		Remedy: closeWizard, Causes: []steps.ID{LastSyncID},
	},
	{
		On: "both-engines", Status: steps.Warning,
		Label: lang.Text{Ko: "두 엔진 설치됨", En: "Both engines"},
		Say: lang.Text{
			Ko: "{host} 서버에 Connect Sync 외에 Cloud Sync 에이전트도 설치되어 있습니다. 둘이 같은 도메인을 맡으면 어느 쪽이 암호를 쓰는지 확실하지 않습니다.",
			En: "Both Connect Sync and the Cloud Sync agent are installed on {host}. If both serve one domain, it is not certain which of them writes the password.",
		},
		Details: agentHealth,
		Remedy:  oneEngine,
	},
	{
		On: "on-domain-controller", Status: steps.Warning,
		Label: lang.Text{Ko: "DC에 설치됨", En: "On a controller"},
		Say: lang.Text{
			Ko: "Connect가 도메인 컨트롤러({host})에 설치되어 있습니다. 이런 서버에서는 권한이 맞아도 SSPR_0029 오류가 날 수 있습니다.",
			En: "Connect is installed on a domain controller ({host}). There it can fail with SSPR_0029 although all rights are in place.",
		},
		Remedy: memberServer,
	},
	{
		On: "server-core", Status: steps.Warning,
		Label: lang.Text{Ko: "Server Core에 설치됨", En: "On Server Core"},
		Say: lang.Text{
			Ko: "Connect가 데스크톱이 없는 Windows({host}, Server Core)에 설치되어 있습니다. Connect Sync의 필수 조건은 데스크톱이 있는 설치만 허용합니다. 동작하더라도 설정 마법사를 열 수 없어 암호 쓰기 저장을 마법사로 껐다 켤 수 없습니다.",
			En: "Connect is installed on a Windows without a desktop ({host}, Server Core). The prerequisites of Connect Sync allow a full desktop alone. Even where it works, the configuration wizard cannot be opened, so password writeback cannot be switched off and on with it.",
		},
		Remedy: desktopServer,
	},
	{
		On: "service-stopped", Status: steps.Broken,
		Label: lang.Text{Ko: "서비스 중지됨", En: "Service stopped"},
		Say: lang.Text{
			Ko: "{host} 서버의 ADSync 서비스가 실행되고 있지 않습니다(상태: {state}, 시작 유형: {start_mode}). 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The ADSync service does not run on {host} (state: {state}, start type: {start_mode}). Until it does, no password is written.",
		},
		Remedy:   startService,
		Explains: []steps.ID{"configuration/writeback-switch", "configuration/full-sync", LastSyncID, "reenable/event-log"},
	},
	{
		On: "service-changing", Status: steps.Unknown,
		Label: lang.Text{Ko: "상태 바뀌는 중", En: "Service is changing"},
		Say: lang.Text{
			Ko: "{host} 서버의 ADSync 서비스가 시작되거나 바뀌는 중이라(상태: {state}) 아직 판정할 수 없습니다. 1분쯤 뒤에 다시 확인하십시오.",
			En: "The ADSync service on {host} is neither running nor stopped (state: {state}), so it cannot be judged yet. Check again in a minute.",
		},
	},
	{
		On: "staging", Status: steps.Broken, Keeps: steps.Lasting,
		Label: lang.Text{Ko: "스테이징 서버", En: "Staging server"},
		Say: lang.Text{
			Ko: "{host} 서버는 스테이징 모드입니다. 스테이징 서버는 내보내기도, 암호 해시 동기화도, 암호 쓰기 저장도 하지 않습니다. 다른 엔진도 이 테넌트로 내보내지 않고 있습니다(마지막 동기화: {synced_at}).",
			En: "{host} is in staging mode. A staging server exports nothing, synchronises no password hashes and writes no passwords back. No other engine exports to this tenant either (last synchronised: {synced_at}).",
		},
		Remedy:   activeServer,
		Explains: []steps.ID{"configuration/writeback-switch", "configuration/full-sync", LastSyncID, "configuration/user-link", "reenable/event-log"},
	},
	{
		On: stagingBeside, Status: steps.Unknown, Keeps: steps.Lasting,
		Label: lang.Text{Ko: "활성 서버는 따로 있음", En: "Another one is active"},
		Say: lang.Text{
			Ko: "{host} 서버는 스테이징 모드이고, 테넌트는 {synced_at}에 다른 엔진이 동기화했습니다. 활성 서버가 따로 있으므로 이 서버의 스테이징 모드는 그대로 두고 활성 서버를 보아야 합니다. 이 서버의 설정, 로그, 네트워크 경로는 쓰기 저장과 관계가 없어 건너뜁니다.",
			En: "{host} is in staging mode, and another engine synchronised the tenant at {synced_at}. So another server is active: leave this one in staging mode, and look at that one. Settings, log and roads of this server have no part in writeback and are skipped.",
		},
		Remedy: findActiveEngine, Skip: supportComesLater, SkipWhat: steps.ByServer, Explains: needTheEngine,
	},
	{
		On: stagingUnclear, Status: steps.Unknown, Keeps: steps.Lasting,
		Label: lang.Text{Ko: "활성 서버 확인 안 됨", En: "Active server not known"},
		Say: lang.Text{
			Ko: "{host} 서버는 스테이징 모드이므로 암호를 기록하지 않습니다. 다른 서버가 활성인지는 알 수 없었습니다. 활성 서버가 있다면 그 서버를 보아야 하며, 이 서버의 설정, 로그, 네트워크 경로는 건너뜁니다.",
			En: "{host} is in staging mode and writes no passwords back. Whether another server is active could not be told. If one is, that one has to be looked at; settings, log and roads of this server are skipped.",
		},
		Remedy: activeServer, Skip: supportComesLater, SkipWhat: steps.ByServer, Explains: needTheEngine,
	},
	{
		On: "not-installed", Status: steps.Broken, Keeps: steps.Lasting,
		Label: lang.Text{Ko: "설치되지 않음", En: "Not installed"},
		Say: lang.Text{
			Ko: "{host} 서버에 ADSync 서비스도 Cloud Sync 에이전트도 없습니다. Connect 서버가 아닌 다른 서버이거나, 아직 설치되지 않은 것입니다.",
			En: "{host} has neither the ADSync service nor the Cloud Sync agent. This is not the Connect server, or nothing is installed yet.",
		},
		Remedy: installEngine, ExplainsWhat: steps.ByEngine,
	},
	{
		On: "cloud-sync", Status: steps.Unknown, Keeps: steps.Lasting,
		Label: lang.Text{Ko: "Cloud Sync 사용", En: "Cloud Sync"},
		Say: lang.Text{
			Ko: "{host} 서버에는 Connect Sync가 없고 Cloud Sync 에이전트(버전: {agent_version})가 있습니다. 암호 쓰기 저장은 이 에이전트가 맡으며, ADSync에 관한 점검은 해당하지 않아 건너뜁니다.",
			En: "This server ({host}) has the Cloud Sync agent (version {agent_version}) and not Connect Sync. That agent does the password writeback, so the checks about ADSync do not apply and are skipped.",
		},
		Details:   agentHealth,
		Remedy:    checkAgent,
		CloudSync: true, Explains: []steps.ID{"reenable/escalate"},
	},
	{
		On: "agent-stopped", Status: steps.Broken,
		Label: lang.Text{Ko: "에이전트 중지됨", En: "Agent stopped"},
		Say: lang.Text{
			Ko: "{host} 서버에는 Connect Sync가 없고 Cloud Sync 에이전트가 있지만 실행되고 있지 않습니다(상태: {state}). 같은 구성의 다른 에이전트가 실행 중이 아니라면 어떤 암호도 기록되지 않습니다.",
			En: "{host} has the Cloud Sync agent and not Connect Sync, and the agent does not run (state: {state}). Unless another agent of the same configuration runs, no password is written.",
		},
		Details:   agentHealth,
		Remedy:    startAgent,
		CloudSync: true, Explains: []steps.ID{"reenable/escalate"},
	},
	{
		On: "migrated", Status: steps.Unknown,
		Label: lang.Text{Ko: "Cloud Sync로 옮김", En: "Moved to Cloud Sync"},
		Say: lang.Text{
			Ko: "{host} 서버의 Connect Sync는 스테이징 모드이고, 같은 서버에서 Cloud Sync 에이전트(버전: {agent_version})가 실행 중입니다. Cloud Sync로 옮기면 Connect Sync를 일부러 스테이징 모드로 둡니다. 암호 쓰기 저장은 에이전트가 맡으며, ADSync에 관한 점검은 해당하지 않아 건너뜁니다.",
			En: "Connect Sync on {host} is in staging mode, and the Cloud Sync agent (version {agent_version}) runs on the same server. A migration to Cloud Sync leaves Connect Sync in staging mode on purpose. The agent does the password writeback, so the checks about ADSync do not apply and are skipped.",
		},
		Details:   agentHealth,
		Remedy:    checkMigrated,
		CloudSync: true, Explains: []steps.ID{"reenable/escalate"},
	},
	{
		On: "agent-writes", Status: steps.Unknown,
		Label: lang.Text{Ko: "에이전트가 기록", En: "The agent writes"},
		Say: lang.Text{
			Ko: "{host} 서버에는 두 엔진이 있고, Connect Sync의 암호 쓰기 저장은 꺼져 있으며 Cloud Sync 에이전트(버전: {agent_version})가 실행 중입니다. 한 도메인은 한 엔진만 기록해야 하므로, 꺼져 있는 것 자체는 고장이 아닙니다. ADSync에 관한 점검은 건너뜁니다.",
			En: "Both engines are on {host}: password writeback is off in Connect Sync, and the Cloud Sync agent (version {agent_version}) runs. One engine alone should write to a domain, so the switch that is off is no fault by itself. The checks about ADSync are skipped.",
		},
		Details:   agentHealth,
		Remedy:    checkWriter,
		CloudSync: true, Explains: []steps.ID{"reenable/escalate"},
	},
	agentServesBranch,
	{
		On: steps.Unseen, Status: steps.Unknown,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Microsoft Entra Connect Sync 서버의 서비스와 스케줄러를 보지 못했습니다.",
			En: "The service and the scheduler of the Microsoft Entra Connect Sync server could not be seen.",
		},
	},
}
