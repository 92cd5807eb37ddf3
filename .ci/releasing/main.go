// Command releasing makes everything that a release consists of from a clean
// checkout: see .ci/release, which starts it.
//
// The same commit makes the same bytes, in whatever folder and on whatever day:
// nothing in them comes from the clock or from this machine.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// name is that of the program, and the first word of every file of a release.
const name = "writeback-doctor"

// address is where the archives will lie. It is the one thing that a release
// does not know: the manifests for package managers have it as a variable.
const address = "https://downloads.example.com/writeback-doctor"

// scratch begins the name of the folder in which a release is made.
const scratch = name + "-release-"

// targets are the platforms, in the order of the sums.
var targets = []target{
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

type target struct{ system, machine string }

func (t target) windows() bool { return t.system == "windows" }

// program is the name of the binary.
func (t target) program() string {
	if t.windows() {
		return name + ".exe"
	}
	return name
}

// release is one release under way.
type release struct {
	version string    // "1.2.3", without a v
	commit  string    // whole
	day     time.Time // of the commit, to the second, in UTC
	root    string    // the checkout
	source  string    // a copy of what the commit holds, and nothing else
	work    string    // a scratch folder
	out     string    // where the release goes
	tools   string    // the folder of this module
	address string

	want map[string]bool   // the files that are to be there
	sums map[string]string // of the archives and lists
}

func main() {
	verify := flag.Bool("verify", false, "hold a release against what it must be")
	root := flag.String("root", "", "the checkout")
	where := flag.String("address", address, "where the archives will lie")
	flag.Parse()
	if err := run(*root, *where, *verify, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// semantic is a version without a v (Semantic Versioning 2.0.0), of which
// Windows takes the first three numbers.
var semantic = regexp.MustCompile(`^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)

func run(root, where string, verify bool, args []string) error {
	if len(args) != 2 {
		return errors.New("usage: release VERSION DIR")
	}
	r := &release{version: args[0], out: args[1], root: root, address: strings.TrimSuffix(where, "/")}
	if !semantic.MatchString(r.version) {
		return fmt.Errorf("%q is no version like 1.2.3 or 1.2.3-rc.1", r.version)
	}
	parts := []func() error{r.prepare, r.build, r.describe}
	if verify {
		parts = []func() error{r.prepare, r.verify}
	} else if entries, err := os.ReadDir(r.out); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", r.out)
	}
	defer func() { _ = os.RemoveAll(r.work) }()
	for _, part := range parts {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// prepare finds the commit and lays out its files, so that nothing that is not
// committed gets into a release.
func (r *release) prepare() error {
	changed, err := output(r.root, nil, "git", "status", "--porcelain", "--untracked-files=no")
	if err != nil {
		return err
	}
	if changed != "" {
		return errors.New("the checkout has changes that are not committed")
	}
	if r.commit, err = output(r.root, nil, "git", "rev-parse", "HEAD"); err != nil {
		return err
	}
	day, err := output(r.root, nil, "git", "log", "-1", "--format=%cI")
	if err != nil {
		return err
	}
	if r.day, err = time.Parse(time.RFC3339, day); err != nil {
		return err
	}
	r.day = r.day.UTC()
	if r.tools, err = os.Getwd(); err != nil {
		return err
	}
	if r.work, err = os.MkdirTemp("", scratch); err != nil {
		return err
	}
	r.source = filepath.Join(r.work, "source")
	archive := filepath.Join(r.work, "source.tar")
	if err := os.MkdirAll(r.source, 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	if r.out, err = filepath.Abs(r.out); err != nil {
		return err
	}
	if _, err := output(r.root, nil, "git", "archive", "--output", archive, r.commit); err != nil {
		return err
	}
	if _, err = output(r.source, nil, "tar", "-xf", archive); err != nil {
		return err
	}
	_, err = r.changes() // before minutes of work
	return err
}

// build makes an archive for every platform.
func (r *release) build() error {
	if err := r.resources(); err != nil {
		return err
	}
	common, err := r.common()
	if err != nil {
		return err
	}
	for _, t := range targets {
		program := filepath.Join(r.work, t.system+"-"+t.machine, t.program())
		if err := r.compile(t, program); err != nil {
			return err
		}
		if err := r.archive(t, program, common); err != nil {
			return err
		}
		if err := r.contents(t, program); err != nil {
			return err
		}
	}
	return nil
}

// compile builds the program for one platform. That for Windows keeps its
// symbols: programs without any are what scanners there call suspicious.
func (r *release) compile(t target, program string) error {
	flags := "-X main.version=" + r.version + " -X main.built=" + r.sourced()
	if !t.windows() {
		flags += " -s -w"
	}
	_, err := output(r.source, []string{"CGO_ENABLED=0", "GOOS=" + t.system, "GOARCH=" + t.machine, "GOAMD64=v1", "GOARM64=v8.0"},
		"go", "build", "-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags", flags, "-o", program, ".")
	return err
}

// sourced names the source as the program does.
func (r *release) sourced() string { return r.commit[:12] + ",_" + r.day.Format(time.DateOnly) }

// base is the first part of the name of everything for a platform.
func (r *release) base(t target) string {
	return strings.Join([]string{name, r.version, t.system, t.machine}, "_")
}

// output runs a program and returns what it printed, without the last line's end.
func output(folder string, env []string, program string, args ...string) (string, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), env...)
	said, err := cmd.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return "", fmt.Errorf("%s %s: %w\n%s", program, strings.Join(args, " "), err, ended.Stderr)
	}
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(said), "\r\n"), nil
}
