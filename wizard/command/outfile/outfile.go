// Package outfile writes the files that this program leaves behind. A file is
// written beside its target, readable by its owner alone, and takes the
// target's place when it is whole: whatever goes wrong before, what stood
// there stands there still.
//
// It knows files and their kinds. Why something is written, and what a person
// is told, is known to whoever asked for it.
package outfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// private is the mode of every file: a walk tells who somebody is.
const private fs.FileMode = 0o600

// Error says that a file cannot be written.
type Error struct {
	Path string // as it was named
	Err  error
	// Named reports whether another name would help: a folder that is not
	// there, or that this person may not write to. Else the world is at fault,
	// a full disk for one.
	Named bool
}

func (e *Error) Error() string { return fmt.Sprintf("write %s: %v", e.Path, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Reasons why a name cannot be written to.
var (
	ErrFolder  = errors.New("it is a folder")
	ErrDisk    = errors.New("it is a disk or another device that is no stream")
	ErrNoHome  = errors.New("its folder is not there, or is no folder")
	ErrNowhere = errors.New("the link leads to nothing")
	ErrPlanted = errors.New("somebody else's link in a folder where anybody can make one")
	ErrNobody  = errors.New("nobody reads from the pipe")
)

// File is a file that is being written.
type File struct {
	path   string // as it was named
	target string // where it goes, behind any link
	behind string // the same where the name itself is a link, else ""
	file   sink
	stream bool // written as it comes: a pipe or a terminal
	ours   bool // the target is an empty file of ours until the end
	before fs.FileMode
	err    error // the first
}

// sink is an [os.File] as far as it is needed.
type sink interface {
	io.WriteCloser
	Name() string
	Sync() error
}

// Open begins a file that a person named. What is there stays until Commit.
//
// A link that leads to a file is followed, and stays: whoever named it meant
// what it leads to, a folder on another disk for one, and putting a file in the
// place of the link would leave there what stood there. What it leads to is
// replaced as any other file is, and [File.Behind] tells which that was. A link
// that leads to nothing is refused: nobody means to write where they do not know
// where it is. So is, on the whole way, a link in a folder where anybody may
// make names and only their owners remove them, such as /tmp, unless it is
// this person's or that of the folder's owner: it is somebody else who chose
// where it leads (the rule of protected_symlinks, proc_sys_fs(5), which not every
// system has or has switched on). Pipes, terminals and the like, such as /dev/stdout, are
// written to as the text comes. A pipe that nobody reads from is refused, not
// waited for, and so are folders and disks.
func Open(path string) (*File, error) {
	f := &File{path: path, target: path}
	if planted(path) {
		return nil, f.unnamed(ErrPlanted)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			return nil, f.unnamed(ErrNowhere)
		}
		return f, f.besides()
	case err != nil:
		return nil, f.unopened(err)
	case info.IsDir():
		return nil, f.unnamed(ErrFolder)
	case info.Mode().IsRegular():
		return f, f.over(info)
	case info.Mode()&fs.ModeDevice != 0 && info.Mode()&fs.ModeCharDevice == 0:
		return nil, f.unnamed(ErrDisk)
	default:
		return f, f.into(info)
	}
}

// Check says why a file that a person named could not be written, and leaves
// it as it is. A pipe is left to whoever reads from it, who takes its first
// writer for the only one.
func Check(path string) error {
	if info, err := os.Stat(path); err == nil && info.Mode()&fs.ModeNamedPipe != 0 {
		return nil
	}
	f, err := Open(path)
	if err == nil {
		f.Abandon()
	}
	return err
}

// New begins a file whose name this program chose: of the names path, path-2,
// path-3 and so on, before the extension, the first that nobody has. Links
// count as taken.
func New(path string) (*File, error) {
	const tries = 1000
	extension := filepath.Ext(path)
	for n := 1; ; n++ {
		name := path
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, extension), n, extension)
		}
		f := &File{path: name, target: name, ours: true}
		made, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private) //nolint:gosec // the name is ours
		if errors.Is(err, fs.ErrExist) && n < tries {
			continue
		}
		if err != nil {
			return nil, f.unopened(err)
		}
		_ = made.Close() // nothing is in it
		if err := f.besides(); err != nil {
			_ = os.Remove(name) // the first error is the message
			return nil, err
		}
		return f, nil
	}
}

