package timeline_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/connectivity"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/timeline"
)

const (
	kim     = "kim@contoso.com"
	lee     = "lee@contoso.com"
	reset   = "Reset password (self-service)"
	connect = "Microsoft Entra Connect"
	idA     = "5d0c0000-0000-4000-8000-0000000000a1"
	idB     = "5d0c0000-0000-4000-8000-0000000000b2"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// seen is the evidence of the step of the event log.
type seen struct {
	probes.Seen
	Log       probes.EventLog   `json:"log"`
	User      string            `json:"user"`
	Audit     *probes.Audit     `json:"audit,omitempty"`
	NoAudit   *probes.Obstacle  `json:"no_audit,omitempty"`
	SignIns   *probes.SignInLog `json:"sign_ins,omitempty"`
	NoSignIns *probes.Obstacle  `json:"no_sign_ins,omitempty"`
	NoLog     *probes.Obstacle  `json:"no_log,omitempty"`
}

func logs(events []probes.Event, audit []probes.AuditRow, signIns ...probes.SignInRow) seen {
	at := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "sync01"}, At: noon}
	return seen{
		Seen: at, User: kim,
		Log:     probes.EventLog{Seen: at, Since: noon.Add(-72 * time.Hour), Oldest: noon.Add(-1000 * time.Hour), Events: probes.All(events)},
		Audit:   &probes.Audit{Since: noon.Add(-72 * time.Hour), Rows: probes.All(audit)},
		SignIns: &probes.SignInLog{Since: noon.Add(-72 * time.Hour), Rows: probes.All(signIns)},
	}
}

func event(ago time.Duration, id int, tracking string, users ...string) probes.Event {
	return probes.Event{
		At: noon.Add(-ago), Provider: "PasswordResetService", ID: id, TrackingID: tracking,
		Codes: probes.List[string]{}, Hosts: probes.List[string]{}, Users: probes.All(users),
	}
}

func row(ago time.Duration, result, correlation string, codes ...string) probes.AuditRow {
	return probes.AuditRow{At: noon.Add(-ago), Activity: reset, Result: result, Agent: connect, Correlation: correlation, Codes: probes.All(codes)}
}

func finding(tb testing.TB, id steps.ID, evidence any) steps.Finding {
	tb.Helper()
	text, err := json.Marshal(evidence)
	if err != nil {
		tb.Fatal(err)
	}
	return steps.Finding{Step: id, Evidence: text}
}

func account(tb testing.TB, set, locked time.Time) steps.Finding {
	tb.Helper()
	user := probes.DirectoryUser{Matches: 1, PasswordLastSet: set}
	if !locked.IsZero() {
		user.LockoutTime = probes.Known(locked)
	}
	return finding(tb, configuration.UserAccountID, map[string]any{"user": user})
}

func of(tb testing.TB, evidence seen, more ...steps.Finding) timeline.Timeline {
	tb.Helper()
	return timeline.Of(append([]steps.Finding{finding(tb, reenable.EventLogID, evidence)}, more...), kim)
}

// short is a row in a few words.
func short(r timeline.Row) string {
	ago := noon.Sub(r.At)
	name, _, _ := strings.Cut(r.Code, " ")
	if r.Activity != "" {
		name, _, _ = strings.Cut(r.Activity, " ")
	}
	s := fmt.Sprintf("-%v %s %s", ago, r.Place, name)
	if r.Ending != "" {
		s += " " + string(r.Ending)
	} else {
		s += " unknown"
	}
	if r.Op > 0 {
		s += fmt.Sprintf(" #%d", r.Op)
	}
	if r.ByTime {
		s += "~"
	}
	if r.Times > 1 {
		s += fmt.Sprintf(" x%d", r.Times)
	}
	return s
}

func shorts(t timeline.Timeline) []string {
	var all []string
	for _, r := range t.Rows {
		all = append(all, short(r))
	}
	return all
}

func same(t *testing.T, got timeline.Timeline, want ...string) {
	t.Helper()
	if lines := shorts(got); !slices.Equal(lines, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(lines, "\n  "), strings.Join(want, "\n  "))
	}
}

