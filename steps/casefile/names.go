package casefile

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"example.com/writeback-doctor/steps"
)

// masker knows the names to replace and the word that stands for each.
type masker struct {
	words  map[string]string // lower-case name → mask
	counts map[string]int
	sids   map[string]int // domain part of a SID → number
	found  *regexp.Regexp // any of the words
}

// pattern compiles on first use: a program that masks nothing starts without.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// public names are the vendor's own and say nothing about a customer.
var public = pattern(`(?i)(^|\.)(microsoftonline(-p)?\.(com|us|net)|windows\.net|usgovcloudapi\.net|chinacloudapi\.cn|microsoft\.com|microsoft\.us|azure\.com)$`)

var (
	mailLike = pattern(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+`)
	sidLike  = pattern(`S-1-5-21-\d+-\d+-\d+`)
	nameLike = pattern(`(?i)(CN|OU|DC)=([\p{L}\p{N}][\p{L}\p{N} ._-]*)`)
)

// learn collects every name that the walk knows, and those that its texts
// show by their form, before any of them is replaced.
func (m *masker) learn(r Report) {
	all := r.Facts
	for _, f := range r.Findings {
		all = all.With(f.Learned)
	}
	kinds := []struct {
		fact steps.Fact
		kind string
	}{
		{steps.User, "user"},
		{steps.Admin, "admin"},
		{steps.TestUser, "test-user"},
		{steps.Controller, "dc"},
		{steps.PDC, "dc"},
		{steps.SyncServer, "server"},
		{steps.Domain, "domain"},
		{steps.Tenant, "domain"},
		{steps.UserID, "id"},
		{steps.ConnectorAccount, "connector"},
	}
	for _, k := range kinds {
		m.add(k.kind, all[k.fact])
	}
	for _, host := range all.List(steps.Controllers) {
		m.add("dc", host)
	}
	for _, relay := range all.List(steps.Relays) {
		label, _, _ := strings.Cut(relay, ".")
		m.word("relay", label)
	}
	m.compared(r.Comparison)
	for _, f := range r.Findings {
		m.add("host", f.Seen.Vantage.Host)
		for _, value := range f.Args {
			m.shows(value)
		}
		var value any
		if json.Unmarshal(f.Evidence, &value) == nil {
			eachText(value, m.shows)
		}
	}
}

// eachText calls f with every string in decoded JSON, keys and all.
func eachText(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, part := range v {
			eachText(part, f)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			eachText(v[key], f)
		}
	}
}

// shows learns what can be told by its form: mail addresses and names in a
// DN. Parts with reserved characters stay, they are what a check is about.
func (m *masker) shows(text string) {
	for _, mail := range mailLike().FindAllString(text, -1) {
		m.add("user", mail)
	}
	for _, part := range nameLike().FindAllStringSubmatch(text, -1) {
		kind, value := strings.ToLower(part[1]), part[2]
		switch {
		case keptNames().MatchString(value) || strings.HasSuffix(value, " "):
		case kind == "dc":
			m.label(value)
		default:
			m.word(kind, value)
		}
	}
}

// add learns a name by its parts: the account and the domain around a sign,
// the host before the first dot, each label of a domain by itself, so that
// DC=corp,DC=contoso and corp.contoso stay the same thing.
func (m *masker) add(kind, name string) {
	if public().MatchString(name) {
		return
	}
	if user, domain, ok := strings.Cut(name, "@"); ok {
		m.add("domain", domain)
		m.word(kind, user)
		return
	}
	if domain, account, ok := strings.Cut(name, `\`); ok {
		m.add("domain", domain)
		m.word(kind, account)
		return
	}
	if host, domain, ok := strings.Cut(name, "."); ok && kind != "domain" {
		m.add("domain", domain)
		m.word(kind, host)
		return
	}
	if kind != "domain" {
		m.word(kind, name)
		return
	}
	for label := range strings.SplitSeq(name, ".") {
		m.label(label)
	}
}

// commonLabels are parts of domain names that identify nobody.
var commonLabels = pattern(`(?i)^(.{1,2}|com|net|org|edu|gov|info|biz|local|localdomain|lan|internal|intern|home|test|example|onmicrosoft|mail|www)$`)

func (m *masker) label(label string) {
	if !commonLabels().MatchString(label) {
		m.word("domain", label)
	}
}

func (m *masker) word(kind, name string) {
	key := strings.ToLower(name)
	if len(key) < 3 || m.words[key] != "" {
		return
	}
	m.counts[kind]++
	m.words[key] = fmt.Sprintf("%s-%d", kind, m.counts[kind])
}

// apply replaces what was learned, the longest names first.
func (m *masker) apply(text string) string {
	text = sidLike().ReplaceAllStringFunc(text, func(found string) string {
		if m.sids[found] == 0 {
			m.sids[found] = len(m.sids) + 1
		}
		return fmt.Sprintf("S-1-5-21-0-0-%d", m.sids[found])
	})
	var out strings.Builder
	for pattern := m.pattern(); ; {
		found := pattern.FindStringIndex(text)
		if found == nil {
			return out.String() + text
		}
		name, end := text[found[0]:found[1]], found[1]
		before := text[:found[0]]
		if before == "" {
			before = out.String()
		}
		if inside(before, text[found[1]:]) {
			_, size := utf8.DecodeRuneInString(name)
			name, end = "", found[0]+size // part of a longer word: look on behind its first letter
		}
		if name == "" {
			out.WriteString(text[:end])
		} else {
			out.WriteString(text[:found[0]] + m.words[strings.ToLower(name)])
		}
		text = text[end:]
	}
}

// inside reports whether what stands between before and after is a part of a
// longer word.
func inside(before, after string) bool {
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after)
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return letter(left) || letter(right)
}

// pattern finds any name, the longest first, so that a host is not cut in
// half by its domain. It is made once, when everything has been learned.
func (m *masker) pattern() *regexp.Regexp {
	if m.found == nil {
		var names []string
		for _, name := range m.longestFirst() {
			names = append(names, regexp.QuoteMeta(name))
		}
		if len(names) == 0 {
			names = []string{`[^\s\S]`} // nothing
		}
		m.found = regexp.MustCompile("(?i)(?:" + strings.Join(names, "|") + ")")
	}
	return m.found
}

func (m *masker) longestFirst() []string {
	return slices.SortedFunc(maps.Keys(m.words), func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
}

// keptNames are components of distinguished names that every directory has.
var keptNames = pattern(`(?i)^(Users|Computers|Builtin|System|Configuration|Sites|Servers|NTDS Settings|Domain Controllers|AdminSDHolder|Password Settings Container|ForeignSecurityPrincipals|Default-First-Site-Name|Schema|Services)$`)
