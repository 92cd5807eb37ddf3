package symptom

import (
	"example.com/writeback-doctor/steps/symptom/heard"
)

// reader reads the words of a caller with the codes that this stage explains.
var reader = heard.Reader{
	Explained: func(code string) bool { _, ok := look(code); return ok },
	Foreign:   otherPurpose,
	Names:     names,
	Leads: func(m heard.Message) string {
		switch told := messages[m]; {
		case told.ends != "":
			return heard.Ends + string(told.ends)
		case len(told.visit) > 0:
			return string(told.visit[0])
		}
		return string(m)
	},
}

// Masked is what is left of a caller's words in a masked file: the codes, and
// a mark for each message that was told in somebody's own words. It is read and
// judged as the words were.
func Masked(text string) []string {
	h := reader.Read(text)
	words := make([]string, 0, len(h.Codes)+len(h.Messages))
	for _, code := range h.Codes {
		words = append(words, heard.Mark(code))
	}
	for _, m := range h.Messages {
		words = append(words, m.Mark())
	}
	switch {
	case h.Guessed:
		words = append(words, heard.Guess.Mark())
	case len(h.Messages) == 0 && len(words) > 0:
		words = append(words, heard.NoMessage.Mark())
	}
	if h.Logged && len(words) > 0 {
		words = append(words, heard.Logged.Mark())
	}
	return words
}
