// Package textfile reads the text files that a person names, however a Windows
// program wrote them: UTF-8 with and without a byte order mark, UTF-16 as the
// redirection of Windows PowerShell 5.1 writes it, and CP949, the "ANSI" of a
// Korean Windows.
//
// It knows encodings and sizes. What a text means is known to whoever asked
// for it.
package textfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how a text was written.
type Encoding string

// The encodings that are understood.
const (
	UTF8  Encoding = "UTF-8"
	UTF16 Encoding = "UTF-16"
	// CP949 is taken only for what is no UTF-8 and whose every character is
	// one of CP949. That is a guess, to be told to the person.
	CP949 Encoding = "CP949"
)

// ErrNotText is the error of bytes that are text in no encoding that is
// understood.
var ErrNotText = errors.New("not text")

// TooBigError is the error of a file that is longer than the reader takes.
type TooBigError struct{ Most int64 } // in bytes

func (e *TooBigError) Error() string { return fmt.Sprintf("longer than %d bytes", e.Most) }

// ErrNoFile is the error of a path that leads to a pipe, a device, a folder or
// anything else whose end nobody knows. It is not opened: a pipe that nobody
// writes to would be waited for, for ever.
var ErrNoFile = errors.New("not a regular file")

// Open opens a regular file of no more than most bytes, and says how many they
// are. The caller closes it; it may grow while it is read.
func Open(path string, most int64) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // the path stands in it
	}
	size := info.Size()
	switch {
	case !info.Mode().IsRegular():
		return nil, 0, &os.PathError{Op: "read", Path: path, Err: ErrNoFile}
	case size > most:
		return nil, 0, &TooBigError{Most: most}
	}
	file, err := os.Open(path) //nolint:gosec // the person names the file
	return file, size, err     //nolint:wrapcheck // the path stands in it
}

// ReadBytes reads a file as it is, as long as it has no more than most bytes.
func ReadBytes(path string, most int64) ([]byte, error) {
	file, size, err := Open(path, most)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	read, err := data.ReadFrom(io.LimitReader(file, most+1)) // it may have grown
	switch {
	case err != nil:
		return nil, err //nolint:wrapcheck // the path stands in it
	case read > most:
		return nil, &TooBigError{Most: most}
	}
	return data.Bytes(), nil
}

// Read reads a text file into UTF-8 without a mark.
func Read(path string, most int64) ([]byte, Encoding, error) {
	data, err := ReadBytes(path, most)
	if err != nil {
		return nil, "", err
	}
	return Decode(data)
}

// Decode turns a text into UTF-8 without a mark, and says how it was written.
func Decode(data []byte) ([]byte, Encoding, error) {
	if order, marked, wide := wideOrder(data); wide {
		return decodeWide(data, order, marked)
	}
	data = bytes.TrimPrefix(data, []byte(mark))
	switch {
	case bytes.IndexByte(data, 0) >= 0:
		return nil, "", ErrNotText
	case utf8.Valid(data):
		return data, UTF8, nil
	}
	text, err := korean.EUCKR.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return nil, "", ErrNotText
	}
	return text, CP949, nil
}

// mark is the byte order mark in UTF-8.
const mark = "\xef\xbb\xbf"

// wideOrder finds UTF-16: by its mark, or by the zero that half of its first
// letter is where that letter is ASCII.
func wideOrder(data []byte) (order unicode.Endianness, marked, wide bool) {
	if len(data) < 2 {
		return unicode.LittleEndian, false, false
	}
	switch first, second := data[0], data[1]; {
	case first == 0xff && second == 0xfe:
		return unicode.LittleEndian, true, true
	case first == 0xfe && second == 0xff:
		return unicode.BigEndian, true, true
	case first != 0 && second == 0:
		return unicode.LittleEndian, false, true
	case first == 0 && second != 0:
		return unicode.BigEndian, false, true
	default:
		return unicode.LittleEndian, false, false
	}
}

func decodeWide(data []byte, order unicode.Endianness, marked bool) ([]byte, Encoding, error) {
	if len(data)%2 != 0 {
		return nil, "", ErrNotText
	}
	text, err := wideDecoder(order).Bytes(data)
	text = bytes.TrimPrefix(text, []byte(mark))
	if err != nil || bytes.IndexByte(text, 0) >= 0 || !marked && bytes.ContainsRune(text, utf8.RuneError) {
		return nil, "", ErrNotText // without a mark it was a guess
	}
	return text, UTF16, nil
}

func wideDecoder(order unicode.Endianness) *encoding.Decoder {
	return unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder()
}

// NewReader turns a stream into UTF-8 without a mark as it comes, where it is
// UTF-8 or UTF-16. It waits for no more than the first two bytes.
func NewReader(r io.Reader) io.Reader { return &stream{from: bufio.NewReader(r)} }

type stream struct {
	from *bufio.Reader
	text io.Reader // nil until the first bytes are there
}

func (s *stream) Read(p []byte) (int, error) {
	if s.text == nil {
		s.begin()
	}
	return s.text.Read(p) //nolint:wrapcheck // the caller says what was read
}

func (s *stream) begin() {
	first, _ := s.from.Peek(2) // an error comes again with the next read
	s.text = s.from
	order, _, wide := wideOrder(first)
	switch {
	case wide:
		s.text = transform.NewReader(s.from, transform.Chain(wideDecoder(order), &markless{}))
	case bytes.HasPrefix(first, []byte(mark[:2])):
		s.text = transform.NewReader(s.from, &markless{})
	}
}

// markless takes a byte order mark from the beginning of a UTF-8 text.
type markless struct{ begun bool }

// Reset makes the next text begin.
func (m *markless) Reset() { m.begun = false }

// Transform copies what comes behind the mark.
func (m *markless) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	skipped := 0
	if !m.begun {
		if len(src) < len(mark) && !atEOF && bytes.HasPrefix([]byte(mark), src) {
			return 0, 0, transform.ErrShortSrc
		}
		if bytes.HasPrefix(src, []byte(mark)) {
			skipped = len(mark)
		}
		m.begun = true
	}
	n := copy(dst, src[skipped:])
	if skipped+n < len(src) {
		return n, skipped + n, transform.ErrShortDst
	}
	return n, skipped + n, nil
}
