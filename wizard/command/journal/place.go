package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"example.com/writeback-doctor/wizard/command/outfile"
)

// The files of a journal, which has a folder to itself: what breaks off while
// it is written goes with it.
const (
	lockFile = "lock"
	callFile = "call.json" // what was given to open the walk
	walkFile = "walk.json" // a case file; not there before the walk is open
	prefix   = "walk-"     // of the folders
)

// place is the folder of a journal that this process holds.
type place struct {
	folder string
	lock   *os.File
	call   string // what the file of the call holds
}

// newPlace makes one among others.
func newPlace(among string) (*place, error) {
	if err := os.MkdirAll(among, 0o700); err != nil { //nolint:gosec // below the folder of this person's state
		return nil, fmt.Errorf("make the folder of the journals: %w", err)
	}
	folder, err := os.MkdirTemp(among, prefix)
	if err != nil {
		return nil, fmt.Errorf("make the folder of a journal: %w", err)
	}
	held, err := hold(folder, os.O_CREATE|os.O_EXCL)
	if errors.Is(err, ErrLiving) { // somebody looked whether it was left behind
		held, err = hold(folder, 0)
	}
	if err != nil {
		_ = os.RemoveAll(folder) //nolint:gosec // it was made here; the first error is the message
		return nil, err
	}
	return held, nil
}

// hold takes a place; the error is ErrLiving when somebody has it.
func hold(folder string, how int) (*place, error) {
	f, err := os.OpenFile(filepath.Join(folder, lockFile), os.O_RDWR|how, 0o600) //nolint:gosec // below the folder of this person's state
	if err != nil {
		return nil, fmt.Errorf("open the lock of a journal: %w", err)
	}
	if err := lock(f); err != nil {
		_ = f.Close() // nothing was written
		return nil, errors.Join(ErrLiving, err)
	}
	return &place{folder: folder, lock: f}, nil
}

// release leaves the place as it is, for whoever goes on with it.
//
// It gives the lock back before it closes the file: a child that is being started
// has it open for a moment as well.
func (p *place) release() {
	unlock(p.lock)
	_ = p.lock.Close()
}

// remove ends the place. What could be gone on with goes first, and the lock
// before its folder: a file that is open stays where it is on Windows.
func (p *place) remove() {
	for _, name := range []string{walkFile, callFile} {
		_ = os.Remove(filepath.Join(p.folder, name)) //nolint:gosec // its own folder; what is not there is gone
	}
	p.release()
	_ = os.RemoveAll(p.folder) //nolint:gosec // its own folder; what stays holds nothing
}

// put writes a file of the place as a whole, or leaves the one before.
func (p *place) put(name string, write func(io.Writer) error) error {
	f, err := outfile.Open(filepath.Join(p.folder, name))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Abandon()
		return err
	}
	return f.Commit()
}