// TestRowsAreJoinedByTheirIDs: of one moment, what arrived stands first, then what
// AD did, then what the server says of it, its reason first, then the cloud.
func TestRowsAreJoinedByTheirIDs(t *testing.T) {
	t.Parallel()
	braced := "{" + strings.ToUpper(idA) + "}"
	got := of(t, logs([]probes.Event{
		event(time.Minute, 31003, idB), event(time.Minute, 33008, idB, kim), event(time.Minute, 31001, idB),
		event(time.Hour, 31001, idA), event(time.Hour, 31002, idA, kim),
	}, []probes.AuditRow{row(time.Minute, "failure", idB), row(time.Hour, "success", braced)},
		probes.SignInRow{At: noon.Add(-time.Minute), Code: probes.Known(50126)}), account(t, noon.Add(-time.Hour), time.Time{}))
	same(t, got,
		"-1h0m0s server 31001 noted #1", "-1h0m0s directory pwdLastSet noted #1~", "-1h0m0s server 31002 worked #1", "-1h0m0s cloud Reset worked #1",
		"-1m0s server 31001 noted #2", "-1m0s server 33008 refused #2", "-1m0s server 31003 refused #2", "-1m0s cloud Reset refused #2",
		"-1m0s cloud AADSTS50126 refused")
	if s := got.Story; s.Success != 3 || s.Failure != 5 || len(s.Changed) != 0 || s.Unsure {
		t.Errorf("story %+v, want success 3, failure 5 by its reason", s)
	}
}

// TestRowsWithoutIDsAreJoinedByWhoseTheyAre: the nearest of the user's own, each
// once, and never one that contradicts.
func TestRowsWithoutIDsAreJoinedByWhoseTheyAre(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		events []probes.Event
		audit  []probes.AuditRow
		want   []string
	}{
		"the user's own": {
			[]probes.Event{event(10*time.Minute, 33008, idA, kim)},
			[]probes.AuditRow{row(9*time.Minute, "failure", "")},
			[]string{"-10m0s server 33008 refused #1", "-9m0s cloud Reset refused #1~"},
		},
		"at the limit": {
			[]probes.Event{event(10*time.Minute, 33008, idA, kim)},
			[]probes.AuditRow{row(8*time.Minute, "failure", "")},
			[]string{"-10m0s server 33008 refused #1", "-8m0s cloud Reset refused #1~"},
		},
		"too far": {
			[]probes.Event{event(10*time.Minute, 33008, idA, kim)},
			[]probes.AuditRow{row(8*time.Minute-time.Second, "failure", "")},
			[]string{"-10m0s server 33008 refused", "-7m59s cloud Reset refused"},
		},
		"the nearest, each once": {
			[]probes.Event{event(10*time.Minute, 33008, idA, kim), event(9*time.Minute, 33008, idB, kim)},
			[]probes.AuditRow{row(9*time.Minute, "failure", ""), row(10*time.Minute, "failure", "")},
			[]string{"-10m0s server 33008 refused #1", "-10m0s cloud Reset refused #1~", "-9m0s server 33008 refused #2", "-9m0s cloud Reset refused #2~"},
		},
		"nobody's, and no other could be meant": {
			[]probes.Event{event(10*time.Minute, 33008, idA)},
			[]probes.AuditRow{row(10*time.Minute, "failure", "")},
			[]string{"-10m0s server 33008 refused #1", "-10m0s cloud Reset refused #1~"},
		},
		"nobody's, and either could be meant": {
			[]probes.Event{event(10*time.Minute, 33008, idA), event(10*time.Minute, 33004, idB)},
			[]probes.AuditRow{row(10*time.Minute, "failure", "")},
			[]string{"-10m0s server 33004 refused", "-10m0s server 33008 refused", "-10m0s cloud Reset refused"},
		},
		"a success is no failure": {
			[]probes.Event{event(10*time.Minute, 33008, idA, kim)},
			[]probes.AuditRow{row(10*time.Minute, "success", "")},
			[]string{"-10m0s server 33008 refused", "-10m0s cloud Reset worked"},
		},
		"an empty ID joins nothing": {
			[]probes.Event{event(10*time.Minute, 33008, "00000000-0000-0000-0000-000000000000", kim)},
			[]probes.AuditRow{row(time.Minute, "failure", "00000000-0000-0000-0000-000000000000")},
			[]string{"-10m0s server 33008 refused", "-1m0s cloud Reset refused"},
		},
		"somebody else's is left out": {
			[]probes.Event{event(10*time.Minute, 33008, idA, lee), event(10*time.Minute, 31001, idA)},
			[]probes.AuditRow{row(10*time.Minute, "failure", "")},
			[]string{"-10m0s cloud Reset refused"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			same(t, of(t, logs(c.events, c.audit)), c.want...)
		})
	}
}

