package symptom_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/symptom"
)

// TestMarksAreNotReadOut: of a masked file the codes are told, and none of the marks
// beside them; what somebody typed is told as it stands.
func TestMarksAreNotReadOut(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"SSPR_0029": "SSPR_0029",
		"SSPR_0029 We were unable to reset your password": "SSPR_0029",
		"hr=80230619 SSPR_0029":                           "",
		"nothing of it":                                   "",
		"":                                                "",
	} {
		got := steps.Spoken(strings.Join(symptom.Masked(words), " "))
		if want != "" && got != want || strings.Contains(got, "#") {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
	for _, said := range []string{"#1 그 사용자 SSPR_0029", "no code", ""} {
		if got := steps.Spoken(said); got != said {
			t.Errorf("%q became %q", said, got)
		}
	}
}
