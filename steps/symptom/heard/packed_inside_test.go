package heard

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"example.com/writeback-doctor/probes/packed"
	"example.com/writeback-doctor/probes/packed/packedtest"
)

var pack = flag.Bool("pack", false, "pack the vocabulary anew")

// TestPackedVocabularyIsThatOfTheFiles; with -args -pack it is made anew of them.
func TestPackedVocabularyIsThatOfTheFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("vocabulary/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var whole bytes.Buffer
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(text, []byte("\n")) {
			t.Errorf("%s does not end with its last line, so that the next file goes on in it", file)
		}
		whole.Write(text)
	}
	switch {
	case bytes.Equal(packed.Text(vocabulary), whole.Bytes()):
	case !*pack:
		t.Fatal("vocabulary.txt.gz is not vocabulary/*.txt: run this test with -args -pack")
	default:
		if err := os.WriteFile("vocabulary.txt.gz", packedtest.Pack(t, whole.Bytes()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
