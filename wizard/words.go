package wizard

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// The words of the frame itself. What belongs to a step stands with the step.
var (
	wordsEnlarge = lang.Text{Ko: "창을 키우십시오", En: "enlarge the window"}
	wordsMore    = lang.Text{Ko: "-- 아래에 더 있습니다 (PgDn) --", En: "-- more below (PgDn) --"}
	wordsNoMore  = lang.Text{Ko: "-- 끝 (PgUp) --", En: "-- end (PgUp) --"}
	wordsOf      = lang.Text{Ko: "-- {of}개 중 {n}번째 --", En: "-- {n} of {of} --"}

	wordsPlace = lang.Text{Ko: "{n}/{of}단계", En: "step {n} of {of}"}

	wordsUsual      = lang.Text{Ko: "(기본값)", En: "(default)"}
	wordsRequired   = lang.Text{Ko: "답을 입력하십시오.", En: "Enter an answer."}
	wordsAgainQuits = lang.Text{Ko: "한 번 더 Ctrl+C 키를 누르면 종료합니다.", En: "Press Ctrl+C once more to quit."}
	wordsQuitDrops  = lang.Text{Ko: "이 진단은 저장하지 않았으며 다음 시작에서 이어서 할 수 없습니다. F7 키를 누르면 저장합니다.", En: "This case is not saved, and the next start does not offer it: F7 saves it."}
	wordsStopping   = lang.Text{Ko: "확인을 멈추는 중입니다.", En: "The check is being stopped."}
	wordsLeave      = lang.Text{Ko: "나가기", En: "leave"}
	wordsChoose     = lang.Text{Ko: "선택", En: "choose"}
	wordsOpen       = lang.Text{Ko: "열기", En: "open"}
	wordsClose      = lang.Text{Ko: "닫기", En: "close"}
	wordsCheckNow   = lang.Text{Ko: "지금 확인", En: "check now"}

	wordsEndedBefore   = lang.Text{Ko: "진단이 이 단계에 오기 전에 끝나서 확인하지 않았습니다.", En: "It was not checked: the walk came to its end before this step."}
	wordsNeedless      = lang.Text{Ko: "앞에서 본 결과로 보아 이 경우에는 필요 없는 단계여서 건너뛰었습니다.", En: "It was skipped: by what was found before, this step is not needed here."}
	wordsOnlyWhenSound = lang.Text{Ko: "이미 고장을 찾았으므로 필요 없는 단계여서 확인하지 않았습니다. 고장이 없을 때에만 확인합니다.", En: "It was not checked: something is broken, and this step is only for when nothing is."}
	wordsCheckNowHint  = lang.Text{Ko: "그래도 지금 확인하려면 F5 키를 누르십시오. 다른 단계의 결과는 바뀌지 않습니다.", En: "To check it now all the same, press F5. The results of other steps do not change."}

	wordsGoOn  = lang.Text{Ko: "계속", En: "go on"}
	wordsStop  = lang.Text{Ko: "이 확인 멈추기", En: "stop this check"}
	wordsTryOn = lang.Text{Ko: "이어서 하기", En: "try to go on"}

	wordsPaceTrouble = lang.Text{Ko: "이상이 있거나 확인하지 못한 단계에서만 멈춥니다.", En: "Stopping only where something is wrong or was not seen."}
	wordsPaceAlways  = lang.Text{Ko: "모든 단계에서 멈춥니다.", En: "Stopping at every step."}
	wordsPaceNever   = lang.Text{Ko: "멈추지 않고 끝까지 확인한 뒤 진단 결과를 보여 줍니다.", En: "Checking everything without a stop, then the diagnosis."}
)

