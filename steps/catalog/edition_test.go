package catalog_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
)

// caseOf is a case file of one finding. The first edition has no number.
func caseOf(t *testing.T, step steps.ID, evidence any, edition int) []byte {
	t.Helper()
	file := map[string]any{
		"schema": casefile.Schema, "started": time.Now(), "saved": time.Now(), "facts": map[string]string{},
		"findings": []map[string]any{{"step": step, "outcome": "unseen", "seen": probes.Seen{}, "evidence": evidence, "at": time.Now()}},
	}
	if edition > 0 {
		file["edition"] = edition
	}
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// judged is the outcome of the only finding of a case file.
func judged(t *testing.T, step *steps.Step, file []byte) steps.Outcome {
	t.Helper()
	report, err := casefile.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := step.Check.Judge(report.Findings[0].Evidence)
	if err != nil {
		t.Fatal(err)
	}
	return verdict.On
}

// wroteNull are the lists that the first edition wrote as null when they were
// empty; all others were left out.
var wroteNull = map[string]bool{"skus": true, "plans": true, "list": true, "partitions": true, "domains": true}

// asBefore is evidence as the first edition wrote it, which had no empty list.
func asBefore(node any) any {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			if list, is := value.([]any); is && len(list) == 0 {
				if delete(node, key); wroteNull[key] {
					node[key] = nil
				}
				continue
			}
			node[key] = asBefore(value)
		}
	case []any:
		for i := range node {
			node[i] = asBefore(node[i])
		}
	}
	return node
}

// newer are lists that the first edition did not have, so that its silence
// about them means nothing.
var newer = map[string]bool{"unlisted": true, "conflicts": true, "issues": true}

// holdsNewer reports whether evidence rests on such a list.
func holdsNewer(node any) bool {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			if newer[key] || holdsNewer(value) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(node, holdsNewer)
	}
	return false
}

func evidenceIn(t *testing.T, file string) any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var whole any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	return whole
}

// TestACaseOfTheFirstEditionSaysWhatItMeant writes every recorded evidence as
// the first edition did: it is judged as before, and the same evidence in a
// file of this edition, in which nobody said those lists, turns no colour.
func TestACaseOfTheFirstEditionSaysWhatItMeant(t *testing.T) {
	t.Parallel()
	tree, tried := catalog.All(), 0
	for i := range tree {
		step := &tree[i]
		if step.Check == nil {
			continue
		}
		_, name, _ := strings.Cut(string(step.ID), "/")
		files, err := filepath.Glob(filepath.Join("..", step.ID.Stage(), "testdata", name, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d recordings, %v", step.ID, len(files), err)
		}
		for _, file := range files {
			tried++
			want := judged(t, step, caseOf(t, step.ID, evidenceIn(t, file), 2))
			got := judged(t, step, caseOf(t, step.ID, asBefore(evidenceIn(t, file)), 0))
			newly := holdsNewer(evidenceIn(t, file)) && step.Branch(got).Status == steps.Unknown
			if got != want && !newly {
				t.Errorf("%s in a file of the first edition: judged %q, want %q", file, got, want)
			}
			got = judged(t, step, caseOf(t, step.ID, asBefore(evidenceIn(t, file)), 2))
			if got != want && step.Branch(got).Status != steps.Unknown {
				t.Errorf("%s without its empty lists: judged %q, want %q or unknown", file, got, want)
			}
		}
	}
	if tried < 300 {
		t.Errorf("tried %d recordings, want hundreds", tried)
	}
}

// TestAttackTheFirstEditionLacksWhatItAlwaysWrote takes a field out of an old
// file that this program never left out: nobody said it, whatever the edition.
func TestAttackTheFirstEditionLacksWhatItAlwaysWrote(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	for id, evidence := range map[steps.ID]string{
		"configuration/premium-license": `{"at":"2026-11-23T01:12:40Z"}`,
		"configuration/user-license":    `{"at":"2026-11-23T01:12:40Z","asked":"kim@contoso.com","found":true,"enabled":true}`,
		"configuration/admin-account":   `{"at":"2026-11-23T01:12:40Z","asked":"a@contoso.onmicrosoft.com","account":{"found":true,"enabled":true,"sync":"never","licenses_seen":false},"roles":{"at":"2026-11-23T01:12:40Z"}}`,
		"reenable/event-log":            `{"at":"2026-11-23T01:12:40Z","log":{"at":"2026-11-23T01:12:40Z"}}`,
		"configuration/preferred-dc":    `{"at":"2026-11-23T01:12:40Z","now":"2026-11-23T01:12:40Z","export":{"read":true}}`,
		"configuration/user-origin":     `{"at":"2026-11-23T01:12:40Z","cloud":{"at":"2026-11-23T01:12:40Z","found":false,"asked":"kim@contoso.com"},"directory":{"at":"2026-11-23T01:12:40Z"}}`,
	} {
		for edition := range 3 {
			step := steps.NewSession(tree, nil).Find(id)
			if on := judged(t, step, caseOf(t, id, json.RawMessage(evidence), edition)); step.Branch(on).Status != steps.Unknown {
				t.Errorf("%s of edition %d: judged %q (%s), want unknown", id, edition, on, step.Branch(on).Status)
			}
		}
	}
}
