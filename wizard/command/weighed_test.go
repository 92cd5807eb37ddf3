package command_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// said are the marks that a text gives to a step, and how far each is indented.
func said(out, title string) []string {
	marks := regexp.MustCompile(`(?m)^( *\[[A-Z]+\]) `+regexp.QuoteMeta(title)).FindAllStringSubmatch(out, -1)
	var all []string
	for _, m := range marks {
		all = append(all, m[1])
	}
	return all
}

// TestAStepIsToldOnceAsItCounts: a step that was broken when it was found and
// that a later proof makes a warning is told as what it is at the end, and so is
// a warning that an event shows to be the fault; what was seen on the wrong
// server is not told at all. What follows from a step stands below it.
func TestAStepIsToldOnceAsItCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		world, title string
		want         []string
	}{
		{"proof-rights", "Effective rights of the connector account", []string{"[WARN]"}},
		{"echo-cannot-change", "State of the user's account", []string{"[FAIL]"}},
		{"healthy", "Effective rights of the connector account", []string{"[OK]"}},
		{"rights-denied", "Effective rights of the connector account", []string{"[FAIL]"}},
		{"rights-denied", "Events of the Connect server", nil}, // explained, so no further fault; see below
		{"engine-staging-beside-words", "Connection to the tenant's relays", nil},
	} {
		t.Run(c.world+" "+c.title, func(t *testing.T) {
			t.Parallel()
			_, out, errs := commandtest.Run(t, nil, "check", "--world", c.world, "--lang", "en")
			_, steps, listed := strings.Cut(out, "\n== Step by step ==\n")
			if got := said(steps, c.title); !listed || !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q; %s\n%s", got, c.want, errs, steps)
			}
		})
	}
}

// TestCheckIsReadFromTheTop: the verdict and the card stand before the steps, a
// healthy step takes one line, -v says all of it, and only colour differs where
// somebody looks.
func TestCheckIsReadFromTheTop(t *testing.T) {
	t.Parallel()
	for l, words := range map[string][3]string{
		"en": {"== Diagnosis: FAIL ==\nUser: kim@contoso.com\nCause: ", "Tell the caller: ", "\n== Step by step ==\n"},
		"ko": {"== 진단: 고장 ==\n사용자: kim@contoso.com\n원인: ", "전할 말: ", "\n== 단계별 결과 ==\n"},
	} {
		code, out, errs := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", l)
		card, list, listed := strings.Cut(out, words[2])
		if code != 1 || errs != "" || !listed || !strings.HasPrefix(card, words[0]) || !strings.Contains(card, words[1]) {
			t.Errorf("%s: exit %d, %s\n%s", l, code, errs, out)
		}
		lines := strings.Split(list, "\n")
		for i, line := range lines[:len(lines)-1] {
			if strings.Contains(line, "||||") || strings.Contains(line, map[string]string{"ko": "걸린 시간", "en": "took:"}[l]) || strings.HasPrefix(line, "  [") {
				t.Errorf("%s: without -v there is %q", l, line)
			}
			if strings.HasPrefix(line, map[string]string{"ko": "[정상]", "en": "[OK]"}[l]) && strings.HasPrefix(lines[i+1], " ") && !strings.HasPrefix(lines[i+1], "  [") {
				t.Errorf("%s: a healthy step has two lines: %q, %q", l, line, lines[i+1])
			}
		}
		_, long, _ := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", l, "-v")
		if strings.Count(long, "HELPDESK-07") < 10 || !strings.Contains(long, "CommitChanges()") || !strings.Contains(long, "||||") || !strings.Contains(long, map[string]string{"ko": "\n  [고장] ", "en": "\n  [FAIL] "}[l]) || strings.Contains(out, "CommitChanges()") {
			t.Errorf("%s: -v does not say all:\n%s", l, long)
		}
		_, painted, _ := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", l, "--color", "always")
		bare := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(painted, "")
		if strings.Contains(out, "\x1b") || !strings.Contains(painted, "\x1b[1;91m["+map[string]string{"ko": "고장", "en": "FAIL"}[l]+"]\x1b[0m ") || clockless(bare) != clockless(out) {
			t.Errorf("%s: in colour\n%s\nwithout\n%s", l, painted, out)
		}
	}
}

// clockless is a text without the lengths of looks, which differ from run to run.
func clockless(text string) string {
	return regexp.MustCompile(`\d+\.\d`).ReplaceAllString(text, "")
}
