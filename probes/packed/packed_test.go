package packed_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/packed"
	"example.com/writeback-doctor/probes/packed/packedtest"
)

func TestATextComesOutAsItWentIn(t *testing.T) {
	t.Parallel()
	want := strings.Repeat("# 스크립트\r\n", 1000)
	path := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
	packedtest.Keep(t, nil, path, true)
	archive, err := os.ReadFile(path + ".gz")
	if err != nil {
		t.Fatal(err)
	}
	if got := packed.Text(archive); string(got) != want || len(archive) > len(want)/10 {
		t.Errorf("%d bytes come out of %d, want %d", len(got), len(archive), len(want))
	}
	packedtest.Keep(t, archive, path, false)
	for name, damaged := range map[string][]byte{"nothing": nil, "no archive": []byte("# text"), "half": archive[:len(archive)/2]} {
		if got := packed.Text(damaged); !bytes.HasPrefix([]byte(want), got) || len(got) == len(want) {
			t.Errorf("%s: %d bytes come out", name, len(got))
		}
	}
	var empty bytes.Buffer
	if err := gzip.NewWriter(&empty).Close(); err != nil || len(packed.Text(empty.Bytes())) != 0 {
		t.Errorf("an empty text: %v", err)
	}
}
