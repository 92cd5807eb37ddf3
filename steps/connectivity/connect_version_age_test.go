package connectivity

import (
	"os"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAVersionIsJudgedOnTheDayOfTheWalk: a version keeps, and its support runs
// out all the same.
func TestAVersionIsJudgedOnTheDayOfTheWalk(t *testing.T) {
	t.Parallel()
	recorded, err := os.ReadFile("testdata/connect-version/supported.json")
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := ConnectVersion.Check.Judge(recorded)
	if err != nil || verdict.On != "supported" {
		t.Fatalf("got %s, %v", verdict.On, err)
	}
	seen := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "SYNC01"}, At: noon}
	s := steps.NewSession([]steps.Step{ConnectVersion}, nil)
	if _, err := s.Record(steps.Result{Verdict: verdict, Seen: seen, Evidence: recorded, AsOf: noon}, nil, noon); err != nil {
		t.Fatal(err)
	}
	if passed := s.Age(noon.Add(48 * time.Hour)); len(passed) > 0 || s.Trail()[0].On != "supported" {
		t.Errorf("two days later: %v have passed, %s", passed, s.Trail()[0].On)
	}
	if passed := s.Age(noon.AddDate(5, 0, 0)); len(passed) > 0 || s.Trail()[0].On != "out-of-support" || s.Trail()[0].Age() < 4*365*24*time.Hour {
		t.Errorf("five years later: %v have passed, %+v", passed, s.Trail()[0])
	}
}
