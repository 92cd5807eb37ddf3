package command

import (
	"testing"

	"github.com/atotto/clipboard"
)

// TestTheClipboardIsThatOfThePerson: over SSH that of this machine is nobody's.
func TestTheClipboardIsThatOfThePerson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		system string
		env    map[string]string
		want   bool
	}{
		{"windows", nil, true},
		{"darwin", nil, true},
		{"windows", map[string]string{"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, false},
		{"darwin", map[string]string{"SSH_TTY": "/dev/ttys001"}, false},
		{"linux", nil, false},
		{"linux", map[string]string{"DISPLAY": ":0"}, true},
		{"linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, true},
		{"linux", map[string]string{"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "x"}, false},
	} {
		got := nativeClipboard(c.system, func(name string) string { return c.env[name] }) != nil
		if want := c.want && !clipboard.Unsupported; got != want {
			t.Errorf("%s with %v: %t, want %t", c.system, c.env, got, want)
		}
	}
}
