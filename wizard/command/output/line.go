package output

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// How a line that is rewritten in place shows what is waited for.
const (
	Redraw     = 250 * time.Millisecond
	QuietAfter = 3 * time.Second // then it says what it waits for
	LineWidth  = 79
)

// Width is how many cells a word takes on the screen.
func Width(word string) int { return ansi.StringWidth(word) }

// Padded fills a word up to a width on the screen.
func Padded(word string, width int) string {
	return word + strings.Repeat(" ", max(0, width-ansi.StringWidth(word)))
}
