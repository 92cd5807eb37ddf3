package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var whereItRan = lang.Text{Ko: "이 명령을 실행한 컴퓨터", En: "The machine on which this command ran"}

var nothingIsChanged = lang.Text{Ko: "바뀌는 것이 없습니다. 보기만 합니다.", En: "Nothing changes. It only looks."}

var proveTheCloud = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin}, Where: whereItRan,
	Do: []lang.Text{
		{Ko: "증거가 필요하면 테넌트에 로그인하거나(--tenant-sign-in) Connect 서버를 지정하고(--server) --proof 옵션을 더해 다시 실행하십시오. 감사 로그에는 몇 분 뒤에 나타납니다.", En: "Where proof is needed, run it again with a sign-in to the tenant (--tenant-sign-in) or with the Connect server (--server), and with --proof. The audit log has it a few minutes later."},
		{Ko: "또는 사용자가 새 암호로 PC에 로그인해 보게 하십시오.", En: "Or let the user sign in to the PC with the new password."},
	},
	Changes: nothingIsChanged,
	Proof:   lang.Text{Ko: "감사 로그의 성공이나 서버의 31002, 31007, 31010 이벤트가 AD에서 바뀐 시각과 맞습니다.", En: "A success in the audit log, or event 31002, 31007 or 31010 of the server, fits the time of the change in AD."},
	Link:    reportingPage,
}

var lookInDirectory = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: whereItRan,
	Do: []lang.Text{
		{Ko: "AD에서도 확인하려면 --domain, --account 옵션과 --since 옵션을 더해 다시 실행하십시오.", En: "To see it in AD too, run it again with --domain, --account and --since."},
	},
	Changes: nothingIsChanged,
	Proof:   lang.Text{Ko: "AD에서 바뀐 시각이 함께 나옵니다.", En: "It then tells the time of the change in AD as well."},
	Link:    troubleshootPage,
}

var findTheReset = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin}, Where: lang.Text{Ko: "재설정한 화면", En: "Where the reset was made"},
	Do: []lang.Text{
		{Ko: "재설정을 실제로 마쳤는지, 어느 화면에서 했는지 물으십시오. Microsoft 365 관리 센터와 PowerShell의 재설정은 AD에 쓰이지 않습니다.", En: "Ask whether the reset was really made, and where. Those of the Microsoft 365 admin center and PowerShell are never written back."},
		{Ko: "쓰기 저장되는 화면이었다면 writeback-doctor check --user {user} 명령으로 원인을 찾으십시오.", En: "If it was a place that writes back, find the cause with writeback-doctor check --user {user}."},
		{Ko: "먼저 한 재설정이라면 --since 옵션에 그 시각을 주고 다시 실행하십시오.", En: "If it was made earlier, run this again with its time in --since."},
	},
	Changes: nothingIsChanged,
	Proof:   lang.Text{Ko: "다시 재설정했을 때 이 명령이 도착했다고 알립니다.", En: "When it is reset again, this command says that it has landed."},
	Link:    tutorialPage,
}

var resetAfterUnlock = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk}, Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{Ko: "사용자가 예전 암호를 알면 그 암호로 로그인하도록 안내하십시오.", En: "If the user knows the old password, tell them to sign in with it."},
		{Ko: "모르면 https://aka.ms/sspr 페이지에서 잠금 해제가 아니라 암호 재설정을 고르도록 안내하십시오.", En: "If not, tell them to choose a new password at https://aka.ms/sspr, and not to unlock the account alone."},
	},
	Changes: lang.Text{Ko: "사용자의 암호만 바뀝니다.", En: "Only the user's own password changes."},
	Proof:   lang.Text{Ko: "다시 재설정했을 때 이 명령이 도착했다고 알립니다.", En: "When it is reset again, this command says that it has landed."},
	Link:    tutorialPage,
}

var lookAtCopies = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.Helpdesk}, Where: whereItRan,
	Do: []lang.Text{
		{Ko: "PDC 에뮬레이터에 연결되는 곳에서 --since 옵션에 재설정한 시각을 주고 다시 실행하십시오. 이미 도착한 것은 바로 보입니다.", En: "Run it again from where the PDC emulator can be reached, with the time of the reset in --since. What has landed already is found at once."},
		{Ko: "writeback-doctor check --user {user} 명령은 도메인 컨트롤러마다 이 사용자를 비교합니다.", En: "writeback-doctor check --user {user} compares this user on all domain controllers."},
	},
	Changes: nothingIsChanged,
	Proof:   lang.Text{Ko: "AD에서 바뀐 시각이 나옵니다.", En: "It then tells the time of the change in AD."},
	Link:    troubleshootPage,
}
