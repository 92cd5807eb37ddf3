// Package command is the command line: one file a command, its flags and its exit
// codes. Who opens a patient, who keeps a walk and where all is written are
// packages of their own below it, and so are the printers of rights and of a
// scan. It holds no medicine.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/saving"
)

// Exit codes of the program, the same in every format.
const (
	ExitHealthy    = 0   // healthy; warnings are allowed
	ExitBroken     = 1   // something is broken, or --strict met a warning
	ExitUnknown    = 2   // nothing is known to be broken, but not everything could be seen
	ExitUsage      = 64  // EX_USAGE of sysexits.h
	ExitFault      = 70  // EX_SOFTWARE: a fault of ours
	ExitUnwritten  = 74  // EX_IOERR: a result could not be written, for a full disk for one
	ExitInterrupt  = 130 // ended by the person
	ExitTerminated = 143 // ended by SIGTERM, SIGQUIT or SIGHUP
)

// Process is the process as the commands see it, so that tests can be one.
type Process struct {
	Args   []string // without the program's name
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Getenv func(string) string
	// ErrTerminal reports whether messages go to a terminal, where progress can
	// be rewritten in place.
	ErrTerminal bool
	Columns     int  // of that terminal; 0 where they are not known
	OutTerminal bool // reports whether output goes to a terminal, where marks have colours
	Terminal    bool // reports whether both input and output are a terminal
	Cygwin      bool // reports whether both are a terminal of Cygwin, such as that of Git for Windows
	Legacy      bool // reports whether it is a console that takes no control sequences: the legacy one of Windows
	// Editor reports whether it runs in the pane of Windows PowerShell ISE, which is no
	// console, and in which nothing arrives that a person types.
	Editor bool
	Alone  bool // reports whether the window closes with this program: a double-click opened it
	// Secret asks for a password without showing it, until ctx ends; nil when
	// there is no terminal.
	Secret func(ctx context.Context, prompt string) ([]byte, error)
	Now    func() time.Time
	Zone   *time.Location
	// SystemProxy names the proxy for an URL where the environment names none;
	// nil when there is no such setting.
	SystemProxy func(*url.URL) (*url.URL, error)
	// Browse opens an address in this person's browser; nil when there is none.
	Browse func(address string) error
	// Keeper is the key store of this system for a person's sign-in to the tenant;
	// nil where it offers none to a program without cgo.
	Keeper graph.Keeper
	// Displayed is the language in which the system shows itself to this person,
	// as "ko-KR"; "" where it has none, but only the environment's.
	Displayed string
	Hostname  string
	Version   string
	Commit    string // of the source, with its day; "" when it is not known
	State     string // folder of what this person's programs keep from run to run; "" for none
	Settings  string // folder of this person's settings; "" for none
	Program   string // path of the program itself; "" when it is not known

	// Spare lets garbage be collected earlier from then on, which costs time and
	// saves memory; nil where the process is not ours alone.
	Spare func()

	KerberosFile string // krb5.conf unless KRB5_CONFIG names another; it need not be there
	TicketCache  string // of whoever runs this, unless KRB5CCNAME names another; it need not be there
}

// exitError carries an exit code to Main. Its message, if any, was printed.
type exitError struct{ code int }

func (e *exitError) Error() string { return fmt.Sprintf("exit with %d", e.code) }

// Main runs the command line and returns the exit code.
func Main(p Process) int {
	ctx, lent, stop := signals(context.Background())
	defer stop()
	a := newApp(p, saidLanguage(p.Args, chooseLanguage(p)))
	a.lends = lent
	defer a.output.End()
	root := a.root()
	root.SetArgs(append([]string{}, p.Args...)) // nil would be the arguments of this process
	root.SetIn(p.In)
	err := a.caught(func() error { return root.ExecuteContext(ctx) })
	code := a.code(ctx, undelivered(err, a.output.Delivered()))
	if p.Alone && p.Terminal && code != ExitTerminated {
		linger(p, a.output)
	}
	return code
}

// linger keeps a window that closes with the program until somebody has read it.
func linger(p Process, o *output.Output) {
	o.Complain(lang.Text{
		Ko: "Enter 키를 누르면 이 창이 닫힙니다.", En: "Press Enter to close this window.",
	}.In(o.Language))
	_, _ = p.In.Read(make([]byte, 1)) // the end of the input closes it too
}

