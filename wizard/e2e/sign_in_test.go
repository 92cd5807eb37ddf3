//go:build unix

package e2e_test

import (
	"testing"
	"time"
)

// TestSigningInOnATerminal has the built program sign in to the tenant of a world:
// with a code that is on the screen until somebody has entered it, with the
// browser in its place, and not at all. The walk begins each time, and the
// terminal comes back.
func TestSigningInOnATerminal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ first, then string }{
		"sign-in-device-code":           {"", "helpdesk@contoso.com"},
		"sign-in-device-code-forbidden": {"", "helpdesk@contoso.com"},
		"blind-sign-in-declined":        {"", "Nobody signed in to the tenant"},
		"blind-sign-in-expired":         {"L A B 7 X Q 2 P D", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, "lab", name)
			if c.first != "" {
				s.await(60*time.Second, c.first)
			}
			if c.then != "" {
				s.await(60*time.Second, c.then)
			}
			s.quit("once more")
			s.exit(60 * time.Second)
		})
	}
}
