package configuration

import (
	"strconv"
	"strings"
	"time"
)

// windowsRelease is one release of Windows Server and how long Microsoft
// serves it. Both dates are the last day.
type windowsRelease struct {
	name     string
	first    int // builds, from and to
	last     int
	end      time.Time // of support
	extended time.Time // of paid extended security updates; zero when none are sold
}

// windowsReleases are the support dates of Windows Server, as they stood in
// November 2026. Sources: Microsoft Lifecycle pages of each product, and
// endoflife.date/windows-server, which collects them. Releases
// 1709 to 20H2 are of the semi-annual channel, 23H2 is of the annual one, and
// 17763 is also 1809, which ended earlier and says the same of itself. Windows Server 2022 left mainstream support on 13 October
// 2026 and goes on receiving security updates until the date here.
func windowsReleases() []windowsRelease {
	return []windowsRelease{
		{"Windows 2000 Server", 2195, 2195, day(2010, 7, 13), time.Time{}},
		{"Windows Server 2003", 3790, 3790, day(2015, 7, 14), time.Time{}},
		{"Windows Server 2008", 6001, 6003, day(2020, 1, 14), day(2023, 1, 10)},
		{"Windows Server 2008 R2", 7600, 7601, day(2020, 1, 14), day(2023, 1, 10)},
		{"Windows Server 2012", 9200, 9200, day(2023, 10, 10), day(2026, 10, 13)},
		{"Windows Server 2012 R2", 9600, 9600, day(2023, 10, 10), day(2026, 10, 13)},
		{"Windows Server 2016", 14393, 14393, day(2027, 1, 12), day(2030, 1, 12)},
		{"Windows Server 1709", 16299, 16299, day(2019, 4, 9), time.Time{}},
		{"Windows Server 1803", 17134, 17134, day(2019, 11, 12), time.Time{}},
		{"Windows Server 2019", 17763, 17763, day(2029, 1, 9), time.Time{}},
		{"Windows Server 1903", 18362, 18362, day(2020, 12, 8), time.Time{}},
		{"Windows Server 1909", 18363, 18363, day(2021, 5, 11), time.Time{}},
		{"Windows Server 2004", 19041, 19041, day(2021, 12, 14), time.Time{}},
		{"Windows Server 20H2", 19042, 19042, day(2022, 8, 9), time.Time{}},
		{"Windows Server 2022", 20348, 20348, day(2031, 10, 14), time.Time{}},
		{"Windows Server 23H2", 25398, 25398, day(2026, 5, 12), time.Time{}},
		{"Windows Server 2025", 26100, 26100, day(2034, 11, 14), time.Time{}},
	}
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// support is how a release is served at one moment.
type support int8

// The zero value is a release that the table does not know.
const (
	supportUnknown support = iota
	supported
	extendedOnly
	supportEnded
)

// servedAt returns how a release is served at a time.
func (r windowsRelease) servedAt(now time.Time) support {
	switch {
	case !pastDay(r.end, now):
		return supported
	case !r.extended.IsZero() && !pastDay(r.extended, now):
		return extendedOnly
	default:
		return supportEnded
	}
}

func pastDay(last, now time.Time) bool { return !now.Before(last.AddDate(0, 0, 1)) }

// releaseOf finds the release of an operatingSystemVersion as a controller
// writes it, "10.0 (20348)". It reports false for systems that are not
// Windows Server and for builds that the table does not hold.
func releaseOf(osVersion string) (windowsRelease, bool) {
	build, windows := buildOf(osVersion)
	if !windows {
		return windowsRelease{}, false
	}
	for _, r := range windowsReleases() {
		if r.first <= build && build <= r.last {
			return r, true
		}
	}
	return windowsRelease{}, false
}

// buildOf reads the build out of "10.0 (20348)", which only Windows writes
// like this; Samba writes its own release, "4.17.12-Debian". It reports false
// for everything else.
func buildOf(osVersion string) (int, bool) {
	_, rest, found := strings.Cut(osVersion, "(")
	number, _, closed := strings.Cut(rest, ")")
	build, err := strconv.Atoi(number)
	return build, found && closed && err == nil && build > 0
}

// isWindows reports whether a controller is Windows, of whatever release.
func isWindows(osVersion string) bool {
	_, windows := buildOf(osVersion)
	return windows
}

// levelNames are the functional levels (MS-ADTS 6.1.4.2 and 6.1.4.4; 10 is
// DS_BEHAVIOR_WIN2025 of the Windows SDK). 8 and 9 are not used, and Windows
// Server 2019 and 2022 add no level.
func levelNames() map[string]string {
	return map[string]string{
		"0":  "Windows 2000",
		"1":  "Windows Server 2003 interim",
		"2":  "Windows Server 2003",
		"3":  "Windows Server 2008",
		"4":  "Windows Server 2008 R2",
		"5":  "Windows Server 2012",
		"6":  "Windows Server 2012 R2",
		"7":  "Windows Server 2016",
		"10": "Windows Server 2025",
	}
}

// lowestForestLevel is Windows Server 2003, the lowest level on which Connect
// can be installed (Prerequisites for Microsoft Entra Connect).
const lowestForestLevel = 2

// levelName shows a functional level by its name, one without a name as its
// number, and none as "".
func levelName(level string) string {
	if name := levelNames()[level]; name != "" {
		return name
	}
	return level
}
