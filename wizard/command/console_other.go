//go:build !windows

package command

// OwnConsole reports whether the window closes with this program; on Windows alone
// one can.
func OwnConsole() bool { return false }

// Displayed is the language in which the system shows itself; here it is one of
// the environment alone.
func Displayed() string { return "" }

// oldConsole reports whether this is a console that draws box lines two cells
// wide. Only Windows has those.
func oldConsole(func(string) string) bool { return false }

// coloured reports whether the terminal takes colours.
func coloured() bool { return true }

// Legacy reports whether the terminal takes no control sequences; on Windows alone
// there are such.
func Legacy() bool { return false }
