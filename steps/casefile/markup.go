package casefile

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// escape keeps text from being read as Markdown or HTML and from breaking out
// of a table cell or a list item; what is shown is the text itself. Words that
// a site would bring to life even behind a backslash (addresses, @names, #123,
// :signs:) stand as code, where nothing lives. It is for a single line behind
// a marker of ours, and for a whole paragraph.
func escape(s string) string {
	var b strings.Builder
	for i, word := range strings.Split(strings.TrimSpace(lang.Clean(s)), " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(escapeWord(word, i == 0))
	}
	return b.String()
}

// lively finds what GitHub's Markdown, and the trackers that follow it, make a
// link, a mention, a reference or a picture of although nobody marked it so
// ("GitHub Flavored Markdown Spec", 6.9 Autolinks; "Autolinked references and
// URLs").
var lively = lang.Pattern(`(?i)@|://|www\.|mailto:|xmpp:|#[0-9]|\bGH-[0-9]|:[0-9a-z_+-]+:`)

func escapeWord(word string, first bool) string {
	if !lively().MatchString(word) {
		return backslashed(word, first)
	}
	// What is copied out of the code is the name, without the brackets and the full
	// stop of the sentence around it.
	name := strings.TrimLeft(word, "([\"'")
	at := len(word) - len(name)
	if name = unended(name); name == "" || name == word {
		return fenced(word)
	}
	return backslashed(word[:at], first) + fenced(name) + backslashed(word[at+len(name):], false)
}

// unended is a word without the punctuation of the sentence behind it. A bracket
// that closes one of its own belongs to it, as in a descriptor.
func unended(word string) string {
	for word != "" {
		last, opens := word[len(word)-1:], ""
		switch {
		case last == ")":
			opens = "("
		case last == "]":
			opens = "["
		case !strings.Contains(".,;:!?\"'", last):
			return word
		}
		if opens != "" && strings.Count(word, opens) >= strings.Count(word, last) {
			return word
		}
		word = word[:len(word)-1]
	}
	return ""
}

// fenced is a word as code.
func fenced(word string) string {
	// No backtick and no bar goes into the code, so that one backtick fences
	// it and a table does not end inside it.
	var b strings.Builder
	for word != "" {
		if n := strings.IndexAny(word, "`|"); n > 0 {
			b.WriteString("`" + word[:n] + "`")
			word = word[n:]
		} else if n < 0 {
			b.WriteString("`" + word + "`")
			break
		}
		b.WriteString(`\` + word[:1])
		word = word[1:]
	}
	return b.String()
}

// special are the characters that mean something inside a line, here or in the
// dialects: strike-through, superscript, highlighting, mathematics, attributes.
var special = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "`", "\\`", "*", `\*`, "_", `\_`,
	"[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`, "^", `\^`, "==", `\=\=`, "$", `\$`, "{", `\{`, "}", `\}`,
)

// opener begins a list or a rule, or underlines a heading, where it stands
// first.
var opener = lang.Pattern(`\A(?:[-+:=]|[0-9]{1,9}[.)])`)

func backslashed(word string, first bool) string {
	escaped := special.Replace(word)
	if at := opener().FindStringIndex(word); first && at != nil && escaped[0] != '\\' {
		return escaped[:at[1]-1] + `\` + escaped[at[1]-1:]
	}
	return escaped
}

// identifier shows an ID of the tree as code. A file may hold any text in its
// place.
func identifier(id steps.ID) string {
	if plainID().MatchString(string(id)) {
		return "`" + string(id) + "`"
	}
	return escape(string(id))
}

var plainID = lang.Pattern(`\A[0-9a-z-]+/[0-9a-z-]+\z`)

var backticks = lang.Pattern("`+")

// codeBlock is a block with exactly these lines, indented by a list's depth.
// Its fence is longer than any run of backticks inside (CommonMark 4.5).
func codeBlock(indent, info string, lines []string) string {
	longest := 2
	for _, line := range lines {
		for _, run := range backticks().FindAllString(line, -1) {
			longest = max(longest, len(run))
		}
	}
	fence := strings.Repeat("`", longest+1)
	return indent + strings.Join(slices.Concat([]string{fence + info}, lines, []string{fence}), "\n"+indent)
}

// infoOf is the name that highlighters know a shell by.
func infoOf(shell steps.Shell) string {
	if shell == steps.Cmd {
		return "bat"
	}
	return "powershell"
}
