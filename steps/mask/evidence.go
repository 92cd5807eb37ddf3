package mask

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/tell"
)

// Tag is the key of a struct tag that says what the text of a field is, by the
// name of a [tell.Kind]: `is:"host"`. A field of a type of its own, which holds
// one of our words, needs none.
const Tag = "is"

// Texts is a map that says itself what each of its texts is.
type Texts interface {
	// EachText puts in the place of every text what with says of it.
	EachText(with func(tell.Kind, string) string)
}

// LearnAll learns the names in a value, by what its fields say that they are.
func (n *Names) LearnAll(value any) {
	each(reflect.ValueOf(value), tell.Words, func(kind tell.Kind, text string) string {
		n.learnTold(kind, text)
		return text
	})
}

// MaskAll masks the texts of what a pointer points to, in place.
func (n *Names) MaskAll(pointer any) { each(reflect.ValueOf(pointer), tell.Words, n.told) }

// LearnEvidence learns the names in evidence of a type.
func (n *Names) LearnEvidence(of reflect.Type, text json.RawMessage) {
	if value, err := read(of, text); err == nil {
		n.LearnAll(value)
	}
}

// Evidence masks evidence of a type. What the type does not know is left out:
// nobody can say whom it names.
func (n *Names) Evidence(of reflect.Type, text json.RawMessage) (json.RawMessage, error) {
	value, err := read(of, text)
	if err != nil {
		return nil, err
	}
	n.MaskAll(value)
	masked, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("write the evidence: %w", err)
	}
	return masked, nil
}

func read(of reflect.Type, text json.RawMessage) (any, error) {
	value := reflect.New(of).Interface()
	if err := json.Unmarshal(text, value); err != nil {
		return nil, fmt.Errorf("read the evidence: %w", err)
	}
	return value, nil
}

// each visits every text. Those of a type of their own are words of ours.
func each(v reflect.Value, kind tell.Kind, with func(tell.Kind, string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() {
			v.SetString(with(kind, v.String()))
		}
	case reflect.Pointer, reflect.Interface:
		each(v.Elem(), kind, with)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			each(v.Index(i), kind, with)
		}
	case reflect.Map:
		if !v.CanInterface() {
			return
		}
		if texts, own := reflect.TypeAssert[Texts](v); own {
			texts.EachText(with)
		} else {
			eachKey(v, kind, with)
		}
	case reflect.Struct:
		eachField(v, with)
	default: // numbers, and nothing at all
	}
}

// eachField visits the fields of a struct, but for those that it keeps to
// itself.
func eachField(v reflect.Value, with func(tell.Kind, string) string) {
	for i := range v.NumField() {
		if field := v.Type().Field(i); field.IsExported() || field.Anonymous {
			each(v.Field(i), tell.Kind(field.Tag.Get(Tag)), with)
		}
	}
}

// eachKey visits a map and its keys, which name what its values are about.
func eachKey(m reflect.Value, kind tell.Kind, with func(tell.Kind, string) string) {
	if m.Type().Key() != reflect.TypeFor[string]() {
		return
	}
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		value := reflect.New(m.Type().Elem()).Elem()
		value.Set(m.MapIndex(key))
		each(value, tell.Words, with)
		m.SetMapIndex(key, reflect.Value{})
		m.SetMapIndex(reflect.ValueOf(with(kind, key.String())), value)
	}
}
