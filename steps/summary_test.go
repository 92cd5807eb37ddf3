package steps

import "testing"

// TestOnlyWhatIsHealthyIsCalledSo holds every status, a walk that is over and
// one that is not.
func TestOnlyWhatIsHealthyIsCalledSo(t *testing.T) {
	t.Parallel()
	const (
		found, more     = "The cause that stops password writeback was found.", "More than one fault stops password writeback. This is the one to fix first."
		unseen          = "No fault was found, but not everything could be seen yet."
		unseenWarned    = unseen + " There is a warning."
		warned, healthy = "Nothing is broken. There is a warning.", "Everything that was checked is healthy."
	)
	cause := &Finding{Step: "s/a"}
	for _, c := range []struct {
		d          Diagnosis
		open, over string
	}{
		{Diagnosis{Status: Healthy}, unseen, healthy},
		{Diagnosis{Status: Warning, Cause: cause}, unseen, warned},
		{Diagnosis{Status: Unknown}, unseen, unseen},
		{Diagnosis{Status: Unknown, Cause: cause}, unseenWarned, unseenWarned},
		{Diagnosis{Status: Broken, Cause: cause}, found, found},
		{Diagnosis{Status: Broken, Cause: cause, Others: []Finding{{}}}, more, more},
		{Diagnosis{Status: 9}, unseen, unseen},
	} {
		if got := overall(c.d, false, false); got.En != c.open {
			t.Errorf("%v, not over: got %q, want %q", c.d.Status, got.En, c.open)
		}
		if got := overall(c.d, true, false); got.En != c.over {
			t.Errorf("%v, over: got %q, want %q", c.d.Status, got.En, c.over)
		}
	}
	for _, c := range []struct {
		d    Diagnosis
		over bool
		want string
	}{{Diagnosis{}, false, "Nothing has been checked yet."}, {Diagnosis{}, true, unseen}, {Diagnosis{Cause: cause, Unheld: true}, false, "This follows from what was said alone. Nothing of the environment was looked at."}} {
		if got := overall(c.d, c.over, true); got.En != c.want {
			t.Errorf("nothing looked at, over %v: got %q, want %q", c.over, got.En, c.want)
		}
	}
}
