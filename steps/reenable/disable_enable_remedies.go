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
	switchItOff   = steps.Command{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $false", Title: lang.Text{Ko: "암호 쓰기 저장 끄기", En: "Switch writeback off"}}
	switchItOn    = steps.Command{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true", Title: lang.Text{Ko: "암호 쓰기 저장 켜기", En: "Switch writeback on"}}
	showSyntax    = steps.Command{Shell: steps.PowerShell, Text: "Get-Command -Name Set-ADSyncAADPasswordResetConfiguration -Syntax"}
)

// whoSignsIn is who must sit there, and from which version on.
var whoSignsIn = lang.Text{
	Ko: "서버 콘솔에 로컬 관리자로 로그인하십시오. 하이브리드 ID 관리자 또는 전역 관리자 계정의 이름과 암호도 준비하십시오. 클라우드에서 만든 계정이 좋으며, 페더레이션 계정은 안 됩니다. 2.5.3.0 버전부터는 명령으로 켜고 끌 때도 이 계정으로 로그인해야 합니다.",
	En: "Sign in at the console of the server as a local administrator. Have the name and password of a Hybrid Identity Administrator or Global Administrator ready: best an account made in the cloud, never a federated one. From version 2.5.3.0 on, the commands ask for that account too.",
}

var clicksToFeatures = lang.Text{
	Ko: "Microsoft Entra Connect Sync(Azure AD Connect)를 실행하고 [구성(Configure)] > [동기화 옵션 사용자 지정(Customize synchronization options)] > [다음(Next)]을 누르십시오. 준비한 관리자 계정으로 Microsoft Entra ID에 연결하십시오. 디렉터리 연결 페이지와 도메인 및 OU 필터링 페이지에서는 아무것도 바꾸지 말고 [다음]을 누르십시오.",
	En: "Start Microsoft Entra Connect Sync (Azure AD Connect), choose Configure > Customize synchronization options > Next. Connect to Microsoft Entra ID as that administrator, and pass the pages for directories and for domain and OU filtering with Next, without a change.",
}

var clickOff = lang.Text{
	Ko: "[선택적 기능(Optional features)] 페이지에서 [암호 쓰기 저장(Password writeback)] 확인란을 끄고 [구성 준비 완료(Ready to configure)] 페이지까지 가십시오. 동기화를 시작하는 확인란도 끄고 [구성(Configure)] > [끝내기(Exit)]를 누르십시오.",
	En: "On the page Optional features clear Password writeback, and go on to Ready to configure. Clear the box that starts the synchronization, choose Configure, then Exit.",
}

var waitOff = lang.Text{
	Ko: "이벤트 31012와 31013이 기록될 때까지 기다리십시오. 그 전에는 켜지 마십시오.",
	En: "Wait for events 31012 and 31013. Do not switch writeback on before they appear.",
}

var clickOn = lang.Text{
	Ko: "마법사를 다시 실행해 [선택적 기능(Optional features)] 페이지까지 가서 [암호 쓰기 저장(Password writeback)] 확인란을 켜고 [구성(Configure)] > [끝내기(Exit)]를 누르십시오.",
	En: "Run the wizard again up to Optional features, tick Password writeback, choose Configure, then Exit.",
}

var waitOn = lang.Text{
	Ko: "이벤트 31004, 31005, 31015에 이어 10분 안에 31019가 기록되는지 확인하십시오.",
	En: "Wait for events 31004, 31005 and 31015, and within 10 minutes 31019.",
}

var orByCommand = lang.Text{
	Ko: "마법사 대신 아래 명령을 관리자 권한 Windows PowerShell 5.1에서 차례로 실행해도 됩니다. 로그인을 요구하면 준비한 관리자 계정으로 로그인하십시오.",
	En: "Instead of the wizard, run the commands below in order, in an elevated Windows PowerShell 5.1. If they ask for a sign-in, use that administrator.",
}

// afterEFail is what to do when the cmdlet answers E_FAIL, as it does where an
// earlier switching stopped half-way.
var afterEFail = lang.Text{
	Ko: "-Enable $true 명령이 E_FAIL(0x80004005, 'configuration may be in an invalid state')로 실패하면 켜기를 되풀이하지 마십시오. 같은 명령을 먼저 -Enable $false로 실행하고, 그다음 -Enable $true로 다시 실행하십시오. 그래도 실패하면 마법사를 쓰십시오.",
	En: "If -Enable $true fails with E_FAIL (0x80004005, 'configuration may be in an invalid state'), do not repeat it: run the same command with -Enable $false first, and then with -Enable $true again. If that fails too, use the wizard.",
}

var whatSwitching = lang.Text{
	Ko: "암호화 키와 릴레이 등록이 새로 만들어집니다. 끈 때부터 다시 켜질 때까지 몇 분 동안은 누구의 암호도 기록되지 않으므로, 사용자가 적은 때에 하십시오. 다른 설정은 바뀌지 않습니다.",
	En: "Keys and the registration with the relays are renewed. From off until on, for some minutes, no password is written back for anybody, so choose a quiet time. No other setting changes.",
}

var switchProof = lang.Text{
	Ko: "응용 프로그램 로그에 이벤트 31012, 31013(끔)이, 그 뒤에 31004, 31005, 31015(켬)와 31019(신호)가 기록됩니다.",
	En: "The Application log shows events 31012 and 31013 (off), then 31004, 31005 and 31015 (on), then 31019 (heartbeat).",
}

var offThenOn = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do:   []lang.Text{whoSignsIn, clicksToFeatures, clickOff, waitOff, clickOn, waitOn, orByCommand, afterEFail},
	Look: []steps.Command{pickConnector, showSwitch, showSyntax, showEvents},
	Fix:  []steps.Command{pickConnector, switchItOff, showEvents, switchItOn},
	// Off is undone by on, and the other way round; there is no way back to
	// the old keys.
	Undo:    []steps.Command{pickConnector, switchItOn},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}

