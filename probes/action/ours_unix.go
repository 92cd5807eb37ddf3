//go:build unix

package action

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// ours reports whether nobody but this person can have written a file.
func ours(info fs.FileInfo) bool {
	const others = 0o022
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && int(stat.Uid) == os.Geteuid() && info.Mode().Perm()&others == 0
}

// syncFolder makes sure that a new file is found after a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path) //nolint:gosec // the folder of this person's state
	if err != nil {
		return fmt.Errorf("open its folder: %w", err)
	}
	defer func() { _ = folder.Close() }() // nothing was written
	if err := folder.Sync(); err != nil {
		return fmt.Errorf("sync its folder: %w", err)
	}
	return nil
}
