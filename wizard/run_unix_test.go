//go:build unix

package wizard

import (
	"syscall"
	"testing"
)

// TestSignalEndsInOrder is not parallel: the signal goes to the whole process.
func TestSignalEndsInOrder(t *testing.T) {
	for signal, want := range map[syscall.Signal]Ending{
		syscall.SIGTERM: Terminated, syscall.SIGHUP: Terminated, syscall.SIGINT: Interrupted,
	} {
		s := onStage(t, fixtureConfig(fixturePatient(fixtureRunner())))
		s.until("어디에서")
		if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		result, err := s.ended()
		if err != nil || result.Ending != want {
			t.Errorf("%v: got %v %v, want %v", signal, result.Ending, err, want)
		}
	}
}
