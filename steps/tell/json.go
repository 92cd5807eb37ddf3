package tell

import (
	"encoding/json"
	"errors"
	"fmt"
)

// deepest is how far values stand in each other: a note in a list.
const deepest = 3

// ErrDeep is a value that holds values that hold values.
var ErrDeep = errors.New("a value holds too many others")

// MarshalJSON writes words as a string, and any other value as an object whose
// first key is its kind: {"host":"dc1"}, {"port":["88","445"]}, {"dn":null}.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Kind == Words && v.Note == nil && v.Doubt == "" && len(v.List) == 0 {
		return json.Marshal(v.Text) //nolint:wrapcheck // a string never fails
	}
	said := map[string]any{keyOf(v.Kind): v.said()}
	if v.Note != nil {
		said["note"] = v.Note
	}
	if v.Cut {
		said["cut"] = true
	}
	if v.Doubt != "" && v.Doubt != NotKnown {
		said["doubt"] = v.Doubt
	}
	text, err := json.Marshal(said)
	if err != nil {
		return nil, fmt.Errorf("write a value: %w", err)
	}
	return text, nil
}

// said is what stands behind the kind.
func (v Value) said() any {
	switch {
	case v.Doubt != "":
		return nil
	case v.Ruling != nil:
		return v.Ruling
	case len(v.List) == 0:
		return v.Text
	}
	list := make([]any, len(v.List))
	for i, one := range v.List {
		if list[i] = one; one.Kind == v.Kind && one.Note == nil && one.Doubt == "" && one.Ruling == nil {
			list[i] = one.Text
		}
	}
	return list
}

func keyOf(k Kind) string {
	if k == Words {
		return "words"
	}
	return string(k)
}

// UnmarshalJSON reads what MarshalJSON wrote. A bare string, as older case
// files have it, is words.
func (v *Value) UnmarshalJSON(data []byte) error {
	read, err := readValue(data, Words, deepest)
	*v = read
	return err
}

func readValue(data []byte, kind Kind, depth int) (Value, error) {
	v := Value{Kind: kind}
	if json.Unmarshal(data, &v.Text) == nil {
		return v, nil
	}
	var parts map[string]json.RawMessage
	switch err := json.Unmarshal(data, &parts); {
	case err != nil:
		return v, fmt.Errorf("read a value: %w", err)
	case depth == 0:
		return v, ErrDeep
	}
	for key, part := range parts {
		var err error
		switch key {
		case "note":
			var note Value
			note, err = readValue(part, Words, depth-1)
			v.Note = &note
		case "cut":
			err = json.Unmarshal(part, &v.Cut)
		case "doubt":
			err = json.Unmarshal(part, &v.Doubt)
		default:
			if v.Kind = Kind(key); key == "words" {
				v.Kind = Words
			}
			err = v.readSaid(part, depth)
		}
		if err != nil {
			return v, fmt.Errorf("read %s: %w", key, err)
		}
	}
	return v, nil
}

// readSaid reads what stands behind the kind.
func (v *Value) readSaid(part json.RawMessage, depth int) error {
	var list []json.RawMessage
	switch {
	case string(part) == "null":
		if v.Doubt == "" {
			v.Doubt = NotKnown
		}
		return nil
	case json.Unmarshal(part, &v.Text) == nil:
		return nil
	case json.Unmarshal(part, &list) == nil:
		for _, one := range list {
			read, err := readValue(one, v.Kind, depth-1)
			switch {
			case err != nil:
				return err
			case len(read.List) > 0:
				return ErrDeep
			}
			v.List = append(v.List, read)
		}
		return nil
	case v.Kind == Ruled:
		v.Ruling = &Ruling{}
		return json.Unmarshal(part, v.Ruling) //nolint:wrapcheck // whoever called says of what
	default: // what a newer program says, in a way that is not known here
		v.Doubt = NotKnown
		return nil
	}
}
