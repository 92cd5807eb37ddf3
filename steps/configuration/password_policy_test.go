package configuration

import (
	"slices"
	"strings"
	"testing"
)

func TestTheClockTellsFromWhenAPasswordMayBeChanged(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]struct{ next, hours, minutes, age string }{
		"too-young-one-second-before":    {"2026-11-23T01:12:42Z", "0", "1", "1.00:00:00"},
		"too-young-fine-grained-hours":   {"2026-11-23T11:40:00Z", "10", "28", "0.12:00:00"},
		"too-young-three-days":           {"2026-11-25T20:12:41Z", "67", "0", "3.00:00:00"},
		"minimum-age-at-the-very-moment": {"2026-11-23T01:12:41Z", "0", "0", "1.00:00:00"},
	} {
		args := verdictOf(t, &PasswordPolicy, file).Args
		age, _ := args["age"].Spelled()
		got := []string{args["next_at"].Text, args["hours"].Text, args["minutes"].Text, age}
		if want := []string{want.next, want.hours, want.minutes, want.age}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", file, got, want)
		}
	}
}

func TestThePolicyIsToldAsNotes(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][]string{
		"too-young-fine-grained-hours": {
			"Fine-grained policy: CN=임원 정책,CN=Password Settings Container,CN=System,DC=corp,DC=contoso,DC=co,DC=kr.",
			"Minimum password age: 0.5 day(s); last set: 23 Nov 2026 08:40 KST.",
			"Last passwords that may not come again: 24. Minimum length: 8. Complexity: on.",
			"Maximum password age: 42 day(s).",
		},
		"minimum-age-later": {
			"Policy of the domain: DC=corp,DC=contoso,DC=co,DC=kr.",
			"Last passwords that may not come again: 24. Minimum length: 8. Complexity: on.",
			"Maximum password age: 42 day(s).",
		},
	} {
		if got := detailsOf(t, &PasswordPolicy, file); !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
