package connectivity

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/version"
)

//go:embed data/connect-versions.csv
var releasesCSV []byte

// releasesAsOf is the day of the page that the table was made from.
var releasesAsOf = time.Date(2026, 9, 23, 0, 0, 0, 0, time.UTC)

// releasesChecked is the last day on which the table was known to be complete:
// readers of the page of that day have no newer version. A table says how old it
// is once it is older than freshFor.
var releasesChecked = time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)

// Days are those of a table: of its source, and the last on which nothing newer
// was known, both as YYYY-MM-DD.
type Days struct{ AsOf, Checked string }

// TableDays are the days of the tables of versions: of Connect Sync, and of the
// agent of Cloud Sync.
func TableDays() (connect, agent Days) {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	return Days{day(releasesAsOf), day(releasesChecked)}, Days{day(agentReleasesChecked), day(agentReleasesChecked)}
}

// freshFor is how long a table that somebody else keeps is taken as it stands.
const freshFor = 30 * 24 * time.Hour

// release is one row of the table of versions.
type release struct {
	version  version.Version
	released time.Time // zero when not printed; the last day of the month when only the month is
	ends     time.Time // end of support; zero when not printed
	withheld bool      // recalled, or never released
	recalled bool
}

// releases is the table, newest first. Broken data is a fault of ours, which
// the tests find.
var releases = sync.OnceValue(func() []release {
	table, err := readReleases(releasesCSV)
	if err != nil {
		panic(err)
	}
	return table
})

func readReleases(data []byte) ([]release, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the table of versions: %w", err)
	}
	var table []release
	for _, row := range rows[min(1, len(rows)):] {
		if len(row) != 4 {
			return nil, fmt.Errorf("read the table of versions: %d columns in %v: %w", len(row), row, csv.ErrFieldCount)
		}
		r, err := readRelease(row)
		if err != nil {
			return nil, err
		}
		table = append(table, r)
	}
	probes.SortStable(table, func(a, b release) int { return b.version.Compare(a.version) })
	return table, nil
}

func readRelease(row []string) (release, error) {
	v, err := version.Parse(row[0])
	if err != nil {
		return release{}, fmt.Errorf("read the table of versions: %w", err)
	}
	released, err := readDay(row[1])
	if err != nil {
		return release{}, err
	}
	ends, err := readDay(row[2])
	if err != nil {
		return release{}, err
	}
	recalled := row[3] == "recalled"
	return release{
		version: v, released: released, ends: ends,
		recalled: recalled, withheld: recalled || row[3] == "never-released",
	}, nil
}

// readDay reads "2026-06-30" or "2026-06", which is taken as the last day of
// that month, so that nothing ends too early. "" is the zero time.
func readDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day, nil
	}
	month, err := time.Parse("2006-01", s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the table of versions: day %q: %w", s, err)
	}
	return month.AddDate(0, 1, -1), nil
}

// support is what the table and the rules say of a version.
type support struct {
	listed   bool
	recalled bool
	newest   bool      // the newest of the table
	newer    bool      // newer than the table
	ends     time.Time // end of support, printed or by rule; zero when neither is known
}

// supportOf looks a version up. An unlisted version, and one whose end was not
// printed, is supported for 12 months after the next release.
func supportOf(v version.Version) support {
	table := releases()
	var next *release // the oldest release that is newer than v
	s := support{newer: v.Compare(table[0].version) > 0, newest: v.Compare(table[0].version) == 0}
	for i := range table {
		switch c := table[i].version.Compare(v); {
		case c > 0 && !table[i].withheld && !table[i].released.IsZero():
			next = &table[i]
		case c == 0:
			s.listed, s.recalled, s.ends = true, table[i].recalled, table[i].ends
		}
	}
	if s.ends.IsZero() && next != nil {
		s.ends = next.released.AddDate(1, 0, 0)
	}
	return s
}

// newestRelease is the newest version of the table.
func newestRelease() version.Version { return releases()[0].version }
