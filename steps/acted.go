package steps

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// ActedTitle heads the audit trail of a case.
func ActedTitle() lang.Text {
	return lang.Text{Ko: "프로그램이 바꾼 것(감사 기록)", En: "What this program changed (audit trail)"}
}

// TellActed is an entry of the audit trail as a sentence.
func TellActed(a probes.Acted) Sentence {
	what, known := deedWords()[a.Deed]
	if !known {
		what = plainWord(string(a.Deed))
	}
	args := tell.Args{
		"account": tell.Account.Of(a.Account).OrDash(), "from": tell.Host.Of(a.From).OrDash(),
		"server": tell.Server.Of(a.Server).OrDash(), "user": tell.User.Of(a.User),
		"consent": tell.Text.Of(a.Consent).OrDash(), "commands": tell.Text.Of(strings.Join(a.Commands, "; ")).OrDash(),
		"outcome": tell.Code.Of(strings.TrimSpace(a.Outcome + " " + a.Code)).OrDash(),
		"code":    tell.Code.Of(a.Code).OrDash(),
	}
	say, known := markWords()[a.Mark]
	if !known {
		say = plainWord(string(a.Mark))
	}
	return Sentence{Say: lang.Text{Ko: strings.ReplaceAll(say.Ko, "{deed}", what.Ko), En: strings.ReplaceAll(say.En, "{deed}", what.En)}, Args: args}
}

// plainWord is a word of a newer program, or of a file that somebody else wrote.
func plainWord(word string) lang.Text {
	word = lang.Clean(word)
	return lang.Text{Ko: word, En: word}
}

func deedWords() map[probes.Deed]lang.Text {
	return map[probes.Deed]lang.Text{
		probes.RestartService: {Ko: "{server} 서버의 ADSync 서비스 다시 시작", En: "restart of the ADSync service on {server}"},
		probes.StartService:   {Ko: "{server} 서버의 ADSync 서비스 시작", En: "start of the ADSync service on {server}"},
		probes.SwitchOff:      {Ko: "{server} 서버에서 쓰기 저장 끄기", En: "switching writeback off on {server}"},
		probes.SwitchOn:       {Ko: "{server} 서버에서 쓰기 저장 켜기", En: "switching writeback on on {server}"},
		probes.ResetPassword:  {Ko: "테스트 사용자 {user} 암호 재설정", En: "reset of the password of the test user {user}"},
	}
}

func markWords() map[probes.Mark]lang.Text {
	return map[probes.Mark]lang.Text{
		probes.Consented: {
			Ko: "{from} 컴퓨터의 {account} 계정이 동의함({consent} 입력). 대상 서버: {server}. 명령: {commands}",
			En: "{account} on {from} consented by typing {consent}. Server: {server}. Commands: {commands}",
		},
		probes.Begins:  {Ko: "시작: {deed}. 명령: {commands}", En: "About to begin: {deed}. Command: {commands}"},
		probes.Done:    {Ko: "명령이 오류 없이 끝남: {deed}", En: "The command ended without an error: {deed}"},
		probes.Failed:  {Ko: "명령이 실패함: {deed}. 코드: {code}", En: "The command failed: {deed}. Code: {code}"},
		probes.Ended:   {Ko: "끝: {outcome}", En: "It ended: {outcome}"},
		probes.Settled: {Ko: "더 할 일이 없다고 확인됨: {outcome}", En: "Nothing of it is open any more: {outcome}"},
	}
}
