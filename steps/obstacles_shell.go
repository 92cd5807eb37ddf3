package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// shells are what keeps PowerShell from telling anything.
func shells() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.NotRun: {Say: lang.Text{
			Ko: "{host} 컴퓨터에서 PowerShell 스크립트를 실행하지 못했습니다(코드 {code}).",
			En: "The PowerShell script could not be run on {host} (code {code}).",
		}, Who: []Who{ServerAdmin}},
		probes.NoPowerShell: {Say: lang.Text{
			Ko: "이 컴퓨터에는 Windows PowerShell이 없어 Connect 서버를 살펴볼 수 없었습니다. 서버 관리자에게 그 서버에서 수집한 파일을 요청하십시오(writeback-doctor collect).",
			En: "There is no Windows PowerShell on this machine, so the Connect server could not be looked at. Ask its administrator for what was collected there (writeback-doctor collect).",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.NotPermitted: {Say: lang.Text{
			Ko: "이 컴퓨터의 정책(AppLocker, WDAC)이 PowerShell 실행을 막습니다(코드 {code}). 서버 관리자에게 그 서버에서 수집한 파일을 요청하십시오(writeback-doctor collect).",
			En: "A policy of this machine (AppLocker, App Control) forbids to start PowerShell (code {code}). Ask the server administrator for what was collected on the server (writeback-doctor collect).",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.Prompted: {Say: lang.Text{
			Ko: "명령이 관리자의 로그인을 기다리고 있어 결과를 얻지 못했습니다. 서버 관리자가 서버 콘솔에서 직접 실행해야 합니다.",
			En: "The command waits for an administrator to sign in, so there was no result. The server administrator must run it at the server's own console.",
		}, Who: []Who{ServerAdmin}},
	}
}
