//go:build !windows

package pane

// Editor reports whether Windows PowerShell ISE started this program in its pane;
// elsewhere than on Windows it cannot.
func Editor() bool { return false }
