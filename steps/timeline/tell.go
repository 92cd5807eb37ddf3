package timeline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// Told is a history as a person reads it. Every text of it is filled and cleaned.
type Told struct {
	Title string
	Head  []string // when it last worked, first failed, and what changed
	Lines []Line
	Foot  []string // what is not in it, and how far the clocks are apart
}

// Line is a row as a person reads it.
type Line struct {
	Day, Clock string // in the reader's zone: 2026-11-23, 13:31:05
	Place      Place
	At         string   // the word for it
	Text       string   // what happened, and how it ended
	Notes      []string // what else is known of it
	Ending     Ending
	Status     steps.Status // that of the sign in front of it; what is only noted is unknown, and has none
	Noted      bool         // it neither worked nor failed
	Op         int
	Crosses    reenable.Crossing
	Broken     bool // what crossed did not arrive
	Marked     bool // the story names it
}

// One is the line with everything on it, for who hears and does not see.
func (l *Line) One() string {
	one := l.Day + " " + l.Clock + " [" + l.At + "] " + l.Text
	if len(l.Notes) > 0 {
		one += " (" + strings.Join(l.Notes, "; ") + ")"
	}
	return one
}

// Tell puts a history into words.
func (t *Timeline) Tell(teller steps.Teller) Told {
	w, in := words(), teller.Language
	told := Told{Title: w.title.In(in) + " (" + zoneName(t, teller.Zone) + ")"}
	if t.Empty() {
		told.Head = []string{w.unread.In(in)}
	} else {
		told.Head = t.storyTold(teller)
	}
	for i := range t.Rows {
		line := t.Rows[i].line(t, in, teller.Zone)
		line.Marked = i == t.Story.Success || i == t.Story.Failure || slices.Contains(t.Story.Changed, i)
		told.Lines = append(told.Lines, line)
	}
	told.Foot = t.footTold(teller)
	return told
}

// zoneName is that of the moment of the newest row.
func zoneName(t *Timeline, zone *time.Location) string {
	if zone == nil || len(t.Rows) == 0 {
		return "UTC"
	}
	return t.Rows[len(t.Rows)-1].At.In(zone).Format("MST")
}

func (t *Timeline) storyTold(teller steps.Teller) []string {
	w, in, s := words(), teller.Language, t.Story
	line := func(text lang.Text, i int) string {
		return text.Fill(in, lang.Args{"at": moment(t.Rows[i].At, teller.Zone), "what": t.Rows[i].text(in)})
	}
	var head []string
	switch {
	case s.Success < 0 && s.Failure < 0:
		head = append(head, w.neither.In(in))
	case s.Success < 0:
		head = append(head, w.noSuccess.In(in), line(w.failure, s.Failure))
	case s.Failure < 0:
		head = append(head, line(w.success, s.Success), w.noFailure.In(in))
	default:
		head = append(head, line(w.success, s.Success), line(w.failureAfter, s.Failure))
	}
	for _, i := range s.Changed {
		head = append(head, line(w.changed, i))
	}
	if len(s.Changed) == 0 && s.Success >= 0 && s.Failure >= 0 {
		head = append(head, w.unchanged.In(in))
	}
	switch {
	case !s.Unsure:
	case s.Success < 0 || s.Failure < 0:
		head = append(head, w.nameless.In(in))
	default:
		head = append(head, w.unsure.In(in))
	}
	return head
}

func (t *Timeline) footTold(teller steps.Teller) []string {
	w, in := words(), teller.Language
	var foot []string
	for _, skew := range t.Skews {
		args := lang.Args{"place": clockOf(skew.Place).In(in), "apart": lang.Period(in, skew.Ahead.Or(0).Abs())}
		switch {
		case !skew.Ahead.Seen():
			foot = append(foot, w.uncompared.Fill(in, args))
		case skew.Large() && skew.Ahead.Or(0) > 0:
			foot = append(foot, w.ahead.Fill(in, args))
		case skew.Large():
			foot = append(foot, w.behind.Fill(in, args))
		}
	}
	if t.Others > 0 {
		foot = append(foot, w.others.Fill(in, lang.Args{"n": strconv.Itoa(t.Others)}))
	}
	if !t.Since.IsZero() {
		foot = append(foot, w.since.Fill(in, lang.Args{"at": moment(t.Since, teller.Zone)}))
	}
	if !t.Oldest.IsZero() {
		foot = append(foot, w.rolled.Fill(in, lang.Args{"at": moment(t.Oldest, teller.Zone)}))
	}
	return append(foot, t.gapsTold(teller)...)
}

