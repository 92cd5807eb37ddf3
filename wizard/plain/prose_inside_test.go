package plain

import (
	"bytes"
	"strings"
	"testing"
)

// What people read stays on the page; what they copy stays in one piece.
func TestProseIsWrappedAndCommandsAreNot(t *testing.T) {
	t.Parallel()
	const long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
	address := strings.Repeat("x", 90)
	for in, want := range map[string]string{
		"[FAIL] " + long + "\n":                       "[FAIL] one two three four five six seven eight nine ten eleven twelve thirteen\n       fourteen fifteen\n",
		"  2. " + long + "\n":                         "  2. one two three four five six seven eight nine ten eleven twelve thirteen\n     fourteen fifteen\n",
		"- " + long + "\n":                            "- one two three four five six seven eight nine ten eleven twelve thirteen\n  fourteen fifteen\n",
		"    " + long + "\n":                          "    " + long + "\n",
		"  More: https://a.example/" + address + "\n": "  More:\n  https://a.example/" + address + "\n",
		"  took: 7 s " + long[:60] + " 12 user(s)\n":  "  took: 7 s " + long[:60] + "\n  12 user(s)\n",
		"\n": "\n",
	} {
		var out bytes.Buffer
		Prose(&out, in)
		if out.String() != want {
			t.Errorf("got %q, want %q", out.String(), want)
		}
	}
}
