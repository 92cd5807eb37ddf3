package casefile

import "testing"

// TestANameIsCopiedOutOfItsSentence: what stands in the code is the name, without
// the punctuation around it, and with every bracket that is its own.
func TestANameIsCopiedOutOfItsSentence(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"kim@contoso.com.":             "`kim@contoso.com`.",
		"(kim@contoso.com)":            "(`kim@contoso.com`)",
		"O:BAG:BAD:(A;;RC;;;BA)).":     "`O:BAG:BAD:(A;;RC;;;BA)`).",
		"O:BAG:BAD:(A;;RC;;;BA)":       "`O:BAG:BAD:(A;;RC;;;BA)`",
		"\"https://learn.test/a_(b)\"": "\"`https://learn.test/a_(b)`\"",
	} {
		if got := escapeWord(word, false); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}
