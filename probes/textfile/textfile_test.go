package textfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"
)

// wide writes a text as UTF-16, as Windows does.
func wide(text string, big, marked bool) []byte {
	units := utf16.Encode([]rune(text))
	if marked {
		units = append([]uint16{0xfeff}, units...)
	}
	var out []byte
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestEveryEncodingIsRead(t *testing.T) {
	t.Parallel()
	const text = "user: 김민지@contoso.com\r\n# 🙂\n"
	const korean = "words: 암호를 바꾸었는데 뷁\n" // 뷁 is in CP949 and not in KS X 1001
	for _, c := range []struct {
		name string
		data string
		want string
		how  Encoding
	}{
		{"nothing", "", "", UTF8},
		{"one letter", "x", "x", UTF8},
		{"UTF-8", text, text, UTF8},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + text, text, UTF8},
		{"a mark alone", "\xef\xbb\xbf", "", UTF8},
		{"UTF-16", string(wide(text, false, true)), text, UTF16},
		{"UTF-16, the other way", string(wide(text, true, true)), text, UTF16},
		{"UTF-16 without a mark", string(wide(text, false, false)), text, UTF16},
		{"UTF-16 without a mark, the other way", string(wide(text, true, false)), text, UTF16},
		{"UTF-16 with nothing in it", "\xff\xfe", "", UTF16},
		{"CP949", "words: \xbe\xcf\xc8\xa3\xb8\xa6 \xb9\xd9\xb2\xd9\xbe\xfa\xb4\xc2\xb5\xa5 \x94\xee\n", korean, CP949},
	} {
		got, how, err := Decode([]byte(c.data))
		if err != nil || string(got) != c.want || how != c.how {
			t.Errorf("%s: got %q as %s (%v), want %q as %s", c.name, got, how, err, c.want, c.how)
		}
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"a certificate":             "\x30\x82\x03\x00\x30\x82\x00\xff",
		"a zero in UTF-8":           "user: x\x00",
		"two zeros":                 "\x00\x00",
		"half a letter of UTF-16":   "\xff\xfe{",
		"a zero in UTF-16":          "\xff\xfea\x00\x00\x00",
		"half a pair, unmarked":     "a\x00\x00\xd8",
		"no character of CP949":     "user: \xff\xff",
		"half a character of CP949": "user: \xbe",
		"Latin-1":                   "M\xfcller",
	} {
		if got, how, err := Decode([]byte(data)); !errors.Is(err, ErrNotText) {
			t.Errorf("%s: got %q as %s (%v), want %v", name, got, how, err, ErrNotText)
		}
	}
}

func TestSizeIsBounded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, _, err := Read(path, 5); err != nil || string(got) != "12345" {
		t.Errorf("got %q (%v), want it whole", got, err)
	}
	big, isBig := errors.AsType[*TooBigError](func() error { _, _, err := Read(path, 4); return err }())
	if !isBig || big.Most != 4 {
		t.Errorf("got %v, want it refused beyond 4 bytes", big)
	}
	if _, _, err := Read(path+".no", 4); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want %v", err, os.ErrNotExist)
	}
}

func TestAStreamIsReadAsItComes(t *testing.T) {
	t.Parallel()
	const text = "{\"id\":\"김\"}\n{\"id\":2}\n"
	for name, data := range map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\xef\xbb\xbf" + text),
		"UTF-16": wide(text, false, true), "UTF-16, the other way": wide(text, true, true),
		"UTF-16 without a mark": wide(text, false, false), "the other way without a mark": wide(text, true, false),
	} {
		for how, from := range map[string]io.Reader{"at once": bytes.NewReader(data), "byte by byte": iotest.OneByteReader(bytes.NewReader(data))} {
			if got, err := io.ReadAll(NewReader(from)); err != nil || string(got) != text {
				t.Errorf("%s, %s: got %q (%v), want %q", name, how, got, err, text)
			}
		}
	}
	for _, short := range []string{"", "x", "\xef\xbb", "\xef"} {
		if got, err := io.ReadAll(NewReader(strings.NewReader(short))); err != nil || string(got) != short {
			t.Errorf("got %q (%v), want %q", got, err, short)
		}
	}
	// The first line comes out while nobody has written the second.
	for name, first := range map[string][]byte{"UTF-8": []byte("{}\n"), "UTF-16": wide("{}\n", false, true), "a mark": []byte("\xef\xbb\xbf{}\n")} {
		in, out := io.Pipe()
		go func() { _, _ = out.Write(first) }()
		line := make([]byte, 3)
		if _, err := io.ReadFull(NewReader(in), line); err != nil || string(line) != "{}\n" {
			t.Errorf("%s: got %q (%v), want the line", name, line, err)
		}
		_ = out.Close()
	}
	if _, err := io.ReadAll(NewReader(iotest.ErrReader(io.ErrUnexpectedEOF))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want the reader's own error", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "user: 김\n", "\xff\xfe{\x00", "\xb0\xa1", "\xef\xbb\xbfx", "a\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, how, err := Decode(data)
		if err != nil {
			return
		}
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			t.Errorf("%q as %s is no text: %q", data, how, text)
		}
		if how == UTF8 && !bytes.HasSuffix(data, text) {
			t.Errorf("%q became %q", data, text)
		}
		marked := wide(string(text), false, true)
		if again, _, err := Decode(marked); err != nil || !bytes.Equal(again, text) && !bytes.HasPrefix(text, []byte(mark)) {
			t.Errorf("%q in UTF-16 became %q (%v)", text, again, err)
		}
	})
}