// TestEndings says of each row of the audit log how it ended.
func TestEndings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		result, agent string
		codes         []string
		want          timeline.Ending
		code          string
	}{
		{"success", connect, nil, reenable.Worked, ""},
		{"Success", "cloudsync", nil, reenable.Worked, ""},
		{"success", "", nil, reenable.Accepted, ""},
		{"success", "None", nil, reenable.Never, ""},
		{"success", "Something new", nil, reenable.Accepted, ""},
		{"success", connect, []string{"OnPremisesSuccessCloudFailure"}, reenable.Refused, "OnPremisesSuccessCloudFailure"},
		{"failure", connect, []string{"OnPremisesConnectivityError"}, reenable.Refused, "OnPremisesConnectivityError"},
		{"failure", "", []string{"SomethingNewHappened"}, reenable.Refused, "SomethingNewHappened"},
		{"timeout", connect, nil, reenable.EndUnknown, "timeout"},
		{"unknownFutureValue", "", nil, reenable.EndUnknown, "unknownFutureValue"},
		{"", connect, nil, reenable.EndUnknown, ""},
	} {
		r := row(time.Minute, c.result, "", c.codes...)
		r.Agent = c.agent
		got := of(t, logs(nil, []probes.AuditRow{r}))
		if len(got.Rows) != 1 || got.Rows[0].Ending != c.want || got.Rows[0].Code != c.code {
			t.Errorf("%+v: got %v", c, shorts(got))
		}
	}
	nothing := of(t, logs([]probes.Event{event(time.Minute, 7777, "")}, nil, probes.SignInRow{At: noon}))
	same(t, nothing, "-1m0s server 7777 unknown", "-0s cloud  unknown")
}

// TestTheSameIsToldOnce: two looks, and two pages, bring one row twice; copies of
// one attribute are one row with all the controllers; heartbeats are one row a run.
func TestTheSameIsToldOnce(t *testing.T) {
	t.Parallel()
	twice := row(time.Minute, "failure", idA)
	var beats []probes.Event
	for i := range 5 {
		beats = append(beats, event(2*time.Hour+time.Duration(i)*5*time.Minute, 31019, ""))
	}
	beats = append(beats, event(time.Hour, 31019, ""), event(45*time.Minute, 31019, ""), event(29*time.Minute+59*time.Second, 31019, ""))
	copies := finding(t, configuration.DomainControllersID, map[string]any{"copies": probes.Replicas{List: []probes.Replica{
		{Host: "dc2", Found: probes.Yes, PasswordLastSet: noon.Add(-3 * time.Hour)},
		{Host: "dc1", Found: probes.Yes, PasswordLastSet: noon.Add(-3 * time.Hour), LockoutTime: probes.Known(noon.Add(-30 * time.Second))},
		{Host: "dc3", Found: probes.No, PasswordLastSet: noon},
		{Host: "dc4", Found: probes.Yes},
	}}})
	got := of(t, logs(beats, []probes.AuditRow{twice, twice}), copies, account(t, noon.Add(-3*time.Hour), time.Time{}))
	same(t, got, "-3h0m0s directory pwdLastSet noted", "-2h20m0s server 31019 worked x5", "-1h0m0s server 31019 worked x2",
		"-29m59s server 31019 worked", "-1m0s cloud Reset refused", "-30s directory lockoutTime noted")
	if hosts := got.Rows[0].Hosts; !slices.Equal(hosts, []string{"dc1", "dc2"}) {
		t.Errorf("hosts %v", hosts)
	}
	if until := got.Rows[1].Until; !until.Equal(noon.Add(-2 * time.Hour)) {
		t.Errorf("the run lasts until %v", until)
	}
}

