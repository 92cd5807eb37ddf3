package action

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

//go:embed act.ps1 remote_act.ps1
var scripts embed.FS

const (
	actScript    = "act.ps1"
	remoteScript = "remote_act.ps1"
	answerFile   = "answer.json"
)

// Limits of one order. The service waits for what it is doing before it stops,
// and whoever signs in at the console may have to look for a second factor.
const (
	limitCaptured = 5 * time.Minute
	limitConsole  = probes.ConsoleLimit
)

// Console runs a program in the terminal of whoever sits here, and returns when
// it has ended. An error means that it could not be started or did not end in
// time.
type Console func(ctx context.Context, name string, args ...string) (code int, err error)

// Config is what an Actor needs.
type Config struct {
	Exec     powershell.Exec // runs where nobody is asked anything; nil means [powershell.System]
	Console  Console         // nil: there is no terminal to sign in at
	Clock    probes.Clock    // the zero value means the system's
	Computer string          // host of the Connect server; "" means this machine
}

// Actor runs act.ps1, here or through PowerShell remoting. It is a
// [probes.Actor], holds nothing open, and remembers nothing.
type Actor struct{ config Config }

var _ probes.Actor = (*Actor)(nil)

// New returns an Actor. It runs nothing.
func New(config Config) *Actor {
	system := probes.SystemClock()
	if config.Exec == nil {
		config.Exec = powershell.System()
	}
	if config.Clock.Now == nil {
		config.Clock.Now = system.Now
	}
	if config.Clock.After == nil {
		config.Clock.After = system.After
	}
	return &Actor{config: config}
}

// Console reports whether somebody can sign in where an order is carried out.
// Remoting has nobody at the console (about_Remote_FAQ: no interactive programs).
func (a *Actor) Console() bool { return a.config.Console != nil && a.config.Computer == "" }

// Do carries out one order.
func (a *Actor) Do(ctx context.Context, order probes.Order) (probes.Performed, error) {
	start := a.config.Clock.Now()
	folder, err := os.MkdirTemp("", "writeback-doctor-")
	if err != nil {
		return probes.Performed{}, a.obstacle(probes.NotRun, "", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	limit := limitCaptured
	console := a.Console() && switches(order.Deed)
	if console {
		limit = limitConsole
	}
	args, err := a.prepare(folder, order, console)
	if err != nil {
		return probes.Performed{}, err
	}
	ctx, cancel := a.config.Clock.Within(ctx, limit, nil)
	defer cancel()
	printed, code, err := a.run(ctx, folder, args, console)
	if err != nil {
		return probes.Performed{}, a.notRun(ctx, limit, err)
	}
	d, err := decode(printed)
	switch {
	case len(strings.TrimSpace(string(printed))) == 0 && code == 0: // stand-ins for PowerShell do that
		return probes.Performed{}, a.obstacle(probes.NotRun, "", errEmpty)
	case err != nil && code != 0:
		return probes.Performed{}, a.obstacle(probes.NotRun, strconv.Itoa(code), nil)
	case err != nil:
		return probes.Performed{}, a.obstacle(probes.Malformed, "", err)
	case d.Failed != nil:
		return probes.Performed{}, d.failure(a.config.Computer)
	}
	p := d.Performed
	p.Seen = a.config.Clock.Stamp(probes.Vantage{Place: probes.SyncServer, Host: d.Host}, start)
	if !d.At.IsZero() {
		p.At = d.At.UTC() // by the clock that stamps the events
	}
	return p, nil
}

// run runs the script and returns its document.
func (a *Actor) run(ctx context.Context, folder string, args []string, console bool) (printed []byte, code int, err error) {
	if !console {
		printed, _, code, err = a.config.Exec(ctx, powershell.Program, args...)
		return printed, code, err
	}
	if code, err = a.config.Console(ctx, powershell.Program, args...); err != nil {
		return nil, code, err
	}
	printed, err = readAtMost(filepath.Join(folder, answerFile), maxAnswer)
	if errors.Is(err, fs.ErrNotExist) { // it ended before it could write any
		return nil, code, nil
	}
	return printed, code, err
}

// switches reports whether a deed asks for an administrator of the tenant.
func switches(d probes.Deed) bool { return d == probes.SwitchOff || d == probes.SwitchOn }

// prepare writes the scripts into folder and builds the command line.
func (a *Actor) prepare(folder string, order probes.Order, console bool) ([]string, error) {
	if !powershell.PlainHost(a.config.Computer) {
		return nil, a.obstacle(probes.NameUnknown, "", nil)
	}
	for _, name := range []string{actScript, remoteScript} {
		body, err := scripts.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), body, 0o600)
		}
		if err != nil {
			return nil, a.obstacle(probes.NotRun, "", err)
		}
	}
	encoded, err := encode(order)
	if err != nil {
		return nil, a.obstacle(probes.NotRun, "", err)
	}
	args := []string{"-NoLogo", "-NoProfile"}
	if !console {
		args = append(args, "-NonInteractive")
	}
	args = append(args, "-ExecutionPolicy", "Bypass", "-File")
	act := filepath.Join(folder, actScript)
	switch {
	case console:
		return append(args, act, parameterRequest, encoded, parameterOutFile, filepath.Join(folder, answerFile)), nil
	case a.config.Computer == "":
		return append(args, act, parameterRequest, encoded), nil
	default:
		return append(args, filepath.Join(folder, remoteScript), "-ComputerName", a.config.Computer, "-Script", act, parameterRequest, encoded), nil
	}
}

// notRun classifies a program that did not start or did not end. One that did
// not end may have done everything or nothing.
func (a *Actor) notRun(ctx context.Context, limit time.Duration, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return a.obstacle(probes.TimedOut, limit.String(), err)
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), context.DeadlineExceeded):
		return a.obstacle(probes.TimedOut, limit.String(), err)
	case ctx.Err() != nil:
		return a.obstacle(probes.Stopped, "", context.Cause(ctx))
	case errors.Is(err, context.Canceled): // whoever sat there gave up
		return a.obstacle(probes.Stopped, "", err)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return a.obstacle(probes.NotRun, "", fmt.Errorf("find %s: %w", powershell.Program, err))
	default:
		return a.obstacle(probes.NotRun, "", err)
	}
}

func (a *Actor) obstacle(kind probes.Kind, code string, err error) error {
	return &probes.Obstacle{Kind: kind, Host: a.config.Computer, Needs: powershell.Program, Code: code, Err: err}
}
