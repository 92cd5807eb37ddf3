package steps

import (
	"strconv"

	"example.com/writeback-doctor/steps/lang"
)

// Root is the step at the end of what explains a finding: that which explains it,
// or which explains that one, and so on.
type Root struct {
	Step   ID     `json:"step"`
	Status Status `json:"status"` // what it was found to be
}

// rooted fills Root in a trail of which it is known what explains what.
func rooted(trail []Finding, position map[ID]int) {
	for i := range trail {
		trail[i].Root = nil
		at := i
		for range trail { // two that explain each other have no root
			by := trail[at].ExplainedBy
			if by == "" {
				break
			}
			at = position[by]
		}
		if root := &trail[at]; at != i && root.ExplainedBy == "" {
			trail[i].Root = &Root{Step: root.Step, Status: root.Status}
		}
	}
}

// fixFirst says which step is to be mended before an explained one is looked at
// again, by the number that the map has for it; "" for a finding that stands by
// itself. What is at the root and is over, or could not be seen, is not called a
// fault.
func (t Teller) fixFirst(f Finding) string {
	if f.ExplainedBy == "" {
		return ""
	}
	root := Root{Step: f.ExplainedBy}
	if f.Root != nil {
		root = *f.Root
	}
	said := lang.Text{
		Ko: "먼저 확인할 단계: {step}. 그다음 이 단계를 다시 확인하십시오.",
		En: "See to {step} first; then look at this again.",
	}
	switch root.Status {
	case Broken, Warning:
		said = lang.Text{
			Ko: "먼저 고칠 단계: {step}. 그다음 이 단계를 다시 확인하십시오.",
			En: "Fix {step} first; then look at this again.",
		}
	case Healthy:
		said = lang.Text{
			Ko: "{step} 결과를 보면 지금은 끝난 일입니다. 이 단계를 다시 확인하십시오.",
			En: "By {step} this is over by now; look at this again.",
		}
	case Unknown:
	}
	return said.Fill(t.Language, lang.Args{"step": t.numbered(root.Step)})
}

// numbered is a step by the number that the map has for it, and its title.
func (t Teller) numbered(id ID) string {
	if t.Line == nil || t.Line(id) == 0 {
		return lang.Text{Ko: "'{title}' 단계", En: "the step {title}"}.Fill(t.Language, lang.Args{"title": t.title(id)})
	}
	return lang.Text{Ko: "{n}단계({title})", En: "step {n} ({title})"}.Fill(t.Language, lang.Args{"n": strconv.Itoa(t.Line(id)), "title": t.title(id)})
}
