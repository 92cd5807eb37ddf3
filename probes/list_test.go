package probes

import (
	"encoding/json"
	"testing"
)

func TestAListThatNobodySaidIsNotEmpty(t *testing.T) {
	t.Parallel()
	type holder struct {
		Always List[string] `json:"always"`
		Left   List[string] `json:"left,omitzero"`
	}
	for name, c := range map[string]struct {
		list       List[string]
		text       string
		seen, none bool
	}{
		"nobody said": {nil, `{"always":null}`, false, false},
		"none":        {All[string](nil), `{"always":[],"left":[]}`, true, true},
		"one":         {All([]string{"a"}), `{"always":["a"],"left":["a"]}`, true, false},
		"not read":    {AllIf([]string{"a"}, false), `{"always":null}`, false, false},
		"read":        {AllIf[string](nil, true), `{"always":[],"left":[]}`, true, true},
	} {
		text, err := json.Marshal(holder{c.list, c.list})
		if err != nil || string(text) != c.text {
			t.Errorf("%s: wrote %s, %v, want %s", name, text, err, c.text)
		}
		var again holder
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		for _, list := range []List[string]{c.list, again.Always, again.Left} {
			if list.Seen() != c.seen || list.None() != c.none {
				t.Errorf("%s: seen %v, none %v; want %v, %v", name, list.Seen(), list.None(), c.seen, c.none)
			}
		}
	}
}
