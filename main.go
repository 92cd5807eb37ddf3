// Command writeback-doctor finds out why Microsoft Entra password writeback
// does not work, who can fix it, how, and whether the fix holds.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/command/pane"
	"example.com/writeback-doctor/wizard/hidden"
)

// memory is from where on garbage is collected without waiting for more of it,
// in bytes. The most that a walk, a scan or a large file needs is less.
const memory = 128 << 20

// version and built are set when a release is built, the second to the commit
// and its day, without a blank. Else the go command knows of what it built.
var (
	version = "dev"
	built   string //nolint:gochecknoglobals // the linker sets it
)

// spare is by how many percent of what is in use memory grows before garbage is
// collected where a command asks to be thrifty.
const spare = 50

func main() {
	// Korean locales make go-runewidth count box lines double, and no other
	// library here does; frames must be equal everywhere.
	runewidth.EastAsianWidth = false
	runewidth.DefaultCondition.EastAsianWidth = false
	cobra.MousetrapHelpText = "" // a double-click in Explorer starts the wizard
	os.Exit(run())
}

func run() (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(os.Stderr, "writeback-doctor: 프로그램 오류 / a fault of this program: %v\n%s", fault, debug.Stack()) //nolint:gosmopolitan // both, whatever the language was
			code = command.ExitFault
		}
	}()
	host, err := os.Hostname()
	if err != nil {
		host = ""
	}
	debug.SetMemoryLimit(memory) // what would be collected later is collected before
	in, out := int(os.Stdin.Fd()), int(os.Stdout.Fd())
	p := command.Process{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: takeSecrets(),
		ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		OutTerminal: term.IsTerminal(out),
		Terminal:    term.IsTerminal(in) && term.IsTerminal(out),
		Cygwin:      isatty.IsCygwinTerminal(os.Stdin.Fd()) && isatty.IsCygwinTerminal(os.Stdout.Fd()),
		Editor:      pane.Editor(), Alone: command.OwnConsole(), Legacy: command.Legacy(), Displayed: command.Displayed(),
		Now: time.Now, Zone: time.Local,
		Hostname: host, Version: version, Commit: commit(), SystemProxy: opener.SystemProxy(),
	}
	if wide, _, err := term.GetSize(out); err == nil {
		p.Columns = wide
	}
	p.Spare = func() { debug.SetGCPercent(spare) }
	p.Browse = opener.SystemBrowser(p.Getenv)
	p.State, p.Settings, p.Program = stateFolder(p.Getenv), settingsFolder(), programPath()
	p.Keeper = graph.SystemKeeper(p.State)
	if uid := os.Getuid(); uid >= 0 { // not Windows
		p.KerberosFile, p.TicketCache = "/etc/krb5.conf", fmt.Sprintf("/tmp/krb5cc_%d", uid)
	}
	if term.IsTerminal(in) && !p.Editor {
		p.Secret = func(ctx context.Context, prompt string) ([]byte, error) {
			return hidden.Ask(ctx, os.Stdin, os.Stderr, prompt)
		}
	}
	return command.Main(p)
}

// commit is of which source the program was built, as far as that is known.
func commit() string {
	if built != "" {
		return strings.ReplaceAll(built, "_", " ")
	}
	info, known := debug.ReadBuildInfo()
	if !known {
		return ""
	}
	said := map[string]string{}
	for _, s := range info.Settings {
		said[s.Key] = s.Value
	}
	revision, day := said["vcs.revision"], said["vcs.time"]
	if revision == "" {
		return ""
	}
	text := revision[:min(12, len(revision))]
	if day, _, _ = strings.Cut(day, "T"); day != "" {
		text += ", " + day
	}
	if said["vcs.modified"] == "true" {
		text += ", modified"
	}
	return text
}

// stateFolder is where this person's programs keep what outlives a run but is no
// setting (XDG Base Directory Specification 0.8; on Windows, what stays on this
// machine); "" where there is none.
func stateFolder(getenv func(string) string) string {
	if named := getenv("XDG_STATE_HOME"); filepath.IsAbs(named) { // others are to be ignored
		return named
	}
	if runtime.GOOS == "windows" {
		return getenv("LOCALAPPDATA")
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil || !filepath.IsAbs(home):
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	default:
		return filepath.Join(home, ".local", "state")
	}
}

// settingsFolder is where this person's settings are; "" where there is none.
func settingsFolder() string {
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return folder
}

// programPath is the program itself, "" where the system does not tell.
func programPath() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return path
}

// takeSecrets takes the secrets out of the environment before anything is
// started that could inherit them (the clipboard's helper that a text field
// starts, for one), and returns what still knows them.
func takeSecrets() func(name string) string {
	kept := map[string]string{}
	for _, name := range probes.SecretVariables() {
		kept[name] = os.Getenv(name)
	}
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); probes.SecretVariable(name) {
			_ = os.Unsetenv(name) // it fails for no name that stands there
		}
	}
	return func(name string) string {
		if value, secret := kept[name]; secret {
			return value
		}
		return os.Getenv(name)
	}
}
