package configuration

import (
	"slices"
	"strings"
	"testing"
)

func TestTheDatesOfAnAccountAreTold(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"locked":                "Locked out on ",
		"locked-until-unlocked": "Locked out on ",
		"usable":                "Password last set on ",
		"usable-expires-later":  "The account expires on ",
	} {
		got := detailsOf(t, &UserAccount, file)
		if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) && strings.HasSuffix(line, " KST.") }) {
			t.Errorf("%s: no line %q… with a local time in %q", file, want, got)
		}
	}
	if got := detailsOf(t, &UserAccount, "lock-ended-old-lock"); slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, "Locked out") }) {
		t.Errorf("a lock that is over is told: %q", got)
	}
}
