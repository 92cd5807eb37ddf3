package command

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

var landedNow = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func TestMomentsOfAWatch(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"10m": "2026-11-29T11:50:00Z", " 2h30m ": "2026-11-29T09:30:00Z", "1d": "2026-11-28T12:00:00Z", "0s": "2026-11-29T12:00:00Z",
		"2026-11-29T10:00:00Z": "2026-11-29T10:00:00Z", "2026-11-29T19:00:00+09:00": "2026-11-29T10:00:00Z",
		"2026-11-29T12:04:00Z":   "2026-11-29T12:04:00Z", // a clock that is ahead
		"2026-11-29T10:00:00.5Z": "2026-11-29T10:00:00Z",
	} {
		at, ok := momentOf(text, landedNow)
		if !ok || at.Truncate(time.Second).Format(time.RFC3339) != want {
			t.Errorf("%q: got %s, %v; want %s", text, at, ok, want)
		}
	}
	for _, text := range []string{
		"", "yesterday", "10", "-10m", "10 m", "1.5d", "-1d", "99999d", "2026-11-29", "2026-11-29 10:00", "2026-11-29T10:00:00",
		"2026-11-29T12:06:00Z", "2027-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "200000h", "9999999999h", "NaN", "10m; rm",
	} {
		if at, ok := momentOf(text, landedNow); ok {
			t.Errorf("%q: got %s, want a refusal", text, at)
		}
	}
}

// FuzzMomentOf: whatever is written is a moment that was, or refused.
func FuzzMomentOf(f *testing.F) {
	for _, seed := range []string{"10m", "1d", "2026-11-29T10:00:00Z", "2026-11-29T19:00:00+09:00", "-1s", "0", "1e9h", "9223372036854775807ns", "٣m", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, ok := momentOf(text, landedNow)
		if !ok {
			if !at.IsZero() {
				t.Errorf("%q is refused and is %s", text, at)
			}
			return
		}
		if at.After(landedNow.Add(clocksApart)) || !probes.CanBe(at) || at.Location() != time.UTC {
			t.Errorf("%q: %s", text, at)
		}
		again, ok := momentOf(at.Format(time.RFC3339Nano), landedNow)
		if !ok || !again.Equal(at) {
			t.Errorf("%q: %s reads back as %s, %v", text, at, again, ok)
		}
	})
}

func TestLengthsOfAWatch(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"5m": true, "0": true, "24h": true, "1d": true, "25h": false, "2d": false, "-1s": false, "": false, "5": false, "soon": false,
	} {
		if _, err := lengthOf("--limit", text, 0, longestWatch); (err == nil) != want {
			t.Errorf("--limit %q: %v", text, err)
		}
	}
	for text, want := range map[string]bool{"20ms": true, "1m": true, "19ms": false, "0": false, "61s": false} {
		if _, err := lengthOf("--every", text, shortestLook, longestLook); (err == nil) != want {
			t.Errorf("--every %q: %v", text, err)
		}
	}
}
