package opener

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// collectedIn is what collect writes in a world, with its hold.
func collectedIn(t *testing.T, world string) []byte {
	t.Helper()
	w, err := lab.Load(world)
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	text, err := powershell.Collect(t.Context(), powershell.Config{Exec: running.Exec(), Clock: running.Clock()}, powershell.Everything(true))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var moment = regexp.MustCompile(`"20\d\d-\d\d-\d\dT[0-9:.]+Z"`)

// older is a collection that was made so long before the worlds begin.
func older(t *testing.T, text []byte, age time.Duration) []byte {
	t.Helper()
	made, err := collectedAt(text, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	by := age + made.AsOf.Sub(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
	return moment.ReplaceAllFunc(text, func(quoted []byte) []byte {
		at, err := time.Parse(time.RFC3339Nano, strings.Trim(string(quoted), `"`))
		if err != nil {
			t.Fatal(err)
		}
		return []byte(`"` + at.Add(-by).Format(time.RFC3339Nano) + `"`)
	})
}

// mixedIn walks a world whose directory and tenant are live, and of whose
// Connect server there is a file.
func mixedIn(t *testing.T, world string, file []byte) *steps.Patient {
	t.Helper()
	w, err := lab.Load(world)
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	o := inside(running)
	o.server = file
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Shut() })
	if err := p.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// measured is a collection with what the lab's script does not measure: the
// roads from the server, an idle connection, and the link of the user.
func measured(t *testing.T, text []byte) []byte {
	t.Helper()
	file, err := powershell.Open(text)
	if err != nil {
		t.Fatal(err)
	}
	d := file.Document()
	seen := probes.Seen{At: d.At, Took: time.Second}
	road := func(host string, port int, depth probes.Depth) probes.Route {
		return probes.Route{
			Seen: seen, Target: probes.Target{Host: host, Port: port, Depth: depth},
			Name: probes.Open, TCP: probes.Open, TLS: probes.Open, HTTP: probes.Open, Status: 401, Date: d.At,
			Chain: []probes.Certificate{{Organization: "Microsoft Corporation"}}, PublicRoot: probes.Yes,
		}
	}
	relays := []string{}
	for _, e := range d.Events.Events {
		relays = append(relays, e.Hosts...)
	}
	for _, host := range append(relays, "passwordreset.microsoftonline.com") {
		d.Routes = append(d.Routes, road(host, 443, probes.ToHTTP))
	}
	for _, host := range []string{"dc1.corp.contoso.com", "dc2.corp.contoso.com"} {
		for _, port := range []int{88, 135, 389, 445} {
			d.Routes = append(d.Routes, road(host, port, probes.ToTCP))
		}
	}
	for _, host := range relays {
		d.Holds = append(d.Holds, probes.Hold{
			Seen: seen, Target: probes.Target{Host: host, Port: 443}, Wanted: 3 * time.Minute, Held: 3 * time.Minute,
			Start: probes.Open, Cut: probes.No,
		})
	}
	d.Links = []probes.UserLink{{
		Seen: seen, DN: "CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com", InADSpace: probes.Yes, InMetaverse: probes.Yes,
		InEntraSpace: probes.Yes, RightRule: probes.Yes, HashSyncScope: probes.Yes, PendingExport: probes.No, Duplicate: probes.No,
	}}
	text, err = json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// fromFile are the steps that a file from the Connect server speaks for, of
// settings or of what passes within a day. The canary is not among them: nobody
// named a test user.
func fromFile(setting bool) []steps.ID {
	var ids []steps.ID
	for _, step := range catalog.All() {
		if step.ReadsFrom(steps.ByServer) && (step.Keeps == steps.Lasting) == setting && step.ID != "reenable/canary" {
			ids = append(ids, step.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

const day = 24 * time.Hour

// ages are those of a collection, and whether what passes is over by then.
var ages = []struct {
	age  time.Duration
	over bool
}{
	{61 * time.Minute, false}, {23 * time.Hour, false}, {25 * time.Hour, true}, {5 * day, true}, {40 * day, true}, {4 * 366 * day, true},
}

// TestOldAndNewEvidenceInOneWalk: the directory and the tenant are looked at
// now, and of the Connect server there is a file of each age. What keeps is
// judged and says its age; what passes is unknown and says what it was.
func TestOldAndNewEvidenceInOneWalk(t *testing.T) {
	t.Parallel()
	file := measured(t, collectedIn(t, "healthy"))
	keeping, passing := fromFile(true), fromFile(false)
	if len(keeping) < 5 || len(passing) < 12 {
		t.Fatalf("a file speaks for %v and %v alone", keeping, passing)
	}
	for _, test := range ages {
		t.Run(test.age.String(), func(t *testing.T) {
			t.Parallel()
			p := mixedIn(t, "healthy", older(t, file, test.age))
			var kept, passed []steps.ID
			for _, f := range p.Session.Trail() {
				ko, en := steps.Tell(p.Session.Find(f.Step), f, lang.Korean, time.UTC).Sentence, steps.Tell(p.Session.Find(f.Step), f, lang.English, time.UTC).Sentence
				switch {
				case f.Then != nil:
					passed = append(passed, f.Step)
					if f.Status != steps.Unknown || f.Why == nil || f.Why.Kind != probes.Stale || f.Then.Label(p.Session.Find(f.Step), lang.English) == "" {
						t.Errorf("%s: got %+v, want it unknown, and what it was", f.Step, f)
					}
					if !strings.Contains(ko, "에 본 결과: ") || !strings.Contains(en, ", seen on sync01.corp.contoso.com: ") {
						t.Errorf("%s does not say what it was: %s / %s", f.Step, ko, en)
					}
				case strings.Contains(en, " before this walk began, on ") && strings.Contains(ko, "이 진단을 시작하기 "):
					kept = append(kept, f.Step)
				case f.Age() >= time.Hour:
					t.Errorf("%s of %s before says nothing of it: %s", f.Step, f.Age(), en)
				}
			}
			slices.Sort(kept)
			slices.Sort(passed)
			wantKept, wantPassed := keeping, passing
			if !test.over { // what is sound needs no third stage, and the clocks are compared now
				wantKept, wantPassed = slices.Concat(keeping, passing), nil
				wantKept = slices.DeleteFunc(wantKept, func(id steps.ID) bool {
					return id == "reenable/restart-service" || id == "reenable/disable-enable" || id == "connectivity/clock"
				})
				slices.Sort(wantKept)
			}
			if !slices.Equal(kept, wantKept) || !slices.Equal(passed, wantPassed) {
				t.Errorf("judged with their age %v\nwant %v\nunknown %v\nwant %v", kept, wantKept, passed, wantPassed)
			}
			if got := p.Session.Diagnosis().Status; got != steps.Unknown {
				t.Errorf("got %s, want unknown: the events speak of then", got)
			}
		})
	}
}

// TestWhatKeepsIsBrokenForEver: a setting is broken however long ago it was
// seen, and a state that has passed is not.
func TestWhatKeepsIsBrokenForEver(t *testing.T) {
	t.Parallel()
	for world, want := range map[string]struct {
		step, then string
		status     steps.Status
	}{
		"engine-staging":                {"configuration/sync-engine", "", steps.Broken},
		"writeback-off":                 {"configuration/writeback-switch", "", steps.Broken},
		"writeback-onboarding-required": {"configuration/writeback-switch", "", steps.Broken},
		"preferred-dc-unsigned":         {"configuration/preferred-dc", "", steps.Broken},
		"tls-off":                       {"connectivity/outbound-tls", "", steps.Broken},
		"engine-stopped":                {"configuration/sync-engine", "service-stopped", steps.Unknown},
		"writeback-not-started":         {"configuration/writeback-switch", "not-started", steps.Unknown},
		"full-sync-failed":              {"configuration/full-sync", "failed", steps.Unknown},
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			live := "healthy"
			if world == "engine-staging" { // which is broken where nobody synchronises the tenant
				live = world
			}
			p := mixedIn(t, live, older(t, measured(t, collectedIn(t, world)), 40*day))
			f := findingOf(p, steps.ID(want.step))
			then := ""
			if f.Then != nil {
				then = string(f.Then.On)
			}
			if f.Status != want.status || then != want.then || p.Session.Diagnosis().Status != want.status {
				t.Errorf("got %s, then %q, the walk %s; want %s, %q", f.Status, then, p.Session.Diagnosis().Status, want.status, want.then)
			}
			if want.then != "" && f.Then.Status != steps.Broken {
				t.Errorf("it was %s, want broken", f.Then.Status)
			}
			if account := p.Session.Facts()[steps.ConnectorAccount]; account == "" {
				t.Error("the connector account, which keeps, was not learned")
			}
		})
	}
}

// TestAnOldStagingServerIsNoFaultOfATenantThatIsSynchronised: somebody exports
// to it now, and an old file does not say who.
func TestAnOldStagingServerIsNoFaultOfATenantThatIsSynchronised(t *testing.T) {
	t.Parallel()
	p := mixedIn(t, "healthy", older(t, measured(t, collectedIn(t, "engine-staging")), 40*day))
	f := findingOf(p, "configuration/sync-engine")
	if f.On != "staging-unclear" || f.Status != steps.Unknown || p.Session.Diagnosis().Status != steps.Unknown {
		t.Errorf("got %s (%s), the walk %s; want staging-unclear, all unknown", f.On, f.Status, p.Session.Diagnosis().Status)
	}
	if account := p.Session.Facts()[steps.ConnectorAccount]; account != "" {
		t.Errorf("learned the account %s of a server that may not be the active one", account)
	}
}

func findingOf(p *steps.Patient, id steps.ID) steps.Finding {
	for _, f := range p.Session.Trail() {
		if f.Step == id {
			return f
		}
	}
	return steps.Finding{}
}

// TestLiveAccessMakesAFileOneOfNow: who adds a domain to a file that was opened
// alone walks it as of now, and who adds nothing that leads anywhere does not.
func TestLiveAccessMakesAFileOneOfNow(t *testing.T) {
	t.Parallel()
	file := collectedIn(t, "engine-stopped")
	path := filepath.Join(t.TempDir(), "server.json")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	made, err := collectedAt(file, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	now := made.AsOf.Add(5 * day)
	op := testOpener(nil)
	op.process.Now = func() time.Time { return now }
	alone, err := op.Environment(steps.Access{ServerFile: path, Facts: steps.Facts{steps.User: "kim@contoso.com"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := alone.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if alone.Past == nil || !alone.Now().Equal(made.AsOf) || !alone.Today().Equal(now) || findingOf(alone, "configuration/sync-engine").Status != steps.Broken {
		t.Errorf("alone: as of %v, its clock at %s; %+v", alone.Past, alone.Now(), findingOf(alone, "configuration/sync-engine"))
	}
	for _, f := range alone.Session.Trail() { // this machine's roads are those of another day
		if strings.HasPrefix(string(f.On), "hint-") {
			t.Errorf("alone: %s measured from here: %s", f.Step, f.On)
		}
	}
	still, err := op.Reopen(t.Context(), alone, steps.Access{ServerFile: path})
	if err != nil {
		t.Fatal(err)
	}
	if still.Past == nil || !still.Now().Equal(made.AsOf) || findingOf(still, "configuration/sync-engine").Status != steps.Broken {
		t.Errorf("with nothing more: as of %v, its clock at %s", still.Past, still.Now())
	}
	known := still.Session.Known()
	known[steps.Controller] = "127.0.0.1:1"
	still.Session.Correct(known)
	mixed, err := op.Reopen(t.Context(), still, steps.Access{ServerFile: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _, _ = alone.Shut(), still.Shut(), mixed.Shut() }()
	if err := mixed.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	f := findingOf(mixed, "configuration/sync-engine")
	if mixed.Past != nil || !mixed.Now().Equal(now) || !mixed.Started.Equal(now) || mixed.Session.Facts()[steps.Started] != now.Format(time.RFC3339) || f.Status != steps.Unknown || f.Then == nil || f.Then.On != "service-stopped" {
		t.Errorf("with a directory: as of %v, its clock at %s; %+v", mixed.Past, mixed.Now(), f)
	}
	if got := mixed.Session.Facts(); got[steps.User] != "kim@contoso.com" || got[steps.ConnectorAccount] == "" {
		t.Errorf("with a directory: knows %v", got)
	}
}
