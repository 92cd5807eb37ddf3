package configuration

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

func TestTheClockTellsFromWhenAPasswordMayBeChanged(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]struct{ next, wait, age string }{
		"too-young-one-second-before":    {"2026-11-23T01:12:42Z", "60", "1.00:00:00"},
		"too-young-fine-grained-hours":   {"2026-11-23T11:40:00Z", "37680", "0.12:00:00"},
		"too-young-three-days":           {"2026-11-25T20:12:41Z", "241200", "3.00:00:00"},
		"minimum-age-at-the-very-moment": {"2026-11-23T01:12:41Z", "0", "1.00:00:00"},
	} {
		args := verdictOf(t, &PasswordPolicy, file).Args
		age, _ := args["age"].Spelled()
		got := []string{args["next_at"].Text, args["wait"].Text, age}
		if want := []string{want.next, want.wait, want.age}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", file, got, want)
		}
	}
}

func TestThePolicyIsToldAsNotes(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][]string{
		"too-young-fine-grained-hours": {
			"Fine-grained policy: CN=임원 정책,CN=Password Settings Container,CN=System,DC=corp,DC=contoso,DC=co,DC=kr.",
			"Minimum password age: 12 hours.",
			"Password last set: 23 Nov 2026 08:40 KST.",
			"Last passwords that may not come again: 24. Minimum length: 8. Complexity: on.",
			"Maximum password age: 42 days.",
		},
		"minimum-age-later": {
			"Policy of the domain: DC=corp,DC=contoso,DC=co,DC=kr.",
			"Minimum password age: 1 day.",
			"Last passwords that may not come again: 24. Minimum length: 8. Complexity: on.",
			"Maximum password age: 42 days.",
		},
	} {
		if got := detailsOf(t, &PasswordPolicy, file); !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestTheCommandIsThatOfThePolicyThatApplies: a fine-grained policy that does
// not apply is not written, nor that of the domain where another one does.
func TestTheCommandIsThatOfThePolicyThatApplies(t *testing.T) {
	t.Parallel()
	const fine, domain = "Set-ADFineGrainedPasswordPolicy", "Set-ADDefaultDomainPasswordPolicy"
	for file, want := range map[string]struct{ is, not string }{
		"too-young-fine-grained-hours":   {fine, domain},
		"minimum-age-fine-grained":       {fine, domain},
		"minimum-age-later-fine-grained": {fine, domain},
		"too-young-three-days":           {domain, fine},
		"minimum-age":                    {domain, fine},
		"minimum-age-later":              {domain, fine},
	} {
		verdict := verdictOf(t, &PasswordPolicy, file)
		told := steps.Tell(&PasswordPolicy, steps.Finding{Step: PasswordPolicyID, On: verdict.On, Args: verdict.Args}, lang.English, nil)
		for _, block := range told.Remedy.Blocks {
			for _, line := range block.Lines {
				if !strings.HasPrefix(line, want.is+" -Identity '") || strings.Contains(line, want.not) {
					t.Errorf("%s: got %q, want %s for a policy by name", file, line, want.is)
				}
			}
		}
		if len(told.Remedy.Blocks) != 2 {
			t.Errorf("%s: got %d blocks, want one that mends and one that takes back", file, len(told.Remedy.Blocks))
		}
	}
	byHand := steps.Tell(&PasswordPolicy, steps.Finding{Step: PasswordPolicyID, On: "too-young", ByHand: true}, lang.English, nil)
	if text := fmt.Sprint(byHand.Remedy.Blocks); !strings.Contains(text, fine) || !strings.Contains(text, domain) {
		t.Errorf("by hand, where nobody knows whose policy it is: got %s", text)
	}
}
