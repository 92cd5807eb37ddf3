package lang

// BothEnds leaves out the middle of what is longer than any name of a host
// (RFC 1035 2.3.4): the end of a name says whose it is, and has to be seen.
func BothEnds(value string) string {
	const longest, shown = 255, 60
	runes := []rune(value)
	if len(runes) <= longest {
		return value
	}
	return string(runes[:shown]) + " ... " + string(runes[len(runes)-shown:])
}
