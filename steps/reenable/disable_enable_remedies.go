package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// entraConnector finds the Microsoft Entra connector by its sub-type, which
// is not translated.
const entraConnector = "$c = (Get-ADSyncConnector | Where-Object SubType -eq 'Windows Azure Active Directory (Microsoft)').Name"

// The commands of the scripted way, in their order.
var (
	pickConnector = steps.Command{Shell: steps.PowerShell, Text: entraConnector}
	showSwitch    = steps.Command{Shell: steps.PowerShell, Text: "Get-ADSyncAADPasswordResetConfiguration -Connector $c"}
	switchItOff   = steps.Command{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $false"}
	switchItOn    = steps.Command{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true"}
	showSyntax    = steps.Command{Shell: steps.PowerShell, Text: "Get-Command -Name Set-ADSyncAADPasswordResetConfiguration -Syntax"}
)

// whoSignsIn is who must sit there, and from which version on.
var whoSignsIn = lang.Text{
	Ko: "서버 콘솔에 로컬 관리자로 로그인하고, 클라우드에서 만들었거나 암호로 로그인하는(페더레이션이 아닌) 하이브리드 ID 관리자 또는 전역 관리자의 이름과 암호를 준비합니다. 2.5.3.0 버전부터는 명령으로 켜고 끌 때도 이 계정의 로그인을 요구합니다.",
	En: "Sign in at the console of the server as a local administrator, and have a Hybrid Identity Administrator or Global Administrator ready whose sign-in is managed, not federated. From version 2.5.3.0 on, the commands ask for that account too.",
}

var clicksToFeatures = lang.Text{
	Ko: "Microsoft Entra Connect Sync(Azure AD Connect)를 실행하고 [구성] > [동기화 옵션 사용자 지정] > [다음]을 누릅니다. 그 관리자로 Microsoft Entra ID에 연결한 다음, 디렉터리 연결과 도메인 및 OU 필터링 페이지는 바꾸지 않고 [다음]을 누릅니다.",
	En: "Start Microsoft Entra Connect Sync (Azure AD Connect), choose Configure > Customize synchronization options > Next. Connect to Microsoft Entra ID as that administrator, and pass the pages for directories and for domain and OU filtering with Next, without a change.",
}

var clickOff = lang.Text{
	Ko: "[선택적 기능] 페이지에서 [비밀번호 쓰기 저장(Password writeback)] 확인란을 지우고 [구성 준비 완료] 페이지까지 갑니다. 동기화 시작 확인란을 지우고 [구성] > [끝내기]를 누릅니다.",
	En: "On the page Optional features clear Password writeback, and go on to Ready to configure. Clear the box that starts the synchronization, choose Configure, then Exit.",
}

var waitOff = lang.Text{
	Ko: "이벤트 31012와 31013이 기록될 때까지 기다립니다. 그 전에 켜지 않습니다.",
	En: "Wait for events 31012 and 31013. Do not switch it on before them.",
}

var clickOn = lang.Text{
	Ko: "마법사를 다시 실행해 같은 페이지까지 가서 [비밀번호 쓰기 저장(Password writeback)] 확인란을 선택하고 [구성] > [끝내기]를 누릅니다.",
	En: "Run the wizard again to the same page, tick Password writeback, choose Configure, then Exit.",
}

var waitOn = lang.Text{
	Ko: "이벤트 31004, 31005, 31015에 이어 10분 안에 31019가 기록되는지 확인합니다.",
	En: "Wait for events 31004, 31005 and 31015, and within 10 minutes 31019.",
}

var orByCommand = lang.Text{
	Ko: "마법사 대신 아래 명령을 관리자 권한 Windows PowerShell 5.1에서 차례로 실행해도 됩니다. 로그인을 요구하면 그 관리자로 로그인합니다. 'configuration may be in an invalid state' 오류가 나오면 마법사를 씁니다.",
	En: "Instead of the wizard, run the commands below in order, in an elevated Windows PowerShell 5.1. If they ask for a sign-in, use that administrator. If they fail with 'configuration may be in an invalid state', use the wizard.",
}

var whatSwitching = lang.Text{
	Ko: "암호화 키와 릴레이 등록이 새로 만들어집니다. 끈 때부터 다시 켜질 때까지 몇 분 동안은 누구의 암호도 기록되지 않으므로, 사용자가 적은 때에 합니다. 다른 설정은 바뀌지 않습니다.",
	En: "Keys and the registration with the relays are renewed. From off until on, for some minutes, no password is written back for anybody, so choose a quiet time. No other setting changes.",
}

var switchProof = lang.Text{
	Ko: "31012, 31013 뒤에 31004, 31005, 31015가, 이어서 31019가 기록됩니다.",
	En: "After 31012 and 31013 come 31004, 31005 and 31015, and then 31019.",
}

var offThenOn = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do:  []lang.Text{whoSignsIn, clicksToFeatures, clickOff, waitOff, clickOn, waitOn, orByCommand},
	Run: []steps.Command{pickConnector, showSwitch, showSyntax, switchItOff, showEvents, switchItOn, showSwitch, showEvents},
	// Off is undone by on, and the other way round; there is no way back to
	// the old keys.
	Undo:    []steps.Command{pickConnector, switchItOn},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}

var onAgain = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do:      []lang.Text{whoSignsIn, clicksToFeatures, clickOn, waitOn, orByCommand},
	Run:     []steps.Command{pickConnector, switchItOn, showSwitch, showEvents},
	Changes: lang.Text{Ko: "쓰기 저장이 다시 켜지고 새 키가 만들어집니다.", En: "Writeback is on again, with new keys."},
	Proof:   switchProof, Link: troubleshootPage,
}

