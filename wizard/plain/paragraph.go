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
