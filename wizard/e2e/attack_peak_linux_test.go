package e2e_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	// peakAtMost is what no answer of any server, and no file, may take the
	// program above, in MB.
	peakAtMost = 200
	// siegeTime is how long one run may take. The longest waits are those for
	// controllers and key distribution centres that never come to an end.
	siegeTime = 100 * time.Second
	// interruptTime is how long the end may take after Ctrl+C, on a busy machine.
	interruptTime = 30 * time.Second
	// siegesAtOnce is how many runs there are at a time. Most of a run is
	// waiting.
	siegesAtOnce = 12
)

// A siege is one run of the program against something hostile.
type siege struct {
	kind, name string
	args       []string
	env        []string
	stdin      func() *os.File // nil is the empty input
	// named is the address of the name server in use; "" where the program
	// needs no names. The binary that is built asks those of this machine.
	named string
	// bites is how often the hostile part was shown to the program, nil where
	// that cannot be counted. An attack that nobody met has not been held.
	bites func() int64
	codes []int // with which it may end; nil is 2 alone
	// interrupted is after how long a person presses Ctrl+C, unless it has
	// ended; 0 for never.
	interrupted time.Duration
	// waits is how long limits of the program let it wait; 0 where it ends at once.
	waits time.Duration
}

// lasts is about how long the program looks at it.
func (s siege) lasts() time.Duration { return max(s.interrupted, s.waits) }

// ending is how a siege ended.
type ending struct {
	peak int // resident memory at most, in MB
	code int
	took time.Duration
	said string // on both outputs
	err  error
}

// TestAttackPeak holds the program against servers of every kind that answer as
// wide, deep, long or endless as their protocol lets them, and against such
// files. It ends by itself with a documented code, and never takes more than
// 200 MB.
func TestAttackPeak(t *testing.T) {
	t.Parallel()
	tools := builtFor(t, "named", "measured")
	var sieges []siege
	for _, of := range []func(*testing.T) []siege{
		directorySieges, nameSieges, centreSieges, roadSieges, cloudSieges, fileSieges, crowdSieges,
	} {
		sieges = append(sieges, of(t)...)
	}
	// The longest begin first, and beside one another: else the last of them
	// would go on alone when all others have ended.
	slices.SortStableFunc(sieges, func(a, b siege) int { return cmp.Compare(b.lasts(), a.lasts()) })
	endings := make([]ending, len(sieges))
	next := make(chan int)
	var all sync.WaitGroup
	for range siegesAtOnce {
		all.Go(func() {
			for i := range next {
				endings[i] = sieges[i].run(t, tools)
			}
		})
	}
	for i := range sieges {
		next <- i
	}
	close(next)
	all.Wait()
	worst, order := map[string]int{}, []string{}
	for i, s := range sieges {
		if _, known := worst[s.kind]; !known {
			order = append(order, s.kind)
		}
		worst[s.kind] = max(worst[s.kind], endings[i].peak)
		t.Run(s.kind+"/"+s.name, func(t *testing.T) { s.judge(t, endings[i]) })
	}
	for _, kind := range order {
		t.Logf("peak of %-20s %4d MB", kind, worst[kind])
	}
}

func (s siege) judge(t *testing.T, e ending) {
	t.Helper()
	t.Logf("%d MB, exit %d, %v", e.peak, e.code, e.took.Round(time.Millisecond))
	codes := s.codes
	if codes == nil {
		codes = []int{2}
	}
	switch {
	case e.err != nil:
		t.Errorf("%v\n%.4000s", e.err, e.said)
	case e.peak >= peakAtMost:
		t.Errorf("took %d MB, want less than %d", e.peak, peakAtMost)
	case s.interrupted > 0 && e.took > s.interrupted+interruptTime:
		t.Errorf("took %v, %v of them after Ctrl+C", e.took, e.took-s.interrupted)
	case e.peak < 5:
		t.Errorf("took %d MB: that was not measured", e.peak)
	case !slices.Contains(codes, e.code) || strings.Contains(e.said, "goroutine "):
		t.Errorf("exit %d, want %v\n%.4000s", e.code, codes, e.said)
	case s.bites != nil && s.bites() == 0:
		t.Errorf("the program never met it\n%.4000s", e.said)
	}
}

// builtFor builds commands of the test data, and returns the folder with them.
func builtFor(t *testing.T, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		out, err := exec.CommandContext(t.Context(), "go", "build", "-o", folder, "./testdata/"+name).CombinedOutput()
		if err != nil {
			t.Fatalf("build %s: %v\n%s", name, err, out)
		}
	}
	return folder
}

// run runs the program and measures it.
func (s siege) run(t *testing.T, tools string) (e ending) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), siegeTime)
	defer cancel()
	whom := program
	if s.named != "" {
		whom = filepath.Join(tools, "named")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(tools, "measured"), append([]string{whom}, s.args...)...)
	cmd.Env = append([]string{"HOME=" + os.TempDir(), "LANG=en_US.UTF-8", "WRITEBACK_DOCTOR_E2E_NAMED=" + s.named}, s.env...)
	if s.stdin != nil {
		in := s.stdin()
		defer in.Close()
		cmd.Stdin = in
	}
	read, write, err := os.Pipe()
	if err != nil {
		return ending{err: err}
	}
	defer read.Close()
	defer write.Close()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.ExtraFiles, cmd.WaitDelay = &said, &said, []*os.File{write}, time.Second
	if s.interrupted > 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	}
	start := time.Now()
	if err = cmd.Start(); err == nil {
		if s.interrupted > 0 {
			ctrlC := time.AfterFunc(s.interrupted, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGINT) })
			defer ctrlC.Stop()
		}
		err = cmd.Wait()
	}
	e.took, e.said = time.Since(start), said.String()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		e.err = err
		return e
	}
	if ctx.Err() != nil {
		e.err = fmt.Errorf("did not end within %v", siegeTime)
		return e
	}
	e.code = cmd.ProcessState.ExitCode()
	_ = write.Close()
	text, err := io.ReadAll(read)
	if err != nil {
		e.err = err
		return e
	}
	kB, err := strconv.Atoi(string(text))
	e.peak, e.err = kB>>10, err
	return e
}
