package plain

import (
	"bytes"
	"fmt"
	"testing"
)

// TestLinesHangBehindWhatLeadsThem, in both languages: a mark, a number of one digit
// or two, a dash. A command is left as it is.
func TestLinesHangBehindWhatLeadsThem(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"[FAIL] one two three four":     "[FAIL] one two\n       three four\n",
		"[고장] 하나 둘 셋 넷":                 "[고장] 하나 둘 셋\n       넷\n",
		"10) one two three four":        "10) one two three\n    four\n",
		"  - one two three four":        "  - one two three\n    four\n",
		"    Set-ADUser -Identity kim@": "    Set-ADUser -Identity kim@\n",
	} {
		var out bytes.Buffer
		fmt.Fprintln(&wrapping{out: &out, width: 19}, said)
		if out.String() != want {
			t.Errorf("got\n%swant\n%s", out.String(), want)
		}
	}
}
