package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/korean"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// encodings are a text as the programs of a Korean Windows write it.
func encodings(t *testing.T, text []byte) map[string][]byte {
	t.Helper()
	units := utf16.Encode([]rune(string(text)))
	little, big := make([]byte, 0, 2*len(units)), make([]byte, 0, 2*len(units))
	for _, u := range units {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	ansi, err := korean.EUCKR.NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"UTF-8": text, "UTF-8 with a mark": append([]byte("\xef\xbb\xbf"), text...),
		"UTF-16": append([]byte{0xff, 0xfe}, little...), "UTF-16 unmarked": little, "UTF-16 the other way": append([]byte{0xfe, 0xff}, big...),
		"CP949": ansi,
	}
}

// Every text file that a person names is read as Windows writes it, and a
// guess is told.
func TestFilesOfWindowsAreRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	saved, collected := filepath.Join(dir, "saved.json"), filepath.Join(dir, "collected.json")
	if code, _, errs := commandtest.Run(t, nil, "check", "--world", "user-nowhere", "--case", saved, "--user", "김민지@contoso.com"); code != command.ExitBroken {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if code, _, errs := commandtest.Run(t, nil, "collect", "--world", "engine-stopped", "--out", collected); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	// The collection itself is ASCII; a name in Korean makes it more.
	server := bytes.Replace(read(t, collected), []byte("{"), []byte(`{"비고":"연결 서버",`), 1)
	const anyVerdict = -1 // what is seen depends on the day
	for name, c := range map[string]struct {
		text []byte
		args []string // FILE is the file
		code int
		want string
	}{
		"answers":        {[]byte("user: 김민지@contoso.com\nlang: en\n"), []string{"tree", "--answers", "FILE"}, 0, "Symptom\n"},
		"a case":         {read(t, saved), []string{"open", "FILE", "--format", "markdown", "--lang", "ko"}, 1, "김민지@contoso.com"},
		"what collect":   {server, []string{"open", "FILE", "--format", "json"}, anyVerdict, `"schema":"writeback-doctor/check/1"`},
		"a server file":  {server, []string{"check", "--server-file", "FILE", "--format", "json"}, anyVerdict, `"schema":"writeback-doctor/check/1"`},
		"a lab world":    {[]byte("here: 헬프데스크\nexpect: {status: healthy}\n"), []string{"rights", "--world", "FILE", "--lang", "ko"}, 0, "헬프데스크"},
		"a list of none": {[]byte("# 답변 없음\n"), []string{"tree", "--answers", "FILE", "--lang", "en"}, 0, "Symptom\n"},
	} {
		for how, text := range encodings(t, c.text) {
			path := filepath.Join(t.TempDir(), "file")
			write(t, path, text)
			args := append([]string(nil), c.args...)
			for i, arg := range args {
				if arg == "FILE" {
					args[i] = path
				}
			}
			code, out, errs := commandtest.Run(t, map[string]string{"HTTPS_PROXY": "http://127.0.0.1:1"}, args...)
			verdict := c.code == anyVerdict && (code == command.ExitBroken || code == command.ExitUnknown)
			if code != c.code && !verdict || !strings.Contains(out, c.want) {
				t.Errorf("%s in %s: exit %d, %s; want %d and %q in\n%.400s", name, how, code, errs, c.code, c.want, out)
			}
			if guess := strings.Contains(errs, "CP949"); guess != (how == "CP949") && name != "a lab world" {
				t.Errorf("%s in %s: said %q", name, how, errs)
			}
		}
	}
}

func TestStandardInputOfPowerShellIsRead(t *testing.T) {
	t.Parallel()
	const lines = `{"id":"김","sd":"AQAEgAAAAAAAAAAAAAAAAAAAAAA=","token":["S-1-1-0"],"self":null,"class":null}` + "\n" + `{"id":2}` + "\n"
	var want string
	for _, how := range []string{"UTF-8", "UTF-8 with a mark", "UTF-16", "UTF-16 unmarked", "UTF-16 the other way"} {
		code, out, errs := commandtest.Run(t, map[string]string{"stdin": string(encodings(t, []byte(lines))[how])}, "rights", "--stdin")
		if want == "" {
			want = out
		}
		if code != command.ExitUnknown || out != want || !strings.HasPrefix(out, `{"id":"김","rights":`) || strings.Count(out, "\n") != 2 {
			t.Errorf("%s: exit %d, %s\n%s", how, code, errs, out)
		}
	}
}

