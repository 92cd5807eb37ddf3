package steps

import "context"

// lender is the key of the value that lends the terminal.
type lender struct{}

// Lending returns a context in which [Terminal] gets the terminal from lend: a
// screen gives it away as long as run takes, and draws itself again afterwards.
func Lending(ctx context.Context, lend func(run func() error) error) context.Context {
	return context.WithValue(ctx, lender{}, lend)
}

// Terminal runs what needs the terminal for itself, such as a program at whose
// prompt somebody signs in. Where nobody lends it, it is nobody else's.
func Terminal(ctx context.Context, run func() error) error {
	if lend, lent := ctx.Value(lender{}).(func(func() error) error); lent {
		return lend(run)
	}
	return run()
}