// Words of the start screens.
var (
	wordsWhere   = lang.Text{Ko: "어디에서 시작하시겠습니까?", En: "Where to begin?"}
	wordsWelcome = lang.Text{
		Ko: "암호 쓰기 저장이 되지 않는 원인을 차례로 찾습니다. 확인만 하고, 동의 없이는 아무것도 바꾸지 않습니다.",
		En: "Finds, step by step, why password writeback does not work. It only looks, and changes nothing without consent.",
	}
	wordsCall            = lang.Text{Ko: "전화 받기", En: "A call"}
	wordsRealCall        = lang.Text{Ko: "전화 받기 (실습이 아닌 실제 환경)", En: "A call (the real environment, not the lab)"}
	wordsNoLab           = lang.Text{Ko: "실습 환경 밖", En: "outside the lab"}
	wordsLeftLab         = lang.Text{Ko: "실습 환경에서 나왔습니다.", En: "You have left the lab."}
	wordsNoUser          = lang.Text{Ko: "누구의 암호인지 입력하십시오. 모르면 Tab 키를 눌러 없이 계속합니다.", En: "Enter whose password it is, or press Tab to go on without."}
	wordsMeaning         = lang.Text{Ko: "이 말의 뜻", En: "What it means"}
	wordsNotLooked       = lang.Text{Ko: "아직 아무것도 확인하지 않았습니다. 여기까지는 사용자가 말한 내용의 뜻입니다.", En: "Nothing was looked at yet: so far this is what the words mean."}
	wordsLookNow         = lang.Text{Ko: "확인 시작", En: "look"}
	wordsEnvironment     = lang.Text{Ko: "이 환경", En: "This environment"}
	wordsEnvironmentNote = lang.Text{Ko: "누구의 암호인지부터 묻고, 실제 도메인, 테넌트, Connect 서버를 확인합니다.", En: "Asks whose password it is first, then checks the real domain, tenant and Connect server."}
	wordsLeftOff         = lang.Text{Ko: "끊긴 진단 이어서 하기: {user} ({at})", En: "Go on with the check that broke off: {user} ({at})"}
	wordsLeftOffNobody   = lang.Text{Ko: "끊긴 진단 이어서 하기 ({at})", En: "Go on with the check that broke off ({at})"}
	wordsLeftOffNote     = lang.Text{Ko: "프로그램이 갑자기 끝나기 전까지의 답과 결과가 남아 있습니다.", En: "The answers and findings until the program was ended are there."}
	wordsLeftOffEarly    = lang.Text{Ko: "프로그램이 갑자기 끝나기 전까지의 답이 남아 있습니다.", En: "The answers until the program was ended are there."}
	wordsPractice        = lang.Text{Ko: "실습", En: "lab"}
	wordsLab             = lang.Text{Ko: "실습 환경에서 연습", En: "Practise in the lab"}
	wordsLabNote         = lang.Text{Ko: "이 컴퓨터 안에서만 도는 가짜 환경입니다. 고장이 하나씩 심어져 있습니다.", En: "Made-up environments inside this computer, each with a planted fault."}
	wordsFile            = lang.Text{Ko: "진행 기록 파일 열기", En: "Open a case file"}
	wordsFileNote        = lang.Text{Ko: "저장했거나 다른 사람이 보낸 기록을 이어서 봅니다.", En: "Go on with a case that was saved, or sent by somebody else."}
	wordsAlone           = lang.Text{Ko: "이 파일만 보기", En: "This file alone"}
	wordsAloneNote       = lang.Text{Ko: "수집한 때를 기준으로 판정합니다. 디렉터리와 테넌트는 보지 않습니다.", En: "Judged as of when it was collected. The directory and the tenant are not looked at."}
	wordsWithMore        = lang.Text{Ko: "도메인과 테넌트도 함께 보기", En: "The domain and the tenant as well"}
	wordsWithMoreNote    = lang.Text{Ko: "지금을 기준으로 판정합니다. 하루가 넘은 파일에서는 저절로 바뀌지 않는 것만 판정합니다.", En: "Judged as of now. Of a file older than a day counts only what does not change by itself."}
	wordsConnectWhy      = lang.Text{Ko: "이어서 확인하려면 파일에 적힌 곳에 로그인해야 합니다. 파일은 누구나 만들 수 있습니다. 아는 이름인지 확인하십시오.", En: "To go on, the walk signs in at what its file names. Anybody can write a file: check that you know the names."}
	wordsFromFile        = lang.Text{Ko: "{what}: {value} (파일에 적힘)", En: "{what}: {value} (from the file)"}
	wordsFromPerson      = lang.Text{Ko: "{what}: {value} (직접 입력함)", En: "{what}: {value} (you gave it)"}
	wordsLocked          = lang.Text{Ko: "회사가 정한 값이라 여기서 바꿀 수 없습니다.", En: "Your company has set this: it cannot be changed here."}
	wordsHeard           = lang.Text{Ko: "파일에 적힌 값입니다. 아는 이름인지 확인하십시오.", En: "The file says so: check that you know the name."}
	wordsReadOnly        = lang.Text{Ko: "연결하지 않고 파일에 있는 것만 보기", En: "Connect to nothing, and see what the file holds"}
	wordsReadOnlyNote    = lang.Text{Ko: "디렉터리와 테넌트, 서버는 보지 않습니다. 파일에 있는 결과는 그대로 남습니다.", En: "Neither directory, tenant nor server is looked at. What the file holds stands."}
	wordsConnect         = lang.Text{Ko: "이 이름들을 알고 있으니 연결하기", En: "I know these names: connect"}
	wordsConnectNote     = lang.Text{Ko: "파일에 적힌 곳에 로그인하여 이어서 확인합니다.", En: "Sign in at what the file names, and go on."}
	wordsFromNow         = lang.Text{Ko: "지금 상태로 진단합니다. 오래된 결과는 다시 확인합니다.", En: "Now as things are today. Old results are checked again."}
	wordsWorlds          = lang.Text{Ko: "실습 환경 고르기", En: "Choose a practice environment"}
	wordsRiddle          = lang.Text{Ko: "깜짝 문제(원인 숨김)", En: "Surprise me (the cause is hidden)"}
	wordsRiddleNote      = lang.Text{Ko: "무엇이 고장인지 모르는 채로 찾습니다. 끝나면 알려 줍니다.", En: "Find what is wrong without knowing it. It is told at the end."}
	wordsRiddleSolved    = lang.Text{Ko: "숨긴 환경은 이것이었습니다: {name} ({text})", En: "The hidden environment was {name}: {text}"}
	wordsTellRiddle      = lang.Text{Ko: "숨긴 원인 보기", En: "Tell what was hidden"}
	wordsFaster          = lang.Text{Ko: "원인까지 {n}단계를 확인했습니다. 화면에 나온 코드나 문구를 먼저 물어보면 관련된 단계부터 확인하고, F4 키로 {line}단계를 바로 열 수도 있습니다.", En: "Steps checked until the cause: {n}. Asking first what the caller's screen says begins at the steps concerned, and F4 opens step {line} at once."}
	wordsFirst           = lang.Text{Ko: "처음이라면", En: "To begin with"}
	wordsSought          = lang.Text{Ko: "검색", En: "Search"}
	wordsNothingFound    = lang.Text{Ko: "맞는 것이 없습니다. Esc 키를 누르면 검색을 끝냅니다.", En: "Nothing has this text. Esc ends the search."}
	wordsNoneFound       = lang.Text{Ko: "맞는 환경이 없습니다. Esc 키를 누르면 검색어를 지웁니다.", En: "Nothing has this text. Esc clears it."}
	wordsPath            = lang.Text{Ko: "진행 기록 파일의 경로", En: "Path of the case file"}
	wordsPathHelp        = lang.Text{Ko: "경로를 입력하거나 붙여 넣으십시오.", En: "Type or paste the path."}
	wordsOpening         = lang.Text{Ko: "환경을 여는 중입니다. 잠시 기다려 주십시오.", En: "The environment is being opened."}
	wordsNotOpened       = lang.Text{Ko: "열지 못했습니다.", En: "It could not be opened."}

	wordsForeseen        = lang.Text{Ko: "이 로그인으로 볼 수 있는 것", En: "What this sign-in can see"}
	wordsBlindAhead      = lang.Text{Ko: "이 로그인으로 볼 수 없는 단계가 있습니다. check --permissions 명령이 무엇이 필요한지 보여 줍니다.", En: "This sign-in cannot see every step; check --permissions says what each takes."}
	wordsSignInHeading   = lang.Text{Ko: "테넌트 로그인", En: "Sign-in to the tenant"}
	wordsSigningIn       = lang.Text{Ko: "테넌트에 로그인하는 중입니다.", En: "Signing in to the tenant."}
	wordsEnterCode       = lang.Text{Ko: "아무 컴퓨터나 전화기의 브라우저에서 아래 주소를 열고 이 코드를 입력하십시오.", En: "In a browser of any computer or phone, open the address and enter this code."}
	wordsInBrowser       = lang.Text{Ko: "브라우저에서 로그인하십시오. 열리지 않았으면 이 컴퓨터의 브라우저에서 아래 주소를 여십시오.", En: "Sign in in the browser. If none appeared, open the address in a browser of this machine."}
	wordsAddress         = lang.Text{Ko: "주소", En: "Address"}
	wordsWholeAddress    = lang.Text{Ko: "... Ctrl+Y 키를 누르면 주소 전체를 복사합니다.", En: "... Ctrl+Y copies the whole address."}
	wordsTimeLeft        = lang.Text{Ko: "남은 시간 {left}", En: "Time left {left}"}
	wordsGoesOn          = lang.Text{Ko: "로그인하면 저절로 계속됩니다.", En: "After the sign-in it goes on by itself."}
	wordsNotKept         = lang.Text{Ko: "이 로그인은 프로그램이 끝나면 잊습니다. Ctrl+K를 누르면 이 컴퓨터의 키 저장소에 보관합니다.", En: "The sign-in ends with the program. Ctrl+K keeps it in the key store of this machine."}
	wordsToKeep          = lang.Text{Ko: "이 로그인을 이 컴퓨터의 키 저장소에 보관합니다. 보관하지 않으려면 Ctrl+K를 다시 누르십시오.", En: "The sign-in will be kept in the key store of this machine. Press Ctrl+K again not to keep it."}
	wordsOpensHere       = lang.Text{Ko: "Ctrl+O 키를 누르면 이 컴퓨터의 브라우저에서 주소를 엽니다.", En: "Ctrl+O opens the address in a browser here."}
	wordsOtherIsBrowser  = lang.Text{Ko: "F3: 코드 대신 이 컴퓨터의 브라우저로 로그인합니다.", En: "F3 signs in with the browser of this machine instead."}
	wordsOtherIsCode     = lang.Text{Ko: "F3: 이 브라우저 대신 다른 기기에서 코드로 로그인합니다.", En: "F3 signs in with a code, on any other device, instead."}
	wordsByBrowser       = lang.Text{Ko: "브라우저로 로그인", En: "sign in by browser"}
	wordsByBrowserNote   = lang.Text{Ko: "이 컴퓨터의 브라우저에서 로그인합니다.", En: "In the browser of this machine."}
	wordsByCodeNote      = lang.Text{Ko: "다른 컴퓨터나 전화기의 브라우저에서 코드를 입력합니다.", En: "With a code, in a browser of another machine or a phone."}
	wordsByCode          = lang.Text{Ko: "코드로 로그인", En: "sign in by code"}
	wordsOpened          = lang.Text{Ko: "브라우저에서 열었습니다. 보이지 않으면 주소를 직접 여십시오.", En: "Opened in the browser. If you see nothing there, open the address yourself."}
	wordsNotOpenedPage   = lang.Text{Ko: "브라우저를 열지 못했습니다. 주소를 직접 여십시오.", En: "No browser could be opened. Open the address yourself."}
	wordsForgetIt        = lang.Text{Ko: "보관하지 않기", En: "do not keep it"}
	wordsCopyCode        = lang.Text{Ko: "코드 복사", En: "copy the code"}
	wordsCopyAddress     = lang.Text{Ko: "주소 복사", En: "copy the address"}
	wordsNotSignedIn     = lang.Text{Ko: "테넌트에 로그인하지 못했습니다.", En: "Nobody signed in to the tenant."}
	wordsSignInAgain     = lang.Text{Ko: "다시 로그인", En: "Sign in once more"}
	wordsSignInAgainNote = lang.Text{Ko: "같은 방식으로 처음부터 다시 시작합니다. 다른 방식은 F6(답 수정)에서도 고릅니다.", En: "The same way, from the beginning. Another way can be chosen among the answers too (F6)."}
	wordsCloudless       = lang.Text{Ko: "클라우드 없이 계속", En: "go on without the cloud"}
	wordsCloudlessItem   = lang.Text{Ko: wordsCloudless.Ko, En: "Go on without the cloud"}
	wordsCloudlessNote   = lang.Text{Ko: "클라우드 단계는 '확인 안 됨'으로 남습니다. 나중에 로그인할 수 있습니다.", En: "The steps about the cloud stay unknown. Signing in later is possible."}

	wordsWithout     = lang.Text{Ko: "비워 두고 계속", En: "go on without"}
	wordsGiveLater   = lang.Text{Ko: "나중에 F6 키로 입력하십시오.", En: "F6 can give it later."}
	wordsStartNow    = lang.Text{Ko: "더 묻지 않고 아는 것만으로 확인하려면 F9 키를 누르십시오.", En: "F9 asks no more and looks with what is known."}
	wordsNamedGoOn   = lang.Text{Ko: "Enter 키를 누르면 계속합니다.", En: "Enter goes on."}
	wordsTrying      = lang.Text{Ko: "파일을 확인하는 중입니다.", En: "The file is being read."}
	wordsReadAsKeys  = lang.Text{Ko: "한글 입력 상태에서 친 글자를 영문 자판으로 읽었습니다. 맞으면 Enter 키를 누르십시오.", En: "Typed with the Korean input method on; it was read as the letters on those keys. Press Enter if it is right."}
	wordsPasted      = lang.Text{Ko: "붙여 넣은 내용: {lines}줄, {bytes}바이트", En: "Pasted: {lines} {lines|line|lines}, {bytes} {bytes|byte|bytes}"}
	wordsPastedErase = lang.Text{Ko: "Enter 키를 누르면 이대로 쓰고, Backspace 키를 누르면 지웁니다.", En: "Enter takes it, Backspace erases it."}
	wordsFresh       = lang.Text{Ko: "Enter 키를 누르면 그대로 쓰고, 글자를 입력하면 새로 씁니다.", En: "Enter keeps it. Typing replaces it."}
	wordsSecretAgain = lang.Text{
		Ko: "화면에 보이지 않습니다. 비워 두면 앞서 준 것을 그대로 씁니다.",
		En: "Not shown. Leave it empty to keep the one given before.",
	}
)

