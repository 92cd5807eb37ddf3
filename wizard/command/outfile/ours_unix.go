//go:build unix

package outfile

import (
	"io/fs"
	"os"
)

// Ours reports whether nobody but this person can have written a file or put
// something into a folder.
func Ours(info fs.FileInfo) bool {
	const others = 0o022
	return owner(info) == os.Geteuid() && info.Mode().Perm()&others == 0
}
