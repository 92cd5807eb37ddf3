package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// needTheEngine are the steps that cannot look without the account of the
// active engine.
var needTheEngine = []steps.ID{ConnectorAccountID, EffectiveRightsID}

// supportComesLater is the step that has no place before the active server was
// looked at.
var supportComesLater = []steps.ID{"reenable/escalate"}

// findActiveEngine leads to the server that exports. That the description of a
// connector account names the server on which it was made is for a person to
// read: it is text.
var findActiveEngine = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{Ko: "활성 Microsoft Entra Connect Sync 서버", En: "The active Microsoft Entra Connect Sync server"},
	Do: []lang.Text{
		{
			Ko: "이 서버의 스테이징 모드를 해제하지 마십시오. 두 서버가 동시에 내보내게 됩니다.",
			En: "Do not switch staging mode off on this server: two servers would export at the same time.",
		},
		{
			Ko: "활성 서버를 찾으십시오. Microsoft Entra Connect Health를 쓰면 관리 센터에 서버 목록이 있습니다. 그렇지 않으면 아래 명령으로 커넥터 계정의 설명(Description)을 보십시오. 계정이 만들어진 서버의 이름이 적혀 있습니다.",
			En: "Find the active server. With Microsoft Entra Connect Health the admin center lists the servers. Otherwise look at the descriptions of the connector accounts with the command below: each names the server on which the account was made.",
		},
		{
			Ko: "Connect 서버를 찾을 수 없으면 Microsoft Entra 관리 센터의 Microsoft Entra Connect > Cloud Sync에서 이 도메인을 Cloud Sync가 맡고 있지 않은지 확인하십시오.",
			En: "If there is no such server, see in Microsoft Entra Connect > Cloud Sync of the admin center whether Cloud Sync serves this domain.",
		},
		{
			Ko: "활성 서버에서 수집하거나 그 서버 이름으로 이 진단을 다시 하십시오.",
			En: "Collect on the active server, or check again with its name.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUser -LDAPFilter '(sAMAccountName=MSOL_*)' -Properties Description | Format-List SamAccountName, Description"},
		{Shell: steps.PowerShell, Text: "(Get-ADSyncScheduler).StagingModeEnabled"},
	},
	Changes: lang.Text{Ko: "확인하는 것만으로는 아무것도 바뀌지 않습니다.", En: "Looking changes nothing."},
	Proof: lang.Text{
		Ko: "활성 서버에서 Get-ADSyncScheduler 결과의 StagingModeEnabled 값이 False입니다.",
		En: "On the active server Get-ADSyncScheduler shows StagingModeEnabled as False.",
	},
	Link: pageStaging,
}