// Words of a check and its verdict.
var (
	wordsSupply = lang.Text{
		Ko: "입력하거나 고치려면 F6 키를 누르십시오. 지금까지 확인한 것은 그대로 남습니다.",
		En: "Press F6 to supply or correct this. What was seen so far stays.",
	}

	wordsElapsed    = lang.Text{Ko: "확인 중, {seconds}초 지남", En: "checking, {seconds} s so far"}
	wordsLabTime    = lang.Text{Ko: "실습 환경의 시간이며, 실제보다 빠르게 갑니다.", En: "This is the lab's time, which runs faster than yours."}
	wordsOfLab      = lang.Text{Ko: " (실습 시간)", En: " (lab time)"}
	wordsProgress   = lang.Text{Ko: "{seconds}초 / 약 {of}초", En: "{seconds} s of about {of} s"}
	wordsFrom       = lang.Text{Ko: "실행한 컴퓨터", En: "running on"}
	wordsSlow       = lang.Text{Ko: "예상보다 오래 걸립니다. 응답을 기다리는 곳: {what}. Esc 키를 누르면 이 확인만 멈추고 나머지는 계속합니다.", En: "Slower than usual. Waiting for an answer of {what}. Esc stops this check alone, and the others go on."}
	wordsOtherSide  = lang.Text{Ko: "상대 시스템", En: "the other side"}
	wordsMeanwhile  = lang.Text{Ko: "함께 확인하는 것", En: "Meanwhile"}
	wordsSoFar      = lang.Text{Ko: "지금까지", En: "So far"}
	wordsDetour     = lang.Text{Ko: "증상과 관련되어 먼저 확인", En: "brought forward by the symptom"}
	wordsAnswerAnew = lang.Text{Ko: "다시 답하기", En: "answer anew"}
	wordsExplained  = lang.Text{Ko: "다른 원인의 영향", En: "explained by"}
	wordsByHand     = lang.Text{Ko: "직접 답함", En: "answered by hand"}
	wordsSeenFrom   = steps.Label().SeenFrom

	wordsSpent   = lang.Text{Ko: "{n}초", En: "{n} s"}
	wordsSeconds = lang.Text{Ko: "{n}초 걸림", En: "took {n} s"}

	wordsTicketMore = lang.Text{Ko: "여기에 없는 명령({n}줄)은 이 글을 보낸 사람이 파일({files})이나 보고서로 저장해 줄 수 있습니다.", En: "Commands that are not shown here (lines: {n}): whoever sent this can save them as files ({files}) or as a report."}
	wordsWhen       = lang.Text{Ko: "확인을 시작한 때", En: "Check begun"}
	wordsWho        = steps.Label().Who
	wordsOn         = steps.Label().Where
	wordsSince      = steps.Label().Since
	wordsChanges    = steps.Label().Changes
	wordsProof      = steps.Label().Proof
	wordsLink       = lang.Text{Ko: "문서", En: "Page"}
	wordsKnowBetter = lang.Text{Ko: "답을 알고 계시면 F3 키로 직접 답할 수 있습니다.", En: "Press F3 to answer by hand, if the answer is known."}
	wordsWatched    = lang.Text{Ko: "이 화면을 보는 동안 {seconds}초마다 다시 확인합니다.", En: "Checked again every {seconds} s while this screen is shown."}

	wordsLearned    = lang.Text{Ko: "이 단계에서 알게 된 값", En: "What this step learned"}
	wordsAsRead     = lang.Text{Ko: "읽은 값 그대로 (JSON, 담당자용)", En: "The values as they were read (JSON, for a specialist)"}
	wordsEvidence   = lang.Text{Ko: "근거 (확인한 그대로)", En: "What was seen"}
	wordsStep       = lang.Text{Ko: "단계", En: "Step"}
	wordsOutcome    = lang.Text{Ko: "결과", En: "Outcome"}
	wordsArticle    = lang.Text{Ko: "문서의 항목", En: "Article row"}
	wordsObstacle   = lang.Text{Ko: "막힌 이유", En: "Obstacle"}
	wordsNoEvidence = lang.Text{Ko: "기록된 근거가 없습니다.", En: "No evidence was recorded."}
	wordsMatters    = lang.Text{Ko: "확인하는 이유", En: "Why it matters"}
	wordsDetails    = lang.Text{Ko: "자세히", En: "Details"}

	wordsHand      = lang.Text{Ko: "직접 답하기", En: "Answer by hand"}
	wordsHandIntro = lang.Text{
		Ko: "이 프로그램이 확인하지 못한 것을 알고 계시면 고르십시오. 사람이 답한 것으로 기록합니다.",
		En: "Choose what is known to be true. It is recorded as said by a person.",
	}
	wordsCopy      = lang.Text{Ko: "명령 복사", En: "Copy a command"}
	wordsCopyCard  = lang.Text{Ko: "내용 복사", En: "copy this text"}
	wordsCopyIntro = lang.Text{
		Ko: "Enter 키를 누르면 클립보드로 보냅니다. 이 프로그램은 명령을 실행하지 않습니다.",
		En: "Enter sends it to the clipboard. Nothing is run here.",
	}
	wordsCopyNarrow = lang.Text{
		Ko: "이 내용은 {n}칸이 있어야 나뉘지 않고 보입니다. 창을 넓히거나 파일로 저장하십시오.",
		En: "This text takes {n} {n|column|columns} to be shown unbroken. Widen the window, or save it as files.",
	}
	wordsCopyBare  = lang.Text{Ko: "클립보드가 안 되면 아래 내용을 마우스로 선택해 복사하십시오.", En: "If the clipboard does not take it, select the text below with the mouse."}
	wordsCopyAlone = lang.Text{Ko: "내용은 {n}줄입니다. F2 키를 누르면 내용만 보여 주므로 마우스로 선택해 복사할 수 있습니다.", En: "The text takes {n} {n|line|lines}. F2 shows it alone, to be selected with the mouse."}
	wordsTextAlone = lang.Text{Ko: "내용만 보기", En: "text alone"}
	wordsCopyAll   = lang.Text{Ko: "복사할 내용", En: "The text to copy"}
	wordsCopied    = lang.Text{Ko: "이 컴퓨터의 클립보드에 복사했습니다.", En: "Copied to the clipboard of this machine."}

	wordsAskedToCopy  = lang.Text{Ko: "터미널에 복사를 맡겼습니다. 붙여 넣어 확인하고, 안 되면 마우스로 선택하십시오.", En: "The terminal was asked to copy it. Paste to see; if not there, select it."}
	wordsMoreCommands = lang.Text{Ko: "... {n}줄 더 있음, Ctrl+Y", En: "... more with Ctrl+Y (lines: {n})"}
	wordsAllOfThem    = lang.Text{Ko: "전체 {n}개 명령", En: "all of the commands: {n}"}
	wordsSaveScripts  = lang.Text{Ko: "파일로 저장 ({files})", En: "Save as files ({files})"}
	wordsSaveLook     = lang.Text{Ko: "확인하는 스크립트 저장 ({files})", En: "Save the script that looks ({files})"}
	wordsLooksOnly    = lang.Text{
		Ko: "설명이 든 스크립트를 현재 폴더 아래에 저장합니다. 확인만 하고 아무것도 바꾸지 않습니다.",
		En: "Saves a script with comments below this folder. It only looks and changes nothing.",
	}
	wordsScriptsAre = lang.Text{
		Ko: "설명이 든 스크립트를 현재 폴더 아래에 저장합니다. 그냥 실행하면 보여 주기만 하고, -Apply를 붙여야 바꿉니다.",
		En: "Saves scripts with comments below this folder. They only show what they would do until they are run with -Apply.",
	}

	wordsNotCopied = lang.Text{Ko: "클립보드로 보내지 못했습니다. 직접 선택해 복사하십시오.", En: "Not sent to the clipboard. Select the text."}
)

