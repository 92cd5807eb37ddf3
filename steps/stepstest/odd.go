package stepstest

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
)

// Unjudged are the fields of evidence that are told and not judged,
// "type.field", each with the reason. The list is exact: what a judge weighs
// must go from it.
type Unjudged map[string]string

// ProveJudged demands that what is read has a judge. It takes the recorded
// evidence of every healthy outcome of the tree, makes one field at a time odd,
// and demands that some verdict changes for each field of each type, or that
// the field is told and not judged. dir is the folder of the stages.
//
// A word that nobody knows is never the good one: where another word in the same
// place changes the verdict, an unknown one does, but for those of anyWord, each
// with the reason.
func ProveJudged(t *testing.T, all []steps.Step, dir string, told, anyWord Unjudged) {
	t.Helper()
	w := weighing{fields: map[string]bool{}, coded: map[string]bool{}, words: map[string]map[any]bool{}, green: map[string][]string{}, judged: map[string]bool{}}
	of := func(s *steps.Step) []recording {
		return recordings(t, filepath.Join(dir, s.ID.Stage(), "testdata", name(s.ID)))
	}
	looks := slices.DeleteFunc(slices.Clone(all), func(s steps.Step) bool { return s.Check == nil })
	for i := range looks {
		w.name(steps.Shape(looks[i].Check))
		for _, r := range of(&looks[i]) {
			o := oddity{weighing: &w, whole: decoded(t, r.data)}
			o.visit(steps.Shape(looks[i].Check), o.whole, func(any) {}, "")
		}
	}
	for i := range looks {
		for _, r := range of(&looks[i]) {
			before, err := looks[i].Check.Judge(r.data)
			if err != nil || looks[i].Branch(before.On).Status != steps.Healthy {
				continue
			}
			o := oddity{weighing: &w, t: t, step: &looks[i], before: before, whole: decoded(t, r.data), file: r.file}
			o.visit(steps.Shape(looks[i].Check), o.whole, func(any) {}, "")
		}
	}
	w.compare(t, told, anyWord)
}

func (w *weighing) compare(t *testing.T, told, anyWord Unjudged) {
	t.Helper()
	for _, field := range slices.Sorted(maps.Keys(w.fields)) {
		switch {
		case !w.judged[field] && told[field] == "":
			t.Errorf("%s: no verdict changes, whatever it says, and it is not told to be so", field)
		case w.judged[field] && told[field] != "":
			t.Errorf("%s: a judge weighs it, and it stands among what is told only", field)
		}
		if green := w.green[field]; (len(green) > 0) != (anyWord[field] != "") {
			t.Errorf("%s: an unknown word leaves healthy %q; among those that may: %q", field, green, anyWord[field])
		}
	}
	for _, list := range []Unjudged{told, anyWord} {
		for field := range list {
			if !w.fields[field] {
				t.Errorf("%s stands in a list and is no field of evidence", field)
			}
		}
	}
}

func decoded(t *testing.T, data []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// weighing is what became of each field.
type weighing struct {
	fields map[string]bool         // all of them
	coded  map[string]bool         // those that hold words of a table, and no names
	words  map[string]map[any]bool // what stands in each, in all that is recorded
	judged map[string]bool         // some verdict changed
	green  map[string][]string     // where a verdict stays healthy with an unknown word and not with another one
}

// name notes every field of a type.
func (w *weighing) name(shape reflect.Type) {
	inner, kind := unwrap(shape)
	if kind == aList {
		w.name(inner)
	}
	if kind != aStruct {
		return
	}
	for f := range inner.Fields() {
		key, written := keyOf(f)
		if !written || w.fields[fieldOf(inner, f)] {
			continue
		}
		if _, of := unwrap(f.Type); key != "" && of != aStruct && of != anything {
			w.fields[fieldOf(inner, f)] = true
			w.coded[fieldOf(inner, f)] = f.Tag.Get("is") == "code" || f.Type.Kind() == reflect.String && f.Type.Name() != "string"
		}
		w.name(f.Type)
	}
}

// oddity makes one evidence odd.
type oddity struct {
	*weighing
	t      testing.TB
	step   *steps.Step
	before steps.Verdict
	whole  any
	file   string
}

// visit makes what stands at a place odd, and all that is inside of it. put
// sets the place; field is its name, "" for the whole. Without a step it notes
// what stands there.
func (o *oddity) visit(shape reflect.Type, node any, put func(any), field string) {
	inner, kind := unwrap(shape)
	switch {
	case field != "" && o.step == nil && (kind == aText || kind == aNumber) && node != nil:
		if o.words[field] == nil {
			o.words[field] = map[any]bool{}
		}
		o.words[field][node] = true
	case field != "" && o.step != nil && (!o.judged[field] || o.coded[field]):
		o.replace(kind, inner, node, put, field)
	}
	if object, is := node.(map[string]any); is && kind == aStruct {
		o.object(inner, object)
	}
	list, _ := node.([]any)
	for i := range list {
		if o.step == nil || i < rowsLooked || i == len(list)-1 {
			o.visit(inner, list[i], func(v any) { list[i] = v }, textOf(inner, field))
		}
	}
}

// rowsLooked is how many rows of a list are made odd, besides the last: the
// heartbeats of hours are all alike.
const rowsLooked = 4

// textOf is the field that the texts of a list are, "" for rows.
func textOf(inner reflect.Type, field string) string {
	if _, kind := unwrap(inner); kind == aText {
		return field
	}
	return ""
}

// replace judges the whole with each odd value in one place.
func (o *oddity) replace(kind sort, inner reflect.Type, node any, put func(any), field string) {
	known := false // another word changes the verdict
	for _, odd := range append(oddValues(kind, inner, node), slices.Collect(maps.Keys(o.words[field]))...) {
		put(odd)
		known = o.changes(field) && odd != "" || known
	}
	if kind == aText && o.coded[field] {
		put(oddWord)
		if where := string(o.step.ID) + " " + o.file; !o.changes(field) && known && !slices.Contains(o.green[field], where) {
			o.green[field] = append(o.green[field], where)
		}
	}
	put(node)
}

func (o *oddity) object(shape reflect.Type, object map[string]any) {
	for f := range shape.Fields() {
		key, written := keyOf(f)
		switch {
		case written && key == "":
			o.object(f.Type, object)
		case written:
			old, there := object[key]
			o.visit(f.Type, old, func(v any) { object[key] = v }, fieldOf(shape, f))
			if delete(object, key); there {
				if o.step != nil && !o.judged[fieldOf(shape, f)] {
					o.changes(fieldOf(shape, f))
				}
				object[key] = old
			}
		}
	}
}

// changes judges the whole with one field odd, and reports whether that makes
// another verdict of it.
func (o *oddity) changes(field string) bool {
	data, err := json.Marshal(o.whole)
	if err != nil {
		o.t.Fatal(err)
	}
	after, err := o.step.Check.Judge(data)
	changed := err != nil || after.On != o.before.On || !maps.Equal(after.Learned, o.before.Learned) ||
		!slices.Equal(after.Visit, o.before.Visit) || len(after.Proofs) != len(o.before.Proofs)
	o.judged[field] = o.judged[field] || changed
	return changed
}
