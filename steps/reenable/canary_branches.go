package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var canaryBranches = []steps.Branch{
	{
		On: "proven", Status: steps.Healthy, Next: steps.End,
		Explains: []steps.ID{"reenable/event-log", "reenable/restart-service", "reenable/disable-enable"},
		Label:    lang.Text{Ko: "증명됨", En: "Proven"},
		Say: lang.Text{
			Ko: "테스트 사용자 {user} 계정의 재설정이 클라우드에서 AD까지 도착했습니다. 쓰기 저장이 동작합니다.",
			En: "The reset of the test user {user} went from the cloud into AD. Writeback works.",
		},
	},
	{
		On: "cloud-accepted-directory-silent", Status: steps.Broken,
		Label: lang.Text{Ko: "AD에 도착 안 함", En: "Did not reach AD"},
		Say: lang.Text{
			Ko: "클라우드는 {user} 계정의 재설정을 받아들였지만({cloud_at}) AD의 암호는 바뀌지 않았습니다. 이제 두 암호가 서로 다를 수 있습니다.",
			En: "The cloud accepted the reset of {user} ({cloud_at}), but nothing changed in AD. The two passwords may differ now.",
		}, Remedy: silentDirectory,
	},
	{
		On: "directory-refused", Status: steps.Broken,
		Label: lang.Text{Ko: "AD가 거부함", En: "Refused by AD"},
		Say: lang.Text{
			Ko: "요청은 서버에 도착했지만 AD가 거부했습니다(이벤트 {event}, {refused_at}).",
			En: "The request reached the server, but AD refused it (event {event}, {refused_at}).",
		}, Remedy: refusedCanary,
	},
	{
		On: "passwords-differ", Status: steps.Warning,
		Label: lang.Text{Ko: "AD만 바뀜", En: "Only AD changed"},
		Say: lang.Text{
			Ko: "쓰기 저장은 동작했지만 지금은 두 암호가 다릅니다. {user} 계정의 AD 암호는 바뀌었고, 클라우드에는 실패로 기록되었습니다.",
			En: "Writeback worked, but the two passwords differ now: the AD password of {user} changed, and the cloud recorded a failure.",
		}, Remedy: waitForHashSync,
	},
	{
		On: "cloud-refused", Status: steps.Warning,
		Label: lang.Text{Ko: "클라우드가 거부함", En: "Refused by the cloud"},
		Say: lang.Text{
			Ko: "클라우드가 {user} 계정의 재설정을 거부했고 요청은 서버에 오지 않았습니다. 쓰기 저장보다는 금지된 암호 목록, 잠금, 인증 방법 등록, 라이선스 때문일 수 있습니다.",
			En: "The cloud refused the reset of {user}, and no request reached the server. The banned password list, a lockout, registration or a licence may be the reason rather than writeback.",
		}, Remedy: readAudit,
	},
	{
		On: "waiting", Status: steps.Unknown,
		Label: lang.Text{Ko: "도착을 기다리는 중", En: "On its way"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정이 시작되었습니다. 클라우드와 AD 양쪽에 나타나기까지 5분쯤 걸릴 수 있습니다.",
			En: "The reset of {user} has begun. It may take up to 5 minutes to show on both sides.",
		},
	},
	{
		On: "not-done", Status: steps.Unknown,
		Label: lang.Text{Ko: "아직 하지 않음", En: "Not done yet"},
		Say: lang.Text{
			Ko: "테스트 사용자 {user} 계정의 암호를 아직 재설정하지 않았습니다. 재설정하면 이 단계가 서버, 클라우드, AD에서 확인합니다.",
			En: "The password of the test user {user} has not been reset yet. Once it is, this step sees it on the server, in the cloud and in AD.",
		}, Remedy: resetTestUser,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "테스트 사용자의 재설정을 지켜볼 수 없습니다.",
			En: "A reset of the test user cannot be watched.",
		},
	},
}

