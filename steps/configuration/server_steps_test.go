package configuration

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// serverSteps are the steps about the server, the controllers and the rights.
func serverSteps() []*steps.Step {
	return []*steps.Step{
		&SyncEngine, &WritebackSwitch, &PDCEmulator, &PreferredDC, &DomainControllers,
		&FullSync, &UserLink, &ConnectorAccount, &EffectiveRights, &RemoteSAM,
	}
}

func TestNothingSeenIsNeverGreenOrRed(t *testing.T) {
	t.Parallel()
	for _, step := range serverSteps() {
		verdict, err := step.Check.Judge([]byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if branch := step.Branch(verdict.On); branch == nil || branch.Status != steps.Unknown {
			t.Errorf("%s: empty evidence is judged %q, want an unknown outcome", step.ID, verdict.On)
		}
	}
}

// TestEveryObstacleStaysOne holds the server's parts back one by one: where a
// part decides, the reason why it was not read is what the walk reports.
func TestEveryObstacleStaysOne(t *testing.T) {
	t.Parallel()
	missing := probes.Part{Why: &probes.Obstacle{Kind: probes.AccessDenied, Host: "SYNC01"}}
	for id, server := range map[steps.ID]probes.Server{
		SyncEngine.ID:      {Service: probes.Service{Part: missing}},
		WritebackSwitch.ID: {Writeback: probes.Writeback{Part: missing}},
		PreferredDC.ID:     {Export: probes.Export{Part: missing}},
		FullSync.ID:        {Runs: probes.Runs{Part: missing}},
		RemoteSAM.ID:       {RemoteSAM: probes.RemoteSAM{Part: missing}},
	} {
		steplist := serverSteps()
		step := steplist[slices.IndexFunc(steplist, func(s *steps.Step) bool { return s.ID == id })]
		verdict := run(t, step, world(nil, toldShell{server: server}, nil), nil, steps.Unseen)
		if verdict.Why == nil || verdict.Why.Kind != probes.AccessDenied {
			t.Errorf("%s: got obstacle %v, want access-denied", id, verdict.Why)
		}
	}
}

func TestWithoutServerOrDirectoryTheObstacleSaysWhich(t *testing.T) {
	t.Parallel()
	blind := world(nil, nil, nil)
	for _, step := range []*steps.Step{&SyncEngine, &WritebackSwitch, &PreferredDC, &FullSync, &UserLink, &RemoteSAM} {
		obstacle(t, step, blind, nil, probes.NoServer)
	}
	for _, step := range []*steps.Step{&PDCEmulator, &DomainControllers, &ConnectorAccount, &EffectiveRights} {
		obstacle(t, step, blind, nil, probes.NoCredentials)
	}
}

// FuzzJudgesAreTotal feeds evidence that nobody would record: whatever can be
// read has to lead to a branch whose sentence and remedy are filled.
func FuzzJudgesAreTotal(f *testing.F) {
	for i, step := range serverSteps() {
		for _, recorded := range evidenceOf(f, step) {
			f.Add(uint8(i), recorded)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, recorded []byte) {
		all := serverSteps()
		step := all[int(which)%len(all)]
		verdict, err := step.Check.Judge(recorded)
		if err != nil {
			return // not this step's evidence
		}
		filled(t, step, verdict)
	})
}

// filled demands that a verdict takes a branch, fills its words, and teaches
// only what the step announces.
func filled(t *testing.T, step *steps.Step, verdict steps.Verdict) {
	t.Helper()
	branch := step.Branch(verdict.On)
	if branch == nil {
		t.Fatalf("%s has no branch %q", step.ID, verdict.On)
	}
	for _, blank := range lang.Blanks(strings.Join(wordsOf(branch), " ")) {
		if verdict.Args[blank].Empty() {
			t.Errorf("%s %q: {%s} is not filled", step.ID, verdict.On, blank)
		}
	}
	for fact := range verdict.Learned {
		if !slices.Contains(step.Teaches, fact) {
			t.Errorf("%s teaches %q, which it does not announce", step.ID, fact)
		}
	}
}

// wordsOf returns every text of a branch that may hold blanks.
func wordsOf(branch *steps.Branch) []string {
	texts := []string{branch.Say.Ko, branch.Say.En}
	r := branch.Remedy
	if r == nil {
		return texts
	}
	for _, text := range append(slices.Clone(r.Do), r.Where, r.Changes, r.Proof) {
		texts = append(texts, text.Ko, text.En)
	}
	for _, command := range slices.Concat(r.Look, r.Fix, r.Or, r.Undo) {
		texts = append(texts, command.Text)
	}
	return texts
}

// evidenceOf reads the recorded evidence of a step.
func evidenceOf(tb testing.TB, step *steps.Step) [][]byte {
	tb.Helper()
	name := strings.TrimPrefix(string(step.ID), "configuration/")
	files, err := filepath.Glob(filepath.Join("testdata", name, "*.json"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("%s has no recorded evidence: %v", step.ID, err)
	}
	var all [][]byte
	for _, file := range files {
		recorded, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, recorded)
	}
	return all
}
