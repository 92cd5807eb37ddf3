package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// errorBranches are the ways out of event-log for errors of the sync engine, and
// for those of which this program does not know the reason.
var errorBranches = []steps.Branch{
	{
		On: "controller-not-contacted", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "컨트롤러 연결 못함", En: "No controller found"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 동기화 엔진이 도메인 컨트롤러에 연결하지 못해 암호를 쓰지 못했습니다(이벤트 {event}, {seen_at}). 우선 도메인 컨트롤러의 이름, PDC 에뮬레이터, 컨트롤러까지의 포트 가운데 하나가 원인입니다.",
			En: "The service is alive, but the sync engine could not contact a domain controller, so a password was not written (event {event}, {seen_at}). It is the name of a preferred domain controller, the PDC emulator, or the ports to the controllers.",
		}, Remedy: followContact,
	},
	{
		On: "credentials", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "저장된 암호 거부됨", En: "Saved password refused"},
		Say: lang.Text{
			Ko: "동기화 엔진이 커넥터에 저장된 자격 증명으로 로그인하지 못합니다(이벤트 {event}, {seen_at}). AD 커넥터라면 커넥터 계정의 암호가 AD에서만 바뀐 것이며, 쓰기 저장도 같은 암호를 씁니다.",
			En: "The sync engine cannot sign in with the credentials that are saved in a connector (event {event}, {seen_at}). With the connector of a forest, the password of its account was changed in AD alone, and writeback uses the same one.",
		}, Remedy: saveThePassword,
	},
	{
		On: "certificate-expired", Status: steps.Broken, RefutedBy: steps.Written, RefutedAlso: steps.RanWell, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "인증서 만료", En: "Certificate expired"},
		Say: lang.Text{
			Ko: "Connect가 클라우드에 로그인하는 응용 프로그램의 인증서가 만료되었습니다(이벤트 {event}, {seen_at}).",
			En: "The certificate of the application with which Connect signs in to the cloud has expired (event {event}, {seen_at}).",
		}, Remedy: rotateCertificate,
	},
	{
		On: "certificate-due", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "인증서 교체 시기", En: "Certificate due"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있습니다. 다만 Connect가 클라우드에 로그인하는 응용 프로그램의 인증서를 바꿀 때가 되었습니다(이벤트 {event}, {seen_at}). 보통은 스케줄러가 바꾸지만, 스케줄러가 중단되어 있으면 만료됩니다.",
			En: "The writeback service is alive, but the certificate of the application with which Connect signs in to the cloud is due for rotation (event {event}, {seen_at}). The scheduler usually rotates it; while that is suspended, the certificate expires.",
		}, Remedy: rotateCertificate,
	},
	{
		On: "certificate-unclear", Status: steps.Unknown, Next: steps.End,
		Label: lang.Text{Ko: "인증서 확인 필요", En: "Certificate not clear"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있습니다. 그러나 Connect 응용 프로그램의 인증서가 만료되었다는 이벤트가 있었고({event}, {seen_at}), 그 뒤에 인증서를 바꾸었는지는 알 수 없습니다.",
			En: "The writeback service is alive, but an event said that the certificate of the Connect application had expired ({event}, {seen_at}), and whether it was replaced since is not known.",
		}, Remedy: rotateCertificate,
	},
	{
		On: "unexplained", Status: steps.Unknown, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "모르는 오류", En: "Unknown error"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 이유를 이 프로그램이 모르는 오류가 기록되어 있습니다(이벤트 {event}, {seen_at}). 무슨 뜻인지 여기서는 알 수 없고, 그 뒤에 암호를 쓰는 데 성공한 기록도 없습니다.",
			En: "The service is alive, but the log holds an error whose reason this program does not know (event {event}, {seen_at}). What it means is not known here, and no password was written since that would show it to be over.",
		}, Remedy: readTheError,
	},
}

// auditBranches are the ways out of event-log that the tenant's audit log leads
// to, where the server is alive and has no failure of its own.
var auditBranches = []steps.Branch{
	{
		On: "cloud-did-not-reach", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "클라우드가 연결 못함", En: "Cloud could not reach it"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있지만, 테넌트의 감사 로그에는 이 사용자의 재설정이 온-프레미스에 연결하지 못해 실패했다고 적혀 있습니다({seen_at}). 그 뒤에 성공한 기록이 없습니다.",
			En: "The writeback service is alive, but the tenant's audit log says that a reset of this user failed because the premises could not be reached ({seen_at}), and none has succeeded since.",
		}, Remedy: followRoads,
	},
	{
		On: "cloud-refused", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "클라우드가 거절", En: "Refused by the cloud"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있습니다. 테넌트의 감사 로그에 따르면 이 사용자의 새 암호는 클라우드의 금지된 암호 목록에 걸려 거절되었습니다({seen_at}). 쓰기 저장의 고장이 아닙니다.",
			En: "The writeback service is alive. The tenant's audit log says that the cloud refused this user's new password, because it is on the list of banned passwords ({seen_at}). That is no fault of writeback.",
		}, Remedy: anotherPassword,
	},
	{
		On: "passwords-differ", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "AD만 바뀜", En: "Only AD changed"},
		Say: lang.Text{
			Ko: "쓰기 저장은 동작했지만, 테넌트의 감사 로그에 따르면 클라우드는 이 사용자의 새 암호를 저장하지 못했습니다({seen_at}). 지금 두 암호가 다를 수 있습니다.",
			En: "Writeback worked, but the tenant's audit log says that the cloud could not store this user's new password ({seen_at}). The two passwords may differ now.",
		}, Remedy: useTheNewOne,
	},
	{
		On: "not-written-back", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "AD에 쓰지 않음", En: "Not written to AD"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있지만, 테넌트의 감사 로그에 따르면 클라우드는 이 사용자의 재설정을 받아들이고 AD에는 쓰지 않았습니다({seen_at}). 두 암호가 다를 수 있습니다.",
			En: "The writeback service is alive, but the tenant's audit log says that the cloud accepted a reset of this user and nobody wrote it to AD ({seen_at}). The two passwords may differ.",
		}, Remedy: resetOnceMore,
	},
	{
		On: "cloud-failed", Status: steps.Unknown, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "클라우드의 실패", En: "Failed in the cloud"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있고 서버에는 실패가 없지만, 테넌트의 감사 로그에는 이 사용자의 재설정이 성공하지 못했다고 적혀 있습니다({seen_at}, 적힌 이유: {reason}). 이 프로그램은 그 이유의 뜻을 모릅니다.",
			En: "The writeback service is alive and the server holds no failure, but the tenant's audit log says that a reset of this user did not succeed ({seen_at}, reason given: {reason}). This program does not know what that reason means.",
		}, Remedy: readAudit,
	},
}
