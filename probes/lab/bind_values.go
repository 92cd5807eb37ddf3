package lab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
)

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

// maybeNumber is a number from 0, or null for what nobody says.
func maybeNumber(to *probes.Maybe[int], most int) bind {
	return func(r *reader, n *yaml.Node) {
		if *to = (probes.Maybe[int]{}); isNull(n) {
			return
		}
		value := -1
		if number(&value, 0, most)(r, n); value >= 0 {
			*to = probes.Known(value)
		}
	}
}

// maybeSpan is a length of time, or null for what nobody says.
func maybeSpan(to *probes.Maybe[time.Duration]) bind {
	return func(r *reader, n *yaml.Node) {
		if *to = (probes.Maybe[time.Duration]{}); isNull(n) {
			return
		}
		length := time.Duration(-1)
		if span(&length)(r, n); length >= 0 {
			*to = probes.Known(length)
		}
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
