package rights

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// A co-process asks, waits for the answer, and asks again.
func TestAnAnswerDoesNotWaitForTheNextLine(t *testing.T) {
	t.Parallel()
	askHere, ask := io.Pipe()
	answer, answerHere := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		_, err := Lines(t.Context(), askHere, answerHere)
		_ = answerHere.Close()
		ended <- err
	}()
	lines := bufio.NewScanner(answer)
	for _, id := range []string{"1", "2", "3"} {
		// The next line has begun already, which must not hold the answer back.
		if _, err := io.WriteString(ask, line(id, described(t))+"\n  "); err != nil {
			t.Fatal(err)
		}
		if !lines.Scan() || !strings.HasPrefix(lines.Text(), `{"id":"`+id+`","rights"`) {
			t.Fatalf("asked %s, got %.100s", id, lines.Text())
		}
	}
	_ = ask.Close()
	if lines.Scan() {
		t.Errorf("got %.100s after the end", lines.Text())
	}
	if err := <-ended; err != nil {
		t.Errorf("got %v, want nil", err)
	}
}

func TestAnswersComeInOrder(t *testing.T) {
	t.Parallel()
	var in strings.Builder
	const many = 700
	usual := strings.TrimPrefix(usualLine(t, ""), `{"id":""`)
	for i := range many {
		if i%7 == 3 {
			fmt.Fprintf(&in, "{\"id\":\"%d\"}\n", i)
		} else {
			fmt.Fprintf(&in, "{\"id\":\"%d\"%s\n", i, usual)
		}
	}
	lines, sound := answers(t, in.String())
	if len(lines) != many || sound {
		t.Fatalf("got %d lines, sound %t, want %d", len(lines), sound, many)
	}
	for i, text := range lines {
		kind := "rights"
		if i%7 == 3 {
			kind = "error"
		}
		if !strings.HasPrefix(text, fmt.Sprintf(`{"id":"%d","%s":`, i, kind)) {
			t.Fatalf("line %d: got %.100s", i, text)
		}
	}
}

// endless gives the same line again and again, so many times.
type endless struct {
	line []byte
	left int
	rest []byte
	end  func() // called before the end; nil for nothing
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.left == 0 {
			if e.end != nil {
				e.end()
			}
			return 0, io.EOF
		}
		e.left--
		e.rest = e.line
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// What is kept does not grow with the number of lines: it is looked at before
// the end comes.
func TestMemoryIsFlat(t *testing.T) {
	in := &endless{line: []byte(usualLine(t, "x") + "\n"), left: 2000}
	held := func() uint64 {
		var now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&now)
		return now.HeapAlloc
	}
	before, after := held(), uint64(0)
	in.end = func() { after = held() }
	if _, err := Lines(t.Context(), in, io.Discard); err != nil {
		t.Fatal(err)
	}
	if after == 0 || after > before+1<<20 {
		t.Errorf("2000 lines of 3 KB: got %d bytes after %d, want at most 1 MiB more", after, before)
	}
}

// broken is an output whose reader has left.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestAReaderWhoLeavesEndsIt(t *testing.T) {
	t.Parallel()
	in := strings.Repeat(line("x", described(t))+"\n", 2000)
	for _, err := range []error{syscall.EPIPE, io.ErrClosedPipe} {
		if _, got := Lines(t.Context(), strings.NewReader(in), broken{err}); got != nil {
			t.Errorf("%v: got %v, want nil", err, got)
		}
	}
	full := errors.New("no space left")
	if _, got := Lines(t.Context(), strings.NewReader(in), broken{full}); !errors.Is(got, full) {
		t.Errorf("got %v, want %v", got, full)
	}
}

func TestTheEndOfTheContextEndsIt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Lines(ctx, &endless{line: []byte("\n"), left: 1 << 30}, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
