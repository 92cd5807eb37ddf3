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

// Theirs reports whether only the system, or the owner of a program, can have
// written a file; nil is a program that is not known.
func Theirs(info, program fs.FileInfo) bool {
	const (
		root   = 0
		others = 0o002
	)
	by := owner(info)
	return info.Mode().Perm()&others == 0 && (by == root || program != nil && by == owner(program))
}
