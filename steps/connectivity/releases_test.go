package connectivity

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/version"
)

func TestTheTableIsSound(t *testing.T) {
	t.Parallel()
	table, err := readReleases(releasesCSV)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range table {
		if i > 0 && r.version.Compare(table[i-1].version) >= 0 {
			t.Errorf("%s stands twice or out of order", r.version)
		}
		if !r.ends.IsZero() && r.ends.Before(r.released) {
			t.Errorf("%s ends before it began", r.version)
		}
		if r.released.After(releasesAsOf) {
			t.Errorf("%s is younger than the table", r.version)
		}
	}
	if got := newestRelease(); got != version.Must("2.6.92.0") {
		t.Errorf("newest is %s, want 2.6.92.0", got)
	}
}

func TestBrokenTablesAreRefused(t *testing.T) {
	t.Parallel()
	head := "version,released,end_of_support,state\n"
	for _, rows := range []string{"newest,2026-01-01,,\n", "2.6.1.0,January,,\n", "2.6.1.0,2026-01-01,2026-13,\n", "2.6.1.0,2026-01-01,\n", "\"\n"} {
		if _, err := readReleases([]byte(head + rows)); err == nil {
			t.Errorf("%q was accepted", rows)
		}
	}
}

func TestAMonthLastsToItsLastDay(t *testing.T) {
	t.Parallel()
	got, err := readDay("2024-02")
	if want := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC); err != nil || !got.Equal(want) {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func TestSupportEndsAYearAfterTheNextRelease(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		version, want string
		listed        bool
	}{
		{"2.6.84.0", "2027-09-16", true},  // printed
		{"2.1.18.0", "2023-11-02", true},  // not printed: a year after 2.1.19.0
		{"2.6.85.0", "2027-09-16", false}, // not listed: a year after 2.6.91.0
		{"2.6.50.0", "2027-07-07", false}, // the recalled 2.6.79.0 does not count
	} {
		got := supportOf(version.Must(test.version))
		if day := got.ends.Format(time.DateOnly); day != test.want || got.listed != test.listed {
			t.Errorf("%s: got %s, listed %v; want %s, %v", test.version, day, got.listed, test.want, test.listed)
		}
	}
	if got := supportOf(newestRelease()); !got.ends.IsZero() || !got.newest {
		t.Errorf("the newest has an end already: %+v", got)
	}
}

func TestTheDayDecidesAboutAVersion(t *testing.T) {
	t.Parallel()
	day := func(s string) time.Time { d, _ := readDay(s); return d }
	v := version.Must("2.5.76.0")
	for _, test := range []struct {
		now, want string
	}{
		{"2026-01-01", "supported"},
		{"2026-07-01", "ending-soon"},
		{"2026-09-02", "out-of-support"},
		{"2026-09-30", "out-of-support"},
		{"2026-10-01", "cannot-sync"},
	} {
		known := supportOf(v)
		if got := versionOutcome(v, known, lastDay(v, known), day(test.now)); string(got) != test.want {
			t.Errorf("on %s: got %q, want %q", test.now, got, test.want)
		}
	}
}

func TestSupportLastsToTheEndOfItsLastDay(t *testing.T) {
	t.Parallel()
	ends := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	for now, want := range map[time.Time]steps.Outcome{
		ends.Add(24*time.Hour - time.Second): "ending-soon",
		ends.Add(24 * time.Hour):             "out-of-support",
		ends.Add(-soon):                      "supported",
		ends.Add(-soon + time.Second):        "ending-soon",
	} {
		if got := versionOutcome(version.Must("2.6.1.0"), support{listed: true}, ends, now); got != want {
			t.Errorf("at %s: got %q, want %q", now, got, want)
		}
	}
}

func TestDotNetIsOldBelowItsRelease(t *testing.T) {
	t.Parallel()
	for release, want := range map[int]steps.Outcome{
		dotNet472 - 1: "dotnet-old", dotNet472: "dotnet-48-missing", dotNet48 - 1: "dotnet-48-missing", dotNet48: "on",
	} {
		recorded, err := os.ReadFile("testdata/outbound-tls/on.json")
		if err != nil {
			t.Fatal(err)
		}
		var seen tlsSettings
		if err := json.Unmarshal(recorded, &seen); err != nil {
			t.Fatal(err)
		}
		seen.System.DotNet = probes.Known(release)
		if got := judgeTLS(seen).On; got != want {
			t.Errorf("release %d: got %q, want %q", release, got, want)
		}
	}
}

func TestDefectsEndWhereTheyAreFixed(t *testing.T) {
	t.Parallel()
	for _, d := range defects {
		if d.fixed.Compare(d.last) <= 0 || d.last.Compare(d.first) < 0 {
			t.Errorf("%s: %s to %s, fixed in %s", d.on, d.first, d.last, d.fixed)
		}
		if got := defectOf(d.fixed, d.always); got != nil && got.on == d.on {
			t.Errorf("%s: still there in %s", d.on, d.fixed)
		}
	}
}
