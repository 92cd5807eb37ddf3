package reenable_test

import (
	"encoding/json"
	"os"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/reenable"
)

// altered judges recorded evidence after something of it was changed.
func altered(t *testing.T, outcome string, change func(e map[string]any)) steps.Outcome {
	t.Helper()
	text, err := os.ReadFile("testdata/landed/" + outcome + ".json")
	var e map[string]any
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err != nil {
		t.Fatal(err)
	}
	change(e)
	if text, err = json.Marshal(e); err != nil {
		t.Fatal(err)
	}
	verdict, err := reenable.Landed.Check.Judge(text)
	if err != nil {
		t.Fatal(err)
	}
	return verdict.On
}

// at is a part of evidence by its path; a number is the place in a list.
func at(e map[string]any, path ...any) map[string]any {
	var here any = e
	for _, p := range path {
		switch p := p.(type) {
		case string:
			here = here.(map[string]any)[p]
		case int:
			here = here.([]any)[p]
		}
	}
	return here.(map[string]any)
}

// TestNothingCameOnlyWhereItWasWatched: that nothing came, and that only the cloud
// took it, is said where the PDC emulator was seen to the end, and nowhere else.
func TestNothingCameOnlyWhereItWasWatched(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(e map[string]any)
		arrived steps.Outcome
	}{
		"as it was":                     {func(map[string]any) {}, "not-arrived"},
		"not to the end":                {func(e map[string]any) { e["ended"] = "stopped" }, "not-yet"},
		"a word that nobody knows":      {func(e map[string]any) { e["ended"] = "banana" }, "not-yet"},
		"no word":                       {func(e map[string]any) { delete(e, "ended") }, "not-yet"},
		"another controller":            {func(e map[string]any) { at(e, "account")["pdc"] = false }, "unwatched"},
		"nobody knows which controller": {func(e map[string]any) { at(e, "account")["pdc"] = nil }, "unwatched"},
		"lost since":                    {func(e map[string]any) { at(e, "account")["why"] = map[string]any{"kind": "reset"} }, "unwatched"},
		"the last answer long ago":      {func(e map[string]any) { at(e, "account")["last"] = e["begun"] }, "unwatched"},
		"no state":                      {func(e map[string]any) { at(e, "account")["states"] = []any{} }, "unwatched"},
		"no account, and why": {func(e map[string]any) {
			delete(e, "account")
			e["no_account"] = map[string]any{"kind": "timed-out"}
		}, steps.Unseen},
		"no clock, and looking back": {func(e map[string]any) { e["back"], at(e, "account")["ahead_ns"] = true, nil }, "unwatched"},
		"no metadata, and must change": {func(e map[string]any) {
			state := at(e, "account", "states", 0)
			state["password"], state["must_change"] = map[string]any{}, true
		}, "unwatched"},
		"no metadata, and nobody knows": {func(e map[string]any) {
			state := at(e, "account", "states", 0)
			state["password"], state["must_change"] = map[string]any{}, nil
		}, "unwatched"},
		"no beginning": {func(e map[string]any) { delete(e, "since") }, steps.Unseen},
		"no end":       {func(e map[string]any) { delete(e, "until") }, steps.Unseen},
		"an event that was not understood": {func(e map[string]any) {
			e["log"] = map[string]any{"events": []any{map[string]any{"id": 31019}}}
		}, steps.Unseen},
		"a row that was not understood": {func(e map[string]any) {
			e["audit"] = map[string]any{"rows": []any{map[string]any{"activity": "Reset password (self-service)"}}}
		}, steps.Unseen},
		"rows that were left out": {func(e map[string]any) { e["audit"] = map[string]any{"rows": nil} }, steps.Unseen},
	} {
		if got := altered(t, "not-arrived", c.change); got != c.arrived {
			t.Errorf("%s: got %s, want %s", name, got, c.arrived)
		}
	}
}

// TestANewPasswordIsTheMetadatas: what counts is a version that grew, or a moment
// that somebody named, and no value beside it.
func TestANewPasswordIsTheMetadatas(t *testing.T) {
	t.Parallel()
	last := func(e map[string]any) map[string]any {
		states := at(e, "account")["states"].([]any)
		return states[len(states)-1].(map[string]any)
	}
	stamp := func(e map[string]any) map[string]any { return last(e)["password"].(map[string]any) }
	for name, c := range map[string]struct {
		change func(e map[string]any)
		want   steps.Outcome
	}{
		"as it was":                 {func(map[string]any) {}, "changed"},
		"the same version":          {func(e map[string]any) { stamp(e)["version"] = 2 }, "not-yet"},
		"a version that fell":       {func(e map[string]any) { stamp(e)["version"] = 1 }, "not-yet"},
		"proof is wanted":           {func(e map[string]any) { e["proof"] = true }, "unproven"},
		"a time before it, here":    {func(e map[string]any) { stamp(e)["at"] = "2026-11-23T08:00:00Z" }, "changed"},
		"a time before it, there":   {func(e map[string]any) { stamp(e)["at"], stamp(e)["here"] = "2026-11-23T08:00:00Z", false }, "earlier"},
		"a time before it, nowhere": {func(e map[string]any) { stamp(e)["at"], stamp(e)["here"] = "2026-11-23T08:00:00Z", nil }, "earlier"},
		"no stamp, and the value changed": {func(e map[string]any) {
			last(e)["password"] = map[string]any{}
		}, "changed"},
		"no stamp, and 0": {func(e map[string]any) {
			last(e)["password"], last(e)["set"], last(e)["must_change"] = map[string]any{}, "0001-01-01T00:00:00Z", true
		}, "flag-only"},
		"only read once, and not since a moment": {func(e map[string]any) { at(e, "account")["states"] = []any{last(e)} }, "not-yet"},
		"only read once, since a moment": {func(e map[string]any) {
			at(e, "account")["states"] = []any{last(e)}
			e["back"] = true
		}, "changed"},
		"only read once, before that moment": {func(e map[string]any) {
			at(e, "account")["states"] = []any{last(e)}
			e["back"], stamp(e)["at"], last(e)["set"] = true, "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"
		}, "not-yet"},
	} {
		if got := altered(t, "changed", c.change); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
