package opener

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

const (
	restartStep steps.ID = "reenable/restart-service"
	switchStep  steps.ID = "reenable/disable-enable"
)

func actsIn(folder string) *Acts {
	return &Acts{State: folder, Program: "test", Terminal: true, Host: "desk7", Now: time.Now}
}

// actingIn opens a world for somebody who may act.
func actingIn(t *testing.T, world, folder string) *steps.Patient {
	t.Helper()
	op := testOpener(nil)
	op.Acts = actsIn(folder)
	p, err := op.practise(t.Context(), world, lab.World.Hurried)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Shut() })
	return p
}

// whatStands is the switch and the service, as a look sees them.
func whatStands(t *testing.T, p *steps.Patient) string {
	t.Helper()
	shell, err := p.Env.Shell(t.Context(), p.Session.Facts())
	if err != nil {
		t.Fatal(err)
	}
	shell.(interface{ Forget() }).Forget()
	s, err := shell.Server(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s.Writeback.Enabled.String() + " " + s.Service.State
}

// TestEveryEndingInTheLab takes each action in each world, on the server that
// stands in for a real one: how it ends, how the server stands then, and what the
// next start says.
func TestEveryEndingInTheLab(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		world  string
		step   steps.ID
		end    steps.Outcome
		code   string // in the words of the end
		stands string
		broken string
		trail  string
	}{
		{"act-restart-proves", restartStep, "proven", "31019", "yes Running", "", "consented begins done ended"},
		{"act-restart-stays-stopped", restartStep, "failed", "not-run 0x80131501", "yes Stopped", "", "consented begins failed ended"},
		{"act-restart-refused-start", restartStep, "failed", "6800", "yes Running", "", "consented begins done ended"},
		{"act-restart-silent", restartStep, "not-proven", "15", "yes Running", "", "consented begins done ended"},
		{"act-restart-sync-begins", restartStep, "refused-there", "sync-running", "yes Running", "", "consented begins failed ended"},
		{"act-switch-proves", switchStep, "proven", "31019", "yes Running", "", "consented begins done begins done ended"},
		{"act-switch-wrong-account", switchStep, "failed-off", "32009", "no Running", "off-not-on", "consented begins done begins failed ended"},
		{"act-switch-on-ignored", switchStep, "failed-off", "", "no Running", "off-not-on", "consented begins done begins failed ended"},
		{"act-switch-off-refused", switchStep, "failed", "31014", "yes Running", "", "consented begins done failed ended"},
		{"act-switch-on-fails", switchStep, "failed-off", "not-run 0x80004005", "no Running", "off-not-on", "consented begins done begins failed ended"},
		{"act-switch-nothing", switchStep, "unknown", "not-run", "yes Running", "maybe-off", "consented begins failed ended"},
		{"act-switch-hangs", switchStep, "unknown", "timed-out 15m0s", "yes Running", "maybe-off", "consented begins failed ended"},
		{"act-switch-on-hangs", switchStep, "failed-off", "timed-out 15m0s", "no Running", "off-not-on", "consented begins done begins failed ended"},
	} {
		t.Run(test.world, func(t *testing.T) {
			t.Parallel()
			p := actingIn(t, test.world, t.TempDir())
			act := p.Session.Find(test.step).Act
			offer := act.Prepare(t.Context(), p.Env, p.Walked())
			if !offer.Open() {
				t.Fatalf("it is not offered: %+v %+v", offer.Refusals, offer.Guided)
			}
			if end := act.Perform(t.Context(), p.Env, p.Walked(), offer, "yes", nil); end.On != "changed" || len(entries(t, p)) > 0 {
				t.Fatalf("without consent: %+v, %v", end, entries(t, p))
			}
			end := act.Perform(t.Context(), p.Env, p.Walked(), offer, "SYNC01", nil)
			ko, en := end.In(lang.Korean, time.UTC), end.In(lang.English, time.UTC)
			if end.On != test.end || !strings.Contains(ko, test.code) || !strings.Contains(en, test.code) || strings.Contains(ko+en, "{") {
				t.Errorf("got %s: %s / %s; want %s with %s", end.On, en, ko, test.end, test.code)
			}
			if got := whatStands(t, p); got != test.stands {
				t.Errorf("the server stands at %q, want %q", got, test.stands)
			}
			broken := ""
			if found := reenable.Interrupted(p.Env.Trail); found != nil {
				broken = string(found.On)
			}
			if broken != test.broken {
				t.Errorf("the next start says %q, want %q", broken, test.broken)
			}
			if got := strings.Join(entries(t, p), " "); got != test.trail {
				t.Errorf("the trail is %q, want %q", got, test.trail)
			}
		})
	}
}

