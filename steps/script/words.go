package script

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What stands in a script beside the commands.
var (
	headWhat    = lang.Text{Ko: "확인한 것:", En: "What was found:"}
	headUser    = lang.Text{Ko: "사용자:", En: "User:"}
	headDomain  = lang.Text{Ko: "도메인:", En: "Domain:"}
	headWho     = steps.Colon(steps.Label().Who)
	headWhere   = steps.Colon(steps.Label().Where)
	headChanges = steps.Colon(steps.Label().Changes)
	headProof   = steps.Colon(steps.Label().Proof)
	headLink    = lang.Text{Ko: "자세히:", En: "More:"}

	onlyLooks = lang.Text{Ko: "이 스크립트는 확인만 하고 아무것도 바꾸지 않습니다.", En: "This script only looks and changes nothing."}
	howToRun  = lang.Text{
		Ko: "그냥 실행하면 지금 상태와 실행할 명령만 보여 주고 아무것도 바꾸지 않습니다. 실제로 실행: {run}",
		En: "Run as it is, it shows what is there and what it would run, and changes nothing. To do it: {run}",
	}

	takesBack  = lang.Text{Ko: "다음 스크립트가 한 일을 되돌립니다. {files} 파일을 실행한 경우에만 실행하십시오.", En: "Takes back what one of these did. Run it only if that was run: {files}"}
	oneOfThese = lang.Text{Ko: "서로 다른 방법이므로 다음 가운데 하나만 실행하십시오: {files}", En: "These are different ways. Run one of them, not several: {files}"}
	backBy     = lang.Text{Ko: "되돌리는 스크립트: {files}", En: "To take it back: {files}"}

	onlyThere  = lang.Text{Ko: "이 스크립트를 만든 도메인에서만 실행합니다.", En: "Only in the domain that this was made for."}
	onlyServer = lang.Text{Ko: "이 스크립트를 만든 Connect 서버에서만 실행합니다.", En: "Only on the Connect server that this was made for."}
	notThere   = lang.Text{Ko: "대상이 아닌 곳이어서 아무것도 하지 않았습니다. 대상: {there}. 여기:", En: "Nothing was done, because this is another place. Made for: {there}. Here:"}

	isThere  = lang.Text{Ko: "지금 상태:", En: "What is there now:"}
	wouldRun = lang.Text{Ko: "실행할 명령:", En: "What would be run:"}
	notRun   = lang.Text{Ko: "아무것도 바꾸지 않았습니다. 실제로 실행: {run}", En: "Nothing was changed. To do it: {run}"}
	failed   = lang.Text{Ko: "명령이 실패하여 멈췄습니다. 실패한 명령의 번호:", En: "Stopped, because a command failed. Its number:"}
	wasRun   = lang.Text{Ko: "실행했습니다:", En: "Run:"}
	thenSee  = lang.Text{Ko: "끝났습니다. 확인 방법: {proof}", En: "Done. How to check: {proof}"}
	undone   = lang.Text{Ko: "되돌렸습니다. 그동안 다른 방법으로 고치지 않았으면 이 단계를 다시 확인할 때 고치기 전과 같은 결과가 나옵니다.", En: "Taken back. Unless something else mended it meanwhile, checking this step again finds what it found before the fix."}
	over     = lang.Text{Ko: "끝났습니다.", En: "Done."}
)
