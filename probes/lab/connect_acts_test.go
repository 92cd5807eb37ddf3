package lab

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
)

const atServer = "here: sync01.corp.contoso.com\n"

func actor(l *Lab) *action.Actor {
	return action.New(action.Config{Exec: l.Exec(), Console: l.Console(), Clock: l.Clock()})
}

func idsAfter(l *Lab, start time.Time, until time.Duration) []int {
	now := start.Add(until)
	l.clock.Now = func() time.Time { return now }
	var ids []int
	for _, e := range slices.Backward(l.server.eventLog(start.Add(-time.Second), probes.Seen{}).Events) {
		ids = append(ids, e.ID)
	}
	return ids
}

// TestAnOrderChangesTheServer: state and events follow, in the order and at the
// times of a real server.
func TestAnOrderChangesTheServer(t *testing.T) {
	t.Parallel()
	off, on := probes.Order{Deed: probes.SwitchOff, Connector: entraName}, probes.Order{Deed: probes.SwitchOn, Connector: entraName}
	for name, test := range map[string]struct {
		world  string
		orders []probes.Order
		want   probes.Performed // of the last
		events []int            // within three minutes
	}{
		"restart":  {"", []probes.Order{{Deed: probes.RestartService}}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31016, 31015, 31019}},
		"off":      {"", []probes.Order{off}, probes.Performed{Finished: true, State: "Running", Enabled: probes.No}, []int{31017, 31012, 31013, 31016}},
		"off, on":  {"", []probes.Order{off, on}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31017, 31012, 31013, 31016, 31017, 31004, 31018, 31005, 31015, 31019}},
		"stays":    {"server: {acts: {restart: stays-stopped}}", []probes.Order{{Deed: probes.RestartService}}, probes.Performed{State: "Stopped", Enabled: probes.Yes, Why: &probes.Obstacle{Kind: probes.NotRun, Code: "0x80131501"}}, []int{31016}},
		"starts":   {"server: {acts: {restart: stays-stopped}}", []probes.Order{{Deed: probes.RestartService}, {Deed: probes.StartService}}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31016, 31016, 31015, 31019}},
		"6800":     {"server: {acts: {restart: refused-start}}", []probes.Order{{Deed: probes.RestartService}}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31016, 6800}},
		"no beat":  {"server: {acts: {restart: silent}}", []probes.Order{{Deed: probes.RestartService}}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31016, 31015}},
		"account":  {"server: {acts: {off: wrong-account}}", []probes.Order{off}, probes.Performed{Finished: true, State: "Running", Enabled: probes.Yes}, []int{31012, 31014, 31019}},
		"on fails": {"server: {acts: {on: error}}", []probes.Order{off, on}, probes.Performed{State: "Running", Enabled: probes.No, Why: &probes.Obstacle{Kind: probes.NotRun, Code: "0x80004005"}}, []int{31017, 31012, 31013, 31016}},
		"guard":    {"server: {acts: {guard: sync-running}}", []probes.Order{off}, probes.Performed{Refused: probes.GuardSync, State: "Running", Enabled: probes.Yes}, []int{31019}},
		"staging":  {"server: {scheduler: {staging: true}}", []probes.Order{off}, probes.Performed{Refused: probes.GuardStaging, State: "Running", Enabled: probes.Yes}, []int{31019}},
		"running":  {"server: {scheduler: {in-progress: true}}", []probes.Order{{Deed: probes.RestartService}}, probes.Performed{Refused: probes.GuardSync, State: "Running", Enabled: probes.Yes}, []int{31019}},
		"another":  {"", []probes.Order{{Deed: probes.SwitchOff, Connector: "another"}}, probes.Performed{Refused: probes.GuardConnector, State: "Running", Enabled: probes.Yes}, []int{31019}},
		"stopped":  {"server: {service: {state: Stopped}}", []probes.Order{off}, probes.Performed{Refused: probes.GuardService, State: "Stopped", Enabled: probes.Yes}, []int{31019}},
		"nowhere":  {"server: {service: {installed: false}}", []probes.Order{off}, probes.Performed{Refused: probes.GuardElsewhere, State: "Running", Enabled: probes.Yes}, []int{31019}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, atServer+test.world+"\n")
			start := l.clock.Now()
			now := start
			l.clock.Now = func() time.Time { return now }
			a := actor(l)
			var got probes.Performed
			for _, order := range test.orders {
				var err error
				if got, err = a.Do(t.Context(), order); err != nil {
					t.Fatal(err)
				}
				now = now.Add(10 * time.Second)
			}
			got.Seen = probes.Seen{}
			said, _ := json.Marshal(got)
			want, _ := json.Marshal(test.want)
			if string(said) != string(want) {
				t.Errorf("got %s\nwant %s", said, want)
			}
			if ids := idsAfter(l, start, 3*time.Minute); !slices.Equal(ids, test.events) {
				t.Errorf("events %v, want %v", ids, test.events)
			}
		})
	}
}

func TestOrdersThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	l := begin(t, atServer+"speed: 600\nserver: {acts: {off: nothing, restart: hangs}}\n")
	_, err := actor(l).Do(t.Context(), probes.Order{Deed: probes.SwitchOff, Connector: entraName})
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NotRun {
		t.Errorf("nothing, and exit 0: got %v, want %s", err, probes.NotRun)
	}
	_, err = actor(l).Do(t.Context(), probes.Order{Deed: probes.RestartService})
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.TimedOut {
		t.Errorf("nobody signs in: got %v, want %s", err, probes.TimedOut)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = actor(l).Do(ctx, probes.Order{Deed: probes.RestartService})
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.Stopped {
		t.Errorf("the person left: got %v, want %s", err, probes.Stopped)
	}
	if l.server.describeServer(probes.Seen{}).Writeback.Enabled != probes.Yes {
		t.Error("something was changed")
	}
}

func TestConsoleIsAtTheServerAlone(t *testing.T) {
	t.Parallel()
	if begin(t, "").Console() != nil || begin(t, atServer).Console() == nil {
		t.Error("a console where nobody sits, or none where somebody does")
	}
}

// TestAKilledWorldIsGoneOnWith: what was changed stands there still, at the time
// at which it was changed; whoever leaves it in peace leaves nothing.
func TestAKilledWorldIsGoneOnWith(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.json")
	first := begin(t, atServer)
	first.Keep(path)
	if _, err := actor(first).Do(t.Context(), probes.Order{Deed: probes.SwitchOff, Connector: entraName}); err != nil {
		t.Fatal(err)
	}
	w, err := Parse("again", []byte(atServer))
	if err != nil {
		t.Fatal(err)
	}
	w, kept := w.Kept(path)
	if !kept {
		t.Fatal("nothing was kept")
	}
	second, err := Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	second.Keep(path)
	at := second.server.describeServer(probes.Seen{})
	if at.Writeback.Enabled != probes.No || second.clock.Now().Before(first.server.is.changed.Now) {
		t.Errorf("got %+v at %s", at.Writeback, second.clock.Now())
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("left behind: %v", err)
	}
	if _, kept := w.Kept(path); kept {
		t.Error("kept for ever")
	}
}
