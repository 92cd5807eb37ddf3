package probes

// List is the answer to a question that many things can be the answer to. nil
// is that nobody said, as the zero value of [Maybe] is; that there is none is a
// list without elements, which [All] makes of whatever was gathered. In JSON
// the first is null or absent, and the second [].
//
// It is a slice like any other, which is why code that forgets to say so
// leaves what it saw unknown, and never makes it none.
type List[T any] []T

// All is the list of everything that there is, for who looked at all of it.
func All[T any](found []T) List[T] {
	if found == nil {
		return List[T]{}
	}
	return found
}

// AllIf is [All] of it when it was seen, else nothing.
func AllIf[T any](found []T, seen bool) List[T] {
	if !seen {
		return nil
	}
	return All(found)
}

// Seen reports whether somebody said what there is.
func (l List[T]) Seen() bool { return l != nil }

// None reports whether somebody said that there is none.
func (l List[T]) None() bool { return l != nil && len(l) == 0 }
