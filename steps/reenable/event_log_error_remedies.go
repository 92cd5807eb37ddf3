package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// More of the vendor's pages that the remedies of this stage lead to.
const (
	renewalPage     = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-change-addsacct-pass"
	applicationPage = "https://learn.microsoft.com/entra/identity/hybrid/connect/authenticate-application-id"
	bannedPage      = "https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad"
)

var followContact = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.ADAdmin, steps.Network}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "'우선 도메인 컨트롤러' 단계를 확인하십시오. 도메인 없이 짧은 이름으로 적힌 컨트롤러가 있으면 전체 이름으로 바꾸십시오.", En: "Look at the step about preferred domain controllers. If one is entered by a short name without the domain, enter its full name."},
		{Ko: "'PDC 에뮬레이터'와 '도메인 컨트롤러의 포트' 단계의 안내를 따르십시오.", En: "Follow the steps about the PDC emulator and the ports of the domain controllers."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: portsPage,
}

var saveThePassword = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.ADAdmin}, Where: lang.Text{Ko: "Connect 서버의 Synchronization Service Manager > Connectors", En: "Synchronization Service Manager on the Connect server > Connectors"},
	Do: []lang.Text{
		{Ko: "Operations 탭에서 결과가 no-start-credentials인 커넥터를 찾으십시오.", En: "On the tab Operations, find the connector whose result is no-start-credentials."},
		{Ko: "AD 커넥터라면 그 Properties > Connect to Active Directory Forest에 커넥터 계정의 새 암호를 입력하십시오. Microsoft Entra 커넥터라면 Connect 마법사에서 자격 증명을 새로 만드십시오.", En: "If it is that of a forest, enter the new password of its account in Properties > Connect to Active Directory Forest. If it is the one of Microsoft Entra, renew its credentials in the Connect wizard."},
		{Ko: "ADSync 서비스를 다시 시작하십시오. 그래야 메모리에 남은 예전 암호가 지워집니다.", En: "Restart the ADSync service, which drops the old password from its memory."},
	},
	Look:    []steps.Command{showEvents},
	Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"}},
	Changes: lang.Text{Ko: "동기화 엔진이 새 암호로 로그인합니다. 다시 시작하는 동안 동기화와 쓰기 저장이 잠시 멈춥니다.", En: "The engine signs in with the new password. Synchronisation and writeback pause while it restarts."},
	Proof:   lang.Text{Ko: "다음 주기의 결과가 success이고 이벤트 6000이 더 나타나지 않습니다.", En: "The runs of the next cycle succeed, and event 6000 does not appear again."},
	Link:    renewalPage,
}

var rotateCertificate = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "스케줄러가 중단되어 있으면 다시 켜십시오. Connect가 관리하는 인증서는 스케줄러가 바꿉니다.", En: "If the scheduler is suspended, let it run again: a certificate that Connect manages is rotated by the scheduler."},
		{Ko: "직접 관리하는 인증서이거나 기다릴 수 없으면 Connect 마법사의 'Rotate application certificate'로 바꾸십시오.", En: "If the certificate is your own, or this cannot wait, rotate it with 'Rotate application certificate' in the Connect wizard."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADSyncScheduler"},
		{Shell: steps.PowerShell, Text: "Get-ADSyncEntraConnectorCredential"},
	},
	Changes: lang.Text{Ko: "응용 프로그램에 새 인증서가 등록되고 예전 인증서는 지워집니다.", En: "The application gets a new certificate, and the old one is removed."},
	Proof:   lang.Text{Ko: "다음 주기에 이벤트 1011과 1012가 나타나지 않습니다.", En: "Events 1011 and 1012 do not appear in the next cycle."},
	Link:    applicationPage,
}

var readTheError = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.Helpdesk}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 {seen_at}의 이벤트 원문을 읽으십시오(추적 ID: {tracking}). 코드의 뜻은 Microsoft의 문서에서 찾으십시오.", En: "Read the text of the event of {seen_at} with the command below (tracking ID: {tracking}), and look its code up in Microsoft's documentation."},
		{Ko: "테스트 사용자의 암호를 재설정해 보십시오. 성공하면 이 오류는 지난 일입니다.", En: "Reset the password of the test user. If that succeeds, the error is over."},
		{Ko: "다시 실패하면 이벤트 원문을 지원 요청에 첨부하십시오.", En: "If it fails again, attach the text of the event to a support request."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var anotherPassword = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{Ko: "자기 이름, 회사 이름, 흔한 단어가 들어가지 않은 다른 암호로 다시 시도하도록 안내하십시오.", En: "Tell the user to try another password, without their name, the company's name or common words."},
	},
	Changes: lang.Text{Ko: "사용자의 암호만 바뀝니다.", En: "Only the user's own password changes."},
	Proof:   lang.Text{Ko: "이벤트 31002 또는 31007이 기록됩니다.", En: "Event 31002 or 31007 appears."},
	Link:    bannedPage,
}

var useTheNewOne = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{Ko: "PC에는 새 암호로 로그인하도록 안내하십시오.", En: "Tell the user to sign in to the PC with the new password."},
		{Ko: "암호 해시 동기화를 쓰면 몇 분 뒤 클라우드도 새 암호가 됩니다. 쓰지 않거나 10분이 지나도 다르면 한 번 더 재설정하십시오.", En: "With password hash synchronisation the cloud has the new password after a few minutes. Without it, or if they still differ after 10 minutes, reset it once more."},
	},
	Changes: lang.Text{Ko: "다시 재설정하면 두 곳의 암호가 같아집니다.", En: "A second reset makes both passwords the same."},
	Proof:   lang.Text{Ko: "같은 암호로 PC와 클라우드에 모두 로그인됩니다.", En: "The same password signs in to the PC and to the cloud."},
	Link:    troubleshootPage,
}

var resetOnceMore = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin}, Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > 사용자(Users)", En: "Microsoft Entra admin center > Users"},
	Do: []lang.Text{
		{Ko: "[암호 재설정(Password reset)] > [온-프레미스 통합(On-premises integration)]에서 암호 쓰기 저장이 켜져 있는지 확인하십시오.", En: "See in Password reset > On-premises integration that writeback is on."},
		{Ko: "이 사용자의 암호를 한 번 더 재설정하고, 감사 로그의 OnPremisesAgent가 None이 아닌지 확인하십시오.", En: "Reset this user's password once more, and see that OnPremisesAgent in the audit log is not None."},
	},
	Changes: lang.Text{Ko: "클라우드와 AD의 암호가 같은 새 암호가 됩니다.", En: "Cloud and AD receive the same new password."},
	Proof:   noNewFailure,
	Link:    reportingPage,
}
