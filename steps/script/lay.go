package script

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
)

// Wide is how many columns a line of a script takes at most. A longer string,
// such as a name in the directory, stays whole.
const Wide = 96

// Lay writes a command in lines that people can read. What the shell makes of
// them is what it makes of the one line: a line ends only where PowerShell goes
// on reading or where a statement ends. A command of cmd is never broken.
func Lay(shell steps.Shell, command string, width int) []string {
	if shell != steps.PowerShell {
		return []string{command}
	}
	s := scan(command)
	if s == nil {
		return []string{command} // whoever cannot read it does not break it
	}
	return s.statements("", width)
}

// sign is one character of a command and how deep it stands in brackets; quoted
// is one of a string.
type sign struct {
	r      rune
	depth  int
	quoted bool
}

type signs []sign

// The characters that PowerShell takes as quotes (about_Quoting_Rules).
const (
	singles = "'\u2018\u2019\u201A\u201B"
	doubles = "\"\u201C\u201D\u201E"
)

// scan reads a command, nil for one whose strings or brackets do not end, or
// that has an escape or a comment, which none of ours has.
func scan(command string) signs {
	text := []rune(command)
	var all signs
	depth, quotes := 0, ""
	for i := 0; i < len(text); i++ {
		r := text[i]
		switch {
		case quotes != "" && strings.ContainsRune(quotes, r):
			all = append(all, sign{r, depth, true})
			if i+1 < len(text) && strings.ContainsRune(quotes, text[i+1]) { // a doubled one stands for itself
				i++
				all = append(all, sign{text[i], depth, true})
				continue
			}
			quotes = ""
		case quotes != "":
			all = append(all, sign{r, depth, true})
		case strings.ContainsRune(singles, r), strings.ContainsRune(doubles, r):
			quotes = singles
			if strings.ContainsRune(doubles, r) {
				quotes = doubles
			}
			all = append(all, sign{r, depth, true})
		case r == '`' || r == '#' || r == '\n':
			return nil
		case strings.ContainsRune("([{", r):
			all = append(all, sign{r, depth, false})
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
			all = append(all, sign{r, depth, false})
		default:
			all = append(all, sign{r, depth, false})
		}
	}
	if quotes != "" || depth != 0 || slices.ContainsFunc(all, func(s sign) bool { return s.depth < 0 }) {
		return nil
	}
	return all
}

func (s signs) String() string {
	var b strings.Builder
	for _, one := range s {
		b.WriteRune(one.r)
	}
	return b.String()
}

// floor is the depth at which the piece stands.
func (s signs) floor() int {
	floor := 1 << 30
	for _, one := range s {
		floor = min(floor, one.depth)
	}
	return floor
}

// trimmed is the piece without blanks around it.
func (s signs) trimmed() signs {
	for len(s) > 0 && s[0].r == ' ' && !s[0].quoted {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1].r == ' ' && !s[len(s)-1].quoted {
		s = s[:len(s)-1]
	}
	return s
}

// parts are the pieces between characters that stand on the floor. A separator
// stays at the end of its piece.
func (s signs) parts(separator rune) []signs {
	floor, from := s.floor(), 0
	var all []signs
	for i, one := range s {
		if one.r == separator && one.depth == floor && !one.quoted {
			all = append(all, s[from:i+1].trimmed())
			from = i + 1
		}
	}
	if rest := s[from:].trimmed(); len(rest) > 0 {
		all = append(all, rest)
	}
	return all
}

// statements writes a list of statements, one a line.
func (s signs) statements(indent string, width int) []string {
	var lines []string
	for _, one := range s.parts(';') {
		if last := len(one) - 1; one[last].r == ';' && !one[last].quoted {
			one = one[:last].trimmed() // the end of the line ends it
		}
		lines = append(lines, one.lines(indent, width)...)
	}
	return lines
}

const deeper = "    "

