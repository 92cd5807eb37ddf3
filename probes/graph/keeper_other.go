//go:build !linux && !windows

package graph

// SystemKeeper is the key store of the operating system; nil where it offers none to
// a program without cgo, as that of macOS does.
func SystemKeeper(string) Keeper { return nil }
