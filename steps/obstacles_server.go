package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// remoting are what keeps a look at the Connect server from another machine, or
// keeps a script from looking there.
func remoting() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.RemotingUntrusted: {Say: lang.Text{
			Ko: "이 컴퓨터의 PowerShell 원격은 {host} 서버가 진짜인지 확인할 수 없어 연결하지 않았습니다(코드 {code}). 같은 도메인에 가입된 컴퓨터에서 서버의 전체 DNS 이름으로 다시 시도하거나, 서버 관리자에게 그 서버에서 writeback-doctor collect 명령을 실행하고 파일을 보내 달라고 요청하십시오.",
			En: "PowerShell remoting on this machine cannot tell that {host} is the real server, so it did not connect (code {code}). Try again from a machine of the same domain, with the full DNS name of the server, or ask the server administrator to run writeback-doctor collect there and to send the file.",
		}, Who: []Who{ServerAdmin, Network}, Supply: ServerFile},
		probes.RestrictedEndpoint: {Say: lang.Text{
			Ko: "{host} 서버의 PowerShell 원격 끝점이 스크립트를 실행하지 않습니다(JEA로 제한되었거나 끝점이 꺼져 있음, 코드 {code}). 서버 관리자에게 그 서버의 콘솔에서 writeback-doctor collect 명령을 실행하고 파일을 보내 달라고 요청하십시오.",
			En: "The PowerShell endpoint of {host} runs no script: it is restricted (JEA) or switched off (code {code}). Ask the server administrator to run writeback-doctor collect at the server's own console and to send the file.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.WrongLog: {Say: lang.Text{
			Ko: "받은 파일은 {host} 컴퓨터의 {needs} 로그이고, 쓰기 저장의 이벤트가 없습니다. 쓰기 저장은 Connect 서버의 Application(응용 프로그램) 로그에 기록합니다. 서버 관리자에게 그 로그를 저장해 달라고 요청하십시오.",
			En: "The file is the log {needs} of {host} and holds no event of writeback, which writes to the Application log of the Connect server. Ask the server administrator to save that log.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.CutLog: {Say: lang.Text{
			Ko: "저장된 이벤트 로그가 온전하지 않습니다(닫히지 않았거나, 끊겼거나, 체크섬이 다름). 빠진 부분에 실패가 있을 수 있어 정상이라고 할 수 없습니다. 이벤트 뷰어의 '다른 이름으로 모든 이벤트 저장'으로 다시 저장하십시오.",
			En: "The saved event log is not whole: it was not closed, breaks off, or a checksum in it is wrong. What is missing may hold a failure, so it does not prove that all is well. Save it again in the Event Viewer with 'Save All Events As'.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.DoubleHop: {Say: lang.Text{
			Ko: "원격 PowerShell에서는 로그인이 다음 컴퓨터까지 이어지지 않아 {host} 컴퓨터를 읽지 못했습니다(코드 {code}). 서버 관리자가 Connect 서버의 콘솔에서 직접 수집하면 읽을 수 있습니다.",
			En: "A remote PowerShell session does not carry the sign-in on to a third machine, so {host} was not read (code {code}). Collected at the Connect server's own console, it can be.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.Constrained: {Say: lang.Text{
			Ko: "{host} 서버의 응용 프로그램 제어 정책 때문에 PowerShell이 제한된 언어 모드로 실행되어 이 부분은 읽지 못했습니다({needs}). 서버 관리자에게 collect.ps1 파일에 서명해 정책에서 허용하거나, 정책이 허용하는 writeback-doctor collect 명령을 실행해 달라고 요청하십시오. 자세히: writeback-doctor help company",
			En: "Application control on {host} runs PowerShell in a constrained language, so this part was not read ({needs}). Ask the server administrator to sign collect.ps1 so that the policy allows it, or to run a writeback-doctor collect that the policy allows. More: writeback-doctor help company",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
	}
}
