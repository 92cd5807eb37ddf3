package output

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Remedy is what to do about a finding in the JSON of a command, part by part:
// what a person reads in both languages, each command ready to copy.
type Remedy struct {
	Who      []steps.Who `json:"who"`
	Where    lang.Text   `json:"where"`
	Do       []lang.Text `json:"do"`
	Look     []Command   `json:"look"`                        // those that only look
	Fix      []Command   `json:"fix"`                         // those that mend it, in their order
	Or       []Command   `json:"or"`                          // those of other ways, see [Command.Ways]
	Undo     []Command   `json:"undo"`                        // those that take one way back, or another
	Withheld *lang.Text  `json:"commands_withheld,omitempty"` // why there are none
	Changes  lang.Text   `json:"changes"`
	Proof    lang.Text   `json:"proof"`
	Link     string      `json:"link"`
}

// Command is one command of a remedy.
type Command struct {
	Shell string     `json:"shell"`
	Text  string     `json:"text"`
	Title *lang.Text `json:"title,omitempty"` // what it does, in a few words; absent where its text says that
	Ways  []int      `json:"ways,omitempty"`  // which it is of, or takes back: 0 is the fix, 1 the first other way; absent where there is one way alone
}

// RemedyOf is the remedy of a finding as it is told in both languages; nil where
// there is none.
func RemedyOf(korean, english steps.Told) *Remedy {
	ko, en := korean.Remedy, english.Remedy
	if en == nil {
		return nil
	}
	r := &Remedy{
		Who: english.Who, Where: lang.Text{Ko: ko.Where, En: en.Where}, Do: []lang.Text{},
		Look: commands(en.Blocks, steps.OnlyLook), Fix: commands(en.Blocks, steps.ToFix),
		Or: commands(en.Blocks, steps.Instead), Undo: commands(en.Blocks, steps.ToUndo),
		Changes: lang.Text{Ko: ko.Changes, En: en.Changes}, Proof: lang.Text{Ko: ko.Proof, En: en.Proof}, Link: en.Link,
	}
	if r.Who == nil {
		r.Who = []steps.Who{}
	}
	for i, do := range en.Do {
		r.Do = append(r.Do, lang.Text{Ko: ko.Do[i], En: do})
	}
	if en.Withheld != "" {
		r.Withheld = &lang.Text{Ko: ko.Withheld, En: en.Withheld}
	}
	return r
}

func commands(blocks []steps.Block, part steps.Part) []Command {
	out := []Command{}
	for _, block := range blocks {
		for i, line := range block.Lines {
			if block.Part != part {
				continue
			}
			c := Command{Shell: string(block.Shell), Text: line, Ways: block.Ways}
			if title := block.Title(i); !title.Empty() {
				c.Title = &title
			}
			out = append(out, c)
		}
	}
	return out
}
