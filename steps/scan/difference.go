package scan

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// Change is what became of one person between two scans.
type Change string

// The changes, in the order in which they are told. Whoever only came or left,
// without anything in the way, and whoever stayed the same, is [Same].
const (
	Same     Change = ""
	Fails    Change = "fails-now"       // and did not, or was not there
	Unknown  Change = "unknown-now"     // and was not, or was not there
	Mended   Change = "fails-no-longer" // a reset would work
	Known    Change = "known-now"       // it could not be told, and would work
	Another  Change = "another-cause"   // as before, for another reason
	LeftOver Change = "gone"            // it failed or could not be told, and is not there any more
)

// Changes are all of them.
func Changes() []Change { return []Change{Fails, Unknown, Mended, Known, Another, LeftOver} }

// Compare says what became of a person. A finding that is nil is that of
// somebody who was not there.
func Compare(before, after *Finding) Change {
	was, is := held(before), held(after)
	switch {
	case after == nil && was:
		return LeftOver
	case after == nil:
		return Same
	case before == nil && !is, !was && !is:
		return Same
	case is && (!was || before.Status != after.Status):
		if after.Status == steps.Broken {
			return Fails
		}
		return Unknown
	case !is && before.Status == steps.Broken:
		return Mended
	case !is:
		return Known
	case differ(before, after):
		return Another
	}
	return Same
}

// held reports whether a reset fails, or nobody can tell.
func held(f *Finding) bool { return f != nil && weight(f.Status) >= weight(steps.Unknown) }

// differ reports whether something else decides.
func differ(a, b *Finding) bool {
	one, other := a.Main(), b.Main()
	if one == nil || other == nil {
		return one != other
	}
	return one.Step != other.Step || one.On != other.On || one.Detail != other.Detail || kindOf(one.Why) != kindOf(other.Why) || needsOf(one.Why) != needsOf(other.Why)
}

func kindOf(o *probes.Obstacle) probes.Kind {
	if o == nil {
		return ""
	}
	return o.Kind
}

func needsOf(o *probes.Obstacle) string {
	if o == nil {
		return ""
	}
	return o.Needs
}

// Main is the cause that decides; nil for nobody's.
func (f *Finding) Main() *Cause {
	if f == nil || len(f.Causes) == 0 {
		return nil
	}
	return f.Causes[0]
}
