package catalog_test

import (
	"reflect"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/mask"
	"example.com/writeback-doctor/steps/tell"
)

// TestEveryTextOfEvidenceSaysWhatItIs keeps a name from being printed in a
// masked file because nobody said that its field holds one: each text of each
// evidence has a kind, or a type of its own, which holds our own words.
func TestEveryTextOfEvidenceSaysWhatItIs(t *testing.T) {
	t.Parallel()
	texts := map[string]bool{}
	for _, step := range catalog.All() {
		if step.Check == nil {
			continue
		}
		of := steps.Shape(step.Check)
		if of == nil {
			t.Errorf("nobody knows the type of the evidence of %s", step.ID)
			continue
		}
		said(t, of, "", of.String(), texts)
	}
	for _, of := range []reflect.Type{reflect.TypeFor[probes.Setting](), reflect.TypeFor[probes.Shield](), reflect.TypeFor[probes.Path](), reflect.TypeFor[probes.PasswordPolicy]()} {
		said(t, of, "", of.String(), texts)
	}
	if len(texts) < 120 {
		t.Errorf("only %d texts: the test reads nothing", len(texts))
	}
}

func said(t *testing.T, of reflect.Type, kind tell.Kind, path string, seen map[string]bool) {
	t.Helper()
	if of.Implements(reflect.TypeFor[mask.Texts]()) || seen[path] {
		return
	}
	switch of.Kind() {
	case reflect.String:
		if seen[path] = true; of == reflect.TypeFor[string]() && !kind.Known() {
			t.Errorf("%s does not say what it is, but %q", path, kind)
		}
	case reflect.Pointer, reflect.Slice, reflect.Array:
		said(t, of.Elem(), kind, path, seen)
	case reflect.Map:
		said(t, of.Key(), kind, path, seen)
		said(t, of.Elem(), "", path+"[]", seen)
	case reflect.Struct:
		for field := range of.Fields() {
			if !field.IsExported() && !field.Anonymous || field.Tag.Get("json") == "-" {
				continue
			}
			said(t, field.Type, tell.Kind(field.Tag.Get(mask.Tag)), of.String()+"."+field.Name, seen)
		}
	case reflect.Interface, reflect.Func, reflect.Chan:
		t.Errorf("%s may hold anything", path)
	default: // numbers and moments
	}
}
