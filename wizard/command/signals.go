package command

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// errTerminated is the cause of a context that SIGTERM ended, or a signal that
// means as much: SIGQUIT, and SIGHUP of a terminal that was closed.
var errTerminated = errors.New("terminated")

// signals ends the context with a cause that says which signal it was.
func signals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGHUP)
	go func() {
		select {
		case s := <-caught:
			if s == os.Interrupt {
				cancel(context.Canceled)
			} else {
				cancel(errTerminated)
			}
			signal.Stop(caught) // the second one ends the process at once
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(caught); cancel(context.Canceled) }
}
