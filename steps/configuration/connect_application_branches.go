package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// withoutCloudSignIn are the steps that fail when Connect Sync cannot sign in to
// the tenant, or may not ask it for writeback.
func withoutCloudSignIn() []steps.ID {
	return []steps.ID{"configuration/full-sync", LastSyncID, "configuration/writeback-switch", "reenable/event-log"}
}

var identityBranches = []steps.Branch{
	{
		On: "account", Status: steps.Healthy,
		Label: lang.Text{Ko: "계정으로 로그인", En: "An account"},
		Say: lang.Text{
			Ko: "Connect Sync는 테넌트에 계정으로 로그인합니다. 응용 프로그램의 인증서와 권한은 확인할 것이 없습니다. 계정 로그인이 언제까지 허용되는지는 진단 결과의 '예고된 변경'에 나옵니다.",
			En: "Connect Sync signs in to the tenant with an account. There is no certificate and no permission of an application to look at. How long an account is still allowed stands under 'Announced changes' in the diagnosis.",
		},
	},
	{
		On: "application", Status: steps.Healthy,
		Label: lang.Text{Ko: "응용 프로그램으로 로그인", En: "An application"},
		Say: lang.Text{
			Ko: "Connect Sync는 테넌트에 응용 프로그램으로 로그인합니다. 인증서는 {ends_at}까지 유효하고, 쓰기 저장 권한 세 가지가 모두 있습니다.",
			En: "Connect Sync signs in to the tenant as an application. Its certificate is valid until {ends_at}, and it has the three permissions of writeback.",
		},
	},
	{
		On: "certificate-ending", Status: steps.Warning,
		Label: lang.Text{Ko: "인증서 곧 만료", En: "Certificate ends soon"},
		Say: lang.Text{
			Ko: "Connect Sync가 로그인에 쓰는 응용 프로그램의 인증서가 {ends_at}에 만료됩니다. 스케줄러가 미리 교체해야 하는데 교체되지 않았습니다. 스케줄러가 꺼져 있거나 일시 중단되어 있으면 교체되지 않습니다(이벤트 1011).",
			En: "The certificate of the application that Connect Sync signs in as ends at {ends_at}. The scheduler should have rotated it long before (event 1011), which it does not do while it is off or suspended.",
		},
		Remedy: rotateCertificate,
	},
	{
		On: "certificate-ended", Status: steps.Broken, RefutedAlso: steps.RanWell,
		Label: lang.Text{Ko: "인증서 만료됨", En: "Certificate has ended"},
		Say: lang.Text{
			Ko: "Connect Sync가 로그인에 쓰는 응용 프로그램의 인증서가 {ends_at}에 만료되었습니다(이벤트 1012). 동기화도 쓰기 저장도 테넌트에 로그인할 수 없습니다.",
			En: "The certificate of the application that Connect Sync signs in as ended at {ends_at} (event 1012). Neither the synchronisation nor writeback can sign in to the tenant.",
		},
		Remedy: rotateCertificate, Explains: withoutCloudSignIn(),
	},
	{
		On: "application-gone", Status: steps.Broken,
		Label: lang.Text{Ko: "응용 프로그램 없음", En: "No such application"},
		Say: lang.Text{
			Ko: "Connect Sync가 로그인에 쓰는 응용 프로그램이 이 테넌트에 없습니다. 삭제되었거나, 이 서버가 다른 테넌트를 동기화합니다.",
			En: "The application that Connect Sync signs in as does not exist in this tenant. It was deleted, or the server synchronises another tenant.",
		},
		Remedy: newApplication, Explains: withoutCloudSignIn(),
	},
	{
		On: "roles-missing", Status: steps.Broken,
		Label: lang.Text{Ko: "응용 프로그램 권한 없음", En: "Permissions missing"},
		Say: lang.Text{
			Ko: "Connect Sync가 로그인에 쓰는 응용 프로그램에 쓰기 저장 권한이 없습니다: {roles}. 직접 만든 응용 프로그램이면 이 권한을 따로 부여해야 하며, 없으면 쓰기 저장을 켜거나 끄거나 키를 갱신할 때 실패합니다.",
			En: "The application that Connect Sync signs in as lacks permissions of writeback: {roles}. An application of your own has to be granted them by hand. Without them, switching writeback on or off or renewing its keys fails.",
		},
		Remedy: grantRoles, Explains: []steps.ID{"configuration/writeback-switch", "reenable/event-log"},
	},
	{
		On: steps.Unseen, Status: steps.Unknown,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Connect Sync가 테넌트에 어떻게 로그인하는지, 또는 그 응용 프로그램의 권한을 읽지 못했습니다.",
			En: "How Connect Sync signs in to the tenant, or what that application was granted, could not be read.",
		},
	},
}

