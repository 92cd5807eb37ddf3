package lang_test

import (
	"testing"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// What somebody set is told to the second, whatever it is.
func TestPeriodsAreTold(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for _, c := range []struct {
		d      time.Duration
		ko, en string
	}{
		{0, "0초", "0 seconds"},
		{time.Millisecond, "0초", "0 seconds"},
		{time.Second, "1초", "1 second"},
		{90 * time.Second, "1분 30초", "1 minute 30 seconds"},
		{2 * time.Hour, "2시간", "2 hours"},
		{12 * time.Hour, "12시간", "12 hours"},
		{day, "1일", "1 day"},
		{36 * time.Hour, "1일 12시간", "1 day 12 hours"},
		{42 * day, "42일", "42 days"},
		{day + time.Minute, "1일 1분", "1 day 1 minute"},
		{998 * day, "998일", "998 days"},
	} {
		for l, want := range map[lang.Language]string{lang.Korean: c.ko, lang.English: c.en} {
			if got := lang.Period(l, c.d); got != want {
				t.Errorf("%s in %s: got %q, want %q", c.d, l, got, want)
			}
		}
	}
}

func TestSpansAreCountedAsPeopleDo(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for _, c := range []struct {
		d      time.Duration
		ko, en string
	}{
		{0, "1분 미만", "less than a minute"},
		{59 * time.Second, "1분 미만", "less than a minute"},
		{time.Minute, "1분", "1 minute"},
		{59*time.Minute + 59*time.Second, "59분", "59 minutes"},
		{time.Hour, "1시간", "1 hour"},
		{25 * time.Hour, "25시간", "25 hours"},
		{2*day - time.Second, "47시간", "47 hours"},
		{2 * day, "2일", "2 days"},
		{40 * day, "40일", "40 days"},
		{730 * day, "730일", "730 days"},
		{4 * 366 * day, "4년", "4 years"},
	} {
		for l, want := range map[lang.Language]string{lang.Korean: c.ko, lang.English: c.en} {
			if got := lang.Span(l, c.d); got != want {
				t.Errorf("%s in %s: got %q, want %q", c.d, l, got, want)
			}
		}
	}
}