// TestWhatChangedInBetween: after the last success and up to the first failure
// after it.
func TestWhatChangedInBetween(t *testing.T) {
	t.Parallel()
	events := []probes.Event{
		event(60*time.Hour, 31002, idA, kim), event(61*time.Hour, 31016, ""), event(20*time.Hour, 31016, ""), event(19*time.Hour, 31015, ""),
		event(time.Hour, 33004, idB, kim), event(time.Minute, 33008, "c", kim), event(30*time.Second, 31016, ""),
	}
	got := of(t, logs(events, nil))
	same(t, got, "-61h0m0s server 31016 refused", "-60h0m0s server 31002 worked", "-20h0m0s server 31016 refused", "-19h0m0s server 31015 noted",
		"-1h0m0s server 33004 refused", "-1m0s server 33008 refused", "-30s server 31016 refused")
	if s := got.Story; s.Success != 1 || s.Failure != 4 || !slices.Equal(s.Changed, []int{2, 3}) || s.Unsure {
		t.Errorf("story %+v", s)
	}
	for name, c := range map[string]struct {
		events           []probes.Event
		success, failure int
		unsure           bool
	}{
		"nothing":                           {nil, -1, -1, false},
		"a success alone":                   {[]probes.Event{event(time.Hour, 31002, idA, kim)}, 0, -1, false},
		"a failure alone":                   {[]probes.Event{event(time.Hour, 33008, idA, kim)}, -1, 0, false},
		"a failure before the success":      {[]probes.Event{event(time.Hour, 33008, idA, kim), event(time.Minute, 31002, idB, kim)}, 1, -1, false},
		"a success of nobody hides nothing": {[]probes.Event{event(time.Hour, 33008, idA, kim), event(time.Minute, 31002, idB)}, -1, 0, false},
		"a failure of nobody may be ours":   {[]probes.Event{event(time.Hour, 31002, idA, kim), event(time.Minute, 33008, idB)}, 0, -1, true},
		"nobody's alone":                    {[]probes.Event{event(time.Hour, 31002, idA), event(time.Minute, 33008, idB)}, 0, 1, true},
		"a broken service is no failure":    {[]probes.Event{event(time.Hour, 31034, "")}, -1, -1, false},
	} {
		s := of(t, logs(c.events, nil)).Story
		if s.Success != c.success || s.Failure != c.failure || s.Unsure != c.unsure || len(s.Changed) > 0 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestTheReasonIsTheFailure: of one operation the line that says most is told,
// wherever it stands.
func TestTheReasonIsTheFailure(t *testing.T) {
	t.Parallel()
	got := of(t, logs([]probes.Event{event(61*time.Second, 31003, idA, kim), event(time.Minute, 33008, idA, kim)}, nil))
	same(t, got, "-1m1s server 31003 refused #1", "-1m0s server 33008 refused #1")
	if got.Story.Failure != 1 {
		t.Errorf("story %+v, want the reason", got.Story)
	}
}

// TestTwoOperationsOfOneMomentAreTwo where their IDs say so.
func TestTwoOperationsOfOneMomentAreTwo(t *testing.T) {
	t.Parallel()
	same(t, of(t, logs(nil, []probes.AuditRow{row(time.Minute, "failure", idA), row(time.Minute, "failure", idB)})),
		"-1m0s cloud Reset refused", "-1m0s cloud Reset refused")
}

// TestAUserWithoutADomainIsNobodyElse: who is named, and cannot be held against the
// name of the walk, is joined with nothing by time.
func TestAUserWithoutADomainIsNobodyElse(t *testing.T) {
	t.Parallel()
	evidence := logs([]probes.Event{event(time.Minute, 33008, idA, lee)}, []probes.AuditRow{row(time.Minute, "failure", "")})
	evidence.User = "kim"
	got := timeline.Of([]steps.Finding{finding(t, reenable.EventLogID, evidence)}, "kim")
	same(t, got, "-1m0s server 33008 refused", "-1m0s cloud Reset refused")
}

// clocksAre is the evidence of the clocks: each was asked by this machine at noon.
func clocksAre(tb testing.TB, server, directory time.Duration) steps.Finding {
	tb.Helper()
	reading := func(ahead time.Duration) map[string]any {
		if ahead > 0 {
			ahead += time.Second // it may have been read at the end of the look
		}
		return map[string]any{"at": noon, "took_ns": time.Second, "time": noon.Add(ahead)}
	}
	return finding(tb, connectivity.ClockID, map[string]any{
		"at": noon, "now": noon, "server": reading(server), "directory": reading(directory), "cloud": reading(0),
	})
}

// TestSkewIsTold: a clock that is wrong by much is put right, one that is not
// stands as it is, and of one that nobody compared nobody knows how exact it is.
func TestSkewIsTold(t *testing.T) {
	t.Parallel()
	evidence := logs([]probes.Event{event(2*time.Minute, 31002, idA, kim)}, []probes.AuditRow{row(9*time.Minute, "success", "")})
	set := account(t, noon.Add(-10*time.Minute), time.Time{})
	got := of(t, evidence, set, clocksAre(t, 8*time.Minute, 30*time.Second))
	same(t, got, "-10m0s directory pwdLastSet noted #1~", "-10m0s server 31002 worked #1", "-9m0s cloud Reset worked #1~")
	if server := got.Rows[1]; !server.Written.Equal(noon.Add(-2*time.Minute)) || server.Within <= time.Second {
		t.Errorf("the server wrote it at %v, exact to %v", server.Written, server.Within)
	}
	if directory := got.Rows[0]; !directory.Written.IsZero() || directory.Within != 30*time.Second {
		t.Errorf("the directory's time stands corrected: %+v", directory)
	}
	said := strings.Join(tell(got, lang.English).Foot, "\n")
	if !strings.Contains(said, "The clock of the Connect server is 8 minutes ahead") || strings.Contains(said, "controller") {
		t.Errorf("said %q", said)
	}
	blind := of(t, evidence, set)
	same(t, blind, "-10m0s directory pwdLastSet noted #1~", "-9m0s cloud Reset worked #1", "-2m0s server 31002 worked")
	if server := blind.Rows[2]; server.Within != 0 || !server.Written.IsZero() {
		t.Errorf("nobody compared the clock, and it is exact to %v", server.Within)
	}
	if said := strings.Join(tell(blind, lang.English).Foot, "\n"); strings.Count(said, "was not compared") != 2 {
		t.Errorf("said %q", said)
	}
}

// TestTwoThatStandTooCloseAreNotOrdered where their clocks may differ by more.
func TestTwoThatStandTooCloseAreNotOrdered(t *testing.T) {
	t.Parallel()
	evidence := logs([]probes.Event{event(time.Minute, 33008, idB, kim)}, []probes.AuditRow{row(4*time.Minute, "success", idA)})
	if s := of(t, evidence).Story; s.Success != 0 || s.Failure != 1 || !s.Unsure {
		t.Errorf("clocks that nobody compared: %+v", s)
	}
	if s := of(t, evidence, clocksAre(t, 0, 0)).Story; s.Success != 0 || s.Failure != 1 || s.Unsure {
		t.Errorf("clocks that agree: %+v", s)
	}
}

func tell(t timeline.Timeline, l lang.Language) timeline.Told {
	return t.Tell(steps.Teller{Language: l})
}

// TestWhatWasNotReadIsSaid and is no silence.
func TestWhatWasNotReadIsSaid(t *testing.T) {
	t.Parallel()
	blind := logs(nil, []probes.AuditRow{row(time.Minute, "failure", "")})
	blind.Log, blind.NoLog = probes.EventLog{}, &probes.Obstacle{Kind: probes.NoServer}
	blind.SignIns, blind.NoSignIns = nil, &probes.Obstacle{Kind: probes.Unlicensed, Needs: "Microsoft Entra ID P1"}
	got := of(t, blind)
	same(t, got, "-1m0s cloud Reset refused")
	want := []timeline.Source{timeline.SignInLog, timeline.ServerEvents, timeline.DirectoryAccount}
	var sources []timeline.Source
	for _, g := range got.Gaps {
		sources = append(sources, g.Source)
	}
	if !slices.Equal(sources, want) {
		t.Errorf("not read %v, want %v", sources, want)
	}
	if foot := strings.Join(tell(got, lang.English).Foot, "\n"); !strings.Contains(foot, "Microsoft Entra ID P1") || !strings.Contains(foot, "Not looked at yet") {
		t.Errorf("said %q", foot)
	}
	nothing := timeline.Of(nil, kim)
	if !nothing.Empty() || len(nothing.Gaps) != 4 || len(tell(nothing, lang.Korean).Head) != 1 {
		t.Errorf("a walk that saw nothing: %+v", nothing)
	}
}

// TestForeignTextIsCleaned: nothing that somebody else wrote reaches a screen as it
// is.
func TestForeignTextIsCleaned(t *testing.T) {
	t.Parallel()
	evil := "x\x1b[31mred\x1b]0;t\x07\u202e\r\n| `"
	r := row(time.Minute, "failure", "")
	r.Activity, r.Reason, r.Agent = evil, evil, evil
	e := event(time.Minute, 33008, idA, kim)
	copies := finding(t, configuration.DomainControllersID, map[string]any{
		"copies": probes.Replicas{List: []probes.Replica{{Host: evil, Found: probes.Yes, PasswordLastSet: noon}}},
	})
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		told := tell(of(t, logs([]probes.Event{e}, []probes.AuditRow{r}), copies), l)
		for i := range told.Lines {
			if one := told.Lines[i].One(); one != lang.Clean(one) || strings.ContainsAny(one, "\x1b\x07\r\n") {
				t.Errorf("line %q", one)
			}
		}
		for _, one := range slices.Concat(told.Head, told.Foot) {
			if one != lang.Clean(one) {
				t.Errorf("said %q", one)
			}
		}
	}
}

// TestNoOrderOfRowsChangesTheHistory: a thousand rows, in any order, are the same
// history, and quickly.
func TestNoOrderOfRowsChangesTheHistory(t *testing.T) {
	t.Parallel()
	var events []probes.Event
	var audit []probes.AuditRow
	for i := range 250 {
		ago := time.Duration(i/2) * 10 * time.Second // two of each moment
		id := fmt.Sprintf("5d0c0000-0000-4000-8000-%012d", i+1)
		users := [][]string{{kim}, nil, {lee}, {kim}}[i%4]
		events = append(events, event(ago, 31001, id), event(ago, []int{31002, 33008, 33004}[i%3], id, users...), event(ago, 31019, ""))
		if correlation := id; i%2 == 0 {
			correlation = ""
			audit = append(audit, row(ago, []string{"success", "failure"}[i%3/2], correlation))
		} else {
			audit = append(audit, row(ago, "failure", correlation))
		}
	}
	first := of(t, logs(slices.Clone(events), slices.Clone(audit)))
	if len(first.Rows) < 500 {
		t.Fatalf("%d rows", len(first.Rows))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		random.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		random.Shuffle(len(audit), func(i, j int) { audit[i], audit[j] = audit[j], audit[i] })
		again := of(t, logs(slices.Clone(events), slices.Clone(audit)))
		if a, b := shorts(first), shorts(again); !slices.Equal(a, b) {
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("line %d: %q, and in another order %q", i, a[i], b[i])
				}
			}
			t.Fatalf("%d lines, and in another order %d", len(a), len(b))
		}
		if !reflect.DeepEqual(first.Story, again.Story) {
			t.Fatalf("story %+v, and in another order %+v", first.Story, again.Story)
		}
	}
}

