package command

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// full is a key store that keeps a sign-in.
type full struct{}

func (full) Read() ([]byte, error) { return []byte("kept"), nil }
func (full) Write([]byte) error    { return nil }
func (full) Delete() error         { return nil }

// TestSettingsFitTheTerminal: prose is broken at words, and nothing that is copied is
// broken at all: neither a path, with blanks in it too, nor a value, nor a command.
func TestSettingsFitTheTerminal(t *testing.T) {
	t.Parallel()
	const value = "ldaps://a-controller-with-a-long-name.a-domain-with-a-long-name.corp.contoso.com:636"
	for name, c := range map[string]struct {
		columns  int
		terminal bool
		want     int
	}{"60 columns": {60, true, 60}, "80 columns": {80, true, 80}, "200 columns": {200, true, 80}, "a pipe": {60, false, 80}, "unknown": {0, true, 80}} {
		for _, l := range []string{"ko", "en"} {
			for own, company := range map[string]string{"": "", "controller: " + value + "\n": "tenant: company.example\n"} {
				t.Run(name+"/"+l+"/"+own, func(t *testing.T) {
					t.Parallel()
					_, p, out := settledIn(t, own, company, nil, "settings", "--lang", l)
					p.Settings = filepath.Join(p.Settings, "a folder of somebody")
					folder := filepath.Join(p.Settings, "writeback-doctor")
					if err := os.MkdirAll(folder, 0o700); err != nil {
						t.Fatal(err)
					}
					if own != "" {
						if err := os.WriteFile(filepath.Join(folder, "settings.yaml"), []byte(own), 0o600); err != nil {
							t.Fatal(err)
						}
					}
					p.Columns, p.OutTerminal = c.columns, c.terminal
					p.Keeper = full{}
					p.Out, p.Err = out, &bytes.Buffer{}
					if code := Main(p); code != 0 {
						t.Fatalf("exit %d: %s", code, out)
					}
					said := out.String()
					whole := []string{filepath.Join(folder, "settings.yaml"), "settings --forget-sign-in", "--no-settings"}
					if own != "" {
						whole = append(whole, "\n  controller: "+value+"\n")
					}
					for _, want := range whole {
						if !strings.Contains(said, want) {
							t.Errorf("%q is broken:\n%s", want, said)
						}
					}
					for line := range strings.Lines(said) {
						line = strings.TrimRight(line, "\n")
						if ansi.StringWidth(line) > c.want && !strings.Contains(line, "settings.yaml") && !strings.Contains(line, "writeback-doctor.yaml") && !strings.HasPrefix(line, "  controller:") {
							t.Errorf("%d cells: %q", ansi.StringWidth(line), line)
						}
						if strings.ContainsRune(line, '\u00a0') {
							t.Errorf("a blank that is none: %q", line)
						}
					}
				})
			}
		}
	}
}
