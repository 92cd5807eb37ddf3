package version

import (
	"errors"
	"testing"
)

func TestParseReadsNumbersOnly(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want Version
		ok   bool
	}{
		{"2.6.92.0", Version{2, 6, 92, 0}, true},
		{"2.6.92", Version{2, 6, 92, 0}, true},
		{"1.1", Version{1, 1, 0, 0}, true},
		{"2", Version{}, false},
		{"", Version{}, false},
		{"2.6.92.0.1", Version{}, false},
		{"2.6.x.0", Version{}, false},
		{"2..92.0", Version{}, false},
		{"-2.6.92.0", Version{}, false},
		{"+2.6.92.0", Version{}, false},
		{" 2.6.92.0", Version{}, false},
		{"2.6.65536.0", Version{}, false},
		{"2.6.99999999999999999999.0", Version{}, false},
	} {
		got, err := Parse(test.text)
		if got != test.want || (err == nil) != test.ok {
			t.Errorf("Parse(%q) = %v, %v; want %v, ok %v", test.text, got, err, test.want, test.ok)
		}
		if err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("Parse(%q) error %v, want ErrMalformed", test.text, err)
		}
	}
}

func TestCompareIsNumericByAllParts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		v, w string
		want int
	}{
		{"2.5.79.0", "2.5.79.0", 0},
		{"2.5.9.0", "2.5.79.0", -1}, // as text it would be the newer one
		{"2.10.0.0", "2.9.0.0", 1},
		{"2.5.79.1", "2.5.79.0", 1},
		{"1.6.16.0", "2.0.3.0", -1},
	} {
		if got := Must(test.v).Compare(Must(test.w)); got != test.want {
			t.Errorf("%s against %s: got %d, want %d", test.v, test.w, got, test.want)
		}
		if got := Must(test.w).Compare(Must(test.v)); got != -test.want {
			t.Errorf("%s against %s: got %d, want %d", test.w, test.v, got, -test.want)
		}
	}
}

func TestWithinIncludesBothEnds(t *testing.T) {
	t.Parallel()
	first, last := Must("2.5.3.0"), Must("2.5.190.0")
	for text, want := range map[string]bool{
		"2.5.2.0": false, "2.5.3.0": true, "2.5.79.0": true, "2.5.190.0": true, "2.5.190.1": false, "2.6.1.0": false,
	} {
		if got := Must(text).Within(first, last); got != want {
			t.Errorf("%s within %s and %s: got %v, want %v", text, first, last, got, want)
		}
	}
}

func TestMustPanicsOnNonsense(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("Must accepted nonsense")
		}
	}()
	Must("newest")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2.6.92.0", "2.6", "", "....", "1.1.443.0", "00.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(v.String())
		if err != nil || again != v {
			t.Errorf("%q read as %v reads back as %v, %v", s, v, again, err)
		}
	})
}
