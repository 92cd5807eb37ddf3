package lang

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that is compiled when it is first asked for: the
// first picture of the program stands before most of them are.
//
//go:noinline // else each of its callers, of which there are hundreds, holds a copy
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
