package steps

import "strings"

// Spoken is what the caller read out, as people read it. In a masked file marks
// stand in its place, "#=SSPR_0029 #no-message": the codes among them are told,
// and the rest, which only says how the words were understood, is not.
func Spoken(words string) string {
	var codes []string
	for word := range strings.FieldsSeq(words) {
		code, marked := strings.CutPrefix(word, "#=")
		switch {
		case marked:
			codes = append(codes, code)
		case !strings.HasPrefix(word, "#"):
			return words // in somebody's own words
		}
	}
	return strings.Join(codes, " ")
}
