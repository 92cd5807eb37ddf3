//go:build unix

package command_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// readers are the ways to name a file that is read.
func readers() map[string]string {
	return map[string]string{
		"open": "open FILE", "open-json": "open FILE --format json", "server-file": "check --server-file FILE", "ca-file": "check --ca-file FILE",
		"answers": "check --answers FILE", "world": "check --world FILE", "lab": "lab FILE", "keytab": "check --account kim@contoso.com --keytab FILE",
		"scan-world": "scan --world FILE", "rights-world": "rights --world FILE", "collect-world": "collect --world FILE",
	}
}

// A file is read only where it has an end, and one that is too big is refused
// with the size that it may have: nothing waits, and nothing is cut off.
func TestAttackReaders(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	if err := syscall.Mkfifo(in("pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	huge, err := os.Create(in("huge"))
	if err != nil {
		t.Fatal(err)
	}
	if err := huge.Truncate(100 << 20); err != nil { // it takes no room
		t.Fatal(err)
	}
	_ = huge.Close()
	for from, to := range map[string]string{"link-to-pipe": in("pipe"), "link-to-zero": "/dev/zero"} {
		if err := os.Symlink(to, in(from)); err != nil {
			t.Fatal(err)
		}
	}
	for kind, c := range map[string]struct{ path, want string }{
		"zero": {"/dev/zero", "not a regular file"}, "random": {"/dev/urandom", "not a regular file"},
		"pipe": {in("pipe"), "not a regular file"}, "link-to-pipe": {in("link-to-pipe"), "not a regular file"},
		"link-to-zero": {in("link-to-zero"), "not a regular file"},
		"folder":       {folder, "not a regular file"}, "huge": {in("huge"), " KB). Check that it is the right file"},
	} {
		for reader, line := range readers() {
			t.Run(kind+"/"+reader, func(t *testing.T) {
				t.Parallel()
				refused(t, strings.Fields(strings.ReplaceAll(line, "FILE", c.path)), c.want)
			})
		}
	}
}

// refused demands a refusal that says why, at once.
func refused(t *testing.T, args []string, want string) {
	t.Helper()
	type end struct {
		code int
		errs string
	}
	ended := make(chan end, 1)
	go func() {
		code, _, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, args...)
		ended <- end{code, errs}
	}()
	select {
	case e := <-ended:
		if e.code != command.ExitUsage || !strings.Contains(e.errs, want) {
			t.Errorf("%v: exit %d, stderr %q; want %d and %q", args, e.code, e.errs, command.ExitUsage, want)
		}
	case <-time.After(time.Minute):
		t.Errorf("%v: still waiting", args)
	}
}

// A file of a few megabytes is no more in memory than some times its size,
// whatever its values are.
func TestAttackReadersContent(t *testing.T) {
	t.Parallel()
	many := func(one string, size int) string {
		return strings.TrimSuffix(strings.Repeat(one+",", size/(len(one)+1)), ",")
	}
	const size = 4 << 20
	files := map[string]string{
		"empty-findings": `{"schema":"writeback-doctor/case/1","findings":[` + many(`{}`, size) + `]}`,
		"empty-events":   `{"schema":"writeback-doctor/collect/1","events":{"events":[` + many(`{}`, size) + `]}}`,
		"wide":           `{` + many(`"a":0`, size) + `}`,
		"deep":           strings.Repeat(`{"a":`, size/5),
		"deep-list":      strings.Repeat(`[`, size),
	}
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for reader, line := range map[string]string{"open": "open FILE --format json", "server-file": "check --server-file FILE"} {
			t.Run(name+"/"+reader, func(t *testing.T) {
				t.Parallel()
				refused(t, strings.Fields(strings.ReplaceAll(line, "FILE", path)), "too many values (more than 250000)")
			})
		}
	}
	for name, text := range map[string]string{
		"nothing-findings": `{"schema":"writeback-doctor/case/1","findings":[` + many(`null`, 1<<20) + `]}`,
		"twice":            `{"schema":"writeback-doctor/case/1","findings":[` + many(`null`, 1<<20) + `],"findings":[]}`,
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, []string{"open", path, "--format", "json"}, "too large to be a case file")
		})
	}
	users := filepath.Join(folder, "users.yaml")
	if err := os.WriteFile(users, []byte("directory: {users: {"+many("u: {}", 100<<10)+"}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Run("yaml-users/world", func(t *testing.T) {
		t.Parallel()
		refused(t, []string{"check", "--world", users}, "at most 5000 keys and values")
	})
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		before := "*" + string(c-1)
		bomb += string(c) + ": &" + string(c) + " [" + many(before, 27) + "]\n"
	}
	for name, text := range map[string]string{
		"alias-bomb": bomb, "deep": strings.Repeat("[", 60<<10), "deep-block": strings.Repeat("- ", 30<<10) + "x", "wide": "user: [" + many("x", 60<<10) + "]",
	} {
		path := filepath.Join(folder, "yaml-"+name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for reader, line := range map[string]string{"answers": "check --answers FILE", "world": "check --world FILE"} {
			t.Run("yaml-"+name+"/"+reader, func(t *testing.T) {
				t.Parallel()
				refused(t, strings.Fields(strings.ReplaceAll(line, "FILE", path)), path)
			})
		}
	}
}

// A ticket cache that announces two thousand million addresses is refused
// before anybody makes room for them.
func TestAttackReadersTickets(t *testing.T) {
	t.Parallel()
	number := func(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
	principal := bytes.Join([][]byte{number(1), number(1), number(1), []byte("R"), number(1), []byte("k")}, nil)
	head := append([]byte{5, 4, 0, 0}, principal...)
	credential := bytes.Join([][]byte{principal, principal, {0, 18}, number(1), {1}, make([]byte, 4*4+1+4)}, nil)
	many := number(1 << 30)
	for name, text := range map[string][]byte{
		"addresses":     bytes.Join([][]byte{head, credential, many}, nil),
		"authorization": bytes.Join([][]byte{head, credential, number(0), many}, nil),
		"name":          bytes.Join([][]byte{head, number(1), many}, nil),
		"length":        bytes.Join([][]byte{{5, 4, 0, 0}, number(1), number(1), many}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "cache")
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8", "KRB5CCNAME": "FILE:" + path},
				"rights", "--controller", "127.0.0.1:1", "--user", "kim", "--sign-in", "kerberos", "--connector-account", "x")
			if code == command.ExitHealthy || code == command.ExitFault {
				t.Errorf("exit %d, stdout %q, stderr %q", code, out, errs)
			}
		})
	}
}