// Words of the comparison with another user.
var (
	wordsCompare     = lang.Text{Ko: "쓰기 저장이 되는 사용자와 비교", En: "Compare with a user for whom it works"}
	wordsCompareWho  = lang.Text{Ko: "암호 쓰기 저장이 되는 사용자의 UPN", En: "UPN of a user for whom writeback works"}
	wordsCompareHelp = lang.Text{
		Ko: "같은 부서의 동료가 좋습니다. 두 사용자에게서 다르고 문제가 될 수 있는 것만 보여 줍니다.",
		En: "A colleague from the same department is best. Only what differs between the two and could matter is shown.",
	}
	wordsComparing      = lang.Text{Ko: "두 사용자를 살펴보는 중입니다. 진단은 그대로 있습니다.", En: "Both users are being looked at. The diagnosis stays."}
	wordsCompared       = lang.Text{Ko: "{of}가지 중 {done}가지를 확인했습니다.", En: "Looks done: {done} of {of}."}
	wordsWorksForB      = lang.Text{Ko: "(말씀하신 사용자)", En: "(the user you named)"}
	wordsJudgedBy       = lang.Text{Ko: "판정하는 단계", En: "Judged by"}
	wordsNotCompared    = lang.Text{Ko: "비교하지 못한 것", En: "What could not be compared"}
	wordsComparedSame   = lang.Text{Ko: "비교했고 같은 것", En: "Compared, and the same"}
	wordsCompareStopped = lang.Text{Ko: "비교를 멈추었습니다.", En: "The comparison was stopped."}
	wordsCompareOther   = lang.Text{Ko: "다른 사용자와 비교", En: "another user"}
)

