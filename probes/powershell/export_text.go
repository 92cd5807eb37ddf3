package powershell

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// expressions find the numbers in the text of an event, as the script does: the
// words are in the language of the Windows that wrote them.
type expressions struct {
	prefixed, bare, line, signIn, call, tracking, relay *regexp.Regexp
}

var inTexts = sync.OnceValue(func() expressions { //nolint:gochecknoglobals // expressions that compile once, and not at all in a walk without an export
	return expressions{
		prefixed: regexp.MustCompile(`(?i)\b0x([0-9a-f]{1,8})\b`),
		bare:     regexp.MustCompile(`(?i)(^|[^0-9a-fx-])(8[0-9a-f]{7})($|[^0-9a-f-])`),
		line:     regexp.MustCompile(`(?i)\b([a-z0-9_]+\.cpp\(\d+\))`),
		signIn:   regexp.MustCompile(`\bAADSTS\d{4,7}\b`),
		call:     regexp.MustCompile(`(?i)\bRPC Error (\d{1,5})\b`),
		tracking: regexp.MustCompile(`(?i)Tracking\s?Id\s*[:=]\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`),
		relay:    regexp.MustCompile(`(?i)\b([a-z0-9-]+\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn))\b`),
	}
})

// codesIn returns the result codes, source lines and error numbers of a text,
// each once.
func codesIn(text string) []string {
	find, codes := inTexts(), []string{}
	add := func(code string) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, m := range find.prefixed.FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[1]))
	}
	for _, m := range find.bare.FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[2]))
	}
	for _, m := range find.line.FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[1]))
	}
	for _, m := range find.signIn.FindAllString(text, -1) {
		add(m)
	}
	for _, m := range find.call.FindAllStringSubmatch(text, -1) {
		add("rpc(" + m[1] + ")")
	}
	return codes
}

func hostsIn(text string) []string {
	hosts := []string{}
	for _, m := range inTexts().relay.FindAllStringSubmatch(text, -1) {
		if host := strings.ToLower(m[1]); !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

func trackingIn(text string) string {
	if m := inTexts().tracking.FindStringSubmatch(text); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}
