package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// versionBranches are the ways out of connect-version that are not defects.
var versionBranches = []steps.Branch{
	{
		On: "newest", Status: steps.Healthy,
		Details: versionDetails,
		Label:   lang.Text{Ko: "최신 버전", En: "Newest"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 최신 버전입니다({table_day} 버전 표 기준).",
			En: "The installed version {version} is the newest one (version table of {table_day}).",
		},
	},
	{
		On: "supported", Status: steps.Healthy,
		Details: versionDetails,
		Label:   lang.Text{Ko: "지원되는 버전", En: "Supported"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 {ends_day}까지 지원됩니다. 최신 버전은 {newest}입니다({table_day} 버전 표 기준).",
			En: "The installed version {version} is supported until {ends_day}. The newest is {newest} (version table of {table_day}).",
		},
	},
	{
		On: "newer-than-table", Status: steps.Healthy,
		Details: versionDetails,
		Label:   lang.Text{Ko: "표보다 새로운 버전", En: "Newer than the table"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 이 프로그램이 아는 최신 버전({newest}, {table_day} 버전 표 기준)보다 새롭습니다. 이 프로그램은 이 버전에 알려진 결함이 있는지 모릅니다.",
			En: "The installed version {version} is newer than {newest}, the newest one in this program's version table ({table_day}). Whether it has known defects is not known here.",
		},
	},
	{
		On: "ending-soon", Status: steps.Warning,
		Details: versionDetails,
		Label:   lang.Text{Ko: "지원이 곧 끝남", En: "Support ends soon"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전의 지원이 {ends_day}에 끝납니다. 판정한 날을 기준으로 {left} 남았으며, 그 전에 업그레이드해야 합니다.",
			En: "Support of the installed version {version} ends on {ends_day}, {left} after the day on which this was judged. It has to be upgraded before then.",
		}, Remedy: upgrade,
	},
	{
		On: "announced-end", Status: steps.Warning,
		Details: versionDetails,
		Label:   lang.Text{Ko: "종료 예고됨", En: "End announced"},
		Say: lang.Text{
			Ko: "예고에 따르면 {announced_day}부터는 {announced_version} 버전 이상에서 응용 프로그램으로 로그인하는 서버만 동기화합니다. 설치된 버전은 {version}입니다. 예고된 날은 바뀐 적이 있으므로 버전 기록 페이지에서 확인하십시오.",
			En: "It is announced that from {announced_day} on only {announced_version} and later synchronise, signed in as an application. The installed version is {version}. Announced days have moved before, so check the version history page.",
		}, Remedy: upgrade,
	},
	{
		On: "out-of-support", Status: steps.Warning,
		Details: versionDetails,
		Label:   lang.Text{Ko: "지원이 끝난 버전", En: "Out of support"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 {ends_day}에 지원이 끝났습니다. 아직 동작할 수는 있지만 Microsoft가 지원하지 않습니다.",
			En: "Support of the installed version {version} ended on {ends_day}. It may still work, but Microsoft no longer supports it.",
		}, Remedy: upgrade,
	},
	{
		On: "cannot-sync", Status: steps.Broken, RefutedAlso: steps.RanWell,
		Details: versionDetails,
		Label:   lang.Text{Ko: "동기화 불가", En: "Cannot synchronise"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 더 이상 동기화하지 못합니다. 2026년 9월 30일부터는 {lowest} 버전 이상만 동기화하며, 1.x 버전은 2022년 8월 31일에 종료되었습니다.",
			En: "The installed version {version} can no longer synchronise. Since 30 September 2026 only {lowest} and later do, and 1.x was retired on 31 August 2022.",
		}, Remedy: upgrade,
		Explains: []steps.ID{"configuration/full-sync", "configuration/last-sync"},
	},
	{
		On: "recalled", Status: steps.Broken,
		Details: versionDetails,
		Label:   lang.Text{Ko: "회수된 버전", En: "Recalled"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 Microsoft가 회수했습니다. 제거하고 다른 버전을 설치해야 합니다.",
			En: "Microsoft has recalled the installed version {version}. It has to be uninstalled and replaced with another version.",
		}, Remedy: replaceRecalled,
	},
	{
		On: "unlisted", Status: steps.Unknown,
		Details: versionDetails,
		Label:   lang.Text{Ko: "표에 없는 버전", En: "Not in the table"},
		Say: lang.Text{
			Ko: "설치된 {version} 버전은 버전 표({table_day} 기준)에 없습니다. 동기화에 필요한 가장 낮은 버전({lowest}) 이상이지만, 알려진 결함이 있는지는 판단할 수 없습니다.",
			En: "The installed version {version} is not in the version table ({table_day}). It is not older than {lowest}, the oldest that can synchronise, but whether it has known defects cannot be told.",
		},
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "설치된 Microsoft Entra Connect Sync 버전을 읽지 못했습니다.",
			En: "The installed version of Microsoft Entra Connect Sync could not be read.",
		},
	},
}

