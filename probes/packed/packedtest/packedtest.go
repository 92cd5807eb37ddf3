// Package packedtest keeps the archives of package packed as long texts are edited.
package packedtest

import (
	"bytes"
	"compress/gzip"
	"os"
	"testing"

	"example.com/writeback-doctor/probes/packed"
)

// Keep holds an archive against the text that it is of, and where renew is set makes
// it anew of that, beside it. It compares what is in the archive and not its bytes:
// another Go may pack otherwise.
func Keep(t *testing.T, archive []byte, path string, renew bool) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case bytes.Equal(packed.Text(archive), text):
		return
	case !renew:
		t.Fatalf("%s.gz is not %s: run this test with -args -pack", path, path)
	}
	if err := os.WriteFile(path+".gz", Pack(t, text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Pack makes an archive of a text. The same text makes the same bytes, as long as it
// is the same Go.
func Pack(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
