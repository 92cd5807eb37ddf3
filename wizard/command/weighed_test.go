package command_test

import (
	"strings"
	"testing"
)

// TestWhatCountsOtherwiseIsToldAgain: a step that was broken when it was found
// and that a later proof makes a warning is told again as what it is, and so is
// a warning that an event shows to be the fault; nothing else is told twice.
func TestWhatCountsOtherwiseIsToldAgain(t *testing.T) {
	t.Parallel()
	for world, want := range map[string][]string{
		"proof-rights":       {"Judged again by what was seen later:\nEffective rights of the connector account (configuration/effective-rights)\n[WARN]"},
		"echo-cannot-change": {"Judged again by what was seen later:\nState of the user's account (configuration/user-account)\n[FAIL]"},
		"healthy":            nil,
		"rights-missing":     nil,
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			_, out, errs := run(t, nil, "check", "--world", world, "--lang", "en")
			if got := strings.Count(out, "Judged again"); got != len(want) {
				t.Errorf("told again %d times, want %d; %s", got, len(want), errs)
			}
			for _, said := range want {
				if !strings.Contains(out, said) {
					t.Errorf("does not say %q", said)
				}
			}
			_, again, _ := run(t, nil, "check", "--world", world, "--lang", "en", "--format", "json")
			if strings.Contains(again, "Judged again") {
				t.Error("the JSON says it in prose")
			}
		})
	}
}

// TestWhatIsWithdrawnIsSaidToBe: a road that was told as closed, and that was
// that of another server than the active one.
func TestWhatIsWithdrawnIsSaidToBe(t *testing.T) {
	t.Parallel()
	_, out, errs := run(t, nil, "check", "--world", "engine-staging-beside-words", "--lang", "en")
	const said = "Withdrawn, because it was seen on the wrong server: Connection to the tenant's relays (connectivity/service-bus)\n"
	if strings.Count(out, "Withdrawn") != 1 || !strings.Contains(strings.Join(strings.Fields(out), " ")+" ", strings.TrimSpace(said)) {
		t.Errorf("does not say %q once; %s", said, errs)
	}
	_, out, _ = run(t, nil, "check", "--world", "engine-staging-beside-active", "--lang", "ko")
	if strings.Contains(out, "취소한 결과") {
		t.Error("withdraws what nobody told")
	}
}
