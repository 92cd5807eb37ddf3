package plain

import (
	"bytes"
	"io"
	"strings"
)

// wrapping breaks what people read at words, so that no terminal breaks it inside
// one. Commands, which stand further in, are not touched.
type wrapping struct {
	out   io.Writer
	width int // of the terminal, in cells
	part  []byte
}

// Fit makes everything that is printed from now on fit a terminal of so many
// cells; 0 and less break nothing, for output that no person reads.
func (w *Walker) Fit(width int) {
	if width > 0 {
		w.out = &wrapping{out: w.out, width: width}
	}
}

// Write prints the lines that are whole, and keeps the rest until its end comes.
func (w *wrapping) Write(text []byte) (int, error) {
	w.part = append(w.part, text...)
	for {
		end := bytes.IndexByte(w.part, '\n')
		if end < 0 {
			return len(text), nil
		}
		line := string(w.part[:end])
		w.part = w.part[end+1:]
		if _, err := io.WriteString(w.out, w.wrapped(line)+"\n"); err != nil {
			return 0, err //nolint:wrapcheck // of the writer that is wrapped
		}
	}
}

// wrapped is a line in as many as it takes, further ones below its first word.
func (w *wrapping) wrapped(line string) string {
	if strings.HasPrefix(line, "    ") || cells(line) < w.width {
		return line
	}
	head := lead().FindString(line)
	return strings.Join(hanging(head, line[len(head):], w.width-1), "\n")
}

// flush prints what has no end yet, before somebody is waited for.
func (w *wrapping) flush() {
	if len(w.part) > 0 {
		_, _ = w.out.Write(w.part)
		w.part = nil
	}
}
