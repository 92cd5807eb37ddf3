package action

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func noon() time.Time { return time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC) }

func trailIn(folder string) *Trail {
	return &Trail{Folder: folder, Account: func() string { return `CORP\kim` }, Host: "DESK7", Program: "test 1", Now: noon}
}

func entry(id string, mark probes.Mark) probes.Acted {
	return probes.Acted{
		ID: id, Mark: mark, Action: "reenable/disable-enable", Deed: probes.SwitchOff, Server: "sync01.corp.contoso.com",
		Connector: "contoso.onmicrosoft.com - AAD", Commands: probes.List[string]{"one", "two\nlines"}, Consent: "sync01",
	}
}

func TestATrailReadsBackWhatWasAppended(t *testing.T) {
	t.Parallel()
	trail := trailIn(filepath.Join(t.TempDir(), "not", "yet", "there"))
	if acts, err := trail.Read(); err != nil || len(acts.List) > 0 || acts.Cut || acts.Unread > 0 {
		t.Fatalf("one that was never written: %+v, %v", acts, err)
	}
	var want []probes.Acted
	for i := range 3 {
		e := entry(strconv.Itoa(i), probes.Begins)
		if err := trail.Append(e); err != nil {
			t.Fatal(err)
		}
		e.At, e.Account, e.From, e.Program = noon(), `CORP\kim`, "DESK7", "test 1"
		want = append(want, e)
	}
	acts, err := trail.Read()
	if err != nil || acts.Cut || acts.Unread > 0 || !reflect.DeepEqual(acts.List, want) {
		t.Fatalf("got %+v, %v; want %+v", acts, err, want)
	}
	info, err := os.Stat(trail.Path())
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v; want 0600", info.Mode(), err)
	}
	if text, err := os.ReadFile(trail.Path()); err != nil || strings.Count(string(text), "\n") != 3 {
		t.Errorf("%d lines, %v; want 3", strings.Count(string(text), "\n"), err)
	}
}

// TestACutLastLineIsUnderstood cuts the last entry at every byte: those before it
// stand, and the next one does too.
func TestACutLastLineIsUnderstood(t *testing.T) {
	t.Parallel()
	trail := trailIn(t.TempDir())
	for _, id := range []string{"a", "b"} {
		if err := trail.Append(entry(id, probes.Begins)); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(trail.Path())
	if err != nil {
		t.Fatal(err)
	}
	first := strings.Index(string(text), "\n") + 1
	for end := first; end < len(text); end++ {
		if err := os.WriteFile(trail.Path(), text[:end], 0o600); err != nil {
			t.Fatal(err)
		}
		acts, err := trail.Read()
		if err != nil || len(acts.List) != 1 || acts.List[0].ID != "a" || acts.Cut != (end > first) || acts.Unread > 0 {
			t.Fatalf("cut at %d: %+v, %v", end, acts, err)
		}
		if err := trail.Append(entry("c", probes.Ended)); err != nil {
			t.Fatal(err)
		}
		acts, err = trail.Read()
		if err != nil || len(acts.List) < 2 || acts.List[len(acts.List)-1].ID != "c" || acts.Cut {
			t.Fatalf("cut at %d and gone on: %+v, %v", end, acts, err)
		}
		whole := end == len(text)-1 // but for its end: the next entry ended it
		if (acts.Unread == 1) != (end > first && !whole) || (len(acts.List) == 3) != whole {
			t.Fatalf("cut at %d and gone on: %d entries, %d unread", end, len(acts.List), acts.Unread)
		}
	}
}

func TestLinesOfNobodyAreCounted(t *testing.T) {
	t.Parallel()
	acts := parse([]byte("{}\nnot json\n" + `{"id":"1","mark":"begins"}` + "\n\n" + `{"id":"1","mark":"begins","at":"2026-11-29T03:00:00Z","new":1}` + "\n"))
	if len(acts.List) != 1 || acts.Unread != 3 || acts.Cut {
		t.Errorf("got %+v, want one entry and three unread", acts)
	}
}

// TestAttackATrailOfOthers: what somebody else could have written or put there is
// neither read nor written.
func TestAttackATrailOfOthers(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	for name, harm := range map[string]func(*Trail) error{
		"writable file":   func(t *Trail) error { return os.Chmod(t.Path(), 0o622) },
		"writable folder": func(t *Trail) error { return os.Chmod(t.Folder, 0o777) },
		"a link": func(t *Trail) error {
			return errors.Join(os.Rename(t.Path(), t.Path()+".else"), os.Symlink(t.Path()+".else", t.Path()))
		},
		"a folder":  func(t *Trail) error { return errors.Join(os.Remove(t.Path()), os.Mkdir(t.Path(), 0o700)) },
		"too large": func(t *Trail) error { return os.Truncate(t.Path(), trailAtMost+1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trail := trailIn(filepath.Join(t.TempDir(), "state"))
			if err := trail.Append(entry("a", probes.Begins)); err != nil {
				t.Fatal(err)
			}
			if err := harm(trail); err != nil {
				t.Fatal(err)
			}
			if acts, err := trail.Read(); err == nil {
				t.Errorf("read %+v", acts)
			}
			if err := trail.Append(entry("b", probes.Begins)); err == nil && name != "too large" {
				t.Error("it was written")
			}
		})
	}
}

func TestATrailThatCannotBeWrittenSaysSo(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := trailIn(filepath.Join(file, "state")).Append(entry("a", probes.Begins)); err == nil {
		t.Error("no error")
	}
}

func TestSeveralWritersDoNotDisturbEachOther(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	var group sync.WaitGroup
	for i := range 8 {
		trail := trailIn(folder) // as of another window
		group.Go(func() {
			for j := range 10 {
				if err := trail.Append(entry(fmt.Sprint(i, "-", j), probes.Begins)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if acts, err := trailIn(folder).Read(); err != nil || len(acts.List) != 80 || acts.Cut || acts.Unread > 0 {
		t.Errorf("%d entries, %d unread, %v", len(acts.List), acts.Unread, err)
	}
}

const childIn = "WBD_TRAIL_CHILD_IN"

// TestTrailChild is the program that is killed, and nothing by itself.
func TestTrailChild(t *testing.T) {
	folder := os.Getenv(childIn)
	if folder == "" {
		return
	}
	trail := trailIn(folder)
	for i := 0; ; i++ {
		if err := trail.Append(entry(strconv.Itoa(i), probes.Begins)); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", i)
	}
}

// TestNothingAppendedIsLostByAKill kills a writer at any moment: what it was told
// to be kept is there, in its order.
func TestNothingAppendedIsLostByAKill(t *testing.T) {
	t.Parallel()
	for range 10 {
		folder := t.TempDir()
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTrailChild$")
		child.Env = append(os.Environ(), childIn+"="+folder)
		out, err := child.StdoutPipe()
		if err == nil {
			err = child.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		kept, lines := -1, bufio.NewScanner(out)
		for lines.Scan() {
			if _, number, ok := strings.Cut(lines.Text(), "kept "); ok {
				kept, _ = strconv.Atoi(number)
			}
			if kept == 3 {
				_ = child.Process.Kill()
			}
		}
		_, _ = io.Copy(io.Discard, out)
		_ = child.Wait() // it was killed
		acts, err := trailIn(folder).Read()
		if err != nil || acts.Unread > 0 || len(acts.List) <= kept {
			t.Fatalf("%d entries of %d, %+v", len(acts.List), kept+1, err)
		}
		for i, e := range acts.List {
			if e.ID != strconv.Itoa(i) {
				t.Fatalf("entry %d is %s", i, e.ID)
			}
		}
	}
}
