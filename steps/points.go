package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Point is a step that an event implicates, and what the walk found of it.
type Point struct {
	Step   ID
	Title  lang.Text
	Looked bool // false when the walk passed over it
	Status Status
	At     time.Time // of what was seen
}

// Pointing returns a trail in which every finding that goes by an event says
// what was found of the steps that the event points to, so that an event which
// contradicts them is seen to.
func Pointing(tree []Step, trail []Finding) []Finding {
	told := slices.Clone(trail)
	for i := range told {
		told[i] = point(tree, trail, told[i])
	}
	return told
}

func point(tree []Step, trail []Finding, f Finding) Finding {
	f.Points = nil
	if f.Happened.IsZero() {
		return f
	}
	for _, id := range f.Visit {
		line := slices.IndexFunc(tree, func(s Step) bool { return s.ID == id })
		if line < 0 {
			continue
		}
		p := Point{Step: id, Title: tree[line].Title}
		if i := slices.IndexFunc(trail, func(f Finding) bool { return f.Step == id }); i >= 0 {
			p.Looked, p.Status, p.At = true, trail[i].Status, trail[i].Seen.At
			if p.At.IsZero() {
				p.At = trail[i].At
			}
		}
		f.Points = append(f.Points, p)
	}
	return f
}

// pointLines write the points of a finding, and whether all of them were found
// healthy, which the event contradicts, unless it can follow from what no step
// looks at.
func pointLines(points []Point, beyond bool, l lang.Language, zone *time.Location) []string {
	var lines []string
	healthy := len(points) > 0
	for _, p := range points {
		lines = append(lines, p.line(l, zone))
		healthy = healthy && p.Looked && p.Status == Healthy
	}
	switch {
	case healthy && beyond:
		lines = append(lines, lang.Text{
			Ko: "이 단계는 모두 정상이지만, 이 프로그램이 확인하지 않는 것이 원인일 수 있습니다.",
			En: "All of this was found healthy, but the reason can be one that this program does not look at.",
		}.In(l))
	case healthy:
		lines = append(lines, lang.Text{
			Ko: "이 단계는 모두 정상이어서 이벤트와 맞지 않습니다.",
			En: "All of this was found healthy, which contradicts the event.",
		}.In(l))
	}
	return lines
}

func (p Point) line(l lang.Language, zone *time.Location) string {
	text := lang.Text{
		Ko: "이벤트가 가리키는 단계: {title} ({status}, {seen_at}).",
		En: "The event points to: {title} ({status}, {seen_at}).",
	}
	if !p.Looked {
		text = lang.Text{
			Ko: "이벤트가 가리키는 단계: {title} (확인하지 않음).",
			En: "The event points to: {title} (not looked at).",
		}
	}
	return tell.Fill(text, tell.Args{"title": tell.Words.Of(p.Title.In(l)), "seen_at": tell.At(p.At), "status": tell.Words.Of(p.Status.Word().In(l))}, l, zone)
}
