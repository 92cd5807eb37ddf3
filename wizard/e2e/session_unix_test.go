//go:build unix

package e2e_test

import "syscall"

// ownTerminal makes the pseudo-terminal the program's controlling one, so
// that Ctrl+C is a signal where the program leaves it to be one.
func ownTerminal() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Setctty: true}
}
