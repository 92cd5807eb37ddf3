package steps

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Part is what a command of a remedy is for.
type Part string

// The parts of a remedy, in the order in which people follow them.
const (
	OnlyLook Part = "look"
	ToFix    Part = "fix"
	Instead  Part = "or"
	ToUndo   Part = "undo"
)

// Label is what the commands of a part are for, in a word or two.
func (p Part) Label() lang.Text {
	switch p {
	case OnlyLook:
		return lang.Text{Ko: "확인만", En: "Look"}
	case Instead:
		return lang.Text{Ko: "다른 방법", En: "Other way"}
	case ToUndo:
		return lang.Text{Ko: "되돌리기", En: "Undo"}
	default:
		return lang.Text{Ko: "고치기", En: "Fix"}
	}
}

// Batch are the commands of one part that belong together.
type Batch struct {
	Part     Part
	Ways     []int // what they are of, or take back: 0 is the fix, 1 the first other way; nil where there is one way alone
	Commands []Command
}

// Batches are the commands of the remedy, part by part and way by way. What
// takes back several ways alike stands there once.
func (r *Remedy) Batches() []Batch {
	all := []Batch{{Part: OnlyLook, Commands: r.Look}, {Part: ToFix, Commands: r.Fix}}
	undo := []Batch{{Part: ToUndo, Commands: r.Undo}}
	if len(r.Or) > 0 {
		all[1].Ways, undo[0].Ways = []int{0}, []int{0}
	}
	for i, way := range r.Or {
		all = append(all, Batch{Instead, []int{i + 1}, way.Do})
		if same := slices.IndexFunc(undo, func(b Batch) bool { return slices.Equal(b.Commands, way.Undo) }); same >= 0 {
			undo[same].Ways = append(undo[same].Ways, i+1)
		} else {
			undo = append(undo, Batch{ToUndo, []int{i + 1}, way.Undo})
		}
	}
	return append(all, undo...)
}

// All are its commands, in the order of their parts.
func (r *Remedy) All() []Command {
	var all []Command
	for _, batch := range r.Batches() {
		all = append(all, batch.Commands...)
	}
	return all
}

// Block are commands of one part, one way and one shell, in order and ready to
// copy. No block holds commands of two ways, of which only one is to be gone.
type Block struct {
	Part  Part
	Ways  []int // as of its [Batch]
	Shell Shell
	Lines []string

	Titles []lang.Text // of each line, as of its [Command]; nil for none
}

// Label is what the commands of a block are for, and of which way, and behind a
// colon what the one command does that it has.
func (b Block) Label() lang.Text {
	label := labelOf(b.Part, b.Ways)
	if title := b.Title(0); len(b.Lines) == 1 && !title.Empty() {
		return lang.Text{Ko: label.Ko + ": " + title.Ko, En: label.En + ": " + title.En}
	}
	return label
}

// Title is what a command of it does in a few words; empty where its text says
// that.
func (b Block) Title(line int) lang.Text {
	if line < len(b.Titles) {
		return b.Titles[line]
	}
	return lang.Text{}
}

// Label is that of its blocks.
func (b Batch) Label() lang.Text { return labelOf(b.Part, b.Ways) }

func labelOf(part Part, ways []int) lang.Text {
	label := part.Label()
	switch {
	case len(ways) == 0 || part == ToFix:
		return label
	case part == Instead:
		return withNumber(label, ways[0])
	}
	var ko, en []string
	for _, way := range ways {
		of := lang.Text{Ko: ToFix.Label().Ko, En: "the fix"}
		if way > 0 {
			of = withNumber(lang.Text{Ko: Instead.Label().Ko, En: "other way"}, way)
		}
		ko, en = append(ko, "'"+of.Ko+"'"), append(en, of.En)
	}
	return lang.Text{Ko: strings.Join(ko, ", ") + " " + label.Ko, En: label.En + " of " + strings.Join(en, " and ")}
}

func withNumber(label lang.Text, n int) lang.Text {
	number := " " + strconv.Itoa(n)
	return lang.Text{Ko: label.Ko + number, En: label.En + number}
}

// Commands are those of a remedy, ready to copy: all of them or none.
type Commands struct {
	Blocks []Block
	// Withheld says why there are none although the remedy has some. It is
	// filled; it may hold what came from outside.
	Withheld lang.Text
}

// Commands fills the commands of the remedy. When one value cannot be spelled
// for its shell none of them is shown: they refer to each other, and one
// without its way back is worse than none.
func (r *Remedy) Commands(args tell.Args) Commands {
	var all Commands
	for _, batch := range r.Batches() {
		for i, c := range batch.Commands {
			line, bad := c.fill(args)
			if bad != "" {
				return Commands{Withheld: withheld(args[bad])}
			}
			if i == 0 || batch.Commands[i-1].Shell != c.Shell {
				all.Blocks = append(all.Blocks, Block{Part: batch.Part, Ways: batch.Ways, Shell: c.Shell})
			}
			last := &all.Blocks[len(all.Blocks)-1]
			last.Lines, last.Titles = append(last.Lines, line), append(last.Titles, c.Title)
		}
	}
	return all
}

func withheld(value tell.Value) lang.Text {
	if !value.Known() {
		return lang.Text{
			Ko: "명령에 들어갈 값을 알 수 없어 명령을 표시하지 않습니다. 위의 순서를 직접 따르십시오.",
			En: "No command is shown, because a value that belongs in it is not known. Follow the steps above by hand.",
		}
	}
	text := lang.Text{
		Ko: "명령에 안전하게 적을 수 없는 값이 있어 명령을 표시하지 않습니다. 위의 순서를 직접 따르십시오. 그 값: {value}",
		En: "No command is shown, because a value cannot be written into one safely. Follow the steps above by hand. The value: {value}",
	}
	args := tell.Args{"value": value}
	return lang.Text{Ko: tell.Fill(text, args, lang.Korean, nil), En: tell.Fill(text, args, lang.English, nil)}
}

// Fill returns a command ready to copy: its blanks filled, each value spelled
// for what it is and in the quotes of the command's shell. It reports false
// when a value is missing or cannot be spelled; there is no command then.
func (c Command) Fill(args tell.Args) (string, bool) {
	line, bad := c.fill(args)
	return line, bad == ""
}

// fill is Fill, and names the first blank whose value cannot be spelled.
func (c Command) fill(args tell.Args) (line, bad string) {
	line = lang.FillBlanks(c.Text, func(name string) string {
		value, ok := args[name].Spelled()
		if c.Shell == Cmd {
			// Nothing protects %, ! and " on a cmd command line, so only a host
			// goes there.
			ok = ok && tell.IsHost(value)
		}
		if !ok && bad == "" {
			bad = name
		}
		return c.quote(value)
	})
	if bad != "" {
		return "", bad
	}
	return line, ""
}

func (c Command) quote(value string) string {
	if c.Shell == Cmd {
		return `"` + value + `"`
	}
	return QuotePowerShell(value)
}

// QuotePowerShell puts a value in single quotes, inside which PowerShell
// expands nothing; it reads four typographic quotes as single quotes too, and
// a doubled one stands for itself (about_Quoting_Rules).
func QuotePowerShell(value string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range value {
		if slices.Contains([]rune{'\'', '\u2018', '\u2019', '\u201A', '\u201B'}, r) {
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	b.WriteByte('\'')
	return b.String()
}
