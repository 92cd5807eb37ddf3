package stepstest

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/lang"
)

func both(t *testing.T, where string, text lang.Text) {
	t.Helper()
	if strings.TrimSpace(text.Ko) == "" || strings.TrimSpace(text.En) == "" {
		t.Errorf("%s lacks a language: %+v", where, text)
	}
	ko, en := lang.Blanks(text.Ko), lang.Blanks(text.En)
	slices.Sort(ko)
	slices.Sort(en)
	if !slices.Equal(ko, en) {
		t.Errorf("%s: blanks differ: ko %v, en %v", where, ko, en)
	}
	if hangul.MatchString(text.En) {
		t.Errorf("%s: the English text holds Hangul: %s", where, text.En)
	}
}

func title(t *testing.T, where string, text lang.Text) {
	t.Helper()
	both(t, where, text)
	if strings.HasSuffix(text.Ko, ".") || strings.HasSuffix(text.En, ".") {
		t.Errorf("%s is a title and ends in a full stop", where)
	}
}

func sentence(t *testing.T, where string, text lang.Text) {
	t.Helper()
	both(t, where, text)
	if !strings.HasSuffix(text.Ko, ".") || !strings.HasSuffix(text.En, ".") {
		t.Errorf("%s is a sentence and does not end in a full stop: %+v", where, text)
	}
	if strings.Contains(text.En, "!") || strings.Contains(text.Ko, "!") {
		t.Errorf("%s has an exclamation mark", where)
	}
}

// particle finds a Korean particle right behind a blank, whose form depends
// on the last sound of what fills it.
var particle = regexp.MustCompile(`\}(을|를|이|가|은|는|과|와|으로|로|이라|라)([^\p{Hangul}]|$)`)

func particles(t *testing.T, where string, text lang.Text) {
	t.Helper()
	if found := particle.FindString(text.Ko); found != "" {
		t.Errorf("%s: particle on a blank %q in %q", where, found, text.Ko)
	}
}