// Words of the path, the answers, the summary and the way out.
var (
	wordsRerunUnseen = lang.Text{Ko: "확인 안 된 것 다시 확인", En: "check again what was not seen"}
	wordsRerun       = lang.Text{Ko: "실패한 것 다시 확인", En: "check what failed again"}
	wordsAttempt     = lang.Text{Ko: "{n}번째 확인", En: "attempt {n}"}
	wordsStillIs     = lang.Text{Ko: "{at}에 다시 확인했습니다({n}번째). 그대로입니다: {status}", En: "Checked again at {at}, attempt {n}: still {status}."}
	wordsNowIs       = lang.Text{Ko: "{at}에 다시 확인했습니다({n}번째). 이제: {status}", En: "Checked again at {at}, attempt {n}: now {status}."}
	wordsMap         = lang.Text{Ko: "전체 단계", En: "All steps"}
	wordsWaitsFor    = lang.Text{Ko: "먼저 필요한 단계", En: "needs first"}
	wordsSoFarOf     = lang.Text{Ko: "{of}단계 중 {n}번째에 있습니다. 지금까지 {done}단계를 확인하고 {asked}단계에 답했습니다.", En: "At step {n} of {of}. Checked so far: {done}, answered: {asked}."}
	wordsAllBefore   = lang.Text{Ko: "앞서 확인한 {of}단계는 모두 정상입니다.", En: "Steps checked before this one: {of}, all OK."}
	wordsOKBefore    = lang.Text{Ko: "앞서 확인한 {of}단계 중 {n}단계가 정상입니다.", En: "Steps checked before this one: {of}, of which {n} are OK."}

	wordsAnswers      = lang.Text{Ko: "답 수정", En: "Edit answers"}
	wordsAnswersIntro = lang.Text{
		Ko: "고칠 답을 고르십시오. 그 답을 쓴 단계는 다시 확인합니다.",
		En: "Choose an answer to change. The steps that used it are checked again.",
	}
	wordsNotSaid        = lang.Text{Ko: "(답 없음)", En: "(no answer)"}
	wordsNotUsed        = lang.Text{Ko: "(아직 쓰지 않음)", En: "(not used yet)"}
	wordsCorrectionHelp = lang.Text{Ko: "비워 두면 답하지 않은 것으로 합니다.", En: "Leave it empty for no answer."}

	wordsSummary       = lang.Text{Ko: "진단 결과", En: "Diagnosis"}
	wordsSummarySoFar  = lang.Text{Ko: "지금까지의 진단", En: "Diagnosis so far"}
	wordsToCaller      = steps.Label().ToCaller
	wordsCommandsThere = lang.Text{Ko: "명령은 '{item}'에 있습니다.", En: "Its commands: '{item}'."}
	wordsOthers        = lang.Text{Ko: "따로 고쳐야 할 다른 고장", En: "Other faults, to be fixed separately"}
	wordsWarnings      = lang.Text{Ko: "주의할 것", En: "Warnings"}
	wordsUnknown       = lang.Text{Ko: "확인하지 못한 것 ({n}단계)", En: "What could not be seen (steps: {n})"}
	wordsMoreAhead     = lang.Text{Ko: "나머지 {n}줄은 보고서(HTML)를 저장하면 볼 수 있습니다.", En: "{n} more stand in the report (HTML), once it is saved."}
	wordsAheadApart    = lang.Text{Ko: "예고된 변경 {n}건은 이번 문제와 별개이며, 보고서(HTML)를 저장하면 볼 수 있습니다.", En: "Announced changes, a separate matter: {n}. They stand in the report (HTML), once it is saved."}
	wordsWhoCan        = lang.Text{Ko: "도울 수 있는 사람", En: "Who can help"}
	wordsCaseFile      = lang.Text{Ko: "진행 기록 파일", En: "Case file"}
	wordsUnsaved       = lang.Text{Ko: "아직 저장하지 않았습니다 (F7).", En: "Not saved yet (F7)."}

	wordsReportIntro    = lang.Text{Ko: "진단 전체를 읽을 수 있는 파일로 현재 폴더에 저장합니다.", En: "Saves the whole diagnosis into this folder, as a file to read."}
	wordsForInside      = lang.Text{Ko: "회사 안에서 쓸 것", En: "For inside the company"}
	wordsForOutside     = lang.Text{Ko: "회사 밖으로 보낼 것 (이름을 가림)", En: "To send outside (names masked)"}
	wordsPageHTML       = lang.Text{Ko: "웹 페이지 (HTML, 인쇄할 수 있음)", En: "A web page (HTML, can be printed)"}
	wordsPageMarkdown   = lang.Text{Ko: "티켓 시스템에 넣을 텍스트 (Markdown)", En: "Text for a ticket system (Markdown)"}
	wordsPageMasked     = lang.Text{Ko: "이름을 가린 웹 페이지 (HTML)", En: "A web page with names masked (HTML)"}
	wordsMarkdownMasked = lang.Text{Ko: "이름을 가린 텍스트 (Markdown)", En: "Text with names masked (Markdown)"}

	wordsPassOnIntro  = lang.Text{Ko: "이름을 가리면 사람, 컴퓨터, 도메인, 테넌트의 이름과 식별자, 주소를 다른 말로 바꿉니다. 같은 이름은 늘 같은 말이 됩니다. 고칠 담당자에게는 이름이 필요하므로 가리지 않은 것을 보내십시오.", En: "Masked: names and identifiers of people, computers, domains and the tenant, and addresses, become other words; the same name is always the same word. Whoever is to fix it needs the names: send that person the one that is not masked."}
	wordsSaveMasked   = lang.Text{Ko: "이름을 가린 진행 기록 저장", En: "Save the case file with names masked"}
	wordsTicketMasked = lang.Text{Ko: "이름을 가린 티켓 내용 복사", En: "Copy the text for a ticket with names masked"}
	wordsNamesMasked  = lang.Text{Ko: "이름은 가려져 있습니다.", En: "Names are masked."}
	wordsNotMasked    = lang.Text{Ko: "이름을 가리지 못했습니다:", En: "The names could not be masked:"}

	wordsCountExplained = lang.Text{Ko: ", 다른 원인의 영향 {n}", En: ", {n} explained by another"}
	wordsCounts         = lang.Text{Ko: "확인한 단계: 정상 {healthy}, 주의 {warning}, 고장 {broken}, 확인 안 됨 {unknown}", En: "Steps seen: {healthy} OK, {warning} WARN, {broken} FAIL, {unknown} UNKNOWN"}

	wordsGoOnWalk    = lang.Text{Ko: "이어서 확인", En: "Go on checking"}
	wordsCanary      = lang.Text{Ko: "테스트 사용자로 끝까지 증명", En: "Prove it to the end with a test user"}
	wordsCheckCause  = lang.Text{Ko: "고친 뒤 원인을 다시 확인", En: "Check the cause again after the fix"}
	wordsShowCause   = lang.Text{Ko: "원인과 해결 방법 자세히 보기", En: "Show the cause and its remedy in full"}
	wordsRerunItem   = lang.Text{Ko: "확인하지 못한 것 다시 확인", En: "Check again what was not seen"}
	wordsGapSteps    = lang.Text{Ko: "단계", En: "Steps"}
	wordsGiveMore    = lang.Text{Ko: "빠진 답, 계정, 파일 입력", En: "Give a missing answer, account or file"}
	wordsSavedAt     = lang.Text{Ko: "{at}에 저장했습니다: {path}", En: "Saved at {at}: {path}"}
	wordsSavedBefore = lang.Text{Ko: "{at}에 저장한 뒤로 바뀌었습니다: {path}", En: "Saved at {at}, and changed since: {path}"}
	wordsRequest     = lang.Text{Ko: "보낼 요청문", En: "Request to send"}
	wordsRequestIs   = lang.Text{Ko: "무엇이 잘못되었고 무엇을 부탁하는지 적은, 담당자에게 보낼 글입니다.", En: "One text for whoever fixes it: what is wrong and what is asked for."}
	wordsSendTo      = lang.Text{Ko: "보낼 요청문: {people}", En: "Request to send: {people}"}
	wordsTo          = lang.Text{Ko: "받을 사람", En: "To"}
	wordsInDetail    = lang.Text{Ko: "규칙을 만들 때 함께 볼 것", En: "What the rule should cover besides"}
	wordsUnfinished  = lang.Text{Ko: "확인이 끝나기 전에 만든 글입니다. 나머지 단계에서 찾은 것은 들어 있지 않습니다.", En: "Written before all steps were checked: what the rest finds is not in it."}
	wordsNoSource    = lang.Text{Ko: "출발지의 IP 주소는 읽지 않았습니다. 그 컴퓨터에서 ipconfig 명령으로 볼 수 있습니다.", En: "The address of the source was not read: ipconfig shows it there."}
	wordsAskedFor    = lang.Text{Ko: "요청 사항", En: "What is asked for"}
	wordsAllow       = lang.Text{Ko: "다음 연결을 허용해 주십시오(출발지: {from})", En: "Please allow these connections (source: {from})"}
	wordsTried       = lang.Text{Ko: "시도한 연결(출발지: {from}, {at})", En: "What was tried (source: {from}, {at})"}

	wordsTicketFor  = lang.Text{Ko: "받을 사람", En: "for"}
	wordsSaveFile   = lang.Text{Ko: "진행 기록 저장", En: "Save the case file"}
	wordsCopyTicket = lang.Text{Ko: "티켓에 붙일 내용 복사", En: "Copy the text for a ticket"}
	wordsReport     = lang.Text{Ko: "보고서 저장(HTML), 이름 가린 사본", En: "Save a report (HTML), copies with names masked"}
	wordsToStart    = lang.Text{Ko: "첫 화면으로", En: "Back to the first screen"}
	wordsDone       = lang.Text{Ko: "마침", En: "Done"}

	wordsSaved    = lang.Text{Ko: "저장했습니다:", En: "Saved:"}
	wordsNotSaved = lang.Text{Ko: "저장하지 못했습니다:", En: "Not saved:"}

	wordsDropsWalk   = lang.Text{Ko: "이 진단은 저장하지 않았습니다. 종료하면 다음 시작에서 이어서 할 수 없습니다.", En: "This case is not saved. Once you quit, the next start does not offer it."}
	wordsWalkKept    = lang.Text{Ko: "이 진단은 남아 있습니다. 다시 시작하면 이어서 할 수 있습니다.", En: "This case is kept. Start the program again to go on with it."}
	wordsWalkDropped = lang.Text{Ko: "이 진단은 저장하지 않았으며, 다음 시작에서 이어서 할 수 없습니다.", En: "This case was not saved, and the next start does not offer it."}
	wordsLeaveStart  = lang.Text{Ko: "첫 화면으로 가면 이 진단은 끝납니다. 저장하지 않은 결과는 남지 않습니다.", En: "Going to the first screen ends this walk. What was not saved is gone."}
	wordsSaveStart   = lang.Text{Ko: "저장하고 첫 화면으로", En: "Save, then the first screen"}
	wordsJustStart   = lang.Text{Ko: "저장하지 않고 첫 화면으로", En: "The first screen, without saving"}
	wordsSavedHere   = lang.Text{Ko: "이 폴더에 저장된 진행 기록 파일입니다. 최근 것이 먼저입니다.", En: "The case files saved in this folder, newest first."}
	wordsOtherPath   = lang.Text{Ko: "다른 경로 입력", En: "Another path"}

	wordsQuit     = lang.Text{Ko: "끝내시겠습니까?", En: "Leave?"}
	wordsStay     = lang.Text{Ko: "계속하기", En: "Stay"}
	wordsSaveQuit = lang.Text{Ko: "저장하고 종료", En: "Save and quit"}
	wordsJustQuit = lang.Text{Ko: "종료", En: "Quit"}
)

