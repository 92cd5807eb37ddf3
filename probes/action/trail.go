package action

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// FileName is the name of the audit trail in the folder of this person's state.
const FileName = "actions.jsonl"

// trailAtMost bounds what is read of a trail. An action leaves seven entries of
// less than a kilobyte.
const trailAtMost = 16 << 20

// Errors of a trail that cannot be used.
var (
	errTrailTooBig = errors.New("the audit trail is too large")
	errNotOurs     = errors.New("somebody else can write the audit trail")
	errTrailKind   = errors.New("the audit trail is no file")
)

// Trail is an audit trail in a file: one entry a line, in JSON, for its owner
// alone. It is safe for concurrent use, and so is the file for several programs:
// each entry is one write to its end.
type Trail struct {
	Folder  string        // is made when the first entry comes
	Account func() string // who runs this program
	Host    string        // this machine
	Program string        // name and version
	Now     func() time.Time

	mu sync.Mutex
}

var _ probes.Trail = (*Trail)(nil)

// Path is the file of the trail.
func (t *Trail) Path() string { return filepath.Join(t.Folder, FileName) }

// Append writes one entry and returns when it is on the disk.
func (t *Trail) Append(entry probes.Acted) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	entry.At, entry.From, entry.Program = t.Now().UTC(), t.Host, t.Program
	if t.Account != nil {
		entry.Account = t.Account()
	}
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("write the audit trail: %w", err)
	}
	file, created, err := t.open()
	if err != nil {
		return fmt.Errorf("write the audit trail: %w", err)
	}
	err = errors.Join(put(file, line), file.Close())
	if err == nil && created {
		err = syncFolder(t.Folder)
	}
	if err != nil {
		return fmt.Errorf("write the audit trail: %w", err)
	}
	return nil
}

// open opens the file for its end, and makes it and its folder where they are
// not there. It refuses what somebody else could have put there.
func (t *Trail) open() (file *os.File, created bool, err error) {
	if err := os.MkdirAll(t.Folder, 0o700); err != nil { //nolint:gosec // below the folder of this person's state
		return nil, false, err //nolint:wrapcheck // Append says what was being done
	}
	if err := t.check(); err == nil {
		file, err = os.OpenFile(t.Path(), os.O_RDWR|os.O_APPEND, 0o600) //nolint:gosec // see above
		return file, false, err                                         //nolint:wrapcheck // see above
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, false, err //nolint:wrapcheck // see above
	}
	file, err = os.OpenFile(t.Path(), os.O_RDWR|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // see above
	if errors.Is(err, fs.ErrExist) {                                                      // another window made it meanwhile
		if err = t.check(); err == nil {
			file, err = os.OpenFile(t.Path(), os.O_RDWR|os.O_APPEND, 0o600) //nolint:gosec // see above
		}
	}
	return file, true, err //nolint:wrapcheck // see above
}

// check reports what is wrong with the file that is there.
func (t *Trail) check() error {
	info, err := os.Lstat(t.Path()) //nolint:gosec // below the folder of this person's state
	if err != nil {
		return err //nolint:wrapcheck // Append and Read say what was being done
	}
	folder, err := os.Lstat(t.Folder) //nolint:gosec // see above
	switch {
	case err != nil:
		return err //nolint:wrapcheck // see above
	case !folder.IsDir() || !ours(folder):
		return errNotOurs
	case !info.Mode().IsRegular():
		return errTrailKind
	case !ours(info):
		return errNotOurs
	default:
		return nil
	}
}

// put writes one line behind what stands there. What stands there without an end
// was cut off: its line is ended first, so that it does not swallow this one.
func put(file *os.File, line []byte) error {
	var text []byte
	switch size, err := file.Seek(0, io.SeekEnd); {
	case err != nil:
		return err //nolint:wrapcheck // Append says what was being done
	case size > 0:
		last := make([]byte, 1)
		if _, err := file.ReadAt(last, size-1); err != nil {
			return err //nolint:wrapcheck // see above
		}
		if last[0] != '\n' {
			text = append(text, '\n')
		}
	}
	text = append(append(text, line...), '\n')
	if _, err := file.Write(text); err != nil {
		return err //nolint:wrapcheck // see above
	}
	return file.Sync() //nolint:wrapcheck // see above
}

// Read returns every entry, oldest first.
func (t *Trail) Read() (probes.Acts, error) {
	err := t.check()
	if errors.Is(err, fs.ErrNotExist) {
		return probes.Acts{}, nil
	}
	var text []byte
	if err == nil {
		text, err = readAtMost(t.Path(), trailAtMost)
	}
	if err != nil {
		return probes.Acts{}, fmt.Errorf("read the audit trail: %w", err)
	}
	return parse(text), nil
}

func readAtMost(path string, most int64) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // below the folder of this person's state
	if err != nil {
		return nil, err //nolint:wrapcheck // Read says what was being done
	}
	defer func() { _ = file.Close() }() // nothing was written
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(text)) > most {
		err = errTrailTooBig
	}
	return text, err
}

// parse reads the lines of a trail. The last one is cut when nothing ends it, or
// when it is no entry: a disk that fills up keeps what it has of a line.
func parse(text []byte) probes.Acts {
	var acts probes.Acts
	for len(text) > 0 {
		line, rest, whole := bytes.Cut(text, []byte("\n"))
		text = rest
		var entry probes.Acted
		err := json.Unmarshal(line, &entry)
		switch {
		case len(bytes.TrimSpace(line)) == 0:
		case err == nil && whole && entry.ID != "" && entry.Mark != "" && !entry.At.IsZero():
			acts.List = append(acts.List, entry)
		case len(text) == 0:
			acts.Cut = true
		default:
			acts.Unread++
		}
	}
	return acts
}
