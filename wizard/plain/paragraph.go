package plain

import (
	"fmt"
	"io"
)

// Paragraph prints text behind a head, in lines that a terminal of eighty
// columns shows whole; further lines stand under the first letter of the text.
// A head that takes half of the line hangs nothing.
func Paragraph(out io.Writer, head, text string) {
	for _, line := range hanging(head, text, pageWidth) {
		fmt.Fprintln(out, line)
	}
}

// Within prints text in lines of so many cells, and of eighty at most; 0 and less are
// eighty. What [lang.NoBreak] holds together stays whole, as a path does that is copied.
func Within(out io.Writer, width int, text string) {
	if width <= 0 || width > pageWidth {
		width = pageWidth
	}
	for _, line := range hanging("", text, width) {
		fmt.Fprintln(out, line)
	}
}
