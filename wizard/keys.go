package wizard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// keyed is a key with what it does in both languages.
//
// With a Korean input method on, a letter key is not that letter. So arrows,
// Enter, Esc, Tab, digits, function keys and Ctrl do everything; a letter is
// never more than a second way, and brings the jamo on its key along.
type keyed struct {
	key.Binding

	cap  string    // what is printed on the key
	does lang.Text // for the footer and the help screen
}

// hit reports whether the message is this key.
func (k keyed) hit(msg tea.KeyMsg) bool { return key.Matches(msg, k.Binding) }

func bind(printed string, does lang.Text, keys ...string) keyed {
	return keyed{Binding: key.NewBinding(key.WithKeys(keys...)), cap: printed, does: does}
}

// letter is a letter or a jamo as a key.
func letter(r rune) string { return string(r) }

// as is the same key doing something that has another name on this screen.
func (k keyed) as(does lang.Text) keyed {
	k.does = does
	return k
}

// The keys of every screen.
var (
	keyEnter    = bind("Enter", lang.Text{Ko: "다음", En: "next"}, "enter")
	keyBack     = bind("Esc", lang.Text{Ko: "뒤로", En: "back"}, "esc", "shift+tab")
	keySkip     = bind("Tab", lang.Text{Ko: "건너뛰기", En: "skip"}, "tab")
	keyUp       = bind("Up", lang.Text{Ko: "위로", En: "up"}, "up")
	keyDown     = bind("Down", lang.Text{Ko: "아래로", En: "down"}, "down")
	keyPageUp   = bind("PgUp", lang.Text{Ko: "한 쪽 위로", En: "page up"}, "pgup")
	keyPageDown = bind("PgDn", lang.Text{Ko: "한 쪽 아래로", En: "page down"}, "pgdown", " ")
	keyHome     = bind("Home", lang.Text{Ko: "맨 위로", En: "top"}, "home")
	keyEnd      = bind("End", lang.Text{Ko: "맨 아래로", En: "bottom"}, "end")
	keyDigit    = bind("1-9", lang.Text{Ko: "번호로 선택", En: "pick by number"}, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyNumber   = bind("0-9", lang.Text{Ko: "번호로 이동", En: "go to a number"}, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyScroll   = bind("PgUp/PgDn", lang.Text{Ko: "위아래로", En: "scroll"}, "up", "down", "pgup", "pgdown")
	keyMove     = bind("Up/Down", lang.Text{Ko: "이동", En: "move"}, "up", "down")

	keyHelp     = bind("F1", lang.Text{Ko: "도움말", En: "help"}, "f1", "?")
	keyLanguage = bind("Ctrl+L", lang.Text{Ko: "English", En: "한국어"}, "ctrl+l")
	keyQuit     = bind("Ctrl+C", lang.Text{Ko: "종료", En: "quit"}, "ctrl+c")

	keyEvidence = bind("F2", lang.Text{Ko: "근거 보기", En: "evidence"}, "f2", letter('e'), letter('ㄷ'))
	keyByHand   = bind("F3", lang.Text{Ko: "직접 답하기", En: "answer by hand"}, "f3", letter('b'), letter('ㅠ'))
	keyShow     = bind("F3", lang.Text{Ko: "암호 보기", En: "show password"}, "f3")
	keyMap      = bind("F4", lang.Text{Ko: "전체 단계", En: "all steps"}, "f4", "ctrl+t")
	keyAgain    = bind("F5", lang.Text{Ko: "다시 확인", En: "check again"}, "f5", letter('r'), letter('ㄱ'))
	keyRerun    = bind("Ctrl+R", wordsRerun, "ctrl+r")
	keyHalt     = bind("Esc", wordsStop, "esc")
	keyLeave    = bind("Shift+Tab", keyBack.does, "shift+tab")
	keyAnswers  = bind("F6", lang.Text{Ko: "답 수정", En: "edit answers"}, "f6", "ctrl+a")
	keyAct      = bind("F10", lang.Text{Ko: "프로그램에 맡기기", En: "let the program do it"}, "f10", "ctrl+x")
	keySave     = bind("F7", lang.Text{Ko: "저장", En: "save"}, "f7", "ctrl+s")
	keyPace     = bind("F8", lang.Text{Ko: "언제 멈출지 바꾸기", En: "when to stop"}, "f8", "ctrl+p")
	keySummary  = bind("F9", lang.Text{Ko: "진단 결과", En: "diagnosis"}, "f9", "ctrl+g")
	keyCompare  = bind("Ctrl+O", lang.Text{Ko: "다른 사용자와 비교", En: "compare users"}, "ctrl+o", letter('o'), letter('ㅐ'))
	keyHistory  = bind("Ctrl+E", lang.Text{Ko: "실제로 있었던 일", En: "what happened"}, "ctrl+e", letter('h'), letter('ㅗ'))
	keyErase    = bind("Backspace", lang.Text{Ko: "지우기", En: "erase"}, "backspace")
	keyType     = bind("A-Z", lang.Text{Ko: "글자로 찾기", En: "type to search"})
	keySearch   = bind("/", lang.Text{Ko: "목록에서 검색", En: "search the list"}, "/")
	keyPaste    = bind("Ctrl+V", lang.Text{Ko: "붙여 넣기", En: "paste"}, "ctrl+v")
	keyOpen     = bind("Ctrl+O", lang.Text{Ko: "브라우저에서 열기", En: "open in a browser"}, "ctrl+o", letter('o'), letter('ㅐ'))
	keyOther    = bind("F3", lang.Text{Ko: "다른 방식으로 로그인", En: "sign in another way"}, "f3", letter('b'), letter('ㅠ'))
	keyKeep     = bind("Ctrl+K", lang.Text{Ko: "로그인 보관", En: "keep the sign-in"}, "ctrl+k")
	keyCopy     = bind("Ctrl+Y", lang.Text{Ko: "명령 복사", En: "copy command"}, "ctrl+y", letter('c'), letter('ㅊ'))
)

// everywhere are the keys at the end of every footer.
func everywhere() []keyed { return []keyed{keyHelp, keyQuit} }

// walking are the keys that work wherever a walk is under way.
func walking() []keyed {
	return []keyed{keyMap, keyAnswers, keySave, keyPace, keySummary}
}
