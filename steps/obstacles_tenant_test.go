package steps

import (
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// TestEveryListedNumberHasItsOwnSentence, which shows the number, in both
// languages; any other number is told.
func TestEveryListedNumberHasItsOwnSentence(t *testing.T) {
	t.Parallel()
	rejected := func(code string, l lang.Language) string {
		return (Teller{Language: l}).Obstacle(&probes.Obstacle{Kind: probes.TokenRejected, Host: "login.microsoftonline.com", Code: code})
	}
	wanted := []string{
		"53003", "50199", "530003", "53000", "50105", "65001", "7000218", "50076", "50079", "50020", "90002", "700016", "7000215", "7000222",
	}
	for _, number := range wanted {
		if _, listed := refusedSignIns()[aadsts+number]; !listed {
			t.Errorf("%s is not explained", number)
		}
	}
	for code, row := range refusedSignIns() {
		if row.Supply != TenantApp || len(row.Who) == 0 {
			t.Errorf("%s: supply %v, who %v; want a way out and who can go it", code, row.Supply, row.Who)
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			said := rejected(code, l)
			if !strings.Contains(said, code) || said == rejected(aadsts+"1", l) || len(lang.Blanks(said)) > 0 {
				t.Errorf("%s: got %q", code, said)
			}
		}
	}
	for _, code := range []string{"AADSTS1", "AADSTS530030", "401", ""} {
		said := rejected(code, lang.English)
		if !strings.Contains(said, "rejected the sign-in") || !strings.Contains(said, code) {
			t.Errorf("%q: got %q, want the sentence of any refusal", code, said)
		}
	}
}

// TestANumberSpeaksForTokensAlone: the same words behind another kind are not
// taken for it.
func TestANumberSpeaksForTokensAlone(t *testing.T) {
	t.Parallel()
	o := &probes.Obstacle{Kind: probes.Throttled, Code: "AADSTS65001"}
	if got, other := obstruction(o), refusedSignIns()["AADSTS65001"]; got.Say == other.Say || !slices.Equal(got.Who, []Who{Helpdesk}) {
		t.Errorf("got %+v", got)
	}
}
