package wizard

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// entry is one thing that the start screens ask for.
type entry struct {
	fact   steps.Fact // "" for what is no fact: accounts and secrets
	role   role
	label  lang.Text
	help   lang.Text
	secret bool
	after  role // asked only when that one was given; 0 always
}

// role tells the entries that are not facts apart.
type role int

const (
	roleFact role = iota
	roleAccount
	rolePassword
	roleTenant
	roleClient
	roleClientSecret
)

func entries() []entry {
	return []entry{
		{fact: steps.Domain, label: wordsDomain, help: wordsDomainHelp},
		{fact: steps.Controller, label: wordsController, help: wordsControllerHelp},
		{role: roleAccount, label: wordsAccount, help: wordsAccountHelp},
		{role: rolePassword, label: wordsPassword, help: wordsPasswordHelp, secret: true, after: roleAccount},
		{fact: steps.Tenant, role: roleTenant, label: wordsTenant, help: wordsTenantHelp},
		{role: roleClient, label: wordsClient, help: wordsClientHelp, after: roleTenant},
		{role: roleClientSecret, label: wordsClientSecret, help: wordsClientSecretHelp, secret: true, after: roleClient},
		{fact: steps.SyncServer, label: wordsServer, help: wordsServerHelp},
	}
}

// inputsScreen asks for what this environment needs, one thing a screen.
// Going back keeps what was entered and judges nothing; going on without is
// always possible.
type inputsScreen struct {
	all     []entry
	values  []string
	touched []bool // answered or changed by the person: no default may replace it
	at      int
	back    []int // the entries gone through, for going back
	field   field
	seeking bool // defaults are still being looked for
	frame   frame
}

func newInputs(known steps.Facts, seeking bool) *inputsScreen {
	all := entries()
	s := &inputsScreen{all: all, values: make([]string, len(all)), touched: make([]bool, len(all)), seeking: seeking}
	for i, e := range all {
		if e.fact != "" {
			s.values[i] = known[e.fact]
		}
	}
	s.ask(0)
	return s
}

// ask puts one entry in front.
func (s *inputsScreen) ask(at int) {
	e := s.all[at]
	s.at = at
	s.field = field{label: e.label, help: e.help, secret: e.secret, optional: true, text: s.values[at]}
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

func (s *inputsScreen) Init() tea.Cmd { return nil }

func (s *inputsScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.field.fit(msg.frame)
		return s, nil
	case discoveredMsg:
		s.discovered(msg.access)
		return s, nil
	case tea.KeyMsg:
		return s.key(msg)
	default:
		_, cmd := s.field.update(msg)
		return s, cmd
	}
}

func (s *inputsScreen) key(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case keyBack.hit(msg):
		s.values[s.at] = s.field.text
		if len(s.back) == 0 {
			return s, send(startMsg{})
		}
		last := s.back[len(s.back)-1]
		s.back = s.back[:len(s.back)-1]
		s.ask(last)
		return s, nil
	case keySkip.hit(msg):
		s.values[s.at] = ""
		s.touched[s.at] = true
		return s, s.next()
	}
	before := s.field.text
	done, cmd := s.field.update(msg)
	if s.field.text != before {
		s.touched[s.at] = true
	}
	if !done {
		return s, cmd
	}
	s.values[s.at] = s.field.value()
	s.touched[s.at] = true
	return s, s.next()
}

// next asks for the next entry, or hands everything to the root.
func (s *inputsScreen) next() tea.Cmd {
	for next := s.at + 1; next < len(s.all); next++ {
		if after := s.all[next].after; after == 0 || s.given(after) {
			s.back = append(s.back, s.at)
			s.ask(next)
			return nil
		}
	}
	return send(accessMsg{access: s.access()})
}

func (s *inputsScreen) given(r role) bool { return s.of(r) != "" }

func (s *inputsScreen) of(r role) string {
	i := slices.IndexFunc(s.all, func(e entry) bool { return e.role == r })
	if after := s.all[i].after; after != 0 && !s.given(after) {
		return ""
	}
	return s.values[i]
}

// access is what was entered.
func (s *inputsScreen) access() Access {
	a := Access{
		Facts: steps.Facts{}, Account: s.of(roleAccount), Password: []byte(s.of(rolePassword)),
		ClientID: s.of(roleClient), ClientSecret: []byte(s.of(roleClientSecret)),
	}
	for i, e := range s.all {
		if e.fact != "" && s.values[i] != "" {
			a.Facts[e.fact] = s.values[i]
		}
	}
	return a
}

// discovered fills in defaults where the person has not answered yet.
func (s *inputsScreen) discovered(found Access) {
	s.seeking = false
	for i, e := range s.all {
		value := found.Facts[e.fact]
		if e.role == roleAccount {
			value = found.Account
		}
		if e.role == roleClient {
			value = found.ClientID
		}
		if s.touched[i] || value == "" || e.secret || s.values[i] != "" {
			continue
		}
		s.values[i] = value
		if i == s.at && s.field.text == "" {
			s.ask(i)
		}
	}
}

func (s *inputsScreen) View(f frame) string {
	p := page{f: f}
	s.field.draw(&p)
	if s.seeking && !s.touched[s.at] && s.all[s.at].fact != "" {
		p.gap()
		p.text(f.say(wordsSeeking))
	}
	return p.String()
}

func (s *inputsScreen) Keys() []keyed { return []keyed{keyEnter, keyBack, keySkip} }

func (s *inputsScreen) Heading(f frame) string {
	return f.say(wordsEnvironment) + " | " + strconv.Itoa(s.at+1) + "/" + strconv.Itoa(len(s.all))
}

func (s *inputsScreen) Typing() bool { return true }
