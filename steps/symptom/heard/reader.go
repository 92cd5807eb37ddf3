package heard

import (
	"slices"
	"strings"
)

// Reader reads words. The zero value explains nothing, and so finds no number
// that stands without a word around it.
type Reader struct {
	Explained func(code string) bool // whether a code, as [Heard.Codes] spells it, has a meaning
	// Foreign reports whether a code is one of another purpose, which says nothing
	// of what stands around it.
	Foreign func(code string) bool
	Names   map[string]string // public names of codes, and the code of each
	// Leads is the place to which a message leads first, and [Ends] with the name of
	// the ending where it ends the walk. Messages that lead to one place are no
	// rivals. Where it is nil, each leads to a place of its own.
	Leads func(Message) string
}

// Ends stands in front of the name of an ending.
const Ends = "ends:"

func ends(place string) bool { return strings.HasPrefix(place, Ends) }

func (r Reader) leads(m Message) string {
	if r.Leads == nil {
		return string(m)
	}
	return r.Leads(m)
}

// Heard is what was made of a text.
type Heard struct {
	// Codes are the codes in the order in which they stand, each once and in one
	// spelling: SSPR_0029, AADSTS120013, 33004, 0x8023062C, admaexport.cpp(2837).
	// Those that nobody explains are kept.
	Codes    []string
	Messages []Message // told without a code, the surest first
	Guessed  bool      // the messages are the likeliest ones, and others nearly as likely
	Logged   bool      // it tells of a log or counts what is in it, so nobody has just seen it
	Events   []Event   // exported ones, oldest first where all of them tell their time
	Ticket   Ticket
}

// Read reads a text.
func (r Reader) Read(text string) Heard {
	text = tidy(text)
	all := r.found(text)
	told, sure := r.messages(text, r.beside(all))
	return Heard{Codes: each(all), Messages: told, Guessed: !sure, Logged: logged(text), Events: events(text, all), Ticket: ticket(text)}
}

func (r Reader) beside(all []found) beside {
	switch {
	case len(all) == 0:
		return noCodes
	case slices.ContainsFunc(all, func(f found) bool { return r.Explained(f.code) && (r.Foreign == nil || !r.Foreign(f.code)) }):
		return ourCodes
	}
	return otherCodes
}
