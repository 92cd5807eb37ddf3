//go:build unix

package hidden

import (
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// stops gives the echo back while the program is stopped with Ctrl+Z, which a
// shell does not do, and takes it again once the program goes on. It returns
// what ends that.
func stops(fd int, shown *term.State, again func()) func() {
	caught := make(chan os.Signal, 1)
	over, done := make(chan struct{}), make(chan struct{})
	signal.Notify(caught, syscall.SIGTSTP)
	go func() {
		defer close(done)
		for {
			select {
			case <-over:
				return
			case <-caught:
			}
			silent, err := term.GetState(fd)
			_ = term.Restore(fd, shown) // it was read from there
			stop()
			if err == nil {
				_ = term.Restore(fd, silent)
			}
			again()
		}
	}()
	return func() {
		signal.Stop(caught)
		close(over)
		<-done
	}
}

// stop stops this process as Ctrl+Z would have, and returns once it was told
// to go on.
func stop() {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, syscall.SIGCONT)
	defer signal.Stop(goOn)
	if syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) == nil { // of a process that has no other to stop for it SIGTSTP is not heeded
		<-goOn
	}
}
