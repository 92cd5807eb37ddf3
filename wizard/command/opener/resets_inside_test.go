package opener

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

var recordTried = flag.Bool("record-tried", false, "keep what the canary saw of each reset as its evidence")

// ways are the acts of the canary, by the names that worlds give them.
var ways = map[string]int{"graph": 0, "ldaps": 1}

// resetIn opens a world for a person, and returns the walk with its audit trail.
func resetIn(t *testing.T, world string) (*steps.Patient, *action.Trail) {
	t.Helper()
	w, err := LoadWorld(world)
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w.Hurried())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	o := inside(running)
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	known[steps.ConnectorAccount] = `CORP\MSOL_0a1b2c3d4e5f`
	tr := newTransports(o)
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	trail := &action.Trail{Folder: t.TempDir(), Host: "HELPDESK-07", Program: "test", Now: p.Now}
	p.Env.Resets, p.Env.Trail = tr.resets(), trail
	t.Cleanup(func() { _, _ = p.Shut(), tr.close() })
	return p, trail
}

// resetBy makes a reset in one way, with consent.
func resetBy(t *testing.T, p *steps.Patient, way, password string) (steps.Offer, steps.Ending) {
	t.Helper()
	act := p.Session.Find(reenable.CanaryID).Acts[ways[way]]
	offer := act.Prepare(t.Context(), p.Env, p.Walked())
	offer.Given = probes.NewSecret(password)
	return offer, act.Perform(t.Context(), p.Env, p.Walked(), offer, strings.ToUpper(offer.Word), nil)
}

const connectorPassword = "Blue-Harbour-27-Lantern"

// seenAfter is what the canary makes of it afterwards, and the evidence.
func seenAfter(t *testing.T, p *steps.Patient) steps.Finding {
	t.Helper()
	step := p.Session.Find(reenable.CanaryID)
	result, err := steps.Live(p.Env).Run(t.Context(), step, p.Session.Facts())
	if err != nil {
		t.Fatal(err)
	}
	return steps.Finding{Step: step.ID, On: result.Verdict.On, Args: result.Verdict.Args, Why: result.Verdict.Why, Evidence: result.Evidence}
}

// TestEveryResetOfEveryWorld: each way in each world ends as the world says, the
// canary says the same afterwards, and the trail holds all of it but the password.
func TestEveryResetOfEveryWorld(t *testing.T) {
	t.Parallel()
	reached := map[string]bool{}
	for _, w := range lab.List() {
		for way, want := range w.Expect.Tried {
			reached[want] = true
			t.Run(w.Name+"/"+way, func(t *testing.T) {
				t.Parallel()
				p, trail := resetIn(t, w.Name)
				offer, end := resetBy(t, p, way, connectorPassword)
				if string(end.On) != want {
					t.Fatalf("got %s (%s), want %s; refusals %v", end.On, end.In(lang.English, nil), want, offer.Refusals)
				}
				after := seenAfter(t, p)
				if string(after.On) != want {
					t.Errorf("the canary says %s afterwards, want %s", after.On, want)
				}
				inTheTrail(t, trail, offer, end)
				everywhereHidden(t, offer, end, after, trail)
				if *recordTried {
					record(t, want, w.Name+"-"+way, after.Evidence)
				}
			})
		}
	}
	for _, b := range reenable.Canary.Branches {
		guided := []steps.Outcome{steps.Unseen, "not-done", "not-tried"}
		if !reached[string(b.On)] && !slices.Contains(guided, b.On) {
			t.Errorf("no world leads a reset of ours to %s", b.On)
		}
	}
}

// TestAResetSaysHowLongEachLegTook, in both languages; only what was not seen is
// not known.
func TestAResetSaysHowLongEachLegTook(t *testing.T) {
	t.Parallel()
	p, _ := resetIn(t, "reset-arrives")
	act := p.Session.Find(reenable.CanaryID).Acts[0]
	offer := act.Prepare(t.Context(), p.Env, p.Walked())
	var last steps.Sentence
	end := act.Perform(t.Context(), p.Env, p.Walked(), offer, offer.Word, func(s steps.Sentence) { last = s })
	seconds := `-?[0-9]+\.[0-9]{2}`
	for l, form := range map[lang.Language]string{
		lang.Korean:  "수락 " + seconds + ", 서버의 이벤트 (?:-|" + seconds + "), AD에 기록 " + seconds + ", 여기서 확인 " + seconds + ", 클라우드의 작업이 끝남 " + seconds,
		lang.English: "accepted " + seconds + ", event of the server (?:-|" + seconds + "), written to AD " + seconds + ", seen from here " + seconds + ", operation of the cloud ended " + seconds,
	} {
		if said := last.In(l, nil); end.On != "proven" || !regexp.MustCompile(form).MatchString(said) {
			t.Errorf("%s: %q", end.On, said)
		}
	}
}

