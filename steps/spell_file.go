package steps

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

var (
	bareFile = lang.Pattern(`\A[0-9A-Za-z_./][0-9A-Za-z_./-]*\z`) //nolint:gochecknoglobals // an expression that compiles once
	// Inside double quotes PowerShell, cmd and a POSIX shell take these as they
	// are; $, %, ! and ` are not among them, nor is any kind of double quote.
	quotedFile = lang.Pattern(`\A[\p{L}\p{M}\p{N}_./(+#&'\[][\p{L}\p{M}\p{N} _./\\:()+,=@#&'\[\]-]*\z`) //nolint:gochecknoglobals // an expression that compiles once
)

// SpellFile writes the path of a file as one word of a command: one that
// PowerShell, cmd and a POSIX shell read alike, because nobody knows where it
// will be typed. For a path that they read differently, that cannot be seen, or
// that a program would take for an option, it writes FILE, which stands for any
// (a backslash in double quotes hides another one from a POSIX shell, and a
// quote behind it from Windows: "Parsing C command-line arguments").
func SpellFile(path string) string {
	switch {
	case bareFile().MatchString(path):
		return path
	case quotedFile().MatchString(path) && !strings.Contains(path, `\\`) && !strings.HasSuffix(path, `\`) && !strings.HasSuffix(path, " "):
		return `"` + path + `"`
	default:
		return "FILE"
	}
}
