package catalog_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// TestEveryDestinationThatWasTriedIsHandedOver: of all recorded evidence of a
// fault, so that no
// step tries a road of which whoever has to open it does not hear.
func TestEveryDestinationThatWasTriedIsHandedOver(t *testing.T) {
	t.Parallel()
	roads, teller := 0, steps.Teller{Find: steps.NewSession(catalog.All(), nil).Find}
	for _, step := range catalog.All() {
		_, name, _ := strings.Cut(string(step.ID), "/")
		files, err := filepath.Glob(filepath.Join("..", step.ID.Stage(), "testdata", name, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if verdict, err := step.Check.Judge(text); err != nil || step.Branch(verdict.On) == nil || step.Branch(verdict.On).Status == steps.Healthy || step.Branch(verdict.On).Status == steps.Unknown {
				continue // nobody is asked for anything
			}
			var evidence any
			if err := json.Unmarshal(text, &evidence); err != nil {
				continue // no evidence of this version; others see to that
			}
			over := teller.HandOver(&steps.Finding{Step: step.ID, Evidence: text})
			want, got := targets(evidence), len(over.Tried)
			if got != want {
				t.Errorf("%s: %d destinations were tried, and %d are handed over", file, want, got)
			}
			var seen probes.Seen
			if json.Unmarshal(text, &seen) == nil && len(over.Allow) > 0 && !seen.Vantage.OnSyncServer() {
				t.Errorf("%s: it is asked to allow connections from %s", file, seen.Vantage)
			}
			roads += got
		}
	}
	if roads < 100 {
		t.Errorf("only %d roads: the test reads nothing", roads)
	}
}

// targets counts the destinations in evidence that were tried.
func targets(value any) int {
	n := 0
	switch value := value.(type) {
	case map[string]any:
		if to, is := value["target"].(map[string]any); is && to["host"] != nil && to["host"] != "" {
			n++
		}
		for _, inner := range value {
			n += targets(inner)
		}
	case []any:
		for _, inner := range value {
			n += targets(inner)
		}
	}
	return n
}

// TestMaskedRoadsNameNobody: what is handed over of a masked walk holds none of the
// customer's hosts, proxies and addresses that the evidence held.
func TestMaskedRoadsNameNobody(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "connectivity", "testdata", "domain-controller-ports", "some-closed.json"))
	if err != nil {
		t.Fatal(err)
	}
	tree := catalog.All()
	id := steps.ID("connectivity/domain-controller-ports")
	span := &steps.Span{Worked: time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC), Sign: "31019", Host: "sync01.corp.contoso.com"}
	report := casefile.Report{Facts: steps.Facts{steps.PDC: "dc1.corp.contoso.com"}, Findings: []steps.Finding{{Step: id, On: "some-closed", Status: steps.Warning, Evidence: text, Span: span, Light: &steps.Light{Since: span}}}}
	teller := steps.Teller{Find: steps.NewSession(tree, nil).Find, Language: lang.English}
	said := func(r casefile.Report) string {
		over, told := teller.HandOver(&r.Findings[0]), teller.Finding(r.Findings[0])
		if len(over.Allow) == 0 || len(over.Tried) == 0 {
			t.Fatalf("nothing is asked for: %+v", over)
		}
		return strings.ToLower(strings.Join(append(append(over.Allow, over.Tried...), told.Seen.From, told.Since), "\n"))
	}
	masked, err := casefile.Mask(tree, report)
	if err != nil {
		t.Fatal(err)
	}
	plain, hidden := said(report), said(masked)
	for _, name := range []string{"contoso", "sync", "dc01", "dc02"} {
		if !strings.Contains(plain, name) {
			t.Errorf("the evidence does not hold %q: the test looks for nothing", name)
		}
		if strings.Contains(hidden, name) {
			t.Errorf("%q stands in\n%s", name, hidden)
		}
	}
}