var upgrade = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터와 Connect 서버", En: "The Microsoft Entra admin center and the Connect server"},
	Do: []lang.Text{
		{Ko: "서버가 Windows Server 2016 이상이고 .NET Framework 4.7.2 이상과 TLS 1.2를 쓰는지 확인하십시오.", En: "Check that the server runs Windows Server 2016 or later with .NET Framework 4.7.2 or later and TLS 1.2."},
		{Ko: "아래 명령으로 지금의 구성을 빈 폴더에 내보내십시오.", En: "Export the present configuration to an empty folder with the command below."},
		{Ko: "설치 파일은 Microsoft Entra 관리 센터의 [Entra Connect] > [시작(Get started)] > [관리(Manage)]에서만 받으십시오. 오래된 문서의 다운로드 센터 링크는 쓰지 마십시오.", En: "Download the installer in the Microsoft Entra admin center, Entra Connect > Get started > Manage. Do not use the Download Center link of older articles."},
		{Ko: "설치 파일을 실행해 이 서버에서 그대로 업그레이드하고, 마지막에 동기화를 시작하십시오. 1.x 버전이라면 새 서버에 설치해 옮기는 방법을 검토하십시오.", En: "Run it to upgrade in place, and start the synchronisation at the end. From 1.x, consider moving to a new server."},
		{Ko: "업그레이드가 끝나면 암호 쓰기 저장이 켜져 있는지 다시 확인하십시오.", En: "After the upgrade, check again that password writeback is on."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADSyncServerConfiguration -Path C:\\ADSyncExport"},
		{Shell: steps.PowerShell, Text: "Get-ADSyncScheduler | Format-List StagingModeEnabled, SyncCycleEnabled, SchedulerSuspended"},
	},
	Changes: lang.Text{
		Ko: "업그레이드하는 동안 동기화와 쓰기 저장이 멈춥니다. 되돌리려면 이전 버전을 다시 설치해야 합니다.",
		En: "Synchronisation and writeback pause during the upgrade. Going back means installing the older version again.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 새 버전이 보이고, 이벤트 31015와 31019가 다시 기록됩니다.",
		En: "Checked again, this step shows the new version, and events 31015 and 31019 appear again.",
	},
	Link: upgradePage,
}

var replaceRecalled = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터와 Connect 서버", En: "The Microsoft Entra admin center and the Connect server"},
	Do: []lang.Text{
		{Ko: "아래 명령으로 지금의 구성을 빈 폴더에 내보내십시오.", En: "Export the present configuration to an empty folder with the command below."},
		{Ko: "버전 기록 페이지에서 회수된 버전에 대한 안내를 읽으십시오.", En: "Read what the version history page says about the recalled version."},
		{Ko: "회수된 버전을 제거하고 최신 버전을 Microsoft Entra 관리 센터에서 받아 설치하십시오.", En: "Uninstall the recalled version, and install the newest one from the Microsoft Entra admin center."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncServerConfiguration -Path C:\\ADSyncExport"}},
	Changes: lang.Text{
		Ko: "다시 설치하는 동안 동기화와 쓰기 저장이 멈춥니다.",
		En: "Synchronisation and writeback pause until the new version is installed.",
	},
	Proof: lang.Text{Ko: "이 단계를 다시 확인하면 새 버전이 보입니다.", En: "Checked again, this step shows the new version."},
	Link:  versionsPage,
}

// versionDetails are told of every version that could be read.
var versionDetails = []lang.Text{
	{
		Ko: "이 판정은 {stale_day}에 확인한 버전 표를 따릅니다. 표가 30일보다 오래되었으니 버전 기록 페이지에서 최신 버전과 날짜를 확인하십시오.",
		En: "This follows a table of versions that was checked on {stale_day}. That is more than 30 days before, so check the newest version and the days on the version history page.",
	},
	{
		Ko: "{switched_version} 버전은 업그레이드한 뒤 6시간 안에 스스로 응용 프로그램 로그인으로 바꿀 수 있습니다. 쓰기 저장이 멈춘 때가 업그레이드한 때와 가까운지 확인하십시오.",
		En: "Within 6 hours of the upgrade, version {switched_version} can change by itself to signing in as an application. See whether writeback stopped about the time of the upgrade.",
	},
}
