package rights

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// askedLine is one line that is asked. Every field must be there; self and
// class may be null or "", for an object without a SID and a class that is not
// known.
type askedLine struct {
	ID    json.RawMessage `json:"id"`
	SD    json.RawMessage `json:"sd"`
	Token json.RawMessage `json:"token"`
	Self  json.RawMessage `json:"self"`
	Class json.RawMessage `json:"class"`
}

// field returns the place of a field by its name; nil for any other name.
func (l *askedLine) field(name []byte) *json.RawMessage {
	switch string(name) {
	case "id":
		return &l.ID
	case "sd":
		return &l.SD
	case "token":
		return &l.Token
	case "self":
		return &l.Self
	case "class":
		return &l.Class
	default:
		return nil
	}
}

// readLine reads the fields of a line. What else the line holds, such as a note
// of whoever wrote it, is passed over: a name that is spelled wrong is found
// all the same, because then one of the five is missing.
func readLine(line []byte) (askedLine, error) {
	asked, plain := plainLine(line)
	if !plain {
		var err error
		if asked, err = anyLine(line); err != nil {
			return asked, err
		}
	}
	for _, field := range []struct {
		name  string
		value json.RawMessage
	}{{"id", asked.ID}, {"sd", asked.SD}, {"token", asked.Token}, {"self", asked.Self}, {"class", asked.Class}} {
		if field.value == nil {
			return asked, fmt.Errorf("%s: %w", field.name, errMissing)
		}
	}
	if !goodID(asked.ID) {
		return asked, fmt.Errorf("id: %w", errID)
	}
	return asked, nil
}

// anyLine reads whatever JSON allows.
func anyLine(line []byte) (askedLine, error) {
	var asked askedLine
	decoder := json.NewDecoder(bytes.NewReader(line))
	if err := decoder.Decode(&asked); err != nil {
		return asked, err //nolint:wrapcheck // it is told as it is, behind the number of the line
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return asked, errTrailing
	}
	return asked, nil
}

// plainLine reads a line as programs write it, several times as fast: strings
// of ASCII without an escape, lists of them, and null. It reports whether the
// line is one; any other may still be good. The fields hold as long as line.
func plainLine(line []byte) (asked askedLine, plain bool) {
	s := scanner{rest: line}
	if !s.take('{') {
		return asked, false
	}
	for first := true; !s.take('}'); first = false {
		if !first && !s.take(',') {
			return asked, false
		}
		name, ok := s.text()
		if !ok || !s.take(':') {
			return asked, false
		}
		into := asked.field(name[1 : len(name)-1])
		if into == nil || *into != nil {
			return asked, false
		}
		if *into, ok = s.value(); !ok {
			return asked, false
		}
	}
	s.blanks()
	return asked, len(s.rest) == 0
}

// scanner cuts plain values off the front of a line.
type scanner struct{ rest []byte }

func (s *scanner) blanks() { s.rest = bytes.TrimLeft(s.rest, " \t\r\n") }

// take cuts off one mark, and reports whether it was there.
func (s *scanner) take(mark byte) bool {
	s.blanks()
	if len(s.rest) == 0 || s.rest[0] != mark {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// cut cuts off n bytes.
func (s *scanner) cut(n int) []byte {
	head := s.rest[:n:n]
	s.rest = s.rest[n:]
	return head
}

// text cuts off a plain string with its quotes.
func (s *scanner) text() ([]byte, bool) {
	s.blanks()
	if len(s.rest) == 0 || s.rest[0] != '"' {
		return nil, false
	}
	for i, b := range s.rest[1:] {
		switch {
		case b == '"':
			return s.cut(i + 2), true
		case b < ' ' || b == '\\' || b > '~':
			return nil, false
		}
	}
	return nil, false
}

// value cuts off a plain string, a list of them, or null.
func (s *scanner) value() ([]byte, bool) {
	s.blanks()
	switch {
	case bytes.HasPrefix(s.rest, []byte("null")):
		return s.cut(4), true
	case len(s.rest) == 0 || s.rest[0] != '[':
		return s.text()
	}
	inside := scanner{rest: s.rest[1:]}
	for first := true; !inside.take(']'); first = false {
		if !first && !inside.take(',') {
			return nil, false
		}
		if _, ok := inside.text(); !ok {
			return nil, false
		}
	}
	return s.cut(len(s.rest) - len(inside.rest)), true
}

// textOf is the value of a string, "" for null.
func textOf(raw json.RawMessage) (string, error) {
	if len(raw) >= 2 && raw[0] == '"' {
		s := scanner{rest: raw}
		if plain, ok := s.text(); ok && len(plain) == len(raw) {
			return string(raw[1 : len(raw)-1]), nil
		}
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return "", errText
	}
	return text, nil
}
