package command

import "example.com/writeback-doctor/steps/lang"

// plainWanted: the person asked for lines, or the terminal can do no more.
func (a *app) plainWanted() bool {
	return a.flags.accessible || a.process.Getenv("ACCESSIBLE") != "" || !drawable(a.process)
}

// drawable reports whether the terminal shows more than lines. One of Cygwin is
// taken by Windows for a pipe.
func drawable(p Process) bool {
	return !p.Cygwin && (!p.Terminal || !p.Legacy && p.Getenv("TERM") != "dumb")
}

// whyPlain says why the walk goes line by line; nothing to whoever asked for it.
func whyPlain(p Process, asked bool) lang.Text {
	if asked || p.Getenv("ACCESSIBLE") != "" || drawable(p) {
		return lang.Text{}
	}
	if p.Legacy {
		return lang.Text{
			Ko: "이 콘솔은 '레거시 콘솔 사용' 설정이 켜져 있어 화면을 그릴 수 없으므로 한 줄씩 진행합니다. 화면으로 보려면 창 제목 표시줄을 마우스 오른쪽 단추로 눌러 [속성] > [옵션]에서 '레거시 콘솔 사용'(Use legacy console)을 끄고 다시 실행하십시오.",
			En: "This console cannot draw screens, since \"Use legacy console\" is on, so the walk goes line by line. For the screens, right-click the title bar, choose Properties > Options, clear \"Use legacy console\" and start it again.",
		}
	}
	return lang.Text{
		Ko: "이 터미널에서는 화면을 그릴 수 없어 한 줄씩 진행합니다. 화면으로 보려면 Windows 터미널이나 명령 프롬프트에서 실행하십시오.",
		En: "This terminal cannot draw screens, so the walk goes line by line. For the screens, start it in Windows Terminal or a command prompt.",
	}
}

// colorless follows --color, then the NO_COLOR convention.
func (a *app) colorless() bool {
	switch a.flags.color {
	case "always":
		return false
	case "never":
		return true
	default:
		return a.process.Getenv("NO_COLOR") != ""
	}
}

func (a *app) asciiWanted() bool {
	if a.flags.unicode {
		return false
	}
	return a.flags.ascii || oldConsole(a.process.Getenv)
}
