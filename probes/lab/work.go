package lab

import (
	"runtime"
	"runtime/metrics"
)

// work says whether any goroutine of the process works.
type work struct {
	samples []metrics.Sample
	outside uint64 // goroutines that have been outside Go for long
	since   int    // beats since when there are more
}

const (
	inGo   = iota
	inLine // runnable, but not running
	offGo  // in a system call
)

// settled is after how many beats in a system call a goroutine is held for one
// that waits there: for a key, or for a signal. Until then it may as well be
// one that the kernel has not let go on.
const settled = 250

func newWork() *work {
	return &work{samples: []metrics.Sample{
		inGo:   {Name: "/sched/goroutines/running:goroutines"},
		inLine: {Name: "/sched/goroutines/runnable:goroutines"},
		offGo:  {Name: "/sched/goroutines/not-in-go:goroutines"},
	}}
}

// going reports whether anybody but the caller works. A thread that looks for
// work, or puts the last of it away, counts as running for a moment: who is
// alone is so at one of a few looks.
func (w *work) going() bool {
	const looks = 3
	for range looks {
		metrics.Read(w.samples)
		if w.samples[inGo].Value.Uint64() <= 1 && w.samples[inLine].Value.Uint64() == 0 {
			return w.away(w.samples[offGo].Value.Uint64())
		}
		runtime.Gosched()
	}
	return true
}

// away reports whether more goroutines than usual are in system calls.
func (w *work) away(n uint64) bool {
	if n <= w.outside {
		w.outside, w.since = n, 0
		return false
	}
	if w.since++; w.since > settled {
		w.outside, w.since = n, 0
	}
	return true
}
