package symptom

import (
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What reading 64 KB of anything may cost: processor time, because others use the
// machine as well, or, where it is slow, what fifty simple searches of as much
// cost. On the two cores of our figures these take 64 ms, and the slowest reading
// 34 ms.
const (
	mostOfReading = 50 * time.Millisecond
	searches      = 50
)

// TestReading64KBOfAnythingTakesLittle of the processor. It runs beside no other
// test, and counts what its own thread used.
func TestReading64KBOfAnythingTakesLittle(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	simple, sample := regexp.MustCompile(`[0-9]+[a-z]+[0-9]`), strings.Repeat("33004 reset ", 64<<10/12)
	search := least(t, func() {
		for range searches {
			simple.FindAllStringIndex(sample, -1)
		}
	})
	t.Logf("the searches: %v", search)
	for name, unit := range pastes {
		text := strings.Repeat(unit, 64<<10/len(unit)+1)[:64<<10]
		took := least(t, func() { reader.Read(text) })
		ratio := float64(took) / float64(search)
		t.Logf("%-14s %v, %.2f of the searches", name, took.Round(100*time.Microsecond), ratio)
		if took > mostOfReading && ratio > 1 {
			t.Errorf("%s: %v, %.2f of what the searches take", name, took, ratio)
		}
	}
}

// least is the least processor time of three calls.
func least(t *testing.T, call func()) time.Duration {
	t.Helper()
	best := time.Duration(0)
	for range 3 {
		before := used(t)
		call()
		if took := used(t) - before; best == 0 || took < best {
			best = took
		}
	}
	return best
}

// used is the processor time of this thread.
func used(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
