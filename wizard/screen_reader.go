package wizard

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// readerScreen shows a long text over another screen.
type readerScreen struct {
	heading lang.Text
	draw    func(*page)
	behind  func(frame) string       // of the heading; nil for nothing
	copies  func(frame) string       // is copied when the screen appears, and again in another language; nil for nothing
	also    func(tea.KeyMsg) tea.Cmd // further keys; may be nil
	keys    []keyed                  // theirs
	// nameless keeps the header from naming the user, who may be masked in the text.
	nameless bool
	// bare keeps the map away: whoever selects the text with a mouse selects whole
	// lines of the window.
	bare   bool
	scroll scroll
	frame  frame
}

func (s *readerScreen) Init() tea.Cmd { return nil }

func (s *readerScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		fresh := s.frame.width == 0 || s.frame.language != msg.frame.language
		s.frame = msg.frame
		if fresh && s.copies != nil {
			return s, send(copyMsg{text: s.copies(s.frame)})
		}
	case tea.KeyMsg:
		if keyBack.hit(msg) || keyEnter.hit(msg) {
			return s, send(uncoverMsg{})
		}
		if s.also != nil {
			if cmd := s.also(msg); cmd != nil {
				return s, cmd
			}
		}
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
	}
	return s, nil
}

func (s *readerScreen) lines(f frame) []string {
	p := page{f: f}
	s.draw(&p)
	return p.lines
}

func (s *readerScreen) View(f frame) string { return s.scroll.show(s.lines(f), f) }

func (s *readerScreen) Keys() []keyed {
	return slices.Concat(s.keys, []keyed{keyBack, keyScroll})
}

func (s *readerScreen) Heading(f frame) string {
	if s.behind != nil {
		return f.say(s.heading) + s.behind(f)
	}
	return f.say(s.heading)
}

// newEvidence shows what a finding rests on, as it was seen: names and
// values stay as they are, in English.
func newEvidence(p *Patient, finding steps.Finding) *readerScreen {
	return &readerScreen{heading: wordsEvidence, draw: func(page *page) {
		told, article := page.f.teller(p).Finding(finding), ""
		if step := p.Session.Find(finding.Step); step != nil {
			article = strings.Join(step.Seed, ", ")
		}
		page.fields(captioned{wordsStep, withID(told.Title, string(finding.Step))},
			captioned{wordsOutcome, withID(told.Label, string(finding.On)) + ", " + page.f.say(finding.Status.Word())},
			captioned{wordsSeenFrom, seenFrom(page.f, told.Seen)},
			captioned{wordsArticle, article})
		if finding.Why != nil {
			page.labelled(wordsObstacle, lang.Clean(finding.Why.Error()))
		}
		learned(page, finding.Learned)
		page.gap()
		if len(finding.Evidence) == 0 {
			page.text(page.f.say(wordsNoEvidence))
			return
		}
		page.title(page.f.say(wordsAsRead))
		for one := range strings.SplitSeq(pretty(finding.Evidence), "\n") {
			page.text(one)
		}
	}}
}

// learned adds the facts that a finding brought; nothing where it brought none.
func learned(page *page, facts steps.Facts) {
	headed := false
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		if facts[name] == "" {
			continue
		}
		if !headed {
			headed = true
			page.gap()
			page.title(page.f.say(wordsLearned))
		}
		page.hang("- ", withID(page.f.say(factWord(name)), string(name))+": "+lang.Clean(facts[name]))
	}
}

// withID is a name with its identifier in brackets, and the identifier alone where it
// has no other name.
func withID(name, id string) string {
	switch id = lang.Clean(id); {
	case name == "":
		return id
	case strings.EqualFold(name, id):
		return name
	}
	return name + " (" + id + ")"
}

// pretty indents JSON and cleans it for the terminal.
func pretty(recorded json.RawMessage) string {
	var indented bytes.Buffer
	if err := json.Indent(&indented, recorded, "", "  "); err != nil {
		return lang.CleanLines(string(recorded))
	}
	return lang.CleanLines(indented.String())
}

// helpScreen explains the keys and the signs.
type helpScreen struct{ readerScreen }

func newHelp(keys []keyed, version string) *helpScreen {
	return &helpScreen{readerScreen{heading: wordsHelp, draw: func(p *page) {
		p.title(p.f.say(wordsKeys))
		for _, k := range distinct(append(append(slices.Clone(keys), keyLanguage), everywhere()...)) {
			p.hang("  "+p.f.theme.strong.Render(pad(k.cap, 10)), p.f.say(k.does))
		}
		p.gap()
		p.title(p.f.say(wordsSigns))
		signs := []struct {
			status steps.Status
			means  lang.Text
		}{
			{steps.Healthy, wordsMeansHealthy},
			{steps.Warning, wordsMeansWarning},
			{steps.Broken, wordsMeansBroken},
			{steps.Unknown, wordsMeansUnknown},
		}
		for _, one := range signs {
			p.hang("  "+column(p.f.theme.badge(one.status, p.f), p.f)+"  ", p.f.say(one.means))
		}
		p.hang("  ", p.f.say(wordsMapSigns))
		p.gap()
		p.text(p.f.say(wordsSafety))
		if version != "" {
			p.gap()
			p.text("Writeback Doctor " + lang.Clean(version))
		}
	}}}
}

// distinct are keys without those that stand there already.
func distinct(keys []keyed) []keyed {
	var all []keyed
	for _, k := range keys {
		if !slices.ContainsFunc(all, func(other keyed) bool { return other.cap == k.cap }) {
			all = append(all, k)
		}
	}
	return all
}

// Update is the reader's, which hands back the reader: help has to stay help.
func (s *helpScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	_, cmd := s.readerScreen.Update(msg)
	return s, cmd
}

// pad fills an ASCII word up with blanks.
func pad(s string, cells int) string { return s + strings.Repeat(" ", max(1, cells-len(s))) }
