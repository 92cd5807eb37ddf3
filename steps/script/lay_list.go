package script

import "strings"

// A command gives several names as one string that PowerShell splits, because
// its template cannot know how many there are. Where people read it, it is the
// list that the split makes: a line for each name, and no name is broken.

// list is a piece that ends with such a string: what stands in front of it, and
// the names, each as a string of its own; nil for any other piece.
func (s signs) list() (head string, names []string) {
	text := s.String()
	const split = `'.Split('`
	if len(s) == 0 || s[len(s)-1].quoted || !strings.HasSuffix(text, "')") {
		return "", nil
	}
	at := strings.LastIndex(text, split)
	separator := strings.TrimSuffix(text[max(0, at)+len(split):], "')")
	if at < 0 || len(separator) != 1 || strings.ContainsAny(separator, singles+doubles) {
		return "", nil
	}
	shut := len([]rune(text[:at])) // the quote at its end
	open := shut - 1
	for open >= 0 && s[open].quoted { // a string before it would touch it, and nothing of ours does
		open--
	}
	if open++; open >= shut || s[open].r != '\'' || !s[shut].quoted {
		return "", nil
	}
	for name := range strings.SplitSeq(s[open+1:shut].String(), separator) {
		names = append(names, "'"+name+"'")
	}
	return strings.TrimSpace(s[:open].String()), names
}

// listed writes the names of a list one a line, behind what stands in front.
func listed(head string, names []string, indent string) []string {
	first, below := indent+names[0], indent
	if head != "" {
		first, below = indent+head+" "+names[0], indent+deeper
	}
	lines := []string{first}
	for _, name := range names[1:] {
		lines[len(lines)-1] += ","
		lines = append(lines, below+name)
	}
	return lines
}

// opening writes what opens a group: in one line, or with what stands in brackets
// of its own on lines of their own.
func (s signs) opening(indent string, width int) []string {
	last := len(s) - 1
	if from, to := s[:last].widest('(', ')'); from >= 0 && len([]rune(indent+s.String())) > width {
		lines := append([]string{indent + s[:from+1].String()}, s[from+1:to].trimmed().lines(indent+deeper, width)...)
		return append(lines, indent+s[to:].String())
	}
	return []string{indent + s.String()}
}

// table is an option in one line, or with each entry of its hash table on a line,
// whose end ends the entry (about_Hash_Tables).
func (s signs) table(indent string, width int) []string {
	text := s.String()
	if len([]rune(indent+text)) <= width {
		return []string{indent + text}
	}
	if open, shut := s.widest('{', '}'); open > 0 && s[open-1].r == '@' {
		return s.opened(open, shut, indent, width)
	}
	if open, shut := s.widest('(', ')'); open > 0 && len(s[open+1:shut].trimmed().behind(" + ")) > 1 {
		return s.opened(open, shut, indent, width) // a sum is read on behind its sign
	}
	return []string{indent + text}
}

// assigns reports whether the piece has several targets of an assignment
// ($a, $b = …), which are not broken.
func (s signs) assigns() bool {
	return strings.HasPrefix(s.String(), "$") && strings.Contains(s.String(), " = ")
}
