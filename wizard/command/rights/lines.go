package rights

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"syscall"

	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// maxLine bounds one line. The longest descriptor is two lists of 64 KiB, a
// token of a thousand groups takes 50 KiB; nothing sane is near it.
const maxLine = 4 << 20

var errTooLong = fmt.Errorf("longer than %d bytes", maxLine)

// lineBuffer is what is read and written at once.
const lineBuffer = 64 << 10

// Lines answers JSON lines until the input ends, one line each and in
// order. It writes out what it has whenever it would have to wait for more.
// The result reports whether every line could be answered.
func Lines(ctx context.Context, in io.Reader, out io.Writer) (bool, error) {
	j := lineJudge{lines: bufio.NewReaderSize(textfile.NewReader(in), lineBuffer), out: bufio.NewWriterSize(out, lineBuffer), sound: true}
	j.answers = json.NewEncoder(j.out)
	j.answers.SetEscapeHTML(false)
	for number := 1; ctx.Err() == nil; number++ {
		line, err := j.next()
		if errors.Is(err, io.EOF) {
			return j.sound, hungUp(j.out.Flush())
		}
		if err != nil && !errors.Is(err, errTooLong) {
			return false, errors.Join(fmt.Errorf("read standard input: %w", err), hungUp(j.out.Flush()))
		}
		if err == nil && len(line) == 0 {
			continue
		}
		if err := j.answer(number, line, err); err != nil {
			return j.sound, hungUp(err)
		}
	}
	return j.sound, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
}

// hungUp takes a reader who has left for the end of the work.
func hungUp(err error) error {
	var number syscall.Errno
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return nil
	case runtime.GOOS == "windows" && errors.As(err, &number) && (number == 109 || number == 232): // ERROR_BROKEN_PIPE, ERROR_NO_DATA
		return nil
	default:
		return output.Wrap(err)
	}
}

// lineJudge is one stream of lines on its way.
type lineJudge struct {
	lines   *bufio.Reader
	long    []byte // a line that is longer than the buffer
	out     *bufio.Writer
	answers *json.Encoder
	sound   bool
	// The last token and what it said: one account is asked about many objects.
	token     access.Token
	tokenText []byte
	sd        []byte // the descriptor of the line
}

// next reads a line without its end and the blanks around it; it holds until
// the following call. Before it waits, what is answered goes out.
func (j *lineJudge) next() ([]byte, error) {
	if ready, _ := j.lines.Peek(j.lines.Buffered()); bytes.IndexByte(ready, '\n') < 0 {
		if err := j.out.Flush(); err != nil {
			return nil, io.EOF // the last flush fails in the same way and tells
		}
	}
	line, err := j.lines.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = j.rest(line)
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil // the last line needs no end
	}
	return bytes.TrimSpace(line), err
}

// rest gathers a line that is longer than the buffer, up to the limit, and
// reads past what is beyond it.
func (j *lineJudge) rest(line []byte) ([]byte, error) {
	j.long = append(j.long[:0], line...)
	tooLong := false
	for {
		part, err := j.lines.ReadSlice('\n')
		if tooLong = tooLong || len(j.long)+len(part) > maxLine; !tooLong {
			j.long = append(j.long, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case tooLong && (err == nil || errors.Is(err, io.EOF)):
			return j.long, errTooLong
		default:
			return j.long, err //nolint:wrapcheck // the caller says what was read
		}
	}
}

// answer judges one line, or says what is wrong with it.
func (j *lineJudge) answer(number int, line []byte, problem error) error {
	var answered answeredLine
	if problem == nil {
		answered, problem = j.judge(line)
	}
	if problem != nil {
		j.sound = false
		answered = answeredLine{ID: idOf(line), Error: fmt.Sprintf("line %d: %v", number, problem)}
	}
	return j.answers.Encode(answered) //nolint:wrapcheck // the caller says what was written
}
