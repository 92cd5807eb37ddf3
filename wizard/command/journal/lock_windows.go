package journal

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock takes a file for this process until it is closed, or the process has
// ended in whatever way.
func lock(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	return os.NewSyscallError("LockFileEx", err)
}
