package heard

import (
	"strings"
	"sync"
)

// onKorean are the letters of codes as they come out of a keyboard that was left
// in Korean, where the layout of two sets (KS X 5002) makes syllables of them.
var onKorean = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		"ㄴ넥", "sspr", "ㄴㄴㅔㄱ", "sspr", "ㄴ네ㄱ", "sspr", "ㄴ녞", "sspr", "ㄴㄴㅖㄲ", "sspr",
		"ㅁㅁㅇㄴㅅㄴ", "aadsts", "ㅁㅁㅇㄴㅆㄴ", "aadsts",
	)
})

// unKorean writes codes that were typed with the keyboard in Korean as they were
// meant.
func unKorean(text string) string {
	if !strings.Contains(text, "ㄴ") {
		return text
	}
	return onKorean().Replace(text)
}