// over begins a file that takes the place of another.
func (f *File) over(info fs.FileInfo) error {
	old, err := os.OpenFile(f.path, os.O_WRONLY, 0)
	if err != nil { // whoever may not write to it may not replace it
		return f.unopened(err)
	}
	_ = old.Close() // nothing was written
	target, err := filepath.EvalSymlinks(f.path)
	if err != nil {
		return f.unopened(err)
	}
	if there, err := os.Stat(target); err != nil || !os.SameFile(info, there) || inDevices(f.path) || inDevices(target) {
		return f.into(info) // /dev/stdout in front of a file: no name leads to it
	}
	f.target, f.before = target, info.Mode().Perm()
	if link, err := os.Lstat(f.path); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		f.behind = target
	}
	return f.besides()
}

// inDevices reports whether a path is one of those that the system makes up.
func inDevices(path string) bool {
	return strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/")
}

// into begins a stream.
func (f *File) into(info fs.FileInfo) error {
	flag := os.O_WRONLY
	if info.Mode()&fs.ModeNamedPipe != 0 {
		flag |= syscall.O_NONBLOCK // else it waits for a reader, for ever
	}
	file, err := os.OpenFile(f.path, flag, 0)
	if errors.Is(err, syscall.ENXIO) {
		return f.unnamed(ErrNobody)
	}
	if err != nil {
		return f.unopened(err)
	}
	f.file, f.stream = file, true
	return nil
}

// besides begins a file in the folder of its target.
func (f *File) besides() error {
	folder := filepath.Dir(f.target)
	if info, err := os.Stat(folder); err == nil && !info.IsDir() || errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return f.unnamed(ErrNoHome)
	}
	file, err := os.CreateTemp(folder, ".writeback-doctor-*") // exclusively, and 0600
	if err != nil {
		return f.unopened(err)
	}
	f.file = file
	return nil
}

func (f *File) unnamed(err error) error { return &Error{Path: f.path, Err: err, Named: true} }

func (f *File) unopened(err error) error {
	named := errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) ||
		errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG)
	return &Error{Path: f.path, Err: err, Named: named}
}

// Path is the path of the file, as it was named or chosen.
func (f *File) Path() string { return f.path }

// Behind is the path of the file that a link with the name of this one leads to;
// "" where the name is no link.
func (f *File) Behind() string { return f.behind }

// Streamed reports whether the text went somewhere as it came, into a pipe, a
// terminal or nothing at all: no file is left.
func (f *File) Streamed() bool { return f.stream }

// Narrowed is what others could do with the file that stood there, and can no
// longer do with this one; 0 for nothing. Windows says it in other ways.
func (f *File) Narrowed() fs.FileMode {
	if runtime.GOOS == "windows" {
		return 0
	}
	return f.before &^ private
}

// Write writes on.
func (f *File) Write(p []byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	n, err := f.file.Write(p)
	f.note(err)
	return n, f.err
}

func (f *File) note(err error) {
	if err != nil && f.err == nil {
		f.err = &Error{Path: f.path, Err: err}
	}
}

// Commit puts the file in its place once it is safely on the disk. An error
// leaves what was there.
func (f *File) Commit() error {
	if f.stream {
		f.note(f.file.Close())
		return f.err
	}
	if f.err == nil {
		f.note(f.file.Sync())
	}
	f.note(f.file.Close())
	if f.err == nil {
		f.note(os.Rename(f.file.Name(), f.target))
	}
	if f.err != nil {
		f.clear()
		return f.err
	}
	settle(filepath.Dir(f.target))
	return nil
}

// settle makes the new name last. A system that cannot do that for a folder
// does it by itself in time.
func settle(folder string) {
	if dir, err := os.Open(folder); err == nil { //nolint:gosec // the file's own folder
		_ = dir.Sync()
		_ = dir.Close()
	}
}

// Abandon leaves everything as it was.
func (f *File) Abandon() {
	_ = f.file.Close() // nobody wants it
	if !f.stream {
		f.clear()
	}
}

func (f *File) clear() {
	_ = os.Remove(f.file.Name())
	if f.ours {
		_ = os.Remove(f.target)
	}
}