// gapsTold names what could not be read, in one line for each reason.
func (t *Timeline) gapsTold(teller steps.Teller) (lines []string) {
	w, in := words(), teller.Language
	var reasons []string
	sources := map[string][]string{}
	for _, gap := range t.Gaps {
		why := w.unasked.In(in)
		if gap.Why != nil {
			why = teller.Obstacle(gap.Why)
		}
		if sources[why] == nil {
			reasons = append(reasons, why)
		}
		sources[why] = append(sources[why], sourceWord(gap.Source).In(in))
	}
	for _, why := range reasons {
		lines = append(lines, w.gap.Fill(in, lang.Args{"source": strings.Join(sources[why], ", "), "why": why}))
	}
	return lines
}

func moment(at time.Time, zone *time.Location) string {
	return inZone(at, zone).Format(time.DateTime)
}

func inZone(at time.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone)
}

func (r *Row) line(t *Timeline, l lang.Language, zone *time.Location) Line {
	at := inZone(r.At, zone)
	return Line{
		Day: at.Format(time.DateOnly), Clock: at.Format(time.TimeOnly), Place: r.Place, At: PlaceWord(r.Place).In(l),
		Text: r.text(l), Notes: r.notes(t, l, zone), Ending: r.Ending, Status: r.status(), Noted: r.Ending == reenable.Noted,
		Op: r.Op, Crosses: r.Crosses, Broken: r.Ending == reenable.Refused,
	}
}

// status is that of the sign in front of a row.
func (r *Row) status() steps.Status {
	switch r.Ending {
	case reenable.Worked:
		return steps.Healthy
	case reenable.Refused:
		return steps.Broken
	case reenable.Never, reenable.Accepted:
		return steps.Warning
	default:
		return steps.Unknown
	}
}

// Say is what happened and how it ended, in both languages.
func (r *Row) Say() lang.Text { return lang.Text{Ko: r.text(lang.Korean), En: r.text(lang.English)} }

func (r *Row) text(l lang.Language) string {
	text := r.subject(l)
	ofService := r.Source == ServerEvents && !r.Password // whose sentence says it
	if ending := EndingWord(r.Ending).In(l); ending != "" && (!ofService || r.Means.Empty()) {
		text += ": " + ending
	}
	if r.Code != "" && (r.Source == AuditLog || r.Source == SignInLog) {
		text += ", " + r.Code
	}
	switch means := r.Means.In(l); {
	case means != "":
		text += ". " + means
	case r.Reason != "" && r.Reason != r.Code:
		text += ", " + r.Reason
	}
	return lang.Clean(text)
}

// subject is what a row is about.
func (r *Row) subject(l lang.Language) string {
	switch r.Source {
	case AuditLog:
		if known, is := activities()[r.Activity]; is {
			return known.In(l)
		}
		return r.Activity
	case SignInLog:
		return words().signIn.In(l)
	case ServerEvents:
		return r.Code
	default:
		return r.Code + ": " + strings.TrimSuffix(attributes()[r.Code].In(l), ".")
	}
}

// notes are what else is known of a row.
func (r *Row) notes(t *Timeline, l lang.Language, zone *time.Location) []string {
	w := words()
	var notes []string
	add := func(text lang.Text, args lang.Args) { notes = append(notes, text.Fill(l, args)) }
	if r.Times > 1 && !r.Until.IsZero() {
		add(w.run, lang.Args{"n": strconv.Itoa(r.Times), "until": moment(r.Until, zone)})
	}
	if r.Agent != "" {
		add(w.agent, lang.Args{"agent": agentWord(r.Agent).In(l)})
	}
	if r.Place == Directory && len(r.Hosts) > 0 {
		notes = append(notes, lang.Clean(strings.Join(r.Hosts, ", ")))
	}
	if r.Source == ServerEvents && r.Password && len(r.Users) == 0 && !t.owned(r) {
		add(w.passwordOf, nil)
	}
	if !r.Written.IsZero() {
		add(w.written, lang.Args{"at": moment(r.Written, zone)})
	}
	switch {
	case r.Op > 0 && r.ByTime:
		add(w.byTime, lang.Args{"n": strconv.Itoa(r.Op)})
	case r.Op > 0:
		add(w.operation, lang.Args{"n": strconv.Itoa(r.Op)})
	}
	return notes
}

// owned reports whether the operation of a row is known to be the user's.
func (t *Timeline) owned(r *Row) bool {
	return r.Op != 0 && t.any(func(o *Row) bool { return o.Op == r.Op && o.mine(t.User) })
}
