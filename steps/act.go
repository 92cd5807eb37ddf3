package steps

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Act is what a step can do itself, beside the person doing it while the step
// watches. Only steps of reenable have one, and only where a person looks on is
// it ever asked: see [Env.Acting].
type Act struct {
	Entry lang.Text // its one entry: what is done, in a few words
	Note  lang.Text // on what it takes and what it leaves out; may be empty

	// Prepare looks, and judges whether it may be done now. It changes nothing.
	Prepare func(ctx context.Context, env Env, walk Walked) Offer

	// Perform does what was offered, where typed consents to it: it looks at every
	// guard again, writes the audit trail before and after each deed, and watches
	// for the proof. say is told what is being done; it may be nil. It returns when
	// the end is known, the time is over, or ctx ends.
	Perform func(ctx context.Context, env Env, walk Walked, offer Offer, typed string, say func(Sentence)) Ending
}

// Walked is the walk in which an action is offered.
type Walked struct {
	Facts Facts
	Trail []Finding
	Find  func(ID) *Step
}

// Sentence is one with what fills its blanks.
type Sentence struct {
	Say  lang.Text
	Args tell.Args
	// Rests, of a progress: nothing is half done while it is said, so whoever leaves
	// then leaves nothing open.
	Rests bool
}

// In is the line in one language, with times in zone.
func (l Sentence) In(language lang.Language, zone *time.Location) string {
	return tell.Fill(l.Say, l.Args, language, zone)
}

// Empty reports whether there is nothing to say.
func (l Sentence) Empty() bool { return l.Say.Empty() }

// Refusal is one reason why an action is not done.
type Refusal struct {
	On Outcome // its name, local to the step
	Sentence
}

// Offer is what would be done, and what speaks against it.
type Offer struct {
	Refusals []Refusal     // reasons why it is not done; none: it may be
	Guided   *Refusal      // why it has to be the person: the guided path stands instead; nil for none
	Before   Sentence      // what broke off and is finished by it; empty for nothing
	Server   string        // that is changed
	Commands []string      // exactly what is run there, in order
	Changes  lang.Text     // what changes, and for whom
	Undo     lang.Text     // what takes it back
	Ask      Sentence      // what has to be typed, and why
	Word     string        // that has to be typed
	Console  bool          // somebody has to sign in meanwhile: the terminal is theirs
	Orders   []Ordered     // the same as Commands, for whoever performs it
	Secret   Sentence      // what a person has to give besides, unseen; empty for nothing
	Given    probes.Secret // what was given for it
	Password probes.Secret // that it will set; nobody sees it unasked
	Acted    probes.Acted  // what every entry of the audit trail says of it
}

// Ordered is one order with the command that it is.
type Ordered struct {
	probes.Order
	Command string
}

// Open reports whether the action may be done once somebody consents.
func (o *Offer) Open() bool { return len(o.Refusals) == 0 && o.Guided == nil && o.Word != "" }

// Consents reports whether what was typed is consent: the word that was asked
// for, also with the Korean input method on.
func (o *Offer) Consents(typed string) bool { return o.Open() && lang.Typed(typed, o.Word) }

// With is the offer with the secret that was given for it.
func (o Offer) With(secret string) Offer {
	o.Given = probes.NewSecret(secret)
	return o
}

// Ending is what an action came to. The zero value is that nothing is known.
type Ending struct {
	On     Outcome // its name: proven, not-proven, failed, …
	Status Status
	Sentence
	Password probes.Secret // that may hold from now on; nobody sees it unasked, and it is kept nowhere
}

// Walked is the walk as whoever acts sees it.
func (p *Patient) Walked() Walked {
	return Walked{Facts: p.Session.Facts(), Trail: p.Session.Trail(), Find: p.Session.Find}
}

// Interrupted is an action that broke off: the program was killed, or somebody
// left, before it came to its end.
type Interrupted struct {
	ID     string // of the action
	On     Outcome
	Status Status // Broken where passwords are not written back because of it
	Step   ID     // whose action it is
	Server string // that was changed
	At     time.Time
	Act    *Act // finishes it; nil where there is nothing left to do but look
	// Settle notes in the audit trail that nothing of it is open any more; nil where
	// nobody can.
	Settle func() error
	Sentence
}