// Words of help and of our own faults.
var (
	wordsHelp         = lang.Text{Ko: "도움말", En: "Help"}
	wordsKeys         = lang.Text{Ko: "이 화면의 키", En: "Keys of this screen"}
	wordsSigns        = lang.Text{Ko: "표시의 뜻", En: "What the signs mean"}
	wordsMeansHealthy = lang.Text{Ko: "확인했고, 문제가 없습니다.", En: "It was seen, and nothing is wrong."}
	wordsMeansWarning = lang.Text{Ko: "지금은 막지 않지만 알아 두어야 합니다.", En: "It does not stop writeback now, but should be known."}
	wordsMeansBroken  = lang.Text{Ko: "쓰기 저장을 막습니다. 누가 무엇을 할지 보여 줍니다.", En: "It stops writeback. The screen says who does what."}
	wordsMeansUnknown = lang.Text{Ko: "확인하지 못했습니다. 정상도 고장도 아닙니다.", En: "It could not be seen. That is neither good nor bad."}
	wordsMapSigns     = lang.Text{
		Ko: "전체 단계(F4)와 옆의 지도: ~\u00a0확인 중, +\u00a0먼저 확인할 단계, .\u00a0아직 확인 전, -\u00a0답했거나 해당 없음, <\u00a0다른 단계가 원인",
		En: "On the map (F4, or at the side): ~\u00a0being checked, +\u00a0brought forward, .\u00a0still ahead, -\u00a0answered or left out, <\u00a0explained by that step",
	}
	wordsSafety = lang.Text{
		Ko: "이 프로그램은 확인만 하며, 보여 주는 명령을 실행하지 않습니다. 예외는 ADSync 다시 시작, 쓰기 저장 껐다가 켜기, 테스트 사용자 재설정(F10)뿐입니다. 서버나 사용자의 이름을 입력해 동의해야 하고, 막는 것이 있으면 하지 않으며, 먼저 감사 기록에 적습니다. 비밀은 저장하지 않습니다.",
		En: "This program only looks, and does not run the commands that it shows. The exceptions (F10) are restarting ADSync, switching writeback off and on, and resetting the test user: you consent by typing the name of the server or the user, it refuses where something speaks against it, and it writes its audit trail first. It stores no secrets.",
	}

	wordsBroken    = lang.Text{Ko: "이 프로그램의 오류", En: "A fault of this program"}
	wordsFault     = lang.Text{Ko: "이 프로그램에 오류가 있습니다. 환경이 정상인지 고장인지는 이것으로 알 수 없습니다.", En: "This program is at fault. It says nothing about the environment."}
	wordsFaultNext = lang.Text{Ko: "진행 기록은 저장합니다. 그 파일과 이 화면의 내용을 개발자에게 보내십시오.", En: "The case is saved. Send that file and what this screen says to the developers."}
)

