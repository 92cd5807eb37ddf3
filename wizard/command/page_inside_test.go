package command

import (
	"bytes"
	"testing"
)

// What people read stays on the page; what they copy stays in one piece.
func TestProseIsWrappedAndCommandsAreNot(t *testing.T) {
	t.Parallel()
	const long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
	for in, want := range map[string]string{
		"[FAIL] " + long + "\n":                    "[FAIL] one two three four five six seven eight nine ten eleven twelve thirteen\n       fourteen fifteen\n",
		"  2. " + long + "\n":                      "  2. one two three four five six seven eight nine ten eleven twelve thirteen\n     fourteen fifteen\n",
		"- " + long + "\n":                         "- one two three four five six seven eight nine ten eleven twelve thirteen\n  fourteen fifteen\n",
		"    " + long + "\n":                       "    " + long + "\n",
		"  More: https://a.example " + long + "\n": "  More: https://a.example " + long + "\n",
		"\n": "\n",
	} {
		var out bytes.Buffer
		wrapProse(&out, in)
		if out.String() != want {
			t.Errorf("got %q, want %q", out.String(), want)
		}
	}
}
