package probes

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Maybe is a number or a time that may not have been seen: the attribute was
// absent and nobody knows whether it may be read, or it held what is no value.
// The zero value is not seen, which is neither 0 nor never. In JSON it is null
// or the value; evidence that lacks the field was not seen either.
type Maybe[T any] struct {
	value T
	seen  bool
}

// Known is a value that was really seen.
func Known[T any](value T) Maybe[T] { return Maybe[T]{value: value, seen: true} }

// KnownIf is value when it was seen, else nothing.
func KnownIf[T any](value T, seen bool) Maybe[T] {
	if !seen {
		return Maybe[T]{}
	}
	return Known(value)
}

// Get returns the value and whether it was seen.
func (m Maybe[T]) Get() (T, bool) { return m.value, m.seen }

// Seen reports whether there is a value.
func (m Maybe[T]) Seen() bool { return m.seen }

// Or returns the value, or otherwise where none was seen.
func (m Maybe[T]) Or(otherwise T) T {
	if !m.seen {
		return otherwise
	}
	return m.value
}

// String returns the value as text, "" where none was seen.
func (m Maybe[T]) String() string {
	if !m.seen {
		return ""
	}
	return fmt.Sprint(m.value)
}

// MarshalJSON writes null or the value.
func (m Maybe[T]) MarshalJSON() ([]byte, error) {
	if !m.seen {
		return []byte("null"), nil
	}
	return json.Marshal(m.value) //nolint:wrapcheck // encoding/json adds the type itself
}

// UnmarshalJSON reads null or a value.
func (m *Maybe[T]) UnmarshalJSON(data []byte) error {
	*m = Maybe[T]{}
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		return nil
	}
	if err := json.Unmarshal(data, &m.value); err != nil {
		return err //nolint:wrapcheck // the error says value and type
	}
	m.seen = true
	return nil
}