// A file that is something else is named as what it is, with how the right
// one is made.
func TestAWrongFileIsNamed(t *testing.T) {
	t.Parallel()
	const collects, saves = "writeback-doctor collect --out connect-server.json", "check --case case.json"
	dir := t.TempDir()
	whole := string(read(t, savedWalk(t, "user-nowhere", command.ExitBroken)))
	for _, c := range []struct{ name, text, server, open string }{
		{"an empty object", `{}`, `lacks the field "schema"`, `lacks the field "schema"`},
		{"a schema of null", `{"schema":null}`, `lacks the field "schema"`, `lacks the field "schema"`},
		{"a schema that is a number", `{"schema":5}`, `lacks the field "schema"`, `lacks the field "schema"`},
		{"nothing", ``, "It is empty.", "It is empty."},
		{"blanks", " \n", "It is empty.", "It is empty."},
		{"a list", `[1]`, "no JSON object", "no JSON object"},
		{"words", "user: kim\n", "no JSON object", "no JSON object"},
		{"a web page", "<html>", "no JSON object", "no JSON object"},
		{"a case", whole, "It is a case file: open it with writeback-doctor open.", ""},
		{"half a case", whole[:len(whole)/2], "breaks off before its end", "breaks off before its end"},
		{"a broken line", "{\n\"a\": 1,\n\"b\": x}", "From line 3 on", "From line 3 on"},
		{"a later collection", `{"schema":"writeback-doctor/collect/9"}`, "a form that this version does not read (writeback-doctor/collect/9)", "a form that this version does not read"},
		{"a later case", `{"schema":"writeback-doctor/case/9"}`, "a form that this version does not read (writeback-doctor/case/9)", "a form that this version does not read"},
		{"a collection that does not fit", `{"schema":"writeback-doctor/collect/1","at":5}`, "what it holds does not fit", "what it holds does not fit"},
		{"a case that does not fit", `{"schema":"writeback-doctor/case/1","facts":5}`, "It is a case file", "what it holds does not fit"},
		{"the result of check", `{"schema":"writeback-doctor/check/1"}`, "a result that this program printed (writeback-doctor/check/1)", "a result that this program printed"},
		{"something else", `{"schema":"x"}`, "a file of another kind (schema: x)", "a file of another kind"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "is not a text file", "is not a text file"},
	} {
		path := filepath.Join(dir, "wrong")
		write(t, path, []byte(c.text))
		for _, try := range []struct {
			args []string
			want []string
		}{
			{[]string{"check", "--server-file", path}, []string{c.server, collects}},
			{[]string{"open", path}, []string{c.open, collects, saves}},
		} {
			if try.want[0] == "" {
				continue
			}
			for l := range map[string]bool{"en": true, "ko": true} {
				code, out, errs := commandtest.Run(t, map[string]string{"LANG": l}, try.args...)
				if code != command.ExitUsage || out != "" || !strings.Contains(errs, path) {
					t.Errorf("%s with %v in %s: exit %d, %q, %q", c.name, try.args[0], l, code, out, errs)
				}
				for _, want := range try.want {
					binary := strings.Contains(try.want[0], "not a text file") && want != try.want[0]
					if l == "en" && !binary && !strings.Contains(errs, want) {
						t.Errorf("%s with %s: %q, want %q", c.name, try.args[0], errs, want)
					}
				}
				if strings.Contains(errs, "%!") || strings.Contains(errs, "{") && !strings.Contains(c.text, "{") {
					t.Errorf("%s with %s in %s: a blank is left: %q", c.name, try.args[0], l, errs)
				}
			}
		}
	}
}
