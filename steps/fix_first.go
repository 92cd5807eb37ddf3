package steps

import (
	"slices"
	"strconv"

	"example.com/writeback-doctor/steps/lang"
)

// Light is what the rest of a walk says of a finding, and its own evidence alone does
// not.
type Light struct {
	Root  ID     `json:"root,omitempty"`  // the last of those that explain each other up to it, which has to be mended; "" for none
	Was   Status `json:"was"`             // what Root was found to be
	Line  int    `json:"line,omitempty"`  // the number of Root on the map; 0 where the tree does not have it
	Since *Span  `json:"since,omitempty"` // since when it fails: by its own evidence, or that of what it explains; nil where nothing tells
}

// lit fills Light in a trail of which it is known what explains what. line is the
// number that the map has for a step.
func lit(trail []Finding, line func(ID) int) []Finding {
	position := make(map[ID]int, len(trail))
	for i := range trail {
		position[trail[i].Step], trail[i].Light = i, nil
	}
	for i := range trail {
		root := i
		for range trail { // two that explain each other have no root
			if by, is := position[trail[root].ExplainedBy]; is {
				root = by
			}
		}
		stands := trail[root].ExplainedBy == ""
		if root != i && stands {
			trail[i].lit().Root, trail[i].lit().Was, trail[i].lit().Line = trail[root].Step, trail[root].Status, line(trail[root].Step)
		}
		if trail[i].Span == nil || !stands || !trail[i].fails() || !trail[root].fails() {
			continue
		}
		for at, end := i, false; !end; at = position[trail[at].ExplainedBy] {
			trail[at].begin(trail[i].Span)
			end = at == root
		}
	}
	return trail
}

func (f *Finding) lit() *Light {
	if f.Light == nil {
		f.Light = &Light{}
	}
	return f.Light
}

// fails reports whether something is wrong, and no proof says that it works.
func (f *Finding) fails() bool {
	return f.Refuted == nil && slices.Contains([]Status{Broken, Warning}, f.Status)
}

// begin takes a span, if it is the oldest that is known of a finding that fails.
func (f *Finding) begin(span *Span) {
	if !f.fails() {
		return
	}
	if known := f.lit(); known.Since == nil || span.began().Before(known.Since.began()) {
		known.Since = span
	}
}

// fixFirst says which step is to be mended before an explained one is looked at
// again, by the number that the map has for it; "" for a finding that stands by
// itself, and for what is still to be done, as the restart that mends it. What is at the
// root and is over, or could not be seen, is not called a fault.
func (t Teller) fixFirst(f *Finding) string {
	cure := f.Step.Stage() == reenable && f.Status == Unknown && f.Why == nil
	if f.ExplainedBy == "" || cure {
		return ""
	}
	root := Light{Root: f.ExplainedBy}
	if f.Light != nil {
		root = *f.Light
	}
	said := lang.Text{
		Ko: "먼저 확인할 단계: {step}. 그다음 이 단계를 다시 확인하십시오.",
		En: "See to {step} first; then look at this again.",
	}
	switch root.Was {
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
	step := lang.Text{Ko: "'{title}' 단계", En: "the step {title}"}
	if root.Line > 0 {
		step = lang.Text{Ko: "{n}단계({title})", En: "step {n} ({title})"}
	}
	args := lang.Args{"n": strconv.Itoa(root.Line), "title": t.title(root.Root)}
	args["step"] = step.Fill(t.Language, args)
	return said.Fill(t.Language, args)
}

// AndFix is a text, and behind it what is to be fixed first, if anything is.
func (t *Told) AndFix(text string) string {
	if t.FixFirst == "" {
		return text
	}
	return text + ". " + t.FixFirst
}
