package scanned

import (
	"bytes"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// Every reason to read everybody has words, and so has a break.
func TestEveryReasonToReadEverybodyHasWords(t *testing.T) {
	t.Parallel()
	for _, why := range []probes.Whole{
		probes.WholeUnreadable, probes.WholeProgram, probes.WholeScope, probes.WholeController, probes.WholeDatabase, probes.WholeBack,
		probes.WholeAccount, probes.WholeReadOnly, probes.WholeUntold, probes.WholeSchema, probes.WholePolicies, probes.WholeContainers,
		probes.WholeMuch, probes.WholeLost,
	} {
		if text := wholeWords(why); text.Ko == string(why) || text.En == string(why) || text.Ko == "" || text.En == "" {
			t.Errorf("%s: got %+v", why, text)
		}
	}
}

func TestABreakIsAGapOnAnotherControllerAlone(t *testing.T) {
	t.Parallel()
	for to, gap := range map[string]bool{"DC1.x": false, "dc2.x": true} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			var out bytes.Buffer
			s := &Scan{Output: output.New(&out, &out, func() []probes.Secret { return nil })}
			s.Language = l
			s.Census.Breaks = []probes.Break{{After: 1500, From: "dc1.x", To: to}}
			list := s.breaks()
			said := list[0].Said.In(l)
			if s.Broke() != gap || list[0].Gap != gap || !strings.Contains(said, "1,500") || !strings.Contains(said, "dc1.x") || strings.Contains(said, "{") {
				t.Errorf("%s: got %+v", to, list)
			}
		}
	}
}
