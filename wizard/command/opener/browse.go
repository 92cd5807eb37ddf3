package opener

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"

	"example.com/writeback-doctor/probes"
)

// browser is the program that opens an address in the browser of whoever sits
// here; nothing where there is no screen for one.
func browser(goos string, getenv func(string) string) []string {
	switch goos {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		return []string{"open"}
	default:
		if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
			return nil // one that draws on our own terminal is none
		}
		return []string{"xdg-open"}
	}
}

// SystemBrowser opens an address in this person's browser; nil when there is
// none. What it starts inherits no secret and does not write to our terminal.
func SystemBrowser(getenv func(string) string) func(address string) error {
	program := browser(runtime.GOOS, getenv)
	if len(program) == 0 || getenv("SSH_CONNECTION") != "" { // there nobody would see it
		return nil
	}
	path, err := exec.LookPath(program[0])
	if err != nil {
		return nil
	}
	return func(address string) error {
		if parsed, err := url.Parse(address); err != nil || parsed.Scheme != "https" {
			return fmt.Errorf("open in a browser: %w", url.InvalidHostError(address))
		}
		started := exec.Command(path, append(program[1:], address)...) //nolint:noctx // the browser outlives the sign-in
		started.Env = probes.WithoutSecrets(os.Environ())
		if err := started.Start(); err != nil {
			return fmt.Errorf("open in a browser: %w", err)
		}
		go func() {
			defer func() { _ = recover() }()
			_ = started.Wait() // whatever it came to, the person sees
		}()
		return nil
	}
}
