package probes_test

import (
	"encoding/json"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestWhatWasNotSeenIsNullAndNotZero(t *testing.T) {
	t.Parallel()
	type evidence struct {
		Number probes.Maybe[int]           `json:"number"`
		Span   probes.Maybe[time.Duration] `json:"span"`
		Time   probes.Maybe[time.Time]     `json:"time"`
	}
	for text, want := range map[string]evidence{
		`{"number":null,"span":null,"time":null}`:                 {},
		`{"number":0,"span":0,"time":"0001-01-01T00:00:00Z"}`:     {probes.Known(0), probes.Known(time.Duration(0)), probes.Known(time.Time{})},
		`{"number":-3,"span":1000,"time":"2026-11-28T08:00:00Z"}`: {probes.Known(-3), probes.Known(time.Microsecond), probes.Known(time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC))},
	} {
		var got evidence
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", text, got, err, want)
		}
		if again, err := json.Marshal(got); err != nil || string(again) != text {
			t.Errorf("%s: written again as %s, %v", text, again, err)
		}
	}
	filled := evidence{Number: probes.Known(7)}
	if err := json.Unmarshal([]byte(`{"number":null}`), &filled); err != nil || filled != (evidence{}) {
		t.Errorf("null over a number: got %+v, %v, want nothing", filled, err)
	}
	for _, wrong := range []string{`{"number":"7"}`, `{"number":1.5}`, `{"number":true}`, `{"time":7}`, `{"time":""}`} {
		if err := json.Unmarshal([]byte(wrong), &evidence{}); err == nil {
			t.Errorf("%s was read", wrong)
		}
	}
}

func TestMaybeGivesOutWhatWasSeen(t *testing.T) {
	t.Parallel()
	seen, none := probes.KnownIf(0, true), probes.KnownIf(5, false)
	if n, ok := seen.Get(); n != 0 || !ok || seen.Or(9) != 0 || seen.String() != "0" || !seen.Seen() {
		t.Errorf("a 0 that was seen: got %v", seen)
	}
	if n, ok := none.Get(); n != 0 || ok || none.Or(9) != 9 || none.String() != "" || none.Seen() || none != (probes.Maybe[int]{}) {
		t.Errorf("nothing: got %v", none)
	}
}

// TestEvidenceOfEarlierVersionsIsRead has accounts as they were written while
// 0 and the zero time also stood for what was not seen.
func TestEvidenceOfEarlierVersionsIsRead(t *testing.T) {
	t.Parallel()
	const all = `"admin_count":0,"flags":512,"computed_flags":0,"lockout_time":"0001-01-01T00:00:00Z","account_expires":"0001-01-01T00:00:00Z"`
	whole := probes.DirectoryUser{
		Matches: 1, AdminCount: probes.Known(0), Flags: probes.Known[uint32](512), ComputedFlags: probes.Known[uint32](0),
		LockoutTime: probes.Known(time.Time{}), AccountExpires: probes.Known(time.Time{}),
	}
	for text, change := range map[string]func(*probes.DirectoryUser){
		all + `,"computed_seen":true`:  func(*probes.DirectoryUser) {},
		all + `,"computed_seen":false`: func(u *probes.DirectoryUser) { u.ComputedFlags = probes.Maybe[uint32]{} },
		all:                            func(*probes.DirectoryUser) {},
		all + `,"flags":0`:             func(u *probes.DirectoryUser) { u.Flags = probes.Maybe[uint32]{} },
		all + `,"hidden":["lockoutTime"]`: func(u *probes.DirectoryUser) {
			u.LockoutTime, u.Hidden = probes.Maybe[time.Time]{}, []string{"lockoutTime"}
		},
		all + `,"hidden":["adminCount"]`: func(u *probes.DirectoryUser) { u.AdminCount, u.Hidden = probes.Maybe[int]{}, []string{"adminCount"} },
		all + `,"hidden":["accountExpires"]`: func(u *probes.DirectoryUser) {
			u.AccountExpires, u.Hidden = probes.Maybe[time.Time]{}, []string{"accountExpires"}
		},
	} {
		want := whole
		change(&want)
		var got probes.DirectoryUser
		if err := json.Unmarshal([]byte(`{"matches":1,`+text+`}`), &got); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if !sameJSON(t, got, want) {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
	if err := json.Unmarshal([]byte(`{"matches":"one"}`), &probes.DirectoryUser{}); err == nil {
		t.Error("an account whose count is a word was read")
	}
}

func sameJSON(t *testing.T, a, b any) bool {
	t.Helper()
	one, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	other, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(one) == string(other)
}
