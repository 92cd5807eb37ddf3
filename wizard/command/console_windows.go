package command

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// OwnConsole reports whether nobody but this program is in its console window,
// which then closes with it: it was started by a double-click
// ("GetConsoleProcessList function").
func OwnConsole() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	var all [2]uint32 // more than one is enough to know
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&all[0])), uintptr(len(all)))
	return n == 1
}

// Displayed is the language in which Windows shows itself to whoever runs this,
// as "ko-KR"; "" where it does not tell ("GetUserPreferredUILanguages function").
func Displayed() string {
	all, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(all) == 0 {
		return ""
	}
	return all[0]
}

// coloured has the console take colours, and reports whether it does: before
// Windows 10 none did, and a classic one does only when it is told to
// ("Console Virtual Terminal Sequences").
func coloured() bool {
	out, mode, is := console()
	return is && windows.SetConsoleMode(out, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}

// Legacy reports whether the output goes to a console that takes no control
// sequences, as one with "Use legacy console" on. It leaves the console as it was.
func Legacy() bool {
	out, mode, is := console()
	if !is {
		return false
	}
	defer func() { _ = windows.SetConsoleMode(out, mode) }() // it was so
	return !coloured()
}

// console is that of the standard output, and its mode; is reports whether it is one.
func console() (out windows.Handle, mode uint32, is bool) {
	out, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE)
	if err != nil {
		return 0, 0, false
	}
	return out, mode, windows.GetConsoleMode(out, &mode) == nil
}

// oldConsole reports whether this is a console whose font draws box lines two
// cells wide: the classic one, with a Japanese, Chinese or Korean code page.
// Windows Terminal sets WT_SESSION and draws them right.
func oldConsole(getenv func(string) string) bool {
	if getenv("WT_SESSION") != "" {
		return false
	}
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return false
	}
	switch page {
	case 932, 936, 949, 950:
		return true
	default:
		return false
	}
}