// Words of what a person can say.
var (
	wordsFactUser         = lang.Text{Ko: "사용자 (UPN)", En: "User (UPN)"}
	wordsFactScope        = lang.Text{Ko: "영향 범위", En: "Who is affected"}
	wordsFactSurface      = lang.Text{Ko: "암호를 바꾼 곳", En: "Where the password was reset"}
	wordsFactWords        = lang.Text{Ko: "코드와 메시지", En: "Codes and messages"}
	wordsFactTestUser     = lang.Text{Ko: "테스트 사용자 (UPN)", En: "Test user (UPN)"}
	wordsFactTenantSwitch = lang.Text{Ko: "포털의 쓰기 저장 설정", En: "Writeback switch in the portal"}
)

// Words of what the walk found out itself.
var (
	wordsFactUserDN         = lang.Text{Ko: "사용자의 고유 이름(DN)", En: "Distinguished name of the user"}
	wordsFactUserID         = lang.Text{Ko: "사용자의 개체 ID", En: "Object ID of the user"}
	wordsFactPDC            = lang.Text{Ko: "PDC 에뮬레이터", En: "PDC emulator"}
	wordsFactControllers    = lang.Text{Ko: "도메인 컨트롤러", En: "Domain controllers"}
	wordsFactRelays         = lang.Text{Ko: "테넌트 릴레이", En: "Relays of the tenant"}
	wordsFactConnectVersion = lang.Text{Ko: "Connect 버전", En: "Version of Connect"}
	wordsFactLogged         = lang.Text{Ko: "서버 로그가 가리키는 단계", En: "Steps that the server's log points to"}
)

// factWord names what a person can say.
func factWord(name steps.Fact) lang.Text {
	words := map[steps.Fact]lang.Text{
		steps.User:             wordsFactUser,
		steps.Scope:            wordsFactScope,
		steps.Surface:          wordsFactSurface,
		steps.Words:            wordsFactWords,
		steps.Domain:           wanted.Labels.Domain,
		steps.Controller:       wanted.Labels.Controller,
		steps.Tenant:           wanted.Labels.Tenant,
		steps.SyncServer:       wanted.Labels.Server,
		steps.Admin:            wanted.Labels.Admin,
		steps.TestUser:         wordsFactTestUser,
		steps.TenantSwitch:     wordsFactTenantSwitch,
		steps.ConnectorAccount: wanted.Labels.Connector,
		steps.UserDN:           wordsFactUserDN,
		steps.UserID:           wordsFactUserID,
		steps.PDC:              wordsFactPDC,
		steps.Controllers:      wordsFactControllers,
		steps.Relays:           wordsFactRelays,
		steps.ConnectVersion:   wordsFactConnectVersion,
		steps.Logged:           wordsFactLogged,
	}
	if word, ok := words[name]; ok {
		return word
	}
	return lang.Text{Ko: string(name), En: string(name)}
}

