package configuration

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

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
			Ko: "관리 센터의 암호 재설정 > 온-프레미스 통합에서 Cloud Sync를 통한 쓰기 저장이 켜져 있는지 확인하십시오.",
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
			Ko: "관리 센터의 Microsoft Entra Connect > Cloud Sync > 에이전트에서 이 에이전트가 활성 상태인지 확인하십시오.",
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
