package catalog_test

import (
	"encoding/hex"
	"strings"
)

// readPowerShell splits a PowerShell command into what is outside of literals
// and the literals in single quotes. PowerShell takes four typographic quotes
// for single quotes and three for double ones, and two single quotes in a row
// for one that belongs to the text (about_Quoting_Rules; "Dictionary of Windows
// PowerShell lexical grammar", single-quote-character). A backtick takes the
// meaning of the next character outside of single quotes. A comment, a line
// end, or a quote that nobody closes shows in the shape.
func readPowerShell(command string) (shape string, literals []string) {
	const singles, doubles = "'\u2018\u2019\u201A\u201B", "\"\u201C\u201D\u201E"
	var outside, literal strings.Builder
	text := []rune(command)
	for i := 0; i < len(text); i++ {
		switch {
		case strings.ContainsRune(singles, text[i]):
			literal.Reset()
			for i++; ; i++ {
				if i >= len(text) {
					return outside.String() + "<never closed>", literals
				}
				if strings.ContainsRune(singles, text[i]) {
					if i+1 >= len(text) || !strings.ContainsRune(singles, text[i+1]) {
						break
					}
					i++
				}
				literal.WriteRune(text[i])
			}
			literals = append(literals, literal.String())
			outside.WriteString("''")
		case strings.ContainsRune(doubles, text[i]):
			from := i
			for i++; i < len(text) && !strings.ContainsRune(doubles, text[i]); i++ {
				if text[i] == '`' {
					i++
				}
			}
			outside.WriteString(string(text[from:min(i+1, len(text))]))
		case text[i] == '`' && i+1 < len(text):
			outside.WriteString(string(text[i : i+2]))
			i++
		case text[i] == '\n', text[i] == '\r':
			outside.WriteString("<line end>")
		default:
			outside.WriteRune(text[i])
		}
	}
	return outside.String(), literals
}

// toProgram is what Windows PowerShell 5.1 puts on the command line of a
// program for one argument: quotes around it when it has blanks, and nothing
// is done about quotes inside (about_Parsing).
func toProgram(argument string) string {
	if argument == "" || strings.ContainsAny(argument, " \t") {
		return `"` + argument + `"`
	}
	return argument
}

// argv splits a command line as a program built with Microsoft's C runtime
// does ("Parsing C command-line arguments"): a backslash counts only before a
// double quote.
func argv(line string) []string {
	var words []string
	var word strings.Builder
	quoted, started := false, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			n := 1
			for i+n < len(line) && line[i+n] == '\\' {
				n++
			}
			i += n - 1
			if i+1 < len(line) && line[i+1] == '"' {
				word.WriteString(strings.Repeat(`\`, n/2))
				if n%2 == 1 {
					word.WriteByte('"')
					i++
				}
			} else {
				word.WriteString(strings.Repeat(`\`, n))
			}
			started = true
		case c == '"' && quoted && i+1 < len(line) && line[i+1] == '"':
			word.WriteByte('"')
			i++
		case c == '"':
			quoted, started = !quoted, true
		case (c == ' ' || c == '\t') && !quoted:
			if started {
				words = append(words, word.String())
			}
			word.Reset()
			started = false
		default:
			word.WriteByte(c)
			started = true
		}
	}
	if started {
		words = append(words, word.String())
	}
	return words
}

// readCmd returns the commands that cmd.exe makes of a line and what it would
// expand: percent signs count even in quotes, exclamation marks where delayed
// expansion is on, the rest only outside of quotes ("How does the Windows
// Command Interpreter (CMD.EXE) parse scripts?").
func readCmd(line string) (commands []string, expands bool) {
	var command strings.Builder
	quoted := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '%' || c == '!':
			expands = true
			command.WriteByte(c)
		case c == '\n' || c == '\r':
			commands = append(commands, command.String())
			command.Reset()
			quoted = false
		case c == '"':
			quoted = !quoted
			command.WriteByte(c)
		case quoted:
			command.WriteByte(c)
		case c == '^' && i+1 < len(line):
			i++
			command.WriteByte(line[i])
		case strings.IndexByte("&|<>()", c) >= 0:
			commands = append(commands, command.String())
			command.Reset()
		default:
			command.WriteByte(c)
		}
	}
	return append(commands, command.String()), expands
}

// level is one attribute of a distinguished name, its value without escapes.
type level struct{ kind, value string }

// readDN reads a distinguished name by RFC 4514, 3, with the leniency that a
// value may hold what it should have escaped.
func readDN(dn string) ([]level, bool) {
	var levels []level
	var value strings.Builder
	kind, from := "", 0
	for i := 0; i < len(dn); i++ {
		switch c := dn[i]; {
		case kind == "" && c == '=':
			if kind = strings.TrimSpace(dn[from:i]); kind == "" {
				return nil, false
			}
		case kind == "":
		case c == ',' || c == '+':
			levels = append(levels, level{kind, value.String()})
			value.Reset()
			kind, from = "", i+1
		case c == '\\' && i+2 < len(dn) && isHex(dn[i+1:i+3]):
			octet, _ := hex.DecodeString(dn[i+1 : i+3])
			value.Write(octet)
			i += 2
		case c == '\\' && i+1 < len(dn):
			i++
			value.WriteByte(dn[i])
		default:
			value.WriteByte(c)
		}
	}
	return append(levels, level{kind, value.String()}), kind != ""
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}

// readFilterValue undoes the escapes of a value in a search filter and reports
// false when the value is more than that (RFC 4515, 3).
func readFilterValue(s string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+2 < len(s) && isHex(s[i+1:i+3]):
			octet, _ := hex.DecodeString(s[i+1 : i+3])
			b.Write(octet)
			i += 2
		case strings.IndexByte(`\*()`, s[i]) >= 0 || s[i] == 0:
			return "", false
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), true
}
