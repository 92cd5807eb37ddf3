package command

import (
	"os"
	"path/filepath"
	"strings"
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

// editor is the program of Windows PowerShell ISE.
const editor = "powershell_ise.exe"

// InEditor reports whether Windows PowerShell ISE started this program in its
// console pane, and pipes nothing into it. The pane is no console: to what runs in
// it ISE gives one that is hidden, takes the output by pipes, and leaves the input
// to the hidden one, where nothing arrives that anybody types ("Introducing the
// Windows PowerShell ISE"; its $psUnsupportedConsoleApplications). What it opens in
// a window of its own, as by Start-Process, has a console.
func InEditor() bool {
	return !console(windows.STD_OUTPUT_HANDLE) && !piped() && strings.EqualFold(parent(), editor)
}

// console reports whether a standard handle is that of a console.
func console(which uint32) bool {
	handle, err := windows.GetStdHandle(which)
	var mode uint32
	return err == nil && windows.GetConsoleMode(handle, &mode) == nil
}

// piped reports whether the input is a pipe or a file.
func piped() bool {
	in, err := windows.GetStdHandle(windows.STD_INPUT_HANDLE)
	if err != nil {
		return false
	}
	kind, err := windows.GetFileType(in)
	return err == nil && (kind == windows.FILE_TYPE_PIPE || kind == windows.FILE_TYPE_DISK)
}

// parent is the name of the program that started this one; "" where it cannot be
// told, for one because it has ended.
func parent() string {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(os.Getppid())) //nolint:gosec // it is a DWORD
	if err != nil {
		return ""
	}
	defer func() { _ = windows.CloseHandle(process) }()
	var path [windows.MAX_LONG_PATH]uint16
	n := uint32(len(path))
	if windows.QueryFullProcessImageName(process, 0, &path[0], &n) != nil {
		return ""
	}
	return filepath.Base(windows.UTF16ToString(path[:n]))
}

// coloured has the console take colours, and reports whether it does: before
// Windows 10 none did, and a classic one does only when it is told to
// ("Console Virtual Terminal Sequences").
func coloured() bool {
	out, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE)
	if err != nil {
		return false
	}
	var mode uint32
	if windows.GetConsoleMode(out, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(out, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
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
