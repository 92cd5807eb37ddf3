package probes

import (
	"strings"
	"unicode"
)

// TidyName takes off a name what came along when it was copied from a mail or a
// page: signs that nobody sees, a display name before angle brackets, quotes,
// mailto:, and the dot or comma of the sentence that it stood in. No account can
// have any of these at its ends.
func TidyName(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r): // zero-width signs, marks of direction, soft hyphens
			return -1
		case unicode.IsSpace(r), unicode.IsControl(r): // the no-break space among them
			return ' '
		default:
			return r
		}
	}, text)
	for {
		tidier := tidyOnce(strings.TrimSpace(text))
		if tidier == text {
			return text
		}
		text = tidier
	}
}

// nameQuotes are what people put round a name.
const nameQuotes = "\"'`“”„‟‘’‚‛«»‹›「」『』"

func tidyOnce(text string) string {
	text = strings.Trim(text, nameQuotes)
	if first, last := strings.LastIndexByte(text, '<'), len(text)-1; first >= 0 && text[last] == '>' {
		text = text[first+1 : last]
	}
	if scheme, rest, ok := strings.Cut(text, ":"); ok && strings.EqualFold(strings.TrimSpace(scheme), "mailto") {
		text, _, _ = strings.Cut(rest, "?")
	}
	if len(text) > 4 && strings.EqualFold(text[:4], "SID=") {
		text = text[4:]
	}
	text = strings.TrimRight(text, " ,;:")
	if !strings.HasSuffix(text, `\`) {
		text = strings.TrimRight(text, ".")
	}
	return strings.TrimLeft(text, " ,;:")
}
