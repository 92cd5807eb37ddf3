package steps

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// Summary is what a whole trail says, as a person reads it.
type Summary struct {
	Status    Status
	Overall   string    // in one sentence
	AsOf      string    // as of when it is judged; "" for the present
	Heading   lang.Text // of the cause: a warning is not the cause of a fault
	Cause     *Told     // nil for none
	Others    []Told    // further faults that nothing explains
	Warnings  []Told    // beside the cause
	Unknown   []Gap
	Unseen    int            // how many steps could not be seen
	Counts    map[Status]int // of the steps that nothing explains
	Explained int            // of those that something does
}

// Gap is what could not be seen for one reason, whoever could take it away.
type Gap struct {
	Obstacle string
	Steps    []Told
	People   string
}

// Summary tells a trail. past is the moment as of which it is judged, nil for
// the present.
func (t Teller) Summary(trail []Finding, finished bool, past *Past) Summary {
	d := DiagnoseAll(trail, finished)
	s := Summary{
		Status: d.Status, Overall: overall(d, finished, !slices.ContainsFunc(trail, func(f Finding) bool { return !f.Asked && !f.Orders })).In(t.Language), Heading: lang.Text{Ko: "원인", En: "Cause"},
		Unknown: t.gaps(d.Unknown), Unseen: len(d.Unknown), Counts: map[Status]int{},
	}
	if past != nil {
		s.AsOf = past.Sentence(t.Language, t.Zone)
	}
	if d.Cause != nil {
		cause := t.Finding(*d.Cause)
		s.Cause = &cause
		if cause.Status != Broken {
			s.Heading = lang.Text{Ko: "주의할 것", En: "Warning"}
		}
	}
	for _, f := range d.Others {
		other := t.Finding(f)
		other.ToCaller = "" // it is said once, with the cause
		s.Others = append(s.Others, other)
	}
	for _, f := range trail {
		switch {
		case f.ExplainedBy != "":
			s.Explained++
		case !f.Noted():
			s.Counts[f.Status]++
		}
		if f.Status == Warning && f.ExplainedBy == "" && f.Step != d.Cause.Step {
			s.Warnings = append(s.Warnings, t.Finding(f))
		}
	}
	return s
}

// Summary tells where the walk stands.
func (p *Patient) Summary(t Teller) Summary {
	return t.Summary(p.Session.Findings(), p.Session.Step() == nil, p.Past)
}

// gaps are findings that could not be seen, by what stood in the way: one
// missing thing is said once and not twelve times.
func (t Teller) gaps(unknown []Finding) []Gap {
	var gaps []Gap
	var who [][]Who
	index := map[string]int{}
	for _, f := range unknown {
		told := t.Finding(f)
		at, known := index[told.Obstacle]
		if !known {
			at = len(gaps)
			index[told.Obstacle] = at
			gaps, who = append(gaps, Gap{Obstacle: told.Obstacle}), append(who, nil)
		}
		who[at] = joined(who[at], told.Who)
		gaps[at].Steps = append(gaps[at].Steps, told)
		gaps[at].People = inWords(who[at], t.Language)
	}
	return gaps
}

// Titles are those of the steps, each with what it was when it was last seen.
func (g *Gap) Titles() string {
	titles := make([]string, len(g.Steps))
	for i := range g.Steps {
		titles[i] = g.Steps[i].Title + g.Steps[i].Then
	}
	return strings.Join(titles, ", ")
}

// overall is what the whole trail says, in one sentence. bare is one on which
// nothing was looked at.
func overall(d Diagnosis, over, bare bool) lang.Text {
	switch {
	case bare && d.Cause == nil && !over:
		return lang.Text{Ko: "아직 아무것도 확인하지 않았습니다.", En: "Nothing has been checked yet."}
	case d.Status == Broken && len(d.Others) > 0:
		return lang.Text{Ko: "암호 쓰기 저장을 막는 원인이 여럿입니다. 먼저 고칠 것은 다음과 같습니다.", En: "More than one fault stops password writeback. This is the one to fix first."}
	case d.Status == Broken:
		return lang.Text{Ko: "암호 쓰기 저장을 막는 원인을 찾았습니다.", En: "The cause that stops password writeback was found."}
	case d.Unheld && d.Cause != nil:
		return lang.Text{Ko: "들은 내용만으로 낸 결론입니다. 실제 환경은 아무것도 확인하지 않았습니다.", En: "This follows from what was said alone. Nothing of the environment was looked at."}
	case d.Status == Unknown && d.Cause != nil:
		return lang.Text{Ko: "고장은 찾지 못했지만, 아직 모두 확인한 것은 아닙니다. 주의할 것이 있습니다.", En: "No fault was found, but not everything could be seen yet. There is a warning."}
	case d.Status == Warning && over:
		return lang.Text{Ko: "고장은 없습니다. 주의할 것이 있습니다.", En: "Nothing is broken. There is a warning."}
	case d.Status == Healthy && over:
		return lang.Text{Ko: "확인한 모든 것이 정상입니다.", En: "Everything that was checked is healthy."}
	default:
		return lang.Text{Ko: "고장은 찾지 못했지만, 아직 모두 확인한 것은 아닙니다.", En: "No fault was found, but not everything could be seen yet."}
	}
}
