//go:build !unix

package hidden

import "golang.org/x/term"

// stops has nothing to do where no program can be stopped from its terminal.
func stops(int, *term.State, func()) func() { return func() {} }
