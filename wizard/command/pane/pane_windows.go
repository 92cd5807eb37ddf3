package pane

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// editor is the program of Windows PowerShell ISE.
const editor = "powershell_ise.exe"

// Editor reports whether Windows PowerShell ISE started this program in its
// console pane, and pipes nothing into it. The pane is no console: to what runs in
// it ISE gives one that is hidden, takes the output by pipes, and leaves the input
// to the hidden one, where nothing arrives that anybody types ("Introducing the
// Windows PowerShell ISE"; its $psUnsupportedConsoleApplications). What it opens in
// a window of its own, as by Start-Process, has a console.
func Editor() bool {
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
