package plain

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// words are the words of the frame itself; those of the medicine stand with
// the steps.
var words = struct {
	opening, still, goOn, fromNow, again, evidence, byHand, back, quit  lang.Text
	number, notANumber, withDefault, lines, needed                      lang.Text
	save, saveEither, saved, notSaved                                   lang.Text
	worksForB, judgedBy, notCompared, alike                             lang.Text
	compare, compareWho, comparing                                      lang.Text
	seen, who, since, where, changes, proof, link                       lang.Text
	diagnosis, caller, also, unknown                                    lang.Text
	stepByStep, more, moreAhead, inReport, elsewhere                    lang.Text
	call, notLooked, happened                                           lang.Text
	leftOut, saveNow, noKeys, explained                                 lang.Text
	actLooks, actRefused, actGuided, actOn, actUndo, actConsole         lang.Text
	actNoTerminal, actNoSecret, actPassword, prove                      lang.Text
	actTrail, actEmpty, actWrong, lookFirst, settled, notNoted          lang.Text
	ticketFor, ticket, request, commands, scripts, scriptsLook, because lang.Text
}{
	ticketFor:   lang.Text{Ko: "이 티켓을 받을 사람: {people}", En: "This ticket is for: {people}"},
	ticket:      lang.Text{Ko: "티켓에 붙일 내용 보기", En: "Show the text for a ticket"},
	request:     lang.Text{Ko: "보낼 요청문 보기: {people}", En: "Show the request to send: {people}"},
	commands:    lang.Text{Ko: "명령만 보기(복사용)", En: "Show the commands alone, to copy them"},
	scripts:     lang.Text{Ko: "명령을 파일로 저장 ({files})", En: "Save the commands as files ({files})"},
	scriptsLook: lang.Text{Ko: "확인하는 스크립트 저장 ({files})", En: "Save the script that looks ({files})"},
	because:     lang.Text{Ko: "다른 원인의 영향: {title}", En: "explained by: {title}"},

	explained:  lang.Text{Ko: "이 원인의 영향: {title}", En: "Explained by this: {title}"},
	actLooks:   lang.Text{Ko: "지금 해도 되는지 서버를 확인합니다. 아직 아무것도 바꾸지 않습니다.", En: "Looking at the server, whether it may be done now. Nothing is changed yet."},
	actRefused: lang.Text{Ko: "지금은 하지 않습니다. 이유:", En: "It is not done now, because:"},
	actGuided:  lang.Text{Ko: "여기에서는 직접 해야 합니다.", En: "Here it has to be done by hand."},
	actOn:      lang.Text{Ko: "{server} 서버에서 이 명령을 순서대로 실행합니다(PowerShell):", En: "On {server}, exactly these commands are run, in order (PowerShell):"},
	actUndo:    lang.Text{Ko: "되돌리기:", En: "To undo it:"},
	actConsole: lang.Text{
		Ko: "명령이 관리자 로그인을 요구할 수 있습니다. 명령마다 최대 {minutes}분 동안 기다립니다. 그만두려면 Ctrl+C 키를 누르십시오(이 프로그램도 끝납니다). 입력한 암호는 그 명령에만 전달됩니다.",
		En: "The commands may ask an administrator to sign in, and may take {minutes} {minutes|minute|minutes} each. Ctrl+C gives up, and ends this program too. What is typed there goes to them alone.",
	},
	actNoTerminal: lang.Text{Ko: "암호를 보이지 않게 입력받을 터미널이 없어 하지 않습니다.", En: "There is no terminal on which a password can be asked for unseen, so it is not done."},
	actNoSecret:   lang.Text{Ko: "암호를 받지 못해 아무것도 하지 않았습니다.", En: "No password was given, and nothing was done."},
	prove:         lang.Text{Ko: "테스트 사용자로 끝까지 증명하시겠습니까? 그 전에 다시 동의를 묻습니다. (y = 예, Enter = 아니요)", En: "Prove it to the end with a test user? Consent is asked for before that. (y = yes, Enter = no)"},
	actPassword:   lang.Text{Ko: "새 암호는 저장되지 않으며 지금 한 번만 볼 수 있습니다. 볼까요? (y/N)", En: "The new password is kept nowhere and can be seen now only, once. Show it? (y/N)"},
	actTrail:      lang.Text{Ko: "시작하기 전과 끝난 뒤에 감사 기록에 적습니다.", En: "It is written to the audit trail before and after."},
	actEmpty:      lang.Text{Ko: "다른 것을 입력하거나 Enter 키만 누르면 아무것도 하지 않습니다.", En: "Anything else, and Enter alone, does nothing."},
	actWrong:      lang.Text{Ko: "동의하지 않았으므로 아무것도 하지 않았습니다.", En: "There was no consent, so nothing was done."},
	lookFirst:     lang.Text{Ko: "먼저 살펴보기(바꾸는 것 없음)", En: "Look first (changes nothing)"},
	settled:       lang.Text{Ko: "이미 해결했습니다(감사 기록에 적고 더 이상 알리지 않음)", En: "It is settled (noted in the audit trail, and said no more)"},
	notNoted:      lang.Text{Ko: "감사 기록에 적지 못했습니다: {why}", En: "Could not be noted in the audit trail: {why}"},

	opening:     lang.Text{Ko: "한 줄씩 진행합니다. 번호로 답하고 Enter 키를 누르십시오.", En: "Line by line. Answer with a number and press Enter."},
	still:       lang.Text{Ko: "아직 확인하는 중입니다: {title} (확인 위치: {vantage}, {elapsed} 지남).", En: "Still looking: {title} (from {vantage}, {elapsed} so far)."},
	goOn:        lang.Text{Ko: "계속 진행", En: "Go on"},
	fromNow:     lang.Text{Ko: "이어서 진행 (지금 상태를 보고, 그 뒤에 바뀌었을 수 있는 것은 다시 확인)", En: "Go on (looks at the present, and checks again what can have changed)"},
	again:       lang.Text{Ko: "다시 확인", En: "Check again"},
	evidence:    lang.Text{Ko: "근거 보기", En: "Show the evidence"},
	byHand:      lang.Text{Ko: "직접 답하기", En: "Answer by hand"},
	back:        lang.Text{Ko: "앞 단계로 돌아가기", En: "Back to the step before"},
	quit:        lang.Text{Ko: "끝내기", En: "Quit"},
	number:      lang.Text{Ko: "번호 (Enter = {default}):", En: "Number (Enter = {default}):"},
	notANumber:  lang.Text{Ko: "1부터 {last}까지의 번호를 입력하십시오.", En: "Enter a number from 1 to {last}."},
	withDefault: lang.Text{Ko: "Enter 키만 누르면 이 값을 씁니다: {default}", En: "Press Enter alone for: {default}"},
	lines:       lang.Text{Ko: "여러 줄을 통째로 붙여 넣을 수 있습니다. 입력이 멈추거나 마침표(.) 하나만 있는 줄이 오면 끝납니다. 없으면 Enter 키를 누르십시오.", En: "Several lines may be pasted at once. They end when nothing more comes, or with a line that holds a single dot. Enter alone says nothing."},
	call:        lang.Text{Ko: "먼저 누구의 전화이고 화면에 무엇이 나왔는지 묻습니다.", En: "First, who calls and what stands on their screen."},
	notLooked:   lang.Text{Ko: "아직 아무것도 확인하지 않았습니다.", En: "Nothing was looked at yet."},
	leftOut:     lang.Text{Ko: "없이 계속한 것이 있습니다. 지금 주시겠습니까?", En: "Something was left out. Give it now?"},
	saveNow:     lang.Text{Ko: "진행 기록 저장", En: "Save the case file"},
	noKeys:      lang.Text{Ko: "여기서는 그 키를 쓰지 않습니다. 번호나 글을 입력하고 Enter 키를 누르십시오.", En: "That key does nothing here: type a number or text, and press Enter."},
	needed:      lang.Text{Ko: "답이 필요합니다.", En: "An answer is needed."},
	save:        lang.Text{Ko: "지금까지의 진단을 진행 기록 파일로 저장하시겠습니까? (y = 예, Enter = 아니요)", En: "Save this walk as a case file? (y = yes, Enter = no)"},
	saveEither:  lang.Text{Ko: "지금까지의 진단을 진행 기록 파일로 저장하시겠습니까? (y = 예, m = 이름을 가려서, Enter = 아니요)", En: "Save this walk as a case file? (y = yes, m = with names masked, Enter = no)"},
	saved:       lang.Text{Ko: "저장했습니다: {path}", En: "Saved: {path}"},
	notSaved:    lang.Text{Ko: "저장하지 못했습니다: {why}", En: "Could not be saved: {why}"},
	worksForB:   lang.Text{Ko: "(말씀하신 사용자)", En: "(the user you named)"},
	judgedBy:    lang.Text{Ko: "판정하는 단계:", En: "Judged by:"},
	notCompared: lang.Text{Ko: "비교하지 못한 것:", En: "What could not be compared:"},
	alike:       lang.Text{Ko: "비교했고 같은 것:", En: "Compared, and the same:"},
	compare:     lang.Text{Ko: "쓰기 저장이 되는 사용자와 비교", En: "Compare with a user for whom it works"},
	happened:    lang.Text{Ko: "실제로 있었던 일", En: "What really happened"},
	compareWho:  lang.Text{Ko: "암호 쓰기 저장이 되는 사용자의 UPN (Enter = 비교하지 않음)", En: "UPN of a user for whom writeback works (Enter = do not compare)"},
	comparing:   lang.Text{Ko: "두 사용자를 살펴보는 중입니다 (보는 곳: {vantage}).", En: "Looking at both users (from {vantage})."},
	seen:        lang.Text{Ko: "확인 위치: {vantage}, 시각: {seen_at}, 걸린 시간: {took}초", En: "Seen from: {vantage}; when: {seen_at}; took: {took} s"},
	who:         steps.Colon(steps.Label().Who),
	since:       steps.Colon(steps.Label().Since),
	where:       steps.Colon(steps.Label().Where),
	changes:     steps.Colon(steps.Label().Changes),
	proof:       steps.Colon(steps.Label().Proof),
	link:        lang.Text{Ko: "자세히:", En: "More:"},
	diagnosis:   lang.Text{Ko: "진단", En: "Diagnosis"},
	caller:      steps.Colon(steps.Label().ToCaller),
	also:        lang.Text{Ko: "또 다른 고장:", En: "Also broken:"},
	unknown:     lang.Text{Ko: "확인하지 못한 것:", En: "What remained unknown:"},
	stepByStep:  lang.Text{Ko: "단계별 결과", En: "Step by step"},
	more:        lang.Text{Ko: "전체 설명과 명령, 확인 위치와 시각: -v", En: "-v shows every sentence and command, and where and when each was seen."},
	moreAhead:   lang.Text{Ko: "나머지 {n}줄: -v", En: "-v shows {n} more."},
	inReport:    lang.Text{Ko: "나머지 {n}줄은 저장한 파일을 open FILE --format html 명령으로 열면 나옵니다.", En: "{n} more stand on the page that open FILE --format html makes of the saved walk."},
	elsewhere:   lang.Text{Ko: "({n}줄입니다. -v 옵션은 전체를 보여 주고, --fixes 폴더 옵션은 파일로 씁니다.)", En: "({n} {n|line|lines}: -v shows all, --fixes DIR writes files)"},
}