// undelivered is what a command came to whose output was not taken: its
// verdict, which nobody could read, does not count.
func undelivered(err, failed error) error {
	var exit *exitError
	switch {
	case failed == nil, errors.As(err, &exit) && exit.code >= ExitInterrupt:
		return err
	case err != nil && exit == nil && !errors.Is(err, failed): // another fault came first
		return err
	}
	return output.Failed("", failed, lang.Text{
		Ko: "결과를 끝까지 출력하지 못했습니다. 출력을 받는 프로그램이나 디스크를 확인하십시오. 자세히: {why}",
		En: "The output could not be written to its end. Check the program or the disk that takes it. Details: {why}",
	}, lang.Args{"why": failed.Error()})
}

// code turns what a command returned into an exit code, and prints what has
// not been printed.
func (a *app) code(ctx context.Context, err error) int {
	if crash, ok := errors.AsType[*crashError](err); ok {
		a.tellCrash(crash)
		return ExitFault
	}
	if code, ended := interrupted(ctx); ended && err != nil {
		return code
	}
	var exit *exitError
	var mistake *misuse.Error
	var world *output.Error
	switch {
	case err == nil:
		return ExitHealthy
	case errors.As(err, &exit):
		return exit.code
	case errors.As(err, &mistake):
		a.output.Complain(mistake.Text.In(a.output.Language))
		return ExitUsage
	case errors.As(err, &world):
		a.output.Complain(world.Text.In(a.output.Language))
		return ExitUnwritten
	default:
		a.output.Complain(lang.Clean(a.output.Sweeper().Value(err.Error())))
		return ExitFault
	}
}

func interrupted(ctx context.Context) (code int, ended bool) {
	switch {
	case ctx.Err() == nil:
		return 0, false
	case errors.Is(context.Cause(ctx), errTerminated):
		return ExitTerminated, true
	default:
		return ExitInterrupt, true
	}
}

// app is one run of the program.
type app struct {
	process Process
	output  *output.Output
	opener  *opener.Opener
	saver   *saving.Saver
	flags   flags
	lends   func(on bool)  // is told when the terminal is lent to another program; nil outside Main
	walking *steps.Patient // whose walk is worth saving when the program crashes; nil for none
}

func newApp(p Process, l lang.Language) *app {
	a := &app{process: p}
	secrets := func() []probes.Secret { return a.opener.Secrets() }
	a.output = output.New(p.Out, p.Err, secrets)
	a.output.Language = l
	a.saver = saving.New(p.Version, p.Zone, a.output, secrets)
	a.opener = opener.New(opener.Process{
		Getenv: p.Getenv, Secret: p.Secret, Now: p.Now, Zone: p.Zone, SystemProxy: p.SystemProxy, Hostname: p.Hostname,
		KerberosFile: p.KerberosFile, TicketCache: p.TicketCache, Browse: p.Browse, Keeper: p.Keeper,
	}, &a.flags.Said, a.output, a.saver.Keep)
	return a
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "writeback-doctor", SilenceUsage: true, SilenceErrors: true,
		Version: a.process.Version, Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return a.wizard(c.Context(), wizard.Start{}) },
	}
	root.SetOut(a.output.Out) // the command of completions takes it as it stands
	root.SetErr(a.output.Err)
	root.SetFlagErrorFunc(badFlag(a.process.Args))
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error { return a.prepare(c) }
	a.flags.own = a.flags.of(root) // until another one runs
	a.flags.bindForecast(root)
	a.flags.bindLicenses(root)
	a.flags.common(root)
	a.flags.facts(root)
	if len(a.process.Args) == 0 { // the wizard: nobody names a command or asks for help, and the first picture waits
		return root
	}
	root.SetVersionTemplate(versionText(a.process, a.output.Language))
	root.AddCommand(a.labCommand(), a.checkCommand(), a.collectCommand(), a.openCommand(), a.rightsCommand(), a.scanCommand(), landedCommand(a), a.treeCommand(), a.licensesCommand(), settingsCommand(a))
	describe(root, &a.flags, a.output.Language)
	if shellAsks(a.process.Args) {
		a.flags.completeValues(root, a.output.Language)
	}
	return root
}

// prepare takes the flags of the command that runs, and reads what holds for
// every command: the language and the answers.
func (a *app) prepare(c *cobra.Command) error {
	a.flags.own = a.flags.of(c)
	if err := a.readAnswers(c); err != nil {
		return err
	}
	if l, known := lang.Parse(a.flags.lang); known {
		a.output.Language = l
	}
	a.opener.Masked, a.saver.Mask = a.flags.mask, a.flags.mask
	if err := a.flags.checkValues(c); err != nil {
		return err
	}
	if err := obeyCompany(a, c); err != nil {
		return err
	}
	if err := readForecast(a); err != nil {
		return err
	}
	if err := readLicenses(a); err != nil {
		return err
	}
	return a.checkIdle(c)
}