// FuzzHistory: no evidence brings it down, the rows stand in order, and every
// operation has two rows at least.
func FuzzHistory(f *testing.F) {
	text, err := json.Marshal(logs([]probes.Event{event(time.Hour, 31002, idA, kim), event(time.Minute, 33008, idB)}, []probes.AuditRow{row(time.Minute, "failure", idB)}))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(text), `{}`, `null`, `[]`, `{"log":{"events":[{}]},"audit":{"rows":[{}]},"sign_ins":{"rows":[{"code":1}]}}`, `{"user":{"matches":1,"password_last_set":"2026-11-23T12:00:00Z"},"copies":{"list":[{}]}}`} {
		f.Add([]byte(seed), []byte(seed))
	}
	f.Fuzz(func(t *testing.T, logs, account []byte) {
		got := timeline.Of([]steps.Finding{
			{Step: reenable.EventLogID, Evidence: logs},
			{Step: configuration.UserAccountID, Evidence: account},
			{Step: configuration.DomainControllersID, Evidence: account},
			{Step: configuration.UserOriginID, Evidence: account},
			{Step: connectivity.ClockID, Evidence: account},
		}, kim)
		rows := map[int]int{}
		for i := range got.Rows {
			rows[got.Rows[i].Op]++
			if i > 0 && got.Rows[i].At.Before(got.Rows[i-1].At) {
				t.Errorf("line %d stands behind a later one", i)
			}
		}
		for op, n := range rows {
			if op > 0 && n < 2 {
				t.Errorf("operation %d has %d row", op, n)
			}
		}
		told := tell(got, lang.Korean)
		for i := range told.Lines {
			if one := told.Lines[i].One(); one != lang.Clean(one) {
				t.Errorf("line %q", one)
			}
		}
	})
}

