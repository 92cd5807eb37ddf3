package forecast

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// Told is a forecast as a person reads it. Every text of it is filled and
// cleaned.
type Told struct {
	Title  string
	Ahead  []string // a sentence or two for each change, by day
	Unsure []string // a sentence for all changes of one sort that lack the same
	// Lacks sums Unsure up in one sentence; "" where there are none.
	Lacks string
	// None says that nothing of the table applies to what was seen; "" where
	// something does, or where that cannot be told.
	None string
	// Aged says that the days may have moved; "" where they were looked up of
	// late.
	Aged string
}

// Empty reports whether there is nothing to tell, as for a table without a line.
func (t *Told) Empty() bool { return len(t.Ahead) == 0 && len(t.Unsure) == 0 && t.None == "" }

// Short is the forecast in a few lines: the first changes, and how to read on. A
// single line that would be left out stands where it would be said to be.
func (t *Told) Short(l lang.Language, most int, more lang.Text) []string {
	if hidden := max(0, len(t.Ahead)-most) + len(t.Unsure); hidden <= 1 {
		return t.Whole()
	}
	lines := slices.Clone(t.Ahead[:min(most, len(t.Ahead))])
	for _, one := range []string{t.None, t.Lacks, t.Aged} {
		if one != "" {
			lines = append(lines, one)
		}
	}
	if hidden := len(t.Ahead) - most; (hidden > 0 || len(t.Unsure) > 0) && !more.Empty() {
		lines = append(lines, more.Fill(l, lang.Args{"n": strconv.Itoa(max(0, hidden) + len(t.Unsure))}))
	}
	return lines
}

// Line is the one sentence of a forecast in which nothing is known to be ahead,
// for where there is no room for more; "" where something is.
func (t *Told) Line() string {
	if len(t.Ahead) > 0 {
		return ""
	}
	return t.None + t.Lacks
}

// Whole is all of it.
func (t *Told) Whole() []string {
	lines := slices.Concat(t.Ahead, t.Unsure)
	for _, one := range []string{t.None, t.Aged} {
		if one != "" {
			lines = append(lines, one)
		}
	}
	return lines
}

// fewNeeds is how much that was not seen a sentence lists.
const fewNeeds = 2

// Tell puts a forecast into words.
func (f Forecast) Tell(l lang.Language) Told {
	t := Told{Title: words().title.In(l)}
	var aged time.Time
	for i := range f.Ahead {
		a := &f.Ahead[i]
		t.Ahead = append(t.Ahead, a.Say().In(l))
		if a.Stale(f.At) && (aged.IsZero() || a.Checked.Before(aged)) {
			aged = a.Checked
		}
	}
	for _, group := range f.groups() {
		t.Unsure = append(t.Unsure, say(group).In(l))
	}
	if len(f.Gaps) > 0 {
		var needs []Need
		for i := range f.Gaps {
			needs = append(needs, f.Gaps[i].Needs...)
		}
		text := words().lacks
		if needs = distinct(needs); len(needs) > fewNeeds {
			text = words().lacksMuch
		}
		t.Lacks = text.Fill(l, lang.Args{"n": strconv.Itoa(len(f.Gaps)), "needs": listed(needs, l)})
	}
	if len(f.Ahead) == 0 && len(f.Gaps) == 0 && !f.At.IsZero() {
		t.None = words().none.In(l)
	}
	if !aged.IsZero() {
		t.Aged = words().aged.Fill(l, lang.Args{"table_day": aged.Format(time.DateOnly)})
	}
	return t
}

// Say is what ends, for whom and from when on, and how that is known.
func (a *Announcement) Say() lang.Text {
	text := both(sentences()[a.Kind], known()[a.Confidence])
	if a.Kind == ConnectLowest && slices.Contains(a.What, byApplication) {
		text = both(asAnApplication(a.What, a.Has), known()[a.Confidence])
	}
	return filled(text, func(l lang.Language) lang.Args {
		return lang.Args{
			"day": dayText(a.Day, a.Month, l), "user": a.User, "what": ending(a.Kind, a.What, l), "has": ending(a.Kind, a.Has, l),
			"source": a.Source, "checked": a.Checked.UTC().Format(time.DateOnly),
		}
	})
}

// groups are the gaps that are told together: of one kind, and for want of the
// same.
func (f Forecast) groups() (all [][]Gap) {
	for _, g := range f.Gaps {
		i := slices.IndexFunc(all, func(group []Gap) bool { return group[0].Kind == g.Kind && slices.Equal(group[0].Needs, g.Needs) })
		if i < 0 {
			all = append(all, []Gap{g})
			continue
		}
		all[i] = append(all[i], g)
	}
	return all
}

// Say is of which change it cannot be told whether it applies, and for want of
// what.
func (g Gap) Say() lang.Text { return say([]Gap{g}) }

func say(group []Gap) lang.Text {
	g := group[0]
	if g.Kind == "" {
		return words().undated
	}
	return filled(words().gap, func(l lang.Language) lang.Args {
		var days, what []string
		for i := range group {
			if !group[i].Day.IsZero() {
				days = append(days, dayText(group[i].Day, group[i].Month, l))
			}
			if name := ending(group[i].Kind, group[i].What, l); name != "" && !slices.Contains(what, name) {
				what = append(what, name)
			}
		}
		subject := subjects()[g.Kind].Fill(l, lang.Args{"what": strings.Join(what, ", ")})
		if days = slices.Compact(days); g.Kind == Licence {
			days = append(what, days...)
		}
		when := ""
		if len(days) > 0 {
			when = " (" + lang.Clean(strings.Join(days, ", ")) + ")"
		}
		return lang.Args{"subject": subject, "days": when, "needs": listed(g.Needs, l)}
	})
}

// dayText is a day as both languages write it, and a month as no more.
func dayText(day time.Time, month bool, l lang.Language) string {
	if month {
		return words().month.Fill(l, lang.Args{"year": day.Format("2006"), "month": day.Format("01")})
	}
	return day.UTC().Format(time.DateOnly)
}

// listed names what was not seen.
func listed(needs []Need, l lang.Language) string {
	var names []string
	for _, n := range needs {
		names = append(names, lacking()[n].In(l))
	}
	return strings.Join(names, "; ")
}

func both(a, b lang.Text) lang.Text { return lang.Text{Ko: a.Ko + " " + b.Ko, En: a.En + " " + b.En} }

func filled(text lang.Text, args func(lang.Language) lang.Args) lang.Text {
	return lang.Text{Ko: text.Fill(lang.Korean, args(lang.Korean)), En: text.Fill(lang.English, args(lang.English))}
}
