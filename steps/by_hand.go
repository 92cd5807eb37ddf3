package steps

import (
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// inWords is a remedy for a finding that a person gave by hand: there is no
// evidence, so nothing fills the blanks, and each says in angle brackets what
// belongs there. What the finding does know stays a blank.
func (r *Remedy) inWords(blanks tell.Kinds, known tell.Args) *Remedy {
	hand := byHand{blanks: blanks, known: known}
	said := *r
	said.Where, said.Changes, said.Proof = hand.text(r.Where), hand.text(r.Changes), hand.text(r.Proof)
	said.Do = make([]lang.Text, len(r.Do))
	for i, do := range r.Do {
		said.Do[i] = hand.text(do)
	}
	said.Look, said.Fix, said.Undo = hand.commands(r.Look), hand.commands(r.Fix), hand.commands(r.Undo)
	said.Or = make([]Way, len(r.Or))
	for i, way := range r.Or {
		said.Or[i] = Way{Do: hand.commands(way.Do), Undo: hand.commands(way.Undo)}
	}
	return &said
}

// byHand puts words in the place of what nobody looked at.
type byHand struct {
	blanks tell.Kinds
	known  tell.Args
}

func (h byHand) text(t lang.Text) lang.Text {
	return lang.Text{
		Ko: h.replace(t.Ko, func(word lang.Text) string { return word.Ko }),
		En: h.replace(t.En, func(word lang.Text) string { return word.En }),
	}
}

// commands are such that find nothing when they are run as they stand: no host
// or account has angle brackets in its name, and the quotes of the shell keep
// them from redirecting.
func (h byHand) commands(commands []Command) []Command {
	said := make([]Command, len(commands))
	for i, c := range commands {
		quoted := func(word lang.Text) string { return c.quote(word.En) }
		said[i] = Command{Shell: c.Shell, Text: h.replace(c.Text, quoted), Title: c.Title}
	}
	return said
}

func (h byHand) replace(s string, with func(word lang.Text) string) string {
	return lang.FillBlanks(s, func(name string) string {
		if _, filled := h.known[name]; filled {
			return "{" + name + "}"
		}
		return with(h.blanks[name].Word())
	})
}
