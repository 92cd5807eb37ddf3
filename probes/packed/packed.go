// Package packed unpacks long texts that are built into the program, which is to
// stay small. What a text means is known to whoever asked for it.
package packed

import (
	"bytes"
	"compress/gzip"
	"io"
)

// Text unpacks an archive of one text. The test that keeps the archive holds it
// against the text ([packedtest.Keep]); of one that is damaged all the same, what
// comes before the damage is returned.
func Text(archive []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(r) // what was read is whole up to there
	return text
}
