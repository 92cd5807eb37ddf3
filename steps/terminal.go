package steps

import (
	"context"

	"example.com/writeback-doctor/probes"
)

// TerminalLimit is how long what has the terminal may keep it.
const TerminalLimit = probes.ConsoleLimit

// lender is the key of the value that lends the terminal.
type lender struct{}

// lend gives the terminal away for as long as run takes. The context that it hands to
// run ends with its own, or when whoever sits at the terminal gives up: then it
// returns [context.Canceled], whatever run came to.
type lend = func(ctx context.Context, run func(context.Context) error) error

// Lending returns a context in which [Terminal] gets the terminal from lend: a
// screen gives it away as long as run takes, and draws itself again afterwards.
func Lending(ctx context.Context, lend lend) context.Context {
	return context.WithValue(ctx, lender{}, lend)
}

// Terminal runs what needs the terminal for itself, such as a program at whose
// prompt somebody signs in. Where nobody lends it, it is nobody else's.
func Terminal(ctx context.Context, run func(context.Context) error) error {
	if lend, lent := ctx.Value(lender{}).(lend); lent {
		return lend(ctx, run)
	}
	return run(ctx)
}
