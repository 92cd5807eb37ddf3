package symptom

import (
	"regexp"
	"runtime"
	"strings"
	"sync"
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
// test, and counts what its own thread used; what took long has two more tries.
func TestReading64KBOfAnythingTakesLittle(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	simple, sample := regexp.MustCompile(`[0-9]+[a-z]+[0-9]`), strings.Repeat("33004 reset ", 64<<10/12)
	limit := sync.OnceValue(func() time.Duration {
		return max(mostOfReading, taken(t, func() {
			for range searches {
				simple.FindAllStringIndex(sample, -1)
			}
		}))
	})
	for name, unit := range pastes {
		text := strings.Repeat(unit, 64<<10/len(unit)+1)[:64<<10]
		took := taken(t, func() { reader.Read(text) })
		for try := 0; try < 2 && took > mostOfReading && took > limit(); try++ {
			took = min(took, taken(t, func() { reader.Read(text) }))
		}
		t.Logf("%-14s %v", name, took.Round(100*time.Microsecond))
		if took > mostOfReading && took > limit() {
			t.Errorf("%s: %v, more than %v", name, took, limit())
		}
	}
}

// taken is the processor time of a call.
func taken(t *testing.T, call func()) time.Duration {
	t.Helper()
	before := used(t)
	call()
	return used(t) - before
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
