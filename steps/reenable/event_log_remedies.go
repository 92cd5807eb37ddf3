package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The vendor's pages that the remedies of this stage lead to.
const (
	troubleshootPage = "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback"
	tutorialPage     = "https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr-writeback"
	reportingPage    = "https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting"
	portsPage        = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-ports"
)

var onConnectServer = lang.Text{Ko: "Connect 서버의 콘솔", En: "At the console of the Connect server"}

// showEvents reads the newest events of the writeback service.
var showEvents = steps.Command{
	Shell: steps.PowerShell,
	Text:  "Get-WinEvent -MaxEvents 20 -FilterHashtable @{LogName='Application'; ProviderName='PasswordResetService','ADSync'} | Format-List TimeCreated, Id, Message",
}

var nothingChanges = lang.Text{
	Ko: "이 단계에서는 바뀌는 것이 없습니다. 바꿀 것은 위에 적은 각 단계의 안내에 있습니다.",
	En: "Nothing changes here. What to change is in the instructions of the steps named above.",
}

var noNewFailure = lang.Text{
	Ko: "같은 작업을 다시 해 보았을 때 31002, 31007 또는 31010이 기록됩니다.",
	En: "When the same operation is tried again, event 31002, 31007 or 31010 appears.",
}

var followRoads = &steps.Remedy{
	Who: []steps.Who{steps.Network, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "연결 단계(시계, TLS, 프록시, 릴레이, 유휴 연결)의 결과를 보고 그 안내를 따르십시오.", En: "Look at the connectivity steps (clock, TLS, proxy, relays, idle connections) and follow what they say."},
		{Ko: "모두 정상인데도 계속되면 ADSync 서비스를 다시 시작하십시오.", En: "If all of them are healthy and the failures go on, restart the ADSync service."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges,
	Proof: lang.Text{Ko: "이벤트 31019가 다시 5분마다 기록됩니다.", En: "Event 31019 appears every 5 minutes again."},
	Link:  troubleshootPage,
}

var followRights = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "이벤트 시각({seen_at})과 추적 ID({tracking})로 어느 사용자의 작업인지 확인하십시오.", En: "Find out whose operation it was, by its time ({seen_at}) and tracking ID ({tracking})."},
		{Ko: "그 사용자가 보호된 그룹의 구성원이거나 adminCount가 1이면 쓰기 저장이 지원되지 않으며, 보통 커넥터 계정의 권한이 그 사용자에게 닿지 않습니다.", En: "If that user is in a protected group or adminCount is 1, writeback is not supported, and usually the rights of the connector account do not reach the user."},
		{Ko: "아니라면 '커넥터 계정의 유효 권한', '원격 SAM 호출 제한', '도메인 컨트롤러의 포트' 단계의 안내를 따르십시오.", En: "Otherwise follow the steps about effective rights, the remote SAM restriction and the ports of the domain controllers."},
		{Ko: "어느 도메인 컨트롤러가 거부했는지는 보안 로그로 알 수 있습니다. 커넥터 계정의 이벤트 4724(암호 재설정 시도)가 실패로 기록된 컨트롤러가 거부한 곳입니다.", En: "The Security log tells which domain controller refused: the one with a failed event 4724 of the connector account."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followPolicy = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "'암호 정책과 최소 사용 기간' 단계에서 언제부터 다시 바꿀 수 있는지 확인하십시오.", En: "See in the step about the password policy from when the password can be changed again."},
		{Ko: "사용자에게 최근에 쓰지 않은, 더 길고 복잡한 암호로 다시 시도하도록 안내하십시오.", En: "Tell the user to try again with a longer, more complex password that was not used recently."},
		{Ko: "도메인 컨트롤러에 암호 필터가 설치되어 있으면 그 규칙도 확인하십시오.", En: "If a password filter is installed on the domain controllers, look at its rules too."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followLink = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.ADAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "'사용자 계정의 출처', '전체 가져오기와 전체 동기화', '사용자의 동기화 연결' 단계의 안내를 따르십시오.", En: "Follow the steps about where the user's account comes from, the full synchronisation and the user's link."},
		{Ko: "33003 또는 80230402이면 같은 사람의 사용 가능한 계정이 여러 포리스트에 있는지 확인하십시오. 그런 구성은 지원되지 않습니다.", En: "With 33003 or 80230402, look for the same user enabled in several forests, which is not supported."},
		{Ko: "80230405이면 사용자가 선택적 암호 해시 동기화 범위 안에 있는지 확인하십시오.", En: "With 80230405, check that the user is within selective password hash synchronisation."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followAccount = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "33005(사용 안 함)이면 그 계정을 사용해도 되는지 확인한 다음 AD에서 사용하도록 설정하십시오.", En: "With 33005 (disabled), make sure that the account may be used, and enable it in AD."},
		{Ko: "33006(잠김)이면 계정 잠금을 풀거나, 사용자가 https://aka.ms/sspr 페이지에서 잠금 해제를 고르도록 안내하십시오.", En: "With 33006 (locked out), unlock the account, or tell the user to choose unlocking at https://aka.ms/sspr."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followSigning = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "'우선 도메인 컨트롤러' 단계를 다시 확인하십시오. 세 곳 중 어디가 꺼져 있는지, 이 버전에서 그 대화 상자를 열어도 되는지 알려 줍니다.", En: "Check the step about preferred domain controllers again. It says which of the three places is off, and whether that dialog may be opened in this version."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followConnector = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.ServerAdmin}, Where: lang.Text{Ko: "Active Directory와 Connect 서버", En: "Active Directory and the Connect server"},
	Do: []lang.Text{
		{Ko: "'AD DS 커넥터 계정' 단계에서 계정이 잠기거나 만료되지 않았는지 확인하십시오.", En: "See in the step about the connector account whether it is locked or expired."},
		{Ko: "800700CE이면 커넥터 계정의 암호를 256자보다 짧은 것으로 바꾸고 커넥터에도 같은 암호를 저장하십시오.", En: "With 800700CE, give the connector account a password shorter than 256 characters, and save it in the connector too."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}

var followControllers = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.Network}, Where: lang.Text{Ko: "도메인 컨트롤러", En: "The domain controllers"},
	Do: []lang.Text{
		{Ko: "'PDC 에뮬레이터', '도메인 컨트롤러', '도메인 컨트롤러의 포트' 단계의 안내를 따르십시오.", En: "Follow the steps about the PDC emulator, the domain controllers and their ports."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: portsPage,
}

var typeAgain = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{Ko: "현재 암호를 정확히 입력해 다시 변경하거나, 현재 암호를 모르면 https://aka.ms/sspr 페이지에서 재설정하도록 안내하십시오.", En: "Tell the user to change it again with the right current password, or to reset it at https://aka.ms/sspr if that is not known."},
	},
	Changes: lang.Text{Ko: "사용자의 암호만 바뀝니다.", En: "Only the user's own password changes."},
	Proof:   lang.Text{Ko: "이벤트 31007 또는 31002가 기록됩니다.", En: "Event 31007 or 31002 appears."},
	Link:    troubleshootPage,
}
