// Package lang holds text in two languages, fills its {blanks}, and cleans
// what comes from outside before a person sees it.
//
// It knows no tree and no terminal. Korean and English are equal: a Text that
// lacks one of them is a defect, which the tests of the tree find.
package lang

import (
	"strings"
	"time"
)

// Language is one of the two. The zero value is Korean, the language of the
// article.
type Language int8

// The languages.
const (
	Korean Language = iota
	English
)

// String returns the language's tag, "ko" or "en".
func (l Language) String() string {
	if l == English {
		return "en"
	}
	return "ko"
}

// Parse reads a tag or a locale name: "ko", "en", "ko_KR.UTF-8", "en-GB". It
// reports whether it named one of the two.
func Parse(name string) (Language, bool) {
	name = strings.ToLower(name)
	base, _, _ := strings.Cut(name, ".")
	base, _, _ = strings.Cut(strings.ReplaceAll(base, "_", "-"), "-")
	switch base {
	case "ko":
		return Korean, true
	case "en":
		return English, true
	default:
		return Korean, false
	}
}

// Text is one sentence or title in both languages. Blanks are named, {host},
// and stand in both.
type Text struct {
	Ko string `json:"ko"`
	En string `json:"en"`
}

// In returns the text in one language, blanks and all.
func (t Text) In(l Language) string {
	if l == English {
		return t.En
	}
	return t.Ko
}

// Empty reports whether there is no text in either language.
func (t Text) Empty() bool { return t.Ko == "" && t.En == "" }

// Args fill the blanks of our own words about ourselves: counts, paths, names of
// options. Each is shown as it is, cleaned.
type Args map[string]string

// A blank is {name}. A word that follows a number and has another form for one is
// {name|one|many}: "{n} {n|user|users}". Korean has no need of it.
var blank = Pattern(`\{([a-z][a-z0-9_]*)(?:\|([^|{}]*)\|([^|{}]*))?\}`)

// Blanks returns the names of the blanks in s, in order, each once.
func Blanks(s string) []string {
	var names []string
	seen := map[string]bool{}
	for _, m := range blank().FindAllStringSubmatch(s, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			names = append(names, m[1])
		}
	}
	return names
}

// Fill returns the text in one language with its blanks filled. A blank without
// a value stays visible as {name}.
func (t Text) Fill(l Language, args Args) string {
	return FillBlanks(t.In(l), func(name string) string {
		value, given := args[name]
		if !given {
			return "{" + name + "}"
		}
		return Clean(value)
	})
}

// FillBlanks replaces every blank of a text by what with says of its name, and a word
// with two forms by the one that fits that. A word whose number is not known stays
// visible.
func FillBlanks(s string, with func(name string) string) string {
	return blank().ReplaceAllStringFunc(s, func(found string) string {
		name, forms, has := strings.Cut(found[1:len(found)-1], "|")
		value := with(name)
		one, many, _ := strings.Cut(forms, "|")
		switch {
		case !has:
			return value
		case value == "{"+name+"}":
			return found
		case value == "1":
			return one
		default:
			return many
		}
	})
}

// Time writes a moment in zone as a person of that language reads it. A nil
// zone means UTC.
func Time(l Language, at time.Time, zone *time.Location) string {
	return written(l, at, zone, Text{Ko: "2006년 1월 2일 15:04 MST", En: "2 Jan 2006 15:04 MST"})
}

// Both is Time, and behind it the same moment in UTC where the zone has another
// time: the caller has the one, and the logs of the cloud have the other.
func Both(l Language, at time.Time, zone *time.Location) string {
	said := Time(l, at, zone)
	if zone == nil {
		return said
	}
	here, utc := at.In(zone), at.UTC()
	switch _, offset := here.Zone(); {
	case offset == 0:
		return said
	case here.Day() != utc.Day():
		return said + utc.Format(" (2006-01-02 15:04 UTC)")
	default:
		return said + utc.Format(" (15:04 UTC)")
	}
}

// Exactly is Time with the seconds.
func Exactly(l Language, at time.Time, zone *time.Location) string {
	return written(l, at, zone, Text{Ko: "2006년 1월 2일 15:04:05 MST", En: "2 Jan 2006 15:04:05 MST"})
}

func written(l Language, at time.Time, zone *time.Location, layout Text) string {
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format(layout.In(l))
}
