package compare

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Told is a comparison in one language, cleaned, for whoever lays it out.
type Told struct {
	Title      string
	First      string // who each side is
	Second     string
	Conclusion []string // one sentence after another
	Rows       []Row
	Gaps       []Missed
	Same       string // what was compared and is the same; "" for nothing
}

// Row is one difference.
type Row struct {
	Title  string
	First  string
	Second string
	Step   steps.ID
	Judge  string       // the title of the step
	Status steps.Status // Broken or Warning where a step calls the first user's side a fault
}

// Missed is what could not be compared for one reason.
type Missed struct {
	Aspects []Aspect
	Titles  string
	Reason  string
}

// teller puts a comparison into words.
type teller struct {
	steps.Teller

	c Comparison
}

// Tell puts a comparison into words.
func (c Comparison) Tell(with steps.Teller) Told {
	t, l := teller{Teller: with, c: c}, with.Language
	told := Told{
		Title: wordsTitle.In(l), First: lang.Clean(c.First.Asked), Second: lang.Clean(c.Second.Asked),
		Conclusion: t.conclusion(), Gaps: t.gaps(),
	}
	for _, d := range c.Differences {
		status := d.Worse
		if d.Clue {
			status = steps.Unknown
		}
		told.Rows = append(told.Rows, Row{
			Title: t.title(d.Aspect), First: t.value(d.Aspect, d.Step, d.First), Second: t.value(d.Aspect, d.Step, d.Second),
			Step: d.Step, Judge: t.judge(d.Step), Status: status,
		})
	}
	var same []string
	for _, id := range c.Same {
		same = append(same, t.title(id))
	}
	told.Same = strings.Join(same, ", ")
	return told
}

func (t teller) fill(text lang.Text, args tell.Args) string {
	return tell.Fill(text, args, t.Language, t.Zone)
}

// judge is the title of a step.
func (t teller) judge(id steps.ID) string {
	if step := t.Find(id); step != nil {
		return step.Title.In(t.Language)
	}
	return string(id)
}

func (t teller) title(id Aspect) string {
	if a, known := aspectOf(id); known {
		return a.title.In(t.Language)
	}
	return string(id) // of a newer version
}

// value says one side of an aspect: in the words of the table, or in those of
// the step's own branch.
func (t teller) value(id Aspect, step steps.ID, v Value) string {
	if v.Is == "" {
		return t.reason(v.Why)
	}
	a, _ := aspectOf(id)
	if text, known := a.words[v.Is]; known {
		return t.fill(text, v.Args)
	}
	if s := t.Find(step); s != nil {
		if branch := s.Branch(steps.Outcome(v.Is)); branch != nil {
			return branch.Label.In(t.Language)
		}
	}
	return lang.Clean(v.Is)
}

func (t teller) reason(why *probes.Obstacle) string {
	if why == nil {
		why = &probes.Obstacle{Kind: probes.NotCollected}
	}
	return t.Obstacle(why)
}

// gaps groups what could not be compared by the reason and by whose it is, so
// that one missing thing is one line.
func (t teller) gaps() []Missed {
	var missed []Missed
	at := map[string]int{}
	for _, g := range t.c.Gaps {
		reason := t.whose(g)
		i, known := at[reason]
		if !known {
			i = len(missed)
			at[reason] = i
			missed = append(missed, Missed{Reason: reason})
		} else {
			missed[i].Titles += ", "
		}
		missed[i].Titles += t.title(g.Aspect)
		missed[i].Aspects = append(missed[i].Aspects, g.Aspect)
	}
	return missed
}

// whose is the reason of a gap, with the user that it holds for when it does
// not hold for both.
func (t teller) whose(g Gap) string {
	first, second := "", ""
	if g.First != nil {
		first = t.reason(g.First)
	}
	if g.Second != nil {
		second = t.reason(g.Second)
	}
	switch {
	case first == second:
		return first
	case second == "":
		return t.fill(wordsOnlyOne, tell.Args{"user": tell.User.Of(t.c.First.Asked)}) + " " + first
	case first == "":
		return t.fill(wordsOnlyOne, tell.Args{"user": tell.User.Of(t.c.Second.Asked)}) + " " + second
	default:
		return t.fill(wordsOf, tell.Args{"user": tell.User.Of(t.c.First.Asked)}) + " " + first + " " +
			t.fill(wordsOf, tell.Args{"user": tell.User.Of(t.c.Second.Asked)}) + " " + second
	}
}

// conclusion says what the comparison came to. It points at one difference and
// claims no proof.
func (t teller) conclusion() []string {
	c := t.c
	args := tell.Args{"first": tell.User.Of(c.First.Asked), "second": tell.User.Of(c.Second.Asked)}
	if text, stop := c.impossible(); stop {
		return []string{t.fill(text, args)}
	}
	var said []string
	common := c.Common()
	if args["faults"] = tell.Words.Of(t.faults(common)); len(common) > 0 && len(c.Differences) == 0 {
		return []string{t.fill(wordsCommonOnly, args)}
	}
	switch d := c.Telling(); {
	case d != nil:
		args["aspect"], args["step"] = tell.Words.Of(t.title(d.Aspect)), tell.Words.Of(t.judge(d.Step))
		said = append(said, t.fill(wordsTelling, args))
	case len(c.Differences) > 0:
		said = append(said, t.fill(wordsNoFault, args))
	case len(c.Same) == 0:
		said = append(said, t.fill(wordsNothingCompared, args))
	case len(c.Gaps) > 0:
		said = append(said, t.fill(wordsNoneSeen, args))
	default:
		said = append(said, t.fill(wordsNone, args))
	}
	if own := c.Own(); len(own) > 0 {
		args["faults"] = tell.Words.Of(t.faults(own))
		said = append(said, t.fill(wordsPoorExample, args))
	}
	if len(common) > 0 {
		args["faults"] = tell.Words.Of(t.faults(common))
		said = append(said, t.fill(wordsCommon, args))
	}
	return said
}

// impossible says why there is nothing to compare.
func (c Comparison) impossible() (lang.Text, bool) {
	switch {
	case c.OneAccount:
		return wordsOneAccount, true
	case c.Second.Found == Missing:
		return wordsMissing, true
	case c.Second.Found == Several:
		return wordsSeveral, true
	case c.Second.Found != Present:
		return wordsUnseen, true
	case c.First.Found == Several:
		return wordsFirstSeveral, true
	default:
		return lang.Text{}, false
	}
}

func (t teller) faults(list []Fault) string {
	var said []string
	for _, f := range list {
		one := t.judge(f.Step)
		if step := t.Find(f.Step); step != nil {
			if branch := step.Branch(f.On); branch != nil {
				one += ": " + branch.Label.In(t.Language)
			}
		}
		said = append(said, one)
	}
	return strings.Join(said, "; ")
}
