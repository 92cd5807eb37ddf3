package lab

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
)

// FormatError is one thing in a world file that cannot be: an unknown key, a
// value of the wrong kind, or one that no world can have.
type FormatError struct {
	File string
	Line int
	Got  string // what stands there
	Want string // what was expected
}

// Error reads as "file:line: got …, expected …".
func (e *FormatError) Error() string {
	return fmt.Sprintf("%s:%d: got %s, expected %s", e.File, e.Line, e.Got, e.Want)
}

// reader walks a parsed file and collects what cannot be.
type reader struct {
	file   string
	faults []error
	after  []func() // checks between sections, once all are read
}

// A bind takes one value of the file to its place. Values are laid over what
// stands there already, so a world says only what differs.
type bind func(r *reader, n *yaml.Node)

// keys are the keys that one mapping may have.
type keys map[string]bind

func (r *reader) fault(n *yaml.Node, want string) {
	r.faults = append(r.faults, &FormatError{File: r.file, Line: n.Line, Got: describe(n), Want: want})
}

func (r *reader) result() error { return errors.Join(r.faults...) }

// describe says what a node is, short enough for one line.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	default:
		value := n.Value
		if len(value) > 60 {
			value = value[:60] + "…"
		}
		return strconv.Quote(value)
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// pairs calls each for every key of a mapping and refuses a key that comes
// twice.
func (r *reader) pairs(n *yaml.Node, each func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "a mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.fault(key, "a key")
		case seen[key.Value]:
			r.fault(key, "each key once")
		default:
			seen[key.Value] = true
			each(key, value)
		}
	}
}

// section is a mapping with known keys.
func section(known keys) bind {
	return func(r *reader, n *yaml.Node) {
		r.pairs(n, func(key, value *yaml.Node) {
			b, ok := known[key.Value]
			if !ok {
				r.fault(key, "one of "+strings.Join(slices.Sorted(maps.Keys(known)), ", "))
				return
			}
			b(r, value)
		})
	}
}

// entries is a mapping from names to things. A null takes away what the
// healthy world has under that name; anything else is laid over it.
func entries[T any](to *map[string]T, fresh func(name string) T, within func(*T) bind) bind {
	return func(r *reader, n *yaml.Node) {
		merged := maps.Clone(*to)
		if merged == nil {
			merged = map[string]T{}
		}
		r.pairs(n, func(key, value *yaml.Node) {
			if isNull(value) {
				delete(merged, key.Value)
				return
			}
			entry, ok := merged[key.Value]
			if !ok {
				entry = fresh(key.Value)
			}
			within(&entry)(r, value)
			merged[key.Value] = entry
		})
		*to = merged
	}
}

// list is a list of things. It replaces the list of the healthy world.
func list[T any](to *[]T, fresh T, within func(*T) bind) bind {
	return func(r *reader, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.fault(n, "a list")
			return
		}
		all := make([]T, len(n.Content))
		for i, item := range n.Content {
			all[i] = fresh
			within(&all[i])(r, item)
		}
		*to = all
	}
}

// scalar refuses anything but a plain value.
func (r *reader) scalar(n *yaml.Node, want string) (string, bool) {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		r.fault(n, want)
		return "", false
	}
	return n.Value, true
}

func text(to *string) bind {
	return func(r *reader, n *yaml.Node) {
		if value, ok := r.scalar(n, "a text"); ok {
			*to = value
		}
	}
}

func oneOf[S ~string](to *S, choices ...S) bind {
	return func(r *reader, n *yaml.Node) {
		words := make([]string, len(choices))
		for i, c := range choices {
			words[i] = string(c)
		}
		want := "one of " + strings.Join(words, ", ")
		value, ok := r.scalar(n, want)
		switch {
		case !ok:
		case !slices.Contains(words, value):
			r.fault(n, want)
		default:
			*to = S(value)
		}
	}
}

func texts(to *[]string, choices ...string) bind {
	if len(choices) == 0 {
		return list(to, "", text)
	}
	return list(to, "", func(s *string) bind { return oneOf(s, choices...) })
}

func flag(to *bool) bind {
	return func(r *reader, n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
			r.fault(n, "true or false")
			return
		}
		*to = n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	}
}

// yesNo is true, false, or null for what nobody says.
func yesNo(to *probes.YesNo) bind {
	return func(r *reader, n *yaml.Node) {
		if isNull(n) {
			*to = probes.Unsaid
			return
		}
		if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
			r.fault(n, "true, false or null")
			return
		}
		var yes bool
		flag(&yes)(r, n)
		*to = probes.Said(yes)
	}
}

func number(to *int, least, most int) bind {
	return func(r *reader, n *yaml.Node) {
		want := fmt.Sprintf("a whole number from %d to %d", least, most)
		value, ok := r.scalar(n, want)
		if !ok {
			return
		}
		parsed, err := strconv.Atoi(value)
		if err != nil || parsed < least || parsed > most {
			r.fault(n, want)
			return
		}
		*to = parsed
	}
}

func factor(to *float64) bind {
	return func(r *reader, n *yaml.Node) {
		const want = "a number from 0.1 to 600"
		value, ok := r.scalar(n, want)
		if !ok {
			return
		}
		parsed, err := strconv.ParseFloat(value, 64)
		if err != nil || !(parsed >= 0.1 && parsed <= 600) {
			r.fault(n, want)
			return
		}
		*to = parsed
	}
}

const wantSpan = `a time such as 90s, 5m, 36h or 7d, not negative`

// span is a length of time, or an age: never negative.
func span(to *time.Duration) bind {
	return func(r *reader, n *yaml.Node) {
		if value, ok := r.scalar(n, wantSpan); ok {
			d, valid := parseSpan(value)
			if !valid || d < 0 {
				r.fault(n, wantSpan)
				return
			}
			*to = d
		}
	}
}

// either is a length of time before (negative) or after.
func either(to *time.Duration) bind {
	return func(r *reader, n *yaml.Node) {
		const want = `a time such as 90s, 5m, 36h or 7d, or its negative`
		if value, ok := r.scalar(n, want); ok {
			d, valid := parseSpan(value)
			if !valid {
				r.fault(n, want)
				return
			}
			*to = d
		}
	}
}

// longest keeps sums of spans far from the end of time.Duration.
const longest = 100 * 366 * 24 * time.Hour

func parseSpan(value string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(value, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < -36500 || n > 36500 {
			return 0, false
		}
		return time.Duration(n) * 24 * time.Hour, true
	}
	d, err := time.ParseDuration(value)
	return d, err == nil && d >= -longest && d <= longest
}

func moment(to *time.Time) bind {
	return func(r *reader, n *yaml.Node) {
		const want = "a moment such as 2026-11-23T09:00:00Z, from 2000 to 2090"
		value, ok := r.scalar(n, want)
		if !ok {
			return
		}
		at, err := time.Parse(time.RFC3339, value)
		if err != nil || at.Year() < 2000 || at.Year() > 2090 {
			r.fault(n, want)
			return
		}
		*to = at.UTC()
	}
}

// among is a name that must stand among others once the whole file is read.
func among(to *string, what string, others func() []string) bind {
	return func(r *reader, n *yaml.Node) {
		value, ok := r.scalar(n, what)
		if !ok {
			return
		}
		*to = value
		r.after = append(r.after, func() {
			if known := others(); !slices.Contains(known, value) {
				r.fault(n, what+" of this world: "+strings.Join(known, ", "))
			}
		})
	}
}
