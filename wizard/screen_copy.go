package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
)

// newCopy lists texts to copy, each under the name of its part, and offers all of
// them as files. Whether a terminal puts a text on its clipboard nobody knows, so
// the bare text is shown too, from the first column and with nothing beside it.
// people are whoever mends it: the request to send to them stands last; empty for
// nobody.
func newCopy(f steps.Finding, blocks []steps.Block, people lang.Text) *pickScreen {
	s := &pickScreen{heading: wordsCopy}
	items, commands, shells := listed(blocks)
	s.menu.items = items
	save, saved := wordsSaveScripts, wordsScriptsAre
	names, onlyLook := script.Names(blocks)
	if onlyLook {
		save, saved = wordsSaveLook, wordsLooksOnly
	}
	files := lang.Args{"files": strings.Join(names, ", ")}
	s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: save.Fill(lang.Korean, files), En: save.Fill(lang.English, files)}})
	if !people.Empty() {
		s.menu.items = append(s.menu.items, item{text: sendTo(people), short: true})
	}
	s.intro = func(p *page) { p.text(p.f.say(wordsCopyIntro)) }
	s.outro = func(p *page) {
		if aside := s.menu.at - len(commands); aside >= 0 {
			p.text(p.f.say([]lang.Text{saved, wordsRequestIs}[aside]))
			return
		}
		drawBare(p, shells[s.menu.at], commands[s.menu.at], len(s.menu.items))
	}
	s.keys = []keyed{keyEnter.as(wordsChoose), keyBack, keyEvidence.as(wordsTextAlone), keyMove, digits(len(s.menu.items)), keySearch}
	s.also = func(msg tea.KeyMsg) tea.Cmd {
		at := s.menu.at
		switch {
		case !keyEvidence.hit(msg), at == len(commands): // files have no text to show
			return nil
		case at > len(commands):
			return send(requestMsg{finding: f})
		}
		return send(coverMsg{screen: textAlone(shells[at], commands[at])})
	}
	s.picked = func(i int) tea.Cmd {
		if aside := i - len(commands); aside >= 0 {
			return send([]tea.Msg{saveScriptsMsg{finding: f}, requestMsg{finding: f}}[aside])
		}
		return send(copyMsg{text: commands[i]})
	}
	return s
}

// listed are the commands of blocks to copy: the entry of each, its text and its shell.
func listed(blocks []steps.Block) (items []item, commands []string, shells []steps.Shell) {
	for _, block := range blocks {
		part := block.Label()
		if n := len(block.Lines); together(block) {
			all := lang.Args{"n": itoa(n)}
			items = append(items, item{text: lang.Text{
				Ko: part.Ko + " (" + string(block.Shell) + "): " + wordsAllOfThem.Fill(lang.Korean, all),
				En: part.En + " (" + string(block.Shell) + "): " + wordsAllOfThem.Fill(lang.English, all),
			}, short: true})
			commands, shells = append(commands, strings.Join(block.Lines, "\n")), append(shells, block.Shell)
		}
		for i, line := range block.Lines {
			items = append(items, item{text: named(block, i), short: true})
			commands, shells = append(commands, line), append(shells, block.Shell)
		}
	}
	return items, commands, shells
}

// sendTo is the entry of the request to whoever mends it.
func sendTo(people lang.Text) lang.Text {
	return inBoth(func(l lang.Language) string { return wordsSendTo.Fill(l, lang.Args{"people": people.In(l)}) })
}

// drawBare adds a command below a list of so many entries, if all of it has room: half
// of a command is worse than none.
func drawBare(p *page, shell steps.Shell, command string, entries int) {
	lines, need := unbrokenLines(shell, command, p.f.width)
	switch {
	case need > p.f.width:
		p.text(p.f.fill(wordsCopyNarrow, lang.Args{"n": itoa(need)}))
	case entries+len(lines)+4 > p.f.height:
		p.text(p.f.fill(wordsCopyAlone, lang.Args{"n": itoa(len(lines))}))
	default:
		p.text(p.f.say(wordsCopyBare))
		p.lines = append(p.lines, lines...)
	}
}

// together reports whether the commands of a block are run one after another.
func together(block steps.Block) bool {
	return len(block.Lines) > 1 && block.Part != steps.OnlyLook
}

