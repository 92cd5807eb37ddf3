package reenable

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// TestAResetThatBrokeOffIsTold: until its end, or until somebody says that it is
// settled. There is nothing to finish.
func TestAResetThatBrokeOffIsTold(t *testing.T) {
	t.Parallel()
	const user = "writeback.test@contoso.com"
	entry := func(id string, mark probes.Mark) probes.Acted {
		return probes.Acted{ID: id, Action: string(CanaryID), Mark: mark, Deed: probes.ResetPassword, User: user, At: noonOfActs}
	}
	for name, c := range map[string]struct {
		entries []probes.Acted
		want    string
	}{
		"consented alone": {[]probes.Acted{entry("1", probes.Consented)}, ""},
		"begun":           {[]probes.Acted{entry("1", probes.Consented), entry("1", probes.Begins)}, "1"},
		"done, no end":    {[]probes.Acted{entry("1", probes.Begins), entry("1", probes.Done)}, "1"},
		"ended":           {[]probes.Acted{entry("1", probes.Begins), entry("1", probes.Failed), entry("1", probes.Ended)}, ""},
		"settled":         {[]probes.Acted{entry("1", probes.Begins), entry("1", probes.Settled)}, ""},
		"another ended":   {[]probes.Acted{entry("1", probes.Begins), entry("2", probes.Begins), entry("2", probes.Ended)}, "1"},
	} {
		open := interruptedReset(probes.Acts{List: c.entries})
		if (open == nil) != (c.want == "") || open != nil && (open.ID != c.want || open.Act != nil) {
			t.Errorf("%s: got %+v", name, open)
			continue
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			if open != nil && (!strings.Contains(open.In(l, time.UTC), user) || strings.Contains(open.In(l, time.UTC), "{")) {
				t.Errorf("%s: says %q", name, open.In(l, time.UTC))
			}
		}
	}
}

var noonOfActs = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
