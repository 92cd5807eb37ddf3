package scanned

import (
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/steps/tell"
)

// TestTheWordsOfARightAreBlanksOfItsStep: what the scan says of a cause is
// filled with what effective-rights tells.
func TestTheWordsOfARightAreBlanksOfItsStep(t *testing.T) {
	t.Parallel()
	said := map[lang.Text]bool{}
	for _, args := range []tell.Args{
		{}, {configuration.RightsStop: tell.DN.Of("OU=a")}, {configuration.RightsTrustee: tell.Account.Of("b")},
	} {
		text := (&Scan{}).rightsDetail(&scan.Cause{Step: configuration.EffectiveRightsID, Status: steps.Broken, Args: args})
		said[text] = true
		for _, blank := range append(lang.Blanks(text.Ko), lang.Blanks(text.En)...) {
			if _, declared := configuration.EffectiveRights.Blanks[blank]; !declared {
				t.Errorf("%q: {%s} is no blank of %s", text.En, blank, configuration.EffectiveRightsID)
			}
		}
	}
	if len(said) != 3 {
		t.Errorf("%d sentences, want one for each of three", len(said))
	}
}
