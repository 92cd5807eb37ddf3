package casefile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// sweep replaces every secret that stands in text.
func sweep(text []byte, secrets []probes.Secret) []byte {
	for _, s := range secrets {
		if s.Empty() {
			continue
		}
		quoted, err := json.Marshal(s.Reveal())
		if err != nil {
			continue
		}
		text = bytes.ReplaceAll(text, quoted[1:len(quoted)-1], []byte("[hidden]"))
	}
	return text
}

// Mask returns the report with the names of people, machines and the tenant
// replaced, each always by the same word, so that it can go to people outside
// and still be judged: public host names, well-known SIDs and the numbers
// that decide stay. Only values are touched, never the IDs of the tree.
func Mask(r Report) (Report, error) {
	m := masker{words: map[string]string{}, counts: map[string]int{}}
	m.learn(r)
	r.Patient, r.Masked = m.apply(r.Patient), true
	r.Facts = m.facts(r.Facts)
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		if err := m.finding(&r.Findings[i]); err != nil {
			return Report{}, fmt.Errorf("mask %s: %w", r.Findings[i].Step, err)
		}
	}
	return r, nil
}

func (m *masker) finding(f *steps.Finding) error {
	args := make(lang.Args, len(f.Args))
	for name, value := range f.Args {
		args[name] = m.apply(value)
	}
	f.Args, f.Learned = args, m.facts(f.Learned)
	f.Seen.Vantage.Host = m.apply(f.Seen.Vantage.Host)
	if f.Why != nil {
		why := *f.Why
		why.Host, why.Needs = m.apply(why.Host), m.apply(why.Needs)
		f.Why = &why
	}
	if f.Evidence == nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(f.Evidence))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return fmt.Errorf("read the evidence: %w", err)
	}
	text, err := json.Marshal(m.value(value))
	if err != nil {
		return fmt.Errorf("write the evidence: %w", err)
	}
	f.Evidence = text
	return nil
}

// value masks every string in decoded JSON. Keys are ours and stay, but for
// those that are names themselves.
func (m *masker) value(v any) any {
	switch v := v.(type) {
	case string:
		return m.apply(v)
	case []any:
		for i := range v {
			v[i] = m.value(v[i])
		}
	case map[string]any:
		masked := make(map[string]any, len(v))
		for key, part := range v {
			if strings.ContainsAny(key, `.@\ `) {
				key = m.apply(key)
			}
			masked[key] = m.value(part)
		}
		return masked
	}
	return v
}

// plainFacts have words of ours as values, or numbers.
var plainFacts = []steps.Fact{steps.Scope, steps.Surface, steps.TenantSwitch, steps.Started, steps.ConnectVersion}

func (m *masker) facts(facts steps.Facts) steps.Facts {
	masked := facts.With(nil)
	for name, value := range masked {
		if !slices.Contains(plainFacts, name) {
			masked[name] = m.apply(value)
		}
	}
	return masked
}

type masker struct {
	words  map[string]string // lower-case name → mask
	counts map[string]int
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

// learn collects the names that the walk itself knows, longest first when
// they are applied, so that a host is not cut in half by its domain.
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
		{steps.Tenant, "tenant"},
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
		label, rest, _ := strings.Cut(relay, ".")
		if public().MatchString(rest) {
			m.add("relay", label)
		}
	}
	for _, f := range r.Findings {
		m.add("host", f.Seen.Vantage.Host)
	}
}

// add gives a name its mask. Parts of it that identify as well (the host
// before the first dot, the account behind the backslash) get their own.
func (m *masker) add(kind, name string) {
	if len(name) < 3 || public().MatchString(name) {
		return
	}
	if user, domain, ok := strings.Cut(name, "@"); ok {
		m.add("domain", domain)
		m.word(kind, user)
		return
	}
	if domain, account, ok := strings.Cut(name, `\`); ok {
		m.word("domain", domain)
		m.word(kind, account)
		return
	}
	if host, domain, ok := strings.Cut(name, "."); ok && kind != "domain" && kind != "tenant" {
		m.add("domain", domain)
		m.word(kind, host)
		return
	}
	m.word(kind, name)
}

func (m *masker) word(kind, name string) string {
	key := strings.ToLower(name)
	if mask, known := m.words[key]; known {
		return mask
	}
	m.counts[kind]++
	mask := fmt.Sprintf("%s-%d", kind, m.counts[kind])
	m.words[key] = mask
	return mask
}

func (m *masker) apply(text string) string {
	text = mailLike().ReplaceAllStringFunc(text, func(found string) string {
		user, domain, _ := strings.Cut(found, "@")
		if public().MatchString(domain) {
			return found
		}
		return m.word("user", user) + "@" + m.word("domain", domain)
	})
	text = sidLike().ReplaceAllStringFunc(text, func(found string) string {
		m.word("sid", found)
		return "S-1-5-21-0-0-" + strings.TrimPrefix(m.words[strings.ToLower(found)], "sid-")
	})
	names := make([]string, 0, len(m.words))
	for name := range m.words {
		if len(name) >= 3 && !strings.HasPrefix(name, "s-1-5-21-") {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		text = replaceWord(text, name, m.words[name])
	}
	return nameLike().ReplaceAllStringFunc(text, m.component)
}

// keptNames are components of distinguished names that every directory has.
var keptNames = pattern(`(?i)^(Users|Computers|Builtin|System|Configuration|Sites|Servers|NTDS Settings|Domain Controllers|AdminSDHolder|Password Settings Container|Default-First-Site-Name|Schema|Services|[a-z-]+-\d+)$`)

// component masks one relative name of a DN. Names with reserved characters
// stay: they are what the check is about.
func (m *masker) component(found string) string {
	kind, value, _ := strings.Cut(found, "=")
	if keptNames().MatchString(value) || strings.HasSuffix(value, " ") {
		return found
	}
	return kind + "=" + m.word(strings.ToLower(kind), value)
}

// replaceWord replaces name, in any case, where no letter or digit stands
// beside it.
func replaceWord(text, name, mask string) string {
	pattern := regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}])` + regexp.QuoteMeta(name) + `($|[^\p{L}\p{N}])`)
	for range 2 { // neighbours share a separator
		text = pattern.ReplaceAllString(text, "${1}"+mask+"${2}")
	}
	return text
}
