package configuration

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// agentServes is that Connect Sync is there and does not have the domain of the
// caller, and an agent of Cloud Sync runs beside it.
const agentServes steps.Outcome = "agent-serves-domain"

// notOfConnect reports whether Connect Sync certainly does not serve the domain
// of the caller: of each of its connectors to a directory it is known which domains
// were chosen, and it is none of them.
func notOfConnect(e engineEvidence) bool {
	if e.Domain == "" || !e.Connectors.Read || len(e.Connectors.List) == 0 {
		return false
	}
	return !slices.ContainsFunc(e.Connectors.List, func(c probes.Connector) bool {
		return c.Entra != probes.Yes && (c.Entra == probes.Unsaid || len(c.Domains) == 0 || servesDomain(&c, e.Domain))
	})
}

var agentServesBranch = steps.Branch{
	On: agentServes, Status: steps.Unknown,
	Label: lang.Text{Ko: "Cloud Sync가 맡은 도메인", En: "Domain of Cloud Sync"},
	Say: lang.Text{
		Ko: "{host} 서버의 Connect Sync는 이 사용자의 도메인({home})을 동기화하지 않고, 같은 서버에서 Cloud Sync 에이전트(버전: {agent_version})가 실행 중입니다. 이 도메인의 암호는 에이전트가 쓸 것입니다. ADSync에 관한 점검은 건너뜁니다.",
		En: "Connect Sync on {host} does not synchronise the domain of this user ({home}), and the Cloud Sync agent (version {agent_version}) runs on the same server. That agent would write the passwords of this domain. The checks about ADSync are skipped.",
	},
	Details:   agentHealth,
	Remedy:    checkWriter,
	CloudSync: true, Explains: []steps.ID{"reenable/escalate"},
}

// agentHealth says where the health of agents is seen: Microsoft Graph v1.0 has
// nothing of it, and what only its beta has may change at any time ("List agents",
// onPremisesAgent resource type).
var agentHealth = []lang.Text{{
	Ko: "테넌트가 보는 에이전트 상태는 판정하지 않았습니다. Microsoft Graph v1.0에는 없고 베타에만 있습니다. Microsoft Entra 관리 센터 > Entra Connect > Cloud Sync > 에이전트(Agents)에서 확인하십시오.",
	En: "How the tenant sees the agents was not judged: Microsoft Graph v1.0 does not tell it, only its beta. Look at Microsoft Entra admin center > Entra Connect > Cloud Sync > Agents.",
}}

var checkAgent = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Cloud Sync 에이전트 서버와 Microsoft Entra 관리 센터",
		En: "The server of the Cloud Sync agent, and the Microsoft Entra admin center",
	},
	Do: []lang.Text{
		{
			Ko: "에이전트 서비스가 실행 중이고 버전이 1.1.977.0 이상인지 확인하십시오. 이 서버의 에이전트 버전은 {agent_version}입니다.",
			En: "Check that the agent's service runs and that its version is at least 1.1.977.0. This server has version {agent_version}.",
		},
		{
			Ko: "관리 센터의 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration)에서 Cloud Sync를 통한 쓰기 저장이 켜져 있는지 확인하십시오.",
			En: "In Password reset > On-premises integration of the admin center, check that writing back with Microsoft Entra Connect cloud sync is on.",
		},
		{
			Ko: "에이전트가 직접 만든 gMSA로 실행되면 더욱 확인하십시오. 1.1.2334.0 버전부터 Add-AADCloudSyncADDomain 명령은 직접 만든 gMSA에 AD 권한을 주지 않습니다.",
			En: "Look closer if the agent runs as a gMSA of your own: from version 1.1.2334.0 on, Add-AADCloudSyncADDomain no longer grants such an account its rights in AD.",
		},
		{
			Ko: "그래도 안 되면 에이전트의 gMSA에 암호 재설정, lockoutTime 쓰기, pwdLastSet 쓰기 권한과 도메인 루트의 암호 만료 해제 권한이 있는지 확인하십시오.",
			En: "If it still fails, check that the gMSA of the agent holds Reset password, Write lockoutTime, Write pwdLastSet, and Unexpire Password on the domain root.",
		},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: `Import-Module 'C:\Program Files\Microsoft Azure AD Connect Provisioning Agent\Microsoft.CloudSync.Powershell.dll'`},
		{Shell: steps.PowerShell, Text: "Set-AADCloudSyncPasswordWritebackConfiguration -Enable $true -Credential (Get-Credential)"},
		{Shell: steps.PowerShell, Text: "Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential (Get-Credential)"},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "Set-AADCloudSyncPasswordWritebackConfiguration -Enable $false -Credential (Get-Credential)"},
	},
	Changes: lang.Text{
		Ko: "에이전트가 맡은 도메인에서 암호 쓰기 저장이 켜지고 gMSA에 권한이 부여됩니다.",
		En: "Password writeback is switched on for the domains of the agent, and the gMSA is granted its rights.",
	},
	Link: pageCloudSync,
}

// checkMigrated is checkAgent where Connect Sync is still there.
var checkMigrated = agentRemedy(lang.Text{
	Ko: "Connect Sync의 스테이징 모드를 해제하지 마십시오. 두 엔진이 동시에 내보내게 됩니다.",
	En: "Do not switch staging mode of Connect Sync off: both engines would export at the same time.",
})

// checkWriter is checkAgent where nobody knows which of the two shall write.
var checkWriter = agentRemedy(lang.Text{
	Ko: "관리 센터의 Microsoft Entra Connect > Cloud Sync에서 이 사용자의 도메인을 어느 엔진이 맡는지 먼저 확인하십시오. Cloud Sync가 맡지 않는 도메인이면 Connect 마법사의 선택적 기능에서 암호 쓰기 저장을 켜십시오.",
	En: "See first in Microsoft Entra Connect > Cloud Sync of the admin center which engine serves the domain of this user. If Cloud Sync does not, switch password writeback on in the optional features of the Connect wizard.",
})

func agentRemedy(first lang.Text) *steps.Remedy {
	remedy := *checkAgent
	remedy.Do = slices.Concat([]lang.Text{first}, checkAgent.Do)
	return &remedy
}

var startAgent = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Cloud Sync 에이전트 서버, 관리자 권한 Windows PowerShell 5.1", En: "The server of the Cloud Sync agent, Windows PowerShell 5.1 as administrator"},
	Do: []lang.Text{
		{Ko: "아래 명령으로 에이전트 서비스를 시작하십시오.", En: "Start the agent's service with the command below."},
		{
			Ko: "시작되지 않으면 시스템 로그에서 서비스 계정(gMSA)의 로그온 오류를 확인하십시오.",
			En: "If it does not start, look in the System log for a failed logon of its account, a gMSA.",
		},
		{
			Ko: "관리 센터의 Microsoft Entra Connect > Cloud Sync > 에이전트(Agents)에서 이 에이전트가 활성 상태인지 확인하십시오.",
			En: "In Microsoft Entra Connect > Cloud Sync > Agents of the admin center, see that this agent is active.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-Service -Name AADConnectProvisioningAgent"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Start-Service -Name AADConnectProvisioningAgent"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Stop-Service -Name AADConnectProvisioningAgent"}},
	Changes: lang.Text{
		Ko: "Cloud Sync의 동기화와 암호 쓰기 저장이 다시 시작됩니다.",
		En: "Synchronisation and password writeback of Cloud Sync start again.",
	},
	Proof: lang.Text{
		Ko: "관리 센터에 에이전트가 활성으로 표시됩니다.",
		En: "The admin center shows the agent as active.",
	},
	Link: pageCloudSync,
}
