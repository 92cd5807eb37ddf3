package stepstest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// The sorts of values.
type sort int

const (
	anything sort = iota // not looked into
	aStruct
	aList
	aText
	aNumber
	aBool
	aTime
)

// unwrap returns the sort of a type, and what is inside of lists and pointers.
func unwrap(shape reflect.Type) (reflect.Type, sort) {
	switch shape {
	case reflect.TypeFor[time.Time]():
		return shape, aTime
	case reflect.TypeFor[probes.YesNo]():
		return shape, aBool
	}
	if strings.HasPrefix(shape.Name(), "Maybe[") {
		return unwrap(shape.Field(0).Type)
	}
	switch shape.Kind() {
	case reflect.Pointer:
		return unwrap(shape.Elem())
	case reflect.Struct:
		return shape, aStruct
	case reflect.Slice:
		return shape.Elem(), aList
	case reflect.String:
		return shape, aText
	case reflect.Bool:
		return shape, aBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float64:
		return shape, aNumber
	default:
		return shape, anything
	}
}

// keyOf is the key of a field in JSON, "" for one that is laid out in its
// parent; false for one that is not written.
func keyOf(f reflect.StructField) (string, bool) {
	key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if f.Anonymous && key == "" {
		return "", true
	}
	return key, key != "" && key != "-"
}

func fieldOf(parent reflect.Type, f reflect.StructField) string {
	return parent.String() + "." + f.Name
}

// oddWord is a word that no table has.
const oddWord = "zz-odd"

// oddValues are what can stand in a place besides what stands there.
func oddValues(kind sort, inner reflect.Type, node any) []any {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	switch kind {
	case aText:
		return []any{""}
	case aNumber:
		return []any{json.Number("0"), json.Number("1"), json.Number("99"), json.Number("2000000000")}
	case aBool:
		return []any{true, false}
	case aTime:
		return []any{nil, at.AddDate(0, 0, -40).Format(time.RFC3339), at.AddDate(0, 0, 40).Format(time.RFC3339), at.Add(-20 * time.Minute).Format(time.RFC3339)}
	case aList:
		list, _ := node.([]any)
		var row any = map[string]any{}
		if _, rows := unwrap(inner); rows == aText {
			row = oddWord
		} else if rows == aNumber {
			row = json.Number("2000000000")
		}
		odd := []any{[]any{}, append(slices.Clone(list), row)}
		if len(list) > 0 {
			odd = append(odd, append(slices.Clone(list), list[0]), list[1:])
		}
		return odd
	default:
		return nil
	}
}
