package command

import "example.com/writeback-doctor/steps"

// paint colours the marks of a text for a person at a terminal; nil for none.
// They are the colours of the wizard, of the sixteen that every terminal has:
// yellow only as paper, because as ink it is not seen on white.
func (a *app) paint() func(steps.Status, string) string {
	switch terminal := a.process.OutTerminal && a.flags.out == "" && a.process.Getenv("TERM") != "dumb"; {
	case a.colorless():
		return nil
	case a.flags.color == "always":
		coloured() // a console may have to be told
	case !terminal || !coloured():
		return nil
	}
	return func(s steps.Status, text string) string {
		color := map[steps.Status]string{steps.Unknown: "1;94", steps.Healthy: "1;32", steps.Warning: "30;43", steps.Broken: "1;91"}[s]
		return "\x1b[" + color + "m" + text + "\x1b[0m"
	}
}
