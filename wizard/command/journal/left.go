package journal

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// Left is a walk that a program which was killed left behind.
type Left struct {
	Folder string
	At     time.Time // when it was written last
	User   string    // whose call it is; "" when nobody said
	Access steps.Access
	Walk   string // path of the case file; "" when the walk was not open yet
}

// keptFor is how long a journal waits to be gone on with. It names people, and
// nobody goes on with a call of last month.
const keptFor = 30 * 24 * time.Hour

// maxCall bounds what was given; what a caller reads out is most of it.
const maxCall = 1 << 20

// LeftAt returns the newest journal that nobody holds, nil when there is none,
// and removes those that are too old for anybody. What somebody else may have
// written is none.
func LeftAt(among string, now time.Time) *Left {
	above, err := os.Lstat(among)
	if err != nil || !above.IsDir() || !outfile.Ours(above) {
		return nil
	}
	entries, err := os.ReadDir(among)
	if err != nil {
		return nil
	}
	var newest *Left
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		folder := filepath.Join(among, e.Name())
		if left := leftIn(folder, now); left != nil && (newest == nil || left.At.After(newest.At)) {
			newest = left
		}
	}
	return newest
}

// leftIn is the journal of a folder, nil when there is none to go on with.
func leftIn(folder string, now time.Time) *Left {
	info, err := os.Lstat(folder)
	if err != nil || !outfile.Ours(info) {
		return nil
	}
	held, err := hold(folder, 0)
	if err != nil {
		return nil
	}
	left := &Left{Folder: folder, At: info.ModTime()} // of the last file that was put there
	if now.Sub(left.At) > keptFor {
		held.remove()
		return nil
	}
	defer held.release()
	text, there := own(filepath.Join(folder, callFile))
	if !there {
		return nil
	}
	given, ok := readCall(text)
	if !ok {
		return nil
	}
	left.User, left.Access = given.User, given.access()
	walk := filepath.Join(folder, walkFile)
	if info, err := os.Lstat(walk); err == nil {
		if !info.Mode().IsRegular() || !outfile.Ours(info) {
			return nil
		}
		left.Walk = walk
	}
	return left
}

// own reads a file that nobody else can have written.
func own(path string) ([]byte, bool) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeType != 0 || !outfile.Ours(info) {
		return nil, false
	}
	text, _, err := textfile.Read(path, maxCall)
	return text, err == nil
}
