// Package hidden asks a person on a terminal for what must not be shown: it
// switches the echo off while it waits, and gives it back however that ends.
//
// It knows no secret's purpose, and does not keep what it read.
package hidden

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// Ask writes prompt and reads one line from terminal without showing it. The
// end of ctx ends the waiting at once; the error is then its cause. Nobody can
// take back the read that waits, so that the next line typed is lost: the
// program is expected to leave.
func Ask(ctx context.Context, terminal *os.File, out io.Writer, prompt string) ([]byte, error) {
	fd := int(terminal.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return nil, fmt.Errorf("read the terminal's settings: %w", err)
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("read a line: %w", context.Cause(ctx))
	}
	awake := stops(fd, shown, func() { fmt.Fprint(out, "\n"+prompt) })
	defer awake()
	type line struct {
		text []byte
		err  error
	}
	typed := make(chan line, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		typed <- line{text, err}
	}()
	waitForSilence(fd, shown)
	fmt.Fprint(out, prompt)
	defer fmt.Fprintln(out)
	select {
	case l := <-typed:
		if l.err != nil {
			return nil, fmt.Errorf("read a line: %w", l.err)
		}
		return l.text, nil
	case <-ctx.Done():
		forget(fd)
		_ = term.Restore(fd, shown) // it was read from there
		return nil, fmt.Errorf("read a line: %w", context.Cause(ctx))
	}
}

// silenceWithin is how long it may take until the echo is off. It was off
// before where another program left it so, and then no change is to be seen.
const silenceWithin = 200 * time.Millisecond

// waitForSilence waits until the echo has been switched off: nobody is asked
// before, or the first letters would show, and nobody switches it off behind
// our back once it is on again.
func waitForSilence(fd int, shown *term.State) {
	pause := time.NewTicker(time.Millisecond)
	defer pause.Stop()
	late := time.NewTimer(silenceWithin)
	defer late.Stop()
	for {
		if now, err := term.GetState(fd); err != nil || *now != *shown {
			return
		}
		select {
		case <-pause.C:
		case <-late.C:
			return
		}
	}
}
