package command_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// history is the timeline of check, as a program reads it.
type history struct {
	Timeline []struct {
		At                          time.Time
		Written                     time.Time `json:"written_at"`
		Within                      float64   `json:"within_seconds"`
		Place, Source, Result, Code string
		Operation                   int
		Said                        struct{ Ko, En string }
	}
	Story struct {
		LastSuccess  *int `json:"last_success"`
		FirstFailure *int `json:"first_failure"`
		Changed      []int
		Certain      bool
		Clocks       []struct {
			Place string
			Ahead *float64 `json:"ahead_seconds"`
		}
		NotRead []struct{ Source, Why string } `json:"not_read"`
	}
}

// start is when every world begins.
var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func (w history) lines() []string {
	var all []string
	for _, r := range w.Timeline {
		code, _, _ := strings.Cut(r.Code, " ")
		line := fmt.Sprintf("-%v %s %s %s", start.Sub(r.At), r.Source, code, r.Result)
		if r.Operation > 0 {
			line += fmt.Sprintf(" #%d", r.Operation)
		}
		all = append(all, line)
	}
	return all
}

func (w history) gaps() map[string]string {
	all := map[string]string{}
	for _, n := range w.Story.NotRead {
		all[n.Source] = n.Why
	}
	return all
}

func historyOf(t *testing.T, world string, more ...string) history {
	t.Helper()
	_, out, errs := commandtest.Run(t, nil, append([]string{"check", "--world", world, "--format", "json"}, more...)...)
	var got history
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%s: %v: %s", world, err, errs)
	}
	return got
}

// TestTheTimelineTellsWhatReallyHappened over real HTTPS and LDAP: a success, what
// changed, and the failures, joined by their IDs and by their time.
func TestTheTimelineTellsWhatReallyHappened(t *testing.T) {
	t.Parallel()
	for _, masked := range [][]string{nil, {"--mask"}} {
		got := historyOf(t, "history-since-restart", masked...)
		lines := slices.DeleteFunc(got.lines(), func(l string) bool { return strings.Contains(l, " 31019 ") }) // they go on while it looks
		want := []string{
			"-60h0m0s event-log 31001 noted #1", "-60h0m0s directory-account pwdLastSet noted #1", "-60h0m0s event-log 31002 worked #1",
			"-60h0m0s audit-log  worked #1", "-60h0m0s cloud-account lastPasswordChangeDateTime noted #1",
			"-20h0m0s event-log 31016 refused", "-19h0m0s event-log 31015 noted",
			"-12m0s event-log 31001 noted #2", "-12m0s event-log 33004 refused #2", "-12m0s event-log 31003 refused #2", "-12m0s audit-log  refused #2",
			"-9m0s audit-log  never-could", "-4m0s sign-in-log AADSTS50126 refused",
		}
		if !slices.Equal(lines, want) {
			t.Errorf("masked %v: got\n  %s\nwant\n  %s", masked, strings.Join(lines, "\n  "), strings.Join(want, "\n  "))
		}
		s := got.Story
		if s.LastSuccess == nil || s.FirstFailure == nil || got.Timeline[*s.LastSuccess].Source != "audit-log" || !strings.HasPrefix(got.Timeline[*s.FirstFailure].Code, "33004") {
			t.Fatalf("story %+v", s)
		}
		if len(s.Changed) != 2 || !s.Certain || len(s.NotRead) != 0 || len(s.Clocks) != 2 || s.Clocks[0].Ahead == nil {
			t.Errorf("story %+v", s)
		}
	}
}

// TestWhatTheTimelineLacksIsSaid: without the permission, without Premium, without
// the server, what nobody could read is no silence.
func TestWhatTheTimelineLacksIsSaid(t *testing.T) {
	t.Parallel()
	for world, want := range map[string]struct {
		gaps    map[string]string
		sources []string // of the rows
	}{
		"blind-history-no-permission": {
			map[string]string{"audit-log": "missing-permission", "sign-in-log": "missing-permission"}, []string{"cloud-account", "directory-account", "event-log"},
		},
		"blind-history-no-premium": {
			map[string]string{"sign-in-log": "unlicensed"}, []string{"audit-log", "cloud-account", "directory-account", "event-log"},
		},
		"blind-history-no-server": {
			map[string]string{"event-log": "no-server"}, []string{"audit-log", "cloud-account", "directory-account", "sign-in-log"},
		},
		"blind-no-tenant": {
			map[string]string{"audit-log": "no-tenant", "sign-in-log": "no-tenant"}, []string{"directory-account", "event-log"},
		},
		"operator-no-role": {
			map[string]string{"audit-log": "missing-role", "sign-in-log": "missing-role"}, []string{"cloud-account", "directory-account", "event-log"},
		},
	} {
		got := historyOf(t, world)
		if gaps := got.gaps(); !maps.Equal(gaps, want.gaps) {
			t.Errorf("%s: not read %v, want %v", world, gaps, want.gaps)
		}
		sources := map[string]bool{}
		for _, r := range got.Timeline {
			sources[r.Source] = true
		}
		if all := slices.Sorted(maps.Keys(sources)); !slices.Equal(all, want.sources) {
			t.Errorf("%s: rows of %v, want %v", world, all, want.sources)
		}
	}
}

// TestAWrongClockIsPutRight in what it wrote, and told.
func TestAWrongClockIsPutRight(t *testing.T) {
	t.Parallel()
	got := historyOf(t, "history-skewed")
	for _, r := range got.Timeline {
		if r.Operation == 0 {
			continue
		}
		if ago := start.Sub(r.At); ago < 59*time.Minute || ago > 61*time.Minute {
			t.Errorf("%s %s stands at -%v, want an hour", r.Source, r.Code, ago)
		}
		if apart := r.Written.Sub(r.At); (r.Place == "server") != (apart > 7*time.Minute && apart < 9*time.Minute) {
			t.Errorf("%s %s was written %v later by its own clock", r.Source, r.Code, apart)
		}
	}
	if c := got.Story.Clocks[0]; c.Place != "server" || c.Ahead == nil || *c.Ahead < 470 || *c.Ahead > 490 {
		t.Errorf("clocks %+v", got.Story.Clocks)
	}
}

// TestEveryFaceTellsTheTimeline: lines with -v alone, a table in Markdown, and a
// table with pictures in the page, in both languages.
func TestEveryFaceTellsTheTimeline(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want []string
		no   string
	}{
		{[]string{"--lang", "en", "-v"}, []string{"== What really happened (UTC) ==", "2026-11-23 08:56:00 [cloud] Sign-in: failed, AADSTS50126."}, ""},
		{[]string{"--lang", "en"}, nil, "What really happened"},
		{[]string{"--lang", "ko", "--format", "markdown"}, []string{"## 실제로 있었던 일 (UTC)", "| 2026-11-23 08:56:00 | 클라우드 | 로그인: 실패, AADSTS50126"}, ""},
		{[]string{"--lang", "en", "--format", "html"}, []string{`<h2>What really happened (UTC)</h2>`, `<use href="#no-left"/>`, `<strong>cloud</strong> Sign-in: failed, AADSTS50126.`}, "<script"},
	} {
		_, out, errs := commandtest.Run(t, nil, append([]string{"check", "--world", "history-since-restart"}, c.args...)...)
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%v lacks %q: %s", c.args, want, errs)
			}
		}
		if c.no != "" && strings.Contains(out, c.no) {
			t.Errorf("%v has %q", c.args, c.no)
		}
	}
}
