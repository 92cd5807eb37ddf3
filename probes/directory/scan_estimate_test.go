package directory_test

import (
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
)

// Windows does not say how long a list is. Each container says about how many
// entries it has, itself an entry of another.
func TestAScanEstimatesHowManyThereAre(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := crowdOf(t, 1500)
		dc.uncounted = true
		dc.has[staff]["msDS-Approx-Immed-Subordinates"] = []string{"1000"}
		dc.has["OU=Other,"+baseDN]["msDS-Approx-Immed-Subordinates"] = []string{"600"}
		who, _ := scanner(t, dc)
		for base, want := range map[string]int{"": 1598, "OU=Staff,DC=corp,DC=example,DC=com": 999} {
			var last probes.Progress
			census, err := who.Scan(t.Context(), probes.Scope{Base: base}, probes.Watch{Tell: func(p probes.Progress) { last = p }})
			if err != nil || !last.About || last.Total != want || census.Total != want {
				t.Errorf("%q: got %+v, %v, want about %d", base, last, err, want)
			}
		}
	})
}
