package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var findStandstill = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Microsoft Entra 관리 센터의 Microsoft Entra Connect > Connect Sync에서 마지막 동기화 시각과 서버 이름을 확인하십시오.",
			En: "Read the time of the last synchronisation and the name of the server in Microsoft Entra Connect > Connect Sync of the admin center.",
		},
		{
			Ko: "그 서버가 켜져 있고 ADSync 서비스가 실행 중인지, 스케줄러가 켜져 있는지, 최근 작업이 어떤 결과로 끝났는지 아래 명령으로 확인하십시오.",
			En: "On that server, see with the commands below whether the ADSync service runs, whether the scheduler is on, and how the latest runs ended.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-Service -Name ADSync"},
		{Shell: steps.PowerShell, Text: "Get-ADSyncScheduler"},
		showRuns,
	},
	Changes: lang.Text{
		Ko: "확인하는 것만으로는 아무것도 바뀌지 않습니다.",
		En: "Looking changes nothing.",
	},
	Proof: lang.Text{
		Ko: "관리 센터에 새로운 마지막 동기화 시각이 표시됩니다.",
		En: "The admin center shows a new time of the last synchronisation.",
	},
	Link: pageScheduler,
}

var compareTenants = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ServerAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Microsoft Entra Connect, 그리고 Connect 서버",
		En: "Microsoft Entra admin center > Microsoft Entra Connect, and the Connect server",
	},
	Do: []lang.Text{
		{
			Ko: "아래 명령의 결과에서 커넥터 이름 앞부분이 이 서버가 동기화하는 테넌트입니다. 여기에서 확인한 테넌트와 같은지 비교하십시오.",
			En: "The name of the connector that the command below shows begins with the tenant that this server synchronises. Compare it with the tenant that was looked at here.",
		},
		{
			Ko: "다르면 맞는 테넌트로 다시 확인하십시오. 같으면 관리 센터에서 디렉터리 동기화가 켜져 있는지와 마지막 동기화 시각을 확인하십시오.",
			En: "If they differ, check again with the right tenant. If they are the same, see in the admin center whether directory synchronisation is on, and when it last happened.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnector | Where-Object SubType -eq 'Windows Azure Active Directory (Microsoft)' | Select-Object Name"}},
	Changes: lang.Text{
		Ko: "비교하는 것만으로는 아무것도 바뀌지 않습니다.",
		En: "Comparing changes nothing.",
	},
	Proof: lang.Text{
		Ko: "명령이 보여 주는 테넌트가 여기에서 확인한 테넌트와 같고, 관리 센터의 마지막 동기화 시각이 최근입니다.",
		En: "The tenant that the command shows is the one that was looked at here, and the admin center shows a recent last sync.",
	},
	Link: pageRoadmap,
}

var findActiveServer = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ServerAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Microsoft Entra Connect > Connect Sync",
		En: "Microsoft Entra admin center > Microsoft Entra Connect > Connect Sync",
	},
	Do: []lang.Text{{
		Ko: "관리 센터에서 동기화하는 서버의 이름을 찾아, 그 서버로 이 진단을 다시 하십시오. Cloud Sync 에이전트가 동기화하고 있을 수도 있습니다.",
		En: "Find the name of the server that synchronises in the admin center, and check again with that server. It may also be a Cloud Sync agent.",
	}},
	Changes: lang.Text{
		Ko: "확인하는 것만으로는 아무것도 바뀌지 않습니다.",
		En: "Looking changes nothing.",
	},
	Link: pageStaging,
}