var resetTestUser = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin}, Where: lang.Text{Ko: "웹 브라우저", En: "A web browser"},
	Do: []lang.Text{
		{Ko: "실제 업무에 쓰는 계정이 아니라 정해 둔 테스트 사용자({user})인지 확인하십시오. 보호된 그룹의 구성원이 아니어야 합니다.", En: "Make sure that {user} is the designated test user and not a working account, and in no protected group."},
		{Ko: "https://aka.ms/sspr 페이지에서 그 사용자의 암호를 재설정하십시오. Microsoft 365 관리 센터의 재설정은 AD에 쓰이지 않으므로 쓰지 마십시오.", En: "Reset the password of that user at https://aka.ms/sspr. Do not use the Microsoft 365 admin center; its resets are never written back."},
		{Ko: "이전에 쓰지 않은 길고 복잡한 암호를 고르십시오. 최소 암호 사용 기간이 0일이 아니면 오늘 이미 바꾼 암호는 다시 바꿀 수 없습니다.", En: "Choose a long password that was not used before. Unless the minimum age is 0 days, one changed today cannot be changed again."},
	},
	Changes: lang.Text{
		Ko: "테스트 사용자의 암호가 클라우드와 AD에서 바뀝니다. 되돌릴 수 없습니다.",
		En: "The password of the test user changes in the cloud and in AD. This cannot be undone.",
	},
	Proof: lang.Text{Ko: "서버에 이벤트 31001과 31002가 기록되고 AD의 pwdLastSet 값이 바뀝니다.", En: "Events 31001 and 31002 appear on the server, and pwdLastSet changes in AD."},
	Link:  tutorialPage,
}

var silentDirectory = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ServerAdmin}, Where: lang.Text{Ko: "Microsoft Entra 관리 센터와 Connect 서버", En: "The Microsoft Entra admin center and the Connect server"},
	Do: []lang.Text{
		{Ko: "감사 로그에서 재설정 항목의 OnPremisesAgent 값을 보십시오. None이면 AD에는 아무것도 쓰지 않은 것입니다. CloudSync이면 이 도메인의 쓰기 저장은 Connect Sync가 아니라 Cloud Sync 에이전트가 합니다.", En: "In the audit log, look at OnPremisesAgent of the reset. None means that nothing was written to AD. CloudSync means that the Cloud Sync agent and not Connect Sync writes back for this domain."},
		{Ko: "어느 화면에서 재설정했는지 확인하십시오. Microsoft 365 관리 센터와 PowerShell의 재설정은 AD에 쓰이지 않습니다.", En: "Make sure where the reset was made. Those of the Microsoft 365 admin center and PowerShell are never written back."},
		{Ko: "[암호 재설정(Password reset)] > [온-프레미스 통합(On-premises integration)]에서 암호 쓰기 저장이 켜져 있는지 확인하십시오.", En: "See in Password reset > On-premises integration that writeback is on."},
		{Ko: "테스트가 끝나면 AD에서 테스트 사용자의 암호를 다시 설정해 두 암호를 맞추십시오.", En: "After the test, set the password of the test user in AD, so that both agree."},
	},
	Look:    []steps.Command{showEvents},
	Changes: nothingChanges, Proof: noNewFailure, Link: reportingPage,
}

var refusedCanary = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "이벤트 {event} 코드의 뜻에 따라 권한, 보호된 사용자, 암호 정책, 계정 상태 단계를 테스트 사용자로 다시 확인하십시오.", En: "Depending on what event {event} means, check the steps about rights, protected users, password policy and account state again, for the test user."},
	},
	Look:    []steps.Command{showEvents},
	Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var waitForHashSync = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: lang.Text{Ko: "테스트 사용자", En: "The test user"},
	Do: []lang.Text{
		{Ko: "암호 해시 동기화를 쓴다면 2분 이상 기다린 다음 새 암호로 다시 로그인하십시오.", En: "With password hash synchronisation, wait 2 minutes or more and sign in with the new password."},
		{Ko: "그래도 다르면 다른 암호로 한 번 더 재설정하십시오.", En: "If they still differ, reset once more to another password."},
	},
	Changes: nothingChanges,
	Proof:   lang.Text{Ko: "같은 암호로 PC와 클라우드에 모두 로그인됩니다.", En: "The same password signs in to the PC and to the cloud."},
	Link:    troubleshootPage,
}

var readAudit = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.Helpdesk}, Where: lang.Text{Ko: "Microsoft Entra 관리 센터의 감사 로그", En: "The audit log in the Microsoft Entra admin center"},
	Do: []lang.Text{
		{Ko: "[Self-service Password Management] 서비스의 실패 항목에서 상태 이유를 읽으십시오.", En: "Filter by the service Self-service Password Management and read the status reason of the failed entry."},
		{Ko: "금지된 암호라면 다른 암호로, 잠금이라면 24시간 뒤에 다시 시도하십시오.", En: "If the password was banned, choose another; after a lockout, try again in 24 hours."},
	},
	Changes: nothingChanges,
	Proof:   lang.Text{Ko: "다시 했을 때 감사 로그에 성공이 기록됩니다.", En: "The audit log shows a success when it is tried again."},
	Link:    reportingPage,
}
