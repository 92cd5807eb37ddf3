package steps

import (
	"fmt"
	"sync"

	"example.com/writeback-doctor/probes"
)

// Together runs functions side by side, at most limit of them at a time (0
// for all at once), and waits for all. A panic ends the one function in which
// it happens, and not the program with the person's terminal: the error is
// then an obstacle of kind Crashed.
func Together(limit int, work ...func()) error {
	if limit <= 0 {
		limit = max(1, len(work))
	}
	slots := make(chan struct{}, limit)
	faults := make([]error, len(work))
	var group sync.WaitGroup
	for i, do := range work {
		group.Go(func() {
			slots <- struct{}{}
			defer func() {
				if fault := recover(); fault != nil {
					faults[i] = &probes.Obstacle{Kind: probes.Crashed, Err: fmt.Errorf("panic: %v", fault)}
				}
				<-slots
			}()
			do()
		})
	}
	group.Wait()
	for _, fault := range faults {
		if fault != nil {
			return fault
		}
	}
	return nil
}