var useCloudAdmin = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "클라우드에서 만든 관리자 계정(예: onmicrosoft.com 도메인의 계정)에 하이브리드 ID 관리자 또는 전역 관리자 역할을 직접 할당합니다. 그룹을 통한 할당은 인정되지 않을 수 있습니다.", En: "Give an administrator account that was made in the cloud (for example in the onmicrosoft.com domain) the role Hybrid Identity Administrator or Global Administrator, directly and not through a group."},
		{Ko: "역할을 활성화해야 하는 계정이면 먼저 활성화합니다.", En: "If the role is only eligible, activate it first."},
		{Ko: "그 계정으로 껐다가 다시 켭니다.", En: "Switch writeback off and on again with that account."},
	},
	Run:     []steps.Command{pickConnector, switchItOff, switchItOn, showEvents},
	Changes: whatSwitching, Proof: switchProof, Link: tutorialPage,
}

var openWebService = &steps.Remedy{
	Who: []steps.Who{steps.Network, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "암호 재설정 서비스와 프록시 단계를 다시 확인합니다. TCP 443만 있으면 되며, 9350-9354는 오래된 방식이라 없어도 됩니다.", En: "Check the steps about the password reset service and the proxy again. TCP 443 is enough; 9350-9354 belong to an older way and may be closed."},
		{Ko: "길이 열리면 껐다가 다시 켭니다.", En: "Once the road is open, switch writeback off and on again."},
	},
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection -ComputerName passwordreset.microsoftonline.com -Port 443"}, showEvents},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}

var tryWizard = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "명령으로 했다면 마법사로, 마법사로 했다면 명령으로 한 번 더 껐다가 켭니다.", En: "Switch off and on once more: by the wizard if it was done by command, by command if it was done by the wizard."},
		whoSignsIn, clicksToFeatures, clickOff, waitOff, clickOn, waitOn,
		{Ko: "또 실패하면 최신 버전으로 업그레이드한 다음 다시 하고, 그래도 실패하면 다음 단계의 자료로 Microsoft 지원에 문의합니다.", En: "If it fails again, upgrade to the newest version and repeat it; if it still fails, go to Microsoft support with what the next steps gather."},
	},
	Run:     []steps.Command{pickConnector, switchItOff, switchItOn, showEvents},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}
