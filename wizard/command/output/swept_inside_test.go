package output

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/casefile"
)

// TestAttackSecretsCutInTwo prints a secret in two writes, cut at every place,
// and byte by byte. It never comes out whole, and all else does.
func TestAttackSecretsCutInTwo(t *testing.T) {
	t.Parallel()
	for name, secret := range map[string]string{
		"plain": "hunter22!", "it begins as it ends": "ab12ab12", "one letter": "aaaaaaa1", "Hangul": "비밀번호입니다!1", "lines": "line1\nline2",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const before, after = "aab a ", " ba\nline1 h\n"
			want := before + probes.Hidden + after
			for cut := range len(secret) + 1 {
				if got := through(secret, before+secret[:cut], secret[cut:]+after); got != want {
					t.Errorf("%q cut at %d: got %q, want %q", secret, cut, got, want)
				}
			}
			if got := through(secret, strings.Split(before+secret+after, "")...); got != want {
				t.Errorf("%q letter by letter: got %q, want %q", secret, got, want)
			}
			if got, want := through(secret, before, secret[:len(secret)-1]), before+secret[:len(secret)-1]; got != want {
				t.Errorf("%q without its end: got %q, want %q", secret, got, want)
			}
		})
	}
}

// through writes parts through the net.
func through(secret string, parts ...string) string {
	var out bytes.Buffer
	net := &sweeping{to: &out, sweeper: func() casefile.Sweeper { return casefile.NewSweeper(probes.NewSecret(secret)) }}
	for _, part := range parts {
		if n, err := fmt.Fprint(net, part); n != len(part) || err != nil {
			panic("a short write")
		}
	}
	net.flush()
	return out.String()
}