// The words of what the program changes itself, with consent.
var (
	wordsCanAct       = lang.Text{Ko: "{key}: {what}. 직접 하려면 아래 순서를 따르십시오. 그동안 프로그램이 지켜봅니다.", En: "{key}: {what}. To do it yourself, follow the steps below; the program watches meanwhile."}
	wordsActing       = lang.Text{Ko: "프로그램에 맡기기", En: "Let the program do it"}
	wordsActLooks     = lang.Text{Ko: "지금 해도 되는지 서버를 확인하는 중입니다. 아직 아무것도 바꾸지 않습니다.", En: "Looking at the server, whether it may be done now. Nothing is changed yet."}
	wordsActRefused   = lang.Text{Ko: "지금은 하지 않습니다. 이유:", En: "It is not done now, because:"}
	wordsActGuided    = lang.Text{Ko: "여기에서는 직접 해야 합니다.", En: "Here it has to be done by hand."}
	wordsActOn        = lang.Text{Ko: "대상 서버", En: "On server"}
	wordsActRuns      = lang.Text{Ko: "이 명령을 순서대로 실행합니다", En: "Exactly these commands are run, in order"}
	wordsActUndo      = lang.Text{Ko: "되돌리기", En: "To undo it"}
	wordsActTrail     = lang.Text{Ko: "시작하기 전과 끝난 뒤에 감사 기록에 적습니다. Enter: 동의 화면으로, Esc: 아무것도 하지 않고 돌아가기.", En: "It is written to the audit trail before and after. Enter goes on to the consent; Esc leaves without doing anything."}
	wordsActConsole   = lang.Text{Ko: "이 화면이 사라지고(명령마다 최대 {minutes}분, 그만두기: Ctrl+C) 명령이 관리자 로그인을 요구할 수 있습니다. 입력한 암호는 그 명령에만 전달됩니다.", En: "This screen gives way to the commands (up to {minutes} {minutes|minute|minutes} each; Ctrl+C gives up). They may ask an administrator to sign in. What is typed goes to them alone."}
	wordsLent         = lang.Text{Ko: "Writeback Doctor: 명령을 실행하는 중입니다. 로그인을 요구하면 여기에서 관리자로 로그인하십시오. 끝나면 원래 화면으로 돌아갑니다. 최대 {minutes}분 동안 기다립니다. 그만두려면 Ctrl+C 키를 누르십시오. 어디까지 되었는지는 돌아간 화면이 알려 줍니다.", En: "Writeback Doctor: the commands are running. If they ask for a sign-in, sign in here as an administrator. The screen comes back when they have ended, after {minutes} {minutes|minute|minutes} at most. Ctrl+C gives up; the screen then says how far it came."}
	wordsActWrong     = lang.Text{Ko: "입력한 것이 다릅니다. 아무것도 하지 않았습니다.", En: "That is not what was asked for. Nothing was done."}
	wordsActHalf      = lang.Text{Ko: "지금 나가면 반만 된 채로 남습니다. 끝날 때까지 기다리십시오.", En: "Whoever leaves now leaves it half done. Wait until it has come to its end."}
	wordsActWait      = lang.Text{Ko: "끝날 때까지 나갈 수 없습니다.", En: "Wait until it has come to its end."}
	wordsActLeave     = lang.Text{Ko: "Esc: 그만 지켜보기. 한 일은 그대로 남습니다.", En: "Esc stops watching. What was done stays done."}
	wordsActStop      = lang.Text{Ko: "그만 지켜보기", En: "stop watching"}
	wordsActOver      = lang.Text{Ko: "Enter: 단계를 다시 확인합니다.", En: "Enter looks at the step again."}
	wordsRecover      = lang.Text{Ko: "끊긴 작업", En: "An action that broke off"}
	wordsFinish       = lang.Text{Ko: "지금 마무리하기", En: "Finish it now"}
	wordsFinishNote   = lang.Text{Ko: "서버를 먼저 확인하고, 동의를 받은 뒤에 합니다.", En: "Looks at the server first, and asks for consent."}
	wordsLookFirst    = lang.Text{Ko: "먼저 살펴보기", En: "Look first"}
	wordsLookFirstKey = lang.Text{Ko: wordsLookFirst.Ko, En: "look first"}
	wordsLookNote     = lang.Text{Ko: "바꾸는 것 없이 진단합니다. 다음 시작에서 다시 알립니다.", En: "Diagnoses without changing anything. The next start says it again."}
	wordsSettled      = lang.Text{Ko: "이미 해결했습니다", En: "It is settled"}
	wordsSettledNote  = lang.Text{Ko: "감사 기록에 적고 더 이상 알리지 않습니다.", En: "Notes that in the audit trail, and says it no more."}

	wordsCanTry          = lang.Text{Ko: "{key}: 프로그램이 재설정하게 하기(동의한 뒤에만 합니다). 직접 하려면 아래 순서를 따르십시오. 그동안 프로그램이 지켜봅니다.", En: "{key}: let the program reset it, with your consent. To do it yourself, follow the steps below; the program watches meanwhile."}
	wordsWhichWay        = lang.Text{Ko: "테스트 사용자의 암호를 어떻게 재설정합니까?", En: "How is the test user to be reset?"}
	wordsByMyself        = lang.Text{Ko: "내가 직접 재설정하기", En: "I reset it myself"}
	wordsByMyselfNote    = lang.Text{Ko: "순서를 보여 주고, 그동안 지켜봅니다.", En: "Shows the steps, and watches meanwhile."}
	wordsActAsks         = lang.Text{Ko: "이것을 한 번 보냅니다(새 암호는 화면에 나오지 않습니다)", En: "Exactly this is sent, once (the new password is not shown here)"}
	wordsNewPassword     = lang.Text{Ko: "새 암호", En: "New password"}
	wordsNewPasswordNote = lang.Text{Ko: "어디에도 저장하지 않습니다. 이 화면을 떠나면 다시 볼 수 없습니다. F3: 보이기, 숨기기.", En: "It is kept nowhere, and is gone with this screen. F3 shows and hides it."}
)
