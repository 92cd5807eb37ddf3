package plain_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// TestTheRequestIsShownUnbroken, at the finding behind all other choices and at the end
// by its letter, for whoever mends it by name. Without somebody who can make it, nothing
// is offered.
func TestTheRequestIsShownUnbroken(t *testing.T) {
	t.Parallel()
	const said = "To network team: longer than the forty columns of this terminal"
	can := func(w *plain.Walker) {
		w.Request = func(_ *steps.Patient, f *steps.Finding) []string { return []string{said, string(f.Step)} }
	}
	offers := map[lang.Language]string{lang.English: "Show the request to send: network team", lang.Korean: "보낼 요청문 보기: 네트워크 담당자"}
	for l, offer := range offers {
		for at, lines := range map[string][]string{
			"at the finding": {"k@c", "1", "", "10", "1", ""}, "at the end": {"k@c", "1", "", "1", "r", ""}, "in Korean letters": {"k@c", "1", "", "1", "ㄱ", ""},
		} {
			out, err := taking(t, can, l, lines...)
			if err != nil {
				t.Fatalf("%s: %v\n%s", at, err, out)
			}
			if strings.Count(out, "\n"+said+"\nconfiguration/a\n\n") != 1 {
				t.Errorf("%s: the request does not stand there once, unbroken:\n%s", at, out)
			}
			if !strings.Contains(joinedLines(out), "10) "+offer) || !strings.Contains(joinedLines(out), "r) "+offer) {
				t.Errorf("%s: %q is not offered:\n%s", at, offer, out)
			}
		}
		if out, err := taking(t, nil, l, "k@c", "1", "", "1", ""); err != nil || strings.Contains(joinedLines(out), offer) {
			t.Errorf("offered by nobody (%v):\n%s", err, out)
		}
	}
}