var showIdentity = steps.Command{Shell: steps.PowerShell, Text: "Get-ADSyncEntraConnectorCredential"}

var rotateCertificate = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Get-ADSyncScheduler 명령으로 스케줄러가 켜져 있고 일시 중단되지 않았는지 확인하십시오. 스케줄러의 유지 관리 작업이 인증서를 교체합니다.",
			En: "See with Get-ADSyncScheduler that the scheduler is on and not suspended. Its maintenance rotates the certificate.",
		},
		{
			Ko: "이미 만료되었거나 교체되지 않으면 Microsoft Entra Connect 마법사의 [응용 프로그램 인증서 교체(Rotate application certificate)]로 교체하십시오. 직접 만든 인증서이면 새 인증서를 발급해 응용 프로그램에 등록하십시오.",
			En: "If it has ended or is not rotated, use 'Rotate application certificate' of the Microsoft Entra Connect wizard. If the certificate is one of your own, issue a new one and register it with the application.",
		},
	},
	Look: []steps.Command{showIdentity, {Shell: steps.PowerShell, Text: "Get-ADSyncScheduler"}},
	Changes: lang.Text{
		Ko: "Connect Sync가 새 인증서로 로그인합니다. 예전 인증서는 더 이상 쓰지 않습니다.",
		En: "Connect Sync signs in with the new certificate and no longer uses the old one.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 새 만료 시각이 보이고, 다음 동기화가 성공합니다.",
		En: "Checked again, this step shows the new end, and the next synchronisation succeeds.",
	},
	Link: pageApplication,
}

var newApplication = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin, steps.ServerAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터와 Connect 서버", En: "The Microsoft Entra admin center and the Connect server"},
	Do: []lang.Text{
		{
			Ko: "여기에서 확인한 테넌트가 이 서버가 동기화하는 테넌트인지 먼저 확인하십시오.",
			En: "See first that the tenant that was looked at is the one that this server synchronises.",
		},
		{
			Ko: "같은 테넌트이면 [앱 등록(App registrations)] > [삭제된 애플리케이션(Deleted applications)]에서 복원하거나, Connect 마법사에서 응용 프로그램 인증을 다시 구성하십시오.",
			En: "If it is, restore the application in App registrations > Deleted applications, or configure application-based authentication again in the Connect wizard.",
		},
	},
	Look: []steps.Command{showIdentity},
	Changes: lang.Text{
		Ko: "Connect Sync가 테넌트에 다시 로그인할 수 있게 됩니다.",
		En: "Connect Sync can sign in to the tenant again.",
	},
	Proof: lang.Text{
		Ko: "명령이 보여 주는 응용 프로그램 ID가 관리 센터의 [앱 등록(App registrations)]에 있고, 이 단계를 다시 확인하면 응용 프로그램을 찾습니다.",
		En: "The application ID that the command shows stands under App registrations of the admin center, and checked again, this step finds it.",
	},
	Link: pageApplication,
}

var grantRoles = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 앱 등록(App registrations) > Connect Sync의 응용 프로그램 > API 권한(API permissions)",
		En: "Microsoft Entra admin center > App registrations > the application of Connect Sync > API permissions",
	},
	Do: []lang.Text{
		{
			Ko: "내 조직에서 사용하는 API에서 'Microsoft password reset service'(93625bc8-bfe2-437a-97e0-3d0060024faa)를 찾아 애플리케이션 권한으로 {roles} 항목을 추가하십시오. 찾을 수 없으면 SSPR을 한 번도 켜지 않은 테넌트입니다. 먼저 SSPR을 켜십시오.",
			En: "Under APIs my organization uses, find 'Microsoft password reset service' (93625bc8-bfe2-437a-97e0-3d0060024faa) and add the application permissions {roles}. If it is not there, the tenant never had SSPR: switch SSPR on first.",
		},
		{
			Ko: "관리자 동의를 부여한 다음, 암호 쓰기 저장을 껐다가 다시 켜십시오.",
			En: "Grant admin consent, then switch password writeback off and on again.",
		},
	},
	Changes: lang.Text{
		Ko: "Connect Sync의 응용 프로그램이 쓰기 저장을 등록하고 키를 갱신할 수 있게 됩니다.",
		En: "The application of Connect Sync may register writeback and renew its keys.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 세 권한이 모두 보입니다.",
		En: "Checked again, this step finds the three permissions.",
	},
	Link: pageApplication,
}