// TestWhatIsNotInItIsOneLine: the sources that lack for the same reason are told
// together.
func TestWhatIsNotInItIsOneLine(t *testing.T) {
	t.Parallel()
	history := timeline.Timeline{Gaps: []timeline.Gap{{Source: timeline.AuditLog}, {Source: timeline.ServerEvents}, {Source: timeline.CloudAccount}}}
	for l, want := range map[lang.Language]string{
		lang.Korean:  "여기에 없는 기록: 테넌트의 감사 로그, Connect 서버의 이벤트, 클라우드의 계정. 아직 확인하지 않았습니다.",
		lang.English: "Not in it: audit log of the tenant, events of the Connect server, account in the cloud. Not looked at yet.",
	} {
		if got := history.Tell(steps.Teller{Language: l}).Foot; len(got) != 1 || got[0] != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestOneEntryIsNotComparedWithAnother: where only a failure or only a success was read,
// nothing is said of which came first, but whose it is.
func TestOneEntryIsNotComparedWithAnother(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		events         []probes.Event
		whose, ordered bool
	}{
		"a failure of nobody":            {[]probes.Event{event(time.Minute, 33008, idB)}, true, false},
		"a success, then one of nobody":  {[]probes.Event{event(time.Hour, 31002, idA, kim), event(time.Minute, 33008, idB)}, true, false},
		"both of nobody":                 {[]probes.Event{event(time.Hour, 31002, idA), event(time.Minute, 33008, idB)}, false, true},
		"a failure of this user's alone": {[]probes.Event{event(time.Hour, 33008, idA, kim)}, false, false},
	} {
		history := of(t, logs(c.events, nil))
		for l, says := range map[lang.Language][2]string{
			lang.English: {"it is not certain that they are this user's", "Which of the two"}, lang.Korean: {"이 사용자의 것인지는 확실하지 않습니다", "어느 것이 먼저인지"},
		} {
			head := strings.Join(history.Tell(steps.Teller{Language: l}).Head, " ")
			if strings.Contains(head, says[0]) != c.whose || strings.Contains(head, says[1]) != c.ordered {
				t.Errorf("%s in %s: %s", name, l, head)
			}
		}
	}
}
