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
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.WriteFile(path+".gz", out.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
