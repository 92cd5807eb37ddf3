package wizard

import (
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// signInScreen is shown while a person signs in to the tenant: what to do, how
// long it holds, and the ways out. It goes away by itself when it is done.
type signInScreen struct {
	run    int
	now    func() time.Time // of the patient
	prompt *steps.SignInPrompt
	at     time.Time // what time it is; zero before the first tick
	why    error     // why nobody signed in
	menu   menu      // then

	keep func(on bool) // nil where nothing can be kept
	kept bool          // the person has asked for it here

	way    string // of those of [steps.TenantSignIn]
	other  bool   // there is another way
	opened bool   // a browser can be opened here
}

func newSignIn(run int, p *Patient) *signInScreen {
	how := p.SignIn
	return &signInScreen{run: run, now: p.Now, keep: how.Keep, way: how.Way, other: how.Other != nil, opened: how.Browse != nil}
}

func (s *signInScreen) Init() tea.Cmd { return nil }

func (s *signInScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case promptMsg:
		s.prompt = &msg.prompt
	case secondMsg:
		s.at = msg.at
	case signedInMsg:
		s.why = msg.err
		s.menu = menu{items: []item{{text: wordsSignInAgain, note: wordsSignInAgainNote}, {text: wordsCloudlessItem, note: wordsCloudlessNote}}}
		if s.other {
			s.menu.items = append(s.menu.items, s.otherItem())
		}
	case tea.KeyMsg:
		return s, s.key(msg)
	}
	return s, nil
}

func (s *signInScreen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case keyBack.hit(msg):
		return send(unsignMsg{})
	case keySkip.hit(msg):
		return send(cloudlessMsg{})
	case s.why != nil:
		switch s.menu.update(msg) {
		case 0:
			return send(signInMsg{})
		case 1:
			return send(cloudlessMsg{})
		case 2:
			return send(signInMsg{other: true})
		}
	case keyKeep.hit(msg) && s.keep != nil:
		s.kept = !s.kept
		return keepSignIn(s.keep, s.kept)
	case keyOther.hit(msg) && s.other:
		return send(signInMsg{other: true})
	case keyOpen.hit(msg) && s.opened && s.prompt != nil:
		return send(browseMsg{address: s.prompt.Address})
	case keyCopy.hit(msg) && s.prompt != nil:
		return send(copyMsg{text: s.copied()})
	}
	return nil
}

// named is the other way.
func (s *signInScreen) named() lang.Text {
	if s.byCode() {
		return wordsByBrowser
	}
	return wordsByCode
}

// otherItem is that way where it is chosen from a list.
func (s *signInScreen) otherItem() item {
	if s.byCode() {
		return item{text: lang.Text{Ko: wordsByBrowser.Ko, En: "Sign in by browser"}, note: wordsByBrowserNote}
	}
	return item{text: lang.Text{Ko: wordsByCode.Ko, En: "Sign in by code"}, note: wordsByCodeNote}
}

// byCode reports whether a code is asked for, or will be.
func (s *signInScreen) byCode() bool {
	if s.prompt != nil {
		return s.prompt.Code != ""
	}
	return s.way == wanted.ByDeviceCode
}

// copied is what a person takes elsewhere: the code, or the address.
func (s *signInScreen) copied() string {
	if s.prompt.Code != "" {
		return s.prompt.Code
	}
	return s.prompt.Address
}

func (s *signInScreen) View(f frame) string {
	p := page{f: f}
	teller := steps.Teller{Language: f.language, Zone: f.zone, Give: keyAnswers.cap}
	switch {
	case s.why != nil:
		p.text(f.theme.badge(steps.Unknown, f) + "  " + f.say(wordsNotSignedIn))
		p.gap()
		give := keyBack.cap // to the question how to sign in
		if s.other && s.byCode() {
			give = itoa(len(s.menu.items)) // the browser stands last
		}
		p.text(obstacleOf(s.why, f, give))
		p.gap()
		p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	case s.prompt == nil:
		p.text(f.say(wordsSigningIn))
	default:
		s.draw(&p, teller)
	}
	return p.String()
}

// draw shows what to do: the code large, and the address where it can be copied.
func (s *signInScreen) draw(p *page, teller steps.Teller) {
	f := p.f
	if s.prompt.Instead != nil {
		p.text(teller.Obstacle(s.prompt.Instead))
		p.gap()
	}
	if s.prompt.Code == "" {
		p.text(f.say(wordsInBrowser))
		p.gap()
		s.wait(p)
		p.gap()
		p.link(wordsAddress, s.prompt.Address, f.theme.link)
		if len(p.lines) > f.height { // the longest, and copied by key
			whole := wrap(f.say(wordsWholeAddress), f.width-1)
			p.lines = append(p.lines[:max(0, f.height-len(whole))], whole...)
		}
		return
	}
	p.text(f.say(wordsEnterCode))
	p.gap()
	p.link(wordsAddress, s.prompt.Address, f.theme.link)
	p.gap()
	for _, line := range large(lang.Clean(s.prompt.Code), f.width-1) {
		p.add(f.theme.strong.Render(line))
	}
	p.gap()
	s.wait(p)
}

// wait says how long the sign-in holds, and that nothing else is to be done.
func (s *signInScreen) wait(p *page) {
	left := ""
	if !s.at.IsZero() {
		left = p.f.fill(wordsTimeLeft, lang.Args{"left": clockLeft(s.prompt.Expires.Sub(s.at))}) + ". "
	}
	p.text(left + p.f.say(wordsGoesOn))
	if s.opened && s.byCode() {
		p.text(p.f.say(wordsOpensHere))
	}
	switch {
	case !s.other:
	case s.byCode():
		p.text(p.f.say(wordsOtherIsBrowser))
	default:
		p.text(p.f.say(wordsOtherIsCode))
	}
	switch {
	case s.keep == nil:
	case s.kept:
		p.text(p.f.say(wordsToKeep))
	default:
		p.text(p.f.say(wordsNotKept))
	}
}

// clockLeft is a length of time as minutes and seconds.
func clockLeft(d time.Duration) string {
	seconds := max(0, int(d.Round(time.Second).Seconds()))
	two := strconv.Itoa(100 + seconds%60)[1:]
	return strconv.Itoa(seconds/60) + ":" + two
}

// large sets a code apart, so that it is read from afar and letter by letter:
// between rules, with a blank behind each letter where the window has room.
func large(code string, width int) []string {
	wide := strings.Join(strings.Split(code, ""), " ")
	if len(wide)+4 > width {
		wide = code
	}
	rule := "+" + strings.Repeat("-", len(wide)+2) + "+"
	return []string{rule, "| " + wide + " |", rule}
}

func (s *signInScreen) Keys() []keyed {
	if s.why != nil {
		return []keyed{keyEnter.as(wordsChoose), keyBack, keySkip.as(wordsCloudless), keyMove, keyDigit}
	}
	keys := []keyed{keyBack, keySkip.as(wordsCloudless)}
	if s.opened && s.prompt != nil {
		keys = append(keys, keyOpen)
	}
	if s.keep != nil && s.kept {
		keys = append(keys, keyKeep.as(wordsForgetIt))
	} else if s.keep != nil {
		keys = append(keys, keyKeep)
	}
	if s.prompt != nil {
		does := wordsCopyCode
		if s.prompt.Code == "" {
			does = wordsCopyAddress
		}
		keys = append([]keyed{keyCopy.as(does)}, keys...)
	}
	if s.other {
		keys = append(keys, keyOther.as(s.named()))
	}
	return keys
}

func (s *signInScreen) Heading(f frame) string { return f.say(wordsSignInHeading) }
