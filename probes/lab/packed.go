package lab

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes/packed"
)

// packedWorlds are the files of the folder worlds in one archive, a fifth as
// long as they are. A test holds it against the folder and makes it anew: see
// "A world" in .readme/adding.md.
//
//go:embed worlds.gz
var packedWorlds []byte

// shelf is what stands in the archive.
type shelf struct {
	names []string          // in order
	texts map[string][]byte // by name; nobody writes to them
}

// embedded unpacks the archive when the first world is asked for, and never in
// a walk through a real environment.
var embedded = sync.OnceValue(func() shelf { //nolint:gochecknoglobals // unpacked once, on first use
	return unpacked(packedWorlds)
})

// unpacked reads an archive: gzip of all files, each behind a line with its name
// and its length in bytes. Of one that is damaged, it returns what comes before
// the damage.
func unpacked(archive []byte) shelf {
	s := shelf{texts: map[string][]byte{}}
	for rest := packed.Text(archive); len(rest) > 0; {
		line, behind, _ := bytes.Cut(rest, []byte("\n"))
		name, length, _ := strings.Cut(string(line), " ")
		n, err := strconv.Atoi(length)
		if err != nil || n < 0 || n > len(behind) {
			return s
		}
		s.names, s.texts[name] = append(s.names, name), behind[:n:n]
		rest = behind[n:]
	}
	return s
}