var onAgain = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do:      []lang.Text{whoSignsIn, clicksToFeatures, clickOn, waitOn, orByCommand, afterEFail},
	Look:    []steps.Command{pickConnector, showSwitch, showEvents},
	Fix:     []steps.Command{pickConnector, switchItOn},
	Changes: lang.Text{Ko: "쓰기 저장이 다시 켜지고 새 키가 만들어집니다.", En: "Writeback is on again, with new keys."},
	Proof:   switchProof, Link: troubleshootPage,
}

var useCloudAdmin = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "클라우드에서 만든 관리자 계정(예: onmicrosoft.com 도메인의 계정)에 하이브리드 ID 관리자 또는 전역 관리자 역할을 직접 할당하십시오. 그룹을 통한 할당은 인정되지 않을 수 있습니다.", En: "Give an administrator account that was made in the cloud (for example in the onmicrosoft.com domain) the role Hybrid Identity Administrator or Global Administrator. Assign it directly; a role through a group may not count."},
		{Ko: "역할을 활성화해야 하는 계정이면 먼저 활성화하십시오.", En: "If the role is only eligible, activate it first."},
		{Ko: "그 계정으로 쓰기 저장을 껐다가 다시 켜십시오.", En: "Switch writeback off and on again with that account."},
	},
	Look:    []steps.Command{showEvents},
	Fix:     []steps.Command{pickConnector, switchItOff, switchItOn},
	Changes: whatSwitching, Proof: switchProof, Link: tutorialPage,
}

var openWebService = &steps.Remedy{
	Who: []steps.Who{steps.Network, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "'암호 재설정 서비스 연결'과 'Connect 서버의 프록시' 단계를 다시 확인하십시오. TCP 443만 열려 있으면 되며, 9350-9354는 예전 방식이라 닫혀 있어도 됩니다.", En: "Check the steps about the password reset service and the proxy again. TCP 443 is enough; 9350-9354 belong to an older way and may be closed."},
		{Ko: "연결이 되면 쓰기 저장을 껐다가 다시 켜십시오.", En: "Once the road is open, switch writeback off and on again."},
	},
	Look:    []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection -ComputerName passwordreset.microsoftonline.com -Port 443"}, showEvents},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}

var tryWizard = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "명령으로 했다면 마법사로, 마법사로 했다면 명령으로 한 번 더 껐다가 다시 켜십시오.", En: "Switch off and on once more: by the wizard if it was done by command, by command if it was done by the wizard."},
		whoSignsIn, clicksToFeatures, clickOff, waitOff, clickOn, waitOn,
		{Ko: "또 실패하면 최신 버전으로 업그레이드한 다음 다시 해 보십시오. 그래도 실패하면 'Microsoft 지원에 문의' 단계의 자료를 갖추어 문의하십시오.", En: "If it fails again, upgrade to the newest version and repeat it. If it still fails, contact Microsoft support with what the step about support lists."},
	},
	Look:    []steps.Command{showEvents},
	Fix:     []steps.Command{pickConnector, switchItOff, switchItOn},
	Changes: whatSwitching, Proof: switchProof, Link: troubleshootPage,
}
