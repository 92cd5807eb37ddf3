package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// agentDetails are told of every agent that may be the one that writes.
var agentDetails = []lang.Text{
	{
		Ko: "이 판정은 {stale_day}에 확인한 버전 표를 따릅니다. 표가 30일보다 오래되었으니 에이전트 버전 기록 페이지에서 최신 버전을 확인하십시오.",
		En: "This follows a table of versions that was checked on {stale_day}. That is more than 30 days before, so check the newest version on the release history page of the agent.",
	},
	{
		Ko: "에이전트가 직접 만든 gMSA로 실행되면 그 계정의 권한을 따로 확인하십시오. {own_gmsa_version} 버전부터 Add-AADCloudSyncADDomain 명령은 그런 계정에 AD 권한을 주지 않습니다.",
		En: "If the agent runs as a gMSA of your own, check the rights of that account: from version {own_gmsa_version} on, Add-AADCloudSyncADDomain no longer grants it any in AD.",
	},
}

var agentBranches = []steps.Branch{
	{
		On: "no-agent", Status: steps.Healthy,
		Label: lang.Text{Ko: "에이전트 없음", En: "No agent"},
		Say: lang.Text{
			Ko: "이 서버에는 Cloud Sync 에이전트가 없습니다.",
			En: "There is no Cloud Sync agent on this server.",
		},
	},
	{
		On: "beside", Status: steps.Healthy,
		Label: lang.Text{Ko: "기록하지 않음", En: "Does not write"},
		Say: lang.Text{
			Ko: "Cloud Sync 에이전트({version})가 있지만, 이 서버에서는 Connect Sync가 암호를 기록합니다.",
			En: "There is a Cloud Sync agent ({version}), and on this server Connect Sync writes the passwords.",
		},
	},
	{
		On: "newest", Status: steps.Healthy, Details: agentDetails,
		Label: lang.Text{Ko: "최신 버전", En: "Newest"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전은 이 프로그램이 아는 최신 버전입니다.",
			En: "Version {version} of the agent is the newest one that this program knows.",
		},
	},
	{
		On: "newer-than-table", Status: steps.Healthy, Details: agentDetails,
		Label: lang.Text{Ko: "표보다 새로운 버전", En: "Newer than the table"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전은 이 프로그램이 아는 최신 버전({newest})보다 새롭습니다. 알려진 결함이 있는지는 여기에서 알 수 없습니다.",
			En: "Version {version} of the agent is newer than {newest}, the newest one that this program knows. Whether it has known defects is not known here.",
		},
	},
	{
		On: "listed", Status: steps.Healthy, Details: agentDetails,
		Label: lang.Text{Ko: "알려진 결함 없음", En: "No known defect"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전에는 이 테넌트의 쓰기 저장을 막는 알려진 결함이 없습니다. 최신 버전은 {newest}입니다.",
			En: "No defect is known of version {version} of the agent that stops writeback of this tenant. The newest is {newest}.",
		},
	},
	{
		On: "government-possible", Status: steps.Warning, Details: agentDetails,
		Label: lang.Text{Ko: "결함일 수 있음", En: "Possible defect"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전에서는 Azure US Government 클라우드의 쓰기 저장이 실패합니다. 이 테넌트가 그 클라우드에 있는지는 여기에서 보이지 않습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "In version {version} of the agent, writeback fails in the Azure US Government cloud. Whether this tenant is there is not seen here. It was fixed in {fixed}.",
		}, Remedy: upgradeAgent,
	},
	{
		On: "government-defect", Status: steps.Broken, Details: agentDetails,
		Label: lang.Text{Ko: "결함: US Government", En: "Defect: US Government"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전에는 Azure US Government 클라우드에서 쓰기 저장이 실패하는 알려진 결함이 있습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "Version {version} of the agent has a known defect: writeback fails in the Azure US Government cloud. It was fixed in {fixed}.",
		}, Remedy: upgradeAgent,
	},
	{
		On: "too-old", Status: steps.Broken, Details: agentDetails,
		Label: lang.Text{Ko: "너무 오래된 버전", En: "Too old"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전은 암호를 기록할 수 없습니다. {lowest} 버전부터 기록합니다.",
			En: "Version {version} of the agent cannot write passwords back. {lowest} is the first that can.",
		}, Remedy: upgradeAgent,
	},
	{
		On: "unlisted", Status: steps.Unknown, Details: agentDetails,
		Label: lang.Text{Ko: "표에 없는 버전", En: "Not in the table"},
		Say: lang.Text{
			Ko: "에이전트의 {version} 버전은 이 프로그램의 표에 없습니다. 알려진 결함이 있는지 판단할 수 없습니다.",
			En: "Version {version} of the agent is not in this program's table. Whether it has known defects cannot be told.",
		}, Remedy: upgradeAgent,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Cloud Sync 에이전트의 버전을 읽지 못했습니다.",
			En: "The version of the Cloud Sync agent could not be read.",
		},
	},
}

var upgradeAgent = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Cloud Sync 에이전트 서버와 Microsoft Entra 관리 센터",
		En: "The server of the Cloud Sync agent, and the Microsoft Entra admin center",
	},
	Do: []lang.Text{
		{
			Ko: "관리 센터의 Microsoft Entra Connect > Cloud Sync > 에이전트(Agents)에서 최신 에이전트를 받아, 이 서버에서 실행해 업그레이드하십시오.",
			En: "Download the newest agent from Microsoft Entra Connect > Cloud Sync > Agents of the admin center, and run it on this server to upgrade.",
		},
		{
			Ko: "같은 구성의 다른 에이전트도 모두 업그레이드하십시오. 어느 에이전트가 요청을 받을지는 정해져 있지 않습니다.",
			En: "Upgrade every other agent of the same configuration as well: any of them may take a request.",
		},
	},
	Changes: lang.Text{
		Ko: "업그레이드하는 동안 이 에이전트의 동기화와 쓰기 저장이 잠시 멈춥니다.",
		En: "Synchronisation and writeback of this agent pause during the upgrade.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 새 버전이 보입니다.",
		En: "Checked again, this step shows the new version.",
	},
	Link: agentVersionsPage,
}
