package tell

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// Value is what fills a blank. The zero value says nothing: a detail that
// needs it is left out.
type Value struct {
	Kind   Kind
	Text   string  // as evidence spells it: a moment in RFC 3339, a span in seconds; "" with List, Ruling or Doubt
	List   []Value // several of the same kind, none of which is a list
	Cut    bool    // the list goes on
	Note   *Value  // a remark on it, shown in brackets: how the try of a port ended
	Ruling *Ruling // of a Ruled
	Doubt  Doubt   // why there is no text
}

// Doubt is why a value is not known. The zero value doubts nothing.
type Doubt string

// The doubts.
const (
	NotKnown   Doubt = "not-known"    // shown as a dash
	OutOfSight Doubt = "out-of-sight" // there is one, and it may not be seen
)

// Args fill the blanks of one finding, by name. A name has one kind in all
// findings of a step, see [Kinds].
type Args map[string]Value

// Kinds are the blanks of a step and what fills each.
type Kinds map[string]Kind

// Of is one value, which says nothing when text is "".
func (k Kind) Of(text string) Value { return Value{Kind: k, Text: text} }

// All are several values, which say nothing when there are none.
func (k Kind) All(texts []string) Value {
	v := Value{Kind: k}
	for _, text := range texts {
		v.List = append(v.List, k.Of(text))
	}
	return v
}

// atMost is how many of a long list are shown.
const atMost = 5

// Some are the first few of several values.
func (k Kind) Some(texts []string) Value { return k.Several(k.All(texts).List) }

// Several are the first few of several values, which may have notes.
func (k Kind) Several(list []Value) Value {
	return Value{Kind: k, List: list[:min(atMost, len(list))], Cut: len(list) > atMost}
}

// Unknown is a value that nobody knows.
func (k Kind) Unknown() Value { return Value{Kind: k, Doubt: NotKnown} }

// Values are several values of the kind, which may have notes.
func (k Kind) Values(list []Value) Value { return Value{Kind: k, List: list} }

// At is a moment, which says nothing when it is zero.
func At(t time.Time) Value {
	if t.IsZero() {
		return Value{Kind: Moment}
	}
	return Moment.Of(t.UTC().Format(time.RFC3339))
}

// Exactly is a moment to the second, which says nothing when it is zero.
func Exactly(t time.Time) Value {
	v := At(t)
	v.Kind = Instant
	return v
}

// Lasting is a length of time, cut to seconds.
func Lasting(d time.Duration) Value { return Span.Of(strconv.FormatInt(int64(d/time.Second), 10)) }

// Long is a length of time that was set or measured.
func Long(d time.Duration) Value { return Period.Of(strconv.FormatInt(int64(d/time.Second), 10)) }

// Rough is a length of time in which the last parts do not matter: cut to
// minutes, and to hours where it is a day or more.
func Rough(d time.Duration) Value {
	switch {
	case d >= 24*time.Hour:
		d = d.Truncate(time.Hour)
	case d >= time.Minute:
		d = d.Truncate(time.Minute)
	}
	return Long(max(0, d))
}

// Count is a whole number.
func Count(n int) Value { return Number.Of(strconv.Itoa(n)) }

// OrDash is the value, and the dash of what is not known when it says nothing.
func (v Value) OrDash() Value {
	if v.Empty() {
		v.Doubt = NotKnown
	}
	return v
}

// With is the value with a remark on it. One that says nothing changes nothing.
func (v Value) With(note Value) Value {
	if !note.Empty() {
		v.Note = &note
	}
	return v
}

// Empty reports whether the value says nothing, not even that it is not known.
func (v Value) Empty() bool {
	return v.Text == "" && len(v.List) == 0 && v.Ruling == nil && v.Doubt == ""
}

// Known reports whether the value says what it is.
func (v Value) Known() bool { return !v.Empty() && v.Doubt == "" }

// Texts are the value's texts as evidence spells them, none for one that is
// not known.
func (v Value) Texts() []string {
	if v.Text != "" {
		return []string{v.Text}
	}
	var texts []string
	for _, one := range v.List {
		texts = append(texts, one.Text)
	}
	return texts
}

// String is the value as evidence spells it, in no language. It is for records
// and comparisons; a person reads [Value.In].
func (v Value) String() string {
	return v.write(func(one Value) string {
		if one.Ruling != nil {
			return string(one.Ruling.State)
		}
		return one.Text
	})
}

// In is the value as a person reads it, cleaned, with times in zone.
func (v Value) In(l lang.Language, zone *time.Location) string {
	return v.write(func(one Value) string {
		show := natures()[one.Kind].show
		switch {
		case one.Doubt == OutOfSight:
			return outOfSight().In(l)
		case one.Ruling != nil:
			return one.Ruling.in(l)
		case show != nil:
			return show(one.Text, l, zone)
		default:
			return lang.Clean(one.Text)
		}
	})
}

func (v Value) write(one func(Value) string) string {
	said := one(v)
	switch {
	case v.Doubt == NotKnown:
		said = "-"
	case len(v.List) > 0:
		parts := make([]string, len(v.List))
		for i, part := range v.List {
			parts[i] = part.write(one)
		}
		if v.Cut {
			parts = append(parts, "...")
		}
		said = strings.Join(parts, v.separator())
	}
	if v.Note == nil {
		return said
	}
	form := natures()[v.Kind].note
	if form == "" {
		form = "{value} ({note})"
	}
	return lang.FillBlanks(form, func(name string) string {
		if name == "note" {
			return v.Note.write(one)
		}
		return said
	})
}

func (v Value) separator() string {
	if separator := natures()[v.Kind].separator; separator != "" {
		return separator
	}
	return ", "
}

func outOfSight() lang.Text {
	return lang.Text{Ko: "볼 수 없는 상위 개체", En: "an object above that could not be seen"}
}

// Word says what belongs in a blank of the kind that nothing fills.
func (k Kind) Word() lang.Text {
	nature, known := natures()[k]
	if !known {
		nature = natures()[Words]
	}
	return lang.Text{Ko: "<" + nature.word.Ko + ">", En: "<" + nature.word.En + ">"}
}

// Each returns the value with every text in it replaced by what with says of
// it: of its own, of its list, its note and its ruling.
func (v Value) Each(with func(Kind, string) string) Value {
	if v.Text != "" {
		v.Text = with(v.Kind, v.Text)
	}
	v.List = slices.Clone(v.List)
	for i := range v.List {
		v.List[i] = v.List[i].Each(with)
	}
	if v.Note != nil {
		note := v.Note.Each(with)
		v.Note = &note
	}
	if v.Ruling != nil {
		ruling := v.Ruling.each(with)
		v.Ruling = &ruling
	}
	return v
}

// Each returns args with every text of every value replaced.
func (a Args) Each(with func(Kind, string) string) Args {
	if a == nil {
		return nil
	}
	all := make(Args, len(a))
	for name, value := range a {
		all[name] = value.Each(with)
	}
	return all
}

// Fill returns a text in one language with its blanks filled, times in zone. A
// blank without a value stays visible as {name}.
func Fill(t lang.Text, args Args, l lang.Language, zone *time.Location) string {
	return lang.FillBlanks(t.In(l), func(name string) string {
		value, given := args[name]
		if !given {
			return "{" + name + "}"
		}
		return value.In(l, zone)
	})
}