// entries are the marks of the trail, each of which says who, where and which
// server.
func entries(t *testing.T, p *steps.Patient) []string {
	t.Helper()
	acts, err := p.Env.Trail.Read()
	if err != nil || acts.Cut || acts.Unread > 0 {
		t.Fatalf("%+v, %v", acts, err)
	}
	var marks []string
	for i, a := range acts.List {
		if a.Account == "" || a.From != "desk7" || a.Server != "sync01.corp.contoso.com" || a.ID != acts.List[0].ID || a.At.IsZero() {
			t.Errorf("entry %d: %+v", i, a)
		}
		if (a.Mark == probes.Consented) != (a.Consent == "SYNC01") || (a.Mark == probes.Consented || a.Mark == probes.Begins) != (len(a.Commands) > 0) {
			t.Errorf("entry %d: %+v", i, a)
		}
		marks = append(marks, string(a.Mark))
	}
	return marks
}

// TestWhatIsRefusedInTheLab: nothing is offered, nothing is written, and the
// reason is the only one.
func TestWhatIsRefusedInTheLab(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		world string
		step  steps.ID
		want  string
	}{
		{"act-restart-sync-running", restartStep, "sync-running"},
		{"act-switch-remote", switchStep, "needs-console"},
		{"engine-staging", restartStep, "staging"},
		{"engine-staging", switchStep, "staging"},
		{"engine-both", restartStep, "second-engine"},
		{"engine-stopped", restartStep, "service-state"},
		{"engine-not-installed", restartStep, "not-installed"},
		{"blind-no-server", restartStep, "server-unseen"},
		{"blind-server-prompts", switchStep, "switch-unseen"},
	} {
		t.Run(test.world+test.step.Stage()+string(test.step[len("reenable/"):]), func(t *testing.T) {
			t.Parallel()
			p := actingIn(t, test.world, t.TempDir())
			act := p.Session.Find(test.step).Act
			offer := act.Prepare(t.Context(), p.Env, p.Walked())
			var got []string
			for _, r := range offer.Refusals {
				got = append(got, string(r.On))
			}
			if offer.Guided != nil {
				got = append(got, string(offer.Guided.On))
			}
			if !slices.Contains(got, test.want) || offer.Open() {
				t.Errorf("got %v, want %s", got, test.want)
			}
			if end := act.Perform(t.Context(), p.Env, p.Walked(), offer, "sync01", nil); end.On != "changed" || len(entries(t, p)) > 0 {
				t.Errorf("done all the same: %+v", end)
			}
		})
	}
}

// TestAFullDiskKeepsEverythingAsItIs: nothing is begun that is not written down.
func TestAFullDiskKeepsEverythingAsItIs(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	p := actingIn(t, "act-switch-proves", folder)
	act := p.Session.Find(switchStep).Act
	offer := act.Prepare(t.Context(), p.Env, p.Walked())
	if err := os.MkdirAll(filepath.Join(folder, "writeback-doctor", "practice", "act-switch-proves", action.FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if again := act.Prepare(t.Context(), p.Env, p.Walked()); again.Open() || again.Refusals[0].On != "no-trail" {
		t.Errorf("offered: %+v", again)
	}
	if end := act.Perform(t.Context(), p.Env, p.Walked(), offer, "sync01", nil); end.On != "refused" {
		t.Errorf("got %+v, want refused", end)
	}
	if got := whatStands(t, p); got != "yes Running" {
		t.Errorf("the server stands at %q", got)
	}
}

// TestNobodyElseActs: whatever is opened without a person who looks on, and
// whatever a file was, leads to nothing that can act.
func TestNobodyElseActs(t *testing.T) {
	t.Parallel()
	op := testOpener(nil)
	checked, err := op.Open(t.Context(), "act-restart-proves")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checked.Shut() }()
	live, err := op.Environment(steps.Access{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = live.Shut() }()
	for name, p := range map[string]*steps.Patient{"a world": checked, "this environment": live} {
		if p.Env.Acting != nil || p.Env.Trail != nil {
			t.Errorf("%s can be changed without anybody who looks on", name)
		}
	}
	// With somebody who looks on, a file from the server still says no.
	path := filepath.Join(t.TempDir(), "server.json")
	if err := os.WriteFile(path, collectedIn(t, "act-restart-proves"), 0o600); err != nil {
		t.Fatal(err)
	}
	op.Acts = actsIn(t.TempDir())
	alone, err := op.Environment(steps.Access{ServerFile: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = alone.Shut() }()
	if alone.Env.Acting != nil {
		t.Error("a file alone can be changed")
	}
	mixed, err := op.Environment(steps.Access{ServerFile: path, Facts: steps.Facts{steps.Controller: "127.0.0.1:1"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mixed.Shut() }()
	offer := mixed.Session.Find(restartStep).Act.Prepare(t.Context(), mixed.Env, mixed.Walked())
	if len(offer.Refusals) != 1 || offer.Refusals[0].On != "from-file" {
		t.Errorf("a file beside a directory: %+v", offer.Refusals)
	}
}
