// Package commandtest is the program in the process of a test: what it prints, as much
// of it as tests read, and that no secret stands in it.
package commandtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/lab/planted"
	"example.com/writeback-doctor/wizard/command"
)

// Run is the program in this process: its exit code and what it printed.
func Run(tb testing.TB, env map[string]string, args ...string) (code int, out, errs string) {
	tb.Helper()
	var stdout, stderr bytes.Buffer
	code = command.Main(command.Process{
		Args: args, In: strings.NewReader(env["stdin"]), Out: &stdout, Err: &stderr,
		Getenv: func(name string) string { return env[name] },
		Now:    time.Now, //nolint:forbidigo // as main does
		Zone:   time.UTC, Hostname: "helpdesk-07", Version: "test",
	})
	for name, text := range map[string]string{"standard output": stdout.String(), "standard error": stderr.String()} {
		if at := strings.Index(text, "%!"); at >= 0 { // a verb of package fmt that did not fit its value
			tb.Errorf("%v: on %s stands %q", args, name, text[max(0, at-40):min(len(text), at+40)])
		}
		NoSecret(tb, fmt.Sprintf("%v: %s", args, name), text)
	}
	return code, stdout.String(), stderr.String()
}

// NoSecret demands that nothing holds a secret that a world gives out, or that a
// person of one has.
func NoSecret(tb testing.TB, where, text string) {
	tb.Helper()
	for _, secret := range planted.In(text) {
		tb.Errorf("%s holds the secret %q", where, secret)
	}
}

// Checked is as much of the JSON of check as the tests read.
type Checked struct {
	User    string
	Schema  string
	Verdict struct {
		Status  string
		Cause   *struct{ Step, Outcome string }
		Unknown []string
	}
	Findings []struct {
		Step, Stage, Outcome, Status string
		ExplainedBy                  string `json:"explained_by"`
		Said                         struct{ Ko, En string }
		Who                          []string
		Why                          string
		Asked                        bool
		Orders                       bool
		Vantage                      string
		At                           time.Time
		Evidence                     json.RawMessage
	}
	Forecast Foretold
}

// Decode reads the JSON of check, and ends the test where there is anything besides it.
func Decode(tb testing.TB, out string) Checked {
	tb.Helper()
	var c Checked
	if err := json.Unmarshal([]byte(out), &c); err != nil {
		tb.Fatalf("not JSON alone: %v\n%.500s", err, out)
	}
	return c
}

// Foretold is as much of a forecast in JSON as the tests read.
type Foretold struct {
	Own       bool
	Announced []struct {
		ID, Kind, Day, User, Confidence, Source string
		TableDay                                string `json:"table_day"`
		Stops, Stale                            bool
		Said                                    struct{ Ko, En string }
	}
	CannotTell []struct {
		ID, Day string
		Needs   []string
		Said    struct{ Ko, En string }
	} `json:"cannot_tell"`
	Expiring *struct {
		Users, Hidden int
		Within30      int `json:"within_30_days"`
		Within90      int `json:"within_90_days"`
		First         string
		Examples      []string
	}
}

// IDs are the changes that are announced for this environment, and those of which it
// cannot be told whether they are for it; each nil for none.
func (f Foretold) IDs() (ahead, untold []string) {
	for _, a := range f.Announced {
		ahead = append(ahead, a.ID)
	}
	for _, g := range f.CannotTell {
		untold = append(untold, g.ID)
	}
	return ahead, untold
}