// inTheTrail: consent, beginning, end of the deed and end of it all, in order.
func inTheTrail(t *testing.T, trail *action.Trail, offer steps.Offer, end steps.Ending) {
	t.Helper()
	acts, err := trail.Read()
	var marks []string
	for _, a := range acts.List {
		marks = append(marks, string(a.Mark))
		if a.User != offer.Word || a.Action != string(reenable.CanaryID) {
			t.Errorf("an entry is about %q of %s", a.User, a.Action)
		}
	}
	deed := "failed"
	if !end.Password.Empty() {
		deed = "done"
	}
	if err != nil || !slices.Equal(marks, []string{"consented", "begins", deed, "ended"}) || acts.List[3].Outcome != string(end.On) {
		t.Errorf("the trail: %v, %v", marks, err)
	}
}

// everywhereHidden: no secret stands in the trail, in evidence or in a sentence.
func everywhereHidden(t *testing.T, offer steps.Offer, end steps.Ending, after steps.Finding, trail *action.Trail) {
	t.Helper()
	kept, err := os.ReadFile(trail.Path())
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal([]any{offer, end, after})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"the trail": string(kept), "the evidence": string(after.Evidence), "what is shown": string(shown), "a sentence": end.In(lang.Korean, nil)} {
		for _, secret := range []string{offer.Password.Reveal(), connectorPassword} {
			if strings.Contains(text, secret) {
				t.Errorf("a password stands in %s", name)
			}
		}
	}
}

