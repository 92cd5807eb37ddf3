package command

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// errTerminated is the cause of a context that SIGTERM ended, or a signal that
// means as much: SIGQUIT, and SIGHUP of a terminal that was closed.
var errTerminated = errors.New("terminated")

// signals ends the context with a cause that says which signal it was. While lent
// says that the terminal is, an interrupt is for whoever has it, and ends nothing here.
func signals(ctx context.Context) (_ context.Context, lent func(on bool), stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGHUP)
	var away atomic.Bool
	go func() {
		for {
			select {
			case s := <-caught:
				switch {
				case s == os.Interrupt && away.Load():
					continue
				case s == os.Interrupt:
					cancel(context.Canceled)
				default:
					cancel(errTerminated)
				}
				signal.Stop(caught) // the second one ends the process at once
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, away.Store, func() { signal.Stop(caught); cancel(context.Canceled) }
}
