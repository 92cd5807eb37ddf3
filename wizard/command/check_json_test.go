package command_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestTheJSONOfACheckSaysOfWhomAndWhatToDo: a program that reads it knows whose
// walk this is, when it began, what judged it and of when that knows, and has
// the remedy in its parts.
func TestTheJSONOfACheckSaysOfWhomAndWhatToDo(t *testing.T) {
	t.Parallel()
	for _, masked := range []bool{false, true} {
		args := []string{"check", "--world", "rights-denied", "--format", "json"}
		if masked {
			args = append(args, "--mask")
		}
		_, out, errs := commandtest.Run(t, nil, args...)
		var got struct {
			Schema, Program, User string
			Started               time.Time
			Tables                []struct{ Name, AsOf, Checked string }
			Findings              []struct {
				Step, Status string
				Remedy       map[string]json.RawMessage
			}
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("%v: %s", err, errs)
		}
		if got.Schema != "writeback-doctor/check/1" || got.Program != "writeback-doctor test" || got.Started.IsZero() || len(got.Tables) != 3 {
			t.Errorf("got %+v", got)
		}
		if masked == (got.User == "kim@contoso.com") || got.User == "" {
			t.Errorf("masked %t: the user is %q", masked, got.User)
		}
		if masked && strings.Contains(strings.ToLower(out), "contoso") {
			t.Error("masked, and names a domain")
		}
		for _, f := range got.Findings {
			if f.Status == "healthy" && f.Remedy != nil {
				t.Errorf("%s is healthy and has a remedy", f.Step)
			}
			if f.Step != "configuration/effective-rights" {
				continue
			}
			want := []string{"changes", "do", "fix", "link", "look", "or", "proof", "undo", "where", "who"}
			if names := slices.Sorted(maps.Keys(f.Remedy)); !slices.Equal(names, want) {
				t.Errorf("the remedy has %v, want %v", names, want)
			}
			var fix, undo []struct{ Shell, Text string }
			if json.Unmarshal(f.Remedy["fix"], &fix) != nil || json.Unmarshal(f.Remedy["undo"], &undo) != nil || len(fix) != 1 || len(undo) != 1 || fix[0].Shell != "PowerShell" || fix[0].Text == undo[0].Text {
				t.Errorf("fix %+v, undo %+v", fix, undo)
			}
		}
	}
}
