package wizard

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// inputsScreen asks for what an environment needs, one thing a screen. Going
// back keeps what was entered and judges nothing; going on without is always
// possible. A file that was named is tried before the next question.
type inputsScreen struct {
	all     []entry
	values  []string
	touched []bool // answered or changed by the person: no default may replace it
	known   Access // what is the same every day
	locked  Access // what the company has set, and nobody is asked for
	heard   Access // what a file says, until somebody says something else
	tokens  string // the host that is shown a client secret
	base    Access // what nobody is asked here, and goes along
	at      int
	back    []int // the entries gone through, for going back
	field   field
	seeking bool                 // defaults are still being looked for
	again   bool                 // corrects what an open walk uses
	before  screen               // where going back leads; nil for the start screen
	done    func(Access) tea.Msg // what everything that was entered is for; nil opens this environment
	tries   map[role]func(path string) lang.Text
	tells   map[role]func(path string) lang.Text
	told    lang.Text // what is told of the file in front; Enter then goes on
	trying  int       // number of the file being tried; 0 for none
	tried   int       // the last number given
	frame   frame
}

// newInputs asks for what an environment needs. given are the defaults that
// are there at once.
func newInputs(all []entry, given Access, c Config) *inputsScreen {
	s := &inputsScreen{
		all: all, values: make([]string, len(all)), touched: make([]bool, len(all)), base: copied(given), tokens: c.TokenHost,
		known: c.Remembered, locked: c.Locked,
		tries: map[role]func(string) lang.Text{roleServerFile: c.TryServerFile, roleCAFile: c.TryCAFile, roleKeytab: c.TryKeytab, roleCertificate: c.TryCertificate},
		tells: map[role]func(string) lang.Text{roleServerFile: c.TellServerFile},
	}
	for i, e := range all {
		s.values[i] = e.of(given)
		if e.role == roleTenantSignIn {
			all[i].choices = c.tenantChoices()
		}
	}
	s.first()
	return s
}

