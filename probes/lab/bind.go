package lab

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
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
