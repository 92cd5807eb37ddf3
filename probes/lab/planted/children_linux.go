package planted

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// often is how often the processes are looked at: most live longer than this. A look
// takes at most one part in share of a processor, so that on a machine with many
// processes it does not slow down what it watches.
const (
	often = 20 * time.Millisecond
	share = 25
)

// Watch looks at every process below this one, at its arguments and at its
// environment, until it is stopped: how many it saw, and what stood there.
func Watch() (stop func() (seen int, found []string)) {
	ended, done := make(chan struct{}), make(chan struct{})
	w := watch{seen: map[string]bool{}, told: map[string]bool{}}
	go func() {
		defer close(done)
		for {
			began := time.Now() //nolint:forbidigo // processes live by the clock of this machine
			w.look()
			pause := max(often, (share-1)*time.Since(began)) //nolint:forbidigo // as above
			select {
			case <-ended:
				return
			case <-time.After(pause): //nolint:forbidigo // as above
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
