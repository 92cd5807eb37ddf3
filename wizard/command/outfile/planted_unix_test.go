//go:build unix

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Whose link is followed, where it stands in a folder like /tmp.
func TestAttackStrangersLinks(t *testing.T) {
	t.Parallel()
	const me, owner, stranger = 1000, 0, 1001
	sticky, mine := fs.ModeDir|fs.ModeSticky|0o777, fs.ModeDir|0o755
	for name, c := range map[string]struct {
		folder fs.FileMode
		link   int
		want   bool
	}{
		"stranger": {sticky, stranger, true}, "own": {sticky, me, false}, "folders-owner": {sticky, owner, false},
		"in-a-folder-of-one": {mine, stranger, false}, "in-a-sticky-folder-of-one": {fs.ModeDir | fs.ModeSticky | 0o755, stranger, false},
		"anybodys-and-not-sticky": {fs.ModeDir | 0o777, stranger, false}, // there the link could be anybody's file as well
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strangers(c.folder, owner, c.link, me); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if os.Geteuid() != 0 {
		return // only root can make a link that is another's
	}
	for name, path := range map[string]string{"file": "link", "folder": "folder/old", "behind-a-link-of-ours": "ours", "dangling": "nothing", "above": "folder/../home/old"} {
		t.Run("met/"+name, func(t *testing.T) {
			t.Parallel()
			top := t.TempDir()
			home, tmp := filepath.Join(top, "home"), filepath.Join(top, "tmp")
			for _, err := range []error{
				os.Mkdir(home, 0o700), os.Mkdir(tmp, 0o700), os.Chmod(tmp, fs.ModeSticky|0o777),
				os.Symlink("../home/old", filepath.Join(tmp, "link")), os.Symlink("../home", filepath.Join(tmp, "folder")),
				os.Symlink("link", filepath.Join(tmp, "ours")), os.Symlink("../home/fresh", filepath.Join(tmp, "nothing")),
				os.Lchown(filepath.Join(tmp, "link"), 12345, 12345), os.Lchown(filepath.Join(tmp, "folder"), 12345, 12345), os.Lchown(filepath.Join(tmp, "nothing"), 12345, 12345),
			} {
				if err != nil {
					t.Fatal(err)
				}
			}
			keep(t, filepath.Join(home, "old"), old)
			f, err := Open(tmp + "/" + path) // uncleaned
			failed, ok := errors.AsType[*Error](save(f, err, "new"))
			if !ok || !errors.Is(failed, ErrPlanted) || !failed.Named {
				t.Errorf("got %v, want a refusal", failed)
			}
			if err := Check(tmp + "/" + path); !errors.Is(err, ErrPlanted) {
				t.Errorf("checked: %v", err)
			}
			holds(t, home, map[string]string{"old": old})
		})
	}
}

// A link of a person's own is followed, in /tmp too; it stays, and what it led
// to is told.
func TestAttackSavingThroughALink(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	tmp := filepath.Join(top, "tmp")
	for _, err := range []error{
		os.Mkdir(tmp, 0o700), os.Chmod(tmp, fs.ModeSticky|0o777), os.Symlink("../old", filepath.Join(tmp, "one")), os.Symlink("one", filepath.Join(tmp, "two")),
		os.Symlink("..", filepath.Join(tmp, "up")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	target, err := filepath.EvalSymlinks(top)
	if err != nil {
		t.Fatal(err)
	}
	for path, behind := range map[string]string{"one": filepath.Join(target, "old"), "two": filepath.Join(target, "old"), "up/old": ""} {
		t.Run(path, func(t *testing.T) {
			keep(t, filepath.Join(top, "old"), old)
			f, err := Open(filepath.Join(tmp, path))
			if err := save(f, err, "new"); err != nil {
				t.Fatal(err)
			}
			if f.Behind() != behind || f.Streamed() {
				t.Errorf("leads to %q, want %q", f.Behind(), behind)
			}
			if got, err := os.ReadFile(filepath.Join(top, "old")); err != nil || string(got) != "new" {
				t.Errorf("holds %q (%v)", got, err)
			}
			for name, want := range map[string]string{"one": "../old", "two": "one"} {
				if got, err := os.Readlink(filepath.Join(tmp, name)); err != nil || got != want {
					t.Errorf("%s leads to %q (%v)", name, got, err)
				}
			}
		})
	}
}