// named is a command in the list: by what it does where that is said, else by its
// text.
func named(block steps.Block, line int) lang.Text {
	label, shell := block.Label(), " ("+string(block.Shell)+")"
	title := block.Title(line)
	switch {
	case title.Empty():
		text := shell + ": " + block.Lines[line]
		return lang.Text{Ko: label.Ko + text, En: label.En + text}
	case len(block.Lines) == 1:
		return lang.Text{Ko: label.Ko + shell, En: label.En + shell}
	default:
		return lang.Text{Ko: label.Ko + ": " + title.Ko + shell, En: label.En + ": " + title.En + shell}
	}
}

// textAlone shows a command with nothing beside it, and all of it, for whoever
// selects it with the mouse.
func textAlone(shell steps.Shell, command string) *readerScreen {
	return &readerScreen{heading: wordsCopyAll, bare: true, draw: func(p *page) {
		lines, need := unbrokenLines(shell, command, p.f.width)
		if need > p.f.width {
			p.text(p.f.fill(wordsCopyNarrow, lang.Args{"n": itoa(need)}))
			return
		}
		p.lines = append(p.lines, lines...)
	}}
}

// unbrokenLines are those of a command to copy, and how wide a window has to be that
// shows them: a line ends where its shell goes on reading and nowhere else, so that
// what is selected with the mouse is the command.
func unbrokenLines(shell steps.Shell, command string, width int) (lines []string, need int) {
	for one := range strings.SplitSeq(command, "\n") {
		lines = append(lines, script.Lay(shell, one, max(20, width))...)
	}
	lines = narrow(lines, width)
	for _, line := range lines {
		need = max(need, ansi.StringWidth(line))
	}
	return lines, need
}

// narrow gives up as much of the indent as some line is too long, of all of them
// alike, and puts the value of an option below its name.
func narrow(lines []string, width int) []string {
	over := 0
	for _, line := range lines {
		over = max(over, ansi.StringWidth(line)-width)
	}
	var all []string
	for _, line := range lines {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		line = line[min(indent, over):]
		option, value, cut := strings.Cut(line, " '")
		if cut && ansi.StringWidth(line) > width && strings.HasPrefix(strings.TrimLeft(option, " "), "-") {
			all, line = append(all, option+" `"), "'"+value
		}
		all = append(all, line)
	}
	return all
}

// laid are the lines of a command in a window. A line ends where PowerShell goes
// on reading; what is longer than the window breaks at a blank or behind a comma,
// and no name is cut that fits.
func laid(shell steps.Shell, command string, width int) []string {
	var lines, all []string
	for one := range strings.SplitSeq(command, "\n") {
		all = append(all, script.Lay(shell, one, max(20, width))...)
	}
	for _, line := range narrow(all, width) {
		lines = append(lines, fitted(line, max(4, width))...)
	}
	return lines
}

// fitted is a line of a command in as many as it takes, for who reads it: broken at a
// blank, behind a comma, and in a path behind a backslash. It is no text to copy: in
// a string no line may end.
func fitted(line string, width int) []string {
	if ansi.StringWidth(line) <= width {
		return []string{line}
	}
	line = quoted().ReplaceAllStringFunc(line, func(s string) string { return strings.ReplaceAll(s, " ", string(lang.NoBreak)) })
	line = loosened(strings.NewReplacer("-", unbroken, `\,`, heldComma, ",", ","+loose).Replace(line), width)
	all := strings.Split(ansi.Wrap(line, width, loose), "\n")
	for i := range all {
		all[i] = lang.Release(strings.NewReplacer(unbroken, "-", heldComma, `\,`, loose, "").Replace(all[i]))
	}
	return all
}

// heldComma stands for a comma that is a part of a value of a distinguished name, with the
// backslash in front of it. It never reaches the terminal.
const heldComma = "\ue000\ue001"

// laidAll are the lines of all commands of a block.
func laidAll(b steps.Block, width int) []string {
	var lines []string
	for _, command := range b.Lines {
		lines = append(lines, laid(b.Shell, command, width)...)
	}
	return lines
}

// indented are the lines of commands on a card, without the indent where it would
// break a line of them.
func indented(b steps.Block, width int) (indent string, lines []string) {
	lines = laidAll(b, width-3)
	if flush := laidAll(b, width-1); len(flush) < len(lines) {
		return "", flush
	}
	return "  ", lines
}

// quoted is a string of a command: it holds no end of a line, so none is put
// between its words.
var quoted = lang.Pattern(`'[^']*'|"[^"]*"`) //nolint:gochecknoglobals // an expression that compiles once
