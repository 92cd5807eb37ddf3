package wizard

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// inputsScreen asks for what an environment is opened with, one thing a screen.
// Going back keeps what was entered and judges nothing; going on without is always
// possible. A file that was named is tried before the next question.
type inputsScreen struct {
	all     []entry
	values  []string
	locked  Access      // what the company has set, and nobody is asked for
	heard   Access      // what a file says, until somebody says something else
	offered Access      // what was found, and nobody has said
	tokens  string      // the host that is shown a client secret
	base    Access      // what nobody is asked here, and goes along
	want    steps.Want  // what the step in front lacks; "" for none
	reason  lang.Text   // why it is asked for; empty for no reason
	step    *steps.Step // that lacks it
	place   lang.Args   // of that step in the trunk
	at      int
	back    []int // the entries gone through, for going back
	field   field
	begun   tea.Cmd              // looks for what the directory shows; nil for nothing
	names   []string             // that it shows of the connector account
	again   bool                 // corrects what an open walk uses
	done    func(Access) tea.Msg // what everything that was entered is for
	tries   map[wanted.Role]func(path string) lang.Text
	tells   map[wanted.Role]func(path string) lang.Text
	told    lang.Text // what is told of the file in front; Enter then goes on
	trying  int       // number of the file being tried; 0 for none
	tried   int       // the last number given
	frame   frame
}

// newInputs asks for entries. given are their defaults, and what goes along.
func newInputs(all []entry, given Access, c Config, done func(Access) tea.Msg) *inputsScreen {
	s := &inputsScreen{
		all: all, values: make([]string, len(all)), base: copied(given), tokens: c.TokenHost, locked: c.Locked, done: done,
		tries: map[wanted.Role]func(string) lang.Text{
			wanted.ServerFile: c.TryServerFile, wanted.CAFile: c.TryCAFile, wanted.Keytab: c.TryKeytab, wanted.Certificate: c.TryCertificate,
		},
		tells: map[wanted.Role]func(string) lang.Text{wanted.ServerFile: c.TellServerFile},
	}
	for i := range all {
		s.values[i] = all[i].Of(given)
	}
	s.first()
	return s
}

// ask puts one entry in front.
func (s *inputsScreen) ask(at int) {
	e := s.all[at]
	s.at, s.trying, s.told = at, 0, lang.Text{}
	help := e.Help
	if s.again && e.Secret {
		help = wordsSecretAgain
	}
	before, said := s.whose(e), s.values[at]
	offered, shown := s.shown(e)
	if said == "" {
		said = offered
	}
	switch {
	case !shown.Empty() && said == offered:
		before = shown
	case said == "":
	case e.Of(s.heard) == said:
		before = wordsHeard
	case e.Of(s.offered) == said:
		before = wanted.Offered
	}
	if !before.Empty() {
		help = lang.Text{Ko: before.Ko + " " + help.Ko, En: before.En + " " + help.En}
	}
	s.field = field{
		label: e.Label, help: help, secret: e.Secret, optional: true, choices: e.Choices, text: said,
		fresh: said != "" && len(e.Choices) == 0,
	}
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

// whose says whose secret an entry asks for and who is shown it; nothing of
// what is no secret.
func (s *inputsScreen) whose(e entry) lang.Text {
	a := s.access()
	var whose lang.Text
	switch e.Role {
	case wanted.Password:
		whose = a.PasswordFor()
	case wanted.ClientSecret:
		whose = a.ClientSecretFor(s.tokens)
	default:
		return whose
	}
	return lang.Text{Ko: whose.Ko + ".", En: whose.En + "."}
}

func (s *inputsScreen) Init() tea.Cmd { return s.begun }

func (s *inputsScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.field.fit(msg.frame)
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
	case s.field.backs(msg):
		return s, s.goBack()
	case s.trying != 0:
		return s, nil
	case keySkip.hit(msg) && s.want != "":
		return s, send(withoutMsg{want: s.want, entered: s.entered()})
	case keySkip.hit(msg):
		s.values[s.at] = ""
		return s, s.next()
	case keySummary.hit(msg) && s.canStart():
		return s, s.start()
	}
	before := s.field.text
	done, cmd := s.field.update(msg)
	if s.field.text != before {
		s.told = lang.Text{}
	}
	if !done {
		return s, cmd
	}
	s.values[s.at] = s.field.value()
	if try := s.tries[s.all[s.at].Role]; try != nil && s.values[s.at] != "" && s.told.Empty() {
		s.tried++
		s.trying = s.tried
		return s, tryFile(s.trying, s.values[s.at], try, s.tells[s.all[s.at].Role])
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
	if !s.field.fresh { // else it is what was offered
		s.values[s.at] = s.field.text
	}
	switch last := len(s.back) - 1; {
	case last >= 0:
		at := s.back[last]
		s.back = s.back[:last]
		s.ask(at)
		return nil
	case s.again:
		return send(uncoverMsg{})
	case s.want != "":
		return send(backMsg{})
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
			return nil
		}
	}
	return send(s.done(s.access()))
}

// entered is what was answered before the entry in front, and nothing that is only
// offered.
func (s *inputsScreen) entered() Access {
	a := copied(s.base)
	for _, at := range s.back {
		s.all[at].Into(&a, s.values[at])
	}
	return unsecret(a)
}

// access is what was entered, and what goes along.
func (s *inputsScreen) access() Access {
	a := copied(s.base)
	for i, e := range s.all { // each before those that hang on it
		value := s.values[i]
		if e.When != nil && !e.Asked(a) {
			value = ""
		}
		e.Into(&a, value)
	}
	return a
}

func (s *inputsScreen) View(f frame) string {
	p := page{f: f}
	if !s.reason.Empty() {
		p.text(f.say(s.reason))
		p.gap()
	}
	s.field.draw(&p)
	switch {
	case s.trying != 0:
		p.gap()
		p.text(f.say(wordsTrying))
	case !s.told.Empty():
		p.gap()
		p.text(f.say(s.told))
		p.text(f.say(wordsNamedGoOn))
	}
	if s.canStart() {
		p.gap()
		p.text(f.say(wordsStartNow))
	}
	return p.String()
}

func (s *inputsScreen) Keys() []keyed {
	keys := s.field.keys()
	if s.want == "" {
		return append(keys, keySkip)
	}
	own := []keyed{keySkip.as(wordsWithout)}
	if s.canStart() {
		own = append(own, keySummary.as(wordsLookNow))
	}
	return slices.Insert(keys, 2, own...) // after Enter and Esc
}

// Spot is the step that lacks what is asked for; "" for none.
func (s *inputsScreen) Spot() steps.ID {
	if s.step == nil {
		return ""
	}
	return s.step.ID
}

// Heading says how many of those that are asked were asked already, where there
// are several.
func (s *inputsScreen) Heading(f frame) string {
	heading := f.say(wordsEnvironment)
	switch {
	case s.again:
		heading = f.say(wordsAnswers)
	case s.step != nil:
		heading = where(f, s.step, s.place)
	}
	if n, of := s.count(); of > 1 {
		heading += " | " + strconv.Itoa(n) + "/" + strconv.Itoa(of)
	}
	return heading
}

// Typing reports whether letters are text here.
func (s *inputsScreen) Typing() bool { return s.field.typed() }
