package command_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestAttackSecretsOnOutput has a password that the environment sends back in
// everything that it says. It stands in no format of no command, not on
// standard output, not among the messages and not in a file.
func TestAttackSecretsOnOutput(t *testing.T) {
	t.Parallel()
	const world = "rights-missing"
	for name, c := range map[string]struct {
		args   []string
		secret string // which the world says in this format
	}{
		"check":             {[]string{"check", "-v"}, "dc1.corp.contoso.com"},
		"check as JSON":     {[]string{"check", "--format", "json"}, "dc1.corp.contoso.com"},
		"check as Markdown": {[]string{"check", "--format", "markdown"}, "dc1.corp.contoso.com"},
		"check as HTML":     {[]string{"check", "--format", "html"}, "dc1.corp.contoso.com"},
		"check with a user": {[]string{"check", "-v", "--compare", works}, "dc1.corp.contoso.com"},
		"rights":            {[]string{"rights"}, "MSOL_0a1b2c3d4e5f"},
		"rights as JSON":    {[]string{"rights", "--format", "json"}, "MSOL_0a1b2c3d4e5f"},
		"scan":              {[]string{"scan"}, "dc1.corp.contoso.com"},
		"scan as JSON":      {[]string{"scan", "--format", "json"}, "dc1.corp.contoso.com"},
		"scan as CSV":       {[]string{"scan", "--format", "csv"}, "writeback.test@contoso.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "out")
			args := append(c.args, "--world", world, "--lang", "en")
			env := map[string]string{"WRITEBACK_DOCTOR_PASSWORD": c.secret}
			_, out, errs := commandtest.Run(t, env, args...)
			commandtest.Run(t, env, append(args, "--out", file)...)
			written, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for where, text := range map[string]string{"standard output": out, "standard error": errs, "the file": string(written)} {
				for _, form := range []string{c.secret, strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(c.secret)), "=")} {
					if strings.Contains(text, form) {
						t.Errorf("%s holds %q:\n%s", where, form, text)
					}
				}
			}
			if !strings.Contains(out+errs, "[hidden]") || !strings.Contains(string(written), "[hidden]") {
				t.Errorf("nothing was swept, so this proves nothing:\n%s", out)
			}
		})
	}
}

// TestAttackWordsOnOutput has passwords that are words of the program. What it
// prints is what it prints with any other password: no sentence has a hole that
// tells the password, and JSON is JSON.
func TestAttackWordsOnOutput(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"text", "json", "markdown", "html"} {
		args := []string{"check", "--world", "sspr-tenant-switch-off", "--lang", "en", "--format", format}
		plain := sync.OnceValues(func() (int, string) { code, out, _ := commandtest.Run(t, nil, args...); return code, out })
		for _, password := range []string{"configuration", "password", "Microsoft"} {
			t.Run(password+" as "+format, func(t *testing.T) {
				t.Parallel()
				code, want := plain()
				got, out, _ := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_PASSWORD": password}, args...)
				if format == "json" && !json.Valid([]byte(out)) {
					t.Errorf("no JSON: %s", out)
				}
				if got != code || strings.Contains(out, "[hidden]") || strings.Count(out, password) != strings.Count(want, password) {
					t.Errorf("exit %d, want %d; %d times the word, want %d:\n%s", got, code,
						strings.Count(out, password), strings.Count(want, password), out)
				}
			})
		}
	}
}
