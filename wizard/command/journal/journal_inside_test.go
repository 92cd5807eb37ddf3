package journal

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
)

const (
	secret    = "hunter2-and-more"
	questions = 60
	childIn   = "WBD_JOURNAL_CHILD_IN"
)

func noon() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) }

// asked is a walk of questions alone.
func asked() *steps.Patient {
	var tree []steps.Step
	for i := range questions {
		tree = append(tree, steps.Step{
			ID: steps.ID("symptom/q" + strconv.Itoa(i)), Title: lang.Text{Ko: "물음", En: "Question"},
			Ask:      []steps.Question{{Fact: steps.Words, Optional: true}},
			Branches: []steps.Branch{{On: steps.Answered}},
		})
	}
	return &steps.Patient{Session: steps.NewSession(tree, steps.Facts{steps.Domain: "corp.contoso.com", steps.User: "kim@contoso.com"})}
}

func write(w io.Writer, p *steps.Patient) error {
	return casefile.Write(w, casefile.Of(p.Session, "test", "", noon(), noon()), probes.NewSecret(secret))
}

func secrets() []probes.Secret { return []probes.Secret{probes.NewSecret(secret)} }

func given() steps.Access {
	return steps.Access{Facts: steps.Facts{steps.Domain: "corp.contoso.com"}, Account: `CORP\helper`, Password: []byte("Typed-Just-Now1"), ClientSecret: []byte(secret)}
}

func answer(tb testing.TB, p *steps.Patient, words string) *steps.Patient {
	tb.Helper()
	if _, err := p.Session.Answer(steps.Facts{steps.Words: words}, noon()); err != nil {
		tb.Fatal(err)
	}
	return &steps.Patient{Session: p.Session.Clone()}
}

// settle waits until everything is written.
func (j *Journal) settle() { j.wait(); j.mu.Unlock() }

// answers are those of the case file of a journal.
func answers(tb testing.TB, left *Left) (all []string) {
	tb.Helper()
	if left.Walk == "" {
		return nil
	}
	text, err := os.ReadFile(left.Walk)
	if err != nil {
		tb.Fatal(err)
	}
	report, err := casefile.Read(bytes.NewReader(text))
	if err != nil {
		tb.Fatalf("%s: %v\n%.200s", left.Walk, err, text)
	}
	for _, f := range report.Findings {
		all = append(all, f.Learned[steps.Words])
	}
	return all
}

// TestJournalChild is the program that is killed, and nothing by itself.
func TestJournalChild(t *testing.T) {
	folder := os.Getenv(childIn)
	if folder == "" {
		return
	}
	j, p := New(folder, write, secrets), asked()
	j.Note(p, given())
	for i := range questions {
		j.Note(answer(t, p, "answer "+strconv.Itoa(i)), given())
		if i%3 == 0 { // else the newest wins
			j.settle()
			fmt.Println("kept", i+1)
		}
	}
	fmt.Println("all")
	_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
}

// A program is killed at any moment, a hundred times: what it had kept is there,
// in its order, and is offered; nothing stands there that is not whole.
func TestNothingKeptIsLostByAHundredKills(t *testing.T) {
	t.Parallel()
	const kills = 100
	slots := make(chan struct{}, 2*runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for range kills {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			killOne(t, t.TempDir())
		})
	}
	group.Wait()
}

func killOne(t *testing.T, folder string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestJournalChild$")
	child.Env = append(os.Environ(), childIn+"="+folder)
	in, err := child.StdinPipe()
	if err != nil {
		t.Error(err)
		return
	}
	defer in.Close()
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Error(err)
		return
	}
	kept, lines := 0, bufio.NewScanner(out)
	var stop *time.Timer
	wanted := rand.IntN(questions/3 + 2)
	for n := 0; lines.Scan(); n++ {
		if words := strings.Fields(lines.Text()); len(words) == 2 && words[0] == "kept" {
			if kept, err = strconv.Atoi(words[1]); err != nil {
				t.Error(err)
			}
		}
		if stop == nil && (lines.Text() == "all" || n == wanted) { // and go on to read what was said before the end
			if left := LeftAt(folder, fileTime(t)); left != nil {
				t.Errorf("a living journal is offered: %+v", left)
			}
			stop = time.AfterFunc(time.Duration(rand.IntN(4000))*time.Microsecond, func() { _ = child.Process.Kill() })
		}
	}
	if stop != nil {
		stop.Stop()
	}
	_ = child.Wait() // it was killed
	left := LeftAt(folder, fileTime(t))
	if left == nil {
		t.Errorf("nothing is offered after %d answers were kept", kept)
		return
	}
	if left.User != "kim@contoso.com" || left.Access.Account != `CORP\helper` || left.Access.Facts[steps.Domain] == "" {
		t.Errorf("what was given is %+v", left)
	}
	all := answers(t, left)
	if len(all) < kept {
		t.Errorf("%d answers, and %d had been kept", len(all), kept)
	}
	for i, got := range all {
		if got != "answer "+strconv.Itoa(i) {
			t.Errorf("answer %d is %q", i, got)
		}
	}
	unsecret(t, folder)
}

