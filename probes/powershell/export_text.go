package powershell

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// The numbers in the text of an event, as the script finds them: the words are
// in the language of the Windows that wrote them.
var (
	prefixedCode = pattern(`(?i)\b0x([0-9a-f]{1,8})\b`)
	bareCode     = pattern(`(?i)(^|[^0-9a-fx-])(8[0-9a-f]{7})($|[^0-9a-f-])`)
	sourceLine   = pattern(`(?i)\b([a-z0-9_]+\.cpp\(\d+\))`)
	signInCode   = pattern(`\bAADSTS\d{4,7}\b`)
	callError    = pattern(`(?i)\bRPC Error (\d{1,5})\b`)
	tracking     = pattern(`(?i)Tracking\s?Id\s*[:=]\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`)
	relayName    = pattern(`(?i)\b([a-z0-9-]+\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn))\b`)
)

// pattern compiles on first use: a walk without an export needs none.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// codesIn returns the result codes, source lines and error numbers of a text,
// each once.
func codesIn(text string) []string {
	codes := []string{}
	add := func(code string) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, m := range prefixedCode().FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[1]))
	}
	for _, m := range bareCode().FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[2]))
	}
	for _, m := range sourceLine().FindAllStringSubmatch(text, -1) {
		add(strings.ToLower(m[1]))
	}
	for _, m := range signInCode().FindAllString(text, -1) {
		add(m)
	}
	for _, m := range callError().FindAllStringSubmatch(text, -1) {
		add("rpc(" + m[1] + ")")
	}
	return codes
}

func hostsIn(text string) []string {
	hosts := []string{}
	for _, m := range relayName().FindAllStringSubmatch(text, -1) {
		if host := strings.ToLower(m[1]); !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

func trackingIn(text string) string {
	if m := tracking().FindStringSubmatch(text); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}