// ask puts one entry in front.
func (s *inputsScreen) ask(at int) {
	e := s.all[at]
	s.at, s.trying, s.told = at, 0, lang.Text{}
	help := e.help
	if s.again && e.secret {
		help = wordsSecretAgain
	}
	if whose := s.whose(e); !whose.Empty() {
		help = lang.Text{Ko: whose.Ko + ". " + help.Ko, En: whose.En + ". " + help.En}
	}
	if said := e.of(s.known); said != "" && said == s.values[at] && !e.secret {
		help = lang.Text{Ko: wordsRemembered.Ko + " " + help.Ko, En: wordsRemembered.En + " " + help.En}
	}
	if said := e.of(s.heard); said != "" && said == s.values[at] {
		help = lang.Text{Ko: wordsHeard.Ko + " " + help.Ko, En: wordsHeard.En + " " + help.En}
	}
	s.field = field{label: e.label, help: help, secret: e.secret, optional: true, choices: e.choices, text: s.values[at], fresh: s.values[at] != "" && len(e.choices) == 0}
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

// whose says whose secret an entry asks for and who is shown it; nothing of
// what is no secret.
func (s *inputsScreen) whose(e entry) lang.Text {
	a := s.access()
	switch e.role {
	case rolePassword:
		return a.PasswordFor()
	case roleClientSecret:
		return a.ClientSecretFor(s.tokens)
	default:
		return lang.Text{}
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
	case triedMsg:
		return s, s.judged(msg)
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
		return s, s.goBack()
	case s.trying != 0:
		return s, nil
	case keySkip.hit(msg):
		s.values[s.at] = ""
		s.touched[s.at] = true
		return s, s.next()
	case keySummary.hit(msg) && s.canStart():
		return s, s.start()
	}
	before := s.field.text
	done, cmd := s.field.update(msg)
	if s.field.text != before {
		s.touched[s.at], s.told = true, lang.Text{}
	}
	if !done {
		return s, cmd
	}
	s.values[s.at] = s.field.value()
	s.touched[s.at] = true
	if try := s.tries[s.all[s.at].role]; try != nil && s.values[s.at] != "" && s.told.Empty() {
		s.tried++
		s.trying = s.tried
		return s, tryFile(s.trying, s.values[s.at], try, s.tells[s.all[s.at].role])
	}
	return s, s.next()
}

// judged goes on with a file that can be used, when what is told of it has been
// read, or says what is wrong with it.
func (s *inputsScreen) judged(msg triedMsg) tea.Cmd {
	if msg.number != s.trying {
		return nil
	}
	s.trying = 0
	if s.field.problem = msg.problem; !msg.problem.Empty() {
		return nil
	}
	if s.told = msg.told; !msg.told.Empty() {
		return nil
	}
	return s.next()
}

func (s *inputsScreen) goBack() tea.Cmd {
	s.values[s.at] = s.field.text
	switch last := len(s.back) - 1; {
	case last >= 0:
		at := s.back[last]
		s.back = s.back[:last]
		s.ask(at)
		return nil
	case s.again:
		return send(uncoverMsg{})
	case s.before != nil:
		return send(returnMsg{to: s.before})
	default:
		return send(startMsg{})
	}
}

// next asks for the next entry, or hands everything to the root.
func (s *inputsScreen) next() tea.Cmd {
	for next := s.at + 1; next < len(s.all); next++ {
		if s.asked(s.all[next]) {
			s.back = append(s.back, s.at)
			s.ask(next)
			return s.said()
		}
	}
	switch {
	case s.again:
		return send(reopenMsg{access: s.access()})
	case s.done != nil:
		return send(s.done(s.access()))
	default:
		return send(accessMsg{access: s.access()})
	}
}

// wanted reports whether what was given so far leaves an entry to be asked.
func (s *inputsScreen) wanted(e entry) bool {
	return (e.after == 0 || s.given(e.after)) && (e.unless == 0 || !s.given(e.unless)) && (e.way == "" || s.way() == e.way) &&
		s.ofTenant(e)
}

// way is the way of signing in that was chosen.
func (s *inputsScreen) way() string {
	if i := slices.IndexFunc(s.all, func(e entry) bool { return e.role == roleSignIn }); i >= 0 {
		return s.values[i]
	}
	return ""
}

func (s *inputsScreen) given(r role) bool {
	i := slices.IndexFunc(s.all, func(e entry) bool { return e.role == r })
	return i >= 0 && s.values[i] != "" && s.wanted(s.all[i])
}

// access is what was entered, and what goes along.
func (s *inputsScreen) access() Access {
	a := copied(s.base)
	for i, e := range s.all {
		value := s.values[i]
		if e.after != 0 && !s.wanted(e) {
			value = ""
		}
		e.into(&a, value)
	}
	return a
}

// discovered fills in defaults where the person has not answered yet.
func (s *inputsScreen) discovered(found Access) {
	s.seeking = false
	s.base.Facts = found.Facts.With(s.base.Facts)
	for i, e := range s.all {
		value := e.of(found)
		if s.touched[i] || value == "" || s.values[i] != "" {
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
	switch {
	case s.trying != 0:
		p.gap()
		p.text(f.say(wordsTrying))
	case !s.told.Empty():
		p.gap()
		p.text(f.say(s.told))
		p.text(f.say(wordsNamedGoOn))
	case s.seeking && !s.touched[s.at] && !s.all[s.at].secret:
		p.gap()
		p.text(f.say(wordsSeeking))
	}
	if s.canStart() {
		p.gap()
		p.text(f.say(wordsStartNow))
	}
	return p.String()
}

func (s *inputsScreen) Keys() []keyed {
	keys := append(s.field.keys(), keySkip)
	if s.canStart() {
		keys = append(keys, keySummary.as(wordsLookNow))
	}
	return keys
}

// Heading says how many of those that are asked were asked already.
func (s *inputsScreen) Heading(f frame) string {
	heading := wordsEnvironment
	if s.again {
		heading = wordsAnswers
	}
	n, of := 0, 0
	for i, e := range s.all {
		if !s.asked(e) {
			continue
		}
		of++
		if i <= s.at {
			n++
		}
	}
	return f.say(heading) + " | " + strconv.Itoa(n) + "/" + strconv.Itoa(of)
}

// Typing reports whether letters are text here.
func (s *inputsScreen) Typing() bool { return len(s.field.choices) == 0 }