func record(t *testing.T, outcome, as string, evidence json.RawMessage) {
	t.Helper()
	path := filepath.Join("../../../steps/reenable/testdata/canary", outcome+"-"+as+".json")
	var whole map[string]any
	err := json.Unmarshal(evidence, &whole)
	fewEvents(whole)
	text, bad := json.MarshalIndent(whole, "", "  ")
	if err == nil && bad == nil {
		err = os.WriteFile(path, append(text, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// fewEvents leaves the newest of long logs: a heartbeat every five minutes tells
// nothing here.
func fewEvents(node any) {
	fields, is := node.(map[string]any)
	if !is {
		return
	}
	for name, value := range fields {
		if all, is := value.([]any); is && name == "events" {
			fields[name] = all[:min(4, len(all))]
		}
		fewEvents(value)
	}
}

// TestNothingIsChangedWithoutConsent: whatever is wrong, nothing is sent, and the
// password in AD stays.
func TestNothingIsChangedWithoutConsent(t *testing.T) {
	t.Parallel()
	p, trail := resetIn(t, "reset-arrives")
	step := p.Session.Find(reenable.CanaryID)
	for way, i := range ways {
		act := step.Acts[i]
		offer := act.Prepare(t.Context(), p.Env, p.Walked())
		if !offer.Open() || offer.Word != "writeback.test@contoso.com" || offer.Password.Empty() {
			t.Fatalf("%s: not open: %v", way, offer.Refusals)
		}
		offer.Given = probes.NewSecret(connectorPassword)
		for _, typed := range []string{"", "y", "yes", "writeback.test", "writeback.test@contoso.co", "kim@contoso.com"} {
			if end := act.Perform(t.Context(), p.Env, p.Walked(), offer, typed, nil); end.On != "refused" || !end.Password.Empty() {
				t.Errorf("%s, %q: %s", way, typed, end.On)
			}
		}
		other := offer
		other.Word = "kim@contoso.com"
		if end := act.Perform(t.Context(), p.Env, p.Walked(), other, other.Word, nil); end.On != "refused" {
			t.Errorf("%s: somebody else was reset: %s", way, end.On)
		}
	}
	if acts, err := trail.Read(); err != nil || len(acts.List) != 0 {
		t.Errorf("the trail: %v, %v", acts, err)
	}
	if f := seenAfter(t, p); f.On != "not-done" {
		t.Errorf("the canary says %s", f.On)
	}
}

// TestTheJamoOnTheSameKeysAreConsentToo: with the Korean input method on.
func TestTheJamoOnTheSameKeysAreConsentToo(t *testing.T) {
	t.Parallel()
	p, _ := resetIn(t, "reset-arrives")
	offer := p.Session.Find(reenable.CanaryID).Acts[0].Prepare(t.Context(), p.Env, p.Walked())
	if !offer.Consents("ㅈ갸ㅅ듀ㅁ차.ㅅㄷㄴㅅ@채ㅜ새내.채ㅡ") || offer.Consents("ㅈ갸ㅅ듀ㅁ차") {
		t.Error("it is not read as the letters on its keys")
	}
}

// TestWhoIsNotReset: the guards, each in both ways where it is one of both.
func TestWhoIsNotReset(t *testing.T) {
	t.Parallel()
	const sound = "reset-arrives"
	for name, c := range map[string]struct {
		world string
		way   string
		facts steps.Facts
		want  steps.Outcome
	}{
		"nobody named":                {sound, "ldaps", steps.Facts{steps.TestUser: ""}, "no-test-user"},
		"no user principal name":      {sound, "graph", steps.Facts{steps.TestUser: "wbtest"}, "no-test-user"},
		"the caller":                  {sound, "graph", steps.Facts{steps.TestUser: "kim@contoso.com"}, "working-account"},
		"the administrator":           {sound, "ldaps", steps.Facts{steps.TestUser: "admin@contoso.onmicrosoft.com"}, "working-account"},
		"nobody in AD":                {sound, "ldaps", steps.Facts{steps.TestUser: "nobody@contoso.com"}, "not-one"},
		"no connector account":        {sound, "ldaps", steps.Facts{steps.ConnectorAccount: ""}, "no-connector"},
		"an application is signed in": {"healthy", "graph", nil, "application"},
		"made in the cloud":           {sound + "#tenant: {users: {writeback.test@contoso.com: {sync: never}}}", "graph", nil, "not-synchronised"},
		"another account there":       {sound + "#tenant: {users: {writeback.test@contoso.com: {anchor: other}}}", "graph", nil, "another-account"},
		"nobody in the cloud":         {sound + "#tenant: {users: {writeback.test@contoso.com: {absent: true}}}", "graph", nil, "not-in-cloud"},
		"an administrator of AD":      {sound + "#directory: {users: {wbtest: {groups: [Domain Admins], admin-count: true}}}", "ldaps", nil, "protected"},
		"marked":                      {sound + "#directory: {users: {wbtest: {admin-count: true, inherits: true}}}", "graph", nil, "protected"},
		"nothing of it is read":       {sound + "#directory: {users: {wbtest: {unreadable: true}}}", "ldaps", nil, "protection-unseen"},
		"the groups are hidden":       {sound + "#directory: {users: {wbtest: {hidden: [tokenGroups, tokenGroupsGlobalAndUniversal]}}}", "ldaps", nil, "protection-unseen"},
		"nobody signed in there":      {sound + "#credentials: {directory: none}", "ldaps", nil, "directory-unseen"},
		"without the permission":      {sound + "#credentials: {permissions: [User.Read.All]}", "graph", nil, "permission"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, trail := resetIn(t, altered(t, c.world))
			known := p.Session.Known()
			maps.Copy(known, c.facts)
			walk := p.Walked()
			walk.Facts = known
			act := p.Session.Find(reenable.CanaryID).Acts[ways[c.way]]
			offer := act.Prepare(t.Context(), p.Env, walk)
			if len(offer.Refusals) == 0 || offer.Refusals[0].On != c.want || offer.Open() {
				t.Fatalf("got %v, want %s", offer.Refusals, c.want)
			}
			for _, l := range []lang.Language{lang.Korean, lang.English} {
				if said := offer.Refusals[0].In(l, nil); said == "" || strings.Contains(said, "{") {
					t.Errorf("it says %q", said)
				}
			}
			offer.Refusals, offer.Password, offer.Word = nil, probes.NewSecret("x"), known[steps.TestUser]
			offer.Given = probes.NewSecret(connectorPassword)
			if end := act.Perform(t.Context(), p.Env, walk, offer, offer.Word, nil); end.On != "refused" {
				t.Errorf("it was done all the same: %s", end.On)
			}
			if acts, err := trail.Read(); err != nil || len(acts.List) != 0 {
				t.Errorf("the trail: %v, %v", acts, err)
			}
		})
	}
}

// altered is a world with something more behind #, in a file of its own.
func altered(t *testing.T, world string) string {
	t.Helper()
	name, more, changed := strings.Cut(world, "#")
	if !changed {
		return name
	}
	text, err := os.ReadFile("../../../probes/lab/worlds/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	if key, _, _ := strings.Cut(more, ":"); key == "credentials" {
		head, _, _ := strings.Cut(string(text), "credentials:")
		text = []byte(head)
		more = strings.Replace(more, "{", "{tenant: person, roles: [Global Administrator], ", 1)
	}
	path := filepath.Join(t.TempDir(), "altered.yaml")
	if err := os.WriteFile(path, []byte(string(text)+"\n"+more+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAWrongPasswordOfTheConnectorChangesNothing: it is sent once, and nothing is
// written.
func TestAWrongPasswordOfTheConnectorChangesNothing(t *testing.T) {
	t.Parallel()
	p, _ := resetIn(t, "reset-arrives")
	_, end := resetBy(t, p, "ldaps", "not the password")
	after := seenAfter(t, p)
	if end.On != "not-tried" || !end.Password.Empty() || after.On != "not-tried" || after.Why == nil || after.Why.Kind != probes.WrongPassword {
		t.Errorf("got %s, afterwards %s, %v", end.On, after.On, after.Why)
	}
	if *recordTried {
		record(t, "not-tried", "wrong-password", after.Evidence)
	}
}

// TestNoWalkWithoutAPersonHasAWay: whoever only looks cannot act.
func TestNoWalkWithoutAPersonHasAWay(t *testing.T) {
	t.Parallel()
	p, _ := resetIn(t, "reset-arrives")
	p.Env.Resets, p.Env.Trail = steps.Resets{}, nil
	for way, i := range ways {
		offer := catalog.All()[slices.IndexFunc(catalog.All(), func(s steps.Step) bool { return s.ID == reenable.CanaryID })].Acts[i].Prepare(t.Context(), p.Env, p.Walked())
		if offer.Open() || offer.Refusals[0].On != "no-way" {
			t.Errorf("%s: %v", way, offer.Refusals)
		}
	}
}
