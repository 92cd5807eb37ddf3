package command_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
)

// drawer is a key store of a test.
type drawer struct {
	holds  string
	broken error
}

func (d *drawer) Read() ([]byte, error)   { return []byte(d.holds), nil }
func (d *drawer) Write(data []byte) error { d.holds = string(data); return d.broken }

func (d *drawer) Delete() error {
	if d.broken == nil {
		d.holds = ""
	}
	return d.broken
}

// TestAKeptSignInIsToldAndForgotten: settings says whether one is kept, forgets it,
// and never shows it; where the system has no key store that is said.
func TestAKeptSignInIsToldAndForgotten(t *testing.T) {
	t.Parallel()
	const planted = "planted-refresh-token"
	for _, c := range []struct {
		name   string
		drawer *drawer
		args   string
		code   int
		ko, en string
		left   string
	}{
		{"kept", &drawer{holds: planted}, "settings", 0, "보관되어 있습니다", "is kept in the operating system's key store", planted},
		{"not kept", &drawer{}, "settings", 0, "보관되어 있지 않습니다", "No sign-in to the tenant is kept. To keep one", ""},
		{"no key store", nil, "settings", 0, "키 저장소를 쓸 수 없습니다", "cannot use the key store", ""},
		{"forgotten", &drawer{holds: planted}, "settings --forget-sign-in", 0, "지웠습니다", "is forgotten", ""},
		{"nothing to forget", &drawer{}, "settings --forget-sign-in", 0, "보관한 로그인이 없습니다", "No sign-in is kept", ""},
		{"no key store to forget", nil, "settings --forget-sign-in", 0, "보관한 로그인이 없습니다", "No sign-in is kept", ""},
		{"cannot be forgotten", &drawer{planted, errors.New("locked")}, "settings --forget-sign-in", command.ExitUsage, "지우지 못했습니다: locked", "could not be forgotten: locked", planted},
		{"kept on no key store", nil, "check --keep-sign-in --tenant-sign-in browser", command.ExitUsage, "키체인", "the keychain of macOS", ""},
		{"kept of an application", &drawer{}, "check --keep-sign-in --tenant-sign-in azure-cli", command.ExitUsage, "사람이 로그인할 때만", "signing in as a person", ""},
		{"kept in the lab", &drawer{}, "check --keep-sign-in --world healthy", command.ExitUsage, "--keep-sign-in", "--keep-sign-in", ""},
	} {
		for l, want := range map[string]string{"ko": c.ko, "en": c.en} {
			var d drawer
			process := command.Process{
				Args: append(strings.Fields(c.args), "--lang", l), In: strings.NewReader(""), Getenv: func(string) string { return "" },
				Now: time.Now, Zone: time.UTC, Hostname: "HELPDESK-07", Version: "test",
			}
			if c.drawer != nil {
				d = *c.drawer
				process.Keeper = &d
			}
			var out, errs bytes.Buffer
			process.Out, process.Err = &out, &errs
			code := command.Main(process)
			said := strings.Join(strings.Fields(out.String()+errs.String()), " ")
			if code != c.code || !strings.Contains(said, want) || strings.Contains(said, planted) || d.holds != c.left {
				t.Errorf("%s in %s: exit %d, %q, %q left; want %d, %q and %q", c.name, l, code, said, d.holds, c.code, want, c.left)
			}
		}
	}
}
