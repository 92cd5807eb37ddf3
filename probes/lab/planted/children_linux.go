package planted

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// often is how often the processes are looked at: most live longer than this.
const often = 20 * time.Millisecond

// Watch looks at every process below this one, at its arguments and at its
// environment, until it is stopped: how many it saw, and what stood there.
func Watch() (stop func() (seen int, found []string)) {
	ended, done := make(chan struct{}), make(chan struct{})
	w := watch{seen: map[string]bool{}, told: map[string]bool{}}
	go func() {
		defer close(done)
		for {
			w.look()
			select {
			case <-ended:
				return
			case <-time.After(often): //nolint:forbidigo // processes live by the clock of this machine
			}
		}
	}()
	return func() (int, []string) {
		close(ended)
		<-done
		return len(w.seen), w.found
	}
}

type watch struct {
	seen, told map[string]bool
	found      []string
}

// look reads the parents of all processes first, so that who is below this one is
// known.
func (w *watch) look() {
	parents := map[string]string{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path) //nolint:gosec // of the system
		if err != nil {
			continue // it has ended
		}
		// pid (name) state ppid, and the name may hold brackets (proc(5)).
		rest := string(text[strings.LastIndexByte(string(text), ')')+1:])
		if fields := strings.Fields(rest); len(fields) > 1 {
			parents[filepath.Base(filepath.Dir(path))] = fields[1]
		}
	}
	self := strconv.Itoa(os.Getpid())
	for pid := range parents {
		at := parents[pid]
		for at != self && parents[at] != "" {
			at = parents[at]
		}
		if at == self {
			w.read(pid)
		}
	}
}

func (w *watch) read(pid string) {
	for _, part := range []string{"cmdline", "environ"} {
		text, err := os.ReadFile("/proc/" + pid + "/" + part) //nolint:gosec // of the system
		if err != nil || len(text) == 0 {
			continue
		}
		w.seen[pid] = true
		for _, secret := range In(string(text)) {
			if key := pid + part + secret; !w.told[key] {
				w.told[key] = true
				w.found = append(w.found, part+" of the process "+pid+" holds "+secret)
			}
		}
	}
}
