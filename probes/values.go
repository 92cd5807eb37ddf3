package probes

import "fmt"

// ValuesAtMost is how many values a JSON text may have. Two thousand events
// have forty thousand; the products of the largest tenant with their plans,
// not as many.
const ValuesAtMost = 100_000

// nestedAtMost is how deep they may stand in each other.
const nestedAtMost = 200

// ValueMeter counts the values of a JSON text before anybody reads it. A value
// of two bytes becomes a structure of hundreds in memory, so a bound on bytes
// alone bounds nothing. It does not say whether the text is JSON.
//
// The zero value takes [ValuesAtMost].
type ValueMeter struct {
	Most int // 0 is ValuesAtMost

	count, depth    int
	inText, escaped bool
}

// TooManyError is the error of a text with more values than the reader takes,
// or with values deeper in each other.
type TooManyError struct{ Most int }

func (e *TooManyError) Error() string { return fmt.Sprintf("more than %d values", e.Most) }

// Write counts on. What it has refused it refuses.
func (m *ValueMeter) Write(p []byte) (int, error) {
	most := m.Most
	if most == 0 {
		most = ValuesAtMost
	}
	for i, c := range p {
		switch {
		case m.escaped:
			m.escaped = false
		case m.inText:
			m.inText, m.escaped = c != '"', c == '\\'
		default:
			m.take(c)
		}
		if m.count > most || m.depth > nestedAtMost {
			return i, &TooManyError{Most: most}
		}
	}
	return len(p), nil
}

// take counts what begins a value: each list or object, and what comes behind
// a comma in it. A list of nothing but numbers so counts as one too many.
func (m *ValueMeter) take(c byte) {
	switch c {
	case '"':
		m.inText = true
	case '{', '[':
		m.count++
		m.depth++
	case ',':
		m.count++
	case '}', ']':
		m.depth--
	}
}

// FewValues returns an error unless a JSON text has at most so many values.
func FewValues(text []byte, most int) error {
	_, err := (&ValueMeter{Most: most}).Write(text)
	return err
}