// unsecret demands files for their owner alone, without a secret.
func unsecret(t *testing.T, folder string) {
	t.Helper()
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		text, err := os.ReadFile(path)
		for _, one := range []string{secret, "Typed-Just-Now1"} {
			if strings.Contains(string(text), one) {
				t.Errorf("%s holds %q", path, one)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A secret that stands where none belongs is not kept.
func TestNoSecretIsKept(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	j, p := New(folder, write, secrets), asked()
	a := given()
	a.Account, a.Facts = "Typed-Just-Now1", steps.Facts{steps.Words: "my password is " + secret}
	j.Note(nil, a)
	j.settle()
	unsecret(t, folder)
	j.Note(answer(t, p, "my password is "+secret), a)
	j.Close()
	unsecret(t, folder)
	left := LeftAt(folder, fileTime(t))
	if left == nil || len(left.Access.Password) > 0 || len(answers(t, left)) != 1 {
		t.Errorf("got %+v", left)
	}
}

// Two windows have a journal each; one that is over leaves nothing behind, and
// one that somebody goes on with is offered to nobody else.
func TestJournalsDoNotDisturbEachOther(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "walks")
	one, two := New(folder, write, secrets), New(folder, write, secrets)
	p, q := asked(), asked()
	one.Note(answer(t, p, "one"), given())
	two.Note(answer(t, q, "two"), given())
	one.settle()
	two.settle()
	if left := LeftAt(folder, fileTime(t)); left != nil {
		t.Errorf("a living journal is offered: %+v", left)
	}
	two.Over()
	two.Close()
	one.Close() // as a signal does
	left := LeftAt(folder, fileTime(t))
	if left == nil || strings.Join(answers(t, left), "") != "one" {
		t.Fatalf("got %+v", left)
	}
	three, four := New(folder, write, secrets), New(folder, write, secrets)
	if err := three.Take(left.Folder); err != nil {
		t.Fatal(err)
	}
	if err := four.Take(left.Folder); err == nil {
		t.Error("two windows go on with the same walk")
	}
	if again := LeftAt(folder, fileTime(t)); again != nil {
		t.Errorf("what somebody goes on with is offered: %+v", again)
	}
	three.Note(answer(t, p, "more"), given())
	three.Close()
	if left = LeftAt(folder, fileTime(t)); left == nil || strings.Join(answers(t, left), " ") != "one more" {
		t.Fatalf("got %+v", left)
	}
	if err := four.Take(left.Folder); err != nil {
		t.Fatal(err)
	}
	four.Over()
	four.Close()
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v (%v)", entries, err)
	}
}

// A call that was not looked at yet is kept too, and another one takes the place
// of a walk that is over.
func TestACallIsKeptBeforeItsWalk(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	j := New(folder, write, secrets)
	j.Note(answer(t, asked(), "of another"), given())
	j.settle()
	j.Note(nil, steps.Access{Facts: steps.Facts{steps.User: "lee@contoso.com"}})
	j.Close()
	left := LeftAt(folder, fileTime(t))
	if left == nil || left.User != "lee@contoso.com" || left.Walk != "" || left.Access.Account != "" {
		t.Errorf("got %+v", left)
	}
}

// What somebody else can have written, what is no journal and what is too old is
// not offered.
func TestAttackJournalsOfOthers(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	for name, harm := range map[string]func(left *Left) error{
		"writable file":   func(l *Left) error { return os.Chmod(l.Walk, 0o666) },
		"writable call":   func(l *Left) error { return os.Chmod(filepath.Join(l.Folder, callFile), 0o622) },
		"writable folder": func(l *Left) error { return os.Chmod(l.Folder, 0o777) },
		"writable above":  func(l *Left) error { return os.Chmod(filepath.Dir(l.Folder), 0o777) },
		"no JSON":         func(l *Left) error { return os.WriteFile(filepath.Join(l.Folder, callFile), []byte("{"), 0o600) },
		"another schema": func(l *Left) error {
			return os.WriteFile(filepath.Join(l.Folder, callFile), []byte(`{"schema":"x"}`), 0o600)
		},
		"a link": func(l *Left) error {
			if err := os.Rename(l.Walk, l.Walk+".else"); err != nil {
				return err
			}
			return os.Symlink(l.Walk+".else", l.Walk)
		},
		"too old": func(l *Left) error {
			old := time.Unix(0, 0)
			return os.Chtimes(l.Folder, old, old)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), "walks")
			j := New(folder, write, secrets)
			j.Note(answer(t, asked(), "one"), given())
			j.Close()
			left := LeftAt(folder, fileTime(t))
			if left == nil {
				t.Fatal("nothing is offered")
			}
			if err := harm(left); err != nil {
				t.Fatal(err)
			}
			if left := LeftAt(folder, fileTime(t)); left != nil {
				t.Errorf("offered: %+v", left)
			}
			if _, err := os.Stat(left.Folder); (err != nil) != (name == "too old") {
				t.Errorf("its folder: %v", err)
			}
		})
	}
}

// A walk that cannot be written, or a folder that cannot be made, keeps nobody
// from walking on.
func TestAJournalThatCannotBeWrittenIsNone(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	j := New(filepath.Join(file, "walks"), write, secrets)
	j.Note(asked(), given())
	j.Over()
	j.Close()
	folder := t.TempDir()
	j = New(folder, func(io.Writer, *steps.Patient) error { panic("boom") }, secrets)
	j.Note(asked(), given())
	j.settle()
	j.write = write
	j.Note(answer(t, asked(), "one"), given())
	j.Close()
	if left := LeftAt(folder, fileTime(t)); left == nil || len(answers(t, left)) != 1 {
		t.Errorf("got %+v", left)
	}
}

// fileTime is what time it is for the file system, which dates the journals.
func fileTime(tb testing.TB) time.Time {
	tb.Helper()
	f, err := os.CreateTemp(tb.TempDir(), "now")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		tb.Fatal(err)
	}
	return info.ModTime()
}
