package configuration

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestReleaseIsFoundByBuild(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"6.0 (6003)": "Windows Server 2008", "6.1 (7601)": "Windows Server 2008 R2", "6.2 (9200)": "Windows Server 2012",
		"6.3 (9600)": "Windows Server 2012 R2", "10.0 (14393)": "Windows Server 2016", "10.0 (17763)": "Windows Server 2019",
		"10.0 (20348)": "Windows Server 2022", "10.0 (26100)": "Windows Server 2025",
		"5.2 (3790)": "Windows Server 2003", "10.0 (19042)": "Windows Server 20H2",
		"": "", "4.17.12": "", "10.0": "", "10.0 (": "", "10.0 (20348": "", "10.0 (x)": "", "10.0 (99999)": "",
	} {
		release, known := releaseOf(version)
		if release.name != want || known != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", version, release.name, known, want)
		}
	}
}

func TestSupportEndsAfterItsLastDay(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		moment, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for _, test := range []struct {
		version, now string
		want         support
	}{
		{"6.3 (9600)", "2023-10-10T23:59:59Z", supported},
		{"6.3 (9600)", "2023-10-11T00:00:00Z", extendedOnly},
		{"6.3 (9600)", "2026-10-13T23:59:59Z", extendedOnly},
		{"6.3 (9600)", "2026-10-14T00:00:00Z", supportEnded},
		{"10.0 (17763)", "2029-01-09T12:00:00Z", supported},
		{"10.0 (17763)", "2029-01-10T00:00:00Z", supportEnded}, // no extended updates are announced
		{"10.0 (25398)", "2026-11-23T00:00:00Z", supportEnded},
	} {
		release, known := releaseOf(test.version)
		if !known {
			t.Fatalf("%s is not in the table", test.version)
		}
		if got := release.servedAt(at(test.now)); got != test.want {
			t.Errorf("%s at %s: got %d, want %d", release.name, test.now, got, test.want)
		}
	}
}

func TestReleasesDoNotOverlap(t *testing.T) {
	t.Parallel()
	last := 0
	for _, r := range windowsReleases() {
		if r.first <= last || r.last < r.first {
			t.Errorf("%s: builds %d to %d do not follow %d", r.name, r.first, r.last, last)
		}
		if !r.extended.IsZero() && !r.extended.After(r.end) {
			t.Errorf("%s: extended updates end before support does", r.name)
		}
		last = r.last
	}
}

func TestLevelTenIsWindowsServer2025(t *testing.T) {
	t.Parallel()
	for level, want := range map[string]string{"7": "Windows Server 2016", "10": "Windows Server 2025", "8": "8", "9": "9", "": ""} {
		if got := levelName(level); got != want {
			t.Errorf("level %q: got %q, want %q", level, got, want)
		}
	}
}

func TestControllersAreLearnedInOrder(t *testing.T) {
	t.Parallel()
	directory := toldDirectory{controllers: &probes.DomainControllers{
		ForestLevel: "7", DomainLevel: "7",
		List: []probes.DomainController{
			{Host: pdcHost, OSVersion: "10.0 (20348)", PDC: probes.Yes, ReadOnly: probes.No, PolicyHints: probes.Yes},
			{Host: "dc02.corp.example", OSVersion: "10.0 (17763)", PolicyHints: probes.Yes},
		},
	}}
	verdict := run(t, &DomainControllers, world(directory, nil, nil), nil, "supported")
	if got, want := verdict.Learned[steps.Controllers], pdcHost+",dc02.corp.example"; got != want {
		t.Errorf("learned %q, want %q", got, want)
	}
}

func TestCopiesAreComparedAndTold(t *testing.T) {
	t.Parallel()
	const pdc, second, third = "dc01.corp.contoso.com", "dc02.corp.contoso.com", "dc03.corp.contoso.com"
	for file, want := range map[string]struct{ hosts, source, line string }{
		"descriptors-differ":                       {second, pdc, "The same security descriptor of the user on: " + pdc + ", " + third + "."},
		"descriptors-differ-from-the-pdc":          {second + ", " + third, pdc, "PDC emulator: " + pdc + "."},
		"descriptors-differ-pdc-not-known":         {pdc, second, "Another security descriptor of the user on: " + pdc + "."},
		"replica-missing":                          {second, pdc, "Another security descriptor of the user on: " + third + "."},
		"replica-missing-on-the-pdc":               {pdc, second, "Without the user: " + pdc + "."},
		"replica-missing-descriptors-not-readable": {pdc, second, "Without the user: " + pdc + "."},
		"copies-unseen":                            {second + ", " + third, pdc, "Not compared, because the user's descriptor could not be read there: " + second + ", " + third + "."},
		"supported-read-only-copy-differs":         {"-", pdc, "Read-only, and so never takes a reset: rodc1.corp.contoso.com."},
		"supported-same-copies":                    {"-", pdc, "Systems (build, last day of support): Windows Server 2016 (14393, 2027-01-12): " + third + "; Windows Server 2022 (20348, 2031-10-14): " + pdc + ", " + second + "."},
	} {
		args := verdictOf(t, &DomainControllers, file).Args
		if args["hosts"].String() != want.hosts || args["source"].String() != want.source {
			t.Errorf("%s: got %s against %s, want %s against %s", file, args["hosts"], args["source"], want.hosts, want.source)
		}
		if got := detailsOf(t, &DomainControllers, file); !slices.Contains(got, want.line) {
			t.Errorf("%s: no line %q in\n%s", file, want.line, strings.Join(got, "\n"))
		}
	}
}

func TestTheUsersCopiesAreAskedForAtOnce(t *testing.T) {
	t.Parallel()
	list := []probes.DomainController{
		{Host: pdcHost, OSVersion: "10.0 (20348)", PDC: probes.Yes, ReadOnly: probes.No, PolicyHints: probes.Yes},
		{Host: "dc02.corp.example", OSVersion: "10.0 (26100)", PolicyHints: probes.Yes},
	}
	directory := toldDirectory{
		controllers: &probes.DomainControllers{ForestLevel: "10", DomainLevel: "10", List: list},
		replicas: &probes.Replicas{List: []probes.Replica{
			{Host: pdcHost, ReadOnly: probes.No, Found: probes.Yes, Descriptor: "aa"},
			{Host: "dc02.corp.example", ReadOnly: probes.No, Found: probes.Yes, Descriptor: "bb"},
		}},
	}
	facts := steps.Facts{steps.UserDN: "CN=Kim,OU=Staff,DC=corp,DC=example"}
	verdict := run(t, &DomainControllers, world(directory, nil, nil), facts, "descriptors-differ")
	if verdict.Args["targets"].String() != "dc02.corp.example" || verdict.Args["forest_level"].Text != "Windows Server 2025" {
		t.Errorf("got %v", verdict.Args)
	}
	directory.replicas = nil // placeholder of a probe that does not look yet
	run(t, &DomainControllers, world(directory, nil, nil), facts, "copies-unseen")
}
