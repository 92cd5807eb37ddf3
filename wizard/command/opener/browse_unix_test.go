//go:build linux

package opener

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTheBrowserInheritsNoSecret puts a program of its own where the one that opens
// a browser is looked for. Not parallel: the environment is that of the process.
func TestTheBrowserInheritsNoSecret(t *testing.T) {
	folder := t.TempDir()
	seen := filepath.Join(folder, "seen")
	helper := "#!/bin/sh\n(echo \"$@\"; /usr/bin/env) >" + seen + ".part\necho on the terminal\n/bin/mv " + seen + ".part " + seen + "\n"
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(helper), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	t.Setenv("WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD", "hunter22!")
	screen := func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }
	browse := SystemBrowser(screen)
	if browse == nil {
		t.Fatal("there is no browser")
	}
	for _, address := range []string{"http://login.example/", "file:///etc/passwd", "--version", ""} {
		if err := browse(address); err == nil {
			t.Errorf("opened %q", address)
		}
	}
	if err := browse("https://login.example/authorize?x=1"); err != nil {
		t.Fatal(err)
	}
	for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(seen); err == nil {
			break
		}
	}
	inherited, err := os.ReadFile(seen)
	if text := string(inherited); err != nil || strings.Contains(text, "hunter22!") || !strings.HasPrefix(text, "https://login.example/authorize?x=1\n") {
		t.Errorf("the browser got %q, %v", text, err)
	}
	for name, env := range map[string]map[string]string{"no screen": {}, "from elsewhere": {"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}} {
		if SystemBrowser(func(variable string) string { return env[variable] }) != nil {
			t.Errorf("%s: there is a browser", name)
		}
	}
}

// TestHowEverySystemOpensABrowser.
func TestHowEverySystemOpensABrowser(t *testing.T) {
	t.Parallel()
	none := func(string) string { return "" }
	for goos, want := range map[string]string{"windows": "rundll32 url.dll,FileProtocolHandler", "darwin": "open", "linux": ""} {
		if got := strings.Join(browser(goos, none), " "); got != want {
			t.Errorf("%s: got %q, want %q", goos, got, want)
		}
	}
}
