package steps_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "example.com/writeback-doctor/"

// arrow is one rule: whoever stands under from may not import what begins
// with to, but for what begins with one of except.
type arrow struct {
	from   string
	to     string
	except []string
	why    string
}

var arrows = []arrow{
	{"probes", module + "steps", nil, "a probe knows no tree"},
	{"probes", module + "wizard", nil, "a probe draws nothing"},
	{"probes", "github.com/charmbracelet/", nil, "a probe draws nothing"},
	{"steps", module + "wizard", nil, "the tree does not know who shows it"},
	{"steps", module + "probes/", nil, "a step asks through the interfaces of probes"},
	{"steps", "github.com/", nil, "the tree needs nobody else's code"},
	{"steps", "net/http", nil, "ask through probes.Graph"},
	{"steps", "os/exec", nil, "ask through probes.Shell"},
	{"steps/compare", module + "steps/catalog", nil, "the tree is the walk's"},
	{"steps/scan", module + "steps/catalog", nil, "the tree is the walk's"},
	{"steps/forecast", module + "steps/catalog", nil, "the tree is the walk's"},
	{"steps/forecast", module + "steps/casefile", nil, "a case shows a forecast, not the other way round"},
	{"steps/timeline", module + "steps/catalog", nil, "the tree is the walk's"},
	{"steps/timeline", module + "steps/casefile", nil, "a case shows a history, not the other way round"},
	{"steps/compare", module + "steps/casefile", nil, "a case holds a comparison, not the other way round"},
	{"steps/lang", module, nil, "words know nobody"},
	// steps/reenable asks through probes.Actor and probes.Trail, as every step asks
	// through an interface; somebody has to put what can act behind them, and that is
	// who opens a patient, for a person who looks on, and nobody else.
	{"wizard", module + "probes/action", []string{"wizard/command/opener"}, "only who opens a patient for a person gives steps/reenable what can act"},
	{"probes", module + "probes/action", []string{"probes/lab"}, "nothing that looks can act; the lab stands in for the server"},
	{"wizard", module + "probes", []string{"wizard/command"}, "the wizard knows steps only"},
	{"wizard", module + "steps/tell", []string{"wizard/command"}, "a face lays out what is told, and fills nothing"},
	{"wizard", "net", []string{"wizard/command"}, "only a runner does I/O"},
	{"wizard/command/misuse", "github.com/spf13/", nil, "a mistake knows no flag"},
	{"wizard/command/opener", "github.com/spf13/", nil, "who opens a patient knows no command"},
	{"wizard/command/output", "github.com/spf13/", nil, "where it is written knows no command"},
	{"wizard/command/rights", "github.com/spf13/", nil, "a printer knows no flag"},
	{"wizard/command/saving", "github.com/spf13/", nil, "who keeps a walk knows no command"},
	{"wizard/command/scanned", "github.com/spf13/", nil, "a printer knows no flag"},
	{"wizard/command/rights", module + "wizard/command/opener", nil, "a printer opens nothing"},
	{"wizard/command/scanned", module + "wizard/command/opener", nil, "a printer opens nothing"},
	{"wizard/plain", "github.com/charmbracelet/", nil, "lines need no terminal library"},
}

// TestImportsFollowTheArrows asks the go command what each package imports by
// itself (not its tests), so that the folder list stays the architecture.
func TestImportsFollowTheArrows(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := 0
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; packages++ {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		place := strings.TrimPrefix(p.ImportPath, module)
		for _, a := range arrows {
			for _, path := range p.Imports {
				if a.forbids(place, path) {
					t.Errorf("%s imports %s: %s", place, path, a.why)
				}
			}
		}
	}
	if packages < 5 {
		t.Errorf("go list told of %d packages only", packages)
	}
}

func (a arrow) forbids(place, path string) bool {
	if place != a.from && !strings.HasPrefix(place, a.from+"/") {
		return false
	}
	for _, e := range a.except {
		if strings.HasPrefix(place, e) {
			return false
		}
	}
	if place == "steps/lang" || a.from != "steps/lang" {
		switch {
		case path == module+"probes/packed": // it unpacks what is built in, and asks nobody
			return false
		case a.to == "net":
			return path == "net"
		}
		return strings.HasPrefix(path, a.to)
	}
	return false
}

// TestProbesNeedNothingButTheStandardLibrary keeps the instruments' words
// free of transports.
func TestProbesNeedNothingButTheStandardLibrary(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{join .Imports "\n"}}`, module+"probes").Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.FieldsSeq(string(out)) {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			t.Errorf("probes imports %s", path)
		}
	}
}
