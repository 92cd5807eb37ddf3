package misuse

import "testing"

func TestNearestIsAFewSlipsAway(t *testing.T) {
	t.Parallel()
	among := []string{"check", "collect", "open", "rights", "scan", "tree", "lab", "us-government", "us-government-dod"}
	for word, want := range map[string]string{
		"chekc": "check", "chec": "check", "CHECK": "check", " check ": "check", "checkk": "check", "xheck": "check",
		"tee": "tree", "la": "lab", "lba": "lab", "us-govrnment": "us-government", "rigths": "rights",
		"col": "collect", "us-gov": "", "": "", "x": "", "help": "", "bal": "", "o": "", "점검": "", "scn": "scan", "sc": "scan",
	} {
		if got := nearest(word, among); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := nearest("check", nil); got != "" {
		t.Errorf("got %q among nothing", got)
	}
}

func TestSlips(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "", 2}, {"ab", "ba", 1}, {"abc", "ca", 3}, {"kitten", "sitting", 3}, {"점검", "점건", 1}, {"same", "same", 0}} {
		if got := slips(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
