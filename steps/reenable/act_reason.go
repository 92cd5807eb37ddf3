package reenable

import (
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// codeWords are the codes of the audit trail in words: kinds of obstacles, and what the
// server found in the way itself.
var codeWords = []struct {
	code  string
	words lang.Text
}{
	{string(probes.TimedOut), lang.Text{Ko: "정해진 시간 안에 끝나지 않음", En: "it had not ended in the time allowed"}},
	{string(probes.NotRun), lang.Text{Ko: "PowerShell을 실행하지 못했거나 결과를 남기지 않음", En: "PowerShell could not be run, or left no result"}},
	{string(probes.Stopped), lang.Text{Ko: "도중에 그만둠", En: "somebody stopped it before its end"}},
	{string(probes.Prompted), lang.Text{Ko: "명령이 로그인을 기다림", En: "the command waited for a sign-in"}},
	{string(probes.AccessDenied), lang.Text{Ko: "권한이 없음", En: "access was denied"}},
	{string(probes.ModuleMissing), lang.Text{Ko: "ADSync 모듈을 불러오지 못함", En: "the ADSync module could not be loaded"}},
	{string(probes.GuardSync), lang.Text{Ko: "동기화가 실행 중임", En: "a synchronisation is running"}},
	{string(probes.GuardStaging), lang.Text{Ko: "스테이징 모드임", En: "the server is in staging mode"}},
	{string(probes.GuardService), lang.Text{Ko: "ADSync 서비스의 상태가 맞지 않음", En: "the ADSync service is in another state"}},
	{string(probes.GuardConnector), lang.Text{Ko: "커넥터가 다름", En: "the connector is another one"}},
	{string(probes.GuardElsewhere), lang.Text{Ko: "이 컴퓨터에 ADSync 서비스가 없음", En: "there is no ADSync service on this machine"}},
	{string(probes.GuardUnseen), lang.Text{Ko: "서버의 상태를 읽지 못함", En: "the state of the server could not be read"}},
}

// endedBy is an end with its code in words in the place of {reason}, and the code behind
// them unless the words say all of it.
func endedBy(on steps.Outcome, code string, args tell.Args) steps.Ending {
	if args == nil {
		args = tell.Args{}
	}
	args["code"] = tell.Code.Of(code).OrDash()
	reason, whole := inWords(code)
	if reason.Empty() { // a newer program, or another machine, has more kinds than this
		kind, _, _ := strings.Cut(code, " ")
		args["kind"], reason = tell.Contact.Of(kind), lang.Text{Ko: "{kind}", En: "{kind}"}
	}
	if !whole {
		reason.Ko, reason.En = reason.Ko+"({code})", reason.En+" ({code})"
	}
	end := ending(on, args)
	end.Say.Ko, end.Say.En = strings.ReplaceAll(end.Say.Ko, "{reason}", reason.Ko), strings.ReplaceAll(end.Say.En, "{reason}", reason.En)
	return end
}

// inWords is a code in words, empty for one that has none; whole reports whether they
// say all of it.
func inWords(code string) (reason lang.Text, whole bool) {
	kind, rest, _ := strings.Cut(code, " ")
	switch {
	case code == "" || code == "-":
		return lang.Text{Ko: "기록된 오류가 없음", En: "no error was recorded"}, true
	case strings.Trim(code, "0123456789") == "":
		return lang.Text{Ko: "이벤트 " + code, En: "event " + code}, true
	case probes.Kind(kind) == probes.TimedOut && rest != "":
		if limit, err := time.ParseDuration(rest); err == nil {
			return lang.Text{
				Ko: lang.Period(lang.Korean, limit) + " 안에 끝나지 않음", En: "it had not ended after " + lang.Period(lang.English, limit),
			}, false
		}
	case probes.Kind(kind) == probes.NotRun && rest != "":
		return lang.Text{Ko: "명령이 오류로 끝남", En: "the command ended with an error"}, false
	case probes.Kind(kind) == probes.Stopped && rest != "":
		return lang.Text{Ko: "ADSync 서비스가 다시 실행되지 않음", En: "the service did not come back"}, false
	}
	for i := range codeWords {
		if codeWords[i].code == kind {
			return codeWords[i].words, false
		}
	}
	return lang.Text{}, false
}