// lines writes one statement, or a piece of one.
func (s signs) lines(indent string, width int) []string {
	text := s.String()
	if len(s) == 0 {
		return nil
	}
	if len([]rune(indent+text)) <= width {
		return []string{indent + text}
	}
	if head, names := s.list(); len(names) > 1 {
		return listed(head, names, indent)
	}
	if pieces := s.parts('|'); len(pieces) > 1 {
		return nested(pieces, indent, width)
	}
	if pieces := s.conditions(); len(pieces) > 1 {
		return below(pieces, indent)
	}
	if pieces := s.options(); len(pieces) > 2 {
		return joined(pieces, indent, " `", width)
	}
	if pieces := s.parts(','); len(pieces) > 1 && !s.assigns() {
		if slices.ContainsFunc(pieces, func(p signs) bool { return len(indent)+len(deeper)+len(p) > width }) {
			return nested(pieces, indent, width)
		}
		return joined(pieces, indent, "", width)
	}
	if open, shut := s.widest('{', '}'); open >= 0 {
		return s.opened(open, shut, indent, width)
	}
	if pieces := s.behind(" + "); len(pieces) > 1 && !s.assigns() {
		return below(pieces, indent)
	}
	if open, shut := s.widest('(', ')'); open >= 0 {
		return s.opened(open, shut, indent, width)
	}
	return joined(s.options(), indent, " `", width)
}

// widest is the group of brackets on the floor that holds most, and enough to
// be worth lines of its own; -1 for none.
func (s signs) widest(opening, closing rune) (open, shut int) {
	floor, from := s.floor(), -1
	open, shut = -1, -1
	for i, one := range s {
		switch {
		case one.depth != floor || one.quoted:
		case one.r == opening:
			from = i
		case one.r == closing && from >= 0:
			if i-from > 12 && (open < 0 || i-from > shut-open) {
				open, shut = from, i
			}
			from = -1
		}
	}
	return open, shut
}

// opened writes the piece with what stands in one group on lines of its own.
func (s signs) opened(open, shut int, indent string, width int) []string {
	head, inside, tail := s[:open+1], s[open+1:shut].trimmed(), s[shut:]
	lines := head.opening(indent, width)
	if s[open].r == '{' {
		lines = append(lines, inside.statements(indent+deeper, width)...)
	} else {
		lines = append(lines, inside.lines(indent+deeper, width)...)
	}
	if len([]rune(indent+tail.String())) > width {
		if from, to := tail[1:].widest('{', '}'); from >= 0 {
			return append(lines, tail.opened(from+1, to+1, indent, width)...)
		}
	}
	return append(lines, indent+tail.String())
}

// nested writes the first piece, and the others below it, further in.
func nested(pieces []signs, indent string, width int) []string {
	lines := pieces[0].lines(indent, width)
	for _, piece := range pieces[1:] {
		lines = append(lines, piece.lines(indent+deeper, width)...)
	}
	return lines
}

// options are a cmdlet and its options, one each. A backtick, which is the last
// of its line, makes one line of them (about_Parsing).
func (s signs) options() []signs {
	first, _, _ := strings.Cut(s.String(), " ")
	if strings.ContainsAny(first, "$[({'\"") || !strings.Contains(first, "-") {
		return []signs{s}
	}
	floor, from := s.floor(), 0
	var pieces []signs
	for i, one := range s {
		if i > 0 && i+1 < len(s) && one.r == '-' && s[i-1].r == ' ' && one.depth == floor && !one.quoted && letter(s[i+1].r) {
			pieces = append(pieces, s[from:i].trimmed())
			from = i
		}
	}
	return append(pieces, s[from:].trimmed())
}

// conditions are the parts of a condition: after an operator PowerShell goes on
// reading.
func (s signs) conditions() []signs { return s.behind(" -and ", " -or ") }

// behind are the parts that end with one of some operators.
func (s signs) behind(operators ...string) []signs {
	floor, from := s.floor(), 0
	var pieces []signs
	for i := range s {
		if s[i].quoted || s[i].depth != floor {
			continue
		}
		for _, operator := range operators {
			if end := i + len(operator); end <= len(s) && s[i:end].String() == operator {
				pieces = append(pieces, s[from:end].trimmed())
				from = end
			}
		}
	}
	return append(pieces, s[from:].trimmed())
}

// below writes the first piece, and the others below it.
func below(pieces []signs, indent string) []string {
	lines := []string{indent + pieces[0].String()}
	for _, piece := range pieces[1:] {
		lines = append(lines, indent+deeper+piece.String())
	}
	return lines
}

func letter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// joined fills lines with pieces, and ends each but the last with how.
func joined(pieces []signs, indent, how string, width int) []string {
	lines := []string{indent + pieces[0].String()}
	for _, piece := range pieces[1:] {
		last := &lines[len(lines)-1]
		if text := piece.String(); len([]rune(*last+" "+text+how)) <= width {
			*last += " " + text
		} else {
			*last += how
			lines = append(lines, piece.table(indent+deeper, width)...)
		}
	}
	return lines
}
