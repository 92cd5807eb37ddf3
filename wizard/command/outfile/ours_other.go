//go:build !unix

package outfile

import "io/fs"

// Ours reports whether nobody but this person can have written a file or put
// something into a folder. Where a mode does not say it, the folder of the
// person's profile does, in which such files stand.
func Ours(fs.FileInfo) bool { return true }

// Theirs reports whether only the system, or the owner of a program, can have
// written a file, as far as a mode says it.
func Theirs(fs.FileInfo, fs.FileInfo) bool { return true }
