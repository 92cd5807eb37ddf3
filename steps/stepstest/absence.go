package stepstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
)

// Losses are the turns that the absence of a field of recorded evidence may
// bring about, "list[].field: outcome > other outcome", each with the reason.
// They are exact: one that does not happen must go.
type Losses map[steps.ID]map[string]string

// ProveAbsence takes every number, bool, time and list out of every recorded
// evidence of a stage, one at a time, by leaving it out and by null. What is
// absent is not 0, false, never or none: the verdict stays, or becomes unknown.
func ProveAbsence(t *testing.T, all []steps.Step, stage, dir string, allowed Losses) {
	t.Helper()
	looked := 0
	for i := range all {
		step := &all[i]
		if step.ID.Stage() != stage || step.Check == nil {
			continue
		}
		t.Run(string(step.ID), func(t *testing.T) {
			turned := map[string]bool{}
			for _, file := range recordings(t, filepath.Join(dir, name(step.ID))) {
				looked += proveLosses(t, step, file, allowed[step.ID], turned)
			}
			for turn := range allowed[step.ID] {
				if !turned[turn] {
					t.Errorf("%q does not happen and stands in the list", turn)
				}
			}
		})
	}
	if looked == 0 {
		t.Errorf("no recorded evidence of stage %q holds a number or a bool", stage)
	}
}

// recording is one recorded evidence.
type recording struct {
	file string
	data []byte
}

func recordings(t *testing.T, dir string) []recording {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: found %d recordings, %v", dir, len(files), err)
	}
	list := make([]recording, len(files))
	for i, file := range files {
		data, err := os.ReadFile(file) //nolint:gosec // a fixture of ours
		if err != nil {
			t.Fatal(err)
		}
		list[i] = recording{file: filepath.Base(file), data: data}
	}
	return list
}

// proveLosses returns how many losses it tried.
func proveLosses(t *testing.T, step *steps.Step, r recording, allowed map[string]string, turned map[string]bool) int {
	t.Helper()
	before, err := step.Check.Judge(r.data)
	if err != nil {
		t.Fatalf("%s: %v", r.file, err)
	}
	tried := 0
	for field, without := range losses(t, r.data) {
		for _, data := range without {
			tried++
			after, err := step.Check.Judge(data)
			if err != nil || after.On == before.On || step.Branch(after.On).Status == steps.Unknown {
				continue
			}
			turn := fmt.Sprintf("%s: %s > %s", field.kind, before.On, after.On)
			turned[turn] = true
			if allowed[turn] == "" {
				t.Errorf("%s without %s: judged %q (%s), want %q or unknown", r.file, field.path,
					after.On, step.Branch(after.On).Status, before.On)
			}
		}
	}
	return tried
}

// field is a place in an evidence.
type field struct {
	path string // list[3].read_only
	kind string // list[].read_only
}

// losses is the evidence without each of its numbers, bools, times and lists:
// with null in its place and, in an object, without the key.
func losses(t *testing.T, data []byte) map[field][][]byte {
	t.Helper()
	var whole any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	found := map[field][][]byte{}
	record := func(at field) {
		text, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		found[at] = append(found[at], text)
	}
	visit(whole, field{}, record)
	return found
}

// visit calls record with the whole changed, once for each loss.
func visit(node any, at field, record func(field)) {
	switch node := node.(type) {
	case map[string]any:
		for _, key := range sortedKeys(node) {
			inner := at.down("."+key, "."+key)
			value := node[key]
			if !measured(value) {
				visit(value, inner, record)
			}
			if _, list := value.([]any); !list && !measured(value) {
				continue // texts, and objects as a whole, are not taken away
			}
			node[key] = nil
			record(inner)
			delete(node, key)
			record(inner)
			node[key] = value
		}
	case []any:
		for i, value := range node {
			inner := at.down(fmt.Sprintf("[%d]", i), "[]")
			if !measured(value) {
				visit(value, inner, record)
				continue
			}
			node[i] = nil
			record(inner)
			node[i] = value
		}
	}
}

func (f field) down(path, kind string) field {
	return field{path: strings.TrimPrefix(f.path+path, "."), kind: strings.TrimPrefix(f.kind+kind, ".")}
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// measured reports whether a value is a number, a bool or a time.
func measured(value any) bool {
	switch value := value.(type) {
	case json.Number, bool:
		return true
	case string:
		_, err := time.Parse(time.RFC3339Nano, value)
		return err == nil
	default:
		return false
	}
}
