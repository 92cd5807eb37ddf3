//go:build unix

package wizard

import (
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
)

// onStop gives the terminal back while the program is stopped, and takes it
// once it goes on, also after a stop that no program is told of. It returns
// what ends that.
func onStop(p *tea.Program) func() {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGTSTP, syscall.SIGCONT) // from now on: the first picture is there before anything below runs
	over := make(chan struct{})
	go func() {
		p.Send(nil) // it is heard once the terminal has been taken
		defer signal.Stop(signals)
		given := false
		for {
			select {
			case <-over:
				return
			case s := <-signals:
				if !given {
					_ = p.ReleaseTerminal() // nothing more can be done for it
				}
				if given = s == syscall.SIGTSTP; given {
					_ = syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) // SIGTSTP is not heeded in a session that has no shell
				} else {
					_ = p.RestoreTerminal() // what fails here fails at the next key
				}
			}
		}
	}()
	return func() { close(over) }
}
