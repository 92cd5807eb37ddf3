package probes_test

import (
	"errors"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// What a value is, wherever a write ends.
func TestValuesAreCountedBeforeTheyAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		most int
		ok   bool
	}{
		{`{"a":[1,2,3]}`, 4, true},
		{`{"a":[1,2,3]}`, 3, false},
		{`[{},{},{}]`, 6, true},
		{`[{},{},{}]`, 5, false},
		{`["{,[,","\",{","\\"]`, 3, true},
		{`["{,[,","\",{","\\",[]]`, 4, false},
		{strings.Repeat("[", 200), 1000, true},
		{strings.Repeat("[", 201), 1000, false},
		{strings.Repeat("[]", 900), 1000, true},
		{"", 1, true},
	} {
		for _, size := range []int{1, 2, 3, len(c.text) + 1} {
			meter, err := &probes.ValueMeter{Most: c.most}, error(nil)
			for at := 0; at < len(c.text) && err == nil; at += size {
				_, err = meter.Write([]byte(c.text[at:min(at+size, len(c.text))]))
			}
			if _, refused := errors.AsType[*probes.TooManyError](err); refused == c.ok || refused != (err != nil) {
				t.Errorf("%.30s at most %d, %d bytes at once: %v, want accepted %v", c.text, c.most, size, err, c.ok)
			}
		}
	}
}
