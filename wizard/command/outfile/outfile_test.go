package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

const old = "what stood there before"

// full is a disk that becomes full: at the first word, or when the text is to
// be safe on it.
type full struct {
	sink

	atWrite bool
}

func (f *full) Write(p []byte) (int, error) {
	if f.atWrite {
		n, _ := f.sink.Write(p[:len(p)/2])
		return n, syscall.ENOSPC
	}
	return f.sink.Write(p)
}

func (f *full) Sync() error { return syscall.EDQUOT }

func keep(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// holds demands a folder with these files, and nothing beside them.
func holds(t *testing.T, folder string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, known := want[e.Name()]
		if got, err := os.ReadFile(filepath.Join(folder, e.Name())); !known || err != nil || string(got) != text {
			t.Errorf("%s holds %q (%v), want %q", e.Name(), got, err, text)
		}
		delete(want, e.Name())
	}
	if len(want) > 0 {
		t.Errorf("there is no %v", want)
	}
}

// save writes a text as every writer of the program does.
func save(f *File, err error, text string) error {
	if err != nil {
		return err
	}
	for part := range slices.Chunk([]byte(text), 3) {
		if _, err := f.Write(part); err != nil {
			f.Abandon()
			return err
		}
	}
	return f.Commit()
}

// Nothing that goes wrong while a file is written takes anything from what
// stood there, or leaves anything beside it.
func TestAttackSavingFull(t *testing.T) {
	t.Parallel()
	for name, atWrite := range map[string]bool{"while-it-is-written": true, "when-it-is-to-be-safe": false} {
		for where, begin := range map[string]func(folder string) (*File, error){
			"over-a-file": func(folder string) (*File, error) { return Open(filepath.Join(folder, "old")) },
			"new":         func(folder string) (*File, error) { return Open(filepath.Join(folder, "fresh")) },
			"chosen":      func(folder string) (*File, error) { return New(filepath.Join(folder, "case.json")) },
		} {
			t.Run(name+"/"+where, func(t *testing.T) {
				t.Parallel()
				folder := t.TempDir()
				keep(t, filepath.Join(folder, "old"), old)
				f, err := begin(folder)
				if err != nil {
					t.Fatal(err)
				}
				f.file = &full{f.file, atWrite}
				err = save(f, nil, "something new")
				failed, ok := errors.AsType[*Error](err)
				if !ok || failed.Named || failed.Path != f.Path() {
					t.Errorf("got %v, want a fault of the world with the path", err)
				}
				holds(t, folder, map[string]string{"old": old})
			})
		}
	}
	t.Run("abandoned", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		keep(t, filepath.Join(folder, "old"), old)
		for _, path := range []string{"old", "fresh"} {
			f, err := Open(filepath.Join(folder, path))
			if err != nil {
				t.Fatal(err)
			}
			_, _ = f.Write([]byte("half of it"))
			f.Abandon()
			if err := Check(filepath.Join(folder, path)); err != nil {
				t.Error(err)
			}
		}
		holds(t, folder, map[string]string{"old": old})
	})
}

// A name that the program chose is never one that somebody has, and leads
// nowhere else.
func TestAttackSavingPlanted(t *testing.T) {
	t.Parallel()
	for name, plant := range map[string]func(folder, path string) error{
		"file":             func(_, path string) error { return os.WriteFile(path, []byte(old), 0o600) },
		"folder":           func(_, path string) error { return os.Mkdir(path, 0o700) },
		"link-to-a-file":   func(folder, path string) error { return os.Symlink(filepath.Join(folder, "victim"), path) },
		"link-to-a-folder": func(folder, path string) error { return os.Symlink(folder, path) },
		"link-to-nothing":  func(folder, path string) error { return os.Symlink(filepath.Join(folder, "none"), path) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			keep(t, filepath.Join(folder, "victim"), old)
			path, taken := filepath.Join(folder, "case.json"), filepath.Join(folder, "case-2.json")
			if err := plant(folder, path); err != nil {
				t.Fatal(err)
			}
			if err := plant(folder, taken); err != nil {
				t.Fatal(err)
			}
			f, err := New(path)
			if err := save(f, err, "new"); err != nil {
				t.Fatal(err)
			}
			if want := filepath.Join(folder, "case-3.json"); f.Path() != want {
				t.Errorf("got %s, want %s", f.Path(), want)
			}
			for path, want := range map[string]string{"victim": old, "case-3.json": "new"} {
				if got, err := os.ReadFile(filepath.Join(folder, path)); err != nil || string(got) != want {
					t.Errorf("%s is %q (%v), want %q", path, got, err, want)
				}
			}
			if _, err := os.Stat(filepath.Join(folder, "none")); err == nil {
				t.Error("the link was followed")
			}
		})
	}
}

// What a person names is written to when it is a file, where a link leads to
// it too, and refused when no file can stand there.
func TestAttackSavingNamed(t *testing.T) {
	t.Parallel()
	t.Run("link", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		link := filepath.Join(folder, "link")
		keep(t, filepath.Join(folder, "old"), old)
		if err := os.Symlink("old", link); err != nil {
			t.Fatal(err)
		}
		f, err := Open(link)
		if err := save(f, err, "new"); err != nil {
			t.Fatal(err)
		}
		if to, err := os.Readlink(link); err != nil || to != "old" {
			t.Errorf("the link leads to %q (%v)", to, err)
		}
		holds(t, folder, map[string]string{"old": "new", "link": "new"})
	})
	t.Run("new", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		f, err := Open(filepath.Join(folder, "fresh"))
		if err := save(f, err, "new"); err != nil {
			t.Fatal(err)
		}
		holds(t, folder, map[string]string{"fresh": "new"})
	})
	for name, c := range map[string]struct {
		path string // below the folder
		want error
	}{
		"folder":          {"", ErrFolder},
		"no-folder":       {"no/where", ErrNoHome},
		"below-a-file":    {"old/below", nil},
		"link-to-nothing": {"nothing", ErrNowhere},
		"link-in-a-ring":  {"ring", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			keep(t, filepath.Join(folder, "old"), old)
			for from, to := range map[string]string{"nothing": "none", "ring": "ring"} {
				if err := os.Symlink(to, filepath.Join(folder, from)); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Open(filepath.Join(folder, filepath.FromSlash(c.path)))
			failed, ok := errors.AsType[*Error](err)
			if !ok || c.want != nil && (!errors.Is(err, c.want) || !failed.Named) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if _, err := os.Stat(filepath.Join(folder, "none")); err == nil {
				t.Error("the link was followed")
			}
		})
	}
}
