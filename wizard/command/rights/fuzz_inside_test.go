package rights

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/textfile"
)

// Whatever comes, each line that is not blank has one answer that is JSON.
func FuzzRightsLines(f *testing.F) {
	sd := base64.StdEncoding.EncodeToString([]byte("\x01\x00\x04\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x14\x00\x00\x00\x02\x00\x08\x00\x00\x00\x00\x00"))
	for _, seed := range []string{
		line("a", sd), line("a", sd) + "\n" + line("b", sd), "\n\n", "{", `{"id":"a"}`, `{"id":1,"sd":"","token":[],"self":null,"class":null}`, "\xef\xbb\xbf{}\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		if _, err := Lines(t.Context(), bytes.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		read, err := io.ReadAll(textfile.NewReader(bytes.NewReader(in))) // what looks like UTF-16 has other lines
		if err != nil {
			t.Fatal(err)
		}
		asked := 0
		for text := range bytes.SplitSeq(read, []byte("\n")) {
			if len(bytes.TrimSpace(text)) > 0 {
				asked++
			}
		}
		told := bytes.Split(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte("\n"))
		if out.Len() == 0 {
			told = nil
		}
		if len(told) != asked {
			t.Fatalf("got %d answers to %d lines", len(told), asked)
		}
		for _, text := range told {
			if !json.Valid(text) {
				t.Fatalf("no JSON: %s", text)
			}
		}
	})
}

// What the quick way reads, the thorough way reads alike.
func FuzzPlainLine(f *testing.F) {
	for _, seed := range []string{
		line("a", "AAAA"), `{}`, `{ "id" : "a" , "token" : [ "x" , "y" ] , "self" : null }`, `{"id":"a","id":"b"}`, `{"id":"a",}`, `{"id":"\u0061"}`,
		`{"token":[null]}`, `{"token":["a",]}`, `{"self":nullx}`, `{"id":"é"}`, `{"ID":"a"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		quick, plain := plainLine(text)
		if !plain {
			return
		}
		thorough, err := anyLine(text)
		if err != nil {
			t.Fatalf("the thorough way refuses: %v", err)
		}
		for name, pair := range map[string][2]json.RawMessage{
			"id": {quick.ID, thorough.ID}, "sd": {quick.SD, thorough.SD}, "token": {quick.Token, thorough.Token},
			"self": {quick.Self, thorough.Self}, "class": {quick.Class, thorough.Class},
		} {
			if !bytes.Equal(pair[0], pair[1]) || (pair[0] == nil) != (pair[1] == nil) {
				t.Fatalf("%s: got %q, want %q", name, pair[0], pair[1])
			}
		}
	})
}

func TestUsualLinesTakeTheQuickWay(t *testing.T) {
	t.Parallel()
	if _, plain := plainLine([]byte(usualLine(t, "x"))); !plain {
		t.Error("a usual line is not plain")
	}
	escaped := strings.Replace(line("x", described(t)), `"self"`, `"s\u0065lf"`, 1)
	if _, plain := plainLine([]byte(escaped)); plain {
		t.Error("an escaped name is plain")
	}
	if lines, sound := answers(t, escaped); !sound || !strings.HasPrefix(lines[0], `{"id":"x","rights":`) {
		t.Errorf("got %.200s", lines[0])
	}
}

// BenchmarkRightsLines is one line about a usual user: five decisions, and
// reading and writing JSON around them.
func BenchmarkRightsLines(b *testing.B) {
	text := []byte(usualLine(b, "x") + "\n")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	b.ResetTimer()
	if _, err := Lines(b.Context(), &endless{line: text, left: b.N}, io.Discard); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
