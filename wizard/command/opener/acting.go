package opener

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/reenable"
)

// Acts is what lets the steps of reenable act. Only the wizard and its line mode
// set it, because nobody else can ask for consent; a walk without questions, a
// saved one and a file have none. This is the one place that puts what can act
// behind the interfaces through which steps/reenable asks for it.
type Acts struct {
	State   string // folder of what this person's programs keep; "" for none, and nothing can be written down then
	Program string // name and version
	// Terminal reports whether somebody sits at a terminal, who could sign in there.
	Terminal bool
	Host     string // name of this machine
	Now      func() time.Time
}

// acting is what can act in one environment.
type acting struct {
	console action.Console // nil: nobody could sign in
	trail   *action.Trail  // nil: nothing can be written down
}

// here is what can act in this environment; nil where nothing may.
func (c *Acts) here() *acting {
	if c == nil {
		return nil
	}
	a := &acting{trail: c.trail(filepath.Join(c.State, "writeback-doctor"), c.Now)}
	if c.Terminal {
		a.console = lent(powershell.Attached())
	}
	return a
}

// lent is a console that takes the terminal from whoever has it.
func lent(console action.Console) action.Console {
	if console == nil {
		return nil
	}
	return func(ctx context.Context, name string, args ...string) (code int, err error) {
		err = steps.Terminal(ctx, func(ctx context.Context) error {
			var failed error
			code, failed = console(ctx, name, args...)
			return failed
		})
		return code, err
	}
}

// trail is the audit trail in a folder, nil where nothing is kept.
func (c *Acts) trail(folder string, now func() time.Time) *action.Trail {
	if c.State == "" {
		return nil
	}
	return &action.Trail{Folder: folder, Account: sync.OnceValue(accountName), Host: c.Host, Program: c.Program, Now: now}
}

// accountName is who runs this program, as this machine knows them.
func accountName() string {
	if who, err := user.Current(); err == nil && who.Username != "" {
		return who.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}

// let lets the steps of reenable act in an environment.
func (t *transports) let(env *steps.Env) {
	if t.acting == nil || t.past != nil {
		return
	}
	env.Acting = t.actor
	env.Resets = t.resets()
	if t.acting.trail != nil {
		env.Trail = t.acting.trail
	}
}

// actor leads to what can change the Connect server, by the way that leads to its
// evidence.
func (t *transports) actor(_ context.Context, facts steps.Facts) (probes.Actor, error) {
	if t.file != nil {
		return nil, &probes.Obstacle{Kind: probes.NoServer, Needs: probes.FromFile}
	}
	server, err := t.serverOf(facts)
	if err != nil {
		return nil, err
	}
	return action.New(action.Config{Exec: t.exec, Console: t.acting.console, Clock: t.clock, Computer: server}), nil
}

// Interrupted is an action in this environment that broke off, nil for none.
func (c *Acts) Interrupted() *steps.Interrupted {
	if a := c.here(); a != nil && a.trail != nil {
		return reenable.Interrupted(a.trail)
	}
	return nil
}

// Mend opens this environment by no more than the server on which an action broke
// off.
func Mend(op *Opener, broken *steps.Interrupted) (*steps.Patient, error) {
	return op.Environment(steps.Access{Facts: steps.Facts{steps.SyncServer: broken.Server}})
}

// practice is what a world of the lab keeps while somebody acts in it, so that a
// practice that is killed can be finished as the real thing is.
type practice struct{ folder string }

// practiceOf is the folder of a world, "" where nothing is kept.
func (c *Acts) practiceOf(w lab.World) practice {
	if c == nil || c.State == "" {
		return practice{}
	}
	return practice{folder: filepath.Join(c.State, "writeback-doctor", "practice", filepath.Base(w.Name))}
}

func (p practice) server() string { return filepath.Join(p.folder, "server.json") }

// resumed is the world as it stood when it was killed.
func (p practice) resumed(w lab.World) lab.World {
	if p.folder == "" {
		return w
	}
	kept, _ := w.Kept(p.server())
	return kept
}

// act lets somebody act in a world that is running.
func (p practice) act(c *Acts, running *lab.Lab, o *outside) {
	if c == nil {
		return
	}
	o.acting = &acting{console: lent(running.Console())}
	if p.folder == "" {
		return
	}
	running.Keep(p.server())
	o.acting.trail = c.trail(p.folder, running.Here().Now)
}

// leave takes away what was kept of a practice that ends in peace.
func (p practice) leave() {
	if p.folder != "" {
		_ = os.Remove(filepath.Join(p.folder, action.FileName))
		_ = os.Remove(p.folder)
		_ = os.Remove(filepath.Dir(p.folder)) // of all worlds, when none is left
	}
}
