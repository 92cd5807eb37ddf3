package probes_test

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestHoursOfAWeek(t *testing.T) {
	t.Parallel()
	one := func(hour int) probes.Hours { // the only hour that is allowed
		raw := make([]byte, 21)
		raw[hour/8] = 1 << (hour % 8)
		return probes.HoursOf(raw).Or("")
	}
	sunday := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for hour := range probes.Week {
		h := one(hour)
		if h.Count() != 1 || !h.Sound() {
			t.Fatalf("hour %d: %q counts %d", hour, h, h.Count())
		}
		for other := range probes.Week {
			at := sunday.Add(time.Duration(other)*time.Hour + 59*time.Minute)
			if got := h.Allow(at.In(time.FixedZone("Seoul", 9*3600))); got != (other == hour) {
				t.Fatalf("hour %d allows %s: %t", hour, at, got)
			}
		}
		begins := sunday.Add(time.Duration(hour) * time.Hour)
		if got := h.Turns(begins.Add(time.Minute)); !got.Equal(begins.Add(time.Hour)) {
			t.Errorf("hour %d: ends at %s", hour, got)
		}
		if got := h.Turns(begins.Add(time.Hour)); !got.Equal(begins.AddDate(0, 0, 7)) {
			t.Errorf("hour %d: begins again at %s", hour, got)
		}
	}
	for name, c := range map[string]struct {
		h     probes.Hours
		count int
		now   bool
	}{
		"none said": {"", probes.Week, true},
		"all":       {probes.Hours(strings.Repeat("ff", 21)), probes.Week, true},
		"never":     {probes.Hours(strings.Repeat("00", 21)), 0, false},
	} {
		if c.h.Count() != c.count || c.h.Allow(sunday) != c.now || !c.h.Turns(sunday).IsZero() || !c.h.Sound() {
			t.Errorf("%s: %d hours, now %t, turns %s", name, c.h.Count(), c.h.Allow(sunday), c.h.Turns(sunday))
		}
	}
	for _, raw := range [][]byte{make([]byte, 20), make([]byte, 22), {1}} {
		if probes.HoursOf(raw).Seen() {
			t.Errorf("%d bytes are taken for a week", len(raw))
		}
	}
	if probes.Hours("zz").Sound() {
		t.Error("what is no hex is taken for a week")
	}
}
